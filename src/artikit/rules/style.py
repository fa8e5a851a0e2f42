"""Rules about how a record is written: blanks, line ends, the order of its keys, its quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from artikit.model import Change, Edit, Fix, Span
from artikit.reading.yaml_1_1 import misread
from artikit.rules import Found, rule
from artikit.rules._yaml_text import (
    asks_for_quotes,
    astray,
    is_address,
    is_clean,
    is_yaml_file,
    target_order,
    yaml_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.model import Pointer, Record
    from artikit.rules import Facts
    from artikit.rules._yaml_text import Line, YamlText

_LINE_END = re.compile(r"\r\n|\n|\r")
_NAMES = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}
_QUOTED_OR_SO = frozenset('"|>&*!')
_MARGIN = 2_000
"""Characters of comments that may stand before the first record of a data file, and behind the last one."""


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
    for line in text.lines:
        at = text.source.find("\t", line.start, line.end)
        behind = text.source[line.start : line.end].rstrip(" \t")
        while line.start <= at < line.start + len(behind):  # those behind are trailing blanks
            end = at + 1
            while text.source.startswith("\t", end):
                end += 1
            if not any(comment.start <= at < comment.end for comment in comments):
                yield from _tabs(text, Span(at, end))
            at = text.source.find("\t", end, line.end)


def _tabs(text: YamlText, span: Span) -> Iterator[Found]:
    scalar = text.scalar_at(span.start)
    if scalar is None:
        span = _blanks_around(text.source, span)
        fix = Fix("write a blank", (Edit(span, " "),))
        yield Found("a tab stands where a blank belongs", (), span, fix=fix)
        return
    written = text.source[scalar.start : scalar.end]
    if written[:1] in ("|", ">"):
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
    from artikit.writing.quotes import in_quotes  # only for what is mended

    meant = written[1:-1].replace("''", "'") if written[0] == "'" else written
    return () if written[0] in "&*!" else (Edit(scalar, in_quotes(meant)),)


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
        end = line.start + len(text.source[line.start : line.end].rstrip(" \t"))
        if end < line.end and not _belongs_to_text(text, end):
            span = Span(end, line.end)
            what = "the line is not empty but blank" if end == line.start else "the line ends in blanks"
            yield Found(what, (), span, fix=Fix("take the blanks away", (Edit(span, ""),)))


def _belongs_to_text(text: YamlText, offset: int) -> bool:
    """Tell whether a place is inside a scalar, or right behind a text of several lines behind `|` or `>`."""
    scalar = text.scalar_at(offset) or (text.scalar_at(offset - 1) if offset else None)
    if scalar is None:
        return False
    if text.source.startswith(("|", ">"), scalar.start):
        return True
    return scalar.end > offset


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


@rule("AK406", "warning", scope="record")
def mixed_line_ends(record: Record, _facts: Facts) -> Iterator[Found]:
    """A file has line ends of more than one kind.

    ## What it is
    Some lines of the file end in LF, as on Unix, and some in CRLF, as on Windows, or in CR alone. The
    finding points at the first line end that is not like the others. It is about Markdown files, whatever
    their front matter is written in, and about YAML files.

    ## Why it matters
    Two programs wrote the file, and the next one makes all lines alike: a change of one word then shows up
    as a change of half the file.

    ## Example
    Bytes as a hex viewer shows them; `0D 0A` is CRLF, `0A` is LF:

        2D 2D 2D 0D 0A 68 65 61 74 3A 20 31 0A

    ## Use instead
        2D 2D 2D 0A 68 65 61 74 3A 20 31 0A

    The fix makes all line ends those of the body, or where that has none or several kinds, those that most
    lines have. It is safe where only the front matter changes, in which line ends mean nothing; a fix that
    changes the body is unsafe.

    ## Source
    YAML 1.2.2 §5.4. Measured: 0 of 973 real records have mixed line ends; 58 have CRLF throughout.
    """
    text = record.source.text
    if "\r" not in text or not _is_first(record):
        return
    counts = _line_ends(text)
    if len(counts) > 1:
        yield _mixed(record, counts)


def _line_ends(text: str) -> dict[str, int]:
    """How often each kind of line end stands in a text."""
    both = text.count("\r\n")
    counts = {"\r\n": both, "\n": text.count("\n") - both, "\r": text.count("\r") - both}
    return {kind: count for kind, count in counts.items() if count}


def _mixed(record: Record, counts: dict[str, int]) -> Found:
    text = record.source.text
    body = _line_ends(record.body) if record.fence else {}
    most = max(counts, key=lambda kind: counts[kind])
    wanted = next(iter(body)) if len(body) == 1 else most
    others = [match for match in _LINE_END.finditer(text) if match[0] != wanted]
    edits = tuple(Edit(Span(*match.span()), wanted) for match in others)
    safe = not record.fence or others[-1].start() < len(text) - len(record.body)
    kinds = " and ".join(f"{count} in {_NAMES[kind]}" for kind, count in counts.items())
    fix = Fix(f"end every line in {_NAMES[wanted]}", edits, safe)
    return Found(f"line ends of more than one kind: {kinds}", (), Span(*others[0].span()), fix=fix)


@rule("AK407", "warning", scope="record")
def missing_final_newline(record: Record, _facts: Facts) -> Iterator[Found]:
    """The last line of a file has no line end.

    ## What it is
    The text stops behind its last character. The finding points there. It is about Markdown files, whatever
    their front matter is written in, and about YAML files; JSON files are mostly written without.

    ## Why it matters
    POSIX calls a line what ends in a line end. `cat` glues the next file to such a line, and whoever adds a
    line changes two.

    ## Example
    Bytes as a hex viewer shows them; the file ends behind the fence `---`:

        2D 2D 2D

    ## Use instead
        2D 2D 2D 0A

    The fix adds a line end of the kind that the file has. It is safe where the file has no body, or is YAML
    that does not end in a text behind `|` or `>`; elsewhere it is unsafe, as it makes the text longer.

    ## Source
    POSIX.1-2017 §3.206. Measured: 959 of 973 real records end in a line end; the others are forms, topics
    and organizations.
    """
    text = record.source.text
    if text[-1:] in ("\n", "\r", "") or not (record.fence or is_yaml_file(record)) or not _is_last(record):
        return
    at = len(text)
    safe = not record.body and (bool(record.fence) or not _ends_in_block_text(record))
    newline = record.newline if record.fence else _newline(text)
    fix = Fix("add a line end", (Edit(Span(at, at), newline),), safe)
    yield Found("the last line has no line end", (), Span(at, at), fix=fix)


def _newline(text: str) -> str:
    match = _LINE_END.search(text)
    return match[0] if match else "\n"


def _ends_in_block_text(record: Record) -> bool:
    spans = record.spans
    end = spans.value(()).end
    last = (span for span in spans.values.values() if span.end == end)
    return any(record.source.text.startswith(("|", ">"), span.start) for span in last)


def _is_first(record: Record) -> bool:
    """Tell whether a record is a file of its own, or the first one of a YAML file."""
    if record.fence:
        return True
    if not is_yaml_file(record):
        return False
    start = record.spans.value(()).start
    return start <= _MARGIN and _is_margin(record.source.text[:start])


def _is_last(record: Record) -> bool:
    """Tell whether a record is a file of its own, or the last one of a YAML file."""
    if record.fence:
        return True
    text, end = record.source.text, record.spans.value(()).end
    return len(text) - end <= _MARGIN and _is_margin(text[end:])


def _is_margin(text: str) -> bool:
    """Tell whether there is nothing but comments, directives and marks of lists and documents."""
    lines = (line.strip("\ufeff \t") for line in _LINE_END.split(text))
    return all(not line.strip("-. ") or line[0] in "#%" for line in lines)


@rule("AK408", "warning", scope="record", unless=is_clean)
def key_order(record: Record, facts: Facts) -> Iterator[Found]:
    """The keys of a mapping do not stand in the order of the schema.

    ## What it is
    A key stands behind one that the schema lists after it, at the top of the record or in a mapping inside
    it. The finding points at the first key that is out of its place, once for each mapping. Keys that the
    schema does not know are passed over. `publishedDateTime` may also stand right before `heat`, as videos
    and samples have it. It is about YAML; in JSON and TOML order is the business of the program.

    ## Why it matters
    In files of one order a person finds the date where it always is, and a comparison of two versions shows
    what changed and not what moved.

    ## Example
        excerpt: "After two winters of repairs the boat runs again."
        title: "Night ferry returns to the old pier"

    ## Use instead
        title: "Night ferry returns to the old pier"
        excerpt: "After two winters of repairs the boat runs again."

    The fix moves whole keys: with their lines, and with the comments and blank lines right above them. Keys
    that the schema does not know stay where they are. It is safe: a mapping has no
    order, and the fix is offered only where the record reads back equal.

    ## Source
    The order of the keys in the schema. Measured: 973 of 973 real records have the keys of their type in
    one order.
    """
    text = yaml_text(record, facts.style())
    if text is None or not text.suspicions.order:
        return
    for pointer, style, keys in text.mappings():
        order = target_order(keys, style.children, top=not pointer)
        known = [key for key in keys if key in order]
        misplaced = astray(keys, order)
        if not misplaced:
            continue
        first = misplaced[0]
        before = [key for key in order[: order.index(first)] if key in known]
        behind = [key for key in order[order.index(first) + 1 :] if key in known]
        place = f"behind `{before[-1]}`" if before else f"before `{behind[0]}`"
        more = f", and {len(misplaced) - 1} more out of place" if len(misplaced) > 1 else ""
        yield Found(
            f"`{first}` belongs {place}{more}",
            (*pointer, first),
            at_key=True,
            fix=_sorted(pointer, keys, order),
        )


def _sorted(pointer: Pointer, keys: list[str], order: list[str]) -> Change:
    """Move the keys that are out of place behind those that they belong behind."""
    rank = {key: index for index, key in enumerate(order)}
    moving = astray(keys, order)
    wanted = [key for key in keys if key not in moving]
    for key in sorted(moving, key=order.index):
        smaller = [at for at, one in enumerate(wanted) if rank.get(one, len(rank)) < rank[key]]
        larger = [at for at, one in enumerate(wanted) if one in rank and rank[one] > rank[key]]
        wanted.insert(smaller[-1] + 1 if smaller else larger[0], key)
    return Change("put the keys in the order of the schema", orders=((pointer, tuple(wanted)),))


@rule("AK410", "info", scope="record", unless=is_clean, addresses=False)
def uncanonical_quotes(record: Record, facts: Facts) -> Iterator[Found]:
    """A text stands without quotes or in single ones where the schema has it in double quotes.

    ## What it is
    The schema marks the text with `"x-style": {"quotes": "double"}`, and it is written on one line in
    another way. The finding points at it. Texts behind `|` or `>` are left alone, and so are web addresses
    and paths.

    ## Why it matters
    A headline without quotes holds until it has a colon or a `#` in it, or begins with `[` or `@`. With
    quotes around every headline nobody has to know when.

    ## Example
        title: Night ferry returns to the old pier

    ## Use instead
        title: "Night ferry returns to the old pier"

    The fix writes double quotes, with escapes where the text asks for them. It is safe: the value stays the
    same.

    ## Options
    `addresses = true` asks for quotes around web addresses and paths too.

        [rules.uncanonical-quotes]
        addresses = true

    ## Source
    `x-style` of the schema. Measured: all titles and excerpts of 973 real records are in double quotes, and
    so are the addresses of news; those of 331 videos and 89 courses are bare.
    """
    text = yaml_text(record, facts.style())
    if text is None or not (text.suspicions.quotes or facts.options["addresses"]):
        return
    values, seen = record.spans.values, set[Span]()
    unquoted = [
        item
        for item in (values.items() if facts.options["addresses"] else text.doubtful(values))
        if _is_unquoted(text.source, item[1]) and asks_for_quotes(text.style_at(item[0]))
    ]
    for pointer, span in sorted(unquoted, key=lambda item: item[1]):
        written = text.source[span.start : span.end]
        if misread(written) is not None:  # it gets its quotes for that reason
            continue
        if span in seen or text.is_shared(span) or not _is_text(record, pointer):
            continue
        seen.add(span)
        if facts.options["addresses"] or not is_address(written.strip("'")):
            yield _quoted(written, pointer, span)


def _is_unquoted(source: str, span: Span) -> bool:
    """Tell whether a value stands on one line and not in double quotes."""
    start, end = span
    return (
        start < end
        and source[start] not in _QUOTED_OR_SO
        and source.find("\n", start, end) < 0
        and source.find("\r", start, end) < 0
    )


def _is_text(record: Record, pointer: Pointer) -> bool:
    value: Any = record.data
    for step in pointer:
        value = value[step]
    return isinstance(value, str)


def _quoted(written: str, pointer: Pointer, span: Span) -> Found:
    from artikit.writing.quotes import in_quotes  # only for what is mended

    single = written[0] == "'"
    meant = written[1:-1].replace("''", "'") if single else written
    name = next((f"`{step}`" for step in reversed(pointer) if isinstance(step, str)), "the text")
    how = "in single quotes" if single else "without quotes"
    fix = Fix("put double quotes around it", (Edit(span, in_quotes(meant)),))
    return Found(f"{name} stands {how}, and the schema has it in double quotes", pointer, span, fix=fix)
