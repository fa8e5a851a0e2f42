"""What a thing of schema.org says of an article, and which of the things in a page is the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.addresses import normal
from artikit.ingest import fields
from artikit.ingest.confidence import LIKELY, SHAPED, STATED
from artikit.ingest.markup.loose_json import Leaf
from artikit.ingest.markup.things import Thing
from artikit.ingest.metadata.links import is_entrance
from artikit.ingest.metadata.schema_values import image_of, is_house, name_of, names_of_thing, resolved
from artikit.ingest.metadata.values import claim_author, claim_language, claim_moment, claim_text, words_of
from artikit.ingest.wording.plain import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from artikit.ingest.drafts.findings import Findings
    from artikit.model import Span


ARTICLES = frozenset(
    {
        *("Article", "NewsArticle", "AnalysisNewsArticle", "AskPublicNewsArticle", "BackgroundNewsArticle"),
        *(
            "OpinionNewsArticle",
            "ReportageNewsArticle",
            "ReviewNewsArticle",
            "BlogPosting",
            "LiveBlogPosting",
        ),
        *(
            "AdvertiserContentArticle",
            "SatiricalArticle",
            "ScholarlyArticle",
            "TechArticle",
            "Report",
            "APIReference",
        ),
        *("SocialMediaPosting", "DiscussionForumPosting", "Review", "Recipe", "PodcastEpisode"),
    }
)
_BEGIN = 20
"""Characters with which titles begin that are the same, one of them cut or longer."""
_SITES = frozenset({"WebSite"})
_KEYS: dict[str, tuple[str, ...]] = {
    "title": ("headline", "name"),
    "moment": ("datePublished",),
    "moment of video": ("datePublished", "uploadDate"),
}


def claim_article(things: Sequence[Thing], findings: Findings, titles: Iterable[str], cue: str) -> bool:
    """Claim what the article among some things says; tells whether there is one."""
    known = {one.id: one for one in things if one.id and len(one.properties) > 1}
    article = article_of(things, findings, titles)
    for one in things:
        if _SITES & set(one.types) and (name := one.text("name")) and isinstance(name.value, str):
            claim_text(findings, fields.NAME, name.value, name.span, f"{cue} WebSite name", SHAPED)
    if article is None:
        return False
    video = "VideoObject" in article.types
    type_ = article.types[0] if article.types else "article"
    where = f"{cue} {type_}"
    _texts(article, findings, where)
    _moments(article, findings, where, video=video)
    _people(article, findings, known, where)
    _publisher(article, findings, known, where)
    _addresses(article, findings, where)
    _images(article, findings, known, where)
    _topics(article, findings, where)
    if video:
        findings.claim(fields.TYPE, "video", article.span, where, STATED)
    return True


def article_of(things: Sequence[Thing], findings: Findings, titles: Iterable[str]) -> Thing | None:
    """Find the article that a page is about: the only one, or the one with the page's address or title."""
    several = [one for one in _candidates(things) if ARTICLES & set(one.types)]
    several = several or [one for one in _candidates(things) if "VideoObject" in one.types]
    own = {normal(str(one.value)) for one in findings.of(fields.ORIGINAL)}
    by_address = [one for one in several if own & {normal(url) for url, _ in _urls(one, findings)}]
    if by_address:
        return by_address[0]
    known = {folded(one) for one in titles} - {""}
    if len(several) <= 1:
        return next((one for one in several if not _is_another(one, findings, own, known)), None)
    return next(
        (
            one
            for one in several
            if (text := one.text("headline", "name")) and folded(str(text.value)) in known
        ),
        None,
    )


def _is_another(one: Thing, findings: Findings, own: Collection[str], titles: Collection[str]) -> bool:
    """Tell whether the only article that is stated is not the page's: address and title are others."""
    leaf = one.text("headline", "name")
    said = folded(str(leaf.value)) if leaf else ""
    urls = [url for url, _ in _urls(one, findings) if not is_entrance(url)]
    if not (own and urls and said and titles):
        return False
    return not any(said[:_BEGIN] in title or title[:_BEGIN] in said for title in titles)


