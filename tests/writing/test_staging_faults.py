"""Whatever fails while many files are written, each is old or new and nothing else is left."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import pytest

from artikit.errors import UsageError
from artikit.writing import disk, staging
from artikit.writing.staging import Outcome, Staging

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType
    from typing import Self

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


class Faulty:
    """A file whose writes and whose closing are counted as calls."""

    def __init__(self, file: BinaryIO, call: Callable[..., Any]) -> None:
        self._file = file
        self._call = call

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)

    def write(self, data: bytes) -> None:
        self._call("write", self._file.write, data)

    def close(self) -> None:
        if self.closed:
            self._file.close()
        else:
            self._call("close", self._file.close)


class Faults:
    """Makes the n-th of all calls to the system fail, before or after it is done."""

    CALLS = ("open", "mkdir", "write", "fsync", "replace", "close", "stat", "chmod")
    CLEANING = ("unlink", "rmdir", "listdir")

    def __init__(self, number: int, error: BaseException, after: bool) -> None:
        self.number = number
        self.error = error
        self.after = after
        self.made = 0
        self.replaced = 0
        self.hit = ""

    def call(self, name: str, real: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        self.made += 1
        due = self.made == self.number
        self.hit = name if due else self.hit
        # A file whose closing fails is closed all the same, and so it is in life.
        if due and not (self.after or name == "close"):
            raise self.error
        result = real(*arguments, **options)
        self.replaced += name == "replace"
        if due:
            if hasattr(result, "close"):
                result.close()
            elif name == "open" and isinstance(result, int):
                os.close(result)
            raise self.error
        return result

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        signals = not isinstance(self.error, Exception)
        for name in self.CALLS + (self.CLEANING if signals else ()):
            # No power is cut here, and disks are slow.
            real = os.fstat if name == "fsync" else getattr(os, name)
            monkeypatch.setattr(os, name, self._counted(name, real))
        for module in (staging, disk):
            monkeypatch.setattr(module, "open", self._open, raising=False)

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *arguments, **options: self.call(name, real, *arguments, **options)

    def _open(self, *arguments: Any, **options: Any) -> Any:
        return Faulty(cast("BinaryIO", self.call("open", open, *arguments, **options)), self.call)


OLD: dict[str, bytes | None] = {"a": b"old", "same": b"same", "real": None, "real/b": b"old"}
NEW = {
    "a": b"new a",
    "same": b"same",
    "real/b": b"new b",
    "out/x/c": b"new c",
    "out/d": b"new d",
    "OUT2/e": b"made elsewhere",
}


def prepare(folder: Path) -> None:
    folder.mkdir()
    for name, data in OLD.items():
        (folder / name).mkdir() if data is None else (folder / name).write_bytes(data)
    (folder / "link").symlink_to("real/b")


def change_all(folder: Path, committed: bool) -> Outcome | None:
    with Staging(force=True) as change:
        for name in ("a", "same"):
            put(change, folder / name, NEW[name])
        change.write(str(folder / "out/x/c"), NEW["out/x/c"])
        put(change, folder / "link", NEW["real/b"])
        Path(change.path_for(str(folder / "OUT2/e"))).write_bytes(NEW["OUT2/e"])
        change.open(str(folder / "out/d")).write(NEW["out/d"])
        return change.commit() if committed else None


def assert_old_or_new(folder: Path) -> int:
    """Each file is the old or the new one, there is nothing else; returns how many are new."""
    found = tree(folder)
    assert (folder / "link").is_symlink()
    assert found.pop("link") == found["real/b"]
    new = 0
    for name, data in found.items():
        if data is None:
            assert name == "real" or any(other.startswith(f"{name}{os.sep}") for other in found)
        else:
            assert data in {OLD.get(name), NEW.get(name)} - {None}
            new += data != OLD.get(name)
    assert OLD.keys() <= found.keys()
    return new


@POSIX
@pytest.mark.parametrize("committed", [True, False], ids=["committed", "left"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("kind", [OSError, KeyboardInterrupt, Stop])
def test_whichever_call_fails_each_file_is_old_or_new(
    kind: type[BaseException], after: bool, committed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hit: dict[str, int] = {}
    counts = set()
    for number in itertools.count(1):
        folder = tmp_path / str(number)
        prepare(folder)
        error = OSError(errno.ENOSPC, "full") if kind is OSError else kind()
        faults = Faults(number, error, after)
        raised = False
        with monkeypatch.context() as context:
            faults.install(context)
            try:
                outcome = change_all(folder, committed)
            except BaseException as caught:
                if caught is not error:
                    raise
                raised = True
        new = assert_old_or_new(folder)
        shutil.rmtree(folder)
        counts.add(new)
        assert new == faults.replaced
        if isinstance(error, OSError) and raised and faults.hit in {"fsync", "replace", "chmod"}:
            assert error.filename in {str(folder / name) for name in ("link", *NEW)}
            assert error.filename2 is None
        if not raised:
            assert outcome == (Outcome(5, 1) if committed else None)
        if faults.made < number:
            break
        hit[faults.hit] = hit.get(faults.hit, 0) + 1
    assert {"open", "mkdir", "close", "stat", "write"} <= hit.keys()
    assert ("unlink" in hit) == (kind is not OSError)
    assert hit.get("replace", 0) == (5 if committed else 0)
    assert ("fsync" in hit) == committed
    assert counts == ({0, 1, 2, 3, 4, 5} if committed else {0})


@POSIX
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # a file is closed by its end
@pytest.mark.parametrize("committed", [True, False], ids=["committed", "left"])
def test_on_whichever_line_a_signal_comes_each_file_is_old_or_new(
    committed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But for the first line of `__exit__`, before its `try`: the interpreter leaves that gap."""
    monkeypatch.setattr(os, "fsync", os.fstat)
    files = {staging.__file__, disk.__file__}
    count = 0
    stop_at = 0

    def on_line(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        if event == "line" and frame.f_code.co_name != "__exit__":
            count += 1
            if count == stop_at:
                raise Stop
        return on_line

    def on_call(frame: FrameType, _event: str, _: object) -> Any:
        return on_line if frame.f_code.co_filename in files else None

    seen = set()
    for number in itertools.count(1):
        folder = tmp_path / str(number)
        prepare(folder)
        count, stop_at = 0, number
        tracing = sys.gettrace()
        sys.settrace(on_call)
        try:
            with contextlib.suppress(Stop):
                change_all(folder, committed)
        finally:
            sys.settrace(tracing)
        seen.add(assert_old_or_new(folder))
        shutil.rmtree(folder)
        if count < number:
            break
    assert number > 200
    assert seen == ({0, 1, 2, 3, 4, 5} if committed else {0})


def test_without_hints_to_the_system_all_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "posix_fadvise", raising=False)
    with Staging() as change:
        put(change, tmp_path / "a", b"1")
        assert change.commit() == Outcome(1, 0)
    assert tree(tmp_path) == {"a": b"1"}


