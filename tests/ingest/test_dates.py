"""Dates of eras, in full-width digits, of two digits, in either order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ingest.cases import LEAD, MORE, TITLE, data, read, reason, under

from artikit.ingest.dates.east_asian import number_of
from artikit.ingest.dates.unclear import unclear_in
from artikit.ingest.dates.written import dates_in

DAYS = st.dates(date(1901, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("令和3年5月20日", "2021-05-20"),
        ("令和３年５月２０日（木）", "2021-05-20"),
        ("令和元年5月1日", "2019-05-01"),
        ("平成31年4月30日", "2019-04-30"),
        ("昭和64年1月7日", "1989-01-07"),
        ("2021年（令和3年）5月20日", "2021-05-20"),
        ("2021（令和3）年5月20日", "2021-05-20"),
        ("二〇二一年五月二十日", "2021-05-20"),
        ("公開日：２０２１年５月２０日", "2021-05-20"),
        ("2021년 5월 20일", "2021-05-20"),
        ("입력 2021.05.20 06:12", "2021-05-20"),
        ("发布时间：2021-05-20 06:12", "2021-05-20"),
        ("نُشر في: 20 مايو 2021 - 16:45", "2021-05-20"),
        ("Publicat: 20 mai 2021", "2021-05-20"),
        ("Data publikacji: 20 maja 2021", "2021-05-20"),
        ("20 mei 2021 • Leestijd 2 minuten", "2021-05-20"),
        ("20/05/2021 06h00  Atualizado há 3 anos", "2021-05-20"),
        ("Jun 28, 2019 6:41 AM (GMT+2) - 498 words", "2019-06-28T04:41:00Z"),
    ],
)
def test_a_date_is_read_as_its_country_writes_it(line: str, day: str) -> None:
    assert under(line)["publishedDateTime"] == day


@pytest.mark.parametrize(
    "line", ["平成31年5月1日", "令和3年（2020年）5月20日", "21年5月20日", "大正20年1月1日"]
)
def test_a_year_that_no_era_has_or_that_another_contradicts_is_none(line: str) -> None:
    assert "publishedDateTime" not in under(line)


def around(line: str, *, said: str = "", last: str = "") -> dict[str, object]:
    return data(f"{TITLE}\n\n{line}\n\n{LEAD}\n\n{MORE} {said}\n\n{last}\n")


@pytest.mark.parametrize(
    ("line", "said", "last", "day"),
    [
        ("3 June 21", "", "© 2021 The Harbor Ledger", "2021-06-03"),
        ("June 3, ’21", "", "© 2021 The Harbor Ledger", "2021-06-03"),
        ("3 June 21", "", "© 1921 The Harbor Ledger", "1921-06-03"),
        ("3 June 21", "", "https://harbor-ledger.example/2021/06/03/ferry", "2021-06-03"),
        ("13/06/21", "", "© 2021 The Harbor Ledger", "2021-06-13"),
        ("03/06/21", "Doors open on 14/07/2021.", "", "2021-06-03"),
        ("03/06/21", "Doors open on 07/14/2021.", "", "2021-03-06"),
        ("03/06/2021", "Doors open on 14/07/2021.", "", "2021-06-03"),
        ("03/06/2021", "Doors open on 07/14/2021.", "", "2021-03-06"),
        ("3 June 21", "", "", None),
        ("3 June 21", "", "© 2020 The Harbor Ledger", None),
        ("3 June 21", "It was built on 3 May 1921.", "© 2021 The Harbor Ledger", None),
        ("03/06/21", "", "© 2021 The Harbor Ledger", None),
        ("03/06/21", "Doors open on 14/07/2021, and on 07/14/2021.", "", None),
        ("03/06/2021", "", "© 2021 The Harbor Ledger", None),
        ("3 June 21:30", "", "© 2021 The Harbor Ledger", None),
    ],
)
def test_a_date_that_may_be_several_is_one_where_the_text_leaves_no_other(
    line: str, said: str, last: str, day: str | None
) -> None:
    assert around(line, said=said, last=last).get("publishedDateTime") == day


def test_a_year_of_two_digits_is_the_reason_where_nothing_settles_it() -> None:
    found = read(f"{TITLE}\n\nBy Nora Pell, 3.6.21\n\n{LEAD}\n\n{MORE}\n")
    assert reason(found, "publishedDateTime").startswith("“3.6.21” has a year of two digits")
    assert "3.6.21" not in found.record.body


@settings(max_examples=1500, deadline=None)
@given(DAYS)
def test_a_written_day_is_found_and_no_other(day: date) -> None:
    for text in (
        f"{day:%Y-%m-%d}",
        f"{day.day}. {day:%m}. {day.year}",
        f"{day.year}年{day.month}月{day.day}日",
    ):
        assert [one.day for one in dates_in(text)] == [day]


@settings(max_examples=1500, deadline=None)
@given(DAYS, st.sampled_from(["%d/%m/%y", "%m/%d/%y", "%y/%m/%d", "%d.%m.%y"]))
def test_a_day_is_among_the_readings_of_its_short_form(day: date, form: str) -> None:
    [found] = unclear_in(f"{day:{form}}", 0, 8)
    assert day in {one.day for one in found.readings}
    assert found.settled([], []) is None


@settings(max_examples=500, deadline=None)
@given(st.dates(date(2019, 5, 1), date(2019, 5, 1) + timedelta(days=20_000)))
def test_a_day_of_the_present_era_is_found(day: date) -> None:
    assert [one.day for one in dates_in(f"令和{day.year - 2018}年{day.month}月{day.day}日")] == [day]


def test_numbers_are_read_in_chinese_signs() -> None:
    signs = {"元": 1, "三": 3, "十": 10, "十二": 12, "二十": 20, "三十一": 31, "二〇二一": 2021, "１２": 12}
    assert {sign: number_of(sign) for sign in signs} == signs
