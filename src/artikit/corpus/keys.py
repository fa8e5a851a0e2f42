"""What the index keeps of a record: the keys by which records are compared, and where they stand in it.

Whatever is of another type than it should be is passed over: the schema says that.
"""

from __future__ import annotations

import os
import re
from struct import pack
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from artikit.corpus.pages import key_of, numbers_of
from artikit.corpus.texts import LONGEST, shortened, whole_characters
from artikit.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from artikit.model import Json, Pointer, Record

FIELDS = ("webUrl", "originalUrl", "ampWebUrl")
"""Keys of a record's addresses; the index knows them by their number here."""

WHOLE = -1
"""Number of the record's own article; those of `related` count from 0."""

_WEB = ("https:", "http:")
UNKNOWN = "?"
"""Stands for a date that is none."""
_LONGEST_DATE = 40
"""Longer ones are none."""
_LONGEST_TITLE = 1_000
"""Longer ones make no file name."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|[#?]", re.ASCII)
"""Begin of what is no path inside a site: a scheme, another host, a part of the page itself."""
_MADE = re.compile(r"[\x00-\x1f<>{|}\\]")
"""What templates and other systems' paths have in them."""


class Copies(NamedTuple):
    """What is kept of the entries of `related`, all of them, in their order: numbers rather than texts.

    `numbers` are those of their pages, 0 for none, and behind them those of their titles; 32 bits each,
    the low ones first. `dates` are texts, by lines. `whose` are places in `providers`, from 1.
    """

    numbers: bytes
    dates: str
    whose: list[int]
    providers: list[tuple[str, str]]


class Title(NamedTuple):
    """What an article says of itself, for a comparison with another copy of it."""

    title: str | None
    date: str | None
    provider: tuple[str, str] | None


class Picture(NamedTuple):
    """A file of the site that a record names: where, the path as written, and whether it is a logo."""

    pointer: Pointer
    path: str
    logo: bool


class Keys(NamedTuple):
    """All that is kept of a record. `place` is the path that it says its file has, `name` its file name.

    `addresses` are numbers of FIELDS with the address, made normal. `titled` is the number of the title.
    """

    published: bool
    place: str | None
    name: str | None
    own: Title
    titled: int
    addresses: list[tuple[int, str]]
    copies: Copies | None
    pictures: list[Picture]


def keys_of(record: Record, data: Mapping[str, Json]) -> Keys:
    """Find what is to be kept of a record whose data are `data`."""
    addresses: dict[str, int] = {}
    for field, name in enumerate(FIELDS):
        key = key_of(data.get(name))
        if key is not None:
            addresses.setdefault(key, field)
    title, date, provider = data.get("title"), data.get("publishedDateTime"), data.get("provider")
    place = _text(record.origin if record.origin is not None or record.fence else data.get("path"))
    pictures: list[Picture] = []
    _look_for_pictures(data, provider, (), pictures)
    return Keys(
        data.get("published") is not False and data.get("removed") is not True,
        place,
        _name(record, place, title, date),
        Title(_text(title), _text(date), _provider(provider)),
        title_number(title) if isinstance(title, str) else 0,
        [(field, key) for key, field in addresses.items()],
        _copies(data.get("related"), pictures),
        pictures,
    )


def _copies(related: Json, pictures: list[Picture]) -> Copies | None:
    """Take in the entries of `related`; their pictures come to those of the record.

    There are 20 of them in a record, so this is where time goes: nothing is called that need not be.
    """
    urls: list[str] = []
    titles: list[str] = []
    dates: list[str] = []
    whose: list[int] = []
    numbers: dict[tuple[Json, Json], int] = {}
    providers: list[tuple[str, str]] = []
    for item, one in enumerate(related) if isinstance(related, list) else ():
        url = title = date = None
        who = 0
        if isinstance(one, dict):
            get = one.get
            provider, has_logo = get("provider"), False
            if isinstance(provider, dict):
                pair = provider.get("name"), provider.get("domain")
                try:
                    who = numbers.get(pair, -1)
                except TypeError:  # a list or an object
                    who = 0
                if who < 0:
                    who = numbers[pair] = _listed(pair, providers)
                has_logo = "images" in provider
            images = get("images")
            if has_logo or not (images is None or _is_on_the_web(images)):
                _look_for_pictures(one, provider, ("related", item), pictures)
            url, title, date = get("webUrl"), get("title"), get("publishedDateTime")
        urls.append(url if isinstance(url, str) else "")
        titles.append(title if isinstance(title, str) else "")
        dates.append(date if isinstance(date, str) else "")
        whose.append(who)
    pages = numbers_of(urls)
    if not any(pages) and not providers:
        return None
    kept = pack(f"<{len(pages) * 2}I", *pages, *map(title_number, titles))
    return Copies(kept, _joined(dates), whose, providers)


