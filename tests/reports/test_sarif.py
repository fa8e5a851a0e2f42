"""SARIF, read back by the schema of OASIS and by Microsoft's sarif-tools; GitHub's limits kept."""

from __future__ import annotations

import gzip
import importlib
import json
import random
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator, FormatChecker

import artikit
from artikit.model import Edit, Fix, Patch, Position, Span
from artikit.rules import all_rules

from .samples import DIAGNOSTICS, EVERY_KIND, made, rendered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.model import Diagnostic

DATA = Path(__file__).parents[2] / ".test-data"


def run_of(diagnostics: Iterable[Diagnostic]) -> dict[str, Any]:
    log = json.loads(rendered("sarif", diagnostics))
    assert log["version"] == "2.1.0"
    runs: list[dict[str, Any]] = log["runs"]
    assert len(runs) == 1
    return runs[0]


def results_of(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = run_of(diagnostics)["results"]
    return results


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    path = DATA / "sarif-schema" / "sarif-2.1.0.json"
    if not path.is_file():
        pytest.skip("sarif-schema is not in .test-data; run tests/fetch_data.py")
    document = json.loads(path.read_text(encoding="utf-8-sig"))
    return Draft202012Validator(document, format_checker=FormatChecker())


@pytest.fixture(scope="module")
def reader() -> Any:
    """Microsoft's reader; its package wants numpy and more for charts, so it is taken from its source."""
    folder = DATA / "sarif-tools"
    if not folder.is_dir():
        pytest.skip("sarif-tools is not in .test-data; run tests/fetch_data.py")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        yield importlib.import_module("sarif.loader")
    for name in [name for name in sys.modules if name.partition(".")[0] == "sarif"]:
        del sys.modules[name]


@pytest.mark.parametrize("diagnostics", [[], EVERY_KIND], ids=["clean", "every kind"])
def test_it_is_as_the_schema_of_oasis_says(
    schema: Draft202012Validator, diagnostics: list[Diagnostic]
) -> None:
    assert [error.message for error in schema.iter_errors(json.loads(rendered("sarif", diagnostics)))] == []


def test_the_schema_is_in_force(schema: Draft202012Validator) -> None:
    log = json.loads(rendered("sarif", EVERY_KIND))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    log["runs"][0]["results"][1]["messages"] = {}
    assert len(list(schema.iter_errors(log))) == 2


def test_an_independent_reader_finds_what_was_found(reader: Any, tmp_path: Path) -> None:
    path = tmp_path / "report.sarif"
    path.write_text(rendered("sarif", EVERY_KIND), encoding="utf-8")
    found = reader.load_sarif_file(str(path))
    assert found.get_distinct_tool_names() == ["artikit"]
    report = found.get_report()
    counts = {level: report.get_issue_count_for_severity(level) for level in ("error", "warning", "note")}
    live = [one.severity for one in EVERY_KIND]
    assert counts == {"error": live.count("error"), "warning": 1, "note": 1}
    assert {record["Location"] for record in found.get_records()} >= {"news/a.md", "x.jsonl"}
    lines = {(record["Location"], record["Line"]) for record in found.get_records()}
    assert ("x.jsonl", 2000) in lines


def test_each_result_names_its_rule_and_only_rules_that_occur_are_there() -> None:
    run = run_of(EVERY_KIND)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["AK021", "AK101", "AK102"]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])


@pytest.mark.parametrize("code", all_rules())
def test_a_rule_has_all_that_github_shows(code: str) -> None:
    rule = run_of([made(code=code)])["tool"]["driver"]["rules"][0]
    known = all_rules()[code]
    assert (rule["id"], rule["name"], rule["shortDescription"]["text"]) == (code, known.name, known.title)
    assert 20 < len(rule["fullDescription"]["text"]) <= 1024
    assert "\n## " not in rule["help"]["text"]
    assert "\n## What it is\n\n" in rule["help"]["markdown"]
    level = rule["defaultConfiguration"]["level"]
    assert level == {"error": "error", "warning": "warning", "info": "note"}[known.severity]
    assert len(rule["properties"]["tags"]) == 2
    assert rule["properties"]["tags"][1] != "other"
    assert "helpUri" not in rule


