"""What a page shows to readers: headings, the lines around the title, pictures."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from artikit.addresses import normal
from artikit.ingest.byline import byline_of, names_of
from artikit.ingest.confidence import LIKELY, SHAPED, STATED
from artikit.ingest.findings import AUTHOR, IMAGES, NAME, ORIGINAL, PUBLISHED, TITLE, UPDATED
from artikit.ingest.moments import moment_of
from artikit.ingest.names import PAPER, is_name
from artikit.ingest.plain import folded
from artikit.ingest.published import date_line, dateline_of, is_only_date, without_labels
from artikit.ingest.schema_org import described
from artikit.ingest.stated import pixels
from artikit.ingest.words import ends_sentence
from artikit.model import Span

if TYPE_CHECKING:
    from artikit.ingest.byline import Byline
    from artikit.ingest.findings import Findings
    from artikit.ingest.page import Page, Picture, Said
    from artikit.ingest.published import DateLine
    from artikit.model import Json

_PROSE = 110
"""Characters from which a block is a paragraph of the article."""
_ABOVE, _BELOW = 4, 10
"""Blocks before and behind the title that may say who and when."""
_LINE = 160
_JOINT = re.compile(
    "\\s+[|\u00b7\u2022\u00bb\u2039\u203a\u00ab\u2013\u2014-]\\s+"  # bars, dots, quotes, dashes
    r"|\s*\|\s*|\s*::\s*|:\s+"
)
_LEADS = re.compile(r"(?i)[\s,·|\u2013\u2014-]*\b(?:on|at|am|um|le|à|el|il|em|op|den|dnia)\W*\Z")
_LONGEST = 400
"""Characters of a title."""
_PAPER_WORDS = 6
_SMALLEST = 100
"""Pixels; what is smaller is a logo, a portrait or a counter."""
_NO_PICTURE = re.compile(
    r"(?i)logo|avatar|icon|sprite|pixel|blank\.|spacer|gravatar|emoji|badge|placeholder|\.svg(?:[?#]|\Z)"
)


class Head(NamedTuple):
    """The lines of a page in which it says who wrote it and when; without a paragraph there are none."""

    blocks: tuple[Said, ...]
    span: Span
    title: int
    lead: Said | None
    has_prose: bool


def headings_of(page: Page, name: str) -> list[Said]:
    """Headings of one level that are no furniture."""
    return [one for one in page.marked if one.name == name and not one.furniture and not one.listed]


def page_title(page: Page) -> Said | None:
    """What the tab of the browser shows."""
    return next((one for one in page.marked if one.hints == {"title"} and len(one.text) <= _LONGEST), None)


def read_title(page: Page, findings: Findings) -> None:
    """Claim the heading that is the title, then what the tab shows."""
    tab = page_title(page)
    known = {folded(str(one.value)) for one in findings.of(TITLE)}
    several = headings_of(page, "h1")
    shown = [one for one in several if folded(one.text) in known]
    if not shown and tab is not None:
        shown = [
            one
            for one in several
            if len(one.text) > 3 and folded(one.text) in folded(tab.text) and not one.linked
        ]
        shown = sorted(shown, key=lambda one: -len(one.text))
    unlinked = [one for one in several if not one.linked]
    if not shown and len(unlinked) == 1:
        shown = unlinked
    if not shown and not several:
        shown = _first_heading(page)
    if shown and len(shown[0].text) <= _LONGEST:
        findings.claim(TITLE, shown[0].text, shown[0].span, f"heading <{shown[0].name}>", SHAPED)
    elif several and not findings.of(TITLE):
        findings.reasons[TITLE] = (
            f"{len(several)} headings <h1>, and nothing tells which of them is the title"
        )
    if tab is not None:
        _read_tab(page, findings, tab)


def _first_heading(page: Page) -> list[Said]:
    """The first heading of a lower level, where a paragraph follows and no other heading of its level."""
    for name in ("h2", "h3"):
        found = headings_of(page, name)
        if found:
            return found[:1] if len(found) == 1 and not found[0].linked else []
    return []


def _read_tab(page: Page, findings: Findings, tab: Said) -> None:
    """Part what the tab shows into title and name of the site, where either of them is known."""
    titles = {folded(str(one.value)) for one in findings.of(TITLE)}
    names = {folded(str(one.value)) for one in findings.of(NAME)}
    texts = {folded(one.text): one for one in page.blocks if len(one.text) > 20}
    for part, rest in _parts(tab.text):
        if folded(part) in titles or (folded(part) in texts and len(part.split()) > 2):
            if folded(part) not in titles:
                findings.claim(
                    TITLE, part, texts[folded(part)].span, "line that the title of the page repeats", SHAPED
                )
            _name_site(page, findings, rest, tab)
            return
        if folded(rest) in names or _is_host(rest, findings) or _is_paper(rest, part):
            findings.claim(TITLE, part, tab.span, "<title>", LIKELY)
            _name_site(page, findings, rest, tab)
            return
    if folded(tab.text) not in names:
        findings.claim(TITLE, tab.text, tab.span, "<title>", LIKELY)


def _is_paper(name: str, title: str) -> bool:
    """Tell whether the shorter part of a title is like the name of a paper: `Gazette`, `Radio`."""
    words = name.split()
    titled = all(word[0].isupper() or len(word) <= 3 for word in words)
    return 1 < len(words) <= 5 and titled and bool(PAPER.search(name)) and len(title.split()) > len(words)


def _parts(text: str) -> list[tuple[str, str]]:
    """Ways to take a text apart where a site puts its name: behind the title, or before it."""
    found = []
    for match in list(_JOINT.finditer(text))[:12]:
        before, behind = text[: match.start()].strip(), text[match.end() :].strip()
        if before and behind:
            found += [(before, behind), (behind, before)]
    return found


def _name_site(page: Page, findings: Findings, name: str, tab: Said) -> None:
    """Claim the rest of the tab's text as the name of the site, where the page or its address proves it."""
    if not 2 < len(name) <= 60 or len(name.split()) > 6:
        return
    key = folded(name)
    alone = any(folded(one.text) == key for one in page.blocks) or any(
        folded(one.alt) == key for one in page.pictures
    )
    proved = alone or _is_host(name, findings)
    start = page.text.find(name, *tab.span)
    span = Span(start, start + len(name)) if start >= 0 else tab.span
    if proved:
        findings.claim(NAME, name, span, "name of the site in <title>", SHAPED)


