r"""Typed column names: `provider.name`, `images:json`. Keys that hold syntax are escaped.

In a key, `. : [ ] \ | # '` get a backslash. Written as `\uXXXX` are what a tool may take for syntax of
its own (`"`, `,`, `;`, control characters, blanks at an edge), and a first character that is a digit, `_`
or a trigger of formulas. The empty key is `\e`. Names that begin with a bare `_` are reserved.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, cast

from artikit import reserved
from artikit.reading import codes
from artikit.reading.fatal import quoted
from artikit.tabular.faults import Fault, exceeded, letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from artikit.reading.limits import Limits

Type: TypeAlias = Literal["string", "number", "bool", "datetime", "list", "json", "order", "rest"]
Path: TypeAlias = tuple[str, ...]

TYPES = ("string", "number", "bool", "datetime", "list", "json")
"""What a header may name behind its colon; without one a column holds strings."""

RESERVED = reserved.KEYS
"""Columns that stand for keys of the same names."""

DEEPEST = 16
"""Keys that a column's name may join. Objects below go into a cell of JSON: nobody reads twenty keys."""

_SPECIAL: dict[str, Type] = {"_order": "order", "_rest": "rest"}
_ENDINGS = tuple(f":{name}" for name in TYPES)
_SYNTAX = re.compile(r"[.:\[\]\\|#']")
_FOREIGN = re.compile(
    '[",;\x00-\x1f\x7f-\xa0\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff\ud800-\udfff]'
)
_FIRST = re.compile("[0-9_=+\\-@%\uff1d\uff0b\uff0d\uff20\\s]")
_LAST = re.compile(r"\s\Z")
_TOKEN = re.compile(r"\\u([0-9a-fA-F]{4})|\\([.:\[\]\\|#'])|(\\e)|([^\\.:\[\]|#]++)|([\s\S])")


class Column(NamedTuple):
    """A column: the keys that lead to its values, and what its cells hold."""

    path: Path
    type: Type = "string"


ORDER = Column(("_order",), "order")
REST = Column(("_rest",), "rest")


class Header(NamedTuple):
    """What a header line says. `typed` is False for a table of foreign make: its cells are plain text."""

    columns: tuple[Column, ...]
    faults: tuple[Fault, ...] = ()
    typed: bool = True


def write_header(column: Column) -> str:
    """Write one column's name."""
    if column.type in ("order", "rest"):
        return column.path[0]
    bare = len(column.path) == 1 and column.path[0] in RESERVED
    name = column.path[0] if bare else ".".join(map(_escaped, column.path))
    return name if column.type == "string" else f"{name}:{column.type}"


def write_headers(columns: Sequence[Column]) -> list[str]:
    """Write a header line. It always tells that it is one of ours, if need be by a `:string`."""
    names = [write_header(column) for column in columns]
    if names and not any(map(_is_ours, names)):
        names[0] += ":string"
    return names


def read_headers(cells: Sequence[str], limits: Limits) -> Header:
    """Read a header line; columns are those that could be read, and only without faults all of them."""
    if 2 * len(cells) > limits.nodes:
        return Header((), (exceeded("nodes", limits.nodes),))
    typed = any(map(_is_ours, cells))
    columns: list[Column] = []
    faults: list[Fault] = []
    seen: dict[tuple[Path, bool], int] = {}
    for index, text in enumerate(cells):
        found = _read(text, limits, typed=typed)
        if isinstance(found, Fault):
            faults.append(found._replace(column=index))
            continue
        key = found.path, found.type in ("order", "rest")
        if key in seen:
            message = f"header {quoted(text)} is used twice, first in column {letters(seen[key])}"
            faults.append(Fault(codes.DUPLICATE_KEY, message, "rename or remove one of the two", (), index))
        seen.setdefault(key, index)
        columns.append(found)
    return Header(tuple(columns), tuple(faults), typed)


