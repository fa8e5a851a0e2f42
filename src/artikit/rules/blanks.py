"""Rules about blanks in YAML: tabs in their place, blanks at the end of a line, blank lines in a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.model import Edit, Fix, Span
from artikit.rules import Found, rule
from artikit.rules._yaml_text import is_clean, yaml_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.model import Record
    from artikit.rules import Facts
    from artikit.rules._yaml_text.close_look import Line, YamlText


@rule("AK404", "warning", scope="record", unless=is_clean)
def tab(record: Record, facts: Facts) -> Iterator[Found]:
    r"""A tab stands in the front matter, where a blank or its escape belongs.

    ## What it is
    A tab stands between the parts of a line of YAML, or inside a text. Both are allowed; a tab that indents
    a line is not, and is reported as a fault of syntax. The finding points at the tab. Tabs in comments and
    in texts behind `|` or `>` are left alone.

    ## Why it matters
    It looks like a blank. ruamel.yaml refuses `heat:` with a tab behind it, and a tab inside a text makes
    two words that no search for them finds.

    ## Example
    With a tab behind the colon:

        heat:	122

    ## Use instead
        heat: 122

    The fix writes a blank between the parts of a line, and `\t` in a text, which then stands in double
    quotes. It is safe: the value stays the same.

    ## Source
    YAML 1.2.2 §6.1. Measured: 0 of 973 real records have one.
    """
    text = yaml_text(record, facts.style())
    if text is None or not text.suspicions.tabs:
        return
    from artikit.comments import comments_of  # only where there are tabs

    comments = list(comments_of(record))
    tabs = re.compile(r"\t+")
    for line in text.lines:
        for match in tabs.finditer(text.source, line.start, _end_of_words(text, line)):
            if not any(comment.holds(match.start()) for comment in comments):
                yield from _tabs(text, Span(*match.span()))


def _end_of_words(text: YamlText, line: Line) -> int:
    """Where the blanks at the end of a line begin; its end where it has none there."""
    return line.start + len(text.source[line.start : line.end].rstrip(" \t"))


def _tabs(text: YamlText, span: Span) -> Iterator[Found]:
    """Report tabs in a row, by what they stand in: nothing for a text of several lines."""
    scalar = text.scalar_at(span.start)
    if scalar is None:
        span = _blanks_around(text.source, span)
        fix = Fix("write a blank", (Edit(span, " "),))
        yield Found("a tab stands where a blank belongs", (), span, fix=fix)
        return
    written = text.source[scalar.start : scalar.end]
    if text.is_block(scalar):
        return
    edits = _escaped(written, span, scalar)
    mend = Fix("write `\\t`", edits) if edits else None
    yield Found("a tab stands in this text", (), span, help="write `\\t` in double quotes", fix=mend)


def _blanks_around(source: str, span: Span) -> Span:
    """Range of a tab and the blanks around it, all of which one blank stands for; not of an indent."""
    start = (
        len(source[: span.start].rstrip(" ")) if source[span.start - 1 : span.start] == " " else span.start
    )
    behind = re.compile(r"[ \t]*").match(source, span.end)
    end = behind.end() if behind else span.end
    return Span(start, end) if source[start - 1 : start] not in {"\n", "\r"} else Span(span.start, end)


def _escaped(written: str, span: Span, scalar: Span) -> tuple[Edit, ...]:
    """Edits for a tab inside a text on one line; none where it runs over several, and folds."""
    if "\n" in written or "\r" in written:
        return ()
    if written[0] == '"':
        before = written[: span.start - scalar.start]
        slashes = len(before) - len(before.rstrip("\\"))
        first = Span(span.start - slashes % 2, span.end)  # a backslash before a tab is an escape as well
        return (Edit(first, "\\t" * (span.end - span.start)),)
    from artikit.rules._yaml_text.close_look import in_double_quotes  # sound records need none

    return () if written[0] in "&*!" else (Edit(scalar, in_double_quotes(written)),)


@rule("AK405", "warning", scope="record", unless=is_clean)
def trailing_blank(record: Record, facts: Facts) -> Iterator[Found]:
    """A line of the front matter ends in blanks.

    ## What it is
    Blanks or tabs stand at the end of a line of YAML, of a comment or of a fence, or make up a whole line.
    The finding points at them. Inside a text of several lines they are part of it, and are left alone, and
    so is the body.

    ## Why it matters
    Nobody sees them, and editors take them away: a change of one word then shows up as a change of twenty
    lines.

    ## Example
    Bytes as a hex viewer shows them; `20` is a blank, `0A` the line end:

        64 6F 6D 61 69 6E 3A 20 0A

    ## Use instead
        64 6F 6D 61 69 6E 3A 0A

    The fix takes the blanks away. It is safe: no value changes.

    ## Source
    YAML 1.2.2 §6.1. Measured: 962 of 973 real records have none.
    """
    text = yaml_text(record, facts.style())
    if text is None or not text.suspicions.trailing:
        return
    for line in text.lines:
        end = _end_of_words(text, line)
        if end < line.end and not _belongs_to_text(text, end):
            span = Span(end, line.end)
            what = "the line is not empty but blank" if end == line.start else "the line ends in blanks"
            yield Found(what, (), span, fix=Fix("take the blanks away", (Edit(span, ""),)))


def _belongs_to_text(text: YamlText, offset: int) -> bool:
    """Tell whether a place is inside a scalar, or right behind a text of several lines behind `|` or `>`."""
    scalar = text.scalar_at(offset) or (text.scalar_at(offset - 1) if offset else None)
    return scalar is not None and (text.is_block(scalar) or scalar.end > offset)


@rule("AK409", "info", scope="record", unless=is_clean)
def blank_lines(record: Record, facts: Facts) -> Iterator[Found]:
    """More than one blank line in a row stands in the front matter.

    ## What it is
    Two or more blank lines follow one another between the lines of YAML. The finding points at the second.
    Inside a text of several lines they are part of it, and are left alone, and so is the body.

    ## Why it matters
    One blank line parts a block from the next; more say nothing, and tell apart files that are the same.

    ## Example
        published: true


        provider:
          name: The Harbor Ledger

    ## Use instead
        published: true

        provider:
          name: The Harbor Ledger

    The fix leaves one of them. It is safe: no value changes.

    ## Source
    A rule of our own. Measured: real records have one blank line before each block, 0 of 973 have two.
    """
    text = yaml_text(record, facts.style())
    if text is None or not text.suspicions.blank_lines:
        return
    run: list[Line] = []
    for line in text.lines:
        if text.source[line.start : line.end].strip(" \t"):
            yield from _too_many(text, run)
            run = []
        elif line.next > line.end:
            run.append(line)
    yield from _too_many(text, run)


def _too_many(text: YamlText, run: list[Line]) -> Iterator[Found]:
    if len(run) > 1 and not any(_belongs_to_text(text, line.start) for line in run):
        rest = Span(run[1].start, run[-1].next)
        message = f"{len(run)} blank lines stand in a row"
        fix = Fix("leave one blank line", (Edit(rest, ""),))
        yield Found(message, (), Span(run[1].start, run[1].start), fix=fix)
