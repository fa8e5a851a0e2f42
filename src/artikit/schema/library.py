"""Finding and loading schemas: the ones that ship with artikit, and files of the user's own.

Nothing is ever fetched. A `$ref` leads to a schema that ships with artikit, to a part of the same
document, or to a file inside the root; anything else is refused, with its place.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from artikit.errors import SchemaError
from artikit.model import Pointer, Problem, Source, Spans
from artikit.reading.decoding import decode
from artikit.reading.limits import Limits
from artikit.schema.keywords import follow, misspelt, subschemas

BASE = "https://artikit.dev/schemas/v1/"
"""Where the shipped schemas' `$id`s begin. The names are stable; nothing is fetched from there."""

SUFFIX = ".schema.json"
_METASCHEMAS = ("https://json-schema.org/draft/", "http://json-schema.org/draft-0")
_DRAFTS = ("draft/2020-12/", "draft/2019-09/", "draft-07/", "draft-06/", "draft-04/")
_LIMITS = Limits()


@dataclass(frozen=True)
class Resource:
    """One schema document: its address, where it was read from, and what it says."""

    uri: str
    source: Source
    document: Any
    shipped: bool

    @property
    def spans(self) -> Spans:
        """Places in the document; read on demand."""
        return _read(self.source, spans=True)[1]

    def fault(self, pointer: Pointer, message: str, *, at_key: bool = False) -> SchemaError:
        """Say that the schema is broken, and where."""
        span = self.spans.key(pointer) if at_key else self.spans.value(pointer)
        line, column = self.source.position(span.start)
        return SchemaError(f"{self.source.path}:{line}:{column}: {message}")


@cache
def _folder() -> Path:
    """The shipped schemas: in the package, or beside `src/` where the package is installed editable."""
    package = Path(__file__).parent.parent / "schemas"
    return package if package.is_dir() else package.parents[2] / "schemas"


@cache
def names() -> tuple[str, ...]:
    """Names of the shipped schemas, sorted."""
    return tuple(
        sorted(entry.removesuffix(SUFFIX) for entry in os.listdir(_folder()) if entry.endswith(SUFFIX))
    )


@cache
def shipped(name: str) -> Resource:
    """Load a shipped schema. KeyError for a name that there is not."""
    if name not in names():
        raise KeyError(name)
    path = _folder() / (name + SUFFIX)
    text = path.read_text(encoding="utf-8")
    return Resource(BASE + path.name, Source(str(path), text), json.loads(text), shipped=True)


def load(name: str, root: str) -> list[Resource]:
    """Load a schema by name or path, and all that it refers to; the schema itself comes first.

    Files must lie inside `root`, except the named one. Raises SchemaError.
    """
    first = shipped(name) if name in names() else _from_file(name)
    loaded = {first.uri: first}
    todo = [first]
    while todo:
        resource = todo.pop()
        for pointer, target in _references(resource):
            if target not in loaded and not target.startswith(_METASCHEMAS):
                loaded[target] = _referred(resource, pointer, target, first, root)
                todo.append(loaded[target])
    return list(loaded.values())


def bundle(resources: list[Resource]) -> Any:
    """One self-contained document: the first schema, the others in its definitions under their `$id`s."""
    first, *others = resources
    if not isinstance(first.document, dict):
        return first.document
    identity, definitions = _words_of(first.document)
    document = {identity: first.uri, **first.document}
    if others:
        documents = {_def_name(other): {**other.document, identity: other.uri} for other in others}
        document[definitions] = {**document.get(definitions, {}), **documents}
    return document


@cache
def document_of(name: str, root: str) -> Any:
    """Load a schema by name or path as one self-contained document. Raises SchemaError."""
    return bundle(load(name, root))


def _words_of(document: dict[str, Any]) -> tuple[str, str]:
    """How a dialect says `$id` and `$defs`: both are younger than draft 7."""
    dialect = str(document.get("$schema", ""))
    if "draft-04" in dialect:
        return "id", "definitions"
    return "$id", "definitions" if "draft-0" in dialect else "$defs"


def _def_name(resource: Resource) -> str:
    return resource.uri.rsplit("/", 1)[-1] if resource.shipped else resource.uri


def _from_file(path: str) -> Resource:
    if not os.path.isfile(path):
        import difflib  # only to complain

        near = difflib.get_close_matches(path, names(), 1, 0.6)
        if near:
            hint = f"; did you mean `{near[0]}`?"
        elif os.path.basename(path) != path or "." in path:
            raise SchemaError(f"no such file: {path}")
        else:
            hint = f"; the shipped ones are {', '.join(names())}"
        raise SchemaError(f"no schema `{path}`{hint}")
    uri = Path(path).resolve().as_uri()
    return _checked(path, uri)


