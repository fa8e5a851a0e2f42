"""The record of the project's first day, sound and with six planted errors, in every container."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import artikit

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
GENERATOR = SEEDS.parent / "gen_corpus.py"
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents are not beside this checkout")

EXPECTED = [
    ("/category", "AK104", "`category` must be `news`, got the text `newz`"),
    ("/exerpt", "AK102", "unknown key `exerpt`; did you mean `excerpt`?"),
    (
        "/publishedDateTime",
        "AK105",
        "`publishedDateTime` is not a date with time and zone: hour 25 does not exist",
    ),
    ("/images/0/width", "AK103", "`width` must be an integer, got the text `600px`"),
    ("/related/1", "AK101", "missing `webUrl` in `related[1]` “U.S. waives sanctions on Nord Stream 2…”"),
]


def seed() -> str:
    return next(SEEDS.glob("000*")).read_bytes().decode()


def faulty() -> str:
    """Plant an unknown key (and so a missing one), a wrong constant, hour 25, a unit, a missing key."""
    text = seed().replace("excerpt:", "exerpt:", 1).replace("category: news", "category: newz")
    text = text.replace("2021-05-20T12:42:00Z", "2021-05-20T25:42:00Z", 1).replace(
        "width: 600", "width: 600px", 1
    )
    lines = text.splitlines(keepends=True)
    second = [number for number, line in enumerate(lines) if line.startswith("    webUrl:")][1]
    return "".join(lines[:second] + lines[second + 1 :])


def findings(path: Path) -> list[artikit.Diagnostic]:
    return list(artikit.check(artikit.load(path), schema="news"))


def said(path: Path) -> set[tuple[str, str, str]]:
    return {("".join(f"/{step}" for step in one.pointer), one.code, one.message) for one in findings(path)}


def as_data(text: str) -> dict[str, object]:
    loader = type("Loader", (yaml.SafeLoader,), {"yaml_implicit_resolvers": {}})
    loaded = yaml.load(text.split("---\n")[1], Loader=loader)
    numbers: dict[str, Any] = {
        "width": int,
        "height": int,
        "quality": int,
        "heat": int,
        "isCached": "true".__eq__,
        "published": "true".__eq__,
    }

    def typed(value: object) -> object:
        if isinstance(value, dict):
            return {
                key: numbers.get(key, typed)(item) if item != "600px" else item for key, item in value.items()
            }
        return [typed(item) for item in value] if isinstance(value, list) else value

    data = typed(loaded)
    assert isinstance(data, dict)
    return data


@needs_seeds
def test_the_sound_record_is_clean_and_the_raw_texts_have_no_front_matter() -> None:
    found = [(Path(one.path).name[:3], one.name, one.severity) for one in artikit.check(artikit.load(SEEDS))]
    assert found == [(f"00{number}", "missing-front-matter", "warning") for number in range(1, 5)]
    assert not findings(next(SEEDS.glob("000*")))


@needs_seeds
def test_six_planted_errors_are_five_findings_at_their_exact_places(tmp_path: Path) -> None:
    path = tmp_path / "faulty.md"
    path.write_bytes(faulty().encode())
    places = [(one.start.line, one.start.column, one.end.column, one.code) for one in findings(path)]
    assert places == [
        (2, 11, 15, "AK104"),
        (4, 1, 7, "AK102"),
        (5, 20, 40, "AK105"),
        (29, 12, 17, "AK103"),
        (50, 5, 87, "AK101"),
    ]
    assert said(path) == set(EXPECTED)


@needs_seeds
def test_the_same_record_as_json_jsonl_and_yaml_gives_the_same_five(tmp_path: Path) -> None:
    data = as_data(faulty())
    texts = {
        "one.json": json.dumps(data, indent=2, ensure_ascii=False),
        "list.json": json.dumps([data], ensure_ascii=False),
        "lines.jsonl": json.dumps(data, ensure_ascii=False) + "\n",
        "one.yaml": faulty().split("---\n")[1],
        "stream.yaml": "---\n" + faulty().split("---\n")[1],
    }
    for name, text in texts.items():
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assert said(path) == set(EXPECTED), name
        for one in findings(path):
            line = text.split("\n")[one.start.line - 1]
            shown = line[one.start.column - 1 : one.end.column - 1]
            assert shown.strip("\"'")[:6] in ("newz", "exerpt", "2021-0", "600px", "title:", '{"titl', "{"), (
                name,
                shown,
            )


@needs_seeds
def test_a_finding_far_down_a_jsonl_file_points_into_its_line(tmp_path: Path) -> None:
    sound, bad = json.dumps(as_data(seed())), json.dumps(as_data(faulty()))
    path = tmp_path / "records.jsonl"
    path.write_text(f"{sound}\n" * 811 + f"{bad}\n" + f"{sound}\n", encoding="utf-8")
    found = findings(path)
    assert {one.start.line for one in found} == {812}
    cut = {bad[one.start.column - 1 : one.end.column - 1] for one in found}
    assert {'"newz"', '"exerpt"', '"2021-05-20T25:42:00Z"', '"600px"'} < cut


TEXT_QUIRKS = {"AK221", "AK222", "AK223", "AK224"}
"""What the generator's quirks are: blanks, line ends, no-break spaces and HTML in excerpts."""


