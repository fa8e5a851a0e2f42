"""Records that no table should have to hold, and what makes more of them."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from artikit import formats
from artikit.model import Record, Source
from artikit.reading.limits import Limits
from artikit.tabular.plans import MOST, Plan
from artikit.writing.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from artikit.tabular.headers import Column
    from artikit.writing.terms import Profile

LIMITS = Limits()
TRIGGERS = tuple("=+-@|%\t\r\n\0＝＋－＠")
"""First characters by which a spreadsheet or a shell knows what to run."""

STEADY = settings(
    derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
TORTURE: dict[str, Any] = {
    "null": None,
    "empty text": "",
    "empty list": [],
    "empty object": {},
    "yes as text": "true",
    "yes": True,
    "zeros": "007",
    "exponent": "1e5",
    "1.10": "1.10",
    "long": 12345678901234567890,
    "small": 0.1 + 0.2,
    "float": 1.0,
    "minus zero": -0.0,
    "negative": -5,
    "key.with.dots": 1,
    "key": {"with": {"dots": 2}},
    "": "empty key",
    "k[0]": 'brackets and "quotes"',
    "'": "'quoted'",
    "a:json": "colon",
    "_order": "mine",
    "_rest": {"_order": 1},
    "=1+1": "=1+1",
    " edge ": " edges ",
    "tab": "\ta\t",
    "lines": "one\ntwo\r\nthree\rfour\n",
    "nul": "a\0b",
    "fraction": "1/2",
    "time": "12:30",
    "day": "May 20, 2021",
    "gene": "SEPT2",
    "moment": "2021-05-20T12:42:00Z",
    "no zone": "2021-05-20T12:42:00",
    "mixed": [1, "2", None, [], {"x": {}}],
    "bars": ["a|b", "c\\d"],
    "backslash": "\\N",
    "provider": {"domain": "d", "name": "n", "x": None},
    "wide": "＝1",
    "astral": "\U0001f600",
}


def same(one: Any, other: Any) -> bool:
    """Equal in type too, in the order of keys, and in the sign of zero."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float):
        return repr(one) == repr(other)
    return bool(one == other)


KEYS = st.one_of(
    st.sampled_from(
        [
            "a",
            "b",
            "a.b",
            "",
            "_order",
            "_rest",
            "=x",
            "'",
            "\\e",
            "e",
            "a:json",
            "a[0]",
            "0",
            " ",
            "#",
            "\x00",
            '"',
            ";",
            ",",
            "\r\n",
            "é",
            "\ufeff",
            "~1/",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
)
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.text(st.sampled_from("=+-@|%'\\\t\r\n\0 019.:/eENJYTZ,;\"a\u2028\x85\ufeff＝"), max_size=8),
    st.sampled_from(
        ["\\N", "\\E", "\\J1", "'", "''", "true", "2021-05-20T12:42:00Z", "May 20", "1 | 2", "A | B"]
    ),
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**25), 10**25),
    st.integers(-9, 9),
    st.floats(allow_nan=False, allow_infinity=False),
    TEXTS,
)
VALUES = st.recursive(
    st.one_of(SCALARS, st.lists(TEXTS, max_size=3)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=8,
)
RECORDS = st.dictionaries(KEYS, VALUES, max_size=6)


def plan(
    records: Iterable[Mapping[str, Any]], known: Sequence[Column] | None = None, most: int = MOST
) -> tuple[Column, ...]:
    """Find the columns that hold these records without loss."""
    found = Plan(known, most)
    for record in records:
        found.take(record)
    return found.columns()


def record_of(
    data: Mapping[str, Any], body: str = "", origin: str | None = None, newline: str = "\n"
) -> Record:
    """Make a record as a reader would."""
    return Record(Source("x", ""), data, body, (), origin, newline)


def write(
    records: Iterable[Record], name: str = "csv", table: Profile = "plain", document: Any = None
) -> tuple[bytes, tuple[str, ...]]:
    """Write records; the bytes, and the remarks. Without a document there is no schema that says anything."""
    out = io.BytesIO()
    terms = Terms(table=table) if document is None else Terms(document=document, table=table)
    writer = formats.by_name(name).writer(out, terms)
    for record in records:
        writer.add(record)
    remarks = writer.close()
    return out.getvalue(), remarks


def read(data: bytes, name: str = "csv") -> list[Record]:
    """Read records, which must have no problem."""
    found = list(formats.by_name(name).read(io.BytesIO(data), f"x.{name}", LIMITS))
    assert [problem for record in found for problem in record.problems] == []
    return found


def exact(records: Iterable[Record]) -> list[tuple[str, str, str | None, str]]:
    """All that a data file carries of records, so that what is equal here is strictly equal."""
    return [(json.dumps(one.data), one.body, one.origin, one.newline) for one in records]


def cells_of(data: bytes, delimiter: str) -> list[list[str]]:
    """Cells of a table as Python's own reader sees them."""
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
