"""From libyaml's events to one value: iteratively, under limits, with places and coded problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn

from yaml.events import AliasEvent, MappingStartEvent, NodeEvent, ScalarEvent, SequenceStartEvent

from artikit.model import NO_SPANS, Edit, Fix, Note, Pointer, Problem, Span, Spans
from artikit.reading import codes
from artikit.reading.fatal import FatalError, over_limit
from artikit.reading.limits import longest_number
from artikit.reading.reading import Reading
from artikit.reading.yaml_scalars import NOT_FINITE, TOO_LONG, resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from artikit.model import Json
    from artikit.reading.limits import Limits
    from artikit.reading.yaml_bridge import Unbridge

_CORE = "tag:yaml.org,2002:"
_SCALAR_TAGS = frozenset(_CORE + name for name in ("str", "int", "float", "bool", "null"))
_NO_KEY: Any = object()


@dataclass(slots=True)
class _Node:
    """Places of a value and, by key or index, of what is in it. Shared by every alias of it."""

    start: int
    end: int
    children: dict[str | int, tuple[Span | None, _Node]] | None = None


@dataclass(slots=True)
class Anchor:
    """What a name (`&name`) stands for, within one document."""

    value: Any
    node: _Node | None
    size: int | None
    """Nodes in it; None while it is still open."""
    height: int = 0
    """Mappings and lists inside one another in it."""


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is being filled."""

    container: Any
    is_map: bool
    node: _Node | None
    size_before: int
    anchor: Anchor | None
    flow: bool
    key: Any = _NO_KEY
    key_span: Span | None = None
    key_starts: dict[str, int] = field(default_factory=dict)
    merges: list[tuple[Any, _Node | None, int]] | None = None
    end: int = 0
    height: int = 1


def failed(*problems: Problem) -> Reading:
    """Make the reading of which nothing could be saved."""
    return Reading(None, problems, ok=False)


