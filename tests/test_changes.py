"""Which files a run with `--changed` takes, whatever they are called and wherever it is started."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from artikit import changes
from artikit.changes import among, changed_paths
from artikit.discover import discover
from artikit.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

NAMES = [
    "plain.md",
    "with blank.md",
    "-dash.md",
    "ümlaut.md",
    'quo"te.md',
    "new\nline.md",
    "tab\t.md",
    "*.md",
    ":(top)x.md",
    "back\\slash.md",
]


def git(*arguments: str, cwd: Path) -> str:
    command = [
        "git",
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@example.org",
        "-c",
        "commit.gpgsign=false",
        *arguments,
    ]
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True).stdout


def commit(repo: Path, message: str = "x") -> None:
    git("add", "-A", cwd=repo)
    git("commit", "-q", "--allow-empty", "-m", message, cwd=repo)


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository on branch `main` with three committed files."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    top = tmp_path / "repo"
    (top / "sub").mkdir(parents=True)
    git("init", "-q", "-b", "main", cwd=top)
    for name in ("a.md", "b.md", "sub/c.md"):
        (top / name).write_text(name, encoding="utf-8")
    commit(top)
    return top


def names(repo: Path, since: str | None = None, at: Path | None = None) -> list[str]:
    top = os.path.realpath(repo)
    paths = changed_paths(str(at or repo), since)
    assert all(path.startswith(f"{top}/") for path in paths)
    return sorted(path.removeprefix(f"{top}/") for path in paths)


def test_nothing_changed_is_nothing(repo: Path) -> None:
    assert names(repo) == []


def test_edited_staged_and_new_files_have_changed(repo: Path) -> None:
    (repo / "a.md").write_text("edited", encoding="utf-8")
    (repo / "b.md").write_text("staged", encoding="utf-8")
    git("add", "b.md", cwd=repo)
    (repo / "sub" / "new.md").write_text("new", encoding="utf-8")
    (repo / "added.md").write_text("added", encoding="utf-8")
    git("add", "added.md", cwd=repo)
    assert names(repo) == ["a.md", "added.md", "b.md", "sub/new.md"]
    assert names(repo, at=repo / "sub") == names(repo)


def test_what_is_staged_counts_even_if_it_was_taken_back_in_the_tree(repo: Path) -> None:
    (repo / "a.md").write_text("staged", encoding="utf-8")
    git("add", "a.md", cwd=repo)
    (repo / "a.md").write_text("a.md", encoding="utf-8")
    assert names(repo) == ["a.md"]


def test_what_git_ignores_has_not_changed(repo: Path) -> None:
    (repo / ".gitignore").write_text("_site/\n", encoding="utf-8")
    (repo / "_site").mkdir()
    (repo / "_site" / "x.md").write_text("x", encoding="utf-8")
    assert names(repo) == [".gitignore"]


def test_renamed_files_are_the_new_ones_and_deleted_ones_are_none(repo: Path) -> None:
    git("mv", "a.md", "sub/moved.md", cwd=repo)
    (repo / "b.md").unlink()
    git("rm", "-q", "sub/c.md", cwd=repo)
    assert names(repo) == ["sub/moved.md"]
    git("config", "diff.renames", "copies", cwd=repo)
    assert names(repo) == ["sub/moved.md"]


def test_since_is_what_a_pull_request_would_bring(repo: Path) -> None:
    git("checkout", "-q", "-b", "topic", cwd=repo)
    (repo / "a.md").write_text("on topic", encoding="utf-8")
    commit(repo)
    git("checkout", "-q", "main", cwd=repo)
    (repo / "b.md").write_text("on main", encoding="utf-8")
    commit(repo)
    git("tag", "v1", cwd=repo)
    git("checkout", "-q", "topic", cwd=repo)
    (repo / "new.md").write_text("not committed", encoding="utf-8")
    assert names(repo, "main") == ["a.md", "new.md"]
    assert names(repo, "v1") == ["a.md", "new.md"]
    assert names(repo, "HEAD~1") == ["a.md", "new.md"]
    assert names(repo, git("rev-parse", "main", cwd=repo).strip()) == ["a.md", "new.md"]
    assert names(repo) == ["new.md"]


def test_before_the_first_commit_everything_is_new(tmp_path: Path) -> None:
    git("init", "-q", cwd=tmp_path)
    (tmp_path / "staged.md").write_text("x", encoding="utf-8")
    git("add", "staged.md", cwd=tmp_path)
    (tmp_path / "new.md").write_text("x", encoding="utf-8")
    assert names(tmp_path) == ["new.md", "staged.md"]
    with pytest.raises(UsageError, match="no commit `main`"):
        changed_paths(str(tmp_path), "main")


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
def test_names_may_be_anything(repo: Path) -> None:
    (repo / "deep").mkdir()
    for name in NAMES:
        (repo / "deep" / name).write_text("x", encoding="utf-8")
    raw = os.fsencode(repo / "deep") + b"/\xff\xfe.md"
    Path(os.fsdecode(raw)).write_bytes(b"x")
    expected = sorted([*(f"deep/{name}" for name in NAMES), "deep/\udcff\udcfe.md"])
    assert names(repo) == expected
    git("add", "-A", cwd=repo)
    assert names(repo) == expected
    commit(repo)
    assert names(repo, "HEAD~1") == expected
    wanted = among(changed_paths(str(repo), "HEAD~1"))
    taken = [found.path for found in discover([str(repo)]) if wanted(found.path)]
    assert sorted(path.removeprefix(f"{repo}/") for path in taken) == expected


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0/"), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_name_is_found(repo: Path, name: str) -> None:
    path = repo / f"n{name}.md"
    path.write_text("x", encoding="utf-8")
    try:
        assert names(repo) == [path.name]
    finally:
        path.unlink()


def test_the_settings_of_a_repository_change_nothing(repo: Path) -> None:
    for setting, value in (
        ("core.quotePath", "true"),
        ("diff.relative", "true"),
        ("diff.noprefix", "true"),
        ("color.ui", "always"),
        ("diff.external", "false"),
        ("core.fsmonitor", "touch pwned"),
        ("status.relativePaths", "true"),
    ):
        git("config", setting, value, cwd=repo)
    (repo / "sub" / "ü.md").write_text("x", encoding="utf-8")
    (repo / "a.md").write_text("x", encoding="utf-8")
    assert names(repo, at=repo / "sub") == ["a.md", "sub/ü.md"]
    assert not list(repo.rglob("pwned*"))


def test_the_environment_of_a_hook_does_not_lead_astray(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repo / "a.md").write_text("edited", encoding="utf-8")
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/no-such-index")
    monkeypatch.setenv("GIT_PREFIX", "sub/")
    assert names(repo, at=repo / "sub") == ["a.md"]


def test_a_worktree_and_a_folder_behind_a_link_are_found(repo: Path, tmp_path: Path) -> None:
    git("worktree", "add", "-q", str(tmp_path / "other"), "-b", "other", cwd=repo)
    (tmp_path / "other" / "a.md").write_text("edited", encoding="utf-8")
    assert names(tmp_path / "other") == ["a.md"]
    (repo / "a.md").write_text("edited", encoding="utf-8")
    (tmp_path / "link").symlink_to(repo)
    assert names(tmp_path / "link") == ["a.md"]
    wanted = among(changed_paths(str(tmp_path / "link")))
    assert wanted(str(tmp_path / "link" / "a.md"))
    assert not wanted(str(tmp_path / "link" / "b.md"))


def test_a_repository_inside_is_one_of_its_own(repo: Path) -> None:
    inner = repo / "inner"
    inner.mkdir()
    git("init", "-q", cwd=inner)
    (inner / "x.md").write_text("x", encoding="utf-8")
    assert names(repo) == []
    assert names(inner) == ["x.md"]


class TestFoundFiles:
    def test_they_are_told_as_they_are_shown(self, repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (repo / "sub" / "c.md").write_text("edited", encoding="utf-8")
        wanted = among(changed_paths(str(repo)))
        for folder, shown in ((repo, "sub/c.md"), (repo / "sub", "c.md"), (repo / "sub", "../sub/c.md")):
            monkeypatch.chdir(folder)
            assert among(changed_paths("."))(shown)
        assert wanted(str(repo / "sub" / "c.md"))
        monkeypatch.chdir(repo)
        assert [found.path for found in discover(["."]) if wanted(found.path)] == ["sub/c.md"]

    def test_a_link_to_a_changed_file_has_changed(self, repo: Path) -> None:
        (repo / "link.md").symlink_to("a.md")
        commit(repo)
        assert not among(changed_paths(str(repo)))(str(repo / "link.md"))
        (repo / "a.md").write_text("edited", encoding="utf-8")
        assert among(changed_paths(str(repo)))(str(repo / "link.md"))


class TestWhatCannotBeTold:
    def test_outside_of_a_repository(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
        with pytest.raises(UsageError, match=r"in no git repository.*leave out --changed"):
            changed_paths(str(tmp_path))
        with pytest.raises(UsageError, match="no such folder"):
            changed_paths(str(tmp_path / "none"))

    @pytest.mark.parametrize("ref", ["nowhere", "", "-h", "--help", "main..HEAD", "a\0b", "HEAD:a.md"])
    def test_a_commit_that_there_is_not(self, ref: str, repo: Path) -> None:
        with pytest.raises(UsageError):
            changed_paths(str(repo), ref)
        with pytest.raises(UsageError, match="fetch it first"):
            changed_paths(str(repo), "nowhere")
        with pytest.raises(UsageError, match=r"`main\.\.HEAD` is a range"):
            changed_paths(str(repo), "main..HEAD")

    def test_a_commit_without_anything_in_common(self, repo: Path) -> None:
        git("checkout", "-q", "--orphan", "alone", cwd=repo)
        commit(repo, "alone")
        with pytest.raises(UsageError, match=r"no commit in common.*fetch-depth: 0"):
            changed_paths(str(repo), "main")

    def test_a_shallow_checkout_says_what_to_do(self, repo: Path, tmp_path: Path) -> None:
        git("checkout", "-q", "-b", "topic", cwd=repo)
        commit(repo, "on topic")
        git("checkout", "-q", "main", cwd=repo)
        commit(repo, "on main")
        git("clone", "-q", "--depth", "1", "--no-single-branch", f"file://{repo}", "shallow", cwd=tmp_path)
        with pytest.raises(UsageError, match="fetch-depth: 0"):
            changed_paths(str(tmp_path / "shallow"), "origin/topic")

    def test_without_git(self, repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", str(repo))
        with pytest.raises(UsageError, match="git is not installed"):
            changed_paths(str(repo))

    @pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
    @pytest.mark.parametrize(
        ("script", "words"),
        [
            ("sleep 9", "did not answer"),
            ("echo 'fatal: dubious ownership' >&2; exit 128", "dubious ownership"),
            ("exit 3", "code 3"),
        ],
    )
    def test_a_git_that_fails(
        self,
        script: str,
        words: str,
        repo: Path,
        monkeypatch: pytest.MonkeyPatch,
        stand_in: Callable[[str], Path],
    ) -> None:
        monkeypatch.setattr(changes, "_TIMEOUT", 0.5)
        monkeypatch.setenv("PATH", f"{stand_in(script)}:/usr/bin:/bin")
        with pytest.raises(UsageError, match=words):
            changed_paths(str(repo))


@pytest.fixture
def stand_in(tmp_path: Path) -> Callable[[str], Path]:
    """A folder with a program called `git` that does something else."""

    def make(script: str) -> Path:
        folder = tmp_path / "bin"
        folder.mkdir()
        program = folder / "git"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        return folder

    return make
