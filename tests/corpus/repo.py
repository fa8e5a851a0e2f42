"""A small repository of records, written as a test needs it, and what the corpus says of it."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from artikit.config import Config
from artikit.corpus import Corpus
from artikit.reports.concise import line
from artikit.sources import read_paths

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pytest

    from artikit.model import Diagnostic

FERRY = "https://www.harbor-ledger.example/news/2021/06/night-ferry"
LEDGER = {"name": "The Harbor Ledger", "domain": "harbor-ledger.example"}
SLIP = {**LEDGER, "domain": "harbour-ledger.example"}


def article(number: int = 0, /, **changes: Any) -> dict[str, Any]:
    """A sound record, another one for each number; a change of None leaves a key out."""
    sound = {
        "category": "news",
        "title": f"Night ferry returns, part {number}",
        "publishedDateTime": "2021-06-14T09:30:00Z",
        "webUrl": f"{FERRY}-{number}",
        "type": "article",
        "provider": LEDGER,
    }
    return {key: value for key, value in {**sound, **changes}.items() if value is not None}


def copy(number: int = 0, /, **changes: Any) -> dict[str, Any]:
    """An entry of `related` that agrees with the record of this number."""
    kept = ("title", "publishedDateTime", "webUrl", "provider")
    sound = {key: value for key, value in article(number).items() if key in kept}
    return {key: value for key, value in {**sound, **changes}.items() if value is not None}


def markdown(data: dict[str, Any]) -> str:
    """Front matter, a key a line: JSON is YAML."""
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in data.items())
    return f"---\n{lines}---\n\n"


def names_read(monkeypatch: pytest.MonkeyPatch, module: str) -> list[str]:
    """Names of the files that a module has read, as they are read."""
    read: list[str] = []

    def spy(paths: Sequence[str], *args: Any) -> Any:
        read.extend(os.path.basename(path) for path in paths)
        return read_paths(paths, *args)

    monkeypatch.setattr(f"{module}.read_paths", spy)
    return read


def judged(corpus: Corpus, root: Path, *, of_taken: bool = False) -> list[str]:
    """The lines of the concise report on a corpus, with paths from the folder `root`."""
    return [line(one).replace(f"{root}/", "") for one in corpus.diagnostics(of_taken=of_taken)]


def files(root: Path) -> list[str]:
    """The paths of all records in a folder, from there, sorted."""
    found = [os.path.relpath(path, root) for path in root.rglob("*") if path.is_file()]
    return sorted(path for path in found if path.endswith((".md", ".json", ".jsonl")))


@dataclass(frozen=True)
class Repo:
    """A folder of records."""

    root: Path

    @property
    def config(self) -> Config:
        return Config(root=str(self.root), include=("*.jsonl", "*.json", "*.yaml"))

    def write(self, path: str, *records: dict[str, Any]) -> Path:
        """Write a Markdown file with one record, or a data file with several."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if path.endswith(".jsonl"):
            text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        elif path.endswith(".json"):
            text = json.dumps(records, indent=1)
        else:
            (record,) = records
            text = markdown(record)
        file.write_text(text, encoding="utf-8", newline="")
        return file

    def found(self, config: Config | None = None, *, paths: Sequence[str] | None = None) -> list[Diagnostic]:
        """What is found when the folder is walked, or some files of it in an order of their own."""
        chosen = config or self.config
        several = [str(self.root / path) for path in paths] if paths is not None else [str(self.root)]
        with Corpus(chosen) as corpus:
            for record in read_paths(several, chosen):
                corpus.take(record)
            return list(corpus.diagnostics())

    def said(self, config: Config | None = None, *, paths: Sequence[str] | None = None) -> list[str]:
        """The lines of the concise report, with paths from the folder."""
        return [line(one).replace(f"{self.root}/", "") for one in self.found(config, paths=paths)]

    def codes(self, config: Config | None = None) -> list[str]:
        """Where is what: path, line, code."""
        return [" ".join(said.split(" ")[:2]).partition("[")[0] for said in self.said(config)]
