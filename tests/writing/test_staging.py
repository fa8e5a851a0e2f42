"""Many files are written as one change: whatever fails, each is old or new and nothing else is left."""

from __future__ import annotations

import itertools
import os
import socket
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from artikit.errors import UsageError
from artikit.writing.staging import Outcome, Staging

POSIX = pytest.mark.skipif(os.name != "posix", reason="this system has other files")


class Stop(BaseException):
    """What a handler of signals raises (`artikit.cli.guard`)."""


def tree(folder: Path) -> dict[str, bytes | None]:
    """Everything below a folder: the bytes of files, None for folders."""
    return {
        str(path.relative_to(folder)): None if path.is_dir() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
    }


def put(change: Staging, path: Path | str, data: bytes) -> None:
    with change.open(str(path)) as file:
        file.write(data)


def test_many_files_are_put_into_place_at_once(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"1")
    with Staging(force=True) as change:
        for number in range(5):
            put(change, tmp_path / f"{number}", b"%d" % number)
        put(change, tmp_path / "old", b"2")
        shown = {name: data for name, data in tree(tmp_path).items() if not name.startswith(".artikit-")}
        assert shown == {"old": b"1"}
        assert change.commit() == Outcome(6, 0)
        assert tree(tmp_path) == {**{str(n): b"%d" % n for n in range(5)}, "old": b"2"}
    assert len(tree(tmp_path)) == 6


def test_what_was_not_committed_is_gone(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"1")
    with Staging(force=True) as change:
        put(change, tmp_path / "old", b"2")
        put(change, tmp_path / "deep/er/new", b"3")
        assert (tmp_path / "deep/er").is_dir()
    assert tree(tmp_path) == {"old": b"1"}


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, Stop, SystemExit])
def test_what_is_stopped_by_an_error_is_gone(error: type[BaseException], tmp_path: Path) -> None:
    with pytest.raises(error), Staging() as change:  # noqa: PT012  (the whole change fails)
        put(change, tmp_path / "a/b", b"1")
        file = change.open(str(tmp_path / "a/c"))
        file.write(b"half")
        raise error
    assert file.closed
    assert tree(tmp_path) == {}


def test_new_folders_stay_where_files_were_put(tmp_path: Path) -> None:
    with Staging() as change:
        put(change, tmp_path / "a/b/c", b"1")
        assert change.commit() == Outcome(1, 0)
    assert tree(tmp_path) == {"a": None, "a/b": None, "a/b/c": b"1"}


def test_a_folder_that_was_there_stays_though_it_is_empty(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with Staging() as change:
        put(change, tmp_path / "a/b/c", b"1")
    assert tree(tmp_path) == {"a": None}


def test_a_new_folder_stays_if_someone_else_uses_it(tmp_path: Path) -> None:
    with Staging() as change:
        put(change, tmp_path / "a/b/c", b"1")
        (tmp_path / "a/theirs").write_bytes(b"2")
    assert tree(tmp_path) == {"a": None, "a/theirs": b"2"}


def test_a_folder_that_someone_else_makes_meanwhile_is_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.mkdir

    def slower(path: str) -> None:
        real(path)
        real(path)  # this one is ours, and comes too late

    monkeypatch.setattr(os, "mkdir", slower)
    with Staging() as change:
        put(change, tmp_path / "a/b", b"1")
    assert tree(tmp_path) == {"a": None}


def test_a_staging_can_be_used_again_after_a_commit(tmp_path: Path) -> None:
    with Staging() as change:
        put(change, tmp_path / "a/1", b"1")
        assert change.commit() == Outcome(1, 0)
        put(change, tmp_path / "b/2", b"2")
        put(change, tmp_path / "a/1", b"1")
        assert change.commit() == Outcome(1, 1)
        put(change, tmp_path / "c/3", b"3")
    assert tree(tmp_path) == {"a": None, "a/1": b"1", "b": None, "b/2": b"2"}


def test_a_staging_can_be_used_again_after_nothing_was_committed(tmp_path: Path) -> None:
    change = Staging()
    for committed in (False, True):
        with change:
            put(change, tmp_path / "a/1", b"1")
            if committed:
                change.commit()
    assert tree(tmp_path) == {"a": None, "a/1": b"1"}


def test_nothing_staged_is_nothing_written() -> None:
    with Staging() as change:
        assert change.commit() == Outcome(0, 0)


def test_relative_paths_are_meant_from_where_we_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Staging() as change:
        put(change, "a", b"1")
        put(change, "b/../b/c", b"2")
        change.commit()
    assert tree(tmp_path) == {"a": b"1", "b": None, "b/c": b"2"}


def test_staged_bytes_can_be_read_back(tmp_path: Path) -> None:
    with Staging() as change:
        for name in ("a", "b/c"):
            put(change, tmp_path / name, name.encode())
        for name in ("a", "b/c"):
            path = Path(change.staged(str(tmp_path / name)))
            assert path.read_bytes() == name.encode()
            assert path.parent == (tmp_path / name).parent
            assert path.name.startswith(".artikit-")


def test_the_same_bytes_are_left_alone(tmp_path: Path) -> None:
    for size in (0, 1, 1 << 16, (1 << 16) + 1, 200_000):
        (tmp_path / str(size)).write_bytes(b"x" * size)
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in tmp_path.iterdir()}
    with Staging() as change:
        for path in before:
            put(change, path, b"x" * int(path.name))
        put(change, tmp_path / "new", b"")
        change.check()
        assert change.commit() == Outcome(1, 5)
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in before} == before
    assert len(tree(tmp_path)) == 6


