"""How right an extractor is: what it says of a document, held against what a careful editor says.

What is said has the keys of the labels in `tests/ingest/set/` (see the README there), `provider.name` and
`provider.domain` for the provider, and `body`; what is missing or null was left unset. A value that an
extractor has no notion of is left out of `Said` altogether and not scored.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from artikit.addresses import normal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

Said: TypeAlias = "Mapping[str, Any]"
"""What an extractor, or a label, says of one document, by field."""

ALL = (
    *("title", "publishedDateTime", "time", "originalUrl", "author", "provider.name", "provider.domain"),
    *("excerpt", "language", "headings", "bullets", "images", "image sizes", "body"),
)
PROMISED = ("title", "publishedDateTime", "originalUrl", "author")
"""Fields of which so much must be right: 98 of 100 values."""
PROMISE = 0.98

_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_QUOTES = str.maketrans("‘’‚‛`´“”„‟«»", "''''''\"\"\"\"\"\"")  # noqa: RUF001  # signs that look alike are the matter
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_AND = re.compile(r"\s*(?:[,;&|]|\band\b|\bund\b|\bet\b|\by\b|\be\b)\s*", re.IGNORECASE)


class Tally(NamedTuple):
    """Values that are right, values that are not, and expected values that were not found.

    A wrong value where there is a right one counts as wrong and as missed.
    """

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float | None:
        """Share of what was said that is right; None where nothing was said."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """Share of what is to be found that was found; None where there is nothing."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None


class Document(NamedTuple):
    """One text or page of the set."""

    path: Path
    frozen: bool
    expected: Said

    @property
    def is_page(self) -> bool:
        """Whether it is a web page."""
        return self.path.suffix == ".html"


def documents(folder: Path) -> list[Document]:
    """The labelled set, in the order of its file names. Raises ValueError for a text without a label."""
    found = []
    for path in sorted(chain.from_iterable(folder.glob(f"*/*{end}") for end in (".txt", ".md", ".html"))):
        label = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        provider = label.pop("provider")
        expected = {**label, "provider.name": provider["name"], "provider.domain": provider["domain"]}
        found.append(Document(path, path.parent.name == "frozen", expected))
    return found


def said_by(data: Mapping[str, Any], body: str) -> Said:
    """What a record says."""
    provider = data.get("provider") or {}
    return {
        **{key: data.get(key) for key in ("title", "excerpt", "author", "publishedDateTime", "language")},
        "originalUrl": data.get("originalUrl") or data.get("webUrl"),
        "provider.name": provider.get("name"),
        "provider.domain": provider.get("domain"),
        "images": data.get("images") or [],
        "headings": re.findall(r"(?m)^#{1,6} +(.+?) *#*$", body),
        "bullets": len(re.findall(r"(?m)^ *[-*+•] ", body)),
        "body": body,
    }


def score(expected: Said, said: Said) -> dict[str, Tally]:
    """Hold what was said against what is expected, field by field."""
    tallies = {}
    for field, judge in _JUDGES.items():
        wanted = "publishedDateTime" if field == "time" else "images" if field == "image sizes" else field
        if wanted in said and (wanted in expected or field == "body"):
            tallies[field] = judge(expected if field == "body" else expected[wanted], said[wanted])
    return tallies


def total(scores: Iterable[Mapping[str, Tally]]) -> dict[str, Tally]:
    """The sum over documents."""
    sums: dict[str, Tally] = {}
    for one in scores:
        for field, tally in one.items():
            sums[field] = sums.get(field, Tally()).plus(tally)
    return sums


def fold(text: str) -> str:
    """Bring blanks, quotes, Markdown's marks and entities to one form."""
    text = _LINK.sub(r"\1", html.unescape(text).translate(_UNSEEN).translate(_QUOTES))
    text = re.sub(r"(?m)^ *(?:#{1,6}|>|[-*+•]) +|[*_\\]|<(https?://[^>]+)>", r"\1", text)
    return " ".join(text.split())


def _either(same: Callable[[str, Any], bool]) -> Callable[[Any, Any], Tally]:
    """Judge a field with one value. A list of expected values holds all that are right, null among them."""

    def judge(expected: Any, said: Any) -> Tally:
        accepted = expected if isinstance(expected, list) else [expected]
        if said in (None, "", [], ()):
            return Tally(missed=int(None not in accepted))
        right = any(same(one, said) for one in accepted if one is not None)
        return Tally(int(right), int(not right), int(not right and None not in accepted))

    return judge


def _text(expected: str, said: Any) -> bool:
    if expected.endswith("…"):
        return fold(str(said)).startswith(fold(expected[:-1]))
    return fold(str(said)) == fold(expected)


