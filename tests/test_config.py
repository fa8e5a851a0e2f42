"""Settings: found, checked by their own schema, and told with their place where they are wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from artikit.config import Config, find_config, load_config
from artikit.errors import ConfigError
from artikit.reading.limits import Limits

if TYPE_CHECKING:
    from pathlib import Path


def write(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_nearest_file_upwards_is_found_and_the_search_ends_with_the_repository(tmp_path: Path) -> None:
    outer = write(tmp_path / "artikit.toml", "")
    repository = tmp_path / "repository"
    (repository / "content" / "news").mkdir(parents=True)
    assert find_config(str(repository / "content")) == outer
    (repository / ".git").mkdir()
    assert find_config(str(repository / "content")) is None
    write(repository / "pyproject.toml", "[project]\nname = 'x'\n")
    assert find_config(str(repository)) is None
    project = write(repository / "pyproject.toml", "[tool.artikit]\nschema = 'news'\n")
    assert find_config(str(repository / "content" / "news")) == project
    hidden = write(repository / ".artikit.toml", "")
    assert find_config(str(repository)) == hidden
    plain = write(repository / "artikit.toml", "")
    assert find_config(str(repository)) == plain


def test_settings_are_read_from_both_kinds_of_file(tmp_path: Path) -> None:
    text = 'schema = "news"\ninclude = ["*.json"]\nfail-level = "warning"\n[limits]\ndepth = 9\n[rules]\nmissing-front-matter = "error"\n'
    config = load_config(write(tmp_path / "artikit.toml", text))
    assert (config.schema, config.include, config.fail_level) == ("news", ("*.json",), "warning")
    assert config.limits == Limits(depth=9)
    assert config.root == str(tmp_path)
    assert config.severities["AK010"] == "error"
    project = load_config(write(tmp_path / "pyproject.toml", '[tool.artikit]\nignore = ["AK1"]\n'))
    assert "AK101" not in project.severities
    assert "AK020" in project.severities


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('schma = "x"\n', "artikit.toml:1:1: unknown key `schma`; did you mean `schema`?"),
        ('\nfail-level = "eror"\n', "artikit.toml:2:14: `fail-level` must be `error`, `warning` or `info`"),
        ("[rules]\nexerpt = 'off'\n", "artikit.toml:2:1: no rule `exerpt`"),
        ("[rules.futur-date]\nmargin-hours = 1\n", "artikit.toml:1:8: no rule `futur-date`; did you mean"),
        ("[rules.future-date]\nmargin = 1\n", "artikit.toml:2:1: rule `future-date` has no option `margin`"),
        ("[rules.future-date]\nlevel = 'error'\nmargin-hours = '1'\n", "artikit.toml:3:1: option `margin-h"),
        ("[rules]\nAK021 = 'off'\n", "artikit.toml:2:1: `AK021` cannot be switched off"),
        ("select = ['AK1',\n 'AKX']\n", "artikit.toml:2:2: no rule `AKX`"),
        ("ignore = ['AK020']\n", "artikit.toml:1:11: `AK020` cannot be switched off"),
        ("[[overrides]]\npaths = ['a']\nignore = ['AKX']\n", "artikit.toml:3:11: no rule `AKX`"),
        ("[[overrides]]\npaths = ['a']\nrules.bogus = 'off'\n", "artikit.toml:3:7: no rule `bogus`"),
        ("[limits]\ndepht = 3\n", "artikit.toml:2:1: unknown key `depht`; did you mean `depth`?"),
        ("[limits]\ndepth = 0\n", "artikit.toml:2:9: `depth` must be at least 1"),
        ("include = '*.json'\n", "artikit.toml:1:11: `include` must be a list"),
        ("schema = \n", "artikit.toml:1:10: value is missing"),
        ('schema = "a"\nschema = "b"\n', "artikit.toml:2:1: `schema` is defined twice"),
    ],
)
def test_every_fault_is_told_at_its_place(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as error:
        load_config(write(tmp_path / "artikit.toml", text))
    assert words in str(error.value)


def test_a_fault_in_pyproject_is_told_at_its_place_too(tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", '[project]\nname = "x"\n\n[tool.artikit]\nselct = ["AK1"]\n')
    with pytest.raises(
        ConfigError, match=r"pyproject.toml:5:1: unknown key `selct`; did you mean `select`\?"
    ):
        load_config(path)


def test_rules_are_chosen_by_code_prefix_and_name() -> None:
    assert "AK101" not in Config(ignore=("missing-key",)).severities
    chosen = Config(select=("AK12", "wrong-type")).severities
    assert {code for code in chosen if code.startswith("AK1")} == {"AK120", "AK103"}
    assert {"AK020", "AK001"} <= chosen.keys()
    assert "AK010" not in chosen
    assert Config(rules={"probable-typo": "error"}).severities["AK120"] == "error"
    assert "AK010" not in Config(rules={"AK010": "off"}).severities


@pytest.mark.parametrize(
    ("config", "words"),
    [
        (Config(select=("exerpt",)), "no rule `exerpt`"),
        (Config(rules={"exerpt": {}}), "no rule `exerpt`"),
        (Config(ignore=("missing-kye",)), "did you mean `missing-key`"),
        (Config(ignore=("AK020",)), "`AK020` cannot be switched off"),
        (Config(rules={"duplicate-key": "off"}), "cannot be switched off"),
        (Config(rules={"duplicate-key": "info"}), "or lowered"),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused(config: Config, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        _ = config.severities


def test_the_last_glob_that_matches_tells_the_schema(tmp_path: Path) -> None:
    write(tmp_path / "own.json", "{}")
    text = '[schemas]\n"content/**" = "news"\n"content/drafts/" = "article"\n"*.json" = "own.json"\n'
    config = load_config(write(tmp_path / "artikit.toml", text))
    assert config.schema_for(str(tmp_path / "content/a/b.md")) == "news"
    assert config.schema_for(str(tmp_path / "content/drafts/x.md")) == "article"
    assert config.schema_for(str(tmp_path / "other.md")) == "article"
    assert config.schema_for(str(tmp_path / "content/x.json")).endswith("own.json")
