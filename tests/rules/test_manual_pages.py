"""Every code has a page, every page has the same shape, and what the pages show is true."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from artikit.formats import jsonl
from artikit.model import Source
from artikit.reading import codes as reading_codes
from artikit.reading.decoding import decode
from artikit.reading.front_matter import read_front_matter
from artikit.reading.limits import Limits
from artikit.rules import Rule, all_rules
from artikit.schema import codes as schema_codes
from artikit.schema.check import check
from artikit.schema.compiled import Schema, compile_schema

from .programs import program

ROOT = Path(__file__).parents[2]
GENERATOR = "docs/generate_rules.py"
READING = {name: code for name, code in vars(reading_codes).items() if name.isupper()}
SCHEMA = {name: code for name, code in vars(schema_codes).items() if name.isupper()}
PAGES = [rule for code, rule in all_rules().items() if code.startswith(("AK0", "AK1"))]
SECTIONS = ["What it is", "Why it matters", "Example", "Use instead", "Options", "Source"]
NEEDED = {*SECTIONS} - {"Options"}
SERVICES = ("cdn.ampproject.org", "youtube.com")
"""Hosts that a rule is about."""
ABOUT_FILES = {"AK001", "AK002", "AK003", "AK004"}
"""What the text of one file cannot show."""
LIMIT_CODES = {
    "AK004": "file-bytes",
    "AK031": "record-size",
    "AK032": "depth",
    "AK033": "nodes",
    "AK034": "aliases",
    "AK035": "expanded-nodes",
    "AK036": "merged-keys",
    "AK037": "scalar-size",
    "AK038": "number-digits",
}
SOUND_NEWS = """\
---
category: news
title: Night ferry returns to the old pier
excerpt: After two winters of repairs the boat runs again.
publishedDateTime: 2021-06-14T09:30:00Z
originalUrl: https://www.harbor-ledger.example/news/2021/06/night-ferry
webUrl: https://www.harbor-ledger.example/news/2021/06/night-ferry
type: article
quality: 122
heat: 122
published: true
provider:
  name: The Harbor Ledger
  domain: harbor-ledger.example
topics:
  - Harbours
