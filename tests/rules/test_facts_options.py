"""What the options of the rules AK201 to AK216 change."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .facts import NOW, RULES, SOUND, found, moved
from .samples import AMP, CACHED, PAGE


@pytest.mark.parametrize(
    ("date", "hours", "count"),
    [
        ("2026-01-03T00:00:00Z", 48, 0),
        ("2026-01-03T00:00:01Z", 48, 1),
        ("2026-01-01T00:00:01Z", 0, 1),
        ("2025-12-31T23:59:59Z", 0, 0),
        ("2026-01-01T13:59:59+14:00", 0, 0),
        ("2026-01-01T00:00:00-00:01", 0, 1),
        ("2026-01-15", 336, 0),
        ("2026-01-16", 336, 1),
        ("2025-12-31T12:00:00Z", -24, 1),
        ("9999-12-31T23:59:59-23:59", 10**12, 1),
        ("2999-12-31", 10**12, 0),
        ("2021-01-01", -(10**12), 1),
        ("2121-06-14t09:30:00z", 48, 1),
        ("2121-12-31T23:59:60Z", 48, 1),
        ("2016-12-31T23:59:60Z", 48, 0),
        ("2062-13-01", 48, 0),
        ("2062", 48, 0),
        ("~", 48, 0),
    ],
)
def test_the_future_begins_behind_the_margin(date: str, hours: int, count: int) -> None:
    options = {"margin-hours": hours}
    assert len(found(RULES["future-date"], {**SOUND, "publishedDateTime": date}, **options)) == count


zones = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@settings(max_examples=1500, deadline=None)
@given(
    st.datetimes(NOW.replace(tzinfo=None) - timedelta(days=5), NOW.replace(tzinfo=None) + timedelta(days=5)),
    zones,
    st.integers(-60, 60),
)
def test_a_date_is_in_the_future_as_the_calendar_says(date: datetime, zone: timezone, hours: int) -> None:
    moment = date.replace(tzinfo=zone, microsecond=0)
    options = {"margin-hours": hours}
    said = found(RULES["future-date"], {**SOUND, "updatedDateTime": moment.isoformat()}, **options)
    assert [one.pointer for one in said if one.pointer == ("updatedDateTime",)] == (
        [("updatedDateTime",)] if moment > NOW + timedelta(hours=hours) else []
    )


@pytest.mark.parametrize(
    ("date", "earliest", "count"),
    [
        ("1991-08-06", "1991-08-06", 0),
        ("1991-08-05T23:59:59-12:00", "1991-08-06", 1),
        ("0000-00-00", "1991-08-06", 0),
        ("0000-01-01T00:00:00Z", "1991-08-06", 1),
        ("0000-02-29", "1991-08-06", 1),
        ("0001-01-01t00:00:00z", "1991-08-06", 1),
        ("1855-12-31", "1855-01-01", 0),
        ("1854-12-31", "1855-01-01", 1),
        ("", "1991-08-06", 0),
    ],
)
def test_the_web_begins_where_the_settings_say(date: str, earliest: str, count: int) -> None:
    data = {**SOUND, "publishedDateTime": date}
    assert len(found(RULES["date-before-web"], data, earliest=earliest)) == count


def test_other_caches_can_be_named_and_the_first_is_written() -> None:
    rule, own = RULES["wrong-cdn-address"], CACHED.replace("cdn.ampproject.org", "cache.example")
    data = {**SOUND, "ampWebUrl": AMP, "cdnAmpWebUrl": own}
    (one,) = found(rule, data)
    assert one.fix.values == ((("cdnAmpWebUrl",), CACHED),)
    assert found(rule, data, caches=["cache.example"]) == []
    (other,) = found(rule, {**data, "cdnAmpWebUrl": CACHED}, caches=["cache.example"])
    assert other.fix.values == ((("cdnAmpWebUrl",), own),)
    assert found(rule, {**data, "cdnAmpWebUrl": CACHED}, caches=[]) == []


def test_redirectors_can_be_named() -> None:
    data = {**SOUND, "webUrl": moved(PAGE), "originalUrl": moved(PAGE)}
    assert found(RULES["foreign-host"], data, redirectors=["www.tidewater.example"]) == []
