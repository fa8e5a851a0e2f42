"""JSON-Schema-Test-Suite: the verdict (jsonschema-rs) and the reasons (jsonschema) agree with it.

`json_schema_expectations.json` lists the tests on which one of the two differs from the suite, and who
it is; whatever is not listed agrees. Groups that need a server are skipped: nothing is ever fetched.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from artikit.schema.compiled import _compile
from artikit.schema.reference import reference_validator

from .data import suite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TESTS = suite("json-schema-test-suite") / "tests"
TABLE = Path(__file__).with_name("json_schema_expectations.json")
PINNED: dict[str, str] = json.loads(TABLE.read_text(encoding="utf-8"))
DIALECTS = {
    "draft2020-12": "https://json-schema.org/draft/2020-12/schema",
    "draft7": "http://json-schema.org/draft-07/schema#",
}
FORMATS = ("date", "date-time", "uri", "hostname")
LEFT_OUT = {
    "optional/format-assertion.json": "its metaschema is on a server",
    "optional/cross-draft.json": "its schemas are on a server",
    "vocabulary.json": "its metaschema is on a server",
    "refRemote.json": "its schemas are on a server",
}


def _files() -> list[str]:
    paths = []
    for draft in DIALECTS:
        here = TESTS / draft
        paths += sorted([*here.glob("*.json"), *here.glob("optional/*.json")])
        paths += [here / "optional" / "format" / f"{name}.json" for name in FORMATS]
    names = [path.relative_to(TESTS).as_posix() for path in paths]
    return [name for name in names if name.partition("/")[2] not in LEFT_OUT]


def _needs_a_server(group: dict[str, Any]) -> bool:
    return "http://localhost:1234" in json.dumps([group["schema"]]) and "$ref" in json.dumps(
        [group["schema"]]
    )


def _verdict(make: Callable[[], Callable[[Any], bool]], data: Any) -> str:
    try:
        return "valid" if make()(data) else "invalid"
    except Exception as error:  # noqa: BLE001  (a crash is one of the things that are pinned)
        return type(error).__name__


def differences(file: str) -> Iterator[tuple[str, str]]:
    """Tests of a file on which somebody differs from the suite."""
    dialect = DIALECTS[file.partition("/")[0]]
    for group in json.loads((TESTS / file).read_text(encoding="utf-8")):
        if _needs_a_server(group):
            continue
        schema = group["schema"]
        if isinstance(schema, dict):
            schema = {"$schema": dialect, **schema}
        for test in group["tests"]:
            wanted = "valid" if test["valid"] else "invalid"
            said = {
                "jsonschema-rs": _verdict(lambda: _compile(schema, strict=True).is_valid, test["data"]),  # noqa: B023
                "jsonschema": _verdict(lambda: reference_validator(schema).is_valid, test["data"]),  # noqa: B023
            }
            wrong = ", ".join(f"{who}: {what}" for who, what in said.items() if what != wanted)
            if wrong:
                yield f"{file} | {group['description']} | {test['description']}", wrong


@pytest.mark.parametrize("file", _files())
def test_json_schema_test_suite(file: str) -> None:
    pinned = {key: value.partition(" -- ")[0] for key, value in PINNED.items() if key.startswith(f"{file} |")}
    assert dict(differences(file)) == pinned


def write() -> None:
    """Pin the present differences; reasons are kept where the difference is the same."""
    table = {}
    for file in _files():
        for key, now in differences(file):
            said, _, reason = PINNED.get(key, "").partition(" -- ")
            table[key] = f"{now} -- {reason}" if reason and now == said else now
    TABLE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
