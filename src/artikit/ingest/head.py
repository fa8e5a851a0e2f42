"""What stands between the title and the body: byline, date, standfirst, points in brief."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest.byline import Byline, byline_of, names_of
from artikit.ingest.captions import caption_of, credit_of
from artikit.ingest.confidence import LIKELY, SHAPED, STATED, UNSURE
from artikit.ingest.dates import is_weekday
from artikit.ingest.names import PAPER, cased, is_agency
from artikit.ingest.plain import plain
from artikit.ingest.published import date_line, dateline_of, is_only_date, without_labels
from artikit.ingest.words import ends_sentence, is_caps, is_wide, sentences, size_of
from artikit.model import Span

if TYPE_CHECKING:
    from artikit.ingest.draft import Draft
    from artikit.ingest.published import DateLine
    from artikit.model import Json

AUTHOR = ("author",)
PUBLISHED = ("publishedDateTime",)
UPDATED = ("updatedDateTime",)
EXCERPT = ("excerpt",)
NAME = ("provider", "name")
HIGHLIGHTS = ("highlights",)
_SEARCHED = 12
"""Blocks behind the title that may belong to the head."""
_STANDFIRST = 330
"""Characters that a standfirst may have, where a byline or a date follows it."""
_SHORTEST_STANDFIRST = 25
_SHORTEST_BODY = 60
"""Characters that something behind the head must have, or the head is all that there is."""
_LINE = 160
_ROLE = re.compile(
    r"(?i)\b(?:writer|reporter|correspondent|editor|columnist|journalist|contributor|staff|bureau|desk|analyst|fellow|professor|photographer|redakteur(?:in)?|reporter(?:in)?|korrespondent(?:in)?|volontär(?:in)?"
    r"|journaliste|correspondante?|envoyée?|redactora?|corresponsal|periodista|giornalista|inviat[oa]|jornalista|verslaggever|redacteur|muhabir|korespondent|dziennikarz|корреспондент)\b"
)
_POINTS = re.compile(
    r"(?i)(?:key\s(?:points|facts|takeaways)|at\sa\sglance|in\s(?:brief|short)|highlights|summary|the\sessentials?|das\swichtigste(?:\sin\skürze)?|in\skürze|auf\seinen\sblick|en\s(?:bref|resumen)|l'essentiel|claves|in\ssintesi|em\sresumo|in\shet\skort|kort\s(?:fortalt|sagt)|w\sskrócie|коротко)\s*:?\Z"
)
_ROW = re.compile(r"\s*[|·•]\s*")
_NOBODY = re.compile(r"(?i)(?:by|von|par|por|door|di|da|av|af)\s")
_SMALL = re.compile(
    r"(?i)\A(?:(?:in|on|by|at|from|am|im|le|dans)\s+)+|(?:\s+(?:in|on|at|am|le|el|du|vom))+\Z"
)
_STRAY = 2
"""Characters behind a date that say nothing, such as `r.` for the year in Polish."""
_LABEL = re.compile(
    r"(?i)(?:(?P<by>by|von|par|por|di|door|av|af|author|written\sby|autor(?:in|e|a)?|auteur|autore|tekst|text)"
    r"|(?P<when>published|posted|date|published\son|veröffentlicht(?:\sam)?|datum|publié(?:\sle)?|publicado|fecha|data|pubblicato))\s*:?\Z"
)
_PARTED = (",", "|", "·", "•", "–", "—", "-", "/", "(", "】", "　")
_COLUMNS = re.compile(r"\s{3,}|\t")
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?=\S)(?:(?!\1).)+\1\s*\Z", re.DOTALL)


def read_above(draft: Draft) -> None:
    """Read the lines above the title: the name of the paper, the date, a byline."""
    for at in list(draft.free(0, max(draft.title_at, 0))):
        if size_of(draft.blocks[at].text) > _LINE:
            continue
        if _read_line(draft, at) or _read_issue(draft, at):
            continue
        text = draft.blocks[at].text
        rowed = [part for part in _ROW.split(text) if PAPER.search(part)]
        if len(rowed) == 1 and _is_titled(rowed[0]) and len(rowed[0].split()) <= 5:
            text = rowed[0]
        if (
            PAPER.search(text)
            and not draft.claimed(NAME)
            and len(text.split()) in (2, 3, 4, 5)
            and draft.blocks[at].kind != "bullet"
            and _is_titled(text)
        ):
            name = cased(text)
            draft.claim(NAME, name, draft.span_of(at, text), "name of the paper above the title", SHAPED)
            draft.take(at, "name of the publisher")


def _read_issue(draft: Draft, at: int) -> bool:
    """Read the line below a masthead: number of the issue, day, page; it may begin with the paper's name."""
    block = draft.blocks[at]
    line = date_line(draft.text, block.body, block.span.end)
    if line is None or not line.published or ends_sentence(block.text) or len(line.rest.split()) > 8:
        return False
    name = next(
        (
            part
            for part in re.split(r"[\s\u3000|·•,]+" if is_wide(block.text) else r"\s*[|·•,]\s*", line.rest)
            if PAPER.search(part)
        ),
        "",
    )
    if name and len(name.split()) <= 5:
        draft.claim(NAME, cased(name), draft.span_of(at, name), "name of the paper beside the date", SHAPED)
    claim_dates(draft, line, "date above the title", SHAPED)
    draft.take(at, "date")
    return True


