"""artikit as a new user would try it: on a repository of two thousand records with one fault in many of them.

Every planted fault is found and nothing else; the fixes put back what was there; the baseline, the reports and
the hooks go by the same findings. What is expected is known from the planting alone.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from artikit.rules import all_rules

from .faults import FAULTS, HOUSE_FAULTS, NOT_PLANTABLE
from .planter import RECORDS, Planted, plant, plant_house

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .planter import Plant

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and named pipes are planted too")

HOOKS = {
    hook["id"]: hook
    for hook in yaml.safe_load(
        (Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    )
}
NAMELESS = {"AK001", "AK002", "AK003", "AK004", "AK005", "AK006", "AK007", "AK010", "AK016", "AK017"}
"""Of what these find nothing can be read that says what the record is, so that only its path tells."""
BASELINE = "artikit-baseline.json"

Found = Counter[tuple[str, str, str]]


def run(root: Path, *arguments: str, code: int = 1) -> subprocess.CompletedProcess[str]:
    """Run artikit in a folder."""
    command = [sys.executable, "-m", "artikit", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == code, (done.stdout[-2_000:], done.stderr[-2_000:])
    assert "Traceback" not in done.stderr
    return done


def findings(root: Path, *arguments: str, code: int = 1) -> list[dict[str, Any]]:
    done = run(root, "validate", *(arguments or (".",)), "--output-format", "jsonl", code=code)
    return [json.loads(line) for line in done.stdout.splitlines()]


def places(found: Iterable[dict[str, Any]]) -> Found:
    return Counter((one["filename"], one["code"], one["pointer"]) for one in found)


def changed_files(root: Path, wanted: dict[str, bytes], plants: list[Plant]) -> dict[str, str]:
    """Name the files whose bytes are not as they should be, with what was planted there."""
    names = {one.path: f"{one.code} {one.fault.name} ({one.mend})" for one in plants}
    return {
        path: names.get(path, "sound") for path, data in wanted.items() if (root / path).read_bytes() != data
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """The repository, which no test changes."""
    return plant(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """A repository under `preset = "smartable"`, which no test changes."""
    return plant_house(tmp_path_factory.mktemp("house"))


@pytest.fixture
def small(tmp_path: Path) -> Planted:
    """A smaller repository with every fault, and a baseline of them all."""
    made = plant(tmp_path, seed=3, records=500, times=1)
    run(made.root, "validate", ".", "--write-baseline", code=0)
    return made


# --- the planting ------------------------------------------------------------------------------------------


def test_every_rule_is_planted_or_it_is_said_why_it_cannot_be(site: Planted, house: Planted) -> None:
    planted = {one.code for one in (*site.plants, *house.plants)}
    assert planted | NOT_PLANTABLE.keys() == all_rules().keys()
    assert not planted & NOT_PLANTABLE.keys()
    assert all(NOT_PLANTABLE.values())
    assert {one.code for one in house.plants} == {code for code, one in all_rules().items() if one.preset}


def test_what_is_said_of_every_article_is_planted_in_related_ones_too(site: Planted, house: Planted) -> None:
    inside = {one.code for one in (*site.plants, *house.plants) if one.pointer[:1] == ("related",)}
    assert {code for code, one in all_rules().items() if one.scope == "article"} <= inside


def test_no_record_has_two_faults(site: Planted, house: Planted) -> None:
    for made in (site, house):
        assert len({one.path for one in made.plants}) == len(made.plants)
    assert site.records == RECORDS
    assert 500 < len(site.plants) < RECORDS // 2
    assert {one.fault.name for one in site.plants} == {one.name for one in FAULTS}
    assert {one.fault.name for one in house.plants} == {one.name for one in HOUSE_FAULTS}


# --- finding -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["site", "house"])
def test_every_planted_fault_is_found_and_nothing_else(which: str, request: pytest.FixtureRequest) -> None:
    made: Planted = request.getfixturevalue(which)
    found = findings(made.root)
    assert made.expected() - places(found) == Counter(), "not found"
    assert places(found) - made.expected() == Counter(), "not planted"
    offered = {one["filename"]: (one["fix"] or {}).get("applicability", "none") for one in found}
    assert offered == {one.path: one.mend for one in made.plants}
    rows = {one["filename"]: one["location"]["row"] for one in found}
    misplaced = [
        one.path
        for one in made.plants
        if one.mend != "none" and one.fault.text and one.planted and one.mended
        if rows[one.path] not in changed_rows(one.planted, one.mended)
    ]
    assert misplaced == []


def changed_rows(planted: bytes, mended: bytes) -> range:
    """Lines from the first to the last one that differs, and the line below, which may be what they harm."""
    ends = re.compile(rb"(?<=\n)|(?<=\r)(?!\n)")
    wrong, right = ends.split(planted), ends.split(mended)
    same = next((at for at, pair in enumerate(zip(wrong, right, strict=False)) if pair[0] != pair[1]), 0)
    behind = 0
    while behind < min(len(wrong), len(right)) - same and wrong[-1 - behind] == right[-1 - behind]:
        behind += 1
    return range(same + 1, max(len(wrong) - behind, same + 1) + 2)


# --- mending -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("options", "mends"), [((), ("safe",)), (("--unsafe",), ("safe", "unsafe"))])
def test_fix_mends_what_can_be_mended_and_leaves_every_other_byte(
    options: tuple[str, ...], mends: tuple[Any, ...], tmp_path: Path
) -> None:
    made = plant(tmp_path)
    left = made.expected(*({"safe", "unsafe", "none"} - set(mends)), across=False)
    done = run(made.root, "fix", ".", *options)
    count = sum(one.mend in mends for one in made.plants)
    assert f"{count} findings fixed in {count} files; {left.total()} left" in done.stderr
    wanted = made.after(*mends)
    assert changed_files(made.root, wanted, made.plants) == {}
    again = run(made.root, "fix", ".", *options)
    assert again.stderr.startswith("nothing fixed; ")
    assert changed_files(made.root, wanted, made.plants) == {}
    if "unsafe" in mends:
        assert places(findings(made.root)) == made.expected("none")


def test_fix_mends_by_the_house_rules_too(tmp_path: Path) -> None:
    made = plant_house(tmp_path)
    run(made.root, "fix", ".")
    assert changed_files(made.root, made.after(), made.plants) == {}
    run(made.root, "fix", ".", "--unsafe")
    assert changed_files(made.root, made.after("safe", "unsafe"), made.plants) == {}
    assert places(findings(made.root)) == made.expected("none")


# --- the baseline ------------------------------------------------------------------------------------------


def entries(root: Path) -> int:
    found: list[dict[str, Any]] = json.loads((root / BASELINE).read_text(encoding="utf-8"))["findings"]
    return sum(one["count"] for one in found)


def break_one(made: Planted) -> str:
    """Break a sound record, and name it."""
    path = next(path for path in made.sound if path.startswith("_news/"))
    text = re.sub(rb'(?m)^( *"?quality"?)( ?[:=]) \d+', rb'\1\2 "good"', made.sound[path], count=1)
    assert text != made.sound[path]
    (made.root / path).write_bytes(text)
    return path


def test_what_is_in_the_baseline_is_silent(small: Planted) -> None:
    assert entries(small.root) == small.expected().total()
    done = run(small.root, "validate", ".", "--baseline", BASELINE, code=0)
    assert done.stdout == ""
    assert f"{small.expected().total()} known findings left out" in done.stderr


def test_records_that_are_moved_and_renamed_stay_known(small: Planted) -> None:
    moved = 0
    for number, one in enumerate(small.plants):
        if one.planted is None or one.code in NAMELESS:
            continue
        folder, _, name = one.path.rpartition("/")
        if folder == "wire":
            new = f"wire/{name.partition('-')[0]}-moved-{number}.{name.rpartition('.')[2]}"
        else:
            keeps = number % 2 or one.code == "AK305"  # which is about the name
            new = f"{folder}/2021/{name if keeps else f'renamed-{number}.md'}"
        (small.root / new).parent.mkdir(exist_ok=True)
        (small.root / one.path).rename(small.root / new)
        moved += 1
    assert moved > 100
    done = run(small.root, "validate", ".", "--baseline", BASELINE, code=0)
    assert done.stdout == ""
    assert "fixed" not in done.stderr


def test_a_new_fault_fails_alone_and_grows_the_baseline_only_when_asked(small: Planted) -> None:
    path = break_one(small)
    found = findings(small.root, ".", "--baseline", BASELINE)
    assert places(found) == {(path, "AK103", "/quality"): 1}
    before = (small.root / BASELINE).read_bytes()
    done = run(small.root, "validate", ".", "--baseline", BASELINE, "--write-baseline")
    assert "1 new finding not taken in; --grow-baseline does that" in done.stderr
    assert (small.root / BASELINE).read_bytes() == before
    run(small.root, "validate", ".", "--baseline", BASELINE, "--grow-baseline", code=0)
    assert entries(small.root) == small.expected().total() + 1
    assert findings(small.root, ".", "--baseline", BASELINE, code=0) == []


def test_what_is_mended_is_told_and_pruned_and_cannot_come_back(small: Planted) -> None:
    broken = {one.path: (small.root / one.path).read_bytes() for one in small.plants if one.mend == "safe"}
    run(small.root, "fix", ".")
    done = run(small.root, "validate", ".", "--baseline", BASELINE, code=0)
    assert done.stdout == ""
    assert f"{len(broken)} known findings fixed; --write-baseline prunes {BASELINE}" in done.stderr
    done = run(small.root, "validate", ".", "--baseline", BASELINE, "--write-baseline", code=0)
    assert f"{len(broken)} taken off" in done.stderr
    assert entries(small.root) == small.expected("unsafe", "none").total()
    for path, data in broken.items():
        (small.root / path).write_bytes(data)
    found = findings(small.root, ".", "--baseline", BASELINE)
    assert places(found) == small.expected("safe")


# --- reports -----------------------------------------------------------------------------------------------


def test_all_reports_of_one_run_count_the_same_findings(site: Planted, tmp_path: Path) -> None:
    names = ("sarif", "gitlab", "junit", "rdjson", "markdown")
    options = [part for name in names for part in ("--output-format", f"{name}:{tmp_path / name}")]
    done = run(site.root, "validate", ".", *options, "--output-format", "github")
    texts = {name: (tmp_path / name).read_text(encoding="utf-8") for name in names}
    wanted = Counter(one.code for one in site.plants)
    (log,) = json.loads(texts["sarif"])["runs"]
    assert Counter(one["ruleId"] for one in log["results"]) == wanted
    assert {one["id"] for one in log["tool"]["driver"]["rules"]} == wanted.keys()
    assert Counter(one["description"][:5] for one in json.loads(texts["gitlab"])) == wanted
    assert len({one["fingerprint"] for one in json.loads(texts["gitlab"])}) == wanted.total()
    suites = ET.fromstring(texts["junit"])
    assert Counter(one.attrib["name"][:5] for one in suites.iter("testcase")) == wanted
    assert Counter(one["code"]["value"][:5] for one in json.loads(texts["rdjson"])["diagnostics"]) == wanted
    assert in_words(texts["markdown"]) == wanted.total()
    annotated = [line for line in done.stdout.splitlines() if line.startswith("::")]
    listed = [line for line in done.stdout.splitlines() if re.search(r": AK\d{3}\[", line) and line[0] != ":"]
    assert {line.partition(" ")[0]: 10 for line in annotated} == Counter(
        line.partition(" ")[0] for line in annotated
    )
    assert len(annotated) + len(listed) == wanted.total()


def in_words(markdown: str) -> int:
    """Add up what the heading says and what the table says; they must agree."""
    head, *rest = markdown.splitlines()
    told = sum(int(number) for number in re.findall(r"(\d+) (?:error|warning|remark)", head))
    rows = [line for line in rest if line.startswith("|") and re.search(r"AK\d{3} `", line)]
    continued = [line for line in rest if line.startswith("|  |  | ")]
    more = sum(int(one) for one in re.findall(r"(?m)^(?:\| \| \| )?and (\d+) more", "\n".join(rest)))
    assert told == len(rows) + len(continued) + more
    return told


# --- hooks -------------------------------------------------------------------------------------------------


def named_by_pre_commit(root: Path, hook: str) -> list[str]:
    """Files that pre-commit would name: regular ones whose names match."""
    wanted = re.compile(HOOKS[hook]["files"])
    paths = (os.path.relpath(path, root) for path in sorted(root.rglob("*")) if path.is_file())
    return [path for path in paths if wanted.search(path) and not os.path.islink(root / path)]


def test_the_hook_finds_the_same_but_for_what_several_records_tell(site: Planted) -> None:
    _, *entry = HOOKS["artikit-validate"]["entry"].split()
    names = named_by_pre_commit(site.root, "artikit-validate")
    done = run(site.root, *entry, *names, "--output-format", "jsonl")
    wanted = {place: count for place, count in site.expected(across=False).items() if place[0] in set(names)}
    assert places(map(json.loads, done.stdout.splitlines())) == wanted
    assert "not compared with other records (AK3)" in done.stderr


def test_the_fixing_hook_mends_what_is_safe_and_fails(tmp_path: Path) -> None:
    made = plant(tmp_path, seed=4, records=500, times=1)
    _, *entry = HOOKS["artikit-fix"]["entry"].split()
    names = named_by_pre_commit(made.root, "artikit-fix")
    run(made.root, *entry, *names)
    wanted = made.after("safe") | {path: data for path, data in made.after().items() if path not in names}
    assert changed_files(made.root, wanted, made.plants) == {}
