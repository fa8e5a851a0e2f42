"""Who runs against whom, and on what: each group runs side by side."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from corpus import by_hand, record, write_corpus
from goals import GROWING
from measure import Command, Contestant
from tools import HERE, MissingError, alone, artikit, command, flat_schema, node, program, python, script

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SEED = 7
NEWS = ("--schema", "news")
SCHEMA_ALONE = ("--select", "AK0,AK1")
"""Reading and schema; no rules."""

_CLOCK_STEP = 3
"""Seconds after which the time of a file proves that it is the same."""

_SWOLLEN = 40
"""Records in which something is long: enough for the time to start to be nothing beside them."""

_TO_CSV = """import duckdb, sys
duckdb.sql(f"copy (from read_json('{sys.argv[1]}')) to '{sys.argv[2]}' (format csv)")"""
_TO_JSONL = """import duckdb, sys
duckdb.sql(f"copy (from read_csv('{sys.argv[1]}')) to '{sys.argv[2]}' (format json)")"""
_REMARK = """import frontmatter from "remark-frontmatter";
import schema from "remark-lint-frontmatter-schema";
export default {{ plugins: [frontmatter, [schema, {{ schemas: {{ "schema.json": ["{}/*.md"] }} }}]] }};
"""


@dataclass(frozen=True)
class Ground:
    """Where the corpora lie, and how many records they have.

    That is `count` as a rule, `many` where it takes many, and `few` where somebody is slow.
    """

    folder: Path
    count: int
    many: int
    few: int

    @property
    def schema(self) -> str:
        """A schema that every validator reads."""
        path = self.folder / "schema.json"
        if not path.exists():
            path.write_text(json.dumps(flat_schema()), encoding="utf-8")
        return str(path)

    def clean(self, count: int) -> str:
        """A folder of sound records."""
        return self._made(f"clean-{count}", lambda folder: write_corpus(folder, count, SEED))

    def faulty(self, count: int) -> str:
        """A folder of records with a fault each."""
        return self._made(f"faulty-{count}", lambda folder: write_corpus(folder, count, SEED, 1.0))

    def by_hand(self, count: int) -> str:
        """A folder of sound records that the quick reader refuses."""

        def write(folder: Path) -> None:
            folder.mkdir()
            for number in range(count):
                name, text, _ = record(SEED, number)
                (folder / name).write_bytes(_refused(by_hand(text, number)))

        return self._made(f"by-hand-{count}", write)

    def yaml(self, count: int) -> str:
        """A folder with the front matter of sound records alone, for tools that read no Markdown."""

        def write(folder: Path) -> None:
            folder.mkdir()
            for number in range(count):
                name, text, _ = record(SEED, number)
                (folder / f"{name}.yaml").write_text(text.split("---\n")[1], encoding="utf-8")

        return self._made(f"yaml-{count}", write)

    def jsonl(self, count: int) -> str:
        """A file with a line for each record."""
        return self._converted(self.clean(count), f"records-{count}.jsonl")

    def swollen(self, what: str, size: int) -> str:
        """A folder of records with much of something."""

        def write(folder: Path) -> None:
            folder.mkdir()
            related, swell = _SWELLING[what]
            for number in range(_SWOLLEN):
                name, text, _ = record(SEED, number, related=size if related else 1)
                (folder / name).write_text(swell(text, size), encoding="utf-8")

        return self._made(f"{what}-{size}".replace(" ", "-"), write)

    def _converted(self, source: str, name: str) -> str:
        path = self.folder / name
        if not path.exists():
            words = command("convert", source, "--output", str(path), *alone("convert"))
            subprocess.run(words, check=True)
        return str(path)

    def _made(self, name: str, write: Callable[[Path], object]) -> str:
        path = self.folder / name
        if not path.exists():
            write(path)
        return str(path)


Contestants: TypeAlias = "Iterator[tuple[str, Callable[[], Contestant]]]"
"""Names, and how each gets ready: that raises MissingError where it cannot take part."""


def naive(task: str, *words: str) -> Contestant:
    """The plain stack at a task."""
    return one([python(), str(HERE / "naive.py"), task, *words])


def one(words: list[str], *codes: int, folder: Path | None = None) -> Contestant:
    """A contestant of one command."""
    return Contestant((Command(words, folder=folder),), codes or (0,))


def validating(path: str, *words: str, code: int = 0) -> Contestant:
    """Artikit at judging records, from cold, in one process unless `words` say otherwise."""
    mine = [] if "--jobs" in words else alone("validate")
    return one(command("validate", path, *words, *_uncached(words), *mine), code)


def _uncached(words: tuple[str, ...]) -> list[str]:
    cold = alone("validate")
    return ["--no-cache"] if "--jobs" in words and "--no-cache" in cold else []


def converting(path: str, *words: str) -> Contestant:
    """Artikit at writing JSONL, in one process unless `words` say otherwise."""
    mine = [] if "--jobs" in words else alone("convert")
    return one(command("convert", path, "--to", "jsonl", *words, *mine))


def validate(ground: Ground) -> Contestants:
    """Sound records."""
    records = ground.clean(ground.count)
    two = ("--jobs", "2")
    yield "naive", lambda: naive("validate", ground.schema, records)
    yield "schema, 1 process", lambda: validating(records, *NEWS, *SCHEMA_ALONE)
    yield "schema, 2 processes", lambda: validating(records, *NEWS, *SCHEMA_ALONE, *two)
    yield "rules, 1 process", lambda: validating(records, *NEWS)
    yield "rules, 2 processes", lambda: validating(records, *NEWS, *two)
    yield "read all bytes", lambda: naive("read", records)


def faulty(ground: Ground) -> Contestants:
    """A fault in every record."""
    records = ground.faulty(ground.count)
    yield "naive", lambda: naive("validate", ground.schema, records)
    yield "artikit", lambda: validating(records, *NEWS, code=1)
    yield "artikit, full report", lambda: validating(records, *NEWS, "--output-format", "full", code=1)
    yield "artikit, schema alone", lambda: validating(records, *NEWS, *SCHEMA_ALONE, code=1)


def refused(ground: Ground) -> Contestants:
    """Records that only the exact reader reads."""
    records = ground.by_hand(ground.count)
    yield "naive", lambda: naive("validate", ground.schema, records)
    yield "artikit", lambda: validating(records, *NEWS)
    yield "artikit, schema alone", lambda: validating(records, *NEWS, *SCHEMA_ALONE)


def warm(ground: Ground) -> Contestants:
    """The same records again, in a repository with settings, as its owner runs it."""
    records = ground.clean(ground.many)

    def again(key: str) -> Contestant:
        project = ground.folder / f"project-{key}"
        shutil.copytree(records, project / "news")
        (project / "artikit.toml").write_text('schema = "news"\n', encoding="utf-8")
        words = () if key == "stat" else ("--cache-key", key)
        contestant = one([*artikit(), "validate", "news", *words], folder=project)
        time.sleep(_CLOCK_STEP)
        for _ in range(2):  # the first run fills the cache
            subprocess.run(contestant.commands[0].words, check=True, cwd=project)
        return contestant

    yield "read all bytes", lambda: naive("read", records)
    yield "by stat", lambda: again("stat")
    yield "by hash", lambda: again("hash")


def start(ground: Ground) -> Contestants:
    """What a hook waits for."""
    path = ground.folder / "one.md"
    path.write_text(record(SEED, 0, related=1)[1], encoding="utf-8")
    cold = [word for word in alone("validate") if word == "--no-cache"]
    yield "python -c pass", lambda: one([sys.executable, "-c", "pass"])
    yield "validate one.md", lambda: one([*artikit(), "validate", *cold, "one.md"], folder=ground.folder)
    yield "--version", lambda: one([*artikit(), "--version"])
    yield "--help", lambda: one([*artikit(), "--help"])
    yield "naive, one record", lambda: naive("validate", ground.schema, str(path))


def md_to_jsonl(ground: Ground) -> Contestants:
    """Markdown to lines."""
    records = ground.clean(ground.count)
    yield "naive", lambda: naive("to-jsonl", records)
    yield "1 process", lambda: converting(records)
    yield "2 processes", lambda: converting(records, "--jobs", "2")


def jsonl_to_md(ground: Ground) -> Contestants:
    """Lines to Markdown."""
    lines, out, other = ground.jsonl(ground.count), ground.folder / "md", ground.folder / "naive-md"
    words = command("convert", lines, "--to", "md", "--output", str(out), *alone("convert"))
    written = Command([python(), str(HERE / "naive.py"), "to-md", lines, str(other)])
    yield "PyYAML's C dumper", lambda: Contestant((written,), fresh=other)
    yield "artikit", lambda: Contestant((Command(words),), fresh=out)


def tables(ground: Ground) -> Contestants:
    """Lines to a table and back; the others do less: no bodies, nothing nested on the way back."""
    lines, folder = ground.jsonl(ground.count), ground.folder

    def ours() -> Contestant:
        table = str(folder / "artikit.csv")
        there = command("convert", lines, "--output", table, "--force", *alone("convert"))
        back = command("convert", table, "--to", "jsonl", *alone("convert"))
        return Contestant((Command(there), Command(back)))

    def miller() -> Contestant:
        table, mlr = folder / "miller.csv", program("mlr")
        there = Command([mlr, "--ijsonl", "--ocsv", "flatten", "then", "unsparsify", lines], out=table)
        return Contestant((there, Command([mlr, "--icsv", "--ojsonl", "cat", str(table)])))

    def duckdb() -> Contestant:
        table, back = str(folder / "duckdb.csv"), str(folder / "duckdb.jsonl")
        there = Command([python(), "-c", _TO_CSV, lines, table])
        return Contestant((there, Command([python(), "-c", _TO_JSONL, table, back])))

    yield "artikit", ours
    yield "Miller", miller
    yield "DuckDB", duckdb


def memory(ground: Ground) -> Contestants:
    """Many records, and twice as many."""
    n, twice = ground.clean(ground.many), ground.clean(2 * ground.many)
    yield "validate, n records", lambda: validating(n, *NEWS)
    yield "validate, 2n records", lambda: validating(twice, *NEWS)
    yield "convert, n records", lambda: converting(n)
    yield "convert, 2n records", lambda: converting(twice)


def growth(ground: Ground) -> Contestants:
    """Something, and twice as much of it."""
    sizes = {"records": ground.count, "records of one file": ground.count}
    sizes |= {"related items": 500, "keys": 5_000, "body": 1_500_000, "text of a key": 1_000_000}
    for what in GROWING:
        for prefix, size in (("n", sizes[what]), ("2n", 2 * sizes[what])):
            path = _grown(ground, what, size)
            yield f"validate, {prefix} {what}", cache(lambda path=path: validating(path))
            yield f"convert, {prefix} {what}", cache(lambda path=path: converting(path))


def _grown(ground: Ground, what: str, size: int) -> str:
    if what == "records":
        return ground.clean(size)
    return ground.jsonl(size) if what == "records of one file" else ground.swollen(what, size)


def peers(ground: Ground) -> Contestants:
    """Other tools that check records by a schema, or YAML at all."""
    records, yaml, schema = ground.clean(ground.few), ground.yaml(ground.few), ground.schema
    files = [str(path) for path in sorted((ground.folder / f"yaml-{ground.few}").iterdir())]

    def matter() -> Contestant:
        script = str(HERE / "peers.mjs")
        return one([program("node"), script, schema, records], folder=node())

    def remark() -> Contestant:
        home = node()
        folder = home / "remark"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(records, folder / "records")
        shutil.copy(schema, folder / "schema.json")
        (folder / ".remarkrc.mjs").write_text(_REMARK.format("records"), encoding="utf-8")
        remark = str(home / "node_modules" / ".bin" / "remark")
        return one([remark, "--quiet", "--frail", "--no-stdout", "records"], folder=folder)

    yield "artikit", lambda: validating(records, *NEWS, *SCHEMA_ALONE)
    yield "artikit, all default rules", lambda: validating(records, *NEWS)
    yield "gray-matter + ajv", matter
    yield "remark-lint-frontmatter-schema", remark
    yield "check-jsonschema", lambda: one([script("check-jsonschema"), "--schemafile", schema, *files])
    yield "yamllint", lambda: one([script("yamllint"), "-d", "relaxed", yaml])


def _refused(text: str) -> bytes:
    """The bytes of a record. Raises SystemExit where the quick reader has learned to read it."""
    from artikit.reading.limits import Limits
    from artikit.reading.quick import read_quickly

    if read_quickly(text.split("---\n")[1], Limits()) is not None:
        raise SystemExit("the quick reader reads what was meant to be beyond it; see HABITS in corpus.py")
    return text.encode()


def _with_keys(text: str, count: int) -> str:
    keys = "".join(f'note{number:05d}: "remark number {number}"\n' for number in range(count))
    return text.replace("\nprovider:\n", f"\n{keys}\nprovider:\n", 1)


def _with_body(text: str, size: int) -> str:
    line = "A paragraph of plain words, as long as lines are, and a [link](https://www.example.org/page).\n\n"
    return text + line * (size // len(line))


def _with_text(text: str, size: int) -> str:
    sentence = "Nobody was hurt; a cat was startled, and the café next door sold out by noon. "
    return text.replace('\nexcerpt: "', f'\nexcerpt: "{sentence * (size // len(sentence))}', 1)


_SWELLING: dict[str, tuple[bool, Callable[[str, int], str]]] = {
    "related items": (True, lambda text, _: text),
    "keys": (False, _with_keys),
    "body": (False, _with_body),
    "text of a key": (False, _with_text),
}

GROUPS: dict[str, Callable[[Ground], Contestants]] = {
    "validate": validate,
    "faulty": faulty,
    "refused": refused,
    "warm": warm,
    "start": start,
    "md to jsonl": md_to_jsonl,
    "jsonl to md": jsonl_to_md,
    "tables": tables,
    "memory": memory,
    "growth": growth,
    "peers": peers,
}


def line_up(group: str, ground: Ground) -> tuple[dict[str, Contestant], dict[str, str]]:
    """Who runs in a group; and who cannot, and why."""
    ready: dict[str, Contestant] = {}
    missing: dict[str, str] = {}
    for name, prepare in GROUPS[group](ground):
        try:
            ready[name] = prepare()
        except MissingError as error:
            missing[name] = str(error)
    return ready, missing
