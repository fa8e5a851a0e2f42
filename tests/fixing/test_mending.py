"""What mending promises: nothing but the faults changes, nothing becomes worse, and it comes to rest."""

from __future__ import annotations

import errno
import importlib.util
import random
import re
from collections import Counter
from dataclasses import replace
from difflib import unified_diff
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import artikit
from artikit import formats
from artikit.config import Config
from artikit.editing.applying import edited
from artikit.engine import diagnose
from artikit.errors import UsageError
from artikit.fixing.rounds import MOST_ROUNDS, Judged, Mended, is_as_promised, mend
from artikit.fixing.run import Mending
from artikit.fixing.targets import Diff, Files, Stream
from artikit.model import Change, Diagnostic, Edit, Fix, Position, Record, Span
from artikit.reading.limits import Limits
from artikit.sources import Opened
from artikit.writing.json import dump_json
from artikit.writing.staging import Staging

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
CONFIG = Config()
SOUND = '---\ntitle: "Fog bell"\npublishedDateTime: 2021-06-17T05:30:00Z\nwebUrl: "https://www.northquill.example/fog"\nprovider:\n  name: North Quill\n  domain: northquill.example\n---\nBody.\n'
TYPO = SOUND.replace("publishedDateTime", "publishedDatetime")
REPEATED = SOUND.replace("provider:", 'title: "Fog bell"\nprovider:')


def read(data: bytes, path: str = "x.md") -> Iterator[Record]:
    return formats.of_path(path).read(BytesIO(data), path, CONFIG.limits)


def mended(data: bytes, path: str = "x.md", *, unsafe: bool = True, config: Config = CONFIG) -> Mended:
    return mend(data, partial(read, path=path), partial(diagnose, config=config), unsafe=unsafe)


def run(
    data: bytes, path: str, *, unsafe: bool = True, limits: Limits | None = None
) -> tuple[bytes, list[str], Any]:
    """Mend a stream as a file of that name; the new one, the findings left with their lines, the tally."""
    config = replace(CONFIG, limits=limits or CONFIG.limits)
    form, name = formats.of_path(path), formats.name_of(path) or "md"
    opened = Opened(path, BytesIO(data), name, lambda file: form.read(file, path, config.limits))
    out = BytesIO()
    mending = Mending(config, Stream(out), unsafe=unsafe)
    left = [f"{one.start.line}:{one.code}" for _, said in mending.records([opened]) for one in said]
    return out.getvalue(), left, mending.tally


# One record


def test_a_sound_record_stays_as_it_is() -> None:
    assert mended(SOUND.encode()).data == SOUND.encode()


def test_safe_fixes_are_applied_and_unsafe_ones_only_where_wanted() -> None:
    both = REPEATED.replace("publishedDateTime", "publishedDatetime").encode()
    assert mended(both, unsafe=False).data == TYPO.encode()
    assert mended(both).data == SOUND.encode()
    assert Counter(one.code for one in mended(both).fixed) == {"AK021": 1, "AK102": 1}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_everything_at_once_takes_some_rounds(line_end: str) -> None:
    text = TYPO.replace("title:", "exerpt: a\nexerpt: a\ntitle:").replace("---\n", "\ufeff--- # old\n", 1)
    found = mended(text.replace("\n", line_end).encode())
    wanted = SOUND.replace('title: "Fog bell"', 'title: "Fog bell"\n# old\nexcerpt: "a"')
    assert found.data.decode() == wanted.replace("\n", line_end)
    assert found.judged[0].diagnostics == ()
    assert found.judged[0].record.body == f"Body.{line_end}"


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe-\x00", b"---\ntitle: \xff\n---\n", b"\x00", b"---\n- a\n---\n"]
)
def test_what_cannot_be_read_is_left_alone(data: bytes) -> None:
    assert mended(data).data == data


def test_a_long_record_with_thousands_of_faults_is_mended() -> None:
    notes = f"# {'note ' * 20}\n" * 3_000
    text = SOUND.replace("provider:", f"{notes}provider:")
    found = mended(text.replace("note \n", "note  \n").encode())
    assert found.data.decode() == text.replace("note \n", "note\n")
    assert Counter(one.code for one in found.fixed) == {"AK405": 3_000}


# Rules that mend badly


def finding(
    edits: tuple[Edit, ...],
    *,
    code: str = "AK402",
    severity: Any = "warning",
    safe: bool = True,
    change: Change | None = None,
) -> Diagnostic:
    at = Position(1, 1)
    return Diagnostic("x.md", at, at, code, "some", "", severity, fix=Fix("Mend", edits, safe, change))


