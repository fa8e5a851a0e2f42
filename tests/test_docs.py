"""What stands in the documentation is so."""

from __future__ import annotations

import importlib.util
import json
import re
import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import artikit
from artikit.reading.limits import Limits
from artikit.schema.library import shipped

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


@pytest.mark.parametrize("page", ["python-api.md"])
def test_the_programs_in_the_pages_run(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    programs = re.findall(r"```python\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL)
    assert programs
    for program in programs:
        exec(compile(program, page, "exec"), {})


def test_the_picture_in_the_readme_is_what_a_terminal_shows() -> None:
    picture = module(DOCS / "generate_picture.py")
    assert picture.PICTURE.read_text(encoding="utf-8") == picture.picture()


def test_the_table_of_limits_is_that_of_the_program() -> None:
    page = (DOCS / "configuration.md").read_text(encoding="utf-8")
    told = {
        key: int(value.replace(",", ""))
        for key, value in re.findall(r"\| `([a-z-]+)` \|[^|]+\| ([\d,]+) \|", page)
    }
    defaults = {key.replace("_", "-"): value for key, value in asdict(Limits()).items()}
    assert told == defaults
    limits = shipped("config").document["properties"]["limits"]
    assert list(limits["properties"]) == list(defaults)
    assert {key: one["default"] for key, one in limits["properties"].items()} == defaults


def test_every_setting_is_in_the_table() -> None:
    page = (DOCS / "configuration.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `\[*([a-z-]+)\]*` \|", page.split("## Limits")[0], re.MULTILINE)
    assert sorted(told) == sorted(shipped("config").document["properties"])


@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_schema_may_add_a_key_to_a_shipped_one_and_the_key_stands_anywhere(
    place: int, tmp_path: Path
) -> None:
    page = (DOCS / "configuration.md").read_text(encoding="utf-8")
    (schema,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    (tmp_path / "own.schema.json").write_text(schema, encoding="utf-8")
    config = artikit.Config(schema=str(tmp_path / "own.schema.json"), root=str(tmp_path))
    lines = [
        'title: "Night ferry returns"\n',
        "publishedDateTime: 2021-06-14T09:30:00Z\n",
        'webUrl: "https://www.northquill.example/ferry"  # artikit: ignore AK204 -- they print our column\n',
        "type: article\nprovider:\n  name: Harbor Ledger\n  domain: harbor-ledger.example\n",
    ]
    path = tmp_path / "a.md"
    path.write_text(f"---\n{''.join(lines)}---\n", encoding="utf-8")
    (missing,) = artikit.check(artikit.load(path, config), config=config)
    assert missing.message == "missing `desk`"
    lines.insert(place, "desk: city\n")
    path.write_text(f"---\n{''.join(lines)}---\n", encoding="utf-8")
    assert list(artikit.check(artikit.load(path, config), config=config)) == []


def test_links_inside_the_project_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *DOCS.glob("*.md"), *ROOT.glob("examples/*.md")]:
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), (page.name, target)


def test_the_version_is_told_once() -> None:
    version = re.search(r'= "(.+)"', (ROOT / "src/artikit/_version.py").read_text(encoding="utf-8"))
    assert version is not None
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "version" in project["dynamic"]
    assert f"rev: v{version[1]}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_schemas_are_written_as_json_writes_them() -> None:
    for path in (ROOT / "schemas").iterdir():
        text = path.read_text(encoding="utf-8")
        assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n", path.name
