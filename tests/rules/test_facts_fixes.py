"""What the fixes of the rules AK201 to AK216 write."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from artikit.editing import apply, edits_of
from artikit.model import Change

from .facts import FORMATS, HORN, RULES, SOUND, facts_of, found, read, written
from .samples import AMP, CACHED, PAGE


def test_the_fix_of_a_cached_address_is_safe_only_where_the_page_is_the_same() -> None:
    rule = RULES["wrong-cdn-address"]
    for wrong, safe in [
        (CACHED.replace("--", "-"), True),
        (CACHED.replace("/c/s/", "/c/"), True),
        (f"https://cdn.ampproject.org/c/s/{AMP[8:]}", True),
        (CACHED + "?amp=1", True),
        (CACHED.replace("night-ferry", "fog-bell"), False),
        (CACHED + "?page=2", False),
        (PAGE, True),
        ("x", False),
    ]:
        (one,) = found(rule, {**SOUND, "ampWebUrl": AMP, "cdnAmpWebUrl": wrong})
        assert one.fix.safe is safe, wrong
        assert one.fix.values == ((("cdnAmpWebUrl",), CACHED),)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=2, max_size=7), st.sampled_from(sorted(FORMATS)))
def test_the_best_come_first_and_equals_keep_their_order(qualities: list[int], kind: str) -> None:
    related = [
        {**HORN, "webUrl": f"https://northquill.example/{number}", "quality": quality}
        for number, quality in enumerate(qualities)
    ]
    data = {**SOUND, "related": related}
    record = read(written(data, kind), kind)
    rule = RULES["unsorted-related"]
    assert rule.check is not None
    said = list(rule.check(record, facts_of(rule)))
    best_first = sorted(related, key=lambda item: -item["quality"])
    assert bool(said) == (best_first != related)
    for one in said:
        assert isinstance(one.fix, Change)
        fix = edits_of(record, one.fix)
        assert fix is not None
        assert fix.safe
        text, _ = apply(record.source.text, [fix])
        assert read(text, kind).data == {**data, "related": best_first}


def test_a_quality_may_be_any_number() -> None:
    """An integer of a record may be larger than any float."""
    low, high = {**HORN, "quality": 96.5}, {**HORN, "quality": 10**400}
    (one,) = found(RULES["unsorted-related"], {**SOUND, "related": [low, high]})
    assert len(one.message) < 160
    assert one.message.endswith("the entry before it 96.5")
    assert found(RULES["unsorted-related"], {**SOUND, "related": [high, low]}) == []