def judged_by(judge: Callable[[Record], tuple[Diagnostic, ...]], text: str = SOUND) -> Mended:
    return mend(text.encode(), read, judge, unsafe=True)


def everywhere(text: str, old: str, new: str) -> list[Edit]:
    return [Edit(Span(*match.span()), new) for match in re.finditer(re.escape(old), text)]


def test_a_fix_that_changes_a_value_without_saying_so_is_refused() -> None:
    def judge(record: Record) -> tuple[Diagnostic, ...]:
        return tuple(finding((edit,)) for edit in everywhere(record.source.text, "Fog bell", "Fog horn"))

    assert judged_by(judge).data == SOUND.encode()
    assert judged_by(judge).fixed == ()


def test_one_bad_fix_does_not_keep_good_ones_back() -> None:
    def judge(record: Record) -> tuple[Diagnostic, ...]:
        text = record.source.text
        good = [
            *everywhere(text, '"Fog bell"', "'Fog bell'"),
            *everywhere(text, "name: North Quill", 'name: "North Quill"'),
        ]
        bad = everywhere(text, "2021-06-17", "2021-06-18")
        return tuple(finding((edit,)) for edit in [*bad, *good])

    found = judged_by(judge)
    assert found.data.decode() == SOUND.replace('"Fog bell"', "'Fog bell'").replace(
        "North Quill", '"North Quill"'
    )
    assert len(found.fixed) == 2


def test_a_fix_that_makes_more_findings_is_refused() -> None:
    def judge(record: Record) -> tuple[Diagnostic, ...]:
        edits = everywhere(record.source.text, "name: North Quill", "name:  North Quill")
        return tuple(finding((edit,)) for edit in edits) or (finding(()), finding(()))

    assert judged_by(judge).data == SOUND.encode()


def test_a_fix_that_makes_a_graver_finding_is_refused() -> None:
    def judge(record: Record) -> tuple[Diagnostic, ...]:
        edits = everywhere(record.source.text, "name: North Quill", "name:  North Quill")
        return tuple(finding((edit,), severity="info") for edit in edits) or (finding((), severity="error"),)

    assert judged_by(judge).data == SOUND.encode()


def test_a_fix_that_breaks_the_record_is_refused() -> None:
    def judge(record: Record) -> tuple[Diagnostic, ...]:
        return tuple(
            finding((edit,), safe=False) for edit in everywhere(record.source.text, "  domain", " domain")
        )

    assert judged_by(judge).data == SOUND.encode()


def test_a_fix_may_not_touch_the_body_from_outside_of_it() -> None:
    def judge(record: Record) -> tuple[Diagnostic, ...]:
        return tuple(finding((edit,)) for edit in everywhere(record.source.text, "---\nBody", "---\nbody"))

    assert judged_by(judge).data == SOUND.encode()


def test_a_fix_of_the_body_itself_is_taken() -> None:
    def judge(record: Record) -> tuple[Diagnostic, ...]:
        return tuple(finding((edit,)) for edit in everywhere(record.source.text, "Body", "body"))

    assert judged_by(judge).data == SOUND.replace("Body", "body").encode()


def test_fixes_that_undo_each_other_come_to_an_end() -> None:
    calls = []

    def judge(record: Record) -> tuple[Diagnostic, ...]:
        calls.append(record)
        text = record.source.text
        edits = everywhere(text, "'Fog bell'", '"Fog bell"') or everywhere(text, '"Fog bell"', "'Fog bell'")
        return tuple(finding((edit,)) for edit in edits)

    assert judged_by(judge).data.decode() in {SOUND, SOUND.replace('"Fog bell"', "'Fog bell'")}
    assert len(calls) < 10


def test_a_fix_without_end_is_stopped() -> None:
    again = finding((Edit(Span(4, 4), "# again\n"),))
    found = judged_by(lambda _: (again,))
    assert found.data.decode() == SOUND.replace("---\n", "---\n" + "# again\n" * MOST_ROUNDS, 1)


def test_promised_values_are_held_to_their_types_and_order() -> None:
    before, after, swapped = (
        record
        for text in (b"a: 1\nb: 2", b"a: 1.0\nb: 2", b"b: 2\na: 1")
        for record in read(b"---\n" + text + b"\n---\n")
    )
    change = Change("", values=((("a",), 1.0),))
    assert is_as_promised(before, after, [Fix("", (), change=change)])
    assert not is_as_promised(before, after, [Fix("", ())])
    assert is_as_promised(before, swapped, [Fix("", ())])
    assert not is_as_promised(before, swapped, [])


# Files of records

