"""Records for the tests: sound ones, the torture record, and strategies for hostile ones."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

from artikit.model import Record, Source
from artikit.reading.limits import Limits
from artikit.schema.library import bundle, load

if TYPE_CHECKING:
    from collections.abc import Iterable

LIMITS = Limits()
ARTICLE = bundle(load("article", "."))
FERRY: dict[str, Any] = {
    "title": "Night ferry returns",
    "excerpt": "After two winters, the boat runs again.",
    "publishedDateTime": "2021-06-14T09:30:00Z",
    "webUrl": "https://www.harbor-ledger.example/ferry",
    "ratings": {"count": 127, "average": 4.6},
    "quality": 122,
    "heat": -1,
    "published": True,
    "provider": {
        "name": "The Harbor Ledger",
        "domain": "harbor-ledger.example",
        "images": [{"url": "https://harbor-ledger.example/logo.png", "width": 50, "height": 50}],
    },
    "topics": ["Harbours", "Public Transport"],
    "images": [
        {"url": "https://harbor-ledger.example/1.png", "width": 600, "height": 360, "isCached": True},
        {"url": "https://harbor-ledger.example/2.png", "width": 300, "height": 180, "isCached": False},
    ],
    "related": [
        {
            "title": "A quieter horn",
            "webUrl": "https://www.northquill.example/horn",
            "provider": {"name": "North Quill", "domain": "northquill.example"},
            "quality": 96,
            "images": [{"url": "https://northquill.example/horn.png"}],
        },
        {"title": "Old pier", "provider": {"name": "North Quill", "images": []}},
    ],
}

TORTURE: dict[str, Any] = {
    "null": None,
    "empty text": "",
    "empty list": [],
    "empty object": {},
    "yes as text": "true",
    "yes": True,
    "zeros": "007",
    "long": 12345678901234567890,
    "small": 0.1 + 0.2,
    "float": 1.0,
    "minus zero": -0.0,
    "key.with.dots": 1,
    "key": {"with": {"dots": 2}},
    "": "empty key",
    "a/b~c": "slash and tilde",
    "_order": "mine",
    "_rest": {"_order": 1},
    "_path": 1,
    "_body": None,
    "article_id": "mine",
    "ptr": "/images/0",
    "pos": 0,
    "value": [],
    "images#": 3,
    "images_count": 2,
    " edge ": " edges ",
    "lines": "one\ntwo\r\nthree\rfour\n",
    "mixed": [1, "2", None, [], {"x": {}}],
    # known keys, and what they do not expect
    "title": None,
    "excerpt": "",
    "quality": 12345678901234567890,
    "heat": 1.0,
    "published": 1,
    "removed": True,
    "ratings": {"average": 4, "count": -0.0, "more": {}},
    "publishedDateTime": "soon",
    "tags": ["a", "", " b", "c|d"],
    "levels": [],
    "items": None,
    "actions": [{"url": 1}, 2],
    "topics": ["a", "", "b\0c", "'d"],
    "images": [{}, {"url": None, "width": "600", "pos": 1, "value": 2}, {"x": 1, "isCached": True}],
    "related": [
        {"images": [{"url": "=1+1"}, {}], "provider": {}, "title": "a\rb"},
        {"images": {"0": {"url": "x"}}, "provider": {"images": [], "name": "n", "x/y": None}},
        {"images": [{"url": "a"}, "b"]},
        {},
        {"images": None},
    ],
    "provider": {"images": "none", "name": {"a": 1}, "domain": "d", "authors": [{"name": "a"}]},
    "astral": "\U0001f600",
}
"""Everything that converters lose, in one record, on known keys as well."""

KNOWN = [
    "title",
    "excerpt",
    "publishedDateTime",
    "webUrl",
    "quality",
    "heat",
    "published",
    "ratings",
    "provider",
    "topics",
    "tags",
    "images",
    "related",
    "actions",
    "secured",
]
ODD = (
    *("article_id", "ptr", "parent", "pos", "value", "images#", "images_count", "_path", "_body", "_newline"),
    *("_order", "_rest", "_position", "rowid", "", "0", "a/b", "~1", "~", "a.b", "a:json", "=x", "\x00", "é"),
)
TEXTS = (
    *(
        "a",
        "",
        " b ",
        "c|d",
        "A | B",
        "007",
        "1e5",
        "true",
        "'",
        "\\N",
        "\\E",
        '"',
        ",",
        ";",
        "=1+1",
        "-1",
        "@x",
    ),
    *(
        "2021-05-20T12:42:00Z",
        "2021-05-20",
        "\ta",
        "a\n",
        "a\r\nb",
        "\0",
        "a\0b",
        "\x85",
        "\u2028",
        "\ufeffa",
        "＝1",
    ),
    *("\U0001f600", "é", "\x1b[31m", "\uffff", "x" * 50, '{"a": 1}', "[1]", "null", "1.0", "\\"),
)
NUMBERS = (0, 1, -1, 600, 2**63 - 1, -(2**63), 2**63, 10**25, 0.0, -0.0, 1.0, 4.6, 1e300, 5e-324, 0.1 + 0.2)
SIGNS = "=+-@|%'\\\t\r\n\0 019.:/eENJYTZ,;\"a#~[]{}_\u2028\x85\ufeff＝é\U0001f600"
SCALARS = (None, True, False, *NUMBERS, *TEXTS)
FIELDS = {
    "articles": KNOWN,
    "provider": ["name", "domain", "images", "authors"],
    "related": ["title", "quality", "images", "provider", "webUrl"],
    "images": ["url", "width", "title", "isCached"],
    "ratings": ["count", "average"],
}

MIXED: dict[str, Any] = {
    "properties": {
        "images": {"type": "array", "items": {"type": "string"}},
        "box": {
            "properties": {"images": {"type": "array", "items": {"properties": {"url": {}, "value": {}}}}}
        },
    }
}
"""A schema by which a row of `images` is a text or an object."""
MIXTURES: tuple[dict[str, Any], ...] = (
    {"images": ["a", {}, {"url": "u", "value": None}, ""], "box": {"images": [{"value": "v"}, "b"]}},
    {"images": [{"x": 1}, None], "box": {"images": {}}},
)


class Chance:
    """Makes hostile records out of a seed: much that the schema expects, and anything else in its place."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def records(self) -> list[Record]:
        """A few records of one run."""
        return [self.record() for _ in range(self._random.randint(1, 4))]

    def record(self) -> Record:
        pick = self._random.choice
        origin = pick([None, None, "a.md", "a!.md", "A.md", "b/c.md", "../x", *TEXTS])
        return record(self.data(), pick(["", "body", *TEXTS]), origin, pick(["\n", "\n", "\r\n", "\r"]))

    def data(self) -> dict[str, Any]:
        return self._object("articles", 0)

    def _object(self, name: str, depth: int) -> dict[str, Any]:
        keys = FIELDS.get(name, ["images", "title", "related"])
        wanted = self._random.randint(0, 7)
        found: dict[str, Any] = {}
        for _ in range(wanted):
            key = self._random.choice(keys if self._random.random() < 0.8 else ODD)
            if self._random.random() < 0.05:
                key = self._text()
            found[key] = self._value(key, depth)
        return found

    def _value(self, key: str, depth: int) -> Any:
        kind = self._random.random()
        if kind < 0.7 and depth < 5:
            if key in ("images", "related"):
                return [self._item(key, depth) for _ in range(self._random.randint(0, 3))]
            if key in ("topics", "tags"):
                return [self._random.choice(TEXTS) for _ in range(self._random.randint(0, 3))]
            if key in FIELDS:
                return self._object(key, depth + 1)
        if kind < 0.85 or depth >= 5:
            return self._scalar()
        if kind < 0.93:
            return [
                self._value(self._random.choice(KNOWN), depth + 1) for _ in range(self._random.randint(0, 2))
            ]
        return self._object(key, depth + 1)

    def _scalar(self) -> Any:
        return self._text() if self._random.random() < 0.3 else self._random.choice(SCALARS)

    def _text(self) -> str:
        return "".join(self._random.choices(SIGNS, k=self._random.randint(0, 6)))

    def _item(self, key: str, depth: int) -> Any:
        return self._object(key, depth + 1) if self._random.random() < 0.95 else self._scalar()


def record(data: dict[str, Any], body: str = "", origin: str | None = None, newline: str = "\n") -> Record:
    """Make a record as it comes from a reader."""
    return Record(Source("x.md", ""), data, body, (), origin, newline)


def kept(records: Iterable[Record]) -> list[str]:
    """Everything that records carry, as text: types, order of keys and the sign of zero count."""
    return [json.dumps([one.data, one.body, one.origin, one.newline]) for one in records]


def told(records: Iterable[Record]) -> list[tuple[str, str]]:
    """Code and message of every problem."""
    return [(one.code, one.message) for record in records for one in record.problems]
