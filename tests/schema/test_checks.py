"""Dates, addresses and domains: really checked, the fault in plain words, and as the shipped schemas judge."""

from __future__ import annotations

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artikit.schema import checks
from artikit.schema.checks import CHECKS, date_fault, date_time_fault, hostname_fault, uri_fault
from artikit.schema.library import bundle, load


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("2021-05-20T12:42:00Z", None),
        ("2021-05-20t12:42:00.123+05:30", None),
        ("2016-12-31T23:59:60Z", None),
        ("2017-01-01T00:59:60+01:00", None),
        ("2000-02-29T00:00:00Z", None),
        ("2016-12-31T22:59:60Z", "second 60 does not exist"),
        ("2021-05-20T25:42:00Z", "hour 25 does not exist"),
        ("2021-05-20T12:60:00Z", "minute 60 does not exist"),
        ("2021-02-30T12:00:00Z", "February 2021 has 28 days"),
        ("1900-02-29T12:00:00Z", "February 1900 has 28 days"),
        ("2021-13-01T12:00:00Z", "month 13 does not exist"),
        ("2021-00-01T12:00:00Z", "month 00 does not exist"),
        ("2021-01-00T12:00:00Z", "day 00 does not exist"),
        ("2021-01-32T12:00:00Z", "day 32 does not exist"),
        ("2021-05-20T12:42:00", "the time zone is missing"),
        ("2021-05-20T12:42Z", "the seconds are missing"),
        ("2021-05-20 12:42:00Z", "write `T`"),
        ("2021-05-20", "the time is missing"),
        ("2021-05-20T12:42:00+24:00", "the offset +24:00 does not exist"),
        ("2021-05-20T12:4.:00Z", "write the time as"),
        ("202--05-20T12:42:00Z", "write it as"),
        ("2021-5-20T12:42:00Z", "write it as"),
        ("٢٠٢١-05-20T12:42:00Z", "write it as"),
        ("2021-05-20T12:42:00Z\n", "write the time as"),
        ("", "write it as"),
    ],
)
def test_a_date_time_is_real_or_its_fault_is_named(text: str, fault: str | None) -> None:
    said = date_time_fault(text)
    assert said is None if fault is None else said is not None and fault in said


@pytest.mark.parametrize(
    ("check", "text", "fault"),
    [
        (date_fault, "2021-05-20", None),
        (date_fault, "2021-5-2", "two digits"),
        (date_fault, "2021-02-29", "28 days"),
        (uri_fault, "https://a.example/x?y=1#z", None),
        (uri_fault, "http://feeds.a.example/~r/x/~3/1/#!", None),
        (uri_fault, "https://user@a.example:8080//p;x=*", None),
        (uri_fault, "https://[2001:db8::1]/", None),
        (uri_fault, "urn:isbn:0451450523", None),
        (uri_fault, "https://", "no host"),
        (uri_fault, "https:///path", "no host"),
        (uri_fault, "https:a.example", "`//` is missing"),
        (uri_fault, "www.a.example", "`https://` is missing"),
        (uri_fault, "https://a b", "a blank"),
        (uri_fault, " https://a.example", "before or behind"),
        (uri_fault, "https://a.example/ä", "`ä` cannot stand"),
        (uri_fault, "https://a.example/%zz", "two hexadecimal digits"),
        (uri_fault, "https://a.example/#a#b", "only once"),
        (uri_fault, "https://a.example/[x]", "percent-encoded"),
        (uri_fault, "https://a:b/", "no name or an IP"),
        (hostname_fault, "harbor-ledger.example", None),
        (hostname_fault, "xn--bcher-kva.example", None),
        (hostname_fault, "bücher.example", "xn--"),
        (hostname_fault, "https://a.example", "without `https://`"),
        (hostname_fault, "a..example", "a dot"),
        (hostname_fault, "-a.example", "no part of a domain"),
        (hostname_fault, "", "empty"),
    ],
)
def test_other_formats_are_checked_too(check: object, text: str, fault: str | None) -> None:
    said = check(text)  # type: ignore[operator]
    if fault == "no name or an IP":
        assert said
        return
    assert said is None if fault is None else said is not None and fault in said


_SHIPPED = {
    "date-time": ("related", "dateTimeOrDate"),
    "date": ("related", "dateTimeOrDate"),
    "uri": ("image", "webAddress"),
    "hostname": ("provider", "domain"),
}
_SOUND = {
    "date-time": ["2021-05-20T12:42:00Z", "2020-02-29T23:59:60+00:00", "2021-12-31T00:00:00.5-08:00"],
    "date": ["2021-05-20", "2020-02-29"],
    "uri": ["https://www.a.example/b/c?d=e&f#g", "http://user:pw@x.example:80/~a;b=*/%20", "https://[::1]/"],
    "hostname": ["harbor-ledger.example", "a.b-c.example.com", "xn--bcher-kva.example"],
}


def _shipped_verdict(name: str) -> jsonschema_rs.Validator:
    document, definition = _SHIPPED[name]
    whole = bundle(load(document, "."))
    schema = {"$ref": f"{whole['$id']}#/$defs/{definition}", "$defs": {"all": whole}}
    return jsonschema_rs.validator_for(schema, validate_formats=True, offline=True)


@pytest.mark.parametrize("name", _SHIPPED)
@settings(deadline=None, max_examples=400)
@given(data=st.data())
def test_the_shipped_schemas_judge_as_our_checks_do(name: str, data: st.DataObject) -> None:
    """`format` and `pattern` together, decided by jsonschema-rs, must not let pass what the checks refuse."""
    text = list(data.draw(st.sampled_from(_SOUND[name])))
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(text)))
        text[at : at + data.draw(st.integers(0, 2))] = data.draw(
            st.sampled_from(
                [
                    "",
                    "0",
                    "9",
                    "-",
                    ":",
                    ".",
                    "/",
                    "T",
                    "Z",
                    " ",
                    "#",
                    "[",
                    "%",
                    "@",
                    "ä",
                    "\n",
                    "+",
                    "a",
                    "3",
                ]
            )
        )
    value = "".join(text)
    if name in ("date", "date-time"):
        check = CHECKS["date" if len(value) <= 10 else "date-time"]
    else:
        check = CHECKS[name]
    if _shipped_verdict(name).is_valid(value):
        assert check(value) is None, value


def test_the_times_that_are_known_at_a_glance_are_those_that_the_whole_check_passes() -> None:
    numbers = [f"{number:02}" for number in range(100)]
    days = [
        f"{year}-{month}-{day}" for year in ("0000", "2023", "2024") for month in numbers for day in numbers
    ]
    times = (
        [f"{at}:00:00" for at in numbers]
        + [f"00:{at}:00" for at in numbers]
        + [f"23:59:{at}" for at in numbers]
    )
    texts = [f"{day}T23:59:59Z" for day in days] + [f"2024-02-28T{time}Z" for time in times]
    known = [text for text in texts if checks._MOST_TIMES.match(text)]
    assert len(known) == 3 * 12 * 28 + 24 + 60 + 60
    assert [text for text in known if checks.date_fault(text[:10]) or checks._time_fault(text[11:])] == []
    assert not any(
        map(checks._MOST_TIMES.match, ["2024-02-28T00:00:00", "2024-02-28T00:00:00Z\n", "2024-02-28"])
    )