def _checked(path: str, uri: str) -> Resource:
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise SchemaError(f"{path}: {error.strerror}") from error
    decoded = decode(data)
    source = Source(path, decoded.text)
    problems = decoded.problems if not decoded.ok else ()
    document = None
    if not problems:
        document, _, problems = _read(source, spans=False)
    if problems:
        line, column = source.position(problems[0].span.start if problems[0].span else 0)
        raise SchemaError(f"{path}:{line}:{column}: {problems[0].message}")
    resource = Resource(uri, source, document, shipped=False)
    try:
        if isinstance(document, dict) and isinstance(document.get("$id"), str):
            resource = replace(resource, uri=urldefrag(urljoin(uri, document["$id"])).url)
        _check_shape(resource)
        _references(resource)
        _check_own_references(resource)
    except ValueError as error:  # urllib refuses an address
        raise resource.fault((), f"an address in the schema cannot be read: {error}") from error
    return resource


def _check_own_references(resource: Resource) -> None:
    """Report a `$ref` to a part of the document that is not there, at the `$ref`."""
    for pointer, schema, base in subschemas(resource.document, resource.uri):
        reference = schema.get("$ref")
        if not isinstance(reference, str) or not reference.startswith("#/") or base != resource.uri:
            continue
        if follow(resource.document, reference[1:]) is None:
            raise resource.fault((*pointer, "$ref"), f"there is no `{reference}` in this schema")


def _check_shape(resource: Resource) -> None:
    document = resource.document
    if not isinstance(document, (dict, bool)):
        raise resource.fault((), "a schema is a mapping, or true or false")
    dialect = document.get("$schema") if isinstance(document, dict) else None
    if dialect is not None and not (isinstance(dialect, str) and any(draft in dialect for draft in _DRAFTS)):
        raise resource.fault(
            ("$schema",), "this dialect of JSON Schema is not known; artikit reads draft 4 to 2020-12"
        )
    for pointer, written, meant in misspelt(document):
        raise resource.fault(pointer, f"unknown keyword `{written}`; did you mean `{meant}`?", at_key=True)


def _read(source: Source, *, spans: bool) -> tuple[Any, Spans, tuple[Problem, ...]]:
    if source.path.endswith((".yaml", ".yml")):
        from artikit.reading.yaml import read_yaml

        reading = read_yaml(source.text, _LIMITS, spans=spans)
        return reading.data, reading.spans, reading.problems
    from artikit.reading.json import read_json, trailing

    reading = read_json(source.text, _LIMITS, spans=spans)
    behind = trailing(source.text, reading.end) if reading.ok else None
    return reading.data, reading.spans, (*reading.problems, *((behind,) if behind else ()))


def _references(resource: Resource) -> list[tuple[Pointer, str]]:
    """What a document refers to outside itself: the pointer of the reference, the address."""
    found = list(subschemas(resource.document, resource.uri))
    own = {base for _, _, base in found}
    references = []
    for pointer, schema, base in found:
        for keyword in ("$ref", "$dynamicRef"):
            if isinstance(reference := schema.get(keyword), str):
                target = urldefrag(urljoin(base, reference)).url
                if target not in own:
                    references.append(((*pointer, keyword), target))
    return references


def _referred(resource: Resource, pointer: Pointer, target: str, first: Resource, root: str) -> Resource:
    """Load what a `$ref` leads to, or refuse."""
    name = target.removeprefix(BASE).removesuffix(SUFFIX)
    if target.startswith(BASE) and name in names():
        return shipped(name)
    path = _local_path(target, first)
    if path is None:
        message = (
            f"`{target}` is not on this machine, and artikit fetches nothing; keep a copy and refer to that"
        )
        raise resource.fault(pointer, message)
    real = os.path.realpath(path)
    if not real.startswith(os.path.join(os.path.realpath(root), "")):
        raise resource.fault(pointer, f"`{path}` lies outside the project, so it is not read")
    if not os.path.isfile(real):
        near = (
            f"; ours is `{BASE}{os.path.basename(path)}{SUFFIX}`" if os.path.basename(path) in names() else ""
        )
        raise resource.fault(pointer, f"there is no file `{path}`{near}")
    referred = _checked(os.path.relpath(path), target)
    if not isinstance(referred.document, dict):
        raise resource.fault(pointer, f"`{path}` is no schema that can be referred to")
    return replace(referred, uri=target, document={**referred.document, "$id": target})


def _local_path(target: str, first: Resource) -> str | None:
    """Path of a `file:` address, or of a file beside the schema whose `$id` it shares a folder with."""
    if target.startswith("file:"):
        from urllib.request import url2pathname  # it brings HTTP and TLS with it, 15 ms

        return url2pathname(urlsplit(target).path)
    if first.shipped or "/" not in first.uri:
        return None
    folder = first.uri.rsplit("/", 1)[0] + "/"
    beside = os.path.join(os.path.dirname(first.source.path), unquote(target.removeprefix(folder)))
    return beside if target.startswith(folder) and os.path.isfile(beside) else None
