"""`artikit schema`."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from artikit.cli.settings import project_root

if TYPE_CHECKING:
    from artikit.schema.library import Resource


def schema(
    name: Annotated[str | None, typer.Argument(help="Schema to print.")] = None,
    split: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="Write the schema and all it refers to as files into DIR."),
    ] = None,
) -> None:
    """Print a schema as one self-contained document, or list them all."""
    from artikit.errors import UsageError
    from artikit.schema.library import bundle, load, names, shipped

    if name is None and split is not None:
        raise UsageError("--split needs the name of a schema")
    if name is None:
        for one in names():
            typer.echo(f"{one:<14}{shipped(one).document['description']}")
        return
    resources = load(name, project_root())
    if split is not None:
        _write(resources, split)
        return
    import json  # help needs none of it

    typer.echo(json.dumps(bundle(resources), indent=2, ensure_ascii=False))


def _write(resources: "list[Resource]", folder: str) -> None:
    """Write the documents as they stand to one another, so that their references hold."""
    from artikit.errors import UsageError
    from artikit.writing.files import write_file

    top = os.path.commonpath([os.path.dirname(os.path.abspath(one.source.path)) for one in resources])
    texts = {
        os.path.join(folder, os.path.relpath(os.path.abspath(one.source.path), top)): one.source.text
        for one in resources
    }
    for path, text in texts.items():
        if os.path.exists(path) and _read(path) != text:
            raise UsageError(f"{path} exists and differs; remove it first")
    for path, text in texts.items():
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write_file(path, text.encode())
        typer.echo(path)


def _read(path: str) -> str:
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()
