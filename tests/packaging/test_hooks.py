"""The hooks, run by the real pre-commit on repositories of their own."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from artikit import __version__

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

ROOT = Path(__file__).parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS = {hook["id"]: hook for hook in yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))}
PRE_COMMIT = [sys.executable, "-m", "pre_commit"]
CLEAN = ROOT / "examples/good/video.md"
FAULTY = ROOT / "examples/faulty/missing-address.md"
FINDING = ":19:5: AK101[missing-key] missing `webUrl`"
NO_RECORD = "# Read me\n\nText only.\n"


@pytest.fixture
def repository(run: Run, tmp_path: Path) -> Path:
    """Somebody's repository; nothing is committed yet."""
    top = tmp_path / "site"
    top.mkdir()
    run("git", "init", "--quiet", "--initial-branch=main", cwd=top)
    return top


@pytest.fixture
def hooked(repository: Path, checkout: Path) -> Path:
    """The same with our hooks in its settings, at the revision of the release."""
    hooks = [{"id": hook} for hook in HOOKS]
    settings = {"repos": [{"repo": str(checkout), "rev": f"v{__version__}", "hooks": hooks}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    return repository


@pytest.fixture
def stage(run: Run) -> Callable[[Path], None]:
    def stage(repository: Path) -> None:
        run("git", "add", "--all", cwd=repository)

    return stage


@pytest.fixture
def commit(run: Run, stage: Callable[[Path], None]) -> Callable[[Path], None]:
    def commit(repository: Path) -> None:
        stage(repository)
        run("git", "commit", "--quiet", "--no-verify", "--message=all", cwd=repository)

    return commit


def outcome(said: str, hook: str) -> str:
    """Find what pre-commit shows behind the name of a hook: Passed, Failed, Skipped."""
    lines = [line for line in said.splitlines() if line.startswith(HOOKS[hook]["name"] + ".")]
    assert len(lines) == 1, said
    return re.sub(r".*\.|\(.*\)", "", lines[0])


def test_pre_commit_accepts_the_manifest(run: Run, tmp_path: Path) -> None:
    run(*PRE_COMMIT, "validate-manifest", MANIFEST, cwd=tmp_path)


def test_the_manifest_offers_the_three_hooks() -> None:
    assert set(HOOKS) == {"artikit-validate", "artikit-validate-all", "artikit-fix"}


def test_no_hook_narrows_its_files_by_types() -> None:
    narrowing = {"types", "types_or", "exclude_types"}
    assert [name for name, hook in HOOKS.items() if narrowing & set(hook)] == []


@pytest.mark.parametrize(
    "name", ["a.md", "a.markdown", "a.mdx", "a.txt", "A.MD", "b/c.Markdown", "b c.d.TXT", ".md"]
)
def test_the_hooks_take_text_that_can_hold_a_record(name: str) -> None:
    assert re.search(HOOKS["artikit-validate"]["files"], name)
    assert re.search(HOOKS["artikit-fix"]["files"], name)


@pytest.mark.parametrize(
    "name",
    [
        "a.mdown",
        "a.md.bak",
        "amd",
        "md",
        "a.mdxx",
        "a.txt~",
        "a.rst",
        "a.md/b.png",
        "a.yaml",
        "txt/a",
    ],
)
def test_the_hooks_leave_other_files_alone(name: str) -> None:
    assert not re.search(HOOKS["artikit-validate"]["files"], name)
    assert not re.search(HOOKS["artikit-fix"]["files"], name)


@pytest.mark.usefixtures("index")
def test_all_hooks_pass_on_one_clean_record(
    run: Run, checkout: Path, repository: Path, stage: Callable[[Path], None]
) -> None:
    shutil.copy(CLEAN, repository)
    stage(repository)
    done = run(*PRE_COMMIT, "try-repo", checkout, "--verbose", cwd=repository, code=0)
    assert outcome(done.stdout, "artikit-validate") == "Passed"
    assert outcome(done.stdout, "artikit-validate-all") == "Passed"
    assert outcome(done.stdout, "artikit-fix") == "Passed"
    assert done.stdout.count("1 record checked, all clean") == 2


@pytest.mark.usefixtures("index")
def test_the_hook_fails_on_a_faulty_record_and_shows_its_place(
    run: Run, checkout: Path, repository: Path, stage: Callable[[Path], None]
) -> None:
    (repository / "news").mkdir()
    shutil.copy(FAULTY, repository / "news")
    stage(repository)
    done = run(*PRE_COMMIT, "try-repo", checkout, "artikit-validate", cwd=repository, code=1)
    assert outcome(done.stdout, "artikit-validate") == "Failed"
    assert "- exit code: 1\n" in done.stdout
    assert f"\nnews/{FAULTY.name}{FINDING}" in done.stdout


@pytest.mark.usefixtures("index")
def test_the_fixing_hook_mends_a_record_and_says_so_once(
    run: Run, hooked: Path, stage: Callable[[Path], None]
) -> None:
    sound = CLEAN.read_bytes()
    (hooked / "record.md").write_bytes(b"\xef\xbb\xbf" + sound)
    stage(hooked)
    done = run(*PRE_COMMIT, "run", "--verbose", "artikit-fix", cwd=hooked, code=1)
    assert outcome(done.stdout, "artikit-fix") == "Failed"
    assert "1 finding fixed in 1 file; none left" in done.stdout
    assert (hooked / "record.md").read_bytes() == sound
    stage(hooked)
    done = run(*PRE_COMMIT, "run", "artikit-fix", cwd=hooked, code=0)
    assert outcome(done.stdout, "artikit-fix") == "Passed"


@pytest.mark.usefixtures("index")
def test_furniture_and_excluded_files_among_the_changes_do_not_fail_the_hook(
    run: Run, hooked: Path, stage: Callable[[Path], None]
) -> None:
    (hooked / "artikit.toml").write_text('exclude = ["drafts/"]\n', encoding="utf-8")
    (hooked / "README.md").write_text(NO_RECORD, encoding="utf-8")
    (hooked / "drafts").mkdir()
    shutil.copy(FAULTY, hooked / "drafts")
    stage(hooked)
    done = run(*PRE_COMMIT, "run", "--verbose", "artikit-validate", cwd=hooked, code=0)
    assert outcome(done.stdout, "artikit-validate") == "Passed"
    shutil.copy(CLEAN, hooked)
    stage(hooked)
    done = run(*PRE_COMMIT, "run", "--verbose", "artikit-validate", cwd=hooked, code=0)
    assert "1 record checked, all clean" in done.stdout


@pytest.mark.usefixtures("index")
def test_the_hook_checks_plain_text_files(run: Run, hooked: Path, stage: Callable[[Path], None]) -> None:
    shutil.copy(FAULTY, hooked / "record.txt")
    stage(hooked)
    done = run(*PRE_COMMIT, "run", "artikit-validate", cwd=hooked, code=1)
    assert f"\nrecord.txt{FINDING}" in done.stdout


@pytest.mark.usefixtures("index")
def test_only_the_hook_for_the_whole_tree_sees_what_has_not_changed(
    run: Run, hooked: Path, commit: Callable[[Path], None]
) -> None:
    shutil.copy(FAULTY, hooked / "old.md")
    commit(hooked)
    done = run(*PRE_COMMIT, "run", cwd=hooked, code=1)
    assert outcome(done.stdout, "artikit-validate") == "Skipped"
    assert outcome(done.stdout, "artikit-validate-all") == "Failed"
    assert f"\nold.md{FINDING}" in done.stdout


@pytest.mark.usefixtures("index")
def test_an_installed_hook_stops_a_faulty_commit(
    run: Run, hooked: Path, stage: Callable[[Path], None]
) -> None:
    run(*PRE_COMMIT, "install", cwd=hooked)
    shutil.copy(FAULTY, hooked / "new.md")
    stage(hooked)
    done = run("git", "commit", "--message=new", cwd=hooked, code=1)
    assert f"new.md{FINDING}" in done.stderr + done.stdout
    shutil.copy(CLEAN, hooked / "new.md")
    stage(hooked)
    run("git", "commit", "--message=new", cwd=hooked, code=0)
