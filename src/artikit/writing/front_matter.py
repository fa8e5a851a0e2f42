"""A record as Markdown with front matter of any kind, the body byte for byte behind it."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from artikit.errors import WriteError
from artikit.writing.quotes import escape_hidden
from artikit.writing.yaml import encode_yaml, write_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from artikit.model import Json
    from artikit.schema.style import Style
    from artikit.writing.terms import FrontMatter


def write_front_matter(
    data: Mapping[str, Json], body: str, newline: str, kind: FrontMatter, style: Style | None = None
) -> str:
    """Write the whole text of a record; `newline` ends the lines of its front matter, never the body's.

    YAML stands between `---`, TOML between `+++`; JSON is a leading object over several lines, as Hugo
    has it. Raises WriteError for what front matter cannot be: empty, or a value that its kind does not have.
    """
    if not data:
        raise WriteError("front matter must not be empty", (), "data files can hold a record without keys")
    if kind == "toml" and newline == "\r":
        raise WriteError("TOML has no lines that end in CR alone", (), "write the front matter as YAML")
    text = _WRITERS[kind](data, style)
    # An LF at the head of the body would make one line end with the CR before it.
    last = "\r\n" if newline == "\r" and body.startswith("\n") else newline
    return text.replace("\n", newline).removesuffix(newline) + last + body


def encode_front_matter(
    data: Mapping[str, Json], body: str, newline: str, kind: FrontMatter, style: Style | None = None
) -> bytes:
    """Write the whole text of a record as `write_front_matter` does, in UTF-8. Raises what that raises.

    Raises UnicodeEncodeError for a body with half a character.
    """
    if data and kind == "yaml" and newline == "\n":  # as most are
        with suppress(ValueError):
            return b"---\n%b---\n%b" % (encode_yaml(data, style), body.encode())
    return write_front_matter(data, body, newline, kind, style).encode()


def _yaml(data: Mapping[str, Json], style: Style | None) -> str:
    try:
        return f"---\n{write_yaml(data, style)}---\n"
    except ValueError as error:
        raise WriteError(str(error)) from None


def _toml(data: Mapping[str, Json], style: Style | None) -> str:
    from artikit.writing.toml import write_toml  # nearly all front matter is YAML

    return f"+++\n{write_toml(data, style)}+++\n"


def _json(data: Mapping[str, Json], style: Style | None) -> str:  # noqa: ARG001  (JSON has one style)
    try:
        text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=2)
    except (ValueError, RecursionError):
        raise WriteError("a number is not finite, or data is nested too deep or inside itself") from None
    try:
        return escape_hidden(text) + "\n"
    except ValueError as error:
        raise WriteError(str(error)) from None


_WRITERS = {"yaml": _yaml, "toml": _toml, "json": _json}