def _is_host(name: str, findings: Findings) -> bool:
    """Tell whether a name is that in the address."""
    letters = re.sub(r"[^a-z0-9]", "", folded(name)).removeprefix("the")
    url = findings.best(ORIGINAL) or findings.base
    return len(letters) > 3 and letters in re.sub(
        r"[^a-z0-9]", "", url.partition("://")[2].partition("/")[0].lower()
    )


def without_site(findings: Findings) -> None:
    """Take the name of the site off titles; it is known from other cues."""
    names = {folded(str(one.value)) for one in findings.of(NAME)}
    for at, one in enumerate(findings.claims):
        if one.field != TITLE or not isinstance(one.value, str):
            continue
        for part, rest in _parts(one.value):
            if folded(rest) in names and len(part) > len(rest) / 2:
                findings.claims[at] = one._replace(value=part)
                break
    bare = [one for one in findings.claims if one.field == TITLE and folded(str(one.value)) in names]
    others = [one for one in findings.claims if one.field == TITLE and one not in bare]
    if bare and others:
        findings.claims = [one for one in findings.claims if one not in bare]


def read_formats(page: Page, findings: Findings) -> None:
    """Claim what microformats state of the one entry of a page; of several entries they state nothing."""
    titles = [one for one in page.marked if "format=title" in one.hints and not one.furniture]
    if len({folded(one.text) for one in titles}) > 1:
        return
    title = folded(findings.best(TITLE))
    for one in page.marked:
        if one.furniture or one.listed:
            continue
        for hint, pointer in (("format=published", PUBLISHED), ("format=updated", UPDATED)):
            moment = (
                moment_of(one.stated.value if one.stated else one.text)
                if hint in one.hints and titles
                else None
            )
            if moment is not None:
                span = one.stated.span if one.stated else one.span
                findings.claim(pointer, moment.value, span, f"class {hint.partition('=')[2]}", STATED)
        if "format=url" in one.hints and one.stated is not None and folded(one.text) == title:
            findings.claim(
                ORIGINAL, findings.address(one.stated.value), one.stated.span, "link of the title", SHAPED
            )


def head_of(page: Page, title: str) -> Head:
    """Find the lines around the title."""
    blocks = page.blocks
    prose = [
        at
        for at, one in enumerate(blocks)
        if len(one.text) >= _PROSE and not one.furniture and not one.linked and not one.listed
    ]
    if not prose:
        return Head((), Span(0, 0), 0, None, has_prose=False)
    known = folded(title)
    at = next(
        (
            n
            for n, one in enumerate(blocks)
            if known and folded(one.text) == known and not one.furniture and n <= prose[-1]
        ),
        -1,
    )
    first = next((n for n in prose if n > at and folded(blocks[n].text) != known), prose[0])
    start = max(at - _ABOVE, 0) if at >= 0 else max(first - _ABOVE, 0)
    wanted = blocks[start : min(first, max(at, start) + _BELOW)]
    kept = tuple(one for one in wanted if not (one.furniture or one.listed or "figcaption" in one.hints))
    span = Span(blocks[start].span.start, blocks[first].span.start)
    return Head(kept, span, blocks[at].span.start if at >= 0 else 0, blocks[first], has_prose=True)