def _listed(pair: tuple[Json, Json], providers: list[tuple[str, str]]) -> int:
    name, domain = pair
    if not (isinstance(name, str) and isinstance(domain, str) and name and domain):
        return 0
    providers.append((name, domain))
    return len(providers)


def title_number(title: str) -> int:
    """Number a title; 0 for none."""
    try:
        return crc32(title.encode())
    except UnicodeEncodeError:
        return crc32(title.encode(errors="surrogatepass"))


def copy_at(related: Json, item: int) -> tuple[str | None, str | None, str | None]:
    """Read again what an entry of `related` says: its page, title and date, as they are compared."""
    one = related[item] if isinstance(related, list) and item < len(related) else None
    if not isinstance(one, dict):
        return None, None, None
    return key_of(one.get("webUrl")), _text(one.get("title")), _text(one.get("publishedDateTime"))


def _joined(dates: list[str]) -> str:
    text = "\n".join(dates)
    if len(text) < _LONGEST_DATE * len(dates) and text.count("\n") == len(dates) - 1 and text.isascii():
        return text
    return "\n".join([date if _is_usual(date) else UNKNOWN for date in dates])


def _is_usual(date: str) -> bool:
    return len(date) < _LONGEST_DATE and "\n" not in date and date.isascii()


def _is_on_the_web(images: Json) -> bool:
    """Tell of a list of one image, as nearly all are, whether its address is a full one."""
    try:
        return len(images) == 1 and images[0]["url"].startswith(_WEB)  # type: ignore[index, arg-type, union-attr, call-overload]
    except (TypeError, LookupError, AttributeError):
        return False


def _provider(provider: Json) -> tuple[str, str] | None:
    name, domain = (provider.get("name"), provider.get("domain")) if isinstance(provider, dict) else ("", "")
    return (name, domain) if isinstance(name, str) and isinstance(domain, str) and name and domain else None


def _text(value: Json) -> str | None:
    return shortened(value) if isinstance(value, str) else None


def _name(record: Record, place: str | None, title: Json, date: Json) -> str | None:
    """Name the file of a record, without folder and suffix, if it is made of a day and the title.

    That is the name it has, or for a record in a data file the one that `artikit convert -o DIR` gives it.
    """
    if not isinstance(title, str) or len(title) > _LONGEST_TITLE:
        return None
    made = slug(title)
    if not made.strip("-"):
        return None
    if record.fence or place is not None:
        path = place if place is not None else record.source.path
        stem = path[path.rfind("/") + 1 :]
        if os.sep != "/":
            stem = stem[stem.rfind(os.sep) + 1 :]
        stem = stem.removesuffix(".gz").rpartition(".")[0]
        return stem if stem[11:] == made and stem[10:11] == "-" and _DAY.match(stem) else None
    day = _DAY.match(date) if isinstance(date, str) else None
    return f"{day[0]}-{made}" if day else None


def _look_for_pictures(
    data: Mapping[str, Json], provider: Json, base: Pointer, pictures: list[Picture]
) -> None:
    images = data.get("images")
    if images is not None:
        is_logo = not base and "domain" in data  # of an organization
        pictures.extend(_in_images(images, (*base, "images"), is_logo=is_logo))
    logos = provider.get("images") if isinstance(provider, dict) else None
    if logos is not None:
        pictures.extend(_in_images(logos, (*base, "provider", "images"), is_logo=True))


def _in_images(images: Json, pointer: Pointer, *, is_logo: bool) -> Iterator[Picture]:
    for number, image in enumerate(images) if isinstance(images, list) else ():
        url = image.get("url") if isinstance(image, dict) else image
        if isinstance(url, str) and not url.startswith(_WEB) and _is_path(url):
            at = (*pointer, number) if url is image else (*pointer, number, "url")
            yield Picture(at, whole_characters(url), is_logo)


def _is_path(url: str) -> bool:
    if not 0 < len(url) <= LONGEST or url.isspace():
        return False
    return _ELSEWHERE.match(url) is None and _MADE.search(url) is None
