"""Names of the files that records are written to: from their path, else from a template.

A path comes from the data, so it is not trusted: it stays below the output folder, whatever it says, and is
a name that every common system can hold.
"""

from __future__ import annotations

import os
import re
import string
import unicodedata
from typing import TYPE_CHECKING

from artikit import formats
from artikit.errors import UsageError, WriteError
from artikit.reading.fatal import quoted
from artikit.slugs import slug

if TYPE_CHECKING:
    from artikit.model import Record

DEFAULT = "{date}-{slug}"
FIELDS = {
    "date": "day of `publishedDateTime`, as `2021-05-20`",
    "slug": "title in lower case, only letters a to z, digits and hyphens",
    "provider": "name of the provider, made like a slug",
    "category": "`category`, made like a slug",
    "type": "`type`, made like a slug",
    "stem": "name of the file that the record came from, without folder and suffix",
    "hash": "eight digits and letters that follow from `webUrl`, or without one from the whole record",
    "number": "number of the record in this run, from 1",
}
"""What a template may name, and what is put there."""

_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"]
    + [f"{port}{n}" for port in ("com", "lpt") for n in range(10)]
)
"""Names that Windows keeps for devices, whatever their suffix (Naming Files, Paths, and Namespaces)."""

_LONGEST_NAME = 255
"""Bytes of one name on common file systems (ext4, APFS, NTFS: NAME_MAX)."""
_LONGEST_PATH = 1_024
"""Bytes of a path below the output folder: PATH_MAX of macOS, the smallest that is common."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\<>:"|?*]')
_RENAME = "change its `_path`"


class Namer:
    """Gives every record a path of its own below the output folder."""

    def __init__(self, folder: str, template: str | None, format_name: str) -> None:
        self._real = os.path.realpath(folder)
        self._template = template or DEFAULT
        self._suffixes = tuple(f".{suffix}" for suffix in formats.suffixes_of(format_name))
        self._count = 0
        self._taken: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        _check_template(self._template)

    def path(self, record: Record) -> str:
        """Find the path of a record's file, with forward slashes. Raises WriteError."""
        self._count += 1
        path = self._from_origin(record.origin) if record.origin is not None else self._from_template(record)
        way_out = _RENAME if record.origin is not None else "use another `--name`"
        fault = _fault(path)
        if fault:
            raise WriteError(f"no file can be called {quoted(path)}: {fault}", ("_path",), way_out)
        self._keep_inside(path, way_out)
        key = unicodedata.normalize("NFC", path).casefold()
        place = f"{record.source.path}:{record.source.first_line}"
        if key in self._taken:
            other = self._taken[key]
            message = f"its file {quoted(path)} is that of another record, at {other}"
            raise WriteError(message, ("_path",), f"{way_out}, e.g. with `{{hash}}` in it")
        self._taken[key] = place
        return path

    def _from_origin(self, origin: str) -> str:
        stem, suffix = os.path.splitext(origin)
        if suffix.lower() in self._suffixes:
            return origin
        known = formats.name_of(origin) is not None
        return (stem if known else origin) + self._suffixes[0]

    def _from_template(self, record: Record) -> str:
        names = [name for _, name, _, _ in string.Formatter().parse(self._template) if name]
        path = self._template.format(**{name: self._field(name, record) for name in names})
        return path if path.lower().endswith(self._suffixes) else path + self._suffixes[0]

    def _field(self, name: str, record: Record) -> str:
        if name == "number":
            return str(self._count)
        if name == "hash":
            return _hash(record)
        value = _value(name, record)
        if name == "date":
            match = _DATE.match(value)
            value = match[0] if match else ""
        elif name != "stem":
            value = slug(value)
        if not value.strip("-"):
            message = f"nothing in the record makes the `{{{name}}}` of its file name"
            raise WriteError(message, (), f"say with `--name` how to call it: {_listed()}")
        return value

    def _keep_inside(self, path: str, way_out: str) -> None:
        """Refuse what a link in the output folder would lead out of it."""
        folder, _, name = path.rpartition("/")
        within = self._folders.get(folder)
        if within is None:
            within = self._folders[folder] = os.path.realpath(os.path.join(self._real, folder))
        real = os.path.join(within, name)
        if os.path.islink(real):
            real = os.path.realpath(real)
        if not real.startswith(os.path.join(self._real, "")):
            message = f"its file {quoted(path)} lies outside the output folder, behind a link"
            raise WriteError(message, ("_path",), way_out)


def _check_template(template: str) -> None:
    try:
        parts = list(string.Formatter().parse(template))
    except ValueError as error:
        raise UsageError(f"--name {quoted(template)} cannot be read: {error}") from error
    for _, name, spec, conversion in parts:
        if name is not None and (name not in FIELDS or spec or conversion):
            raise UsageError(f"--name has no field `{{{name}}}`; there are {_listed()}")


def _listed() -> str:
    return ", ".join(f"`{{{name}}}`" for name in FIELDS)


def _value(name: str, record: Record) -> str:
    data = record.data or {}
    provider = data.get("provider")
    value = {
        "date": data.get("publishedDateTime"),
        "slug": data.get("title"),
        "provider": provider.get("name") if isinstance(provider, dict) else None,
        "stem": os.path.splitext(os.path.basename(record.source.path))[0],
    }.get(name, data.get(name))
    return value if isinstance(value, str) else ""


def _hash(record: Record) -> str:
    from hashlib import blake2b  # 2 ms to import
    from json import dumps

    data = record.data or {}
    told = data.get("webUrl")
    text = told if isinstance(told, str) and told else dumps(data)
    return blake2b(text.encode(errors="surrogatepass"), digest_size=4).hexdigest()


def _fault(path: str) -> str:
    """Say why a path cannot be taken; empty where it can."""
    if path.startswith("/") or re.match("[A-Za-z]:", path):
        return "it must be relative"
    bad = _FORBIDDEN.search(path)
    if bad:
        return f"{quoted(bad[0])} may not stand in it"
    try:
        size = len(path.encode())
    except UnicodeEncodeError:
        return "it has half a character"
    if size > _LONGEST_PATH:
        return f"it is longer than {_LONGEST_PATH:,} bytes"
    return next((fault for name in path.split("/") if (fault := _fault_of_name(name))), "")


def _fault_of_name(name: str) -> str:
    if name in ("", ".", ".."):
        return f"`{name}` is no name" if name else "it has an empty name in it"
    if name[-1] in ". " or name[0] == " ":
        return "a name may not begin with a blank, nor end with one or with a dot"
    if name.casefold() == ".git":
        return "`.git` belongs to git"
    if name.partition(".")[0].rstrip().casefold() in _DEVICES:
        return f"{quoted(name)} stands for a device on Windows"
    if len(name.encode()) > _LONGEST_NAME:
        return f"a name in it is longer than {_LONGEST_NAME} bytes"
    return ""
