"""The one exact YAML reader: libyaml events, under limits, composed without recursion.

PyYAML's own composer recurses in C and kills the interpreter at some 30,000 levels; its
constructor speaks YAML 1.1. Here its event stream alone is used: values by the core schema of
YAML 1.2, every key and value with its place, every fault with a code.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from yaml.events import DocumentStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent, StreamEndEvent

from artikit.model import Problem, Span
from artikit.reading import codes
from artikit.reading.fatal import FatalError, over_limit
from artikit.reading.reading import Reading
from artikit.reading.yaml_bridge import bridge
from artikit.reading.yaml_composer import Anchor, Composer, failed
from artikit.reading.yaml_strict import strict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from artikit.reading.limits import Limits

_Parser: Any
try:
    from yaml.cyaml import CParser as _Parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover  (PyYAML built without libyaml: slower, the same events)
    _Parser = yaml.SafeLoader

_TAG_LINE = re.compile(r"^%TAG", re.MULTILINE)
_MOST_TAG_LINES = 100


class Passed(NamedTuple):
    """Characters of a mapping that are not read, and its keys there, of which none may come again."""

    size: int
    keys: tuple[str, ...]


_NOTHING = Passed(0, ())


def read_yaml(
    text: str,
    limits: Limits,
    *,
    start: int = 0,
    end: int | None = None,
    spans: bool = False,
    passed: Passed = _NOTHING,
) -> Reading:
    """Read the one document between two offsets of `text`; None where there is only white space.

    Never raises for any text. Places are offsets in `text`. What was `passed` belongs to the document too and
    is sound: it only helps to say what is wrong behind it.
    """
    reading = Reading(None, end=len(text) if end is None else end)
    for found in _documents(text, limits, start, end, spans=spans, items=False, passed=passed):
        if not found.ok:
            return Reading(None, (*reading.problems, *found.problems), ok=False)
        reading = found
    return reading


def read_yaml_items(text: str, limits: Limits, *, start: int = 0, spans: bool = False) -> Iterator[Reading]:
    """Read a stream of documents, one by one; of a document that is a list, item by item.

    Pointers and limits are those of the item. A syntax error is the last reading.
    """
    return _documents(text, limits, start, None, spans=spans, items=True)


def _documents(
    text: str,
    limits: Limits,
    start: int,
    end: int | None,
    *,
    spans: bool,
    items: bool,
    passed: Passed = _NOTHING,
) -> Iterator[Reading]:
    chunk = text if start == 0 and end is None else text[start:end]
    if len(chunk) > limits.record_size and not items:
        yield failed(over_limit("record_size", limits.record_size, Span(start, start)).problem)
        return
    composer: Composer | None = None
    first = True
    try:
        bridged, unbridge = bridge(chunk)
        _check_directives(chunk, start)
        next_event = strict(_events(bridged, start), bridged, start)
        next_event()
        while not isinstance(event := next_event(), StreamEndEvent):
            if not isinstance(event, DocumentStartEvent):
                continue
            if not (first or items):
                raise FatalError(_second_document(event, start))  # noqa: TRY301  (ends like the composer's)
            first = False
            anchors: dict[str, Anchor] = {}
            event = next_event()
            listed = items and isinstance(event, SequenceStartEvent)
            if listed:
                event = next_event()
            while not (listed and isinstance(event, SequenceEndEvent)):
                composer = Composer(next_event, limits, start, bridged, unbridge, anchors, spans=spans)
                composer.taken = passed.keys
                yield composer.reading(event)
                if not listed:
                    break
                event = next_event()
    except FatalError as fatal:
        problem = fatal.problem
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        from artikit.reading.yaml_errors import syntax_problem  # its patterns take 4 ms to compile

        before = text[start - passed.size : start]
        problem = syntax_problem(error, before + chunk, start - passed.size, passed.size)
    else:
        return
    yield failed(*(composer.problems if composer and not composer.done else ()), problem)


def _second_document(event: Any, base: int) -> Problem:
    at = event.start_mark.index + base
    return Problem(
        codes.SYNTAX_ERROR, "a second YAML document begins here", span=Span(at, at + 3), help="keep one"
    )


def _check_directives(chunk: str, base: int) -> None:
    """Refuse what libyaml reads in square time: it compares every `%TAG` line with all before it."""
    if "%TAG" not in chunk:
        return
    found = list(islice(_TAG_LINE.finditer(chunk), _MOST_TAG_LINES + 1))
    if len(found) > _MOST_TAG_LINES:
        at = found[-1].start() + base
        message = f"more than {_MOST_TAG_LINES} `%TAG` lines"
        raise FatalError(Problem(codes.SYNTAX_ERROR, message, span=Span(at, at + 4), help="take them away"))


def _span(event: Any, base: int) -> Span:
    return Span(event.start_mark.index + base, event.end_mark.index + base)


def _events(text: str, base: int) -> Callable[[], Any]:
    get_event: Callable[[], Any] = _Parser(text).get_event
    if _Parser is not yaml.SafeLoader:
        return get_event
    from artikit.reading.yaml_errors import SURROGATE, lone_surrogate

    def checked() -> Any:
        """PyYAML's own parser lets half characters pass, which libyaml refuses."""
        event: Any = get_event()
        if event.__class__ is ScalarEvent and SURROGATE.search(event.value):
            raise FatalError(lone_surrogate(_span(event, base)))
        return event

    return checked
