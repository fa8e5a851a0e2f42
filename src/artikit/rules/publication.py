"""Rules about what is shown to readers, and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.model import Change
from artikit.rules import Found, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.rules import Article, Facts, Glance


def _are_up(glance: Glance, _facts: Facts) -> bool:
    return all(data.get("removed") is not True for data in glance.articles)


def _are_ranked(glance: Glance, _facts: Facts) -> bool:
    return all(data.get("heat") != -1 for data in glance.articles)


@rule("AK213", "warning", reads=("removed", "published"), unless=_are_up)
def shown_though_removed(article: Article, _facts: Facts) -> Iterator[Found]:
    """A record has been taken down and is shown all the same.

    ## What it is
    `removed` is true, and `published` is true or missing: what does not say otherwise is shown.

    ## Why it matters
    Readers follow a link to a page that its owner has taken down.

    ## Example
        removed: true
        published: true

    ## Use instead
        removed: true
        published: false

    The fix writes `published: false`. It is unsafe: it may be `removed` that is wrong.

    ## Source
    A rule of our own. Measured: 3 of 3 real records that were removed; a warning, since they are few.
    """
    data = article.data
    if data.get("removed") is not True or data.get("published", True) is not True:
        return
    if "published" in data:
        fix = Change("write `published: false`", ((("published",), False),), safe=False)
        yield Found("the record is `removed`, and yet `published`", ("published",), fix=fix)
    else:
        help_ = "add `published: false`: what does not say otherwise is shown"
        yield Found("the record is `removed`, and yet shown", ("removed",), help=help_)


@rule("AK214", "warning", reads=("heat", "published"), unless=_are_ranked)
def shown_though_unranked(article: Article, _facts: Facts) -> Iterator[Found]:
    """A record is out of the ranking and is shown all the same.

    ## What it is
    `heat` is -1, which takes a record out of the ranking, and `published` is true.

    ## Why it matters
    It was taken out because a related article outranks it, and stands in the lists beside that one: the
    same story twice.

    ## Example
        heat: -1
        published: true

    ## Use instead
        heat: -1
        published: false

    The fix writes `published: false`. It is unsafe: it may be the heat that is wrong.

    ## Source
    A rule of our own. Measured: all 8 real records with a heat of -1 are not published, and all 138
    published ones have a positive heat. The other way round there is no rule: 60 of 192 records with a
    positive heat are not published.
    """
    data = article.data
    if data.get("heat") == -1 and data.get("published") is True:
        fix = Change("write `published: false`", ((("published",), False),), safe=False)
        yield Found("the record is `published`, but its `heat` of -1 takes it out", ("published",), fix=fix)