@pytest.mark.parametrize("at", [0, 65_535, 65_536, 199_999])
def test_one_other_byte_is_another_content(at: int, tmp_path: Path) -> None:
    content = bytearray(200_000)
    (tmp_path / "x").write_bytes(content)
    content[at] = 1
    with Staging(force=True) as change:
        put(change, tmp_path / "x", content)
        assert change.commit() == Outcome(1, 0)
    assert (tmp_path / "x").read_bytes() == content


def test_other_content_stands_in_the_way_without_force(tmp_path: Path) -> None:
    for name in "abcde":
        (tmp_path / name).write_bytes(b"old")
    before = tree(tmp_path)
    for many in (1, 2, 3, 4, 5):
        names = [str(tmp_path / name) for name in "abcde"[:many]]
        with Staging() as change:
            put(change, tmp_path / "0/new", b"new")
            for name in names:
                put(change, name, b"new")
            with pytest.raises(UsageError) as caught:
                change.check()
            with pytest.raises(UsageError) as again:
                change.commit()
        assert str(caught.value) == str(again.value)
        listed = ", ".join(names[:3]) + (f" and {many - 3} more" if many > 3 else "")
        assert str(caught.value) == (
            f"{names[0]} exists and differs; --force writes over it"
            if many == 1
            else f"{many} files exist and differ; --force writes over them: {listed}"
        )
        assert tree(tmp_path) == before


@POSIX
def test_modes_are_kept_and_the_mask_is_honoured(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"1")
    (tmp_path / "old").chmod(0o640)
    (tmp_path / "locked").write_bytes(b"1")
    (tmp_path / "locked").chmod(0o444)
    before = os.umask(0o027)
    try:
        with Staging(force=True) as change:
            for name in ("old", "locked", "new", "deep/new"):
                put(change, tmp_path / name, b"2")
            assert stat.S_IMODE(os.stat(change.staged(str(tmp_path / "old"))).st_mode) == 0o600
            change.commit()
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)
    modes = {
        name: stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("old", "locked", "new", "deep/new")
    }
    assert modes == {"old": 0o640, "locked": 0o444, "new": 0o640, "deep/new": 0o640}
    assert stat.S_IMODE((tmp_path / "deep").stat().st_mode) == 0o750


