"""One place that is asked for is the same as among all, in any order; and so are lines and columns."""

from __future__ import annotations

import random
import re

import pytest

from artikit.model import Position, Source
from artikit.reading.limits import Limits
from artikit.reading.quick import read_quickly
from artikit.reading.quick_spans import quick_spans
from artikit.reading.yaml import read_yaml

LIMITS = Limits()
TIMES = 1
"""To search longer, raise it: a thousand texts take three seconds."""

LINES = [
    "a: 1", "b:", "c: x", "  d: y", "  - e: 1", "  - f", "- g: 2", "-   h: 3", "  i: 4", "    j: 5", "    - k: 6", "",
    "  # - l", "# m", "  n:", "    o:", "    - p", "- q", "  - ", "      r: 7", '    s: "- t"', "  - u:", "b b: 8", "  ",
]  # fmt: skip
LISTED = (
    "a: 1\nb:\n\n  # about it\n  - c: 2\n    d:\n      - e: 3\n      - f\n  - g\n  - h:\n    - i: 4\nj: 5\n"
)


def _alone(text: str, order: random.Random) -> None:
    exact = read_yaml(text, LIMITS, spans=True).spans
    values, keys = list(exact.values.items()), list(exact.keys.items())
    for pointer, span in values:
        assert quick_spans(text, 0, len(text)).values[pointer] == span, (text, pointer)
    for pointer, span in keys:
        assert quick_spans(text, 0, len(text)).keys[pointer] == span, (text, pointer)
    order.shuffle(values)
    places = quick_spans(text, 0, len(text))
    assert [(pointer, places.values[pointer]) for pointer, _ in values] == values, text
    assert [(pointer, places.keys[pointer]) for pointer, _ in keys] == keys, text
    for pointer in [pointer for pointer, _ in values]:
        for step in (0, 1, 9, -1, "no such key"):
            below = (*pointer, step)
            fresh = quick_spans(text, 0, len(text))
            assert (below in fresh.values) is (below in exact.values), (text, below)
            assert (below in fresh.keys) is (below in exact.keys), (text, below)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_place_in_a_list_is_found_without_the_others(line_end: str) -> None:
    _alone(LISTED.replace("\n", line_end), random.Random(0))


@pytest.mark.parametrize("seed", range(4))
def test_any_place_is_found_alone_as_among_all(seed: int) -> None:
    dice = random.Random(seed)
    read = 0
    for _ in range(20_000 * TIMES):
        lines = [dice.choice(LINES) for _ in range(dice.randint(3, 9))]
        text = dice.choice(["\n", "\n", "\n", "\r\n"]).join([dice.choice(["a: 0", "b:", "z: 1"]), *lines])
        if read_quickly(text, LIMITS) is not None:
            read += 1
            _alone(text, dice)
    assert read > 200 * TIMES


@pytest.mark.parametrize("text", ["", "a\nb\n\nc", "\ufeffa\nb\n", "a\r\nb\rc\n\rd", "\n\n", "ab"])
def test_lines_and_columns_are_the_same_of_the_first_place_as_of_the_hundredth(text: str) -> None:
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", text))]
    many = Source("x", text, 5)
    for _ in range(20):
        for at in range(len(text) + 1):
            row = max(number for number, start in enumerate(starts) if start <= at)
            hidden = row == 0 and at > 0 and text.startswith("\ufeff")
            expected = Position(row + 5, at - starts[row] + 1 - hidden)
            assert many.position(at) == Source("x", text, 5).position(at) == expected
