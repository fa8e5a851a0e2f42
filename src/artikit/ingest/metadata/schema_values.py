"""Names and pictures as things of schema.org state them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.ingest.furniture.captions import caption_of
from artikit.ingest.markup.loose_json import Leaf
from artikit.ingest.metadata.values import said, sizes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from artikit.ingest.drafts.findings import Findings
    from artikit.ingest.markup.things import Thing
    from artikit.model import Json, Span


def name_of(value: Leaf | Thing, known: Mapping[str, Thing]) -> Leaf | None:
    """The name of a person or a house, which may be a text, or a thing that stands elsewhere."""
    if isinstance(value, Leaf):
        return value if isinstance(value.value, str) and value.value.strip() else None
    return resolved(value, known).text("name", "alternateName")


def names_of_thing(value: Leaf | Thing, known: Mapping[str, Thing]) -> list[Leaf]:
    """All names of what may be several people in one thing."""
    several = [] if isinstance(value, Leaf) else resolved(value, known).all("name")
    texts = [one for one in several if isinstance(one, Leaf) and isinstance(one.value, str)]
    first = name_of(value, known)
    return texts if len(texts) > 1 else [first] if first else []


def is_house(value: Leaf | Thing, known: Mapping[str, Thing]) -> bool:
    """Tell whether an author is an organization, which beside people is the paper once more."""
    return not isinstance(value, Leaf) and any(
        one.endswith("Organization") for one in resolved(value, known).types
    )


def resolved(value: Thing, known: Mapping[str, Thing]) -> Thing:
    """The thing that a mere reference stands for."""
    return value if "name" in value.properties or "url" in value.properties else known.get(value.id, value)


def image_of(
    value: Leaf | Thing, findings: Findings, known: Mapping[str, Thing]
) -> tuple[dict[str, Json], Span] | None:
    """A picture as records have it, and where it is stated; None where it has no address."""
    if isinstance(value, Leaf):
        url = findings.address(value.value) if isinstance(value.value, str) else ""
        return ({"url": url}, value.span) if url else None
    thing = value if len(value.properties) > 1 or not value.id else known.get(value.id, value)
    leaf = thing.text("url", "contentUrl")
    url = findings.address(str(leaf.value)) if leaf else findings.address(thing.id)
    if not url:
        return None
    image: dict[str, Json] = {"url": url, **sizes(_size(thing, "width"), _size(thing, "height"))}
    caption = thing.text("caption", "description", "name")
    if caption is not None and said(str(caption.value)):
        image |= described(said(str(caption.value)))
    credit = thing.text("creditText")
    for one in () if credit else thing.all("creator", "author", "copyrightHolder"):
        credit = credit or name_of(one, known)
    if credit is not None and said(str(credit.value)):
        image["attribution"] = said(str(credit.value))
    return image, leaf.span if leaf else thing.span


def _size(thing: Thing, key: str) -> str:
    """Width or height as it is stated, in a text or in a thing with a value."""
    for size in thing.all(key)[:1]:
        own = size if isinstance(size, Leaf) else size.text("value")
        return own.value if own is not None and isinstance(own.value, str) else ""
    return ""


def described(text: str) -> dict[str, Json]:
    """What stands below a picture: what it shows, and who made it."""
    found = caption_of(text)
    return found.value() if found is not None else {"title": text}