@pytest.mark.skipif(not GENERATOR.exists(), reason="the corpus generator is not beside this checkout")
@pytest.mark.parametrize("schema", ["article", "news"])
def test_real_style_records_are_clean(schema: str, tmp_path: Path) -> None:
    for seed_number, quirks in ((7, "0"), (11, "0.5")):
        out = tmp_path / f"corpus{seed_number}"
        command = [
            sys.executable,
            str(GENERATOR),
            "--out",
            str(out),
            "--count",
            "150",
            "--seed",
            str(seed_number),
        ]
        subprocess.run([*command, "--quirks", quirks], check=True, capture_output=True)
        codes = {one.code for one in artikit.check(artikit.load(out), schema=schema)}
        assert codes == (set() if quirks == "0" else TEXT_QUIRKS)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("provider: {1: x, name: 7, domain: 'https://a.example'}", ["AK022", "AK103", "AK107"]),
        ("provider: !foo {name: 7, domain: a.example}", ["AK023", "AK103"]),
        (
            "provider: {name: 7, domain: a.example}\nprovider: {name: A, domain: a.example}",
            ["AK021", "AK103"],
        ),
        ("provider: {name: A, domain: a.example}\nquality: .nan", ["AK026"]),
        ("provider: {name: A, domain: a.example}\n5: x", ["AK022"]),
    ],
)
def test_a_reading_problem_hides_nothing_but_itself(text: str, codes: list[str], tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    head = "title: T\npublishedDateTime: 2021-05-20\nwebUrl: https://a.example/x\n"
    path.write_text(f"---\n{head}{text}\n---\n", encoding="utf-8")
    assert sorted(one.code for one in artikit.check(artikit.load(path))) == codes


def test_what_is_passed_by_mistake_is_told() -> None:
    with pytest.raises(artikit.ArtikitError, match="check takes records"):
        list(artikit.check("x.md"))
    assert "AK101" not in artikit.Config(ignore="AK1").severities


@needs_seeds
@pytest.mark.parametrize("to", ["jsonl", "json", "yaml", "csv", "tsv", "tables", "sqlite"])
def test_the_seed_comes_back_from_every_format_byte_for_byte(tmp_path: Path, to: str) -> None:
    left_out: list[str] = []
    out = tmp_path / ("all" if to == "tables" else f"all.{to}")
    result = artikit.convert(
        SEEDS,
        to,
        out,
        strict=True,
        verify=True,
        report=lambda found: left_out.extend(one.code for one in found),
    )
    assert (result.ok, result.converted, left_out) == (True, 1, ["AK010"] * 4)
    back = tmp_path / "back"
    assert artikit.convert(out, "md", back, source="tables" if to == "tables" else None, verify=True).ok
    (path,) = back.iterdir()
    assert (path.name, path.read_bytes()) == (next(SEEDS.glob("000*")).name, seed().encode())
