"""What stands behind the body: who reported it, who the author is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest import fields
from artikit.ingest.confidence import LIKELY, SHAPED
from artikit.ingest.dates.lines import date_line, is_only_date, without_labels
from artikit.ingest.drafts.date_claims import claim_dates
from artikit.ingest.heads.event_lines import spans_days
from artikit.ingest.heads.who_and_when import read_who_and_when
from artikit.ingest.people.author_claims import claim_author
from artikit.ingest.people.bare_names import is_office, is_unknown
from artikit.ingest.people.byline import byline_of, names_of
from artikit.ingest.people.east_asian_bylines import read_last_brackets
from artikit.ingest.people.names import PAPER, agency_in, is_agency, is_name
from artikit.ingest.people.signatures import are_several, is_of_a_part, is_signature
from artikit.ingest.wording.words import ends_sentence, is_titled

if TYPE_CHECKING:
    from artikit.ingest.dates.lines import DateLine
    from artikit.ingest.drafts.draft import Draft


_REPORTING = re.compile(
    r"\(?\s*(?:Additional\s)?Reporting\sby\s(?P<names>[^;.()]+?)(?:\sin\s[^;.()]+)?[;.()]", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\(\s*(?P<agency>[^()]{2,30})\s*\)\s*\Z")
_CHECKED = 4
_SIGNATURE, _WORDS = 60, 5
"""Characters and words that a signature may have."""
_NOTE = re.compile(
    r"(?:About\sthe\sauthor:?\s|The\sauthor,?\s)?(?P<name>[^\W\d_][^,.:;()]{3,40}?)\s(?:is|was|ist|est|es|è|é)\s(?:an?|the|our|une?|eine?|un|una|um|uma)?\s?(?:[\w-]+\s){0,3}?"
    r"(?:reporter|writer|correspondent|columnist|journalist|editor|author|fellow|professor|researcher|analyst|redakteur(?:in)?|journaliste|journalistin|autorin?|periodista|giornalista|jornalista)\b"
)


def read_tail(draft: Draft, body: int) -> None:
    """Read the last blocks: bylines that stand at the end, dates with a label, notes about the author."""
    for at in reversed(list(draft.free(body + 1))[-_CHECKED:]):
        block = draft.blocks[at]
        if block.kind not in ("paragraph", "quote") or len(block.text) > 400:
            continue
        if _read_reporting(draft, at) or _is_bio(draft, at):
            continue
        _read_late_lines(draft, at)
    last = next(reversed(list(draft.free(body + 1))), -1)
    if last >= 0 and not draft.claimed(fields.AUTHOR):
        _read_signature(draft, last) or _read_note(draft, last) or read_last_brackets(draft, last)
    if not draft.claimed(fields.AUTHOR):
        _read_last_agency(draft)


def _read_reporting(draft: Draft, at: int) -> bool:
    match = _REPORTING.match(draft.blocks[at].text + ".")
    if match is None:
        return False
    found = names_of(match["names"])
    if found is not None and found.names and not draft.claimed(fields.AUTHOR):
        claim_author(draft, at, found, "reporter named at the end", SHAPED)
    draft.take(at, "line about the author")
    return True


def _is_bio(draft: Draft, at: int) -> bool:
    """Take a last paragraph that says who the author is."""
    author = draft.claimed(fields.AUTHOR)
    text = draft.blocks[at].text
    if not isinstance(author, str) or not text.startswith(author.split(",")[0]):
        return False
    behind = text[len(author.split(",")[0]) :]
    if not re.match(
        r"(?i),?\s*(?:is|was|writes|has|covers|reports|works|teaches|lives|ist|schreibt|arbeitet|est|écrit|es|escribe|è|scrive|é|escreve|schrijft|jest)\b",
        behind,
    ):
        return False
    draft.take(at, "line about the author")
    return True


def _read_late_lines(draft: Draft, at: int) -> None:
    block = draft.blocks[at]
    if len(block.text) > 160:
        return
    line = date_line(draft.text, block.body, block.span.end)
    if line is not None and spans_days(draft, line):
        return
    short = line is not None and _is_led_by_label(draft, at, line)
    if (
        line is not None
        and (short or is_only_date(line))
        and (line.labelled or (line.published and not draft.claimed(fields.PUBLISHED)))
    ):
        claim_dates(draft, line, "line with a date at the end", SHAPED)
        draft.take(at, "date")
        return
    if line is not None and PAPER.search(line.rest):
        if not (draft.claimed(fields.PUBLISHED) and draft.claimed(fields.NAME)):
            read_who_and_when(draft, at, line)
        return
    found = byline_of(line.rest if line else block.text)
    if found is None or is_of_a_part(draft, at):
        return
    if not draft.claimed(fields.AUTHOR) and not block.text.endswith("."):
        claim_author(draft, at, found, "byline at the end", SHAPED)
        if line is not None:
            claim_dates(draft, line, "line with a date at the end", SHAPED)
        draft.take(at, "byline")


def _is_led_by_label(draft: Draft, at: int, line: DateLine) -> bool:
    """Tell whether a line begins with `Published` or the like, then a date, and says little more."""
    first = min((one.span.start for one in (*line.published, *line.updated)), default=-1)
    before = draft.text[draft.blocks[at].body : max(first, 0)]
    return (
        first >= 0
        and line.labelled
        and not without_labels(before)
        and len(without_labels(line.rest).split()) <= 4
    )


def _read_signature(draft: Draft, last: int) -> bool:
    """Read a name alone below the last paragraph, an agency or in the next line a town behind it."""
    at = last - 1 if last - 1 not in draft.taken and _is_place_below(draft, last) else last
    block = draft.blocks[at]
    if block.kind != "paragraph" or len(block.text) > _SIGNATURE or not block.loose:
        return False
    text = block.text.strip("()[]—–- .")
    found = names_of(text)
    if found is None or not found.names or (found.rest and not found.agency) or len(text.split()) > _WORDS:
        return False
    if is_signature(draft, at) and are_several(draft):
        draft.reasons.setdefault(fields.AUTHOR, "several people signed parts of the text")
        return False
    role = draft.blocks[last].text if at < last else text.partition(",")[2].strip()
    if role and is_office(role):
        draft.reasons.setdefault(fields.AUTHOR, f"“{found.names[0]}” signs as “{role}”")
        return False
    if PAPER.search(text) or not is_unknown(draft, at, found.names[0]) or _is_attribution(draft, at):
        return False
    if "," in text:  # a place follows, or a day
        found = found._replace(names=found.names[:1])
    claim_author(draft, at, found, "name alone below the last paragraph", LIKELY)
    line = date_line(draft.text, block.body, block.span.end)
    if line is not None:
        claim_dates(draft, line, "date behind the name at the end", SHAPED)
    draft.take(at, "byline")
    draft.take(last, "byline")
    return True


def _is_place_below(draft: Draft, at: int) -> bool:
    """Tell whether a last line may be the town of who signed in the line above it."""
    block, above = draft.blocks[at], draft.blocks[at - 1]
    short = len(block.text) <= 30 and not ends_sentence(block.text) and is_titled(block.text)
    return short and not block.loose and above.loose and is_name(above.text)


def _is_attribution(draft: Draft, at: int) -> bool:
    """Tell whether a line names who said the quote before it: `— Tom Hart, captain`."""
    before = next((draft.blocks[one].text for one in range(at - 1, -1, -1) if one not in draft.taken), "")
    dashed = draft.raw(at).lstrip("*_ ")[:1] in "—–-"
    return dashed and before[:1] in "\"“„«»‘'" and before.rstrip()[-1:] in "\"”“»«’'"


def _read_note(draft: Draft, at: int) -> bool:
    """Read a last paragraph that says what its author does: `Nora Pell is a reporter for …`."""
    match = _NOTE.match(draft.blocks[at].text)
    if match is None or not is_name(match["name"]) or not is_unknown(draft, at, match["name"]):
        return False
    name = match["name"]
    draft.claim(fields.AUTHOR, name, draft.span_of(at, name), "note about the author at the end", SHAPED)
    draft.take(at, "line about the author")
    return True


def _read_last_agency(draft: Draft) -> None:
    """Read `(dpa)` behind the last sentence."""
    last = next(reversed(list(draft.free())), -1)
    if last < 0:
        return
    text = agency_in(draft.blocks[last].text.strip("()[]/ ."))
    if text:
        draft.claim(fields.AUTHOR, text, draft.span_of(last, text), "agency alone at the end", LIKELY)
        draft.take(last, "byline")
        return
    match = _IN_BRACKETS.search(draft.blocks[last].text)
    if match is not None and is_agency(match["agency"]):
        draft.claim(
            fields.AUTHOR,
            match["agency"],
            draft.span_of(last, match["agency"]),
            "agency behind the last sentence",
            LIKELY,
        )
