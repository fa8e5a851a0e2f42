"""Reading in parts: what it answers is what the exact reader answers for the whole, values and places."""

from __future__ import annotations

import importlib.util
import json
import random
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from artikit.model import Source
from artikit.reading.front_matter import read_front_matter
from artikit.reading.limits import Limits
from artikit.reading.parts import Parts, read_in_parts, read_with_parts, spans_of_parts
from artikit.reading.quick import outline_of, read_quickly, was_read_quickly
from artikit.reading.quick_spans import places_in
from artikit.reading.yaml import read_yaml

if TYPE_CHECKING:
    from types import ModuleType

    from artikit.model import Spans

TIMES = 1
"""To search longer, raise it: a thousand texts take two seconds."""
LIMITS = Limits()
ROOT = Path(__file__).parents[2]


def carried(text: str, limits: Limits = LIMITS) -> bool:
    """Tell whether it is read in parts; if so, the exact reader must say the very same of the whole."""
    found = read_in_parts(text, limits, 0, len(text))
    if found is None:
        return False
    exact = read_yaml(text, limits, spans=True)
    assert exact.problems == found.problems, text
    assert json.dumps(found.data) == json.dumps(exact.data), text
    places = spans_of_parts(text, limits, found)
    for some, meant in ((places.values, exact.spans.values), (places.keys, exact.spans.keys)):
        assert list(some.items()) == list(meant.items()), text
        assert len(some) == len(meant)
        assert ("no such key",) not in some
    _assert_places_in_lines(text, places, found)
    return True