def test_a_place_is_a_region_from_the_top_of_the_repository() -> None:
    (result,) = results_of([made(start=Position(3, 5), end=Position(3, 9))])
    place = result["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9}
    assert place["artifactLocation"] == {"uri": "news/a.md", "uriBaseId": "%SRCROOT%"}
    assert run_of([])["columnKind"] == "unicodeCodePoints"


@pytest.mark.parametrize(
    "path", ["a b.md", "ü/漢.md", "a:b.md", "x\udcff.md", "100%.md", "?#[].md", "a\nb.md", "http:/x", "~.md"]
)
def test_a_path_is_percent_encoded_and_comes_back(path: str) -> None:
    place = results_of([made(path=path)])[0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"].isascii()
    assert not set(place["uri"]) & set(' \n:?#[]"')
    assert unquote_to_bytes(place["uri"]) == path.encode(errors="surrogateescape")


def test_a_file_elsewhere_has_an_absolute_address() -> None:
    place = results_of([made(path="../up here.md")])[0]["locations"][0]["physicalLocation"][
        "artifactLocation"
    ]
    assert place["uri"].startswith("file:///")
    assert place["uri"].endswith("/up%20here.md")
    assert "uriBaseId" not in place


def test_second_places_are_related_locations() -> None:
    other = next(one for one in EVERY_KIND if one.notes and one.notes[0].path)
    (result,) = results_of([other])
    (related,) = result["relatedLocations"]
    assert related["message"] == {"text": "the other record"}
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "old/a.md"
    assert related["physicalLocation"]["region"]["startLine"] == 7


def test_a_fix_says_what_to_replace_and_whether_it_is_safe() -> None:
    edits = (Patch(Position(3, 1), Position(3, 7), "excerpt"), Patch(Position(9, 1), Position(10, 1), ""))
    fix = Fix("Rename `exerpt`", (Edit(Span(0, 6), "excerpt"), Edit(Span(9, 12), "")))
    (result,) = results_of([made(fix=fix, patches=edits)])
    (shown,) = result["fixes"]
    assert (shown["description"]["text"], shown["properties"]) == (
        "Rename `exerpt`",
        {"applicability": "safe"},
    )
    (change,) = shown["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "news/a.md"
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 7},
            "insertedContent": {"text": "excerpt"},
        },
        {
            "deletedRegion": {"startLine": 9, "startColumn": 1, "endLine": 10, "endColumn": 1},
            "insertedContent": {"text": ""},
        },
    ]
    assert "fixes" not in results_of([made(fix=fix)])[0]


def test_a_fix_that_no_column_can_tell_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("\ufeff---\ntitle: a\n---\n", encoding="utf-8")
    (mark,) = (one for one in artikit.check(artikit.load(tmp_path)) if one.name == "byte-order-mark")
    assert len(mark.patches) == 1
    assert "fixes" not in results_of([mark])[0]


def test_what_is_in_the_baseline_is_suppressed() -> None:
    new, old = results_of([made(), made(baselined=True)])
    assert "suppressions" not in new
    assert [one["kind"] for one in old["suppressions"]] == ["external"]


def test_fingerprints_know_no_lines_and_are_never_the_same() -> None:
    first, moved = (results_of([made(line=line), made("other", line=line)]) for line in (3, 70))
    prints = [one["partialFingerprints"]["artikit/v1"] for one in first]
    assert prints == [one["partialFingerprints"]["artikit/v1"] for one in moved]
    given = results_of([made(fingerprint="f" * 32)] * 5)
    assert given[0]["partialFingerprints"]["artikit/v1"] == "f" * 32
    assert len({one["partialFingerprints"]["artikit/v1"] for one in given}) == 5
    assert "primaryLocationLineHash" not in given[0]["partialFingerprints"]


def test_texts_are_cut_to_what_github_takes_and_hold_no_links() -> None:
    for result in results_of(EVERY_KIND):
        text = result["message"]["text"]
        assert 0 < len(text) <= 1024
        links = re.findall(r"\[[^\[\]]*\]\((\d+)\)", text)
        assert [int(one) for one in links] == [one["id"] for one in result.get("relatedLocations", ())]
        assert text.count("](") == len(links)
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202e\ud800-\udfff]", text)


def test_of_too_many_the_worst_stay_and_a_notification_tells_of_the_rest() -> None:
    few = [made("an error", line=line) for line in range(1, 11)]
    many = [made("a remark", line=line, severity="info") for line in range(1, 26_001)]
    warnings = [made("a warning", line=line, severity="warning") for line in range(1, 4_001)]
    run = run_of([*many, *few, *warnings])
    levels = [one["level"] for one in run["results"]]
    assert levels == ["error"] * 10 + ["warning"] * 4_000 + ["note"] * 20_990
    lines = [one["locations"][0]["physicalLocation"]["region"]["startLine"] for one in run["results"]]
    assert lines == [*range(1, 11), *range(1, 4_001), *range(1, 20_991)]
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["level"] == "warning"
    assert notification["message"]["text"].startswith("5,010 more findings are not in this file")
    assert "5,010 of level info" in notification["message"]["text"]


def test_a_report_is_never_larger_than_github_takes() -> None:
    noise = random.Random(4)
    signs = [chr(number) for number in range(0x4E00, 0x9FA0)]
    found = (made("".join(noise.choices(signs, k=1_000)), line=line + 1) for line in range(9_000))
    text = rendered("sarif", found)
    assert 7_000_000 < len(gzip.compress(text.encode())) < 10_000_000
    run = json.loads(text)["runs"][0]
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    told = int(notification["message"]["text"].split()[0].replace(",", ""))
    assert len(run["results"]) + told == 9_000


def test_a_whole_report_leaves_nothing_out_and_says_so() -> None:
    assert run_of(EVERY_KIND)["invocations"] == [{"executionSuccessful": True}]
    assert len(results_of(EVERY_KIND)) == len(EVERY_KIND)


def test_the_order_of_equals_is_that_of_the_text() -> None:
    several = [replace(made(), severity=severity) for severity in ("info", "error", "warning", "error")]
    assert [one["level"] for one in results_of(several)] == ["error", "error", "warning", "note"]


@settings(max_examples=300, deadline=None)
@given(DIAGNOSTICS)
def test_any_text_stays_text(diagnostics: list[Diagnostic]) -> None:
    text = rendered("sarif", diagnostics)
    assert text.isascii()
    assert "##[" not in text
    assert not any(line.lstrip().startswith("::") for line in text.splitlines())
    results = json.loads(text)["runs"][0]["results"]
    assert sorted(one["ruleId"] for one in results) == sorted(one.code for one in diagnostics)
