"""Rules that mend badly: a fix that breaks its promise, or makes anything worse, is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.fixing.promises import is_as_promised
from artikit.fixing.rounds import MOST_ROUNDS, Mended, mend
from artikit.model import Change, Diagnostic, Edit, Fix, Record, Span

from .mending import SOUND, finding, read

if TYPE_CHECKING:
    from collections.abc import Callable


def judged_by(judge: Callable[[Record], tuple[Diagnostic, ...]], text: str = SOUND) -> Mended:
    return mend(text.encode(), read, judge, unsafe=True)


def everywhere(text: str, old: str, new: str) -> list[Edit]:
    return [Edit(Span(*match.span()), new) for match in re.finditer(re.escape(old), text)]


def test_a_fix_that_changes_a_value_without_saying_so_is_refused() -> None:
    def judge(record: Record) -> tuple[Diagnostic, ...]:
        return tuple(finding((edit,)) for edit in everywhere(record.source.text, "Fog bell", "Fog horn"))

    assert judged_by(judge).data == SOUND.encode()
    assert judged_by(judge).fixed == ()


def test_one_bad_fix_does_not_keep_good_ones_back() -> None:
    def judge(record: Record) -> tuple[Diagnostic, ...]:
        text = record.source.text
        good = [
            *everywhere(text, '"Fog bell"', "'Fog bell'"),
            *everywhere(text, "name: North Quill", 'name: "North Quill"'),
        ]
        bad = everywhere(text, "2021-06-17", "2021-06-18")
        return tuple(finding((edit,)) for edit in [*bad, *good])

    found = judged_by(judge)
    assert found.data.decode() == SOUND.replace('"Fog bell"', "'Fog bell'").replace(
        "North Quill", '"North Quill"'
    )
    assert len(found.fixed) == 2


def test_a_fix_that_makes_more_findings_is_refused() -> None:
    def judge(record: Record) -> tuple[Diagnostic, ...]:
        edits = everywhere(record.source.text, "name: North Quill", "name:  North Quill")
        return tuple(finding((edit,)) for edit in edits) or (finding(()), finding(()))

    assert judged_by(judge).data == SOUND.encode()


def test_a_fix_that_makes_a_graver_finding_is_refused() -> None:
    def judge(record: Record) -> tuple[Diagnostic, ...]:
        edits = everywhere(record.source.text, "name: North Quill", "name:  North Quill")
        return tuple(finding((edit,), severity="info") for edit in edits) or (finding((), severity="error"),)

    assert judged_by(judge).data == SOUND.encode()


def test_a_fix_that_breaks_the_record_is_refused() -> None:
    def judge(record: Record) -> tuple[Diagnostic, ...]:
        return tuple(
            finding((edit,), safe=False) for edit in everywhere(record.source.text, "  domain", " domain")
        )

    assert judged_by(judge).data == SOUND.encode()


def test_a_fix_may_not_touch_the_body_from_outside_of_it() -> None:
    def judge(record: Record) -> tuple[Diagnostic, ...]:
        return tuple(finding((edit,)) for edit in everywhere(record.source.text, "---\nBody", "---\nbody"))

    assert judged_by(judge).data == SOUND.encode()


def test_a_fix_of_the_body_itself_is_taken() -> None:
    def judge(record: Record) -> tuple[Diagnostic, ...]:
        return tuple(finding((edit,)) for edit in everywhere(record.source.text, "Body", "body"))

    assert judged_by(judge).data == SOUND.replace("Body", "body").encode()


def test_fixes_that_undo_each_other_come_to_an_end() -> None:
    calls = []

    def judge(record: Record) -> tuple[Diagnostic, ...]:
        calls.append(record)
        text = record.source.text
        edits = everywhere(text, "'Fog bell'", '"Fog bell"') or everywhere(text, '"Fog bell"', "'Fog bell'")
        return tuple(finding((edit,)) for edit in edits)

    assert judged_by(judge).data.decode() in {SOUND, SOUND.replace('"Fog bell"', "'Fog bell'")}
    assert len(calls) < 10


def test_a_fix_without_end_is_stopped() -> None:
    again = finding((Edit(Span(4, 4), "# again\n"),))
    found = judged_by(lambda _: (again,))
    assert found.data.decode() == SOUND.replace("---\n", "---\n" + "# again\n" * MOST_ROUNDS, 1)


def test_promised_values_are_held_to_their_types_and_order() -> None:
    before, after, swapped = (
        record
        for text in (b"a: 1\nb: 2", b"a: 1.0\nb: 2", b"b: 2\na: 1")
        for record in read(b"---\n" + text + b"\n---\n")
    )
    change = Change("", values=((("a",), 1.0),))
    assert is_as_promised(before, after, [Fix("", (), change=change)])
    assert not is_as_promised(before, after, [Fix("", ())])
    assert is_as_promised(before, swapped, [Fix("", ())])
    assert not is_as_promised(before, swapped, [])
