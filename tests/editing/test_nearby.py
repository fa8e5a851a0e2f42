"""What is read again of a record around edits tells the same as the whole that is read again."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from artikit.editing import edits_of, finding, fix_of, proof
from artikit.editing.nearby import read_nearby
from artikit.model import Change, Edit, Fix, Record, Source, Span
from artikit.reading.front_matter import read_front_matter
from artikit.reading.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Sequence

LIMITS = Limits()
TIMES = 1
"""To search longer, raise it: a thousand texts take three seconds."""

TEXTS = [
    "---\na: 1\nb: x\nb: x\nc:\n  d: 2\n---\nbody\n",
    '---\n# on top\na: 1\n\nb: "x"\n# about c\nc:\n  - d: 2\n    e: y\n  - d: 3\nf: z\n---\nbody\n',
    "---\r\na: 1\r\nb:\r\n- x\r\n- y\r\nc: [u, v]\r\nd: 5\r\ne: w\r\n---\r\n",
    "---\na: 1\nb: |\n  t\n  u\nc: {d: 1, d: 1}\ne:\n  f: 1\n  g: 2\nh: last\n---\n\n---\n",
    "\ufeff---\na: &x q\nb: *x\nc: 2 # why\nd:\n  - e: 1\n    f: 2\n    e: 1\ng:\n---\n",
    "---\nmy key: 1\nb: x\nc: ''\nd: []\ne: {}\nb: x\n---\nbody\n",
]
PIECES = [
    "", "\n", "x", "a", "a: 1\n", "q: 2\n", "- x\n", "  y: 1\n", "---\n", "...\n", "  ", "# c\n", '"', "'", ": ", "[", "]",
    "{", "\r", "\r\n", "&x ", "*x", "|", "b: x\n", "<<: *x\n", "%", "\u2028", "~", "null", "1", "\n\n", "- ", "\t", "? ",
]  # fmt: skip


def read(text: str) -> Record:
    return read_front_matter(Source("x.md", text), LIMITS)


def whole(record: Record, fix: Fix, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Tell whether a fix is proved by reading all of its record again."""
    with monkeypatch.context() as patch:
        patch.setattr(proof, "read_nearby", lambda *_: None)
        return proof.is_proved(record, fix)


def mutated(dice: random.Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    for _ in range(dice.randrange(3)):
        at = dice.randrange(1, len(lines))
        if dice.random() < 0.5:
            lines.insert(at, dice.choice([*lines, *PIECES]))
        else:
            lines[at] = lines[at].replace(dice.choice(":xd 1"), dice.choice(PIECES), 1)
    return "".join(lines)


def some_edits(dice: random.Random, text: str) -> tuple[Edit, ...]:
    """One or two edits, of whole lines or of a few characters, that do not overlap."""
    lines = [0, *(at + 1 for at, character in enumerate(text) if character == "\n")]
    points = sorted(
        {dice.choice(lines) if dice.random() < 0.6 else dice.randrange(len(text) + 1) for _ in range(4)}
    )
    pairs = list(zip(points[::2], points[1::2], strict=False))[: dice.randint(1, 2)]
    return tuple(
        Edit(Span(start, end if dice.random() < 0.6 else start), dice.choice(PIECES)) for start, end in pairs
    )


@pytest.mark.parametrize("seed", range(4))
def test_any_edits_are_judged_nearby_as_in_the_whole(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(seed)
    nearby = proved = 0
    for _ in range(6_000 * TIMES):
        record = read(mutated(dice, dice.choice(TEXTS)))
        edits = some_edits(dice, record.source.text)
        if record.data is None or not edits:
            continue
        fix = Fix("", edits)
        near = read_nearby(record, edits, LIMITS)
        found = proof.is_proved(record, fix)
        assert found is whole(record, fix, monkeypatch), (record.source.text, edits)
        nearby += near is not None
        proved += near is not None and found
        if near is not None:
            again, _ = proof.reread(record, edits)
            made = {
                **{key: record.data[key] for key in near.before},
                **near.data,
                **{key: record.data[key] for key in near.behind},
            }
            assert list((again.data or {}).items()) == list(made.items()), (record.source.text, edits)
            assert again.body == record.body
    assert nearby > 300 * TIMES
    assert 20 * TIMES < proved < nearby


@pytest.mark.parametrize("seed", range(4))
def test_any_change_and_any_repeat_gets_the_fix_it_gets_in_the_whole(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(seed)
    mended = 0
    for _ in range(500 * TIMES):
        record = read(mutated(dice, dice.choice(TEXTS)))
        if not record.data:
            continue
        pointers = [pointer for pointer in record.spans.values if pointer]
        pointer = dice.choice(pointers)
        changes: list[Change] = [
            Change("", values=((pointer, dice.choice(["new", 7, None, ["a"], "b: c"])),)),
            Change("", removals=(pointer,)),
            Change("", removals=tuple(dict.fromkeys(dice.choice(pointers) for _ in range(2)))),
        ]
        if isinstance(pointer[-1], str):
            changes.append(Change("", renames=((pointer, dice.choice(["new", "b", "a", "f"])),)))
        asked: Sequence[object] = [*changes, *record.problems]
        found = [_fix(record, one) for one in asked]
        with monkeypatch.context() as patch:
            patch.setattr(proof, "read_nearby", lambda *_: None)
            patch.setattr(proof, "record_nearby", lambda *_: None)
            record = read(record.source.text)
            assert found == [_fix(record, one) for one in asked], record.source.text
        mended += sum(fix is not None for fix in found)
    assert mended > 300 * TIMES


def _fix(record: Record, one: object) -> Fix | None:
    return edits_of(record, one) if isinstance(one, Change) else fix_of(record, one)


def test_a_fix_is_proved_without_reading_the_whole_record_again(monkeypatch: pytest.MonkeyPatch) -> None:
    record = read(TEXTS[0])
    later = read(TEXTS[1])
    monkeypatch.setattr(proof, "reread", None)
    fix = edits_of(later, Change("", values=((("c", 1, "d"), 4),)))
    assert fix is not None
    assert fix.edits[0].text == "4"
    record = read(TEXTS[0])
    (problem,) = record.problems
    assert finding.fix_of(record, problem) == Fix("remove the second `b`", (Edit(Span(14, 19), ""),))


def test_without_an_outline_the_whole_record_is_read_again() -> None:
    record = read(TEXTS[0])
    read(TEXTS[1])
    assert read_nearby(record, [Edit(Span(4, 8), "a: 2")], LIMITS) is None
    near = read_nearby(read(TEXTS[0]), [Edit(Span(4, 8), "a: 2")], LIMITS)
    assert near is not None
    assert near.data == {"a": 2, "b": "x"}
    assert (near.before, near.behind) == ([], ["c"])
