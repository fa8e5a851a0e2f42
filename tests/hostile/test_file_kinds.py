"""Everything a path can be: a finding, never a hang, and the run goes on."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from .sandbox import Sandbox


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket may have some 100 bytes
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path.name)
    os.chdir(here)


def _locked(path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    path.write_text("---\na: b\n---\n")
    path.chmod(0)


def _locked_folder(path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    path.mkdir()
    path.chmod(0)


KINDS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a named pipe": (os.mkfifo, "AK002"),
    "a folder": (Path.mkdir, "AK002"),
    "a socket": (_socket, "AK002"),
    "a broken link": (lambda path: path.symlink_to("nowhere.md"), "AK001"),
    "a link to itself": (lambda path: path.symlink_to(path.name), "AK001"),
    "a link to secrets": (lambda path: path.symlink_to("/etc/passwd"), "AK003"),
    "a link to an endless device": (lambda path: path.symlink_to("/dev/zero"), "AK003"),
    "a link to a folder outside": (lambda path: path.symlink_to("/etc"), "AK003"),
    "a file that may not be read": (_locked, "AK001"),
    "a folder that may not be read": (_locked_folder, "AK001 AK002"),
}


@pytest.mark.parametrize("named", [True, False], ids=["named", "walked"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.replace(" ", "-"))
def test_file_kinds(kind: str, named: bool, sandbox: Sandbox, tmp_path: Path) -> None:
    make, codes = KINDS[kind]
    make(tmp_path / "x.md")
    (tmp_path / "y.md").write_text("---\n1: x\n---\n")
    paths = ["x.md", "y.md"] if named else ["."]
    ended = sandbox.validate("--select", "AK0", "--output-format", "jsonl", *paths, cwd=tmp_path, seconds=5)
    found = {(finding["filename"], finding["code"]) for finding in ended.findings}
    assert found == {("y.md", "AK022"), *(("x.md", code) for code in codes.split())}
    assert ended.code == 1
    assert b"root:" not in ended.out


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_devices_are_not_read(path: str, sandbox: Sandbox, tmp_path: Path) -> None:
    if not Path(path).exists():
        pytest.skip(f"there is no {path}")
    ended = sandbox.validate("--output-format", "jsonl", path, cwd=tmp_path, seconds=5)
    assert (ended.codes, ended.code) == ({"AK002"}, 1)


def test_a_loop_of_folders_is_walked_once(sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.md").write_text("text")
    (tmp_path / "a" / "b").symlink_to("..")
    ended = sandbox.validate("--output-format", "jsonl", ".", cwd=tmp_path, seconds=5)
    assert [finding["filename"] for finding in ended.findings] == ["a/x.md"]


def test_deep_folders_are_walked(sandbox: Sandbox, tmp_path: Path) -> None:
    here, depth = Path.cwd(), 1_200
    os.chdir(tmp_path)
    for _ in range(depth):
        os.mkdir("d")
        os.chdir("d")
    Path("x.md").write_text("text")
    ended = sandbox.validate("--output-format", "jsonl", ".", cwd=tmp_path)
    Path("x.md").unlink()
    for _ in range(depth):  # pytest would recurse
        os.chdir("..")
        os.rmdir("d")
    os.chdir(here)
    assert ended.codes == {"AK010"}
