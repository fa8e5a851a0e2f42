"""Every rule has a folder of examples beside this file: what it finds, what it passes, what its fix makes.

In `tests/rules/<rule-name>/` each file named `bad…` is judged on its own, with every rule on, and the findings
are those of the file of the same name that ends in `.txt`; files named `good…` are without any finding. Where
there is a `fixed…` for a `bad…`, safe and unsafe fixes turn one into the other. `artikit.toml` holds settings.
`GOLDEN=write` writes the `.txt` and `fixed…` files anew.
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
    from _pytest.mark import ParameterSet

HERE = Path(__file__).parent
FOLDERS = sorted(path for path in HERE.iterdir() if path.is_dir() and not path.name.startswith("_"))
NOW = datetime(2026, 1, 1, tzinfo=UTC)
WRITE = os.environ.get("GOLDEN") == "write"
ABOUT_LINE_ENDS = {"mixed-line-ends", "missing-final-newline"}
ABOUT_THE_BODY = ABOUT_LINE_ENDS
CHECKED = [rule for rule in all_rules().values() if rule.check is not None]


def cases(prefix: str) -> list[ParameterSet]:
    return [
        pytest.param(path, id=f"{folder.name}/{path.name}")
        for folder in FOLDERS
        for path in sorted(folder.glob(f"{prefix}*"))
        if path.suffix != ".txt"
    ]


def settings_for(path: Path) -> artikit.Config:
    settings = path.parent / "artikit.toml"
    config = load_config(str(settings)) if settings.exists() else artikit.Config()
    return replace(config, now=NOW)


def found(path: Path) -> list[artikit.Diagnostic]:
    return list(artikit.check(artikit.load(path), config=settings_for(path)))


def mended(path: Path, data: bytes, *, unsafe: bool = True) -> bytes:
    """What `artikit fix` makes of a file of that name."""
    config, form, name = settings_for(path), formats.of_path(str(path)), formats.name_of(str(path)) or "md"
    opened = Opened(str(path), BytesIO(data), name, lambda file: form.read(file, str(path), config.limits))
    out = BytesIO()
    for _ in Mending(config, Stream(out), unsafe=unsafe).records([opened]):
        pass
    return out.getvalue()


def fixed_for(path: Path) -> Path:
    return path.with_name(path.name.replace("bad", "fixed", 1))


def body_of(path: Path, data: bytes) -> list[str]:
    return [
        record.body
        for record in formats.of_path(str(path)).read(BytesIO(data), str(path), artikit.Config().limits)
    ]


def with_line_ends(data: bytes, line_end: bytes) -> bytes:
    return re.sub(rb"\r\n|\n|\r", lambda _: line_end, data)


def said(path: Path) -> str:
    return "".join(line(replace(one, path=path.name)) + "\n" for one in found(path))


@pytest.mark.parametrize("path", cases("bad"))
def test_what_is_wrong_is_found_and_nothing_else(path: Path) -> None:
    golden = path.with_suffix(".txt")
    text = said(path)
    if WRITE:
        golden.write_text(text, encoding="utf-8", newline="")
    assert text == golden.read_text(encoding="utf-8")
    assert path.parent.name in {one.name for one in found(path)}


@pytest.mark.parametrize("path", cases("good"))
def test_what_is_right_passes_in_silence(path: Path) -> None:
    assert said(path) == ""


@pytest.mark.parametrize("path", cases("bad"))
def test_what_can_be_mended_is_mended(path: Path) -> None:
    bad = path.read_bytes()
    text, golden = mended(path, bad), fixed_for(path)
    if WRITE and text != bad:
        golden.write_bytes(text)
    assert text == (golden.read_bytes() if golden.exists() else bad)
    assert mended(path, text) == text


@pytest.mark.parametrize("path", cases("bad"))
def test_a_fix_leaves_the_body_alone(path: Path) -> None:
    if path.parent.name in ABOUT_THE_BODY:
        return
    bad = path.read_bytes()
    assert body_of(path, mended(path, bad)) == body_of(path, bad)


@pytest.mark.parametrize("line_end", [b"\r\n", b"\r"], ids=["CRLF", "CR"])
@pytest.mark.parametrize("path", cases("bad"))
def test_a_fix_does_the_same_with_other_line_ends(path: Path, line_end: bytes) -> None:
    bad = path.read_bytes()
    if path.parent.name in ABOUT_LINE_ENDS or (
        line_end == b"\r" and (path.suffix == ".jsonl" or b"+++" in bad)
    ):
        return  # JSONL and TOML know no lines that end in CR
    wanted = fixed_for(path).read_bytes() if fixed_for(path).exists() else bad
    assert mended(path, with_line_ends(bad, line_end)) == with_line_ends(wanted, line_end)


@pytest.mark.parametrize("path", cases("fixed"))
def test_what_was_mended_came_from_something_bad(path: Path) -> None:
    assert path.with_name(path.name.replace("fixed", "bad", 1)).exists()


def test_every_rule_has_its_folder_and_every_folder_its_rule() -> None:
    names = {rule.name for rule in all_rules().values()}
    assert [folder.name for folder in FOLDERS if folder.name not in names] == []
    for rule in CHECKED:
        assert list((HERE / rule.name).glob("bad*.txt")), rule.name
        assert list((HERE / rule.name).glob("good*")), rule.name
