"""`artikit fix` as a user meets it: files, standard input, diffs, exit codes."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import jsonschema_rs
import pytest

from artikit.schema.library import shipped

from .runs import PLAIN

ROOT = Path(__file__).parents[2]
SOUND = '---\ntitle: "Fog bell"\npublishedDateTime: 2021-06-17T05:30:00Z\nwebUrl: "https://www.northquill.example/fog"\nprovider:\n  name: North Quill\n  domain: northquill.example\n---\nBody\n'
SAFE = SOUND.replace("webUrl", 'title: "Fog bell"\nwebUrl')
UNSAFE = SOUND.replace("publishedDateTime", "publishedDatetime")
BROKEN = SOUND.replace("05:30", "25:30")


def artikit(
    *arguments: str, cwd: Path, stdin: bytes | None = None, largest: int | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    def limit() -> None:
        if largest is not None:
            import resource

            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    return subprocess.run(
        [sys.executable, "-m", "artikit", *arguments],
        preexec_fn=limit if largest is not None else None,
        cwd=cwd,
        input=stdin,
        env={**PLAIN, **environment},
        capture_output=True,
        timeout=60,
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "safe.md").write_bytes(SAFE.encode())
    (tmp_path / "a" / "sound.md").write_bytes(SOUND.encode())
    (tmp_path / "a" / "unsafe.md").write_bytes(UNSAFE.encode())
    (tmp_path / "lines.jsonl").write_bytes(b'{"title": "a", "title": "a"}\r\n')
    return tmp_path


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_safe_fixes_are_written_and_the_rest_is_shown(tree: Path) -> None:
    run = artikit("fix", cwd=tree)
    assert (tree / "a" / "safe.md").read_bytes() == SOUND.encode()
    assert (tree / "a" / "unsafe.md").read_bytes() == UNSAFE.encode()
    assert run.stdout.decode() == (
        "a/unsafe.md:3:1: AK102[unknown-key] unknown key `publishedDatetime`; did you mean `publishedDateTime`?\n"
    )
    assert run.stderr.decode() == "1 finding fixed in 1 file; 1 left; 1 more with --unsafe\n"
    assert run.returncode == 1


def test_unsafe_fixes_are_applied_where_they_are_asked_for(tree: Path) -> None:
    run = artikit("fix", "--unsafe", cwd=tree)
    assert (tree / "a" / "unsafe.md").read_bytes() == SOUND.encode()
    assert (run.stdout, run.returncode) == (b"", 0)
    assert run.stderr == b"2 findings fixed in 2 files; none left\n"
    again = artikit("fix", "--unsafe", "--exit-non-zero-on-fix", cwd=tree)
    assert (again.stderr, again.returncode) == (b"nothing fixed; none left\n", 0)


def test_a_hook_learns_that_something_was_fixed(tree: Path) -> None:
    assert artikit("fix", "a/safe.md", "--exit-non-zero-on-fix", "-q", cwd=tree).returncode == 1
    assert artikit("fix", "a/safe.md", "--exit-non-zero-on-fix", "-q", cwd=tree).returncode == 0


def test_a_diff_changes_nothing_and_is_one_that_git_applies(tree: Path) -> None:
    before = content(tree)
    run = artikit("fix", "--diff", "--unsafe", "a", cwd=tree)
    assert content(tree) == before
    assert run.returncode == 1
    assert run.stderr == b"2 findings would be fixed in 2 files; none left\n"
    assert run.stdout.startswith(b"--- a/safe.md\n+++ a/safe.md\n@@ -1,7 +1,6 @@\n ---\n")
    subprocess.run(["git", "apply", "-p0"], cwd=tree, input=run.stdout, check=True)
    assert (tree / "a" / "safe.md").read_bytes() == (tree / "a" / "unsafe.md").read_bytes() == SOUND.encode()
    assert artikit("fix", "--diff", "a", cwd=tree).returncode == 0


def test_a_diff_without_anything_to_fix_is_clean_whatever_is_left(tree: Path) -> None:
    (tree / "broken.md").write_bytes(BROKEN.encode())
    run = artikit("fix", "--diff", "broken.md", cwd=tree)
    assert (run.stdout, run.returncode) == (b"", 0)
    assert run.stderr == b"nothing would be fixed; 1 left\n"


ODD_NAMES = ["a b/c d.md", 'say "x".md', "##[x].md", "-x.md", " x.md", "ü.md", "tab\t.md", "two\nlines.md"]


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such names")
@pytest.mark.parametrize(
    "command", [["git", "apply", "-p0", "--whitespace=nowarn"], ["patch", "-p0", "--binary"]]
)
def test_a_diff_makes_the_same_files_as_fixing(tmp_path: Path, command: list[str]) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"there is no {command[0]}")
    texts = [SAFE, SAFE.removesuffix("\n"), SAFE.replace("\n", "\r\n"), "\ufeff" + SAFE.replace("\n", "\r")]
    for number, name in enumerate(ODD_NAMES):
        path = tmp_path / "a" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(texts[number % len(texts)].encode())
    lines = [b'{"a":1,"a":1}' if number in {0, 9, 10, 30} else b"\xff" for number in range(31)]
    (tmp_path / "a" / "x.jsonl").write_bytes(b"\n".join(lines))
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    diff = artikit("fix", "--diff", ".", "x.jsonl", cwd=tmp_path / "a").stdout
    assert artikit("fix", ".", "x.jsonl", cwd=tmp_path / "a").stderr.startswith(
        b"14 findings fixed in 9 files"
    )
    subprocess.run(command, cwd=tmp_path / "b", input=diff, check=True, stdout=subprocess.DEVNULL)
    assert content(tmp_path / "b") == content(tmp_path / "a")


def test_a_diff_for_a_file_or_another_program_is_exact_in_a_ci_system_too(tree: Path) -> None:
    (tree / "x.md").write_bytes(SAFE.replace("name: North", "name:\tNorth").replace("\n", "\r\n").encode())
    exact = artikit("fix", "--diff", "x.md", cwd=tree).stdout
    assert b"\t" in exact
    assert b"\r" in exact
    assert artikit("fix", "--diff", "x.md", cwd=tree, CI="true").stdout == exact
    (tree / "x.md").write_bytes(
        SAFE.replace("Body", "::error::x ##[error]").replace('"Fog', '"\x1bFog').encode()
    )
    with (tree / "x.patch").open("wb") as out:
        subprocess.run(
            [sys.executable, "-m", "artikit", "fix", "--diff", "x.md"],
            cwd=tree,
            env={**PLAIN, "CI": "1"},
            stdout=out,
        )
    assert (tree / "x.patch").read_bytes() == artikit("fix", "--diff", "x.md", cwd=tree).stdout


def test_a_diff_cannot_command_a_ci_system(tree: Path) -> None:
    (tree / "x.md").write_bytes(
        SAFE.replace("Body", "Body ##[error]x").replace("Fog bell", "##[error]\\u001b").encode()
    )
    shown = artikit("fix", "--diff", "x.md", cwd=tree, CI="true").stdout
    assert b"##[error]" in artikit("fix", "--diff", "x.md", cwd=tree).stdout
    assert b"##[error]" not in shown


def test_what_is_in_the_baseline_is_mended_where_it_can_be_and_fails_nothing(tree: Path) -> None:
    (tree / "a" / "broken.md").write_bytes(BROKEN.encode())
    assert artikit("validate", "a", "--write-baseline", cwd=tree).returncode == 0
    (tree / "artikit.toml").write_text('baseline = "artikit-baseline.json"\n')
    run = artikit("fix", "a", cwd=tree)
    assert (run.returncode, run.stdout) == (0, b"")
    assert (tree / "a" / "safe.md").read_bytes() == SOUND.encode()
    assert b"1 finding fixed in 1 file; none left" in run.stderr
    assert b"known findings left out (artikit-baseline.json)" in run.stderr
    assert artikit("fix", "a", "--exit-non-zero-on-fix", cwd=tree).returncode == 0
    (tree / "a" / "new.md").write_bytes(BROKEN.replace("Fog", "Other").replace("/fog", "/o").encode())
    run = artikit("validate", "--fix", "a", cwd=tree)
    assert run.returncode == 1
    assert [line.partition(b":")[0] for line in run.stdout.splitlines()] == [b"a/new.md"]
    assert artikit("fix", "a", "--baseline", os.devnull, cwd=tree).returncode == 2


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("command", [["fix"], ["validate", "--fix"]])
def test_only_what_git_says_changed_is_mended_where_that_is_asked_for(
    tmp_path: Path, command: list[str]
) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b.example", *words], cwd=tmp_path)

    git("init", "--quiet")
    (tmp_path / "old.md").write_bytes(SAFE.encode())
    git("add", ".")
    git("commit", "--quiet", "--message", "old")
    (tmp_path / "new.md").write_bytes(SAFE.replace("/fog", "/new").encode())
    artikit(*command, "--changed", cwd=tmp_path)
    assert (tmp_path / "old.md").read_bytes() == SAFE.encode()
    assert b"Fog bell" in (tmp_path / "new.md").read_bytes()
    assert (tmp_path / "new.md").read_bytes().count(b"title") == 1
    artikit(*command, "--since", "HEAD", "old.md", cwd=tmp_path)
    assert (tmp_path / "old.md").read_bytes() == SAFE.encode()


def test_standard_input_comes_out_fixed(tree: Path) -> None:
    run = artikit("fix", "-", cwd=tree, stdin=SAFE.replace("05:30", "25:30").encode())
    assert run.stdout == BROKEN.encode()
    assert run.stderr.decode().startswith("<stdin>:3:20: AK105[invalid-date] ")
    assert run.returncode == 1
    run = artikit("fix", "--stdin-filename", "x.jsonl", "-q", cwd=tree, stdin=b'{"a": 1, "a": 1}\n{"b": 2')
    assert run.stdout == b'{"a": 1}\n{"b": 2'
    run = artikit("fix", "-", "-q", cwd=tree, stdin=b'{"a": 1, "a": 1}\n{"b": 2}\n')
    assert run.stdout == b'{"a": 1}\n{"b": 2}\n'
    for name, data in (("x.csv", b"title\r\nFog\r\n"), ("x.md", b"\xff\xfe"), ("x.md", b"no record")):
        assert artikit("fix", "-", "--stdin-filename", name, cwd=tree, stdin=data).stdout == data
    diff = artikit("fix", "-", "--diff", cwd=tree, stdin=SAFE.encode())
    assert diff.stdout.startswith(b"--- <stdin>\n")


def test_rules_can_be_chosen(tree: Path) -> None:
    artikit("fix", "--unsafe", "--select", "AK102", cwd=tree)
    # Faults of reading cannot be left out.
    assert (tree / "a" / "safe.md").read_bytes() == SOUND.encode()
    (tree / "a" / "unsafe.md").write_bytes(UNSAFE.encode())
    artikit("fix", "--unsafe", "--ignore", "unknown-key", cwd=tree)
    assert (tree / "a" / "unsafe.md").read_bytes() == UNSAFE.encode()


def test_settings_say_what_fails(tree: Path) -> None:
    (tree / "artikit.toml").write_text('fail-level = "warning"\n')
    (tree / "raw.md").write_text("Raw\n")
    assert artikit("fix", "raw.md", cwd=tree).returncode == 1
    assert artikit("fix", "raw.md", "--isolated", cwd=tree).returncode == 0


def test_modes_and_links_stay(tree: Path) -> None:
    target = tree / "a" / "safe.md"
    target.chmod(0o640)
    (tree / "link.md").symlink_to(Path("a") / "safe.md")
    run = artikit("fix", "link.md", "a", cwd=tree)
    assert run.stderr.startswith(b"1 finding fixed in 1 file")
    assert (tree / "link.md").is_symlink()
    assert target.read_bytes() == SOUND.encode()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit of this kind")
def test_either_all_files_are_written_or_none(tree: Path) -> None:
    (tree / "z.jsonl").write_bytes(b'{"a": 1, "a": 1}\n' * 4_000)
    before = content(tree)
    run = artikit("fix", ".", "z.jsonl", "-q", cwd=tree, largest=30_000)
    assert run.returncode == 2
    assert b"too large" in run.stderr
    assert content(tree) == before
    assert artikit("fix", ".", "z.jsonl", "-q", cwd=tree).returncode == 1
    assert (tree / "a" / "safe.md").read_bytes() == SOUND.encode()
    assert (tree / "z.jsonl").read_bytes() == b'{"a": 1}\n' * 4_000


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("arguments", [["--diff", "a"], ["-"], ["--diff", "-"]])
def test_output_that_cannot_be_written_is_no_fault_of_the_file(tree: Path, arguments: list[str]) -> None:
    with open("/dev/full", "wb") as out, (tree / "a" / "safe.md").open("rb") as stdin:
        run = subprocess.run(
            [sys.executable, "-m", "artikit", "fix", *arguments],
            cwd=tree,
            env=PLAIN,
            stdin=stdin,
            stdout=out,
            stderr=subprocess.PIPE,
        )
    assert run.stderr == b"error: the output cannot be written: No space left on device\n"
    assert run.returncode == 2


def test_a_compressed_file_is_judged_and_left_alone(tree: Path) -> None:
    import gzip

    data = gzip.compress(b'{"a": 1, "a": 1}\n')
    (tree / "x.jsonl.gz").write_bytes(data)
    assert b"AK021" in artikit("fix", "x.jsonl.gz", cwd=tree).stdout
    assert (tree / "x.jsonl.gz").read_bytes() == data


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["gone.md"], "gone.md"),
        (["-", "a"], "standard input is fixed alone"),
        (["a", "--stdin-filename", "x.md"], "--stdin-filename needs `-`"),
        (["a", "--isolated", "--config", "x.toml"], "exclude each other"),
        (["a", "--select", "AK999"], "no rule `AK999`"),
    ],
)
def test_what_cannot_be_run_changes_nothing(tree: Path, arguments: list[str], words: str) -> None:
    before = content(tree)
    run = artikit("fix", *arguments, cwd=tree)
    assert run.returncode == 2
    assert words in run.stderr.decode()
    assert content(tree) == before


def test_nothing_to_fix_is_an_error_unless_allowed(tmp_path: Path) -> None:
    assert artikit("fix", cwd=tmp_path).returncode == 2
    assert artikit("fix", "--allow-empty", cwd=tmp_path).returncode == 0
    assert artikit("fix", "--force-exclude", cwd=tmp_path).returncode == 0


def test_validate_says_how_many_can_be_fixed(tree: Path) -> None:
    run = artikit("validate", "a", cwd=tree)
    assert run.stderr.decode().endswith("1 fixable with `artikit fix`, 1 more with `--unsafe`\n")


def test_reports_in_json_show_the_edits(tree: Path) -> None:
    found = json.loads(
        artikit("validate", "a", "--select", "AK102", "--output-format", "json", cwd=tree).stdout
    )
    validator = jsonschema_rs.validator_for(shipped("diagnostic").document)
    assert [one["fix"] for one in found if validator.is_valid(one)] == [
        {
            "title": "remove the second `title`",
            "applicability": "safe",
            "edits": [
                {"content": "", "location": {"row": 4, "column": 1}, "end_location": {"row": 5, "column": 1}}
            ],
        },
        {
            "title": "rename to `publishedDateTime`",
            "applicability": "unsafe",
            "edits": [
                {
                    "content": "publishedDateTime",
                    "location": {"row": 3, "column": 1},
                    "end_location": {"row": 3, "column": 18},
                }
            ],
        },
    ]


def test_the_examples_that_are_sound_are_not_touched() -> None:
    """What is sound stays sound to the byte, in every form that the examples show."""
    run = artikit("fix", str(ROOT / "examples" / "good"), "--diff", "--unsafe", cwd=ROOT)
    assert (run.stdout, run.returncode) == (b"", 0)