def read_head(page: Page, findings: Findings, head: Head) -> None:
    """Claim who and when, as the lines around the title say it."""
    for one in head.blocks:
        if len(one.text) <= _LINE:
            _read_line(page, findings, one, above=one.span.start < head.title)
    if head.lead is not None:
        _read_dateline(page, findings, head.lead)
    _read_times(page, findings, head)
    _read_marked(page, findings, head)
    if not findings.of(AUTHOR):
        _read_bare(page, findings, head)


def _read_line(page: Page, findings: Findings, one: Said, *, above: bool) -> None:
    """Claim what one line tells; above the title stands the day on which the page was shown."""
    line = date_line(one.text, 0, len(one.text))
    rest = _said(line) if line and line.tells else one.text
    byline = byline_of(rest)
    if line is not None and _tells_when(line, rest, one.text, byline) and (line.labelled or not above):
        for pointer, found in ((PUBLISHED, line.published), (UPDATED, line.updated)):
            for written in found[:1]:
                said = one.text[slice(*written.span)]
                findings.claim(pointer, written.value, _place(page, one, said), "line with a date", SHAPED)
        if line.ambiguous is not None:
            said = one.text[slice(*line.ambiguous)]
            findings.reasons.setdefault(PUBLISHED, f"“{said}” may be two days")
        if line.vague and not (line.published or line.updated):
            said = one.text[slice(*line.vague[0].span)]
            reason = f"no date with a year is stated; “{said}” does not tell it"
            findings.reasons.setdefault(PUBLISHED, reason)
    _claim_names(page, findings, one, byline, "byline", STATED)


def _read_dateline(page: Page, findings: Findings, lead: Said) -> None:
    """Claim the date in the dateline of the first paragraph."""
    found = dateline_of(lead.text, 0, len(lead.text))
    for written in found.line.published[:1] if found is not None and found.line is not None else ():
        said = lead.text[slice(*written.span)]
        findings.claim(PUBLISHED, written.value, _place(page, lead, said), "dateline", SHAPED)


def _tells_when(line: DateLine, rest: str, text: str, byline: Byline | None) -> bool:
    """Tell whether a line tells when something was published, and not what happens on some day."""
    if line.labelled or is_only_date(line) or byline is not None:
        return True
    names = names_of(rest)
    if names is not None and not names.rest:
        return True
    return len(rest.split()) <= _PAPER_WORDS and not ends_sentence(text) and bool(PAPER.search(rest))


def _said(line: DateLine) -> str:
    """What a line says beside the date, without a word such as `on` that led to it."""
    return _LEADS.sub("", without_labels(line.rest))


def _read_times(page: Page, findings: Findings, head: Head) -> None:
    """Claim what `<time>` states around the title."""
    for one in page.marked:
        if (
            one.name != "time"
            or one.listed
            or one.furniture
            or not head.span.start <= one.span.start < head.span.end
        ):
            continue
        if any(hint.startswith("itemprop=") for hint in one.hints):
            continue
        moment = moment_of(one.stated.value if one.stated else one.text)
        if moment is None:
            continue
        block = next(
            (other for other in head.blocks if other.span.start <= one.span.start < other.span.end), None
        )
        before = re.sub(r"<[^<>]*>", " ", page.text[block.span.start : one.span.start])[-80:] if block else ""
        line = date_line(text := f"{before} {moment.day.isoformat()}", 0, len(text))
        updated = bool(line and line.updated and not line.published)
        span = one.stated.span if one.stated else one.span
        surer = SHAPED + 0.02 if one.span.start >= head.title else LIKELY
        findings.claim(UPDATED if updated else PUBLISHED, moment.value, span, "<time>", surer)