def _candidates(things: Sequence[Thing]) -> list[Thing]:
    """Things on top, and what pages say they are mainly about."""
    found: list[Thing] = []
    for one in things:
        found.append(one)
        found += [other for other in one.all("mainEntity") if isinstance(other, Thing)]
    return found


def _texts(article: Thing, findings: Findings, cue: str) -> None:
    for pointer, names in ((fields.TITLE, _KEYS["title"]), (fields.EXCERPT, ("description", "abstract"))):
        leaf = article.text(*names)
        if leaf is not None:
            claim_text(findings, pointer, str(leaf.value), leaf.span, f"{cue} {names[0]}", STATED)
    for one in article.all("inLanguage"):
        leaf = one if isinstance(one, Leaf) else one.text("alternateName", "name")
        if leaf is not None:
            claim_language(findings, str(leaf.value), leaf.span, f"{cue} inLanguage", STATED)


def _moments(article: Thing, findings: Findings, cue: str, *, video: bool) -> None:
    names = _KEYS["moment of video" if video else "moment"]
    for pointer, keys in ((fields.PUBLISHED, names), (fields.UPDATED, ("dateModified",))):
        leaf = article.text(*keys)
        if leaf is not None:
            claim_moment(findings, pointer, str(leaf.value), leaf.span, f"{cue} {keys[0]}", STATED)


def _people(article: Thing, findings: Findings, known: Mapping[str, Thing], cue: str) -> None:
    stated = article.all("author", "creator")
    people = [one for one in stated if not is_house(one, known)]
    names = [leaf for one in people or stated for leaf in names_of_thing(one, known)]
    if names:
        claim_author(findings, (str(one.value) for one in names), names[0].span, f"{cue} author", STATED)


def _publisher(article: Thing, findings: Findings, known: Mapping[str, Thing], cue: str) -> None:
    for one in article.all("publisher", "sourceOrganization", "provider")[:1]:
        name = name_of(one, known)
        if name is not None:
            claim_text(findings, fields.NAME, str(name.value), name.span, f"{cue} publisher", SHAPED + 0.05)
        for logo in resolved(one, known).all("logo")[:1] if isinstance(one, Thing) else ():
            found = image_of(logo, findings, known)
            if found is not None:
                findings.claim((*fields.LOGO, 0), found[0], found[1], f"{cue} publisher logo", STATED)
    for part in article.all("isPartOf"):
        name = name_of(part, known) if isinstance(part, Thing) else None
        if name is not None:
            claim_text(findings, fields.NAME, str(name.value), name.span, f"{cue} isPartOf", LIKELY)


def _addresses(article: Thing, findings: Findings, cue: str) -> None:
    for url, span in _urls(article, findings):
        findings.claim(fields.ORIGINAL, url, span, f"{cue} url", SHAPED)


def _urls(article: Thing, findings: Findings) -> list[tuple[str, Span]]:
    """Addresses that a thing gives itself."""
    found: list[tuple[str, Span]] = []
    for one in (*article.all("url"), *article.all("mainEntityOfPage")):
        if isinstance(one, Leaf):
            text, span = (one.value if isinstance(one.value, str) else ""), one.span
        else:
            leaf = one.text("@id", "url")
            text, span = (str(leaf.value), leaf.span) if leaf else (one.id, one.span)
        url = findings.address(text.partition("#")[0]) if text else ""
        if url:
            found.append((url, span))
    return found


def _images(article: Thing, findings: Findings, known: Mapping[str, Thing], cue: str) -> None:
    """Take the first picture: the others of a list are the same in other shapes, for search engines."""
    for one in article.all("image", "thumbnailUrl", "thumbnail"):
        found = image_of(one, findings, known)
        if found is not None:
            findings.claim((*fields.IMAGES, str(found[0]["url"])), found[0], found[1], f"{cue} image", STATED)
            return


def _topics(article: Thing, findings: Findings, cue: str) -> None:
    for name in ("keywords", "articleSection"):
        values = [leaf for one in article.all(name) if (leaf := name_of(one, {}))]
        topics = words_of([str(one.value) for one in values], split=len(values) == 1 and name == "keywords")
        if topics:
            confidence = STATED if name == "keywords" else LIKELY
            findings.claim(fields.TOPICS, list(topics), values[0].span, f"{cue} {name}", confidence)