secured: dR1ZG+U3qp0KpdyzsSFVwQ==;sp6QTcpMdHf45imv3EJx3w==
---
"""


def sections(rule: Rule) -> dict[str, str]:
    """Text of each section by its heading, in the order of the page."""
    parts = re.split(r"(?m)^## (.*)\n?", rule.doc)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def blocks(text: str) -> list[str]:
    """Indented blocks of a section, without their indentation."""
    found = re.findall(r"(?m)(?:^    .*(?:\n|\Z)|^\n(?=    ))+", text.lstrip("\n"))
    return [
        "".join(line[4:] or "\n" for line in one.splitlines(keepends=True)).strip("\n") + "\n"
        for one in found
    ]


def raw_headings(rule: Rule) -> list[str]:
    return re.findall(r"(?m)^#+ .*", rule.doc)


def shown(rule: Rule, heading: str) -> list[str]:
    return blocks(sections(rule).get(heading, ""))


def ids(rule: Rule) -> str:
    return f"{rule.code}-{rule.name}"


each_page = pytest.mark.parametrize("rule", all_rules().values(), ids=ids)


def test_every_code_of_the_readers_and_the_schema_has_a_page_and_the_other_way_round() -> None:
    assert sorted(rule.code for rule in PAGES) == sorted({**READING, **SCHEMA}.values())


def test_a_page_is_named_like_the_constant_of_its_code() -> None:
    names = {code: name.lower().replace("_", "-") for name, code in {**READING, **SCHEMA}.items()}
    assert {rule.code: rule.name for rule in PAGES} == names


def test_names_are_unique_and_kebab_case() -> None:
    names = [rule.name for rule in all_rules().values()]
    assert len(set(names)) == len(names)
    assert [name for name in names if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name)] == []


def test_only_what_may_be_meant_is_a_warning() -> None:
    warnings = {rule.name for rule in PAGES if rule.severity == "warning"}
    assert warnings == {"missing-front-matter", "byte-order-mark", "probable-typo"}
    assert {rule.severity for rule in PAGES} == {"error", "warning"}


@each_page
def test_the_first_line_is_one_short_sentence(rule: Rule) -> None:
    assert len(rule.title) <= 90
    assert rule.title.endswith(".")
    assert not rule.title.endswith("..")
    assert rule.doc.splitlines()[1] == ""


@each_page
def test_the_sections_are_those_of_the_template_in_its_order(rule: Rule) -> None:
    found = list(sections(rule))
    assert raw_headings(rule) == [f"## {name}" for name in found]
    assert found == [name for name in SECTIONS if name in found]
    assert set(found) >= NEEDED
    assert all(text.strip() for text in sections(rule).values())


@each_page
def test_a_block_stands_between_blank_lines_or_right_below_a_heading(rule: Rule) -> None:
    """Else Markdown takes it for part of the paragraph."""
    lines = ["", *rule.doc.splitlines(), ""]
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if line.startswith("    "):
            assert before == "" or before.startswith(("    ", "## "))
            assert after == "" or after.startswith("    ")


@each_page
def test_examples_name_no_real_domain(rule: Rule) -> None:
    hosts = re.findall(r"https?://([\w.-]+)", rule.doc)
    real = [host for host in hosts if not re.search(r"(^|\.)example(\.(org|com|net))?$", host)]
    assert [host for host in real if not host.endswith(SERVICES)] == []


@each_page
def test_a_reading_fault_says_whether_it_can_be_ignored(rule: Rule) -> None:
    options = sections(rule).get("Options", "")
    assert rule.fixed_level == ("can be neither ignored nor suppressed" in " ".join(options.split()))


@pytest.mark.parametrize(("code", "key"), LIMIT_CODES.items())
def test_the_page_of_a_limit_names_its_key_and_its_default(code: str, key: str) -> None:
    default = getattr(Limits(), key.replace("-", "_"))
    assert shown(all_rules()[code], "Options") == [f"[limits]\n{key} = {default}\n"]


def test_every_limit_has_a_page() -> None:
    assert {limit.name.replace("_", "-") for limit in fields(Limits)} == set(LIMIT_CODES.values())


@pytest.mark.parametrize(
    ("rule", "heading", "text"),
    [
        pytest.param(rule, heading, text, id=f"{rule.code}-{heading}-{number}")
        for rule in PAGES
        if rule.code in READING.values() and rule.code not in ABOUT_FILES
        for heading in ("Example", "Use instead")
        for number, text in enumerate(shown(rule, heading))
    ],
)
def test_what_a_page_of_the_readers_shows_is_so(rule: Rule, heading: str, text: str) -> None:
    problems = found_in_bytes(text) if is_bytes(text) else found_in_text(text, limits_of(rule))
    assert problems == ([rule.code] if heading == "Example" else [])


def is_bytes(text: str) -> bool:
    return re.fullmatch(r"(?:[0-9A-F]{2}\s)+", text) is not None


def found_in_bytes(text: str) -> list[str]:
    return [problem.code for problem in decode(bytes.fromhex(text)).problems]


def found_in_text(text: str, limits: Limits) -> list[str]:
    if text.startswith('{"'):
        (record,) = jsonl.read(BytesIO(text.encode()), "x.jsonl", limits)
    else:
        record = read_front_matter(Source("x.md", text), limits)
    assert record.problems or record.data
    return [problem.code for problem in record.problems]


def limits_of(rule: Rule) -> Limits:
    """Limits that an example says it is read with."""
    set_to = re.search(r"(?m)^With `([a-z-]+) = ([0-9]+)`:$", sections(rule).get("Example", ""))
    assert (set_to is not None) == (rule.code in LIMIT_CODES)
    if set_to is None:
        return Limits()
    assert set_to[1] == LIMIT_CODES[rule.code]
    return Limits(**{set_to[1].replace("-", "_"): int(set_to[2])})


@pytest.mark.parametrize("rule", [rule for rule in all_rules().values() if rule.check is None], ids=ids)
def test_a_page_says_by_what_it_is_a_fault_before_what_was_measured(rule: Rule) -> None:
    """By a standard, a manual, or nobody but us."""
    assert not sections(rule)["Source"].startswith("Measured")


@pytest.mark.parametrize("rule", PAGES, ids=ids)
def test_a_page_shows_what_is_wrong_and_what_is_right(rule: Rule) -> None:
    assert shown(rule, "Example")
    assert shown(rule, "Use instead")


@pytest.mark.parametrize("rule", [rule for rule in PAGES if rule.code in SCHEMA.values()], ids=ids)
def test_what_a_page_of_the_schema_shows_is_so(rule: Rule, tmp_path: Path) -> None:
    *own, wrong = shown(rule, "Example")
    (right,) = shown(rule, "Use instead")
    schema = schema_of(rule, own, tmp_path)
    keys = {*values(wrong), *values(right)}
    sound = {key: value for key, value in values(SOUND_NEWS).items() if key not in keys}
    assert codes_of({**sound, **values(wrong)}, schema) == [rule.code]
    assert codes_of({**sound, **values(right)}, schema) == []


def values(text: str) -> dict[str, Any]:
    """Read a block of keys, fenced or not."""
    record = read_front_matter(
        Source("x.md", text if text.startswith("---") else f"---\n{text}---\n"), Limits()
    )
    assert record.problems == ()
    return dict(record.data or {})


def schema_of(rule: Rule, own: list[str], folder: Path) -> Schema:
    """Compile the schema that an example shows or names, else `news`."""
    if own:
        path = folder / "own.schema.yaml"
        path.write_text(own[0])
        return compile_schema(str(path), str(folder))
    named = re.search(r"(?m)^With the schema `(\w+)`:$", sections(rule)["Example"])
    return shipped(named[1] if named else "news")


@cache
def shipped(name: str) -> Schema:
    return compile_schema(name, str(ROOT))


def codes_of(data: dict[str, Any], schema: Schema) -> list[str]:
    return [problem.code for problem in check(data, schema)]


def test_the_sound_record_is_sound() -> None:
    for name in ("news", "article"):
        assert codes_of(values(SOUND_NEWS), shipped(name)) == []


def test_the_printed_rules_are_up_to_date() -> None:
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == program(GENERATOR).rules_page(all_rules().values()), "run python docs/generate_rules.py"


def test_the_generator_tells_a_stale_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    module: Any = program(GENERATOR)
    module.PATH = tmp_path / "rules.md"
    assert module.main(["--check"]) == 1
    assert "stale" in capsys.readouterr().err
    assert module.main([]) == 0
    assert module.main(["--check"]) == 0
    module.PATH.write_text("# Rules\n")
    assert module.main(["--check"]) == 1


def test_the_printed_pages_stand_under_their_headings() -> None:
    page = program(GENERATOR).rules_page(all_rules().values())
    headings = re.findall(r"(?m)^#+ .*", page)
    levels = [len(heading.split(" ")[0]) for heading in headings]
    assert [heading for heading in headings if heading.startswith("### ")] == [
        f"### {rule.code} {rule.name}" for rule in all_rules().values()
    ]
    assert levels[0] == 1
    assert all(level <= above + 1 for above, level in pairwise(levels))
