"""Places of what the quick reader has read: of all that it carries, and of nothing else.

They are those of the exact reader. One pass over the lines finds out in which mapping or list each stands;
where in its line, only for what is asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from artikit.model import Pointer, Span, Spans
from artikit.reading.quick import NO_KEY, place_of, places

if TYPE_CHECKING:
    from collections.abc import Callable, ItemsView, Iterable, Iterator, Sequence, ValuesView

NEXT_KEY = r"\n(?=[^ \-#\r\n])"
"""What stands before a key in the first column; list items may stand there too."""

_LIST = r"[^\n]*\n(?:[ \r]*(?:#[^\n]*)?\n)*( *)- "
"""A key and the first item of its list, which may stand below blank lines and comments."""

_MOST_PIECES = 8
"""Keys and items that are searched for; where there are more, all lines are gone through, once."""

_Entry: TypeAlias = "tuple[int, int, Any]"
"""The line of a value, the column of its key or dash, and the mapping or list that it is; else None.

A mapping has entries by key, a list by index.
"""


def quick_spans(text: str, start: int, end: int) -> Spans:
    """Find the places between two offsets of a text that the quick reader reads there."""
    whole = _Places(text, start, end)
    pieces = _Pieces(text, start, end, whole)
    return Spans(
        LazyPlaces(pieces.value, lambda: whole.all[0], whole.scalars_in),
        LazyPlaces(pieces.key, lambda: whole.all[1], whole.keys_in),
    )


def places_in(places: Mapping[Pointer, Span], lines: Sequence[int]) -> Iterable[tuple[Pointer, Span]]:
    """List all keys, or scalars, in lines that begin at some offsets, in ascending order; others too, maybe.

    It saves the others where what the quick reader has read, line by line, is not of interest.
    """
    return places.in_lines(lines) if isinstance(places, LazyPlaces) else places.items()


class _Tree(NamedTuple):
    """All lines, the characters before each but line ends, and the entries of the whole mapping or list."""

    lines: list[str]
    before: list[int]
    root: dict[str, _Entry] | list[_Entry]

    def offset(self, number: int) -> int:
        """Offset of a line."""
        return self.before[number] + number


class _Places:
    """Places of one text, found on first use: of a mapping, or of the items of a list in a `column`."""

    def __init__(self, text: str, start: int, end: int, column: int | None = None) -> None:
        self._range = text, start, end
        self._column = column

    @cached_property
    def _tree(self) -> _Tree:
        text, start, end = self._range
        lines = text[start:end].split("\n")
        return _Tree(lines, list(accumulate(map(len, lines), initial=start)), _entries(lines, self._column))

    @cached_property
    def all(self) -> tuple[dict[Pointer, Span], dict[Pointer, Span]]:
        """Places of all values and all keys, in the order in which the exact reader gives them."""
        values: dict[Pointer, Span] = {}
        keys: dict[Pointer, Span] = {}
        todo: list[tuple[Pointer, _Entry]] = [((), (0, 0, self._tree.root))]
        while todo:
            pointer, entry = todo.pop()
            values[pointer] = self._value(pointer, entry)
            inside = entry[2]
            if isinstance(inside, dict):
                members = [((*pointer, key), one) for key, one in inside.items()]
                keys.update((below, self._key(below, one)) for below, one in members)
                todo += members
            elif inside is not None:
                todo += [((*pointer, index), one) for index, one in enumerate(inside)]
        return values, keys

    def scalars_in(self, lines: Sequence[int]) -> list[tuple[Pointer, Span]]:
        """Places of the scalars in lines that begin at some offsets."""
        return [
            (pointer, self._scalar(pointer[-1], entry)) for pointer, entry in self._in(lines) if not entry[2]
        ]

    def keys_in(self, lines: Sequence[int]) -> list[tuple[Pointer, Span]]:
        """Places of the keys in lines that begin at some offsets."""
        found = self._in(lines)
        return [
            (pointer, self._key(pointer, entry)) for pointer, entry in found if pointer[-1].__class__ is str
        ]

    def _in(self, lines: Sequence[int]) -> list[tuple[Pointer, _Entry]]:
        """Entries in lines that begin at some offsets."""
        _, start, end = self._range
        own = lines[bisect_left(lines, start) : bisect_left(lines, end)]
        if not own:
            return []
        tree = self._tree
        offsets = [before + number for number, before in enumerate(tree.before)]
        numbers = [bisect_left(offsets, at) for at in own]
        wanted = frozenset(numbers)
        found: list[tuple[Pointer, _Entry]] = []
        todo: list[tuple[Pointer, Any, int]] = [((), tree.root, len(tree.lines))]
        for pointer, inside, stop in todo:  # which grows
            members = list(inside.items() if inside.__class__ is dict else enumerate(inside))
            ends = [one[0] for _, one in members[1:]]
            for (step, one), below in zip(members, [*ends, stop], strict=True):
                if one[0] in wanted:
                    found.append(((*pointer, step), one))
                if one[2] and bisect_left(numbers, one[0]) < bisect_left(numbers, below):
                    todo.append(((*pointer, step), one[2], below))
        return found

    def value(self, pointer: Pointer) -> Span:
        """Place of a value; KeyError where there is none."""
        return self._value(pointer, self._entry(pointer))

    def key(self, pointer: Pointer) -> Span:
        """Place of the key of a value; KeyError where it has none."""
        if not pointer or not isinstance(pointer[-1], str):
            raise KeyError(pointer)
        return self._key(pointer, self._entry(pointer))

    def _entry(self, pointer: Pointer) -> _Entry:
        entry: _Entry = 0, 0, self._tree.root
        for step in pointer:
            inside = entry[2]
            kind = int if isinstance(inside, list) else str
            if inside is None or type(step) is not kind or (kind is int and not 0 <= int(step) < len(inside)):
                raise KeyError(pointer)
            entry = inside[step]
        return entry

    def _key(self, pointer: Pointer, entry: _Entry) -> Span:
        start = self._tree.offset(entry[0]) + entry[1]
        return Span(start, start + len(str(pointer[-1])))

    def _value(self, pointer: Pointer, entry: _Entry) -> Span:
        inside = entry[2]
        if inside is None:
            return self._scalar(pointer[-1], entry)
        _, first = _edge(inside, 0)
        step, last = _edge(inside, -1)
        while last[2] is not None:
            step, last = _edge(last[2], -1)
        return Span(self._tree.offset(first[0]) + first[1], self._scalar(step, last).end)

    def _scalar(self, step: str | int, entry: _Entry) -> Span:
        """Place of what stands in one line, behind the colon or the dash."""
        number, column, _ = entry
        behind = column + (len(step) if isinstance(step, str) else 0) + 1
        line, offset = self._tree.lines[number], self._tree.offset(number)
        written = line[behind:].rstrip(" \r")
        if not written:
            return Span(offset + behind, offset + behind)
        end = offset + behind + len(written)
        return Span(end - len(written.lstrip(" ")), end)


class _Pieces:
    """Places of one text: no more of it is looked at than the lines of a key in the first column, or item."""

    def __init__(self, text: str, start: int, end: int, whole: _Places) -> None:
        self._range = text, start, end
        self._whole = whole
        self._ends: dict[str, tuple[int, int]] = {}
        self._pieces: dict[Pointer, _Places] = {}

    def value(self, pointer: Pointer) -> Span:
        """Place of a value; KeyError where there is none."""
        if not pointer:
            return self._root()
        piece, inside = self._piece(pointer)
        return piece.value(inside)

    def key(self, pointer: Pointer) -> Span:
        """Place of the key of a value; KeyError where it has none."""
        if not pointer:
            raise KeyError(pointer)
        piece, inside = self._piece(pointer)
        return piece.key(inside)

    def _piece(self, pointer: Pointer) -> tuple[_Places, Pointer]:
        """Find the lines of a key, or of an item of its list, and the pointer inside of them.

        Where there is no such key, it is not in them either.
        """
        key = pointer[0]
        if not isinstance(key, str):
            raise KeyError(pointer)
        whole, own = pointer[:1], pointer[:2]
        if whole in self._pieces:
            return self._pieces[whole], pointer
        if own in self._pieces and len(own) > 1:
            return self._pieces[own], (0, *pointer[2:])
        if len(self._pieces) >= _MOST_PIECES:
            return self._whole, pointer
        text, _, _ = self._range
        at, end = self._ends_of(key)
        item = _item(text, at, end, pointer[1]) if len(own) > 1 and type(pointer[1]) is int else None
        if item is None:
            self._pieces[whole] = _Places(text, at, end)
            return self._pieces[whole], pointer
        self._pieces[own] = item
        return item, (0, *pointer[2:])

    def _ends_of(self, key: str) -> tuple[int, int]:
        """Where the lines of a key in the first column begin and end."""
        if key not in self._ends:
            text, start, end = self._range
            at = start if text.startswith(f"{key}:", start, end) else text.find(f"\n{key}:", start, end) + 1
            if not at and start:
                raise KeyError(key)
            following = re.compile(NEXT_KEY).search(text, at, end)
            self._ends[key] = at, following.end() if following else end
        return self._ends[key]

    def _root(self) -> Span:
        """From the first line to the last one that is neither blank nor a comment."""
        text, start, end = self._range
        while _says_nothing(text[start : (below := text.find("\n", start, end))]) and below >= 0:
            start = below + 1
        while _says_nothing(text[(above := text.rfind("\n", start, end) + 1) : end]) and above:
            end = above - 1
        return Span(start, start + len(text[start:end].rstrip(" \r")))


def _item(text: str, start: int, end: int, index: int) -> _Places | None:
    """Find the lines of an item of the list behind a key; None where there is no such item, or no list."""
    first = re.compile(_LIST).match(text, start, end)
    if first is None or index < 0:
        return None
    at, column = first.start(1), len(first[1])
    head = f"\n{first[1]}- "
    for _ in range(index):
        at = text.find(head, at, end) + 1
        if not at:
            return None
    following = text.find(head, at, end)
    return _Places(text, at, end if following < 0 else following, column)


def _says_nothing(line: str) -> bool:
    return line.lstrip(" \r")[:1] in {"", "#"}


class LazyPlaces(Mapping[Pointer, Span]):
    """Places by pointer, each found by itself until somebody wants to see them all.

    `in_lines` lists those in lines that begin at some offsets, in ascending order, and maybe others.
    """

    def __init__(
        self,
        one: Callable[[Pointer], Span],
        all_: Callable[[], dict[Pointer, Span]],
        in_lines: Callable[[Sequence[int]], list[tuple[Pointer, Span]]],
    ) -> None:
        self._one = one
        self._all = all_
        self.in_lines = in_lines

    @cached_property
    def _whole(self) -> dict[Pointer, Span]:
        return self._all()

    def __getitem__(self, pointer: Pointer) -> Span:
        return self._one(pointer)

    def __iter__(self) -> Iterator[Pointer]:
        return iter(self._whole)

    def __len__(self) -> int:
        return len(self._whole)

    def items(self) -> ItemsView[Pointer, Span]:
        """All pointers with their places."""
        return self._whole.items()

    def values(self) -> ValuesView[Span]:
        """All places."""
        return self._whole.values()


def _edge(inside: Any, at: int) -> tuple[str | int, _Entry]:
    """First or last entry of a mapping or list, with its step; neither is ever empty."""
    if isinstance(inside, dict):
        key = next(iter(inside) if at == 0 else reversed(inside))
        return key, inside[key]
    return at % len(inside), inside[at]


def _entries(lines: list[str], column: int | None) -> dict[str, _Entry] | list[_Entry]:
    """Put the lines together as the quick reader does, which has found that they fit.

    They are those of a mapping; with a `column`, of items whose dashes stand in it.
    """
    root: dict[str, _Entry] | list[_Entry] = {} if column is None else []
    inside: Any = root
    level = 0 if column is None else 2 * column + 1
    outer: list[tuple[int, Any]] = []
    above = ""
    for number, line in enumerate(lines):
        head, colon, _ = line.partition(": ")
        if not colon:
            head = line[:-1] if line[-1:] == ":" else ""
        place = places.get(head) or place_of(line)
        if place is None:
            continue
        own_level, inner, key = place
        if own_level > level:
            outer.append((level, inside))
            level = own_level
            child: Any = [] if level & 1 else {}
            inside[above] = (*inside[above][:2], child)
            inside = child
        while own_level < level:
            level, inside = outer.pop()
        if inner == NO_KEY:
            inside.append((number, level >> 1, None))
            continue
        if inner != level:
            outer.append((level, inside))
            child = {}
            inside.append((number, level >> 1, child))
            level, inside = inner, child
        inside[key] = (number, level >> 1, None)
        above = key
    return root
