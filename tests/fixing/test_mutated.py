"""Records in real style with faults put into them: whatever they are, mending makes them better."""

from __future__ import annotations

import importlib.util
import random
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from artikit.editing.applying import edited
from artikit.engine import diagnose
from artikit.fixing.rounds import Judged
from artikit.writing.json import dump_json

from .mending import CONFIG, mended, read, run

if TYPE_CHECKING:
    from collections.abc import Callable


ROOT = Path(__file__).parents[2]


@cache
def corpus() -> Any:
    """Load benchmarks/corpus.py, which is no part of a package."""
    spec = importlib.util.spec_from_file_location("corpus_for_mending", ROOT / "benchmarks" / "corpus.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def sound(number: int) -> str:
    return str(corpus().record(11, number)[1])


MUTATIONS: list[Callable[[random.Random, list[str]], None]] = [
    lambda dice, lines: lines.insert(at := dice.randrange(1, len(lines) - 2), lines[at]),
    lambda dice, lines: lines.__setitem__(
        at := dice.randrange(1, len(lines) - 2), lines[at].replace("excerpt", "exerpt")
    ),
    lambda dice, lines: lines.__setitem__(
        at := dice.randrange(1, len(lines) - 2), re.sub(r"(\d)$", r"\1px", lines[at])
    ),
    lambda dice, lines: lines.__setitem__(
        at := dice.randrange(1, len(lines) - 2), re.sub(r"T(\d\d:\d\d):\d\dZ$", r" \1Z", lines[at])
    ),
    lambda dice, lines: lines.__setitem__(
        at := dice.randrange(1, len(lines) - 2),
        lines[at] + dice.choice(["  ", "\t", " # a note", "  # artikit: ignore AK1, AK4 -- as it is"]),
    ),
    lambda dice, lines: lines.insert(
        dice.randrange(1, len(lines) - 2),
        dice.choice(["", "# a note", "  # artikit: ignore AK102 -- so it is", "note: no", "2021: x"]),
    ),
    lambda dice, lines: lines.__setitem__(
        at := dice.randrange(1, len(lines) - 2), lines[at].replace('"', "'")
    ),
    lambda dice, lines: lines.__setitem__(
        at := dice.randrange(1, len(lines) - 2), lines[at].replace(': "', ': " &amp;\u00a0')
    ),
    lambda dice, lines: lines.__setitem__(
        0, dice.choice(["----", "--- # note", " ---", "---yaml", "\ufeff---"])
    ),
    lambda dice, lines: lines.__delitem__(dice.randrange(1, len(lines) - 2)),
]


def mutated(number: int, seed: int, count: int) -> str:
    dice = random.Random(seed)
    lines = sound(number).removesuffix("\n\n").split("\n")
    for _ in range(count):
        dice.choice(MUTATIONS)(dice, lines)
    return "\n".join(lines) + "\nA body,  with blanks \n\n---\nand\ttabs\n"


def hold(text: str, *, unsafe: bool) -> None:
    data = text.encode()
    (before,) = mended_not(data)
    found = mended(data, unsafe=unsafe)
    (after,) = found.judged
    assert mended(found.data, unsafe=unsafe).data == found.data
    assert after.record.body == before.record.body
    assert len(after.diagnostics) <= len(before.diagnostics)
    assert sum(one.severity == "error" for one in after.diagnostics) <= sum(
        one.severity == "error" for one in before.diagnostics
    )
    assert tuple(diagnose(after.record, CONFIG)) == after.diagnostics
    kept = list(after.record.data or {})
    assert after.record.data is not None or before.record.data is None
    if not unsafe and before.record.data is not None:
        assert sorted(kept) == sorted(before.record.data)


def mended_not(data: bytes) -> tuple[Judged, ...]:
    return tuple(Judged(record, diagnose(record, CONFIG)) for record in read(data))


@settings(max_examples=250, deadline=None)
@given(
    st.integers(0, 30),
    st.integers(0, 10**9),
    st.integers(1, 5),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
def test_mutated_records_only_become_better(
    number: int, seed: int, count: int, line_end: str, unsafe: bool
) -> None:
    hold(mutated(number, seed, count).replace("\n", line_end), unsafe=unsafe)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 30), st.integers(0, 10**9), st.integers(1, 4))
def test_line_ends_make_no_difference(number: int, seed: int, count: int) -> None:
    text = mutated(number, seed, count)
    plain = mended(text.encode()).data
    for line_end in (b"\r\n", b"\r"):
        other = mended(text.encode().replace(b"\n", line_end)).data
        assert other == plain.replace(b"\n", line_end)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 30), st.integers(0, 10**9), st.integers(1, 4), st.booleans())
def test_every_byte_outside_of_the_edits_stays(number: int, seed: int, count: int, unsafe: bool) -> None:
    """One round, seen from outside: the new text is the old one with the edits of fixes in it, and no more."""
    (before,) = mended_not(mutated(number, seed, count).encode())
    text = before.record.source.text
    for one in before.diagnostics:
        if one.fix and (one.fix.safe or unsafe):
            (after,) = read(edited(text, one.fix.edits).encode())
            start, end = one.fix.edits[0].span.start, one.fix.edits[-1].span.end
            assert after.source.text.startswith(text[:start])
            assert after.source.text.endswith(text[end:])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10**9), st.integers(0, 3)), min_size=1, max_size=3)
)
def test_the_same_holds_for_lines_of_json(several: list[tuple[int, int, int]]) -> None:
    records = [next(iter(read(mutated(*one).encode()))).data for one in several]
    lines = [dump_json(dict(data)) for data in records if data]
    data = b"\n".join(lines)
    if not lines:
        return
    new, left, _ = run(data, "x.jsonl")
    assert run(new, "x.jsonl")[0] == new
    assert len(new.split(b"\n")) == len(lines)
    assert len(left) <= len([one for record in read(data, "x.jsonl") for one in diagnose(record, CONFIG)])
