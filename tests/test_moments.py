"""Which moment a date of a record means."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from artikit.moments import moment


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2021-06-14T09:30:00Z", datetime(2021, 6, 14, 9, 30, tzinfo=UTC)),
        ("2021-06-14t09:30:00z", datetime(2021, 6, 14, 9, 30, tzinfo=UTC)),
        ("2021-06-14T09:30:00+05:30", datetime(2021, 6, 14, 4, tzinfo=UTC)),
        ("2021-06-14T09:30:00.123456789Z", datetime(2021, 6, 14, 9, 30, 0, 123456, tzinfo=UTC)),
        ("2021-06-14T09:30:00", datetime(2021, 6, 14, 9, 30, tzinfo=UTC)),
        ("2021-06-14", datetime(2021, 6, 14, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("2016-12-31T18:59:60.5-05:00", datetime(2016, 12, 31, 23, 59, 59, 500000, tzinfo=UTC)),
        ("2021-02-30", None),
        ("0000-01-01", None),
        ("2021-06-14T09:60:00Z", None),
        ("in June", None),
        ("", None),
        ("\ud800", None),
    ],
)
def test_a_date_means_a_moment(text: str, meant: datetime | None) -> None:
    assert moment(text) == meant
