"""JUnit XML, read back by two parsers that know nothing of us."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from junitparser import Error, Failure, JUnitXml, Skipped

from artikit.reports.junit import _text

from .samples import DIAGNOSTICS, EVERY_KIND, NASTY, made, rendered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.model import Diagnostic

CHARACTER = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
"""https://www.w3.org/TR/xml/#NT-Char"""


def parsed(diagnostics: Iterable[Diagnostic]) -> ET.Element:
    text = rendered("junit", diagnostics)
    assert text.isascii()
    assert "##[" not in text
    root = ET.fromstring(text.encode())
    for element in root.iter():
        assert all(CHARACTER.fullmatch(value) for value in (element.text or "", *element.attrib.values()))
    return root


def test_an_independent_reader_finds_what_was_found() -> None:
    found = [case for suite in JUnitXml.fromstring(rendered("junit", EVERY_KIND).encode()) for case in suite]
    assert len(found) == len(EVERY_KIND)
    verdicts = [type(case.result[0]) for case in found]
    assert verdicts.count(Error) == 1
    assert verdicts.count(Skipped) == 1
    assert verdicts.count(Failure) == len(EVERY_KIND) - 2
    assert found[0].classname == "news/a.md"
    assert found[0].name == "AK101[missing-key] /related/1"
    assert found[0].result[0].message == EVERY_KIND[0].message
    assert found[2].result[0].text.startswith("news/b c.md:3:5: the key `title` stands twice")


def test_counts_are_those_of_the_cases() -> None:
    for suite in parsed(EVERY_KIND):
        for counted, what in (
            ("tests", "testcase"),
            ("failures", "testcase/failure"),
            ("errors", "testcase/error"),
        ):
            assert int(suite.attrib[counted]) == len(suite.findall(what))
        assert int(suite.attrib["skipped"]) == len(suite.findall("testcase/skipped"))


def test_where_nothing_is_found_a_case_passes() -> None:
    (suite,) = JUnitXml.fromstring(rendered("junit", []).encode())
    (case,) = suite
    assert case.is_passed
    assert (suite.tests, suite.failures, suite.errors) == (1, 0, 0)


def test_what_cannot_be_read_is_an_error_and_every_other_finding_a_failure() -> None:
    cases = parsed(
        [
            made(code="AK020", name="syntax-error"),
            made(code="AK010", name="missing-front-matter", severity="warning"),
            made(),
            made(severity="info"),
        ]
    ).iter("testcase")
    assert [(case[0].tag, case[0].attrib["type"]) for case in cases] == [
        ("error", "error"),
        ("failure", "warning"),
        ("failure", "error"),
        ("failure", "info"),
    ]


def test_files_are_suites_and_a_large_one_is_several() -> None:
    many = [made(path="all.jsonl", line=line) for line in range(1, 2_501)]
    suites = [(one.attrib["name"], len(one)) for one in parsed([made(), *many, made(path="z.md")])]
    assert suites == [("news/a.md", 1), *(("all.jsonl", count) for count in (1_000, 1_000, 500)), ("z.md", 1)]


def test_no_two_cases_of_a_file_have_one_name() -> None:
    twice = [made(path="all.jsonl", line=line, pointer=("a",)) for line in (1, 2, 3)]
    several = [*twice, made(), made(path="all.jsonl", pointer=("a",)), made(path="all.jsonl"), made()]
    names = [(case.attrib["classname"], case.attrib["name"]) for case in parsed(several).iter("testcase")]
    assert names == [
        ("all.jsonl", "AK101[missing-key] /a"),
        ("all.jsonl", "AK101[missing-key] #2 /a"),
        ("all.jsonl", "AK101[missing-key] #3 /a"),
        ("news/a.md", "AK101[missing-key]"),
        ("all.jsonl", "AK101[missing-key] #4 /a"),
        ("all.jsonl", "AK101[missing-key]"),
        ("news/a.md", "AK101[missing-key] #2"),
    ]


@pytest.mark.parametrize("nasty", NASTY, ids=ascii)
def test_nasty_text_comes_back_as_text(nasty: str) -> None:
    (case,) = parsed([made(nasty, f"{nasty}.md", pointer=(nasty,))]).iter("testcase")
    (verdict,) = case
    assert verdict.tag == "failure"
    assert len(verdict) == 0
    if nasty.isprintable() and "##[" not in nasty:
        assert verdict.attrib["message"] == nasty


def test_every_character_can_stand_in_a_message() -> None:
    every = "".join(map(chr, range(0x110000)))
    root = ET.fromstring(f'<a b="{_text(every)}">{_text(every)}</a>')
    assert root.text == root.attrib["b"]
    assert CHARACTER.fullmatch(root.text or "")
    assert {"é", "漢", "😀", "&", "<"} <= set(root.text or "")


@settings(max_examples=300, deadline=None)
@given(DIAGNOSTICS)
def test_any_text_stays_text(diagnostics: list[Diagnostic]) -> None:
    cases = list(parsed(diagnostics).iter("testcase"))
    assert len(cases) == max(len(diagnostics), 1)
    assert len({(case.attrib["classname"], case.attrib["name"]) for case in cases}) == len(cases)
    assert {child.tag for case in cases for child in case} <= {"failure", "error", "skipped"}
