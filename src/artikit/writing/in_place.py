"""Rewriting YAML that somebody wrote by hand: new indents, and every value as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from artikit.errors import WriteError
from artikit.writing.indents import indented

if TYPE_CHECKING:
    from collections.abc import Callable

    from artikit.model import Json, Pointer

_BOM = "\ufeff"


def rewrite_yaml(text: str, read: Callable[[str], Json]) -> str:
    """Indent existing YAML canonically, the content of front matter or a stream of documents.

    Indents and the blanks behind a dash are all that changes: line ends, blank lines, comments, quotes,
    anchors and the spelling of every value stay. `read` gives the values of a text, those of several
    documents as a list, and raises ValueError for a text without. Raises WriteError rather than return
    a text that reads otherwise; its pointer leads to the first difference.
    """
    mark = _BOM if text.startswith(_BOM) else ""
    try:
        new = mark + indented(text.removeprefix(mark))
    except YAMLError as error:
        raise WriteError(f"ruamel.yaml cannot follow this YAML: {_what(error)}") from None
    if new != text:
        _hold_together(text, new, read)
    return new


def _hold_together(text: str, new: str, read: Callable[[str], Json]) -> None:
    try:
        values = read(new)
    except ValueError as error:
        raise WriteError(f"indented anew, this YAML cannot be read: {error}") from None
    pointer = _difference(read(text), values, ())
    if pointer is not None:
        message = "indented anew, this YAML would be read otherwise"
        raise WriteError(message, pointer, "write this part in a plainer way")


def _difference(one: Json, other: Json, at: Pointer) -> Pointer | None:
    """Find the first value that differs, also in type, in the order of keys, or in the sign of a zero."""
    if isinstance(one, dict) and isinstance(other, dict) and list(one) == list(other):
        found = (_difference(one[key], other[key], (*at, key)) for key in one)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        found = (_difference(*pair, (*at, index)) for index, pair in enumerate(zip(one, other, strict=True)))
    else:
        return None if repr(one) == repr(other) else at
    return next((pointer for pointer in found if pointer is not None), None)


def _what(error: YAMLError) -> str:
    if isinstance(error, MarkedYAMLError):
        return str(error.problem or error.context)
    return str(error).partition("\n")[0]