def _read_marked(page: Page, findings: Findings, head: Head) -> None:
    """Claim names that the mark-up says are the author's, before the article's end if they are all one."""
    for hint, confidence in (("rel=author", STATED), ("byline", SHAPED)):
        found: dict[str, tuple[Said, Byline]] = {}
        for one in page.marked:
            if hint not in one.hints or one.furniture or one.listed or len(one.text) > _LINE:
                continue
            if hint == "byline" and not head.span.start <= one.span.start < head.span.end:
                continue
            line = date_line(one.text, 0, len(one.text))
            said = _said(line) if line and line.tells else one.text
            names = byline_of(said) or names_of(said)
            if names is not None and names.names and (byline_of(said) or is_name(names.names[0])):
                found.setdefault(names.author, (one, names))
        if len(found) == 1:
            one, names = next(iter(found.values()))
            _claim_names(
                page,
                findings,
                one,
                names,
                "rel=author" if hint == "rel=author" else "class of the byline",
                confidence,
            )
        elif hint == "rel=author" and 1 < len(found) <= 4 and head.has_prose:
            inside = [
                (one, names)
                for one, names in found.values()
                if head.span.start <= one.span.start < head.span.end
            ]
            if inside:
                joined = ", ".join(dict.fromkeys(chain.from_iterable(names.names for _, names in inside)))
                findings.claim(
                    AUTHOR,
                    joined,
                    Span(inside[0][0].span.start, inside[-1][0].span.end),
                    "rel=author",
                    SHAPED,
                )


def _read_bare(page: Page, findings: Findings, head: Head) -> None:
    """Claim a bare name under the title, where a date stands beside it: other names are of places too."""
    below = [one for one in head.blocks if one.span.start > head.title and len(one.text) <= _LINE]
    lines = [date_line(one.text, 0, len(one.text)) for one in below]
    dated = [bool(line and line.published) for line in lines]
    for at, (one, line) in enumerate(zip(below, lines, strict=True)):
        said = _said(line) if line and line.tells else one.text
        if any(dated[max(at - 1, 0) : at + 2]) and len(said) <= 60 and is_name(said):
            _claim_names(page, findings, one, names_of(said), "name beside the date", LIKELY)
            return


def _claim_names(
    page: Page, findings: Findings, one: Said, found: Byline | None, cue: str, confidence: float
) -> None:
    if found is not None and found.author:
        findings.claim(AUTHOR, found.author, _place(page, one, found.author), cue, confidence)


def _place(page: Page, one: Said, text: str) -> Span:
    """Where a text stands in a block of a page; the block where mark-up is in between."""
    start = page.text.find(text, *one.span)
    return Span(start, start + len(text)) if start >= 0 else one.span


def read_pictures(page: Page, findings: Findings) -> None:
    """Claim the pictures of the article, with what stands below them."""
    known = [str(one.field[1]) for one in findings.claims if one.field[0] == "images"]
    by_key = {normal(url): url for url in known}
    stems = {_stem(url) for url in known}
    start = _start_of(page, findings)
    for one in page.pictures:
        url = findings.address(one.url.value)
        if (
            not url
            or one.furniture
            or not (one.inside or one.figure)
            or one.url.span.start < start
            or _is_small(one, url)
        ):
            continue
        image = _picture(page, one, url)
        same = by_key.get(normal(url))
        if same is not None:
            findings.claim((*IMAGES, same), image, one.url.span, "picture in the article", SHAPED)
            continue
        if _stem(url) in stems:
            continue
        stems.add(_stem(url))
        by_key[normal(url)] = url
        findings.claim((*IMAGES, url), image, one.url.span, "picture in the article", SHAPED)


def _start_of(page: Page, findings: Findings) -> int:
    """Where the article begins: a little before its title."""
    title = folded(findings.best(TITLE))
    at = next((one.span.start for one in page.marked if one.name[:1] == "h" and folded(one.text) == title), 0)
    return max(at - 3000, 0)


def _is_small(one: Picture, url: str) -> bool:
    sizes = [size for size in (pixels(one.width), pixels(one.height)) if size]
    return any(size < _SMALLEST for size in sizes) or bool(
        _NO_PICTURE.search(url.rpartition("/")[2]) or re.search(r"(?i)\blogo\b", one.alt)
    )


def _picture(page: Page, one: Picture, url: str) -> dict[str, Json]:
    image: dict[str, Json] = {"url": url}
    for key, said in (("width", one.width), ("height", one.height)):
        if pixels(said):
            image[key] = pixels(said)
    caption = page.captions.get(one.figure) if one.figure else None
    if caption is not None:
        return image | described(caption.text)
    return image | ({"title": one.alt} if one.alt else {})


def _stem(url: str) -> str:
    """Name of a picture's file without sizes, by which its other sizes are known."""
    name = url.partition("?")[0].rstrip("/").rpartition("/")[2].rpartition(".")[0].lower() or url
    return re.sub(r"[-_]?\d{2,4}x\d{2,4}\Z", "", name)
