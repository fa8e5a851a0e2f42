"""Rules about the line ends of a file: all of one kind, and one behind the last line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.model import LINE_END, Edit, Fix, Span
from artikit.rules import Found, rule
from artikit.rules._yaml_text import is_yaml_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.model import Record
    from artikit.rules import Facts

_NAMES = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}
_MARGIN = 2_000
"""Characters of comments that may stand before the first record of a data file, and behind the last one."""


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
    """Count the line ends of a text by their kind; kinds that it does not have are left out."""
    both = text.count("\r\n")
    counts = {"\r\n": both, "\n": text.count("\n") - both, "\r": text.count("\r") - both}
    return {kind: count for kind, count in counts.items() if count}


def _mixed(record: Record, counts: dict[str, int]) -> Found:
    """Report the first line end that is not like the others; `counts` are those of the whole file."""
    text = record.source.text
    body = _line_ends(record.body) if record.fence else {}
    most = max(counts, key=lambda kind: counts[kind])
    wanted = next(iter(body)) if len(body) == 1 else most
    others = [match for match in LINE_END.finditer(text) if match[0] != wanted]
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
    from artikit.lines import newline_of  # nearly all files end in a line end

    at = len(text)
    safe = not record.body and (bool(record.fence) or not _ends_in_block_text(record))
    newline = record.newline if record.fence else newline_of(text)
    fix = Fix("add a line end", (Edit(Span(at, at), newline),), safe)
    yield Found("the last line has no line end", (), Span(at, at), fix=fix)


def _ends_in_block_text(record: Record) -> bool:
    """Tell whether the last value is a text behind `|` or `>`, which a line end would make longer."""
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
    lines = (line.strip("\ufeff \t") for line in LINE_END.split(text))
    return all(not line.strip("-. ") or line[0] in "#%" for line in lines)
