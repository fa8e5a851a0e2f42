"""`artikit schema`."""

import json
import os
from typing import TYPE_CHECKING, Annotated

import typer

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
    resources = load(name, os.getcwd())
    if split is not None:
        _write(resources, split)
        return
    typer.echo(json.dumps(bundle(resources), indent=2, ensure_ascii=False))


def _write(resources: "list[Resource]", folder: str) -> None:
    """Write each document under the name by which the others refer to it."""
    from artikit.errors import UsageError

    os.makedirs(folder, exist_ok=True)
    for resource in resources:
        path = os.path.join(folder, os.path.basename(resource.source.path))
        if os.path.exists(path) and _read(path) != resource.source.text:
            raise UsageError(f"{path} exists and differs; remove it first")
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(resource.source.text)
        typer.echo(path)


def _read(path: str) -> str:
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()
