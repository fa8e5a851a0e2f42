"""Rules about the list of related articles: none twice, not the record itself, the best first."""

from __future__ import annotations

from operator import ge
from typing import TYPE_CHECKING

from artikit.addresses import last_step, normal
from artikit.model import Change, Note
from artikit.rules import Found, once, rule
from artikit.schema.wording import clip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from artikit.model import Json, Record
    from artikit.rules import Facts, Glance

_SORT = "sort by quality"
_OWN = ("ampWebUrl", "originalUrl", "webUrl")
"""Keys of the addresses of a record itself."""


@once
def _steps(glance: Glance) -> list[str]:
    """List the last steps of the addresses in `related`: those of one page end in the same."""
    urls = [data.get("webUrl") for data in glance.articles[1:]]
    return [last_step(url) for url in urls if isinstance(url, str)]


def _end_differently(glance: Glance, _facts: Facts) -> bool:
    steps = _steps(glance)
    return len(set(steps)) == len(steps)


def _end_in_another_step(glance: Glance, _facts: Facts) -> bool:
    own = [glance.articles[0].get(key) for key in _OWN]
    return {last_step(url) for url in own if isinstance(url, str)}.isdisjoint(_steps(glance))


@rule("AK209", "info", scope="record", reads=("related",), unless=_end_differently)
def duplicate_related(record: Record, _facts: Facts) -> Iterator[Found]:
    """A related article is listed twice.

    ## What it is
    Two entries of `related` have a `webUrl` of one page: the addresses are equal, or differ only by
    parameters that tell where a reader came from, by `http` and `https`, by an AMP edition or by a slash
    at the end. The finding points at the later one and shows the first.

    ## Why it matters
    Readers are offered the same page twice, and what counts the list counts it twice.

    ## Example
        related:
          - title: Fog horn falls silent
            webUrl: "https://www.northquill.example/fog-horn"
          - title: Fog horn falls silent at last
            webUrl: "https://www.northquill.example/fog-horn?utm_source=feed"

    ## Use instead
        related:
          - title: Fog horn falls silent
            webUrl: "https://www.northquill.example/fog-horn"

    The fix removes the later entry. It is safe where the two are equal in all, and unsafe where title,
    date or anything else differs.

    ## Source
    A rule of our own. Measured: 9 of 11 real lists hold no page twice, hence only `info`; of 84 entries two
    repeat another, each under another title or date.
    """
    first: dict[str, int] = {}
    own = _own_keys(record.data or {})
    for index, key in _pages(record.data or {}):
        if key in own:
            continue  # which `related-to-itself` says
        if (earlier := first.setdefault(key, index)) != index:
            yield _twice(record, earlier, index)


@rule("AK210", "warning", scope="record", reads=(*_OWN, "related"), unless=_end_in_another_step)
def related_to_itself(record: Record, _facts: Facts) -> Iterator[Found]:
    """A record is among its own related articles.

    ## What it is
    The `webUrl` of an entry of `related` leads to the page of the record itself: to its `webUrl`,
    `originalUrl` or `ampWebUrl`. Addresses are compared as `duplicate-related` does.

    ## Why it matters
    Readers who have just read the article are offered it once more, and the list counts one too many.

    ## Example
        webUrl: "https://www.harbor-ledger.example/news/night-ferry"
        related:
          - title: Night ferry returns
            webUrl: "https://www.harbor-ledger.example/news/night-ferry?fbclid=9f3c"

    ## Use instead
        webUrl: "https://www.harbor-ledger.example/news/night-ferry"
        related: []

    The fix removes the entry. It is unsafe: what counts the entries, as a heat does, changes with it.

    ## Source
    A rule of our own. Measured: 10 of 11 real lists are without the record itself, hence a warning.
    """
    data = record.data or {}
    own = _own_keys(data) if data.get("related") else {}
    for index, key in _pages(data) if own else ():
        if key in own:
            pointer = ("related", index)
            fix = Change("remove the entry", removals=(pointer,), safe=False)
            note = Note(record.spans.value((own[key],)), "the record's own address")
            message = f"`related[{index}]` is the record itself"
            yield Found(message, (*pointer, "webUrl"), help="remove the entry", fix=fix, notes=(note,))


@rule("AK211", "warning", scope="record", reads=("related",))
def unsorted_related(record: Record, _facts: Facts) -> Iterator[Found]:
    """Related articles do not stand by quality, the best first.

    ## What it is
    An entry of `related` has a higher `quality` than the one before it. The finding points at the first
    one that is out of order. Lists in which not every entry has a quality pass.

    ## Why it matters
    Pages show the first few entries: the best ones are not seen.

    ## Example
        related:
          - title: Fog horn falls silent
            quality: 96
          - title: Fog bell rings again
            quality: 122

    ## Use instead
        related:
          - title: Fog bell rings again
            quality: 122
          - title: Fog horn falls silent
            quality: 96

    The fix puts the entries into order, each as it is written, with the comments above it. It is safe: only
    their order changes.

    ## Source
    A rule of our own. Measured: 11 of 11 real lists are sorted so; a warning, since they are few.
    """
    related = (record.data or {}).get("related")
    if not isinstance(related, list) or len(related) < 2:
        return
    qualities = [item.get("quality") if isinstance(item, dict) else None for item in related]
    numbers = [one for one in qualities if isinstance(one, (int, float)) and not isinstance(one, bool)]
    if len(numbers) < len(related) or all(map(ge, numbers, numbers[1:])):
        return
    index = next(index for index in range(1, len(numbers)) if numbers[index] > numbers[index - 1])
    better, worse = (_shown(one) for one in (numbers[index], numbers[index - 1]))
    message = f"`related[{index}]` has the quality {better}, the entry before it {worse}"
    fix = _sorted(numbers)
    yield Found(message, ("related", index, "quality"), help="the best article stands first", fix=fix)


def _shown(number: float) -> str:
    return clip(str(number)) if isinstance(number, int) else f"{number:.15g}"


def _pages(data: Mapping[str, Json]) -> Iterator[tuple[int, str]]:
    """List the entries of `related` that have an address, each with the key of its page."""
    related = data.get("related")
    for index, item in enumerate(related) if isinstance(related, list) else ():
        url = item.get("webUrl") if isinstance(item, dict) else None
        if isinstance(url, str) and url:
            yield index, normal(url)


def _own_keys(data: Mapping[str, Json]) -> dict[str, str]:
    """Give the pages of the record itself, each with the name of the value that says so."""
    named = ((name, data.get(name)) for name in _OWN)
    return {normal(url): name for name, url in named if isinstance(url, str) and url}


def _twice(record: Record, earlier: int, later: int) -> Found:
    related = (record.data or {})["related"]
    equal = isinstance(related, list) and related[earlier] == related[later]
    pointer = ("related", later)
    fix = Change("remove the later entry", removals=(pointer,), safe=equal)
    note = Note(record.spans.value(("related", earlier, "webUrl")), "listed first")
    message = f"`related[{later}]` is the same page as `related[{earlier}]`"
    help_ = "the two are equal" if equal else "keep the one whose title and date are right"
    return Found(message, (*pointer, "webUrl"), help=help_, fix=fix, notes=(note,))


def _sorted(qualities: list[float]) -> Change:
    """Put the entries into order, the best first, those of one quality as they stand."""
    order = sorted(range(len(qualities)), key=lambda index: -qualities[index])
    return Change(_SORT, orders=((("related",), tuple(order)),))
