"""Mappings as YAML by plans: what has the same keys, and values of the same types, has the same lines.

The records of a site have a few dozen such shapes. What a plan says is worked out once: keys as they are
written, indents, blank lines, and what is to be done with each value.
"""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from artikit.writing.quotes import in_quotes
from artikit.writing.yaml_scalars import NO_STYLE, head_of, scalar, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from artikit.model import Json
    from artikit.schema.style import Style

    Write: TypeAlias = Callable[[Any], Any]

_STEP = "  "

_DEEPEST = 40
"""Containers inside one another; Python bounds recursion at 1,000, of which others need their part."""

_MOST = 2_000_000
"""Bytes, roughly, that plans take before all are forgotten: some hundred times what a site needs."""

_EACH = 200
"""Bytes of a Python text or tuple beside its content, generously."""

_FEW = 8
_SHORT = 200
"""Keys and characters of a mapping that is remembered as it is written."""

_ROOM = ""
"""Stands in a plan where a value will."""

_WORDS = {True: "true", False: "false"}


class _Plan(NamedTuple):
    """How mappings of one shape are written.

    `parts` is what stands around the values, with room for these between. The texts at `quoted` go between
    quotes that stand there already; `texts` gets them all. `steps` are for other values, each by its number.
    `known` are whole mappings, by their values, where all of these are texts that are often the same.
    """

    kinds: list[type]
    parts: list[str]
    quoted: tuple[int, ...]
    texts: Callable[[list[Any]], tuple[str, ...]] | None
    steps: tuple[tuple[int, Write], ...]
    known: dict[tuple[Json, ...], str] | None


def pieces(data: Mapping[str, Json], style: Style) -> list[str]:
    """Write a mapping with something in it, piece by piece.

    Hidden characters may be left in it as they are. Raises ValueError or TypeError for what nobody can write,
    and for what is not written here: data deeper than 40 levels, types derived from those of JSON.
    """
    root = _root(style)
    parts = root.write(data, list)
    out: list[str] = []
    done = 0
    for at, part in enumerate(parts):
        if type(part) is list:
            out += "".join(parts[done:at]), *part
            done = at + 1
    out.append("".join(parts[done:]))
    if root.memory.taken > _MOST:
        _root.cache_clear()
    return out


@lru_cache(maxsize=8)
def _root(style: Style) -> _Mappings:
    return _Mappings(style, 0, "", _Memory())


class _Memory:
    """Counts the bytes that all plans below one style take."""

    def __init__(self) -> None:
        self.taken = 0


