"""What the user says of records beforehand: `--set provider.name=…`, a file of defaults."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from artikit.errors import UsageError
from artikit.reading.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from artikit.model import Json, Pointer


def sets_of(words: Iterable[str]) -> dict[Pointer, Json]:
    """Read `provider.name=The Harbor Ledger`, which is text, and `topics:=["Ferries"]`, which is JSON.

    Raises UsageError.
    """
    found: dict[Pointer, Json] = {}
    for word in words:
        key, equals, value = word.partition("=")
        is_json = key.endswith(":")
        pointer = tuple(key.removesuffix(":").split("."))
        if not equals or not all(pointer):
            raise UsageError(
                f"--set {word!r}: say `key=text`, or `key:=JSON`, as in `provider.name=The Harbor Ledger`"
            )
        found[pointer] = _json(word, value) if is_json else value
    return found


def defaults_of(path: str) -> dict[Pointer, Json]:
    """Read a file of defaults, YAML, JSON or TOML. Raises UsageError; OSError where it cannot be read."""
    with open(path, "rb") as file:
        data = file.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"--defaults {path}: it is not UTF-8") from error
    values = _values(path, text)
    if not isinstance(values, dict):
        raise UsageError(f"--defaults {path}: write keys with values in it")
    return leaves(values)


def leaves(values: Mapping[str, Any]) -> dict[Pointer, Json]:
    """Name every value by its pointer; lists are values."""
    return dict(_leaves(values, ()))


def _leaves(values: Mapping[str, Any], at: Pointer) -> Iterator[tuple[Pointer, Json]]:
    for key, value in values.items():
        if isinstance(value, dict) and value:
            yield from _leaves(value, (*at, key))
        else:
            yield (*at, key), value


def _values(path: str, text: str) -> Json:
    if path.lower().endswith(".toml"):
        from artikit.reading.toml import read_toml

        reading = read_toml(text, Limits())
    elif path.lower().endswith(".json"):
        from artikit.reading.json import read_whole_json

        reading = read_whole_json(text, Limits())
    else:
        from artikit.reading.yaml import read_yaml

        reading = read_yaml(text, Limits())
    if not reading.ok or reading.problems:
        why = reading.problems[0].message if reading.problems else "it cannot be read"
        raise UsageError(f"--defaults {path}: {why}")
    return reading.data


def _json(word: str, value: str) -> Json:
    try:
        return cast("Json", json.loads(value, parse_constant=_refuse))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"--set {word!r}: behind `:=` stands no JSON") from error


def _refuse(word: str) -> None:
    raise ValueError(word)
