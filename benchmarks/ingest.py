"""How right `artikit ingest` is on the labelled set in `tests/ingest/set/`, next to others on the same pages.

    python benchmarks/ingest.py                    the tables
    python benchmarks/ingest.py --write            into docs/ingest.md too
    python benchmarks/ingest.py --alone --wrong    without the others; what is wrong in the tuning half

trafilatura, newspaper4k and htmldate are installed into `build/bench/ingest/`; where that fails, they are
left out and the table says so. What is wrong in the frozen half is never shown: nobody tunes on it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring import ALL, Document, Said, Tally, documents, said_by, score, total

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

HERE = Path(__file__).parent
ROOT = HERE.parent
SET = ROOT / "tests" / "ingest" / "set"
PAGE = ROOT / "docs" / "ingest.md"
BEGIN, END = (
    "<!-- table: written by `python benchmarks/ingest.py --write` -->\n",
    "<!-- end of the table -->\n",
)
OTHERS = ("trafilatura", "newspaper4k", "htmldate")
NAMES = {
    "publishedDateTime": "day of publication",
    "time": "hour of publication",
    "originalUrl": "source address",
    "provider.name": "name of the provider",
    "provider.domain": "domain of the provider",
    "bullets": "items of lists",
}
LABEL_KEYS: tuple[str, ...] = (
    "title",
    "author",
    "publishedDateTime",
    "originalUrl",
    "provider.name",
    "excerpt",
    "body",
)
_NOTHING: dict[str, Any] = dict.fromkeys(LABEL_KEYS)
"""What a tool says that failed on a page."""
_SHOWN = 400
"""Characters of a value that are shown."""


def ours(document: Document) -> Said:
    """What artikit says of a text or page."""
    from artikit.ingest.options import Options
    from artikit.ingest.pages.record import ingest_html
    from artikit.ingest.texts.record import ingest_text
    from artikit.model import Source

    data = document.path.read_bytes()
    source = Source(document.path.name, data.decode("utf-8", "replace"))
    if document.is_page:
        record = ingest_html(source, data, Options()).record
    else:
        record = ingest_text(source, Options()).record
    return said_by(record.data or {}, record.body)


def theirs(pages: list[Document]) -> tuple[dict[str, dict[Path, Said]], str]:
    """What each of the others says of each page; and why there are none."""
    found: dict[str, dict[Path, Said]] = {}
    rest = pages
    try:
        python = _environment()
        while rest:
            answers = _asked(python, rest)
            for tool, said in answers.items():
                found[tool] = said | found.get(tool, {})
            rest = _behind_a_stop(rest, answers)
    except (OSError, subprocess.SubprocessError) as error:
        lines = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
        return {}, lines[-1] if lines else "they cannot be installed"
    return found, ""


def _asked(python: Path, pages: list[Document]) -> dict[str, dict[Path, Said]]:
    """Ask the others. A tool says nothing of pages behind the one for which it misses a package."""
    command = [python, HERE / "extractors.py", *(page.path for page in pages)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, dict[Path, Said]] = {}
    for line in done.stdout.splitlines():
        one = json.loads(line)
        failed = "failed" in one["said"]
        found.setdefault(one["tool"], {})[Path(one["path"])] = _NOTHING if failed else one["said"]
    return found


def _behind_a_stop(pages: list[Document], answers: Mapping[str, Mapping[Path, Said]]) -> list[Document]:
    """Pages behind the first one for which some tool stopped; none where all were gone through."""
    stops = [n for said in answers.values() for n, page in enumerate(pages) if page.path not in said]
    return pages[min(stops) + 1 :] if stops else []


def _environment() -> Path:
    """The interpreter of an environment that holds the others. Raises what keeps it from being made."""
    folder = ROOT / "build" / "bench" / "ingest"
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        steps: tuple[list[Any], ...] = (
            [sys.executable, "-m", "venv", folder],
            [python, "-m", "pip", "install", "--quiet", "--upgrade", "pip"],
            [python, "-m", "pip", "install", "--quiet", *OTHERS],
        )
        for step in steps:
            subprocess.run(step, check=True, capture_output=True, text=True, timeout=600)
        (folder / "complete").touch()
    return python


def tables(given: argparse.Namespace) -> str:
    """Score the whole set; the tables in Markdown."""
    every = documents(SET)
    texts = [one for one in every if not one.is_page]
    pages = [one for one in every if one.is_page]
    said = {one.path: ours(one) for one in every}
    if given.wrong:
        _tell(every, said)
    parts = [f"{len(texts)} texts, each column precision / recall:\n\n", _table(_halves(texts, said))]
    columns = _halves(pages, said)
    notes: list[str] = []
    if not given.alone:
        found_by, why = theirs(pages)
        for tool, answers in found_by.items():
            columns[tool] = total(score(one.expected, answers.get(one.path, _NOTHING)) for one in pages)
        missing = [name for name in OTHERS if not any(tool.startswith(name) for tool in found_by)]
        notes.extend(f"{name} was left out: {why or 'it is not installed'}." for name in missing)
    parts += [f"\n{len(pages)} pages:\n\n", _table(columns), *(f"\n{note}\n" for note in notes)]
    return "".join(parts)


def _halves(ones: list[Document], said: Mapping[Path, Said]) -> dict[str, dict[str, Tally]]:
    def of(keep: Callable[[Document], bool]) -> dict[str, Tally]:
        return total(score(one.expected, said[one.path]) for one in ones if keep(one))

    return {
        "tuning half": of(lambda one: not one.frozen),
        "frozen half": of(lambda one: one.frozen),
        "both": of(lambda _: True),
    }


def _table(columns: Mapping[str, Mapping[str, Tally]]) -> str:
    lines = [f"| field | {' | '.join(columns)} |\n", f"|---|{'---|' * len(columns)}\n"]
    for field in ALL:
        tallies = [column.get(field, Tally()) for column in columns.values()]
        if any(any(tally) for tally in tallies):
            lines.append(f"| {NAMES.get(field, field)} | {' | '.join(map(_cell, tallies))} |\n")
    return "".join(lines)


def _cell(tally: Tally) -> str:
    return f"{_share(tally.precision)} / {_share(tally.recall)}" if any(tally) else ""


def _share(share: float | None) -> str:
    """Two digits, never rounded up to a whole: 1.00 is all of them."""
    return "-" if share is None else f"{int(share * 100 + 1e-9) / 100:.2f}"


def _tell(every: Iterable[Document], said: Mapping[Path, Said]) -> None:
    """Show what is wrong in the tuning half: what was expected, and the beginning of what was said."""
    for one in every:
        if one.frozen:
            continue
        for field, tally in score(one.expected, said[one.path]).items():
            if tally.wrong or tally.missed:
                key = {"time": "publishedDateTime", "image sizes": "images"}.get(field, field)
                print(
                    f"{one.path.name}: {field} (wrong {tally.wrong}, missed {tally.missed})", file=sys.stderr
                )
                for what in (one.expected, said[one.path]):
                    print(f"  {json.dumps(what.get(key), ensure_ascii=False)[:_SHOWN]}", file=sys.stderr)


def main() -> int:
    """Score, print, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--alone", action="store_true", help="score artikit only")
    parser.add_argument(
        "--wrong", action="store_true", help="list what is wrong or missed in the tuning half"
    )
    parser.add_argument("--write", action="store_true", help=f"write the tables into docs/{PAGE.name}")
    given = parser.parse_args()
    if given.write and given.alone:
        parser.error("--write is for a whole run")
    text = tables(given)
    print(text, end="")
    if given.write:
        page = PAGE.read_text(encoding="utf-8")
        before, after = page.partition(BEGIN)[0], page.partition(END)[2]
        PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
