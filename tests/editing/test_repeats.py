"""The second of two equal keys is taken out where nothing is lost."""

from __future__ import annotations

import pytest

from artikit.editing import apply, fix_of

from .changes import read


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("---\na: 1\nb: x\nb: x\nc: 2\n---\n", "---\na: 1\nb: x\nc: 2\n---\n", id="in YAML"),
        pytest.param("---\nb: x\n\n# again\nb: x\n\n---\n", "---\nb: x\n\n---\n", id="with its comment"),
        pytest.param(
            "---\nb: [1, 2]\nb:\n  - 1\n  - 2\n---\n", "---\nb: [1, 2]\n---\n", id="written otherwise"
        ),
        pytest.param('{"a": 1, "a": 1}', '{"a": 1}', id="in JSON"),
        pytest.param('{"a": {"b": 1, "c": 2, "b": 1}}', '{"a": {"b": 1, "c": 2}}', id="inside"),
        pytest.param('---\n"b": x\n"b": x\n---\n', '---\n"b": x\n---\n', id="in quotes"),
        pytest.param("---\nb: x\nb: y\n---\n", None, id="never where the values differ"),
        pytest.param("---\nb: 1\nb: 1.0\n---\n", None, id="nor where the types do"),
    ],
)
def test_the_second_of_two_equal_keys_can_go(text: str, wanted: str | None) -> None:
    path = "x.md" if text.startswith("---") else "x.json"
    record = read(text, path)
    fixes = [fix for problem in record.problems if (fix := fix_of(record, problem))]
    assert (apply(text, fixes)[0] if fixes else None) == wanted