def _escaped(key: str) -> str:
    if not key:
        return "\\e"
    text = _FOREIGN.sub(_code, _SYNTAX.sub(r"\\\g<0>", key))
    return _LAST.sub(_code, _FIRST.sub(_code, text, count=1) if _FIRST.match(text) else text)


def _code(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _is_ours(text: str) -> bool:
    """Tell whether only our format writes such a header: a type, or a reserved name."""
    if text in RESERVED or text in _SPECIAL:
        return True
    if not text.endswith(_ENDINGS):
        return False
    name = text[: text.rindex(":")]
    return (len(name) - len(name.rstrip("\\"))) % 2 == 0


def _read(text: str, limits: Limits, *, typed: bool) -> Column | Fault:
    if not text:
        return Fault(codes.SYNTAX_ERROR, "the column has no header", "name the column, or remove it")
    if not typed:
        found: Column | Fault = Column(_foreign_path(text, limits))
    else:
        found = Column((text,), _SPECIAL[text]) if text in _SPECIAL else _typed(text, limits)
    if isinstance(found, Column) and max(map(len, found.path)) > limits.scalar_size:
        return exceeded("scalar_size", limits.scalar_size)
    return found


def _foreign_path(text: str, limits: Limits) -> Path:
    """A dot leads into an object, unless that would leave a key without a name."""
    steps = text.split(".", limits.depth)
    return tuple(steps) if all(steps) and len(steps) < limits.depth else (text,)


def _typed(text: str, limits: Limits) -> Column | Fault:
    kind = "string"
    name = text
    if _is_ours(text) and text not in RESERVED:
        name, _, kind = text.rpartition(":")
    type_ = cast("Type", kind)
    if name in RESERVED:
        return Column((name,), type_)
    if name.startswith("_"):
        known = ", ".join(f"`{one}`" for one in (*RESERVED, *_SPECIAL))
        help_ = f"reserved are {known}; a key of your own begins with `\\u005f`"
        return Fault(codes.SYNTAX_ERROR, f"unknown reserved column {quoted(text)}", help_)
    path = _keys(name, limits)
    return path if isinstance(path, Fault) else Column(path, type_)


def _keys(name: str, limits: Limits) -> Path | Fault:
    steps: list[list[str]] = [[]]
    for match in _TOKEN.finditer(name):
        code, syntax, empty, plain, bare = match.groups()
        if bare == ".":
            steps.append([])
            if len(steps) > limits.depth:
                return exceeded("depth", limits.depth)
        elif bare:
            return _bad(name, match)
        else:
            steps[-1].append(chr(int(code, 16)) if code else "" if empty else syntax or plain)
    if not all(steps):
        return Fault(
            codes.SYNTAX_ERROR, f"header {quoted(name)} has an empty key", "write `\\e` for that key"
        )
    try:
        return tuple(_joined(step) for step in steps)
    except UnicodeDecodeError:
        message = f"header {quoted(name)} has half a character: its other half is missing"
        return Fault(codes.LONE_SURROGATE, message, "write both halves, or the character itself")


def _bad(name: str, match: re.Match[str]) -> Fault:
    sign = match[0]
    if sign == ":":
        types = ", ".join(TYPES)
        message = f"unknown type {quoted(name[match.end() :])} in header {quoted(name)}"
        return Fault(codes.SYNTAX_ERROR, message, f"types are {types}; write `\\:` for a colon in a key")
    if sign == "\\":
        message = f"header {quoted(name)} has a backslash that escapes nothing"
        return Fault(codes.SYNTAX_ERROR, message, "write `\\\\` for a backslash")
    return Fault(codes.SYNTAX_ERROR, f"header {quoted(name)} has a bare `{sign}`", f"write `\\{sign}`")


def _joined(parts: Iterable[str]) -> str:
    """Join a key; halves of a character that stand side by side become one."""
    return "".join(parts).encode("utf-16-le", "surrogatepass").decode("utf-16-le")
