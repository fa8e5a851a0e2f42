"""yaml-test-suite: no case crashes or hangs the reader, and its verdict on each is pinned.

`yaml_expectations.json` has the verdict by case, and behind ` -- ` a reason where one is needed.
`differs` would be a value that is read otherwise than the suite says without any problem: a silent
misreading, of which there must be none. After a meant change, write the file anew with
`PYTHONPATH=src:tests python -m suites.test_yaml_suite`, and look at the difference.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from artikit.reading.limits import Limits
from artikit.reading.yaml import read_yaml_items

from .data import suite

SUITE = suite("yaml-test-suite")
TABLE = Path(__file__).with_name("yaml_expectations.json")
PINNED: dict[str, str] = json.loads(TABLE.read_text(encoding="utf-8"))


def _cases() -> dict[str, dict[str, Any]]:
    cases = {}
    for path in sorted(SUITE.glob("data/*.js")):
        if path.stem == "index":
            continue
        module = json.loads(path.read_text(encoding="utf-8").partition("export default")[2])
        for number, case in enumerate(module["cases"]):
            key = module["id"] if len(module["cases"]) == 1 else f"{module['id']}-{number:02}"
            cases[key] = case
    return cases


def _documents(text: str) -> list[Any]:
    """Values of a stream of JSON documents."""
    decoder, found, at = json.JSONDecoder(), [], 0
    while text[at:].strip():
        at += len(text[at:]) - len(text[at:].lstrip())
        value, at = decoder.raw_decode(text, at)
        found.append(value)
    return found


def _items(documents: list[Any]) -> list[Any]:
    """What the reader makes of documents: of a list, its items."""
    return [
        item for document in documents for item in (document if isinstance(document, list) else [document])
    ]


def verdict(case: dict[str, Any]) -> str:
    """Say in one word how the reading compares with what the suite wants."""
    readings = list(read_yaml_items(case["yaml"], Limits(), spans=True))
    codes = sorted({problem.code for reading in readings for problem in reading.problems})
    if codes:
        return "refused rightly" if case.get("fail") else f"refused: {' '.join(codes)}"
    if case.get("fail"):
        return "accepted, though the suite wants an error"
    if case.get("json") is None:
        return "accepted; the suite has no JSON"
    wanted = _items(_documents(case["json"]))
    got = [reading.data for reading in readings]
    same = json.dumps(got, sort_keys=True) == json.dumps(wanted, sort_keys=True)
    return "equal" if same else "differs"


CASES = _cases()


@pytest.mark.parametrize("key", CASES)
def test_yaml_test_suite(key: str) -> None:
    assert verdict(CASES[key]) == PINNED[key].partition(" -- ")[0]


def test_nothing_is_misread_in_silence() -> None:
    assert [key for key, pinned in PINNED.items() if pinned.startswith("differs")] == []


def test_the_table_is_about_this_suite() -> None:
    assert list(PINNED) == sorted(CASES)


def write() -> None:
    """Pin the present verdicts; reasons are kept where the verdict is the same."""
    table = {}
    for key in sorted(CASES):
        said, _, reason = PINNED.get(key, "").partition(" -- ")
        now = verdict(CASES[key])
        table[key] = f"{now} -- {reason}" if reason and now == said else now
    TABLE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
