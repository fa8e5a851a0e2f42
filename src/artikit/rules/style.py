"""Rules about what the schema says of writing: the order of the keys, and quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from artikit.model import Change, Edit, Fix, Span
from artikit.reading.yaml_1_1 import misread
from artikit.rules import Found, rule
from artikit.rules._yaml_text import is_clean, yaml_text
from artikit.rules._yaml_text.memory import asks_for_quotes
from artikit.rules._yaml_text.orders import astray, target_order
from artikit.rules._yaml_text.skimming import is_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from artikit.model import Pointer, Record
    from artikit.rules import Facts

_LEFT_ALONE = frozenset('"|>&*!')
"""First characters of values that have their double quotes, and of block texts, anchors, aliases and tags."""


@rule("AK408", "warning", scope="record", unless=is_clean)
def key_order(record: Record, facts: Facts) -> Iterator[Found]:
    """The keys of a mapping do not stand in the order of the schema.

    ## What it is
    A key stands behind one that the schema lists after it, at the top of the record or in a mapping inside
    it. The finding points at the first key that is out of its place, once for each mapping. Keys that the
    schema does not know are passed over. `publishedDateTime` may also stand right before `heat`, as videos
    and samples have it. It is about YAML; in JSON and TOML the order is left to the program that writes.

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
        order = target_order(keys, style.order, top=not pointer)
        misplaced = astray(keys, order)
        if not misplaced:
            continue
        first = misplaced[0]
        more = f", and {len(misplaced) - 1} more out of place" if len(misplaced) > 1 else ""
        message = f"`{first}` belongs {_place_of(first, keys, order)}{more}"
        yield Found(message, (*pointer, first), at_key=True, fix=_sorted(pointer, keys, order))


def _place_of(key: str, keys: list[str], order: Sequence[str]) -> str:
    """Say behind which of the other keys one belongs; before which, where it comes first."""
    present = [one for one in order if one in keys]
    rank = present.index(key)
    return f"behind `{present[rank - 1]}`" if rank else f"before `{present[1]}`"


def _sorted(pointer: Pointer, keys: list[str], order: Sequence[str]) -> Change:
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
    """Tell whether a value stands on one line, bare or in single quotes."""
    start, end = span
    return (
        start < end
        and source[start] not in _LEFT_ALONE
        and source.find("\n", start, end) < 0
        and source.find("\r", start, end) < 0
    )


def _is_text(record: Record, pointer: Pointer) -> bool:
    value: Any = record.data
    for step in pointer:
        value = value[step]
    return isinstance(value, str)


def _quoted(written: str, pointer: Pointer, span: Span) -> Found:
    """Report a text that lacks its double quotes, by the name of the nearest key."""
    from artikit.rules._yaml_text.close_look import in_double_quotes  # sound records need none

    name = next((f"`{step}`" for step in reversed(pointer) if isinstance(step, str)), "the text")
    how = "in single quotes" if written[0] == "'" else "without quotes"
    fix = Fix("put double quotes around it", (Edit(span, in_double_quotes(written)),))
    return Found(f"{name} stands {how}, and the schema has it in double quotes", pointer, span, fix=fix)
