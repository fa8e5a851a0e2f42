"""What is loaded before the first record is judged: hooks and editors start the program all the time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RECORD = ROOT / "examples/good/news/2021-06-14-night-ferry-returns-to-the-old-pier.md"

TALK = {"frontmatter", "jsonschema", "jsonschema_rs", "pathspec", "rich", "ruamel", "tomllib", "yaml"}
"""Packages that talking about itself needs not: versions and help."""

JUDGING = {"annotated_doc", "frontmatter", "jsonschema_rs", "shellingham", "typer", "yaml"}
"""Packages of others that judging one clean Markdown record loads. A new one needs a measured reason."""

NEVER = {"asyncio", "jsonschema", "multiprocessing", "pathspec", "pydantic", "rich", "ruamel", "tomllib"}
"""What judging one clean Markdown record must not load."""

_REPORT = """
import json, sys
before = set(sys.modules)
try:
    {code}
except SystemExit as end:
    assert not end.code, end.code
loaded = set(sys.modules) - before
foreign = {{name.partition(".")[0] for name in loaded if getattr(sys.modules[name], "__file__", None)}}
foreign -= {{"artikit", *sys.stdlib_module_names}}
with open("loaded.json", "w") as file:
    json.dump([sorted(loaded), sorted(foreign)], file)
"""


def loaded_by(code: str, folder: Path) -> tuple[set[str], set[str]]:
    """Modules that code loads beyond the bare interpreter, and the packages of others among them."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV"))}
    variables["PYTHONPATH"] = os.fspath(ROOT / "src")
    command = [sys.executable, "-c", _REPORT.format(code=code)]
    subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=True)
    loaded, foreign = json.loads((folder / "loaded.json").read_text(encoding="utf-8"))
    return set(loaded), set(foreign)


def program(*words: str) -> str:
    return f"sys.argv = {['artikit', *words]!r}; from artikit.entry import main; main()"


def packages(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


@pytest.fixture
def record(tmp_path: Path) -> str:
    """One clean record in a folder without settings."""
    (tmp_path / "one.md").write_bytes(RECORD.read_bytes())
    return "one.md"


@pytest.mark.parametrize(
    "words",
    [("--version",), ("--help",), ("validate", "--help"), ("schema", "--help"), ("rule", "--help")],
    ids=" ".join,
)
def test_talking_about_itself_loads_no_reader_and_no_validator(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    loaded, foreign = loaded_by(program(*words), tmp_path)
    assert packages(loaded) & TALK == set()
    assert foreign <= JUDGING - TALK


def test_a_clean_record_loads_only_the_packages_that_judge_it(tmp_path: Path, record: str) -> None:
    loaded, foreign = loaded_by(program("validate", record), tmp_path)
    assert packages(loaded) & NEVER == set()
    assert foreign == JUDGING


def test_a_clean_record_in_a_repository_loads_nothing_more(tmp_path: Path, record: str) -> None:
    (tmp_path / ".git").mkdir()
    loaded, foreign = loaded_by(program("validate", "--force-exclude", record), tmp_path)
    assert packages(loaded) & NEVER == set()
    assert foreign == JUDGING


def test_a_clean_record_loads_none_of_our_modules_for_other_formats_and_for_faults(
    tmp_path: Path, record: str
) -> None:
    loaded, _ = loaded_by(program("validate", record), tmp_path)
    idle = {
        "artikit.api",
        "artikit.converting.conversion",
        "artikit.formats.jsonl",
        "artikit.formats.yaml",
        "artikit.posts",
        "artikit.reports.full",
        "artikit.schema.explain",
        "artikit.schema.reference",
        "artikit.tabular",
        "artikit.unpacking",
        "artikit.writing",
    }
    assert loaded & idle == set()


def test_importing_the_package_loads_only_its_version(tmp_path: Path) -> None:
    loaded, foreign = loaded_by("import artikit", tmp_path)
    assert {name for name in loaded if name.startswith("artikit")} == {"artikit", "artikit._version"}
    assert foreign == set()


def test_importing_the_package_loads_nothing_of_the_standard_library(tmp_path: Path) -> None:
    loaded, _ = loaded_by("import artikit", tmp_path)
    assert packages(loaded) <= {"artikit", "__future__"}