LINES = ['{"title": "a", "title": "a"}', "", '{"title": "b"}', '{"broken', '{"title": "c", "exerpt": "x"}']


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_lines_are_mended_one_by_one(line_end: str, last: str) -> None:
    data = ("\ufeff" + line_end.join(LINES) + last).encode()
    new, left, tally = run(data, "x.jsonl")
    wanted = line_end.join(['{"title": "a"}', *LINES[1:4], '{"title": "c", "excerpt": "x"}']) + last
    assert new.decode() == wanted
    assert tally.fixed.total() == 3
    assert {one.partition(":")[0] for one in left} == {"1", "3", "4", "5"}
    assert "4:AK020" in left


def test_a_line_beyond_the_limit_is_passed_on_whole() -> None:
    limits = Limits(record_size=100)
    data = b'{"title": "a", "title": "a"}\n{"x": "' + b"y" * 5000 + b'"}\n{"title": "b", "title": "b"}'
    new, left, _ = run(data, "x.jsonl", limits=limits)
    assert new == data.replace(b', "title": "a"', b"").replace(b', "title": "b"', b"")
    assert "2:AK031" in left


def test_utf_16_is_passed_on_whole() -> None:
    data = '{"title": "a"}\n{"title": "b"}\n'.encode("utf-16")
    assert run(data, "x.jsonl")[0] == data


def test_a_file_beyond_the_limit_is_passed_on_whole() -> None:
    data = REPEATED.encode() + b"x" * 5000
    new, left, _ = run(data, "x.md", limits=Limits(file_bytes=1000))
    assert (new, left) == (data, ["1:AK004"])


@pytest.mark.parametrize(
    ("path", "text", "wanted"),
    [
        (
            "x.json",
            '[{"a": 1, "a": 1},\n {"b": 2},\n {"c": [], "c": []}]\n',
            '[{"a": 1},\n {"b": 2},\n {"c": []}]\n',
        ),
        (
            "x.yaml",
            "- a: 1\n  a: 1\n# two\n- b: 2\n- c: x\n  d: y\n  c: x\n",
            "- a: 1\n# two\n- b: 2\n- c: x\n  d: y\n",
        ),
        ("x.yaml", "a: 1\na: 1\n---\n# two\nb: 2\nb: 2\n", "a: 1\n---\n# two\nb: 2\n"),
        ("x.json", '{"a": 1, "a": 1}', '{"a": 1}'),
    ],
)
def test_records_in_one_text_are_mended_together(path: str, text: str, wanted: str) -> None:
    config = replace(CONFIG, select=("AK021",))
    assert mended(text.encode(), path, config=config).data.decode() == wanted


def test_a_bad_fix_in_one_record_keeps_no_other_back() -> None:
    def judge(record: Record) -> tuple[Diagnostic, ...]:
        start, end = record.spans.value(())
        text = record.source.text
        return tuple(
            finding((Edit(Span(start + at, start + at + 1), new),))
            for old, new in (("1", "9"), ("x", '"x"'))
            if (at := text[start:end].find(f" {old}") + 1)
        )

    text = "- a: 1\n- b: x\n- c: 1\n  d: x\n"
    found = mend(text.encode(), partial(read, path="x.yaml"), judge)
    assert found.data.decode() == '- a: 1\n- b: "x"\n- c: 1\n  d: "x"\n'


def test_tables_are_judged_and_not_mended() -> None:
    data = "\ufefftitle\r\nFog\r\n".encode()
    new, left, tally = run(data, "x.csv")
    assert (new, bool(left), tally.files) == (data, True, 0)


# Targets


def opened(path: Path) -> Opened:
    form = formats.of_path(str(path))
    name = formats.name_of(str(path)) or "md"
    return Opened(
        str(path), BytesIO(path.read_bytes()), name, lambda file: form.read(file, str(path), CONFIG.limits)
    )


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


# Real-style records, mutated


