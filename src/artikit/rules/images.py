"""Rules about pictures. Their sizes and addresses are the schema's business."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.model import Change, Note
from artikit.rules import Found, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from artikit.model import Json, Pointer
    from artikit.rules import Article, Facts, Glance


def _are_single(glance: Glance, _facts: Facts) -> bool:
    return all(map(_has_single, glance.articles))


def _has_single(data: Mapping[str, Json]) -> bool:
    images, provider = data.get("images"), data.get("provider")
    logos = provider.get("images") if isinstance(provider, dict) else None
    return not (
        (isinstance(images, list) and len(images) > 1) or (isinstance(logos, list) and len(logos) > 1)
    )


@rule("AK212", "error", reads=("images", "provider.images"), unless=_are_single)
def repeated_image(article: Article, _facts: Facts) -> Iterator[Found]:
    """A picture is listed twice.

    ## What it is
    Two entries of `images`, or of `provider.images`, have the same `url`, letter for letter: on many hosts
    of pictures a parameter more makes another picture. The finding points at the later one.

    ## Why it matters
    Pages show the picture twice, one beside the other.

    ## Example
        images:
          - url: "https://images.harbor-ledger.example/ferry.jpg"
            width: 600
          - url: "https://images.harbor-ledger.example/ferry.jpg"
            width: 600

    ## Use instead
        images:
          - url: "https://images.harbor-ledger.example/ferry.jpg"
            width: 600

    The fix removes the later entry. It is safe where the two are equal in all, and unsafe where a size or
    a title differs.

    ## Source
    A rule of our own. Measured: 743 of 743 real records with `images`, 417 of 417 with `provider.images`;
    each of these lists has one entry.
    """
    images, provider = article.data.get("images"), article.data.get("provider")
    if isinstance(images, list) and len(images) > 1:
        yield from _repeated(article, images, ("images",))
    logos = provider.get("images") if isinstance(provider, dict) else None
    if isinstance(logos, list) and len(logos) > 1:
        yield from _repeated(article, logos, ("provider", "images"))


def _repeated(article: Article, images: list[Json], base: Pointer) -> Iterator[Found]:
    first: dict[str, int] = {}
    for index, image in enumerate(images):
        url = image.get("url") if isinstance(image, dict) else None
        if not isinstance(url, str) or (earlier := first.setdefault(url, index)) == index:
            continue
        fix = Change(
            "remove the later entry", removals=((*base, index),), safe=bool(image == images[earlier])
        )
        note = Note(article.record.spans.value((*article.pointer, *base, earlier, "url")), "listed first")
        name = ".".join(map(str, base))
        message = f"`{name}[{index}]` is the same picture as `{name}[{earlier}]`"
        yield Found(message, (*base, index, "url"), help="remove one of the two", fix=fix, notes=(note,))