@POSIX
def test_every_file_is_synced_before_the_first_is_replaced_and_every_folder_once_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[tuple[str, str]] = []
    fsync, replace = os.fsync, os.replace

    def named(descriptor: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"
        steps.append((kind, f"{os.fstat(descriptor).st_ino}"))
        fsync(descriptor)

    def moved(new: str, target: str) -> None:
        steps.append(("replace", target))
        replace(new, target)

    monkeypatch.setattr(os, "fsync", named)
    monkeypatch.setattr(os, "replace", moved)
    with Staging() as change:
        for name in ("new/er/a", "new/er/b", "new/er/c"):
            put(change, tmp_path / name, b"1")
        change.commit()
    assert [kind for kind, _ in steps] == ["file"] * 3 + ["replace"] * 3 + ["folder"] * 3
    assert len(set(steps)) == len(steps)
    assert {inode for kind, inode in steps if kind == "folder"} == {
        str(path.stat().st_ino) for path in (tmp_path, tmp_path / "new", tmp_path / "new/er")
    }


def test_a_full_disk_leaves_the_old_files(tmp_path: Path) -> None:
    """A real one: a file system of a few pages, where the system lets us make it."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(tmp_path)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no right to mount a file system")
    try:
        (tmp_path / "x").write_bytes(b"old")
        with pytest.raises(OSError, match="No space left"), Staging(force=True) as change:  # noqa: PT012  (the whole change fails)
            put(change, tmp_path / "x", b"new")
            for number in range(100):
                put(change, tmp_path / "new" / str(number), b"x" * 4096)
        assert tree(tmp_path) == {"x": b"old"}
        with pytest.raises(OSError, match="No space left"), Staging(force=True) as change:  # noqa: PT012  (the whole change fails)
            put(change, tmp_path / "x", b"x" * 61_000)
            change.open(str(tmp_path / "y")).write(b"y" * 3000)  # not written out before the commit
            change.commit()
        assert tree(tmp_path) == {"x": b"old"}
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


@contextlib.contextmanager
def nobody() -> Iterator[Path]:
    """A folder, and no right to do more than its mode says."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        root = os.geteuid() == 0
        if root:
            os.chown(folder, 65534, 65534)
            os.seteuid(65534)
        try:
            yield Path(folder)
        finally:
            if root:
                os.seteuid(0)


@POSIX
def test_a_folder_that_may_not_be_written_is_an_error_that_names_the_target() -> None:
    with nobody() as folder:
        (folder / "locked").mkdir()
        (folder / "locked/old").write_bytes(b"old")
        (folder / "locked").chmod(0o555)
        for name, named in (("old", "old"), ("new", "new"), ("deep/new", "deep")):
            with Staging(force=True) as change:
                put(change, folder / "first", b"1")
                with pytest.raises(PermissionError) as caught:
                    change.open(str(folder / "locked" / name))
            assert caught.value.filename == str(folder / "locked" / named)
        assert tree(folder) == {"locked": None, "locked/old": b"old"}
        (folder / "locked").chmod(0o755)


@POSIX
def test_a_file_that_may_not_be_read_differs_and_can_be_replaced() -> None:
    with nobody() as folder:
        (folder / "a").write_bytes(b"1")
        (folder / "a").chmod(0o200)
        with Staging() as change, pytest.raises(UsageError, match="exists and differs"):  # noqa: PT012  (the whole change fails)
            put(change, folder / "a", b"1")
            change.commit()
        with Staging(force=True) as change:
            put(change, folder / "a", b"2")
            assert change.commit() == Outcome(1, 0)
        assert stat.S_IMODE((folder / "a").stat().st_mode) == 0o200
        (folder / "a").chmod(0o600)
        assert (folder / "a").read_bytes() == b"2"


PROGRAM = """
import os, signal, sys, time
from artikit.writing.staging import Staging
class Terminated(BaseException): pass
def terminate(number, frame): raise Terminated
signal.signal(signal.SIGTERM, terminate)
replace = os.replace
done = []
def slowly(*paths):
    replace(*paths)
    done.append(paths)
    if len(done) == int(sys.argv[2]):
        print("in the midst", flush=True)
        while True:
            time.sleep(0.01)  # a signal just before a long sleep would not cut it short
os.replace = slowly
try:
    with Staging(force=True) as change:
        print("staging", flush=True)
        for number in range(300):
            with change.open(f"{sys.argv[1]}/{number % 7}/{number}") as file:
                file.write(b"new" * number)
        print("committing", flush=True)
        change.commit()
        print("committed", flush=True)
except Terminated:
    raise SystemExit(143)
"""


def ended(folder: Path, stop_at: int, line: bytes, wait: float) -> tuple[int, int]:
    """Start, wait for a line and a while, and end it; returns the exit code and how many files are new."""
    (folder / "0").mkdir()
    for number in range(0, 300, 14):
        (folder / "0" / str(number)).write_bytes(b"old" * number)
    command = [sys.executable, "-c", PROGRAM, str(folder), str(stop_at)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert line in iter(process.stdout.readline, b"")
        time.sleep(wait)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    found = tree(folder)
    files = {int(os.path.basename(name)): data for name, data in found.items() if data is not None}
    new = {number for number, data in files.items() if data == b"new" * number}
    assert {number for number in files if number % 14 == 0} == set(range(0, 300, 14))
    assert all(files[number] == b"old" * number for number in files.keys() - new)
    assert {name for name, data in found.items() if data is None} == {"0", *(str(n % 7) for n in files)}
    return process.returncode, len(new)


@POSIX
@pytest.mark.parametrize("stop_at", [1, 2, 77, 299])
def test_a_process_that_is_terminated_between_renames_leaves_each_file_old_or_new(
    stop_at: int, tmp_path: Path
) -> None:
    # The empty file that is there already is left alone, and is new as well as old.
    assert ended(tmp_path, stop_at, b"in the midst\n", 0) == (143, stop_at + 1)


@POSIX
@pytest.mark.parametrize("line", [b"staging\n", b"committing\n"], ids=["staging", "committing"])
@pytest.mark.parametrize("wait", [0.0003 * 2**n for n in range(9)])
def test_a_process_that_is_terminated_at_any_time_leaves_each_file_old_or_new(
    line: bytes, wait: float, tmp_path: Path
) -> None:
    code, new = ended(tmp_path, 0, line, wait)
    assert code == 143 or new == 300
