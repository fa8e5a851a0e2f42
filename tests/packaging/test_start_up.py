"""What is loaded before the first record is judged: hooks and editors start the program all the time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from artikit.modules import module_names

ROOT = Path(__file__).parents[2]
RECORD = ROOT / "examples/good/news/2021-06-14-night-ferry-returns-to-the-old-pier.md"

TYPER = {"annotated_doc", "shellingham", "typer"}
"""Packages of others that a command line by Typer loads. A new one needs a measured reason, here and below."""

JUDGING = {"jsonschema_rs"}
"""Packages of others that judging one clean Markdown record loads beside those."""

HEAVY = {
    "asyncio",
    "concurrent",
    "csv",
    "hashlib",
    "html",
    "http",
    "logging",
    "multiprocessing",
    "sqlite3",
    "ssl",
}
HEAVY |= {"tempfile", "tomllib", "unittest", "xml", "zoneinfo"}
"""Modules of the standard library that neither of the two must load; each takes milliseconds."""

UNDERSTANDING = {"artikit", "artikit._version", "artikit.entry"} | {
    f"artikit.{name}"
    for name in ("cli", "cli.guard", "cli.plain", "cli.program", "cli.streams", "errors", "escape")
}
"""Our modules that take in what is asked for."""

COMMANDS = {
    f"artikit.cli.{name}"
    for name in ("config", "convert", "fix", "ingest", "init", "rule", "schema", "validate")
}
OPTIONS = {f"artikit.cli.{name}" for name in ("options", "settings", "terminal")}
"""Our modules that hold the commands, and their options."""

FAMILIES = {f"artikit.rules.{name}" for name in module_names([str(ROOT / "src/artikit/rules")])}

_CHECKED_BY = """
    cli.baselines cli.checking cli.checking_asked cli.checking_run cli.settings cli.terminal
    config discover ignores inodes model modules reserved running sources parallel cache cache.folder
    formats formats.md
    reading reading.codes reading.decoding reading.fences reading.files reading.front_matter
    reading.limits reading.quick reading.reading reading.yaml_1_1 reading.yaml_scalars
    rule_choice engine verdicts judging summary reports reports.concise
    schema schema.check schema.codes schema.compiled schema.keywords schema.library schema.shape
    schema.style schema.suggest schema.wording
    rules rules._yaml_text rules._yaml_text.memory rules._yaml_text.orders rules._yaml_text.skimming
    addresses amp moments slugs
"""
CHECKING = {*UNDERSTANDING, *FAMILIES, *(f"artikit.{name}" for name in _CHECKED_BY.split())}
CHECKING -= {"artikit.cli.program"}
"""Our modules that check one clean Markdown record by every default rule."""

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


def own(modules: set[str]) -> set[str]:
    return {name for name in modules if packages({name}) == {"artikit"}}


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_talking_about_itself_loads_the_commands_and_nothing_that_they_need(
    word: str, tmp_path: Path
) -> None:
    loaded, foreign = loaded_by(program(word), tmp_path)
    assert own(loaded) == UNDERSTANDING | COMMANDS | OPTIONS
    assert foreign == TYPER
    assert packages(loaded) & HEAVY == set()


@pytest.mark.parametrize("command", ["validate", "schema", "rule", "fix"])
def test_the_help_of_a_command_loads_no_other_command(command: str, tmp_path: Path) -> None:
    loaded, foreign = loaded_by(program(command, "--help"), tmp_path)
    assert own(loaded) & COMMANDS == {f"artikit.cli.{command}"}
    assert own(loaded) <= UNDERSTANDING | COMMANDS | OPTIONS
    assert foreign == TYPER
    assert packages(loaded) & HEAVY == set()


@pytest.mark.parametrize("options", [[], ["--quiet", "--jobs", "1", "--output-format=concise"]])
def test_a_clean_record_loads_only_what_checks_it(options: list[str], tmp_path: Path, record: str) -> None:
    loaded, foreign = loaded_by(program("validate", *options, record), tmp_path)
    assert own(loaded) == CHECKING
    assert foreign == JUDGING
    assert packages(loaded) & HEAVY == set()


def test_a_clean_record_with_rare_options_loads_typer_too_and_only_its_own_command(
    tmp_path: Path, record: str
) -> None:
    loaded, foreign = loaded_by(program("validate", "--fail-level", "error", record), tmp_path)
    assert own(loaded) == CHECKING | {f"artikit.cli.{name}" for name in ("options", "program", "validate")}
    assert foreign == JUDGING | TYPER
    assert packages(loaded) & HEAVY == set()


def test_a_clean_record_that_a_hook_names_loads_what_excludes_need(tmp_path: Path, record: str) -> None:
    (tmp_path / ".git").mkdir()
    loaded, foreign = loaded_by(program("validate", "--no-cache", "--force-exclude", record), tmp_path)
    assert own(loaded) - CHECKING == {"artikit.ground"}
    assert foreign == JUDGING
    assert packages(loaded) & HEAVY == set()


def test_a_record_that_the_cache_knows_loads_no_validator(tmp_path: Path, record: str) -> None:
    (tmp_path / ".git").mkdir()
    words = program("validate", "--cache-key", "hash", record)  # by its times a new file is not known yet
    _, foreign = loaded_by(words, tmp_path)
    assert foreign == JUDGING
    loaded, foreign = loaded_by(words, tmp_path)
    assert foreign == set()
    assert "artikit.reading.quick" not in loaded


def test_a_run_in_which_nothing_has_changed_loads_neither_schemas_nor_rules_nor_readers(
    tmp_path: Path, record: str
) -> None:
    (tmp_path / "artikit.toml").write_text('schema = "news"\n[rules]\nunknown-key = "warning"\n')
    words = program("validate", "--cache-key", "hash", ".")
    loaded, _ = loaded_by(words, tmp_path)
    assert {"artikit.schema.check", "artikit.reading.toml", "artikit.engine"} <= loaded
    loaded, foreign = loaded_by(words, tmp_path)
    assert foreign == set()
    judging = ("artikit.schema", "artikit.rules", "artikit.reading.", "artikit.engine", "artikit.corpus")
    assert {name for name in own(loaded) if name.startswith(judging)} <= {
        "artikit.reading.codes",
        "artikit.reading.limits",
    }
    assert packages(loaded) & {"yaml", "jsonschema", "jsonschema_rs", "tomllib"} == set()
    assert record == "one.md"


def test_importing_the_package_loads_only_its_version(tmp_path: Path) -> None:
    loaded, foreign = loaded_by("import artikit", tmp_path)
    assert {name for name in loaded if name.startswith("artikit")} == {"artikit", "artikit._version"}
    assert foreign == set()


def test_importing_the_package_loads_nothing_of_the_standard_library(tmp_path: Path) -> None:
    loaded, _ = loaded_by("import artikit", tmp_path)
    assert packages(loaded) <= {"artikit", "__future__"}