@cache
def corpus() -> Any:
    """Load benchmarks/corpus.py, which is no part of a package."""
    spec = importlib.util.spec_from_file_location("corpus_for_mending", ROOT / "benchmarks" / "corpus.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def sound(number: int) -> str:
    return str(corpus().record(11, number)[1])


MUTATIONS: list[Callable[[random.Random, list[str]], None]] = [
    lambda dice, lines: lines.insert(at := dice.randrange(1, len(lines) - 2), lines[at]),
    lambda dice, lines: lines.__setitem__(
        at := dice.randrange(1, len(lines) - 2), lines[at].replace("excerpt", "exerpt")
    ),
    lambda dice, lines: lines.__setitem__(
        at := dice.randrange(1, len(lines) - 2), re.sub(r"(\d)$", r"\1px", lines[at])
    ),
    lambda dice, lines: lines.__setitem__(
        at := dice.randrange(1, len(lines) - 2), re.sub(r"T(\d\d:\d\d):\d\dZ$", r" \1Z", lines[at])
    ),
    lambda dice, lines: lines.__setitem__(
        at := dice.randrange(1, len(lines) - 2),
        lines[at] + dice.choice(["  ", "\t", " # a note", "  # artikit: ignore AK1, AK4 -- as it is"]),
    ),
    lambda dice, lines: lines.insert(
        dice.randrange(1, len(lines) - 2),
        dice.choice(["", "# a note", "  # artikit: ignore AK102 -- so it is", "note: no", "2021: x"]),
    ),
    lambda dice, lines: lines.__setitem__(
        at := dice.randrange(1, len(lines) - 2), lines[at].replace('"', "'")
    ),
    lambda dice, lines: lines.__setitem__(
        at := dice.randrange(1, len(lines) - 2), lines[at].replace(': "', ': " &amp;\u00a0')
    ),
    lambda dice, lines: lines.__setitem__(
        0, dice.choice(["----", "--- # note", " ---", "---yaml", "\ufeff---"])
    ),
    lambda dice, lines: lines.__delitem__(dice.randrange(1, len(lines) - 2)),
]


def mutated(number: int, seed: int, count: int) -> str:
    dice = random.Random(seed)
    lines = sound(number).removesuffix("\n\n").split("\n")
    for _ in range(count):
        dice.choice(MUTATIONS)(dice, lines)
    return "\n".join(lines) + "\nA body,  with blanks \n\n---\nand\ttabs\n"


def hold(text: str, *, unsafe: bool) -> None:
    data = text.encode()
    (before,) = mended_not(data)
    found = mended(data, unsafe=unsafe)
    (after,) = found.judged
    assert mended(found.data, unsafe=unsafe).data == found.data
    assert after.record.body == before.record.body
    assert len(after.diagnostics) <= len(before.diagnostics)
    assert sum(one.severity == "error" for one in after.diagnostics) <= sum(
        one.severity == "error" for one in before.diagnostics
    )
    assert tuple(diagnose(after.record, CONFIG)) == after.diagnostics
    kept = list(after.record.data or {})
    assert after.record.data is not None or before.record.data is None
    if not unsafe and before.record.data is not None:
        assert sorted(kept) == sorted(before.record.data)


def mended_not(data: bytes) -> tuple[Judged, ...]:
    return tuple(Judged(record, diagnose(record, CONFIG)) for record in read(data))


@settings(max_examples=250, deadline=None)
@given(
    st.integers(0, 30),
    st.integers(0, 10**9),
    st.integers(1, 5),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
def test_mutated_records_only_become_better(
    number: int, seed: int, count: int, line_end: str, unsafe: bool
) -> None:
    hold(mutated(number, seed, count).replace("\n", line_end), unsafe=unsafe)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 30), st.integers(0, 10**9), st.integers(1, 4))
def test_line_ends_make_no_difference(number: int, seed: int, count: int) -> None:
    text = mutated(number, seed, count)
    plain = mended(text.encode()).data
    for line_end in (b"\r\n", b"\r"):
        other = mended(text.encode().replace(b"\n", line_end)).data
        assert other == plain.replace(b"\n", line_end)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 30), st.integers(0, 10**9), st.integers(1, 4), st.booleans())
def test_every_byte_outside_of_the_edits_stays(number: int, seed: int, count: int, unsafe: bool) -> None:
    """One round, seen from outside: the new text is the old one with the edits of fixes in it, and no more."""
    (before,) = mended_not(mutated(number, seed, count).encode())
    text = before.record.source.text
    for one in before.diagnostics:
        if one.fix and (one.fix.safe or unsafe):
            (after,) = read(edited(text, one.fix.edits).encode())
            start, end = one.fix.edits[0].span.start, one.fix.edits[-1].span.end
            assert after.source.text.startswith(text[:start])
            assert after.source.text.endswith(text[end:])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10**9), st.integers(0, 3)), min_size=1, max_size=3)
)
def test_the_same_holds_for_lines_of_json(several: list[tuple[int, int, int]]) -> None:
    records = [next(iter(read(mutated(*one).encode()))).data for one in several]
    lines = [dump_json(dict(data)) for data in records if data]
    data = b"\n".join(lines)
    if not lines:
        return
    new, left, _ = run(data, "x.jsonl")
    assert run(new, "x.jsonl")[0] == new
    assert len(new.split(b"\n")) == len(lines)
    assert len(left) <= len([one for record in read(data, "x.jsonl") for one in diagnose(record, CONFIG)])