def _is_titled(text: str) -> bool:
    """Tell whether all words but small ones begin with capitals."""
    return all(word[0].isupper() or len(word) <= 3 for word in text.split()) and not ends_sentence(text)


def read_head(draft: Draft) -> int:
    """Read the head; returns the number of the first block of the body."""
    start = draft.title_at + 1
    window = range(start, min(start + _SEARCHED + 6, len(draft.blocks)))
    for at in window:
        _read_label(draft, at)
    read = {
        at for at in window if at not in draft.taken and _is_near(draft, start, at) and _read_line(draft, at)
    }
    _take_roles(draft, read)
    end = max(read, default=draft.title_at) + 1
    unknown = [at for at in draft.free(start, end) if _is_prose(draft, at)]
    if not any(size_of(draft.blocks[at].text) >= _SHORTEST_BODY for at in draft.free(end)):
        prose = (at for at in unknown if size_of(draft.blocks[at].text) >= _SHORTEST_BODY)
        end = next((at for at in prose if ends_sentence(draft.blocks[at].text)), end)
        unknown = [at for at in unknown if at < end]
    _read_unknown(draft, unknown)
    _read_points(draft, start)
    _read_below(draft, end)
    return next(draft.free(max(draft.title_at, 0)), len(draft.blocks))


def _read_label(draft: Draft, at: int) -> None:
    """Read a label that has a line of its own, with the name of the author or a date in the next."""
    below = at + 1
    if at in draft.taken or below >= len(draft.blocks) or below in draft.taken:
        return
    label = _LABEL.match(draft.blocks[at].text)
    if label is None:
        return
    found = names_of(draft.blocks[below].text) if label["by"] else None
    if found is not None and (found.names or found.agency) and len(draft.blocks[below].text) <= 60:
        claim_author(draft, below, found, "byline", STATED)
        draft.take(at, "byline")
        draft.take(below, "byline")
    elif label["when"]:
        block = draft.blocks[below]
        line = date_line(draft.text, block.body, block.span.end)
        if line is not None and is_only_date(line):
            draft.take(at, "date")


def _is_near(draft: Draft, start: int, at: int) -> bool:
    """Tell whether a line may belong to the head: before it at most a standfirst and a line more."""
    between = [one for one in draft.free(start, at) if _is_prose(draft, one)]
    said = [one for one in between if ends_sentence(draft.blocks[one].text)]
    if len(between) > 2 or len(said) > 1 or any(_has_dateline(draft, one) for one in said):
        return False
    return all(size_of(draft.blocks[one].text) <= _STANDFIRST for one in between)


def _has_dateline(draft: Draft, at: int) -> bool:
    return dateline_of(draft.text, *draft.blocks[at].span) is not None


def _is_prose(draft: Draft, at: int) -> bool:
    """Tell whether a block says something, and is no caption, no picture, no list."""
    block = draft.blocks[at]
    if block.kind not in ("paragraph", "heading", "quote"):
        return False
    return not caption_of(block.text) and not credit_of(draft.raw(at), block.text)