def _name(expected: str, said: Any) -> bool:
    return fold(str(said)).casefold() == fold(expected).casefold()


def _names(expected: str, said: Any) -> bool:
    return _people(expected) == _people(said)


def _people(value: Any) -> set[str]:
    if isinstance(value, dict):
        value = value.get("name") or ""
    if isinstance(value, list | tuple):
        return set().union(*map(_people, value))
    return {name for name in _AND.split(fold(str(value)).casefold()) if name}


def _language(expected: str, said: Any) -> bool:
    return str(said).lower().replace("_", "-") == expected.lower()


def _address(expected: str, said: Any) -> bool:
    return normal(str(said)) == normal(expected)


def _day(expected: str, said: Any) -> bool:
    """The day that is written, or that of the same instant in another zone."""
    return str(said)[:10] == expected[:10] or (len(str(said)) > 10 and _instant(expected, said))


def _instant(expected: str, said: Any) -> bool:
    try:
        both = [dt.datetime.fromisoformat(text) for text in (expected, str(said))]
    except ValueError:
        return False
    if any(one.tzinfo is None for one in both):
        return both[0].replace(tzinfo=None) == both[1].replace(tzinfo=None)
    return both[0] == both[1]


def _time(expected: Any, said: Any) -> Tally:
    """Judge the hour where one was found, or one with its zone stands in the document."""
    accepted = [one for one in (expected if isinstance(expected, list) else [expected]) if one]
    if not said or len(str(said)) <= 10:
        return Tally(missed=int(any(re.search(r"T.*(?:Z|[+-]\d\d:\d\d)$", one) for one in accepted)))
    if not any(len(one) > 10 for one in accepted):
        return Tally(wrong=int(bool(accepted)))  # without a day, the day is what is wrong
    right = any(_instant(one, said) for one in accepted)
    return Tally(int(right), int(not right), int(not right))


def _many(expected: Iterable[str], said: Iterable[str]) -> Tally:
    wanted, found = list(expected), list(said)
    right = sum(min(wanted.count(one), found.count(one)) for one in set(wanted))
    return Tally(right, len(found) - right, len(wanted) - right)


def _headings(expected: list[str], said: list[str]) -> Tally:
    return _many(map(fold, expected), map(fold, said))


def _bullets(expected: int, said: int) -> Tally:
    return Tally(min(expected, said), max(0, said - expected), max(0, expected - said))


def _images(expected: list[dict[str, Any]], said: list[dict[str, Any]]) -> Tally:
    return _many(
        *({normal(str(one["url"])) for one in images if one.get("url")} for images in (expected, said))
    )


def _sizes(expected: list[dict[str, Any]], said: list[dict[str, Any]]) -> Tally:
    """Judge the sizes of the pictures that were found; a size that no label has is not judged."""
    found = {normal(str(one["url"])): one for one in said if one.get("url")}
    tally = Tally()
    for image in expected:
        other = found.get(normal(image["url"]))
        if other is not None and "width" in image:
            sizes = [(one.get("width"), one.get("height")) for one in (image, other)]
            if sizes[1] == (None, None):
                tally = tally.plus(Tally(missed=1))
            else:
                right = sizes[0] == sizes[1]
                tally = tally.plus(Tally(int(right), int(not right), int(not right)))
    return tally


def _body(expected: Said, said: str) -> Tally:
    """Judge what has to stand in the body (missed where it does not) and what must not (wrong)."""
    body = fold(said or "")
    kept = list(_kept(expected, body))
    foreign = [fold(one) in body for one in expected.get("body_without", ())]
    doubled = [body.count(fold(one)) > 1 for one in expected.get("body_once", ())]
    return Tally(sum(kept), sum(foreign) + sum(doubled), len(kept) - sum(kept))


def _kept(expected: Said, body: str) -> Iterator[bool]:
    for key, holds in (("body_begins", body.startswith), ("body_ends", body.endswith)):
        if key in expected:
            accepted = expected[key] if isinstance(expected[key], list) else [expected[key]]
            yield any(holds(fold(one)) for one in accepted)
    yield from (fold(one) in body for one in (*expected.get("body_with", ()), *expected.get("body_once", ())))


_JUDGES: dict[str, Callable[[Any, Any], Tally]] = {
    "title": _either(_text),
    "publishedDateTime": _either(_day),
    "time": _time,
    "originalUrl": _either(_address),
    "author": _either(_names),
    "provider.name": _either(_name),
    "provider.domain": _either(_name),
    "excerpt": _either(_text),
    "language": _either(_language),
    "headings": _headings,
    "bullets": _bullets,
    "images": _images,
    "image sizes": _sizes,
    "body": _body,
}