@POSIX
def test_links_are_followed_and_stay_links(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/old").write_bytes(b"1")
    (tmp_path / "other").mkdir()
    (tmp_path / "other/link").symlink_to("../real/old")
    (tmp_path / "dangling").symlink_to("real/new/file")
    (tmp_path / "folder").symlink_to("real")
    with Staging(force=True) as change:
        put(change, tmp_path / "other/link", b"2")
        put(change, tmp_path / "dangling", b"3")
        put(change, tmp_path / "folder/third", b"4")
        assert os.path.dirname(change.staged(str(tmp_path / "other/link"))) == str(tmp_path / "real")
        change.commit()
    assert all((tmp_path / name).is_symlink() for name in ("other/link", "dangling", "folder"))
    assert tree(tmp_path / "real") == {"old": b"2", "new": None, "new/file": b"3", "third": b"4"}
    assert [path.name for path in (tmp_path / "other").iterdir()] == ["link"]


@POSIX
def test_a_dangling_link_is_as_it_was_without_a_commit(tmp_path: Path) -> None:
    (tmp_path / "dangling").symlink_to("new/file")
    with Staging() as change:
        put(change, tmp_path / "dangling", b"1")
    assert [path.name for path in tmp_path.iterdir()] == ["dangling"]
    assert os.readlink(tmp_path / "dangling") == "new/file"


@POSIX
def test_hard_links_are_files_of_their_own(tmp_path: Path) -> None:
    for name in ("b", "c"):
        if name == "b":
            (tmp_path / "a").write_bytes(b"1")
        (tmp_path / name).hardlink_to(tmp_path / "a")
    with Staging(force=True) as change:
        put(change, tmp_path / "a", b"2")
        put(change, tmp_path / "b", b"3")
        change.commit()
    assert tree(tmp_path) == {"a": b"2", "b": b"3", "c": b"1"}


def test_the_same_target_twice_is_refused(tmp_path: Path) -> None:
    with Staging() as change:
        put(change, tmp_path / "a", b"1")
        with pytest.raises(UsageError, match="are the same file"):
            change.open(os.path.join(tmp_path, "sub", "..", "a"))
        with pytest.raises(UsageError, match="are the same file"):
            change.path_for(str(tmp_path / "a"))
    assert tree(tmp_path) == {}


@POSIX
@pytest.mark.parametrize("exists", [True, False])
def test_the_same_file_through_links_is_refused_by_both_names(exists: bool, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    if exists:
        (tmp_path / "real/a").write_bytes(b"old")
    (tmp_path / "folder").symlink_to("real")
    (tmp_path / "link").symlink_to("folder/a")
    names = [str(tmp_path / name) for name in ("real/a", "folder/a", "link")]
    for one, other in itertools.permutations(names, 2):
        with Staging(force=True) as change:
            put(change, one, b"1")
            with pytest.raises(UsageError) as caught:
                change.open(other)
        assert str(caught.value) == f"{one} and {other} are the same file"
    assert tree(tmp_path / "real") == ({"a": b"old"} if exists else {})


LOOK_ALIKES = [
    ("README.md", "readme.md"),
    ("\N{LATIN SMALL LETTER E WITH ACUTE}", "e\N{COMBINING ACUTE ACCENT}"),
    ("stra\N{LATIN SMALL LETTER SHARP S}e", "STRASSE"),
    ("\N{KELVIN SIGN}", "k"),
    ("a", "a."),
]


@pytest.mark.parametrize("names", LOOK_ALIKES, ids=ascii)
def test_names_that_look_alike_are_two_files_where_the_system_says_so(
    names: tuple[str, str], tmp_path: Path
) -> None:
    (tmp_path / "probe").mkdir()
    (tmp_path / "probe" / names[0]).write_bytes(b"")
    same = (tmp_path / "probe" / names[1]).exists()
    with Staging() as change:
        put(change, tmp_path / "out" / names[0], b"1")
        if same:
            with pytest.raises(UsageError, match="are the same file"):
                change.open(str(tmp_path / "out" / names[1]))
        else:
            put(change, tmp_path / "out" / names[1], b"2")
            put(change, tmp_path / "out" / "third", b"3")
            assert change.commit() == Outcome(3, 0)
            assert tree(tmp_path / "out") == {names[0]: b"1", names[1]: b"2", "third": b"3"}


@pytest.mark.parametrize("names", LOOK_ALIKES, ids=ascii)
def test_names_that_look_alike_are_refused_where_they_are_one_file(
    names: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a system that knows no case: there, one of the two is seen under the name of the other."""

    def lexists(path: str) -> bool:
        return os.path.basename(path) == names[1] and names[0] in os.listdir(os.path.dirname(path))

    with Staging() as change, monkeypatch.context() as context:
        context.setattr(os.path, "lexists", lexists)
        put(change, tmp_path / names[1], b"1")
        with pytest.raises(UsageError) as caught:
            change.open(str(tmp_path / names[0]))
    assert str(caught.value) == f"{tmp_path / names[1]} and {tmp_path / names[0]} are the same file"
    assert tree(tmp_path) == {}


@pytest.mark.parametrize("name", ["folder", "folder/", "new/", "new/.", "folder/..", "."])
def test_a_folder_is_no_target(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    target = os.path.join(tmp_path, name)
    with Staging(force=True) as change, pytest.raises(UsageError) as caught:
        change.open(target)
    assert str(caught.value) == f"{target} is a folder, not a file"
    assert tree(tmp_path) == {"folder": None}


def test_the_empty_path_is_the_folder_where_we_stand() -> None:
    with Staging() as change, pytest.raises(UsageError, match=r"^\. is a folder"):
        change.open("")


def test_a_file_cannot_be_the_folder_of_another_target(tmp_path: Path) -> None:
    for order in (("a", "a/b"), ("a/b", "a")):
        with Staging(force=True) as change, pytest.raises(UsageError, match="a is a folder, not a file"):  # noqa: PT012  (the whole change fails)
            put(change, tmp_path / "first", b"1")
            for name in order:
                put(change, tmp_path / name, b"2")
            change.commit()
        assert tree(tmp_path) == {}


@pytest.mark.parametrize("name", ["file/a", "file/b/c"])
def test_a_file_where_a_folder_is_wanted_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"1")
    with Staging(force=True) as change, pytest.raises(NotADirectoryError) as caught:
        change.open(str(tmp_path / name))
    assert caught.value.filename == str(tmp_path / "file")
    assert tree(tmp_path) == {"file": b"1"}


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b"], ids=ascii)
def test_what_no_file_can_be_called_is_refused(name: str, tmp_path: Path) -> None:
    with Staging() as change, pytest.raises(UsageError, match="cannot be the name of a file"):
        change.open(os.path.join(tmp_path, name))


@POSIX
def test_a_name_that_is_too_long_fails_before_anything_is_replaced(tmp_path: Path) -> None:
    with Staging() as change:
        put(change, tmp_path / ("x" * 255), b"1")
        target = str(tmp_path / ("x" * 256))
        with pytest.raises(OSError, match="too long") as caught:
            change.open(target)
        assert caught.value.filename == target
        assert change.commit() == Outcome(1, 0)
    assert tree(tmp_path) == {"x" * 255: b"1"}


@POSIX
def test_folders_may_be_nested_deeper_than_functions(tmp_path: Path) -> None:
    with Staging() as change:
        put(change, os.path.join(tmp_path, *"d" * 1100, "x"), b"1")
    assert tree(tmp_path) == {}


@POSIX
def test_a_link_to_itself_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with Staging() as change, pytest.raises(OSError, match="symbolic links") as caught:
        change.open(str(tmp_path / "loop"))
    assert caught.value.filename == str(tmp_path / "loop")


@POSIX
def test_the_null_device_takes_everything_and_stays_what_it_is(tmp_path: Path) -> None:
    before = os.stat(os.devnull)
    with Staging() as change:
        put(change, os.devnull, b"1" * 100_000)
        put(change, tmp_path / "a", b"2")
        assert change.commit() == Outcome(2, 0)
    after = os.stat(os.devnull)
    assert (after.st_ino, after.st_mode) == (before.st_ino, before.st_mode)
    assert tree(tmp_path) == {"a": b"2"}


@POSIX
@pytest.mark.parametrize("committed", [True, False])
def test_a_pipe_takes_the_bytes_when_all_is_known(committed: bool, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    got: list[bytes] = []
    try:
        with Staging() as change:
            put(change, tmp_path / "pipe", b"x" * 150_000)
            time.sleep(0.01)
            assert os.read(reader, 1) == b""
            if committed:
                os.set_blocking(reader, True)
                thread = threading.Thread(target=change.commit)
                thread.start()
                while sum(map(len, got)) < 150_000:
                    got.append(os.read(reader, 1 << 16))
                thread.join()
    finally:
        os.close(reader)
    assert b"".join(got) == (b"x" * 150_000 if committed else b"")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_device_that_takes_nothing_leaves_the_files(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with Staging(force=True) as change:
        put(change, tmp_path / "a", b"new")
        put(change, "/dev/full", b"1")
        with pytest.raises(OSError, match="No space left") as caught:
            change.commit()
    assert caught.value.filename == "/dev/full"
    assert tree(tmp_path) == {"a": b"old"}


@POSIX
def test_standard_output_can_be_a_target_though_it_is_a_pipe() -> None:
    program = """
import sys
from artikit.errors import UsageError
from artikit.writing.staging import Staging
with Staging() as change:
    with change.open("/dev/stdout") as file:
        file.write(b"content")
    try:
        change.open("/dev/fd/1")
    except UsageError as error:
        print(error, end=" ", file=sys.stderr)
    print(change.commit().written, end=" ", flush=True)
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True)
    assert (run.stdout, run.stderr) == (b"content1 ", b"/dev/stdout and /dev/fd/1 are the same file ")


@POSIX
def test_a_socket_is_no_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # paths of sockets are short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        with Staging(force=True) as change, pytest.raises(UsageError, match="neither a file nor a pipe"):
            change.open("socket")


def test_a_database_can_be_staged(tmp_path: Path) -> None:
    with Staging() as change:
        path = change.path_for(str(tmp_path / "out/articles.db"))
        assert not os.path.exists(path)
        base = sqlite3.connect(path)
        base.execute("create table article (slug text)")
        base.execute("insert into article values ('a')")
        base.commit()
        base.close()
        assert change.staged(str(tmp_path / "out/articles.db")) == path
        assert change.commit() == Outcome(1, 0)
    assert list(tree(tmp_path / "out")) == ["articles.db"]
    base = sqlite3.connect(tmp_path / "out/articles.db")
    assert base.execute("select * from article").fetchall() == [("a",)]
    base.close()


@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_a_database_that_is_left_open_leaves_nothing_behind(mode: str, tmp_path: Path) -> None:
    with pytest.raises(Stop), Staging() as change:  # noqa: PT012  (the whole change fails)
        for number in range(12):
            put(change, tmp_path / f"{number}", b"")
        base = sqlite3.connect(change.path_for(str(tmp_path / "out/articles.db")), isolation_level=None)
        base.execute(f"pragma journal_mode = {mode}")
        base.execute("create table article (slug text)")
        base.execute("begin")
        base.execute("insert into article values ('a')")
        assert len(list((tmp_path / "out").iterdir())) > 1
        if os.name == "nt":
            base.close()
        raise Stop
    base.close()
    assert tree(tmp_path) == {}


def test_what_was_never_made_fails_before_anything_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with Staging(force=True) as change:
        put(change, tmp_path / "a", b"new")
        change.path_for(str(tmp_path / "b"))
        with pytest.raises(FileNotFoundError) as caught:
            change.commit()
    assert caught.value.filename == str(tmp_path / "b")
    assert tree(tmp_path) == {"a": b"old"}


def test_what_is_still_open_is_complete_when_it_is_committed(tmp_path: Path) -> None:
    with Staging() as change:
        files = [change.open(str(tmp_path / name)) for name in "ab"]
        for file in files:
            file.write(b"content")
        change.check()
        assert all(file.closed for file in files)
        assert all(Path(change.staged(str(tmp_path / name))).read_bytes() == b"content" for name in "ab")
        change.commit()
    assert tree(tmp_path) == {"a": b"content", "b": b"content"}


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="this system does not list descriptors")
def test_no_descriptors_are_kept(tmp_path: Path) -> None:
    before = len(os.listdir("/dev/fd"))
    with Staging() as change:
        for number in range(100):
            put(change, tmp_path / str(number), b"1")
        assert len(os.listdir("/dev/fd")) == before
        change.commit()
        assert len(os.listdir("/dev/fd")) == before


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    existing=st.dictionaries(st.sampled_from("abcdef"), st.sampled_from([b"", b"1", b"2", b"1" * 70_000])),
    change=st.dictionaries(
        st.sampled_from(["a", "b", "c", "d", "x/g", "x/h", "x/y/i"]),
        st.sampled_from([b"", b"1", b"2", b"1" * 70_000]),
    ),
    force=st.booleans(),
    committed=st.booleans(),
)
def test_a_change_does_what_writing_one_by_one_would(
    existing: dict[str, bytes],
    change: dict[str, bytes],
    force: bool,
    committed: bool,
) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as context:
        context.setattr(os, "fsync", os.fstat)  # no power is cut here, and disks are slow
        folder = Path(name)
        for path, data in existing.items():
            (folder / path).write_bytes(data)
        in_the_way = {path for path, data in change.items() if existing.get(path, data) != data}
        outcome = None
        refused = False
        try:
            with Staging(force=force) as one:
                for path, data in change.items():
                    put(one, folder / path, data)
                if committed:
                    outcome = one.commit()
        except UsageError:
            refused = True
        assert refused == (committed and not force and bool(in_the_way))
        done = outcome is not None
        assert done == (committed and not refused)
        expected = {**existing, **change} if done else existing
        assert {path: data for path, data in tree(folder).items() if data is not None} == expected
        if not done:
            assert tree(folder).keys() == existing.keys()
        same = sum(existing.get(path) == data for path, data in change.items())
        assert outcome in (None, Outcome(len(change) - same, same))
