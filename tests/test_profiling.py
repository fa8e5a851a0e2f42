"""`--profile` says where the time goes, and changes nothing else."""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from artikit import engine, placing, sources
from artikit.config import Config
from artikit.engine import diagnose
from artikit.profiling import PHASES, SHOWN, Profile, profiled
from artikit.rules import all_rules
from artikit.sources import read_paths

EXAMPLES = Path(__file__).parents[1] / "examples"


def ticking() -> Profile:
    """A profile whose clock moves on by a second whenever it is looked at."""
    ticks = count()
    return Profile(lambda: float(next(ticks)))


def artikit(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "artikit", "validate", "--isolated", *words],
        cwd=EXAMPLES,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_what_is_measured_within_something_else_counts_for_the_inner_one() -> None:
    profile = ticking()
    with profile.phase("report"):  # rest 1
        with profile.phase("read"):  # report 1
            pass  # read 1
        with profile.phase("read"):  # report 2
            pass  # read 2
    # report 3
    assert profile.spent == {"rest": 1.0, "report": 3.0, "read": 2.0}


def test_an_iterator_is_measured_while_it_is_asked_and_not_while_others_work() -> None:
    profile = ticking()
    taken = []
    for item in profile.steps("discover", "ab"):
        with profile.phase("read"):
            taken.append(item)
    assert taken == ["a", "b"]
    assert profile.spent == {"rest": 5.0, "discover": 3.0, "read": 2.0}


def test_what_fails_is_measured_and_fails() -> None:
    profile = ticking()

    def broken() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        profile.timed("schema", broken)()
    with profile.phase("read"):
        pass
    assert profile.spent == {"rest": 2.0, "schema": 1.0, "read": 1.0}


def test_the_phases_add_up_to_the_whole_and_the_dearest_rules_come_first() -> None:
    profile = ticking()
    rules = [code for code, rule in all_rules().items() if rule.check is not None][: SHOWN + 2]
    profile.spent = {"read": 0.5, "rules": 0.25, **{code: 0.001 * at for at, code in enumerate(rules)}}
    profile.spent["rest"] = -1.0  # which the last look at the clock makes 0
    lines = list(profile.lines(1000))
    assert lines[0] == "profile of 1,000 records, in one process, without the cache"
    rules_in_all = 0.001 * sum(range(SHOWN + 2))
    assert re.split(r" {2,}", lines[2])[:2] == ["read", "500.0"]
    assert re.split(r" {2,}", lines[3])[:2] == ["rules", f"{250 + rules_in_all * 1e3:,.1f}"]
    assert re.split(r" {2,}", lines[5]) == ["all", f"{750 + rules_in_all * 1e3:,.1f}", "100.0%", "886.0"]
    shown = [line.split()[0] for line in lines[8:]]
    assert shown == [*reversed(rules[2:]), "2"]
    assert re.split(r" {2,}", lines[-1])[:2] == ["2 other rules", "1.0"]


def test_a_profile_is_taken_of_every_phase_and_every_rule_that_is_on() -> None:
    config = Config(root=str(EXAMPLES))
    with profiled() as profile:
        found = [diagnose(record, config) for record in read_paths([str(EXAMPLES)], config)]
    assert any(found)
    asked = {code for code, rule in all_rules().items() if rule.check and code in config.severities}
    assert {"rest", "read", "schema", "rules", "findings"} <= profile.spent.keys()
    assert profile.spent.keys() - {*PHASES} == asked


def test_nothing_is_measured_without_a_profile_or_after_it() -> None:
    def places() -> list[object]:
        names = ("check_schema", "_broken_rules", "all_rules", "_ASKED")
        return [sources.Reader.records, placing.place, *(getattr(engine, name) for name in names)]

    before = places()
    with contextlib.suppress(KeyboardInterrupt), profiled():
        assert all(now is not then for now, then in zip(places(), before, strict=True))
        raise KeyboardInterrupt
    assert all(now is then for now, then in zip(places(), before, strict=True))


@pytest.mark.parametrize("words", [(), ("--jobs", "2")], ids=" ".join)
def test_the_findings_and_the_exit_code_are_the_same_with_a_profile(words: tuple[str, ...]) -> None:
    plain, measured = artikit("."), artikit(".", "--profile", *words)
    assert plain.returncode == measured.returncode == 1
    assert plain.stdout == measured.stdout != ""
    assert measured.stderr.startswith(plain.stderr)
    profile = measured.stderr.removeprefix(plain.stderr).splitlines()
    assert re.fullmatch(r"profile of [\d,]+ records, in one process, without the cache", profile[0])
    phases = [line.split()[0] for line in profile[2 : profile.index("")]]
    assert phases == [*PHASES, "all"]
    rules = [line.split()[0] for line in profile[profile.index("") + 2 :]]
    assert set(rules[:SHOWN]) <= all_rules().keys()
    assert len(rules) == SHOWN + 1


def test_fixing_is_not_measured() -> None:
    run = artikit(".", "--profile", "--fix")
    assert run.stderr == "error: --profile measures checking, not --fix\n"
    assert run.returncode == 2