def _read_line(draft: Draft, at: int) -> bool:
    """Read a line that tells who or when; no if it tells something else."""
    block = draft.blocks[at]
    if block.kind not in ("paragraph", "heading", "bullet", "quote") or size_of(block.text) > _LINE * 2:
        return False
    line = date_line(draft.text, block.body, block.span.end)
    columns = _COLUMNS.split(draft.raw(at))
    said = plain(columns[0]) if len(columns) > 1 else line.rest if line else block.text
    byline = byline_of(_before_labels(said)) if len(said) <= _LINE else None
    if line is not None and not line.labelled and len({one.day for one in line.published}) > 1:
        return False  # from one day to another: something takes place
    if byline and line and ends_sentence(block.text) and len(sentences(block.text)) > 1:
        return False
    if byline is not None and not (ends_sentence(block.text) and len(block.text) > 90):
        claim_author(draft, at, byline, "byline", STATED)
    elif line is None:
        return _read_bare_agency(draft, at) or _read_nobody(draft, at)
    elif not is_only_date(line):
        return read_who_and_when(draft, at, line)
    if line is not None:
        claim_dates(draft, line, "date in the byline" if byline else "line with a date", STATED)
    draft.take(at, "byline" if byline else "date")
    return True


def _before_labels(said: str) -> str:
    """Cut a byline before `Published …`."""
    cut = re.split(
        r"(?i)\s*[|·•,–—-]?\s*\b(?:published|posted|updated|last\supdated|veröffentlicht|aktualisiert|publié|mis\sà\sjour|publicado|actualizado|pubblicato|aggiornato)\b",
        said,
        maxsplit=1,
    )[0].strip()
    return cut or said


def _read_bare_agency(draft: Draft, at: int) -> bool:
    text = draft.blocks[at].text.strip("()[] .")
    if not is_agency(text):
        return False
    draft.claim(AUTHOR, text, draft.span_of(at, text), "name of an agency alone", SHAPED)
    draft.take(at, "byline")
    return True


def _read_nobody(draft: Draft, at: int) -> bool:
    """Read a byline that names nobody: `By our correspondent`."""
    text = draft.blocks[at].text
    if not _NOBODY.match(text) or len(text) > 60 or ends_sentence(text) or not _ROLE.search(text):
        return False
    draft.reasons.setdefault(AUTHOR, f"“{text}” names nobody")
    draft.take(at, "byline")
    return True


def read_who_and_when(draft: Draft, at: int, line: DateLine) -> bool:
    """Read `The Harbor Ledger, 3 June 2021` or `Mara Lindqvist | 3 June 2021` or `Lisbon, 3 June 2021`."""
    who = without_labels(line.rest)
    exact = line.published or line.updated
    who = _SMALL.sub("", who)
    paper = bool(PAPER.search(who)) and ":" not in draft.blocks[at].text
    if not exact or not (paper or _is_parted(draft, at, line)):
        return False
    if (
        not exact
        or len(who.split()) > 6
        or ends_sentence(draft.blocks[at].text)
        or not _is_titled(who or "a")
    ):
        return False
    if not all(word[:1].isupper() or len(word) < 4 for word in who.split()):
        return False
    if PAPER.search(who):
        parts = [part.strip(" ()") for part in _ROW.split(who.replace(",", "|"))]
        name = next(part for part in parts if PAPER.search(part))
        draft.claim(NAME, name, draft.span_of(at, name), "name of the paper beside the date", SHAPED)
        found = names_of(parts[0]) if parts[0] != name else None
        if found and found.names and may_be_author(draft, at, parts[0]):
            claim_author(draft, at, found, "name beside the date", LIKELY)
    elif (found := names_of(who)) and (found.names or found.agency) and may_be_author(draft, at, who):
        claim_author(draft, at, found, "name beside the date", LIKELY)
    claim_dates(draft, line, "line with a date", STATED)
    draft.take(at, "date")
    return True


def _is_parted(draft: Draft, at: int, line: DateLine) -> bool:
    """Tell whether a comma or a bar parts the date from what else a line says, and no label names it."""
    block = draft.blocks[at]
    first, *others = sorted(one.span for one in (*line.published, *line.updated))
    last = others[-1] if others else first
    before = draft.text[block.body : first.start].rstrip(" \u00a0(*_")
    behind = draft.text[last.end : block.span.end].strip(" \u00a0)*_.")
    if ":" in before and without_labels(before.partition(":")[0]):
        return False
    parted = before.endswith(_PARTED) or is_wide(before) or is_weekday(before.split()[-1]) if before else True
    return parted and (is_wide(behind) or len(behind) <= _STRAY or behind.startswith(_PARTED))


