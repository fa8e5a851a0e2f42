"""Where the mended bytes go: into files, onto a stream, into a diff."""

from __future__ import annotations

import errno
from difflib import unified_diff
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import artikit
from artikit import formats
from artikit.errors import UsageError
from artikit.fixing.run import Mending
from artikit.fixing.targets import Diff, Files, Stream
from artikit.sources import Opened
from artikit.writing.staging import Staging

from .mending import CONFIG, REPEATED, SOUND, TYPO, opened

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_behind_two_names_is_mended_once(tmp_path: Path) -> None:
    real, link = tmp_path / "real.jsonl", tmp_path / "link.jsonl"
    real.write_text('{"title": "z"}\n{"title": "a", "title": "a"}\n{"title": "b", "title": "b"}\n')
    link.symlink_to(real.name)
    with Staging(force=True) as staging:
        mending = Mending(CONFIG, Files(staging))
        list(mending.records([opened(real), opened(link)]))
        assert staging.commit().written == 1
    assert real.read_text() == '{"title": "z"}\n{"title": "a"}\n{"title": "b"}\n'
    assert link.is_symlink()
    assert (mending.tally.files, mending.tally.fixed.total()) == (1, 2)


def test_nothing_is_staged_where_nothing_changes(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text(SOUND)
    with Staging(force=True) as staging:
        list(Mending(CONFIG, Files(staging)).records([opened(path)]))
        assert staging.commit() == (0, 0)


def test_a_diff_is_one_that_patch_takes() -> None:
    lines: list[str] = []
    target = Diff(lines.append)
    target.begin("a\x1b.md")
    target.piece(b"a\nb\nc", b"a\nB\nc")
    assert target.end()
    assert "".join(lines) == (
        '--- "a\\033.md"\n+++ "a\\033.md"\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n\\ No newline at end of file\n'
    )
    lines.clear()
    target.begin("b")
    for old, new in ((b"1\n", b"1\n"), (b"2\n", b"3\n"), (b"\xff\n", b"\xff\n"), (b"4", b"5")):
        target.piece(old, new)
    assert target.end()
    assert lines[2:] == [
        "@@ -1,4 +1,4 @@\n",
        " 1\n",
        "-2\n",
        "+3\n",
        " \udcff\n",
        "-4\n",
        "\\ No newline at end of file\n",
        "+5\n",
        "\\ No newline at end of file\n",
    ]
    target.begin("c")
    target.piece(b"same", b"same")
    assert not target.end()


def pieces(count: int, changed: set[int]) -> list[tuple[bytes, bytes]]:
    lines = [f"line {number}\n".encode() for number in range(count)]
    return [(line, b"new " + line if number in changed else line) for number, line in enumerate(lines)]


@settings(max_examples=1500, deadline=None)
@given(st.integers(0, 25).flatmap(lambda count: st.tuples(st.just(count), st.sets(st.integers(0, 25)))))
def test_a_diff_of_lines_is_that_of_the_whole_text(case: tuple[int, set[int]]) -> None:
    several = pieces(*case)
    lines: list[str] = []
    target = Diff(lines.append)
    target.begin("x")
    for old, new in several:
        target.piece(old, new)
    target.end()
    before, after = ([piece[side].decode() for piece in several] for side in (0, 1))
    whole = list(unified_diff(before, after, "x", "x"))
    assert [line for line in lines if line[0] in "@- "] == [line for line in whole if line[0] in "@- "]
    assert sorted(lines) == sorted(whole)


def test_a_line_without_measure_is_not_shown_around_a_change() -> None:
    lines: list[str] = []
    target = Diff(lines.append)
    target.begin("x")
    long = b"x" * (1 << 20)
    for old, new in [
        (b"a\n", b"A\n"),
        *[(long, long)] * 65,
        (b"y\n", b"y\n"),
        (b"b\n", b"B\n"),
        (b"c", b"c"),
    ]:
        target.piece(old, new)
    assert target.end()
    assert lines[2:] == [
        *("@@ -1 +1 @@\n", "-a\n", "+A\n"),
        *("@@ -3,2 +3,2 @@\n", "-b\n", "+B\n", " c\n", "\\ No newline at end of file\n"),
    ]


@pytest.mark.parametrize(
    ("path", "data"), [("x.md", SOUND), ("x.md", REPEATED), ("x.jsonl", "{}\n"), ("x.csv", "title\nFog\n")]
)
def test_what_cannot_be_written_is_no_fault_of_the_file(path: str, data: str) -> None:
    class Full(Stream):
        def piece(self, old: bytes, new: bytes) -> None:  # noqa: ARG002  (the names are the protocol's)
            raise OSError(errno.ENOSPC, "No space left on device")

    form, name = formats.of_path(path), formats.name_of(path) or "md"
    text = BytesIO(data.encode())
    file = Opened(path, text, name, lambda file: form.read(file, path, CONFIG.limits))
    with pytest.raises(OSError, match="No space left"):
        list(Mending(CONFIG, Full(BytesIO())).records([file]))


@pytest.mark.parametrize("how", ["changed", "replaced", "removed"])
def test_what_another_program_writes_meanwhile_is_not_lost(tmp_path: Path, how: str) -> None:
    path = tmp_path / "x.md"
    path.write_text(REPEATED)
    with Staging(force=True) as staging:
        target = Files(staging)
        for _ in Mending(CONFIG, target).records([opened(path)]):
            if how == "changed":
                path.write_text(f"{SOUND}More.\n")
            else:
                path.unlink()
            if how == "replaced":
                path.write_text(REPEATED)
        with pytest.raises(UsageError, match=r"x\.md was changed meanwhile"):
            target.check()
    assert how == "removed" or path.read_text() in {f"{SOUND}More.\n", REPEATED}


def test_the_library_mends_files_in_place(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(REPEATED)
    (tmp_path / "b.md").write_text(TYPO)
    found = artikit.fix(tmp_path)
    assert (found.fixed, found.files, [one.code for one in found.left]) == (1, 1, ["AK102"])
    assert artikit.fix([tmp_path / "a.md", tmp_path / "b.md"], unsafe=True) == (1, 1, ())
    assert (tmp_path / "a.md").read_text() == (tmp_path / "b.md").read_text() == SOUND
