"""The title of a page, and the name of its site beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import LIKELY, SHAPED, STATED
from artikit.ingest.metadata.placeholders import is_no_title
from artikit.ingest.pages.kickers import is_cut, title_in
from artikit.ingest.pages.logos import is_day, leads_home, title_beside_logo
from artikit.ingest.people.names import PAPER
from artikit.ingest.wording.plain import folded
from artikit.model import Span

if TYPE_CHECKING:
    from artikit.ingest.drafts.findings import Findings
    from artikit.ingest.markup.page import Page, Said

_JOINT = re.compile(
    "\\s+[|\u00b7\u2022\u00bb\u2039\u203a\u00ab\u2013\u2014-]\\s+"  # bars, dots, quotes, dashes
    r"|\s*\|\s*|\s*::\s*|:\s+"
)
_DOMAIN = re.compile(r"(?i)(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,12}")
_AGREED = STATED + 0.01
"""The only heading and the tab of the browser say the same: surer than what stands for machines alone."""
_LONGEST = 400
"""Characters of a title."""


def headings_of(page: Page, name: str) -> list[Said]:
    """Headings of one level that are no furniture."""
    found = [one for one in page.marked if one.name == name and not one.furniture and not one.listed]
    return [one for one in found if not (leads_home(page, one) or is_day(one.text))]


def page_title(page: Page) -> Said | None:
    """What the tab of the browser shows."""
    tabs = (one for one in page.marked if one.hints == {"title"} and len(one.text) <= _LONGEST)
    return next((one for one in tabs if not is_no_title(one.text)), None)


def read_title(page: Page, findings: Findings) -> None:
    """Claim the heading that is the title, then what the tab shows."""
    tab = page_title(page)
    names = {folded(str(one.value)) for one in findings.of(fields.NAME)}
    beside = title_beside_logo(page, tab.text if tab else "", names)
    if beside is not None:
        title, logo = beside
        findings.claim(fields.TITLE, title.text, title.span, f"heading <{title.name}>", SHAPED)
        findings.claim(fields.NAME, logo.text, logo.span, "heading that names the site", LIKELY)
        return
    known = {folded(str(one.value)) for one in findings.of(fields.TITLE)}
    several = [one for one in headings_of(page, "h1") if tab is None or not _names_issue(one, tab)]
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
    if shown:
        parts = [part for part, _ in _parts(tab.text)] if tab is not None else []
        stated = [str(one.value) for one in findings.of(fields.TITLE)]
        shown[0] = title_in(page, shown[0], [*stated, *([tab.text] if tab else []), *parts])
        findings.claims = [
            one
            for one in findings.claims
            if one.field != fields.TITLE or not is_cut(str(one.value), shown[0].text)
        ]
    if shown and len(shown[0].text) <= _LONGEST:
        agreed = tab is not None and folded(shown[0].text) in folded(tab.text) and len(several) == 1
        sure = _AGREED if agreed else SHAPED
        findings.claim(fields.TITLE, shown[0].text, shown[0].span, f"heading <{shown[0].name}>", sure)
    elif several and not findings.of(fields.TITLE):
        findings.reasons[fields.TITLE] = (
            f"{len(several)} headings <h1>, and nothing tells which of them is the title"
        )
    if tab is not None:
        _read_tab(page, findings, tab)


def _names_issue(heading: Said, tab: Said) -> bool:
    """Tell whether a heading is the name of a paper, of which the tab shows the day of an issue beside it."""
    key = folded(heading.text)
    paper = bool(PAPER.search(heading.text))
    return paper and any(folded(part) == key and is_day(rest) for part, rest in _parts(tab.text))


def _first_heading(page: Page) -> list[Said]:
    """The first heading of a lower level, where a paragraph follows and no other heading of its level."""
    for name in ("h2", "h3"):
        found = headings_of(page, name)
        if found:
            return found[:1] if len(found) == 1 and not found[0].linked else []
    return []


def _read_tab(page: Page, findings: Findings, tab: Said) -> None:
    """Part what the tab shows into title and name of the site, where either of them is known."""
    titles = {folded(str(one.value)) for one in findings.of(fields.TITLE)}
    names = {folded(str(one.value)) for one in findings.of(fields.NAME)}
    lines = {folded(one.text): one for one in page.blocks}
    texts = {key: one for key, one in lines.items() if len(one.text) > 20}
    for part, rest in _parts(tab.text):
        if is_no_title(part):
            continue
        if folded(part) in titles or (folded(part) in texts and len(part.split()) > 2):
            if folded(part) not in titles:
                findings.claim(
                    fields.TITLE,
                    part,
                    texts[folded(part)].span,
                    "line that the title of the page repeats",
                    SHAPED,
                )
            _name_site(page, findings, rest, tab)
            return
        shown = folded(part) in lines and bool(PAPER.search(rest))
        if shown or folded(rest) in names or _is_host(rest, findings) or _is_paper(rest, part):
            findings.claim(fields.TITLE, part, tab.span, "<title>", LIKELY)
            _name_site(page, findings, rest, tab)
            return
    if folded(tab.text) not in names and not any(is_no_title(part) for part, _ in _parts(tab.text)):
        findings.claim(fields.TITLE, tab.text, tab.span, "<title>", LIKELY)


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
    if not 2 < len(name) <= 60 or len(name.split()) > 6 or is_day(name):
        return
    key = folded(name)
    alone = any(folded(one.text) == key for one in page.blocks) or any(
        folded(one.alt) == key for one in page.pictures
    )
    rubric = tab.text.startswith(f"{name}: ")
    proved = (alone and not rubric) or _is_host(name, findings)
    start = page.text.find(name, *tab.span)
    span = Span(start, start + len(name)) if start >= 0 else tab.span
    if proved or _is_paper(name, tab.text.replace(name, "")):
        sure = SHAPED if proved else LIKELY + 0.05
        findings.claim(fields.NAME, name, span, "name of the site in <title>", sure)


def _is_host(name: str, findings: Findings) -> bool:
    """Tell whether a name is that in the address."""
    letters = re.sub(r"[^a-z0-9]", "", folded(name)).removeprefix("the")
    url = findings.best(fields.ORIGINAL) or findings.base
    return len(letters) > 3 and letters in re.sub(
        r"[^a-z0-9]", "", url.partition("://")[2].partition("/")[0].lower()
    )


def without_site(findings: Findings) -> None:
    """Take the name of the site off titles; it is known from other cues."""
    names = {folded(str(one.value)) for one in findings.of(fields.NAME)}
    for at, one in enumerate(findings.claims):
        if one.field != fields.TITLE or not isinstance(one.value, str):
            continue
        for part, rest in _parts(one.value):
            if (
                (folded(rest) in names or _DOMAIN.fullmatch(rest))
                and not is_no_title(part)
                and len(part) > len(rest) / 2
            ):
                findings.claims[at] = one._replace(value=part)
                break
    bare = [one for one in findings.claims if one.field == fields.TITLE and folded(str(one.value)) in names]
    others = [one for one in findings.claims if one.field == fields.TITLE and one not in bare]
    if bare and others:
        findings.claims = [one for one in findings.claims if one not in bare]