class _Mappings:
    """Writes mappings of a style that stand so deep, the first key behind `lead`."""

    def __init__(self, style: Style, depth: int, lead: str, memory: _Memory) -> None:
        if depth > _DEEPEST:
            raise ValueError("too deep for recursion")
        self.memory = memory
        self._style = style
        self._depth = depth
        self._lead = lead
        self._empty = f"{lead}{{}}\n" if lead.strip() else " {}\n"
        self._plans: dict[object, _Plan] = {}
        self._mappings: dict[Style, _Mappings] = {}
        self._lists: dict[Style, _Lists] = {}

    def write(self, data: Mapping[str, Json], join: Callable[[list[Any]], Any] = "".join) -> Any:
        """Write a mapping as a text; by another `join` as its parts, at the top with lists among them."""
        if not data:
            return self._empty
        values: list[Any] = [*data.values()]
        plan = self._plans.get((*data,))
        if plan is None or plan.kinds != [*map(type, values)]:
            plan = self._plan((*data,), values)
        _, around, quoted, texts, steps, known = plan
        if known is not None:
            key = (*values,)
            if key in known:
                return join([known[key]])
        if texts is not None:
            found = "".join(texts(values))
            if '"' in found or "\\" in found or "\n" in found:
                for at in quoted:
                    values[at] = in_quotes(values[at])[1:-1]
        for at, write in steps:
            values[at] = write(values[at])
        parts: list[Any] = around[:]
        parts[1::2] = values
        if known is not None and (size := sum(map(len, parts))) <= _SHORT:
            known[key] = "".join(parts)
            self.memory.taken += 2 * size + _EACH * len(parts)
        return join(parts)

    def _plan(self, names: tuple[str, ...], values: list[Any]) -> _Plan:
        """Find the plan for a shape, or make it; the last one found for some keys is looked at first."""
        kinds = [*map(type, values)]
        shape = names, (*kinds,)
        plan = self._plans.get(shape)
        if plan is None:
            plan = self._plans[shape] = self._new_plan(names, kinds)
            self.memory.taken += sum(map(len, plan.parts)) + _EACH * len(plan.parts)
        self._plans[names] = plan
        return plan

    def _new_plan(self, names: tuple[str, ...], kinds: list[type]) -> _Plan:
        parts = [self._lead]
        quoted: list[int] = []
        steps: list[tuple[int, Write]] = []
        for at, (name, kind) in enumerate(zip(names, kinds, strict=True)):
            key, within, write = head_of(name, self._style)
            blank = "\n" if at and not self._depth and within.blank_line else ""
            parts[-1] += f"{blank}{_STEP * self._depth if at else ''}{key}"
            if kind is str and write is in_quotes:
                parts[-1] += ' "'
                parts += [_ROOM, '"\n']
                quoted.append(at)
            else:
                before, step, behind = self._step(kind, within, write)
                parts[-1] += before
                parts += [_ROOM, behind]
                steps.append((at, step))
        texts = itemgetter(*quoted, quoted[0]) if quoted else None  # of one item it would be no tuple
        known: dict[tuple[Json, ...], str] | None = None
        if not quoted and kinds.count(str) == len(kinds) <= _FEW:
            known = {}
        return _Plan(kinds, parts, (*quoted,), texts, (*steps,), known)

    def _step(self, kind: type, style: Style, write: Callable[[str], str]) -> tuple[str, Write, str]:
        """Tell what to do with a value of a type: what stands before it and behind it, and who writes it."""
        depth = self._depth + 1
        if kind is dict:
            if style not in self._mappings:
                self._mappings[style] = _Mappings(style, depth, f"\n{_STEP * depth}", self.memory)
            return "", self._mappings[style].write, ""
        if kind is list:
            if style not in self._lists:
                self._lists[style] = _Lists(style, depth, self.memory)
            return "", self._lists[style].write if self._depth else self._lists[style].entries, ""
        if kind is type(None):
            return "", _nothing, "\n"
        return " ", write if kind is str else _writer(kind), "\n"


class _Lists:
    """Writes lists of a style on the lines below their keys, dashes so deep."""

    def __init__(self, style: Style, depth: int, memory: _Memory) -> None:
        items = style.items or NO_STYLE
        self._dash = dash = f"{_STEP * depth}- "
        self._mapping = _Mappings(items, depth + 1, dash, memory).write
        self._text = text_of(items)
        self._inner = items, depth + 1, memory
        self._list: Write | None = None

    def entries(self, items: list[Json]) -> list[str]:
        """Write a list, entry by entry."""
        if not items:
            return [" []\n"]
        out = ["\n"]
        for item in items:
            kind = type(item)
            if kind is dict:
                out.append(self._mapping(item))  # type: ignore[arg-type]
            elif kind is str:
                out.append(f"{self._dash}{self._text(item)}\n")  # type: ignore[arg-type]
            elif kind is list and item:  # its first entry stands behind the dash
                out.append(self._dash + self._below(item)[1:].lstrip(" "))  # type: ignore[arg-type]
            else:
                out.append(f"{self._dash}{_writer(kind)(item)}\n")
        return out

    def write(self, items: list[Json]) -> str:
        """Write a list."""
        return "".join(self.entries(items))

    def _below(self, items: list[Json]) -> str:
        if self._list is None:
            self._list = _Lists(*self._inner).write
        return self._list(items)


def _writer(kind: type) -> Write:
    """Get the function that writes values of a type that are neither text nor hold others."""
    if kind is int:
        return int.__repr__
    if kind is bool:
        return _WORDS.__getitem__
    if kind in (float, list, type(None)):
        return scalar
    raise TypeError(f"a {kind.__name__} is for those who look at each value")


def _nothing(_value: None) -> str:
    return ""
