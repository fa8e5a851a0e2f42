"""What YAML 1.1 misreads, with PyYAML as the judge; and that no misreading escapes the quick look."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from artikit.reading.yaml_1_1 import LONGEST, misread
from artikit.reading.yaml_scalars import NOT_FINITE, TOO_LONG, resolve
from artikit.schema.style import Style
from artikit.writing.yaml import text_of, write_yaml

SCALARS = st.lists(
    st.sampled_from("0123456789-+_.:,eExobTZ ~=<ynYN")
    | st.sampled_from(
        ["no", "on", "yes", "off", "null", "true", "2021-05-20", "12", "0x", "0b", "0o", "T12:00:00"]
    ),
    min_size=1,
    max_size=7,
).map(lambda parts: "".join(parts).strip(" "))


def plain(text: str) -> bool:
    """Whether YAML takes a text for one plain scalar."""
    try:
        scalars = [event for event in yaml.parse(f"- {text}") if isinstance(event, yaml.ScalarEvent)]
    except yaml.YAMLError:
        return False
    return [(one.value, one.style) for one in scalars] == [(text, None)]


def theirs(text: str) -> Any:
    try:
        return yaml.safe_load(f"- {text}")[0]
    except (yaml.YAMLError, ValueError, OverflowError):
        return ValueError


@pytest.mark.parametrize(
    ("text", "kind", "taken_for"),
    [
        ("no", "ambiguous", "false"),
        ("NO", "ambiguous", "false"),
        ("Yes", "ambiguous", "true"),
        ("y", "ambiguous", "true"),
        ("off", "ambiguous", "false"),
        ("=", "ambiguous", "an error"),
        ("<<", "ambiguous", "an error"),
        ("1_000", "ambiguous", "the number 1000"),
        ("1,000", "ambiguous", "the number 1000"),
        ("0b11", "ambiguous", "the number 3"),
        ("-0x1F", "ambiguous", "the number -31"),
        ("1e3", "ambiguous", "text"),
        ("1.5e3", "ambiguous", "text"),
        ("+.5", "ambiguous", "text"),
        ("0o14", "ambiguous", "text"),
        ("012", "leading-zero", "the number 10"),
        ("-012", "leading-zero", "the number -10"),
        ("08", "leading-zero", "text"),
        ("007", "leading-zero", "the number 7"),
        ("12:30", "sexagesimal", "the number 750"),
        ("-12:30:45.5", "sexagesimal", "the number -45045.5"),
        ("0:09", "sexagesimal", "the number 9"),
        ("2021-06-14", "date", "a date"),
        ("2021-6-4", "date", "a date"),
        ("2021-06-14 9:30:00 +2", "date", "a date"),
        ("2021-06-14t09:30:00.5Z", "date", "a date"),
    ],
)
def test_a_misread_scalar_is_told_with_what_it_is_taken_for(text: str, kind: str, taken_for: str) -> None:
    found = misread(text)
    assert found is not None
    assert (found.kind, found.theirs) == (kind, taken_for)


@pytest.mark.parametrize(
    "text",
    ["", "x", "none", "No.", "12", "-1", "+5", "0", "0.5", ".5", "1.", "1.5e+3", "0x1F", "true", "~", "NULL",
     "1.2.3", "12:75", "1:2:x", "2021-06", "2021-06-14x", "2021-06-14 and so on", "1,", ",1", "_1", "0_x", "12 30",
     "1" * (LONGEST + 1), "-", "+", ".", "nO way"],
)  # fmt: skip
def test_what_all_read_alike_is_let_pass(text: str) -> None:
    assert misread(text) is None


@settings(max_examples=1500, deadline=None)
@given(SCALARS)
@example("0:30")
@example("9999-99-99")
def test_what_pyyaml_reads_otherwise_is_never_missed(text: str) -> None:
    assume(plain(text))
    ours: Any = resolve(text, LONGEST)
    assume(ours is not TOO_LONG and ours is not NOT_FINITE)
    other = theirs(text)
    assert misread(text) is not None or (type(other) is type(ours) and other == ours)


@settings(max_examples=3000, deadline=None)
@given(SCALARS)
def test_what_is_text_and_misread_our_writer_never_leaves_bare(text: str) -> None:
    found = misread(text)
    assert found is None or not isinstance(found.value, str) or text_of(Style())(text) != text


@settings(max_examples=3000, deadline=None)
@given(SCALARS)
def test_what_the_fix_writes_is_read_alike_by_all(text: str) -> None:
    found = misread(text)
    if found is None:
        return
    written = write_yaml({"x": found.value})
    again = yaml.safe_load(written)["x"]
    assert (type(again), again) == (type(found.value), found.value)
    bare = written.removeprefix("x: ").removesuffix("\n")
    assert bare[0] == '"' or misread(bare) is None
