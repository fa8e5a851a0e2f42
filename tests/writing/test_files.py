"""A file that is written is old or new at every moment, whatever fails."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from artikit.writing.files import write_file

if TYPE_CHECKING:
    from collections.abc import Callable


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_new_content_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "x"
    assert write_file(str(path), b"one")
    assert path.read_bytes() == b"one"
    assert write_file(str(path), b"two")
    assert path.read_bytes() == b"two"
    assert names(tmp_path) == ["x"]


def test_the_same_content_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "x"
    write_file(str(path), b"one")
    before = path.stat()
    assert not write_file(str(path), b"one")
    after = path.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_links_stay_links_and_modes_stay_as_they_are(tmp_path: Path) -> None:
    path, link = tmp_path / "x", tmp_path / "link"
    path.write_bytes(b"one")
    path.chmod(0o640)
    link.symlink_to("x")
    write_file(str(link), b"two")
    assert link.is_symlink()
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_gets_what_the_mask_allows(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(str(tmp_path / "x"), b"one")
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o640


def failing(call: str, number: int, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Make the n-th call of a function of `os` fail as a full disk makes it."""
    real = getattr(os, call)
    made = 0

    def fail(*arguments: Any, **options: Any) -> Any:
        nonlocal made
        made += 1
        if made == number:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*arguments, **options)

    monkeypatch.setattr(os, call, fail)
    return lambda: made


@pytest.mark.parametrize("call", ["open", "fdopen", "fsync", "chmod", "replace", "stat"])
@pytest.mark.parametrize("exists", [True, False])
def test_the_nth_call_fails_for_every_n(
    call: str, exists: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tempfile.gettempdir()  # looked up once, not while calls fail
    for number in range(1, 10):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = folder / "x"
        if exists:
            path.write_bytes(b"old")
        with monkeypatch.context() as context:
            made = failing(call, number, context)
            try:
                write_file(str(path), b"the new content")
            except OSError as error:
                failed = True
                assert error.errno == errno.ENOSPC  # noqa: PT017  (whether it fails is what n decides)
            else:
                failed = False
        content = path.read_bytes() if path.exists() else None
        assert content in ((b"old" if exists else None), b"the new content")
        assert names(folder) == (["x"] if content is not None else [])
        if not failed:
            assert content == b"the new content"
        if made() < number:
            return
    pytest.fail("the calls never came to an end")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """A real one: a file system of one page, where the system lets us make it."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(tmp_path)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no right to mount a file system")
    try:
        path = tmp_path / "x"
        write_file(str(path), b"old")
        with pytest.raises(OSError, match="No space left"):
            write_file(str(path), b"x" * 200_000)
        assert path.read_bytes() == b"old"
        assert names(tmp_path) == ["x"]
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_signal_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"old")
    program = f"""
import os, signal, sys
from artikit.writing.files import write_file
def stop(*_): raise SystemExit(143)
signal.signal(signal.SIGTERM, stop)
real = os.fsync
os.fsync = lambda descriptor: (os.kill(os.getpid(), signal.SIGTERM), real(descriptor))
write_file({str(path)!r}, b"new")
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True)
    assert run.returncode == 143
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["x"]


def test_missing_folders_are_made_and_devices_stay_devices(tmp_path: Path) -> None:
    assert write_file(str(tmp_path / "new/er/x"), b"one")
    assert (tmp_path / "new/er/x").read_bytes() == b"one"
    assert write_file(os.devnull, b"one")
    assert not Path(os.devnull).is_file()
