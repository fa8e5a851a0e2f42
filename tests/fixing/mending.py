"""Records to be mended, and what becomes of them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from artikit import formats
from artikit.config import Config
from artikit.engine import diagnose
from artikit.fixing.rounds import Mended, mend
from artikit.fixing.run import Mending
from artikit.fixing.targets import Stream
from artikit.model import Change, Diagnostic, Edit, Fix, Position, Record
from artikit.sources import Opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from artikit.reading.limits import Limits

CONFIG = Config()
SOUND = '---\ntitle: "Fog bell"\npublishedDateTime: 2021-06-17T05:30:00Z\nwebUrl: "https://www.northquill.example/fog"\nprovider:\n  name: North Quill\n  domain: northquill.example\n---\nBody.\n'
TYPO = SOUND.replace("publishedDateTime", "publishedDatetime")
REPEATED = SOUND.replace("provider:", 'title: "Fog bell"\nprovider:')


def read(data: bytes, path: str = "x.md") -> Iterator[Record]:
    return formats.of_path(path).read(BytesIO(data), path, CONFIG.limits)


def mended(data: bytes, path: str = "x.md", *, unsafe: bool = True, config: Config = CONFIG) -> Mended:
    return mend(data, partial(read, path=path), partial(diagnose, config=config), unsafe=unsafe)


def run(
    data: bytes, path: str, *, unsafe: bool = True, limits: Limits | None = None
) -> tuple[bytes, list[str], Any]:
    """Mend a stream as a file of that name; the new one, the findings left with their lines, the tally."""
    config = replace(CONFIG, limits=limits or CONFIG.limits)
    form, name = formats.of_path(path), formats.name_of(path) or "md"
    opened = Opened(path, BytesIO(data), name, lambda file: form.read(file, path, config.limits))
    out = BytesIO()
    mending = Mending(config, Stream(out), unsafe=unsafe)
    left = [f"{one.start.line}:{one.code}" for _, said in mending.records([opened]) for one in said]
    return out.getvalue(), left, mending.tally


def opened(path: Path) -> Opened:
    form = formats.of_path(str(path))
    name = formats.name_of(str(path)) or "md"
    return Opened(
        str(path), BytesIO(path.read_bytes()), name, lambda file: form.read(file, str(path), CONFIG.limits)
    )


def finding(
    edits: tuple[Edit, ...],
    *,
    code: str = "AK402",
    severity: Any = "warning",
    safe: bool = True,
    change: Change | None = None,
) -> Diagnostic:
    at = Position(1, 1)
    return Diagnostic("x.md", at, at, code, "some", "", severity, fix=Fix("Mend", edits, safe, change))