def claim_author(draft: Draft, at: int, byline: Byline, cue: str, confidence: float) -> None:
    """Note who wrote it, and for which agency."""
    author = byline.author
    there = draft.span_of(at, byline.names[0] if byline.names else author)
    if len(byline.names) > 1:
        last = draft.span_of(at, byline.names[-1])
        there = Span(there.start, max(there.end, last.end))
    draft.claim(AUTHOR, author, there, cue, confidence)
    if byline.agency and byline.names:
        draft.claim(
            ("agency",), byline.agency, draft.span_of(at, byline.agency), f"agency in the {cue}", confidence
        )


def claim_dates(draft: Draft, line: DateLine, cue: str, confidence: float) -> None:
    """Note the dates of a line; relative ones by the reference date, if there is one."""
    for number, one in enumerate(line.published):
        draft.claim(PUBLISHED, one.value, one.span, cue, confidence if number == 0 else LIKELY)
    for one in line.updated[:1]:
        draft.claim(UPDATED, one.value, one.span, cue, confidence)
    if line.published:
        return
    for vague in line.vague[:1]:
        said = draft.text[slice(*vague.span)]
        reference = draft.options.reference_date
        day = vague.settled(reference) if reference else None
        if day is not None:
            draft.claim(
                PUBLISHED, day.isoformat(), vague.span, "date reckoned from the reference date", LIKELY
            )
        else:
            kind = "has no year" if vague.month else "is relative"
            draft.reasons.setdefault(PUBLISHED, f"no date with a year is stated; “{said}” {kind}")
    if line.ambiguous is not None:
        said = draft.text[slice(*line.ambiguous)]
        draft.reasons.setdefault(
            PUBLISHED, f"“{said}” may be two days: nobody says which number is the month"
        )


def _take_roles(draft: Draft, read: set[int]) -> None:
    """Take the line below a byline that only says what the author is."""
    for at in sorted(read):
        below = at + 1
        if draft.taken.get(at) != "byline" or below >= len(draft.blocks) or below in draft.taken:
            continue
        text = draft.blocks[below].text
        paper = _is_titled(text) and 2 <= len(text.split()) <= 5 and bool(PAPER.search(text))
        if paper and draft.blocks[below].kind == "paragraph" and not draft.blocks[below].loose:
            draft.claim(NAME, text, draft.span_of(below, text), "name of the paper below the byline", LIKELY)
            draft.take(below, "name of the publisher")
            read.add(below)
        elif (
            len(text) <= 60
            and _ROLE.search(text)
            and not ends_sentence(text)
            and draft.blocks[below].kind == "paragraph"
        ):
            draft.take(below, "line about the author")
            read.add(below)


def _read_unknown(draft: Draft, unknown: list[int]) -> None:
    """Read what stands between the title and the last line of the head: a standfirst, a bare name."""
    for at in unknown:
        if at in draft.taken:
            continue
        text = draft.blocks[at].text
        if _is_bare_name(draft, at):
            _claim_bare(draft, at)
        elif not draft.claimed(EXCERPT) and size_of(text) >= _SHORTEST_STANDFIRST:
            draft.claim(EXCERPT, text, _said_span(draft, at), "standfirst under the title", SHAPED)
            draft.take(at, "standfirst")


def _read_below(draft: Draft, end: int) -> None:
    """Read the lines below the head that are not the body yet: a bare name, a standfirst."""
    for _ in range(3):
        at = next((one for one in draft.free(max(end, draft.title_at + 1)) if _is_prose(draft, one)), -1)
        if at < 0 or at > draft.title_at + _SEARCHED or draft.title_at < 0:
            return
        if any(
            size_of(draft.blocks[one].text) > _LINE
            for one in draft.free(draft.title_at + 1, at)
            if _is_prose(draft, one)
        ):
            return
        if _is_bare_name(draft, at) and not draft.claimed(AUTHOR):
            _claim_bare(draft, at)
        elif _is_standfirst(draft, at) and not draft.claimed(EXCERPT):
            text = draft.blocks[at].text
            draft.claim(EXCERPT, text, _said_span(draft, at), "standfirst under the title", SHAPED)
            draft.take(at, "standfirst")
        else:
            return


def _said_span(draft: Draft, at: int) -> Span:
    return draft.span_of(at, draft.blocks[at].text)


