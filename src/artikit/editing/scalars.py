"""How a new value is written in the place of an old one: in its quotes where the new text allows them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from artikit.editing.changing import ImpossibleError
from artikit.errors import WriteError
from artikit.schema.checks import CHECKS
from artikit.writing.quotes import HIDDEN, escape_hidden, in_quotes
from artikit.writing.toml import write_toml
from artikit.writing.yaml import is_date, write_yaml

if TYPE_CHECKING:
    from artikit.model import Json

_NOT_PLAIN = re.compile(f"[\x00-\x1f{HIDDEN}]")
_NOT_LITERAL = re.compile(f"[\x00-\x08\x0b-\x1f{HIDDEN}]|(?m:^[ \t]+$)")
_FLOW_SIGNS = frozenset(",[]{}")
_HEADER = re.compile(r"[|>][-+]?[ \t]*(?:\r\n|\n|\r)")
_FIRST_INDENT = re.compile(r"(?:\r\n|\n|\r)([ ]+)(?=\S)")
_DATES = (CHECKS["date-time"], CHECKS["date"])
_TOML_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def yaml_value(new: Json, old: str, *, flow: bool, newline: str) -> str:
    """Write a value in YAML instead of one that is written `old`; `flow` is between brackets.

    Raises ImpossibleError for what cannot be written.
    """
    if isinstance(new, str):
        return _yaml_text(new, old, flow=flow, newline=newline)
    return _in_json(new) if isinstance(new, (dict, list)) else _yaml_scalar(new)


def yaml_key(new: str, old: str) -> str:
    """Write a key in YAML instead of one that is written `old`."""
    written = _yaml_text(new, old, flow=True, newline="\n") if old[:1] in {'"', "'"} else _yaml_name(new)
    if len(written) > 1_000:  # YAML readers look no further for the colon
        raise ImpossibleError
    return written


def json_value(new: Json, old: str) -> str:
    """Write a value in JSON; where the old text escapes all but ASCII, so does the new one."""
    return json.dumps(new) if "\\u" in old and old.isascii() else _in_json(new)


def toml_value(new: Json, old: str) -> str:
    """Write a value in TOML instead of one that is written `old`. Raises ImpossibleError for null."""
    if isinstance(new, str):
        quote = old[:1]
        if quote == "'" and not old.startswith("'''") and "'" not in new and not _NOT_PLAIN.search(new):
            return f"'{new}'"
        bare = quote not in {"'", '"'} and _TOML_DATE.match(old)
        if bare and is_date(new, _DATES) and new == new.upper():
            return new
    return _in_toml({"a": new}).removeprefix("a = ").removesuffix("\n")


def toml_key(new: str, old: str) -> str:
    """Write one part of a key in TOML instead of one that is written `old`."""
    return _quoted(new) if old[:1] in {'"', "'"} else _in_toml({new: True}).removesuffix(" = true\n")


def _in_toml(data: dict[str, Json]) -> str:
    try:
        return write_toml(data)
    except WriteError:
        raise ImpossibleError from None


def _in_json(new: Json) -> str:
    try:
        return escape_hidden(json.dumps(new, ensure_ascii=False, allow_nan=False))
    except ValueError:
        raise ImpossibleError from None


def _quoted(text: str) -> str:
    try:
        return in_quotes(text)
    except ValueError:
        raise ImpossibleError from None


def _yaml_scalar(new: Json) -> str:
    try:
        return write_yaml({"a": [new]}).removeprefix("a:\n  - ").removesuffix("\n")
    except ValueError:
        raise ImpossibleError from None


def _yaml_name(name: str) -> str:
    try:
        return write_yaml({name: True}).removesuffix(": true\n")
    except ValueError:
        raise ImpossibleError from None


def _yaml_text(new: str, old: str, *, flow: bool, newline: str) -> str:
    style = old[:1]
    if style == "'" and not _NOT_PLAIN.search(new):
        return "'" + new.replace("'", "''") + "'"
    if style in {"|", ">"}:
        if "#" in old.splitlines()[0]:  # a comment, which would be lost
            raise ImpossibleError
        return _block(new, old, newline) or _quoted(new)
    if style in {'"', "'"}:
        return _quoted(new)
    if is_date(new, _DATES) and _is_odd_date(old):
        return new
    return _yaml_bare(new, flow=flow)


def _is_odd_date(old: str) -> bool:
    """Tell whether a text that stands bare begins as a date does: so may a date in its place."""
    return re.match(r"[0-9]{4}-[0-9]", old) is not None


def _yaml_bare(new: str, *, flow: bool) -> str:
    quoted = _quoted(new)
    bare: Any = write_yaml({"a": new}).removeprefix("a: ").removesuffix("\n")
    return quoted if flow and _FLOW_SIGNS.intersection(new) else bare


def _block(new: str, old: str, newline: str) -> str:
    """Write a text of several lines behind `|` or `>`; empty where it can only stand in quotes."""
    header, indent = _HEADER.match(old), _FIRST_INDENT.search(old)
    lines = new.removesuffix("\n")
    if (
        not (header and indent and lines)
        or lines.endswith("\n")
        or lines[0] in " \t\n"
        or _NOT_LITERAL.search(lines)
    ):
        return ""
    if old[0] == ">" and "\n" in lines:
        return ""
    chomping = "" if new.endswith("\n") else "-"
    written = [f"{indent[1]}{line}" if line else "" for line in lines.split("\n")]
    return newline.join([f"{old[0]}{chomping}", *written])
