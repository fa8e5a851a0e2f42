"""`artikit config` prints the settings that hold, in a form that makes them hold again."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from artikit.config import Config, load_config
from artikit.effective import settings_text
from artikit.reading.limits import Limits
from artikit.writing.toml import write_toml

from .runs import artikit

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FULL = """\
schema = "news"
exclude = [
    "_site/",
]
baseline = "lists/known.json"

[schemas]
"old/**" = "article"

[rules]
missing-front-matter = "error"
missing-key = {level = "warning"}

[[overrides]]
paths = ["old/"]
ignore = ["AK12"]
[overrides.rules]
missing-key = "info"

[limits]
depth = 32
"""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def again(folder: Path, text: str) -> Config:
    """The settings that a text makes, in a folder."""
    path = write(folder / ".artikit.toml", text)
    config = load_config(str(path))
    path.unlink()
    return replace(config, now=NOW)


def test_every_setting_is_shown_with_where_it_came_from(tmp_path: Path) -> None:
    write(tmp_path / "artikit.toml", FULL)
    done = artikit("config", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "# settings of artikit.toml"
    for line in (
        'schema = "news"  # artikit.toml:1',
        'exclude = ["_site/"]  # artikit.toml:2',
        'baseline = "lists/known.json"  # artikit.toml:5',
        'fail-level = "error"  # default',
        '"old/**" = "article"  # artikit.toml:8',
        'missing-front-matter = "error"  # artikit.toml:11',
        "[[overrides]]  # artikit.toml:14",
        "depth = 32  # artikit.toml:21",
        "nodes = 50000  # default",
        "# preset is not set",
    ):
        assert line in lines
    assert again(tmp_path, done.stdout) == replace(load_config(str(tmp_path / "artikit.toml")), now=NOW)


def test_for_a_file_they_are_those_for_it_alone(tmp_path: Path) -> None:
    config = load_config(str(write(tmp_path / "artikit.toml", FULL)))
    for name in ("old/x.md", "new/x.md"):
        path = write(tmp_path / name, "x")
        done = artikit("config", name, cwd=tmp_path)
        there = again(tmp_path, done.stdout)
        assert there.schema == config.schema_for(str(path))
        assert there.severities == config.at(str(path)).severities
        assert (there.schemas, there.overrides) == ({}, ())
    lines = artikit("config", "old/x.md", cwd=tmp_path).stdout.splitlines()
    assert lines[0] == "# settings of artikit.toml, for old/x.md"
    assert 'schema = "article"  # artikit.toml:8' in lines
    assert 'ignore = ["AK12"]  # artikit.toml:16' in lines
    assert 'missing-key = "info"  # artikit.toml:18' in lines
    assert 'schema = "news"  # artikit.toml:1' in artikit("config", "new/x.md", cwd=tmp_path).stdout


def test_the_nearest_file_upwards_holds_as_in_a_run(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[project]\nname = "x"\n\n[tool.artikit]\nfail-level = "warning"\n')
    folder = write(tmp_path / "a" / "b.md", "x").parent
    assert 'fail-level = "warning"  # ../pyproject.toml:5' in artikit("config", cwd=folder).stdout
    assert 'fail-level = "warning"  # pyproject.toml:5' in artikit("config", "a", cwd=tmp_path).stdout
    assert 'fail-level = "warning"  # pyproject.toml:5' in artikit("config", "a/b.md", cwd=tmp_path).stdout
    assert artikit("config", "--isolated", cwd=folder).stdout.startswith(
        "# no file with settings; all are defaults\n"
    )
    other = write(tmp_path / "other.toml", 'schema = "news"\n')
    assert 'schema = "news"  # other.toml:1' in artikit("config", "--config", str(other), cwd=tmp_path).stdout


def test_a_schema_of_the_users_own_is_written_relative_to_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "own" / "x.schema.json", "{}")
    text = 'schema = "own/x.schema.json"\n[schemas]\n"a/**" = "own/x.schema.json"\n'
    file = write(tmp_path / "artikit.toml", text)
    (tmp_path / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "deep" / "er")
    config = load_config(str(file))
    shown = settings_text(config, str(file))
    assert 'schema = "own/x.schema.json"' in shown
    assert again(tmp_path, shown) == replace(config, now=NOW)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none.md"], "no such file or directory: none.md"),
        (["--config", "none.toml"], "none.toml: No such file"),
        (["--config", "bad.toml"], "bad.toml:1:1: unknown key `schma`"),
        (["--config", "x.toml", "--isolated"], "--isolated and --config exclude each other"),
        (["--config", "rules.toml"], "rules.toml:1:11: no rule `bogus`"),
    ],
)
def test_what_cannot_be_shown_is_told(arguments: list[str], words: str, tmp_path: Path) -> None:
    write(tmp_path / "bad.toml", 'schma = "x"\n')
    write(tmp_path / "rules.toml", 'select = ["bogus"]\n')
    done = artikit("config", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ")
    assert words in done.stderr


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=8)
GLOBS = st.lists(TEXT, max_size=3)
LEVELS = st.sampled_from(["off", "info", "warning", "error"])
SETTINGS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "schema": st.sampled_from(["news", "article"]),
        "schemas": st.dictionaries(TEXT, st.sampled_from(["news", "topic"]), min_size=1, max_size=3),
        "include": GLOBS,
        "exclude": GLOBS,
        "ignore": st.just(["AK12"]),
        "preset": st.just("smartable"),
        "baseline": st.just("a/b.json"),
        "rules": st.dictionaries(
            st.sampled_from(["missing-key", "AK102"]),
            LEVELS | st.fixed_dictionaries({"level": LEVELS}),
            min_size=1,
        ),
        "overrides": st.lists(
            st.fixed_dictionaries(
                {"paths": st.lists(TEXT, min_size=1, max_size=2)},
                optional={"ignore": st.just(["AK1"]), "rules": st.just({"AK102": "off"})},
            ),
            max_size=2,
        ),
        "output-format": st.sampled_from(["github", ["full", "sarif:reports/a.sarif"]]),
        "fail-level": st.sampled_from(["info", "warning"]),
        "limits": st.fixed_dictionaries(
            {}, optional={"depth": st.integers(1, 99), "nodes": st.integers(1, 10**9)}
        ),
    },
)


@given(table=SETTINGS)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_set_is_set_again(table: dict[str, Any], tmp_path: Path) -> None:
    ordered = dict(
        sorted(table.items(), key=lambda item: isinstance(item[1], dict) or item[0] == "overrides")
    )
    file = write(tmp_path / "artikit.toml", write_toml(ordered))
    config = replace(load_config(str(file)), now=NOW)
    shown = settings_text(config, str(file))
    assert again(tmp_path, shown) == config
    assert shown.count("# default") + shown.count(f"# {os.path.relpath(file)}:") >= len(table)
    single = again(tmp_path, settings_text(config, str(file), str(tmp_path / "a.md")))
    assert single.severities == config.at(str(tmp_path / "a.md")).severities


def test_every_setting_has_its_place() -> None:
    shown = settings_text(Config(root=".", limits=Limits()), None)
    from dataclasses import fields

    for one in fields(Config):
        if one.name not in ("root", "now", "limits"):
            key = one.name.replace("_", "-")
            assert f"\n{key} = " in shown or f"# {key} is not set" in shown
