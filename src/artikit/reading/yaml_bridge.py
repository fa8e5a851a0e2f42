"""What libyaml reads otherwise than YAML 1.2, made equal before it looks.

libyaml speaks YAML 1.1: it breaks lines at NEL, U+2028 and U+2029, which are ordinary characters in
YAML 1.2 (§5.4), and it refuses a character written as a pair of escaped surrogates, as JSON writes
it. Each is replaced by a stand-in of the same length that does not occur in the text, so every
offset stays true, and put back into the values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import TypeAlias

import yaml

Unbridge: TypeAlias = Callable[[str, bool], str]
"""Puts the stood-in characters back; the flag says whether the scalar stood in double quotes."""

_BREAKS = "\x85\u2028\u2029"
_PAIR = r"(?<!\\)((?:\\\\)*)\\u([dD][89aAbB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"


def bridge(text: str) -> tuple[str, Unbridge | None]:
    """Replace what libyaml would misread; the second item is None where there is nothing of the kind."""
    if text.endswith((" ", "\t")) and not text[text.rfind("\n") + 1 :].strip(" \t"):
        text += "\n"  # else libyaml drops the blanks of a last line, which belong to a text behind `|`
    breaks = [mark for mark in _BREAKS if mark in text]
    pairs = "\\u" in text and re.search(_PAIR, text) is not None
    if not breaks and not pairs:
        return text, None
    stand_ins = _unused(text)
    back = {next(stand_ins): mark for mark in breaks}
    for stand_in, mark in back.items():
        text = text.replace(mark, stand_in)
    escape = next(stand_ins)
    if pairs:
        text = re.sub(_PAIR, lambda match: f"{match[1]}{escape}u{match[2]}{escape}u{match[3]}", text)
    table = str.maketrans(back)
    stood_in = re.compile(f"{escape}u(....){escape}u(....)")

    def unbridge(value: str, double_quoted: bool) -> str:  # noqa: FBT001  (called once a scalar)
        if double_quoted:
            value = stood_in.sub(_character, value)
        return value.replace(escape, "\\").translate(table)

    return text, unbridge


def _unused(text: str) -> Iterator[str]:
    used = set(text)
    for code in chain(range(0xF0000, 0x10FFFE), range(0x10000, 0xF0000)):
        if (character := chr(code)) not in used:
            yield character
    raise yaml.YAMLError  # a text that holds every character there is


def _character(match: re.Match[str]) -> str:
    high, low = int(match[1], 16), int(match[2], 16)
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