class Composer:
    """One record's events, put together. An object per record: every limit counts anew.

    `taken` are keys that the record has before its first event: if they come again, they stand there twice.
    """

    def __init__(
        self,
        next_event: Callable[[], Any],
        limits: Limits,
        base: int,
        chunk: str,
        unbridge: Unbridge | None,
        anchors: dict[str, Anchor],
        *,
        spans: bool,
    ) -> None:
        self._next = next_event
        self._limits = limits
        self._digits = longest_number(limits)
        self._base = base
        self._chunk = chunk
        self._unbridge = unbridge
        self._spans = spans
        self._anchors = anchors
        self._stack: list[_Frame] = []
        self._nodes = self._expanded = self._aliases = self._merged = 0
        self.problems: list[Problem] = []
        self.done = False
        self.taken: Collection[str] = ()

    def reading(self, event: Any) -> Reading:
        """Compose the node that `event` begins."""
        start = event.start_mark.index
        value, node, end = self._compose(event)
        self.done = True
        if end - start > self._limits.record_size:
            span = Span(start + self._base, start + self._base)
            return failed(over_limit("record_size", self._limits.record_size, span).problem)
        spans = _flatten(node) if node is not None else NO_SPANS
        return Reading(value, tuple(self.problems), spans, end + self._base)

    def _compose(self, event: Any) -> tuple[Json, _Node | None, int]:
        """Run until the node is whole. The loop is the hot path: a record has some 700 events."""
        stack, limits, unbridge, want = self._stack, self._limits, self._unbridge, self._spans
        max_nodes, max_scalar, digits = limits.nodes, limits.scalar_size, self._digits
        next_event = self._next
        while True:
            kind = event.__class__
            self._nodes += 1
            self._expanded += 1
            if self._nodes > max_nodes and isinstance(event, NodeEvent):
                self._stop("nodes", event)
            node: _Node | None = None
            if kind is ScalarEvent:
                text: str = event.value
                style = event.style
                if len(text) > max_scalar:
                    self._stop("scalar_size", event)
                if unbridge is not None:
                    text = unbridge(text, style == '"')
                frame = stack[-1] if stack else None
                if frame is not None and frame.is_map and frame.key is _NO_KEY:
                    self._take_key(frame, event, text)
                    event = next_event()
                    continue
                value: Any = text
                if event.tag is not None:
                    value = self._tagged(event, text)
                elif not style:
                    value = resolve(text, digits)
                    if value is NOT_FINITE or value is TOO_LONG:
                        value = self._bad_number(event, text, value)
                end = event.end_mark.index
                if want:
                    node = self._scalar_node(event, style)
                    end = node.end - self._base  # what is around ends where this ends to the eye
                if event.anchor is not None:
                    self._anchors[event.anchor] = Anchor(value, node, 1)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                frame = stack[-1] if stack else None
                if frame is not None and frame.is_map and frame.key is _NO_KEY:
                    self._complex_key(event)
                self._open(event, is_map=kind is MappingStartEvent)
                event = next_event()
                continue
            elif kind is AliasEvent:
                frame = stack[-1] if stack else None
                if frame is not None and frame.is_map and frame.key is _NO_KEY:
                    self._complex_key(event)
                value, node = self._alias(event)
                end = event.end_mark.index
            else:  # the end of a mapping or list
                self._nodes -= 1
                self._expanded -= 1
                value, node, end = self._close(stack.pop(), event)
            if not stack:
                return value, node, end
            frame = stack[-1]
            frame.end = end
            if frame.is_map:
                if frame.key is not None:
                    self._put(frame, value, node)
                frame.key = _NO_KEY
            else:
                if node is not None and frame.node is not None and frame.node.children is not None:
                    frame.node.children[len(frame.container)] = (None, node)
                frame.container.append(value)
            event = next_event()

    def _put(self, frame: _Frame, value: Any, node: _Node | None) -> None:
        """Store a value under the frame's key; a merge waits until the mapping ends."""
        key = frame.key
        if key.__class__ is _Merge:
            frame.merges = [*(frame.merges or ()), (value, node, key.offset)]
            return
        frame.container[key] = value
        if node is not None and frame.node is not None and frame.node.children is not None:
            frame.node.children[key] = (frame.key_span, node)

    def _take_key(self, frame: _Frame, event: Any, text: str) -> None:
        """Make a scalar the key of the next value; None where that value is to be dropped."""
        start, end = event.start_mark.index, event.end_mark.index
        if not event.style and event.tag is None:
            if text == "<<":
                frame.key = _Merge(start)
                return
            if resolve(text, self._digits) is not text:
                self._key_not_text(event, text)
        elif event.tag is not None:
            self._tagged(event, text)
        if event.anchor is not None:
            node = self._node(start, end) if self._spans else None
            self._anchors[event.anchor] = Anchor(text, node, 1)
        if text in frame.key_starts:
            self._duplicate(frame, text, start, end)
            frame.key = None
            return
        frame.key_starts[text] = start
        frame.key = text
        if self._spans:
            frame.key_span = Span(start + self._base, end + self._base)

    def _open(self, event: Any, *, is_map: bool) -> None:
        """Begin a mapping or list."""
        self._check_depth(1, event)
        if event.tag is not None and event.tag not in ("!", _CORE + ("map" if is_map else "seq")):
            self._bad_tag(event)
        start = event.start_mark.index
        container: Any = {} if is_map else []
        node = self._node(start, start, {}) if self._spans else None
        anchor = None
        if event.anchor is not None:
            anchor = self._anchors[event.anchor] = Anchor(container, node, None)
        frame = _Frame(container, is_map, node, self._expanded, anchor, bool(event.flow_style))
        frame.end = event.end_mark.index
        if self.taken and not self._stack:
            frame.key_starts = dict.fromkeys(self.taken, 0)
        self._stack.append(frame)

    def _check_depth(self, more: int, event: Any) -> None:
        if len(self._stack) + more > self._limits.depth:
            self._stop("depth", event)

    def _close(self, frame: _Frame, event: Any) -> tuple[Any, _Node | None, int]:
        """End a mapping or list; a block one ends where its last value ends."""
        end: int = event.end_mark.index if frame.flow else frame.end
        if frame.merges:
            self._merge(frame)
        if frame.node is not None:
            frame.node.end = end + self._base
        if frame.anchor is not None:
            frame.anchor.size = self._expanded - frame.size_before + 1
            frame.anchor.height = frame.height
        if self._stack and frame.height >= self._stack[-1].height:
            self._stack[-1].height = frame.height + 1
        return frame.container, frame.node, end

    def _merge(self, frame: _Frame) -> None:
        """Bring in the keys of `<<`, as the YAML 1.1 merge type says: own keys win, then the earlier map."""
        merged: dict[str, Any] = {}
        children: dict[str | int, tuple[Span | None, _Node]] = {}
        for value, node, offset in frame.merges or ():
            maps = value if isinstance(value, list) else [value]
            for index, source in enumerate(maps):
                if not isinstance(source, dict):
                    message = "`<<` merges mappings, and this is none"
                    self._report(codes.BAD_MERGE, message, offset, offset + 2, "name a mapping: `<<: *name`")
                    continue
                self._merged += len(source)
                if self._merged > self._limits.merged_keys:
                    span = Span(offset + self._base, offset + self._base + 2)
                    raise over_limit("merged_keys", self._limits.merged_keys, span, self._pointer())
                for key, item in source.items():
                    merged.setdefault(key, item)
                places = node
                if node is not None and isinstance(value, list) and node.children is not None:
                    places = node.children[index][1]
                if places is not None and places.children is not None:
                    children = {**places.children, **children}
        merged.update(frame.container)
        frame.container.clear()
        frame.container.update(merged)
        if frame.node is not None and frame.node.children is not None:
            frame.node.children = {**children, **frame.node.children}

    def _alias(self, event: Any) -> tuple[Any, _Node | None]:
        """Value of an alias: the very object that its anchor names, counted as if written out."""
        start, end = event.start_mark.index, event.end_mark.index
        node = self._node(start, end) if self._spans else None
        self._aliases += 1
        if self._aliases > self._limits.aliases:
            self._stop("aliases", event)
        anchor = self._anchors.get(event.anchor)
        if anchor is None:
            message = f"the alias `*{event.anchor}` has no anchor before it"
            help_ = "to begin a text with `*`, put it in quotes"
            self._report(codes.UNKNOWN_ALIAS, message, start, end, help_)
            return None, node
        if anchor.size is None:
            message = f"the alias `*{event.anchor}` stands inside what it names"
            self._report(codes.CYCLIC_ALIAS, message, start, end, "write the value out")
            return None, node
        self._check_depth(anchor.height, event)
        if self._stack and anchor.height >= self._stack[-1].height:
            self._stack[-1].height = anchor.height + 1
        self._expanded += anchor.size - 1
        if self._expanded > self._limits.expanded_nodes:
            self._stop("expanded_nodes", event)
        if node is not None and anchor.node is not None:
            node.children = anchor.node.children
        return anchor.value, node

    def _tagged(self, event: Any, text: str) -> Any:
        """Value of a scalar with a tag: one of the core ones, and the text must fit it."""
        tag: str = event.tag
        if tag in ("!", _CORE + "str"):
            return text
        if tag not in _SCALAR_TAGS:
            self._bad_tag(event)
            return text
        value = resolve(text, self._digits)
        if value is NOT_FINITE or value is TOO_LONG:
            return self._bad_number(event, text, value)
        wanted: Any = {"int": int, "float": float, "bool": bool, "null": type(None)}[tag.removeprefix(_CORE)]
        if type(value) is wanted:
            return value
        if wanted is float and type(value) is int:
            return float(value)
        self._bad_tag(event, f"the tag `!!{tag.removeprefix(_CORE)}` does not fit this value")
        return text

    def _scalar_node(self, event: Any, style: str | None) -> _Node:
        start, end = event.start_mark.index, event.end_mark.index
        if style in {"|", ">"}:
            end = start + len(self._chunk[start:end].rstrip())
        return self._node(start, end)

    def _node(
        self, start: int, end: int, children: dict[str | int, tuple[Span | None, _Node]] | None = None
    ) -> _Node:
        return _Node(start + self._base, end + self._base, children)

    def _pointer(self) -> Pointer:
        """Where the composer stands."""
        steps: list[str | int] = []
        for frame in self._stack:
            if not frame.is_map:
                steps.append(len(frame.container))
            elif isinstance(frame.key, str):
                steps.append(frame.key)
        return tuple(steps)

    def _report(
        self, code: str, message: str, start: int, end: int, help_: str = "", notes: tuple[Note, ...] = ()
    ) -> None:
        span = Span(start + self._base, end + self._base)
        self.problems.append(Problem(code, message, self._pointer(), span, help=help_, notes=notes))

    def _stop(self, field: str, event: Any) -> NoReturn:
        """End the reading: more than a limit allows."""
        at = event.start_mark.index + self._base
        raise over_limit(field, getattr(self._limits, field), Span(at, at), self._pointer())

    def _duplicate(self, frame: _Frame, key: str, start: int, end: int) -> None:
        first = frame.key_starts[key] + self._base
        note = Note(Span(first, first + end - start), "first here")
        message = f"the key `{key}` stands twice in this mapping"
        span = Span(start + self._base, end + self._base)
        help_ = "keep one of the two"
        self.problems.append(
            Problem(codes.DUPLICATE_KEY, message, (*self._pointer(), key), span, help=help_, notes=(note,))
        )

    def _key_not_text(self, event: Any, text: str) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        what = f"`{text}` is not text but a number, a truth value or null" if text else "is empty"
        message = f"the key {what}"
        span = Span(start + self._base, max(end, start + 1) + self._base)
        help_ = f'put it in quotes: `"{text}":`'
        bare = text and event.anchor is None
        fix = Fix(f'write `"{text}"`', (Edit(span, f'"{text}"'),)) if bare else None
        self.problems.append(
            Problem(codes.KEY_NOT_TEXT, message, (*self._pointer(), text), span, help=help_, fix=fix)
        )

    def _complex_key(self, event: Any) -> None:
        message = "a mapping, a list or an alias cannot be a key here"
        start = event.start_mark.index + self._base
        help_ = "keys are text; to begin a key with `*`, `[` or `{`, put it in quotes"
        raise FatalError(
            Problem(codes.KEY_NOT_TEXT, message, self._pointer(), Span(start, start + 1), help=help_)
        )

    def _bad_tag(self, event: Any, message: str = "") -> None:
        start = max(self._chunk.find("!", event.start_mark.index), event.start_mark.index)
        written = self._chunk[start:].split(maxsplit=1)[0][:40]
        message = message or f"the tag `{written}` is not one of JSON's types"
        help_ = "take the tag away, or put the text in quotes if it begins with `!`"
        self._report(codes.TAG_NOT_ALLOWED, message, start, start + len(written), help_)

    def _bad_number(self, event: Any, text: str, why: object) -> Json:
        if why is TOO_LONG:
            self._stop("number_digits", event)
        message = f"`{text[:40]}` is no number that JSON can hold"
        start, end = event.start_mark.index, event.end_mark.index
        self._report(codes.NOT_FINITE, message, start, end, "write a number, or put it in quotes as text")
        return None


class _Merge:
    """The key `<<`, and where it stands."""

    __slots__ = ("offset",)

    def __init__(self, offset: int) -> None:
        self.offset = offset


def _flatten(root: _Node) -> Spans:
    """Turn the tree of places into maps by pointer, without recursion."""
    values: dict[Pointer, Span] = {}
    keys: dict[Pointer, Span] = {}
    todo: list[tuple[Pointer, _Node]] = [((), root)]
    while todo:
        pointer, node = todo.pop()
        values[pointer] = Span(node.start, node.end)
        for step, (key_span, child) in (node.children or {}).items():
            below = (*pointer, step)
            if key_span is not None:
                keys[below] = key_span
            todo.append((below, child))
    return Spans(values, keys)
