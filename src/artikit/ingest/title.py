"""The title: the first heading, or the first line that is like a headline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest.boilerplate import is_label_line
from artikit.ingest.byline import byline_of
from artikit.ingest.confidence import LIKELY, SHAPED, STATED
from artikit.ingest.dates import dates_in
from artikit.ingest.names import PAPER
from artikit.ingest.plain import folded
from artikit.ingest.words import ends_sentence, is_caps, is_wide, sentences, size_of

if TYPE_CHECKING:
    from artikit.ingest.draft import Draft

TITLE = ("title",)
_SEARCHED = 14
"""Blocks on top of a text among which the title must be: behind them come paragraphs."""
_LONGEST, _SHORTEST = 220, 8
_PROSE = 160
"""Characters from which a paragraph is no headline any more, and before which a title has to come."""
_SENTENCE = 60
"""Characters from which a line that ends as a sentence is one."""
_ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\w")
_ROW = re.compile(r"\s[|·•]\s")
_KICKER = re.compile(
    r"(?i)(?:(?:a\s)?letters?(?:\sto\sthe\seditor)?|from\s(?:the\s(?:archives?|print\sedition)|our\s(?:own\s)?\w+)|guest\s(?:column|commentary|opinion|essay)"
    r"|(?:news\s|data\s)?analysis|opinion|comment(?:ary)?|column|editorial|obituar(?:y|ies)|(?:the\s)?long\sread|special\sreport|in\s(?:brief|pictures|depth)|live\sblog|(?:recipe|picture|quote|word)\sof\sthe\s\w+"
    r"|(?:local|world|national|international|regional|business|sports?)\snews|news\s(?:in\sbrief|from\s\w+)|leserbriefe?|gastbeitrag|gastkommentar|kommentar|nachruf|porträt|aus\sder\sregion|tribune|carnet|chronique|le\sbillet|éditorial"
    r"|carta\sal\sdirector|cartas\sal\sdirector|tribuna|columna|lettere\sal\sdirettore|l'editoriale|carta\sdo\sleitor|ingezonden(?:\sbrief)?|læserbrev|debatt?|list\sdo\sredakcji)\s*:?\Z"
)
"""Names of columns that stand above headlines."""
_DOMAIN = re.compile(r"\s+[|»·•–—-]\s+(?P<domain>(?:[a-z0-9-]+\.)+[a-z]{2,8})\Z", re.IGNORECASE)
_PREFIX = re.compile(r"(?P<name>[^|»·•]{3,40}?)\s+[|»·•]\s+(?=\S)")
_ISSUE = re.compile(
    r"(?i)(?:vol(?:ume)?|no|nr|issue|ausgabe|jahrgang|núm(?:ero)?|année|anno|årgang)\b\.?\s?\d"
)
_SITE = re.compile(r"\s+(?:[|»·•]|[-–—])\s+(?P<name>[^|»·•]{2,60})\Z")


def find_title(draft: Draft) -> None:
    """Find the title. What stands above it is furniture, unless it is prose."""
    at = _heading(draft)
    shape = "first heading"
    confidence = STATED
    if at < 0:
        at, confidence = _headline(draft)
        shape = "line on top that is like a headline"
    if at < 0:
        draft.reasons[TITLE] = "nothing on top is a heading or like a headline"
        return
    block = draft.blocks[at]
    said, name = _without_site(draft, block.text)
    draft.title_at = at
    draft.claim(TITLE, said, draft.span_of(at, said), shape, confidence)
    if name:
        span = draft.span_of(at, name)
        draft.claim(("provider", "name"), name, span, "name of the site behind the title", SHAPED)
    draft.take(at, "title")
    known = folded(said)
    for other in draft.free(at + 1, min(at + _SEARCHED, len(draft.blocks))):
        if folded(draft.blocks[other].text) == known:
            draft.take(other, "repeated title")


def know_title(draft: Draft, title: str) -> None:
    """Find a title that is known already."""
    wanted = folded(title)
    for at in draft.free(0, min(_SEARCHED, len(draft.blocks))):
        if folded(draft.blocks[at].text) == wanted:
            draft.title_at = at
            draft.take(at, "title")
            return


def furniture_above(draft: Draft) -> None:
    """Take what stands above the title off the body: names of sections, of the paper."""
    for at in draft.free(0, max(draft.title_at, 0)):
        if (
            not _is_sentence(draft.blocks[at].text)
            and size_of(draft.blocks[at].text) < _PROSE
            and draft.blocks[at].kind != "code"
        ):
            draft.take(at, "line above the title")


def _heading(draft: Draft) -> int:
    """The first heading, if it stands on top: before it only short lines."""
    prose = 0
    for at in draft.free(0, min(_SEARCHED, len(draft.blocks))):
        block = draft.blocks[at]
        if block.kind == "heading" and block.text and not is_label_line(block.text):
            above = [one for one in draft.free(0, at) if draft.blocks[one].kind == "paragraph"]
            first = next(iter(above), -1)
            if first >= 0 and _is_headline(draft, first) and not _is_kicker(draft, first) and block.level > 1:
                return -1  # a line on top, and then the heading of the first section
            follower = _follower(draft, at)
            if _is_running(block.text) and follower >= 0 and draft.blocks[follower].kind == "heading":
                continue
            return at
        prose += size_of(block.text) >= _PROSE or _is_sentence(block.text)
        if prose:
            return -1
    return -1


def _is_running(text: str) -> bool:
    """Tell whether a heading is like the name of a series on top of each page."""
    return is_caps(text) and len(text.split()) <= 4


def _follower(draft: Draft, at: int) -> int:
    return next(draft.free(at + 1), -1)


def _headline(draft: Draft) -> tuple[int, float]:
    """The first line that is like a headline, and how sure that is."""
    for passed, at in enumerate(draft.free(0, min(_SEARCHED, len(draft.blocks)))):
        block = draft.blocks[at]
        if block.kind in ("rule", "image"):
            continue
        if block.kind != "paragraph" or size_of(block.text) >= _LONGEST:
            return -1, 0.0
        if _ends_in_stop(draft, at):
            return at, LIKELY
        if _is_headline(draft, at) and not (_is_kicker(draft, at) and _better_below(draft, at)):
            return at, SHAPED if passed == 0 else LIKELY
        if size_of(block.text) >= _PROSE or len(sentences(block.text)) > 1 or _is_sentence(block.text):
            return -1, 0.0
    return -1, 0.0


def _is_sentence(text: str) -> bool:
    """Tell whether a text is prose already, so that no title follows it."""
    return size_of(text) >= _SENTENCE and ends_sentence(text) and not text.endswith(("?", "!", "？", "！"))


def _ends_in_stop(draft: Draft, at: int) -> bool:
    """Tell whether a line is a headline though it ends as a sentence: a byline stands right below."""
    text = draft.blocks[at].text
    if not ends_sentence(text) or len(sentences(text)) > 1 or not _SHORTEST <= len(text) <= _PROSE - 50:
        return False
    below = next(draft.free(at + 1), -1)
    return below == at + 1 and byline_of(draft.blocks[below].text) is not None


def _better_below(draft: Draft, at: int) -> bool:
    """Tell whether one of the next lines is a headline and no mere label."""
    for other in draft.free(at + 1, min(at + 5, len(draft.blocks))):
        if size_of(draft.blocks[other].text) >= _PROSE:
            return False
        if _is_headline(draft, other) and not _is_kicker(draft, other):
            return True
    return False


def _is_headline(draft: Draft, at: int) -> bool:
    block = draft.blocks[at]
    text = block.text
    size = size_of(text)
    if not _SHORTEST <= size <= _LONGEST or _ADDRESS.search(text) or is_label_line(text):
        return False
    if (
        text.rstrip().endswith((":", ";", ","))
        or text.count(" > ")
        or (not text[0].isalnum() and text[0] not in "\"'“‘«„¿¡([$€£「『")
    ):
        return False
    if text[0].islower() or (text.endswith(".") and not text.endswith(("..", "U.S.", "U.K.", "U.N."))):
        return False
    if _ISSUE.match(text) and len(text.split()) <= 8:
        return False
    if len(sentences(text)) > 2 or not any(map(str.isalpha, text)) or byline_of(text) is not None:
        return False
    day = next(dates_in(text), None)
    if day is not None and ((day.span.end - day.span.start) * 3 > len(text) or _ROW.search(text)):
        return False
    return (
        not ends_sentence(text)
        or text.rstrip("\"'”’») ").endswith(("?", "!", "？", "！"))
        or text.endswith("...")
        or (len(sentences(text)) == 1 and text.endswith("…"))
        or (text.rstrip("\"'”’») ") != text and not text.rstrip("\"'”’») ").endswith("."))
    )


def _is_kicker(draft: Draft, at: int) -> bool:
    """Tell whether a line may only name a section or the paper: a word or two, or all capitals."""
    text = draft.blocks[at].text
    words = len(text.split())
    if is_wide(text):
        return size_of(text) < 18
    if _ROW.search(text):
        return all(len(part.split()) <= 3 for part in _ROW.split(text))
    if _KICKER.match(text) or (words <= 4 and "&" in text):
        return True
    masthead = at == 0 and words <= 5 and bool(PAPER.search(text)) and all(map(_is_large, text.split()))
    return words <= 2 or (is_caps(text) and words <= 5) or masthead


def _is_large(word: str) -> bool:
    """Tell whether a word begins with a capital, or is a small one as in `Gazette of Wick`."""
    return word[0].isupper() or len(word) <= 3


def _without_site(draft: Draft, text: str) -> tuple[str, str]:
    """Take ` | The Harbor Ledger` off a title; returns the title, and the name where it is one."""
    if (ending := _DOMAIN.search(text)) and len(text[: ending.start()].split()) > 1:
        return text[: ending.start()].rstrip(), ""
    lead = _PREFIX.match(text)
    if lead and PAPER.search(lead["name"]) and len(text[lead.end() :].split()) > 2:
        return text[lead.end() :].strip(), lead["name"].strip()
    match = _SITE.search(text)
    if match is None or len(text[: match.start()].split()) < 3:
        return text, ""
    name = match["name"].strip()
    words = name.split()
    if len(words) > 6 or not name[0].isupper() or ends_sentence(name):
        return text, ""
    bar = "|" in match[0] or "»" in match[0]
    outer = [*draft.blocks[:12], *draft.blocks[12:][-4:]]
    wanted = folded(name)
    elsewhere = any(
        wanted in folded(block.text) for block in outer if len(block.text) <= _PROSE and block.text != text
    )
    site = re.sub(r"[^a-z0-9]", "", folded(name)).removeprefix("the")
    hosts = re.sub(r"[^a-z0-9]", "", draft.domain_hint)
    proved = (bool(PAPER.search(name)) and len(words) > 1) or elsewhere or bool(site and site in hosts)
    if not proved and not (bar and all(word[0].isupper() for word in words)):
        return text, ""
    return text[: match.start()].rstrip(), name if proved else ""
