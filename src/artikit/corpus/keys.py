"""What the index keeps of a record: the keys by which records are compared, and where they stand in it.

Whatever is of another type than it should be is passed over: the schema says that.
"""

from __future__ import annotations

import os
import re
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from artikit.addresses import normal
from artikit.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from artikit.model import Json, Pointer, Record

FIELDS = ("webUrl", "originalUrl", "ampWebUrl")
"""Keys of a record's addresses; the index knows them by their number here."""

WHOLE = -1
"""Number of the record's own article; those of `related` count from 0."""

_WEB = ("https:", "http:")
_LONGEST = 400
"""Characters of a text that are kept; of a longer one, a digest stands for the rest."""
_LONGEST_ADDRESS = 8_192
"""Longer ones are none: servers take addresses of 8,000 octets at least (RFC 9110 §4.1), few take more."""
_LONGEST_TITLE = 1_000
"""Longer ones make no file name."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|[#?]", re.ASCII)
"""Begin of what is no path inside a site: a scheme, another host, a part of the page itself."""
_MADE = re.compile(r"[\x00-\x1f<>{|}\\]")
"""What templates and other systems' paths have in them."""


Copy: TypeAlias = "list[Any]"
"""An entry of `related` as the index keeps it: its number, address, title, date, and provider."""


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

    `addresses` are numbers of FIELDS with the address, made normal.
    """

    published: bool
    place: str | None
    name: str | None
    own: Title
    addresses: list[tuple[int, str]]
    copies: list[Copy]
    pictures: list[Picture]


def keys_of(record: Record, data: Mapping[str, Json]) -> Keys:
    """Find what is to be kept of a record whose data are `data`."""
    addresses: dict[str, int] = {}
    for field, name in enumerate(FIELDS):
        key = _key(data.get(name))
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
        [(field, key) for key, field in addresses.items()],
        _copies(data.get("related"), pictures),
        pictures,
    )


def plain(text: str) -> str:
    """Write a text without what readers do not see: blanks at its ends, two blanks for one, line ends."""
    return " ".join(text.split())


def domain_of(domain: str) -> str:
    """Write a domain as it is compared: lower case, without `www.` and a dot at its end."""
    return domain.strip().lower().rstrip(".").removeprefix("www.")


def _copies(related: Json, pictures: list[Picture]) -> list[Copy]:
    """List the entries of `related`; their pictures come to those of the record.

    There are 20 of them in a record, so this is where time goes: nothing is called that need not be.
    """
    copies: list[Copy] = []
    for item, one in enumerate(related) if isinstance(related, list) else ():
        if not isinstance(one, dict):
            continue
        get = one.get
        provider = get("provider")
        who, has_logo = None, False
        if isinstance(provider, dict):
            name, domain = provider.get("name"), provider.get("domain")
            if isinstance(name, str) and isinstance(domain, str) and name and domain:
                who = name, domain
            has_logo = "images" in provider
        if has_logo or not _is_on_the_web(get("images")):
            _look_for_pictures(one, provider, ("related", item), pictures)
        key = _key(get("webUrl"))
        if key is not None:
            title, date = get("title"), get("publishedDateTime")
            title = title if isinstance(title, str) else None
            copies.append([item, key, title, date if isinstance(date, str) else None, who])
        elif who is not None:
            copies.append([item, None, None, None, who])
    return copies


def brief(copies: list[Copy]) -> list[Copy]:
    """Shorten the texts of copies."""
    return [[item, key, _text(title), _text(date), who] for item, key, title, date, who in copies]


def _is_on_the_web(images: Json) -> bool:
    """Tell of a list of one image, as nearly all are, whether its address is a full one; None is no image."""
    if images is None:
        return True
    if not isinstance(images, list) or len(images) != 1:
        return False
    image = images[0]
    url = image.get("url") if isinstance(image, dict) else None
    return isinstance(url, str) and url.startswith(_WEB)


def _key(url: Json) -> str | None:
    """Make an address a key. A site's front page is none: many records of a site may name it."""
    if not isinstance(url, str) or len(url) > _LONGEST_ADDRESS or "//" not in url:
        return None
    key = normal(url)
    if "/" not in key and "?" not in key and "#" not in key:
        return None
    return key if len(key) <= _LONGEST and key.isascii() else _text(key)


def _provider(provider: Json) -> tuple[str, str] | None:
    name, domain = (provider.get("name"), provider.get("domain")) if isinstance(provider, dict) else ("", "")
    return (name, domain) if isinstance(name, str) and isinstance(domain, str) and name and domain else None


def _text(value: Any) -> str | None:
    return shortened(value) if isinstance(value, str) else None


def shortened(value: str) -> str:
    """Cut a long text, and put a digest in place of the rest; replace what no database holds."""
    if len(value) > _LONGEST:
        whole = plain(value)
        if len(whole) > _LONGEST:
            digest = blake2b(whole.encode(errors="surrogatepass"), digest_size=16).hexdigest()
            value = f"{whole[:_LONGEST]}…{digest}"
    return value if value.isascii() else _whole_characters(value)


def _whole_characters(text: str) -> str:
    """Replace halves of characters, which no database holds."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode(errors="replace").decode()
    return text


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
            yield Picture(at, _whole_characters(url), is_logo)


def _is_path(url: str) -> bool:
    if not 0 < len(url) <= _LONGEST or url.isspace():
        return False
    return _ELSEWHERE.match(url) is None and _MADE.search(url) is None
