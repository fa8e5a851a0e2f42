"""Every rule has a folder of examples beside this file: what it finds, what it passes, what its fix makes.

In `tests/rules/<rule-name>/` each file named `bad…` is judged on its own, with every rule on, and the findings
are those of the file of the same name that ends in `.txt`; files named `good…` are without any finding. Where
there is a `fixed…` for a `bad…`, safe and unsafe fixes turn one into the other. `artikit.toml` holds settings.
A folder named `bad` or `good` is walked instead, as a repository; what git or an editor would not leave as it
is, MADE makes. `GOLDEN=write` writes the `.txt` and `fixed…` files anew.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import artikit
from artikit import formats
from artikit.config import load_config
from artikit.fixing.run import Mending
from artikit.fixing.targets import Stream
from artikit.reports.concise import line
from artikit.rules import all_rules
from artikit.sources import Opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from _pytest.mark import ParameterSet

    from artikit.converting.job import Options

HERE = Path(__file__).parent
FOLDERS = sorted(path for path in HERE.iterdir() if path.is_dir() and not path.name.startswith("_"))
NOW = datetime(2026, 1, 1, tzinfo=UTC)
WRITE = os.environ.get("GOLDEN") == "write"
ABOUT_LINE_ENDS = {"mixed-line-ends", "missing-final-newline"}
ABOUT_THE_BODY = ABOUT_LINE_ENDS
CONVERTED = "cannot-be-written"
"""The rule of which the examples are converted: those of lines into Markdown, Markdown into JSON."""

BESIDE = {
    "html-entity/bad-related.txt": "uncanonical-quotes",
    "suppression-without-reason/bad.txt": "invalid-date",
    "trailing-blank/bad.txt": "blank-lines",
    "wrong-fence/bad-unclosed.txt": "syntax-error",
}
"""Examples that show how their fault meets another one, and which; all others show one alone."""

SOUND = HERE / "not-utf-8" / "good.md"


def good(path: Path) -> str:
    """What stands in `good.md` beside an example."""
    return (HERE / path.parent.name / "good.md").read_text(encoding="utf-8")


def links(tree: Path, **targets: str) -> None:
    """Make a repository of a record and of links, and a record beside it."""
    tree.mkdir()
    for record in (tree / "cafe.md", tree.with_name("cafe.md")):
        record.write_bytes(SOUND.read_bytes())
    for name, target in targets.items():
        (tree / f"{name}.md").symlink_to(target)


def no_files(tree: Path) -> None:
    """Make a repository of a folder and a pipe that are called like records."""
    (tree / "harbour.md").mkdir(parents=True)
    (tree / "harbour.md" / "cafe.md").write_bytes(SOUND.read_bytes())
    os.mkfifo(tree / "tide.md")


MADE: dict[str, Callable[[Path], object]] = {
    "unreadable-file/bad": lambda tree: links(tree, letter="letters/2021.md", loop="loop.md"),
    "unreadable-file/good": lambda tree: links(tree, letter="cafe.md"),
    "not-a-regular-file/bad": no_files,
    "link-outside-root/bad": lambda tree: links(tree, letter="../cafe.md"),
    "link-outside-root/good": lambda tree: links(tree, letter="../good/cafe.md"),
    "not-utf-8/bad.md": lambda path: path.write_bytes(good(path).encode("cp1252")),
    "utf-16-text/bad.md": lambda path: path.write_bytes(good(path).encode("utf-16")),
    "utf-16-text/bad-no-mark.md": lambda path: path.write_bytes(good(path).encode("utf-16-be")),
    "nul-byte/bad.md": lambda path: path.write_text(good(path).replace("_", "\0"), encoding="utf-8"),
}
"""What makes an example: links, pipes, folders named like files, and text that is none."""

EXAMPLES = sorted(
    {path.relative_to(HERE).as_posix() for folder in FOLDERS for path in folder.iterdir()} | MADE.keys()
)
"""All of them, and what goes with them, by their paths from this folder."""


def cases(prefix: str, *, trees: bool = False) -> list[ParameterSet]:
    """Examples that can be mended; with `trees`, folders and what is converted too."""
    return [
        pytest.param(name, id=name)
        for name in EXAMPLES
        for folder, _, file in [name.partition("/")]
        if file.startswith(prefix) and not file.endswith(".txt")
        if trees or ("." in file and folder != CONVERTED)
    ]


@pytest.fixture
def path(request: pytest.FixtureRequest) -> Path:
    """Where an example is: beside this file, or in a temporary folder if it has to be made."""
    name: str = request.param
    if name not in MADE:
        return HERE / name
    made: Path = request.getfixturevalue("tmp_path") / name
    made.parent.mkdir()
    MADE[name](made)
    return made


def beside(path: Path, name: str) -> Path:
    """A file in the folder of a rule, wherever the example is."""
    return HERE / path.parent.name / name


def settings_for(path: Path) -> artikit.Config:
    settings = beside(path, "artikit.toml")
    config = load_config(str(settings)) if settings.exists() else artikit.Config()
    return replace(config, now=NOW, root=str(path) if path.is_dir() else config.root)


def found(path: Path) -> list[artikit.Diagnostic]:
    config = settings_for(path)
    if path.parent.name == CONVERTED:
        return left_out(path, config)
    return list(artikit.check(artikit.load(path, config), config=config, across=path.is_dir()))


def left_out(path: Path, config: artikit.Config) -> list[artikit.Diagnostic]:
    """What a conversion says of the records that it leaves out."""
    said: list[artikit.Diagnostic] = []
    to, output = ("md", path.with_name("news")) if path.suffix == ".jsonl" else ("json", None)
    options: Options = {"front_matter": "toml", "on_error": "skip", "dry_run": True}
    artikit.convert(path, to, output, config=config, report=said.extend, **options)
    return said


def mended(path: Path, data: bytes, *, unsafe: bool = True) -> bytes:
    """What `artikit fix` makes of a file of that name."""
    config, form, name = settings_for(path), formats.of_path(str(path)), formats.name_of(str(path)) or "md"
    opened = Opened(str(path), BytesIO(data), name, lambda file: form.read(file, str(path), config.limits))
    out = BytesIO()
    for _ in Mending(config, Stream(out), unsafe=unsafe).records([opened]):
        pass
    return out.getvalue()


def fixed_for(path: Path) -> Path:
    return beside(path, path.name.replace("bad", "fixed", 1))


def body_of(path: Path, data: bytes) -> list[str]:
    limits = settings_for(path).limits
    return [record.body for record in formats.of_path(str(path)).read(BytesIO(data), str(path), limits)]


def with_line_ends(data: bytes, line_end: bytes) -> bytes:
    return re.sub(rb"\r\n|\n|\r", lambda _: line_end, data)


def said(path: Path) -> str:
    """The lines of the concise report, with paths from the folder that the examples are in or that is walked."""
    text = "".join(line(one) + "\n" for one in found(path))
    walked = text.replace(f"{path}{os.sep}", "") if path.is_dir() else text
    return walked.replace(f"{path.parent}{os.sep}", "../" if path.is_dir() else "")


@pytest.mark.parametrize("path", cases("bad", trees=True), indirect=True)
def test_what_is_wrong_is_found_and_nothing_else(path: Path) -> None:
    golden = beside(path, path.name).with_suffix(".txt")
    text = said(path)
    if WRITE:
        golden.write_text(text, encoding="utf-8", newline="")
    assert text == golden.read_text(encoding="utf-8")
    also = BESIDE.get(f"{path.parent.name}/{golden.name}")
    assert {one.name for one in found(path)} == {path.parent.name, also} - {None}


@pytest.mark.parametrize("path", cases("good", trees=True), indirect=True)
def test_what_is_right_passes_in_silence(path: Path) -> None:
    assert said(path) == ""


@pytest.mark.parametrize("path", cases("bad"), indirect=True)
def test_what_can_be_mended_is_mended(path: Path) -> None:
    bad = path.read_bytes()
    text, golden = mended(path, bad), fixed_for(path)
    if WRITE and text != bad:
        golden.write_bytes(text)
    assert text == (golden.read_bytes() if golden.exists() else bad)
    assert mended(path, text) == text


@pytest.mark.parametrize("path", cases("bad"), indirect=True)
def test_a_fix_leaves_the_body_alone(path: Path) -> None:
    if path.parent.name in ABOUT_THE_BODY:
        return
    bad = path.read_bytes()
    assert body_of(path, mended(path, bad)) == body_of(path, bad)


@pytest.mark.parametrize("line_end", [b"\r\n", b"\r"], ids=["CRLF", "CR"])
@pytest.mark.parametrize("path", cases("bad"), indirect=True)
def test_a_fix_does_the_same_with_other_line_ends(path: Path, line_end: bytes) -> None:
    bad = path.read_bytes()
    if path.parent.name in ABOUT_LINE_ENDS or (
        line_end == b"\r" and (path.suffix == ".jsonl" or b"+++" in bad)
    ):
        return  # JSONL and TOML know no lines that end in CR
    wanted = fixed_for(path).read_bytes() if fixed_for(path).exists() else bad
    assert mended(path, with_line_ends(bad, line_end)) == with_line_ends(wanted, line_end)


@pytest.mark.parametrize("name", [rule.name for rule in all_rules().values()])
def test_every_rule_has_what_it_finds_and_what_must_stay_silent(name: str) -> None:
    said = {path.stem for path in (HERE / name).glob("*.txt")}
    assert said
    assert stems(name, "good")
    assert stems(name, "bad") == said
    assert {stem.replace("fixed", "bad", 1) for stem in stems(name, "fixed")} <= said


def stems(name: str, prefix: str) -> set[str]:
    """Stems of the examples of a rule that are called so."""
    every = (Path(str(case.id)) for case in cases(prefix, trees=True))
    return {path.stem for path in every if path.parent.name == name}


def test_every_folder_is_that_of_a_rule() -> None:
    assert {folder.name for folder in FOLDERS} == {rule.name for rule in all_rules().values()}