def _assert_places_in_lines(text: str, places: Spans, found: Parts) -> None:
    """Of the quick parts exactly what stands in the lines, of the exact part everything."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    exact = found.parts[found.exact][2]
    for lines in (starts[::2], starts[1::3], starts[-2:], []):
        ends = [text.find("\n", start) % (len(text) + 1) for start in lines]
        inside = [range(start, end + 1) for start, end in zip(lines, ends, strict=True)]
        for one in places:
            inner = {pointer[:-1] for pointer in places.values} if one is places.values else set()
            meant = {
                (pointer, span)
                for pointer, span in one.items()
                if (pointer and pointer[0] in exact)
                or (pointer not in inner and any(span.start in line for line in inside))
            }
            assert set(places_in(one, lines)) == meant, text


def _corpus() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus", ROOT / "benchmarks" / "corpus.py")
    assert spec is not None
    assert spec.loader is not None
    corpus = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(corpus)
    return corpus


CORPUS = _corpus()
RECORDS = [
    CORPUS.by_hand(CORPUS.record(7, number, related=2)[1], number).split("---\n")[1] for number in range(40)
]

BEYOND = [
    "a: 1\nb: 2\nb: 3\nc: 4\n", "a: [1]\nb: {x: 1, x: 2}\nc: 3\n", "a: 1\nb:\n- x: 1\n  x: 1\nb: 1\nc: 2\nb: 4\nd: 3\n",
    "a: 1\nb: [2]\nb: 2\nc: 3\n",
    "a: &x [1]\nb: *x\nc: 1\n", "a: 1\nb: |\n  t: 1\n\nc: 2\n", "a: 1\nb: >+\n  t\n\n\nc: 2\n", "a: 1\nb: # c\nc: 2\n",
    "a: 1\nb: t\n  u\nc: 2\n", "a: 1\nb: 'x\n\n  y'\nc: 3\n", "a: 1\nb: {c: 1,\n d: 2}\nc: 3\n",
    "a: 1\ne: 5\n? b\n: 2\nc: 3\nd: 4\n", "a: 1\nb:\n- [2]\nc: 3\n", "# c\na: !!str 1\nb: 2\nc:\n", "a:\nb: 2\nc: [3]\n",
    "a: 1\r\nb: [2]\r\nc: 3\r\n", "a: 1\nb: {x: &y 1, <: *y}\nc: 3\n", 'a: "\\x41"\nb: 2\nc: 3\n',
]  # fmt: skip
APART = [
    "a: &x 1\nb: 2\nc: *x\nd: *z\n", "a: &x {q: 1}\nb: 2\n<<: *x\nc: 3\n", "a: 1\nb: [2]\n...\nc: 3\n", "a: 1\nb: [2\nc: 3\n",
    'a: 1\nb: "x\nc: y"\nd: 1\n', "a: 1\nb: [2]\n--- \nc: 3\n", "a: 1\nb: |\n x\rc: [1]\nd: 1\n",
    "a: 1\nb: [2]\n%TAG\nc: 3\n", "[a]\nb: 1\nc: [2]\nd: 3\n", "a: 1\nb: 2\nc: 3\n",
    "a: [1]\nb: 2\n", "a: 1\nb: &x [*x]\nc: 3\n", "a: 1\nb: .inf\nc: 3\n",
]  # fmt: skip


def test_records_written_by_hand_are_read_in_parts() -> None:
    assert all(read_quickly(record, LIMITS) is None for record in RECORDS)
    assert all(map(carried, RECORDS))


@pytest.mark.parametrize("text", BEYOND)
def test_what_is_beyond_the_quick_reader_may_stand_anywhere(text: str) -> None:
    assert carried(text)


@pytest.mark.parametrize("text", APART)
def test_what_reaches_over_the_edge_of_a_part_or_is_wrong_is_read_whole(text: str) -> None:
    assert not carried(text)


@pytest.mark.parametrize("seed", range(4))
def test_mutated_texts_are_read_rightly_or_not_at_all(seed: int) -> None:
    dice = random.Random(seed)
    sources = [*BEYOND, *APART, *(record[:700].rpartition("\n")[0] for record in RECORDS)]
    count, answered = 2_000 * TIMES, 0
    for _ in range(count):
        lines = [line for text in dice.sample(sources, 2) for line in text.splitlines(keepends=True)]
        text = "".join(
            dice.sample(lines, min(len(lines), dice.randint(3, 8))) if dice.random() < 0.5 else lines
        )
        for _ in range(dice.randrange(3)):
            at = dice.randrange(len(text))
            text = (
                text[:at] + dice.choice(":#&*!|>'\"[]{}-?%<., \n\r\tax1\\") + text[at + dice.randrange(2) :]
            )
        answered += carried(text)
    assert count // 50 < answered < count


@pytest.mark.parametrize(
    "field", ["record_size", "depth", "nodes", "aliases", "expanded_nodes", "scalar_size"]
)
def test_what_is_over_a_limit_is_never_read_in_parts(field: str) -> None:
    text = "a: 1\nb: &x [1, 2, {c: [" + "d" * 30 + "]}]\nc: [*x, *x]\nd: 4\n"
    assert carried(text)
    answers = [carried(text, replace(LIMITS, **{field: allowed})) for allowed in range(1, 120)]
    assert answers[0] is False
    assert answers[-1] is True


def test_a_record_in_parts_has_an_outline_and_places_when_they_are_asked_for() -> None:
    source = Source("x.md", "---\na: &x [1]\nb: *x\nc: 1\n---\n")
    record = read_front_matter(source, LIMITS)
    assert record.data == {"a": [1], "b": [1], "c": 1}
    outline = outline_of(source.text)
    assert outline is not None
    assert source.text[slice(*outline.exact)] == "a: &x [1]\nb: *x\n"
    assert outline.plain == ["a: &x [1]", "b: *x", "c: 1", ""]
    assert was_read_quickly(source.text, LIMITS, outline.start, outline.end) is False
    assert record.spans.key(("c",)) == (20, 21)
    assert record.spans.value(("a", 0, "no such key")) == (11, 12)


@pytest.mark.parametrize(
    "text",
    [
        'a: 1\nb: 2\nc: "d\n',
        "a: 1\nb: [2]\nc:\n\td: 3\ne: 4\n",
        "a: 1\nb: 2\nc: d: e\nf: 3\n",
        "a: 1\nb: 2\nc\nd: 3\ne: 4\n",
        "a: 1\n  b: 2\nc: 3\nd: 4\n",
        "a: 1\nb: 2\nc: 'x' y\na: 3\n",
        'a: 1\n"b": 2\n"a": 3\nb: [\nc: 4\nd: 5\n',
        'a: 1\nb: "\\ud83d\\ude00"\nc: "\\ud83d\\ude00" x\nd: 4\n',
        f"a: 1\nb: 2\n{'c' * 1100}: [\nd: 4\n",
        'a: 1\nb: 2\nc: "\x07\nd: "e\n',
        "a: 1\nb: 2\nc: *x\nd: 'e\n",
        "a: 1\nb: 2\nc: [#d\ne: 'f\n",
    ],
)
def test_what_breaks_off_is_told_as_if_all_had_been_read_exactly(text: str) -> None:
    for before in ("", "---\n"):
        bounds = len(before), len(before + text)
        found = read_with_parts(before + text, LIMITS, *bounds)
        assert not found.ok
        assert found.problems == read_yaml(before + text, LIMITS, start=bounds[0], end=bounds[1]).problems


@pytest.mark.parametrize("seed", range(4))
def test_mutated_records_break_off_as_if_all_had_been_read_exactly(seed: int) -> None:
    dice = random.Random(seed)
    sources = [record[:700].rpartition("\n")[0] + "\nzz: 1\n" for record in RECORDS]
    sources += [CORPUS.record(7, number, related=1)[1].split("---\n")[1] for number in range(20)]
    broken = 0
    for _ in range(800 * TIMES):
        text = dice.choice(sources)
        for _ in range(dice.randint(1, 2)):
            at = dice.randrange(len(text))
            lines = text.splitlines(keepends=True)
            number = dice.randrange(len(lines))
            what = dice.random()
            if what < 0.4:
                text = text[:at] + dice.choice(list(":#&*|>'\"[]{}-?%\n\t\r\\\u2028\x07")) + text[at:]
            elif what < 0.7:
                lines[number] = dice.choice(["  ", " ", "", "\t"]) + lines[number].lstrip()
                text = "".join(lines)
            else:
                text = "".join([*lines[:number], dice.choice(lines), *lines[number:]])
        found, exact = read_with_parts(text, LIMITS, 0, len(text)), read_yaml(text, LIMITS)
        assert (found.ok, found.problems) == (exact.ok, exact.problems), text
        assert json.dumps(found.data) == json.dumps(exact.data), text
        broken += not found.ok
    assert broken > 100 * TIMES


def test_a_quote_that_is_open_at_the_end_is_told_without_reading_all_exactly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = CORPUS.FAULTS["unclosed-quote"](CORPUS.record(7, 0)[1])
    starts: list[int] = []

    def exact(*args: object, **named: object) -> object:
        starts.append(int(str(named["start"])))
        return read_yaml(*args, **named)

    monkeypatch.setattr("artikit.reading.parts.read_yaml", exact)
    (problem,) = read_front_matter(Source("x.md", text), LIMITS).problems
    assert problem.message == "quoted text is opened here and never closed"
    assert set(starts) == {text.index("secured:")}