def _is_standfirst(draft: Draft, at: int) -> bool:
    block = draft.blocks[at]
    size = size_of(block.text)
    if not _SHORTEST_STANDFIRST <= size <= _STANDFIRST or not any(True for _ in draft.free(at + 1)):
        return False
    if block.kind == "heading":
        alike = sum(one.kind == "heading" and one.level == block.level for one in draft.blocks)
        return size >= 50 and alike == 1
    if block.kind != "paragraph" or block.text[0].islower() or block.text.endswith((":", ",", ";")):
        return False
    if _EMPHASIS.match(draft.raw(at)) and len(block.text.split()) > 5:
        return True
    wide = is_wide(block.text)
    if (
        ends_sentence(block.text)
        or len(sentences(block.text)) > 1
        or (len(block.text.split()) < 5 and not wide)
    ):
        return False
    follower = next(draft.free(at + 1), -1)
    joined = follower >= 0 and draft.blocks[follower].text[:1].islower()
    return not joined and (size < 200 or block.loose)


def _read_points(draft: Draft, start: int) -> None:
    """Take the points in brief: items between the title and the first paragraph."""
    points: list[int] = []
    for at in list(draft.free(start)):
        block = draft.blocks[at]
        if block.kind == "bullet":
            points.append(at)
        elif (
            points
            or size_of(block.text) > _LINE
            or at > start + _SEARCHED
            or (
                ends_sentence(block.text)
                and not (caption_of(block.text) or credit_of(draft.raw(at), block.text))
            )
            or block.text.endswith(":")
        ):
            break
    if len(points) < 2 or not any(
        draft.blocks[one].kind == "paragraph" and size_of(draft.blocks[one].text) > 80
        for one in draft.free(points[-1] + 1)
    ):
        return
    texts: list[Json] = [draft.blocks[at].text for at in points]
    span = Span(draft.blocks[points[0]].span.start, draft.blocks[points[-1]].span.end)
    draft.claim(HIGHLIGHTS, texts, span, "points in brief under the title", SHAPED)
    for at in points:
        draft.take(at, "points in brief")
    label = points[0] - 1
    if label >= start and label not in draft.taken and _POINTS.match(draft.blocks[label].text):
        draft.take(label, "points in brief")


def _is_bare_name(draft: Draft, at: int) -> bool:
    block = draft.blocks[at]
    if draft.title_at < 0 or PAPER.search(block.text):
        return False
    if (
        block.kind != "paragraph"
        or not block.text
        or ends_sentence(block.text)
        or (is_caps(block.text) and len(block.text) < 5)
    ):
        return False
    found = names_of(block.text)
    return (
        found is not None
        and bool(found.names)
        and (not found.rest or found.rest.startswith("in "))
        and len(block.text.split()) <= 5
        and may_be_author(draft, at, block.text)
    )


def may_be_author(draft: Draft, at: int, name: str) -> bool:
    """Tell whether a name is no subject of the text: none of its words stands there without capitals."""
    words = [word for word in name.replace(",", " ").split() if len(word) > 3 and word[0].isupper()]
    rest = draft.text[draft.blocks[at].span.end :][:30_000]
    if any(re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", rest) for word in words):
        return False
    elsewhere = [one for one in draft.blocks[at + 1 :] if name in one.text]
    bio = all(
        one.text.startswith(name) and one.span.start >= draft.blocks[-1].span.start - 400 for one in elsewhere
    )
    return (not elsewhere or (len(elsewhere) == 1 and bio)) and name not in draft.text[
        : draft.blocks[at].span.start
    ]


def _claim_bare(draft: Draft, at: int) -> None:
    found = names_of(draft.blocks[at].text)
    if found is not None:
        claim_author(draft, at, found, "bare name under the title", LIKELY)
        draft.take(at, "byline")


def read_dateline(draft: Draft, body: int) -> int:
    """Read the dateline of the first paragraph; returns where the report itself begins, 0 without one."""
    for at in list(draft.free(body))[:2]:
        block = draft.blocks[at]
        if block.kind != "paragraph":
            continue
        found = dateline_of(draft.text, block.span.start, block.span.end)
        if found is None:
            continue
        if found.line is not None:
            claim_dates(draft, found.line, "dateline", STATED)
        if found.agency and not draft.claimed(AUTHOR) and _is_agency_like(found.agency):
            sure = LIKELY if is_agency(found.agency) else UNSURE
            draft.claim(AUTHOR, found.agency, draft.span_of(at, found.agency), "agency in the dateline", sure)
        return found.end
    return 0


def _is_agency_like(text: str) -> bool:
    return is_agency(text) or (
        len(text.split()) <= 3 and text[0].isupper() and not any(map(str.isdigit, text))
    )
