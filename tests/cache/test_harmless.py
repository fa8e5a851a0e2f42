"""Whatever lies in the folder of the cache, and whoever uses it at the same time, no run is the worse for it."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
import zlib
from pathlib import Path
from typing import Any

import pytest

from artikit.cache import folder, rows
from artikit.rules import Facts, all_rules
from artikit.verdicts import Judge

from .conftest import Said, article, make, run, settle
from .test_same_answer import NEVER_KEPT, anew

NAME = ".artikit_cache"


def kept(root: Path) -> list[Path]:
    return sorted((root / NAME).glob("*.db"))


def kept_of(root: Path, kind: str) -> Path:
    """The one file of some kind in the cache."""
    (path,) = [one for one in kept(root) if one.name.startswith(f"{kind}-")]
    return path


def true_name(path: Path) -> Path:
    """What a file of the cache has to be called: its kind and terms, with its checksum and size."""
    data = path.read_bytes()
    return path.with_name(f"{'-'.join(path.name.split('-')[:2])}-{zlib.crc32(data):08x}-{len(data)}.db")


def test_the_folder_keeps_git_and_backups_away_and_is_never_walked(project: Path) -> None:
    run(project)
    assert (project / NAME / ".gitignore").read_text() == "*\n"
    assert (
        (project / NAME / "CACHEDIR.TAG")
        .read_text()
        .startswith("Signature: 8a477f597d28d172789f06886806bc55")
    )
    assert run(project, cache_dir="visible") == anew(project)
    (project / "visible" / "x.md").write_text("---\ntitle: [\n---\n")
    for _ in range(2):
        assert run(project, cache_dir="visible") == anew(project)
        assert run(project, ".", "visible", allow_empty=True).out == anew(project).out


def test_no_folder_is_made_where_there_is_no_project_or_none_is_wanted(project: Path, tmp_path: Path) -> None:
    loose = tmp_path / "loose"
    loose.mkdir()
    (loose / "a.md").write_text(article("a"))
    run(loose)
    run(project, isolated=True)
    run(project, no_cache=True)
    run(project, "news/a-clean.md", fix=True)
    run(project, profile=True)
    assert not (loose / NAME).exists()
    assert not (project / NAME).exists()
    assert "exclude each other" in run(project, no_cache=True, cache_dir="x").err


def test_files_whose_names_are_whole_but_whose_bytes_are_not_are_dropped(project: Path) -> None:
    expected = anew(project)
    chance = random.Random(1)
    for number in range(12):
        run(project)
        assert len(kept(project)) == 2
        for path in kept(project):
            data = bytearray(path.read_bytes())
            if number % 3 == 2:
                del data[chance.randrange(len(data)) :]
            for _ in range(chance.randrange(1, 20) if data else 0):
                data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
            path.write_bytes(data)
        if number % 2:
            (project / "news" / "a-clean.md").touch()
            settle()
        assert run(project) == expected


@pytest.mark.parametrize("kind", ["verdicts", "records"])
def test_bytes_that_are_changed_with_the_checksum_still_do_no_harm(project: Path, kind: str) -> None:
    """Who changes the checksum as well may make the answer wrong, but no run fails for it."""
    chance = random.Random(2)
    for _ in range(25):
        run(project)
        path = kept_of(project, kind)
        data = bytearray(path.read_bytes())
        for _ in range(chance.randrange(1, 60)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
        path.rename(true_name(path))
        (project / "news" / "b-clean.md").touch()
        assert run(project).code in (0, 1)
        for one in kept(project):
            one.unlink()


@pytest.mark.parametrize("how", ["cut", "noise", "empty", "tables"])
def test_an_index_that_is_broken_under_a_true_name_is_not_believed(project: Path, how: str) -> None:
    run(project)
    path = kept_of(project, "records")
    data = path.read_bytes()
    if how == "tables":
        with sqlite3.connect(path) as database:
            database.execute("ALTER TABLE record RENAME TO something")
        database.close()
    else:
        noise = random.Random(1).randbytes(len(data) - 200)
        path.write_bytes({"cut": data[: len(data) // 2], "noise": data[:100] + noise, "empty": b""}[how])
    path.rename(true_name(path))
    (project / "news" / "c-duplicate.md").write_text(article("b"))
    settle()
    for _ in range(2):
        assert run(project) == anew(project)


def test_a_database_of_somebody_else_is_not_believed(project: Path) -> None:
    expected = run(project)
    for script in (
        "CREATE VIEW more AS SELECT 1",
        "DROP TABLE about",
        "ALTER TABLE file ADD COLUMN more",
        "UPDATE file SET listed = '[[1,0,0,\"\",[[1]]]]'",
        "UPDATE file SET listed = '" + "[" * 5000 + "'",
        "UPDATE about SET text = '[1,2'",
        "UPDATE about SET text = '[null,[[\"x\",1]],[[1,2]]]'",
    ):
        run(project)
        path = kept_of(project, "verdicts")
        with sqlite3.connect(path) as database:
            database.execute(script)
        database.close()
        path.rename(true_name(path))
        assert run(project) == expected, script
        for one in kept(project):
            one.unlink()


def test_another_version_begins_anew(
    project: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = run(project)
    monkeypatch.setattr("artikit.cache.terms.__version__", "99.0")
    judged.clear()
    assert run(project) == expected
    assert "a-clean.md" in judged
    judged.clear()
    assert run(project) == expected
    assert set(judged) <= NEVER_KEPT


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_cannot_be_written_is_no_trouble(project: Path) -> None:
    expected = anew(project)
    project.chmod(0o555)
    try:
        assert run(project) == expected
    finally:
        project.chmod(0o755)


@pytest.mark.parametrize("name", ["a file", "a link that leads nowhere", "a folder of another program"])
def test_what_lies_in_the_place_of_the_folder_is_left_alone(project: Path, name: str) -> None:
    expected, place = anew(project), project / NAME
    match name:
        case "a file":
            place.write_text("mine")
        case "a link that leads nowhere":
            place.symlink_to("nowhere")
        case _:
            place.mkdir()
            (place / "verdicts-x-1-2.db").mkdir()
    for _ in range(2):
        assert run(project) == expected
    if name == "a file":
        assert place.read_text() == "mine"


def test_a_disk_that_is_full_costs_the_cache_and_nothing_else(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = anew(project)

    def full(*_: Any, **__: Any) -> str:
        raise OSError(28, "No space left on device")

    for name in ("begin", "finish"):
        with monkeypatch.context() as patched:
            patched.setattr(folder, name, full)
            for _ in range(2):
                assert run(project) == expected
    assert not list((project / NAME).glob("*.db"))
    assert not list((project / NAME).glob("*.new"))


def test_an_index_that_breaks_in_the_middle_is_put_aside(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from artikit.corpus.store import Store

    expected, real, calls = run(project), Store.add, []

    def breaking(self: Store, *args: Any) -> None:
        calls.append(self)
        if len(calls) == 2:
            raise sqlite3.DatabaseError("database disk image is malformed")
        real(self, *args)

    for path in (project / "news").glob("[a-e]*.md"):
        path.touch()
    settle()
    monkeypatch.setattr(Store, "add", breaking)
    assert run(project) == expected
    assert calls[-1] is not calls[0]


def test_a_run_that_is_broken_off_leaves_the_cache_as_it_was(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = run(project)
    before = {path: path.read_bytes() for path in sorted((project / NAME).iterdir())}
    for path in (project / "news").glob("[a-e]*.md"):
        path.touch()
    with monkeypatch.context() as patched:
        real, calls = Judge.__call__, []

        def interrupted(self: Judge, record: Any) -> Any:
            calls.append(record)
            if len(calls) > 3:
                raise KeyboardInterrupt
            return real(self, record)

        patched.setattr(Judge, "__call__", interrupted)
        assert run(project).code == 130
    assert {path: path.read_bytes() for path in sorted((project / NAME).iterdir())} == before
    assert run(project) == expected


def test_files_that_are_gone_are_forgotten_in_the_end(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "_SPARE", 0)
    run(project)
    for name in ("b-clean", "e-unknown-key", "n-crlf", "g-blank", "i-picture", "k-silenced", "j-repeated"):
        (project / "news" / f"{name}.md").unlink()
    (project / "news" / "a-clean.md").write_text(article("a"))
    settle()
    assert run(project) == anew(project)
    path = kept_of(project, "verdicts")
    with sqlite3.connect(path) as database:
        names = [row[0] for row in database.execute("SELECT path FROM file")]
    database.close()
    assert not any(b"g-blank" in name for name in names)


def test_old_files_of_the_cache_are_cleared_away(project: Path) -> None:
    abandoned = project / NAME / "verdicts-1-abcd.new"
    run(project)
    abandoned.write_bytes(b"")
    os.utime(abandoned, (0, 0))
    for number in range(14):
        run(project, select=["AK1", f"AK10{number % 7}"], ignore=[f"AK20{1 + number // 7}"])
    assert len([one for one in kept(project) if one.name.startswith("verdicts")]) <= 8
    assert not abandoned.exists()


def command(root: Path, *more: str) -> list[str]:
    del root
    return [sys.executable, "-m", "artikit", "validate", ".", *more]


def said(process: subprocess.Popen[str]) -> Said:
    out, err = process.communicate(timeout=60)
    return Said(out, err, process.returncode)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A larger project, whose files are old by any clock."""
    root = tmp_path / "many"
    make(root)
    for number in range(150):
        more = "titel: x\n" if number % 7 == 0 else ""
        (root / "news" / f"q-{number}.md").write_text(article(f"q{number % 140}", more=more))
    time.sleep(2.1)
    return root


def test_eight_at_once_say_the_same_and_leave_a_sound_cache(many: Path) -> None:
    expected = anew(many)
    for _ in range(2):
        every = [
            subprocess.Popen(
                command(many),
                cwd=many,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
            for _ in range(8)
        ]
        for process in every:
            assert said(process) == expected
        (many / "news" / "q-3.md").touch()
    assert run(many) == expected
    assert not list((many / NAME).glob("*.new"))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_a_run_that_is_killed_at_any_moment_leaves_a_sound_cache(many: Path) -> None:
    expected = anew(many)
    chance = random.Random(3)
    for number in range(14):
        process = subprocess.Popen(
            command(many, "--jobs", "1"), cwd=many, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.1, 1.2))
        process.kill()
        process.wait()
        for path in kept(many):
            assert path == true_name(path)
        (many / "news" / f"q-{number}.md").touch()
    assert run(many) == expected
    assert run(many) == expected


def test_a_rule_that_asks_for_the_time_or_for_files_says_so() -> None:
    """A verdict is kept for other days, unless the rule has the mark."""
    from datetime import UTC, datetime

    from artikit.engine import _articles, _glance
    from artikit.formats import of_path
    from artikit.reading.limits import Limits

    asked: set[str] = set()

    class Watched(Facts):
        __slots__ = ()

        def __getattribute__(self, name: str) -> Any:
            if name in ("now", "root"):
                asked.add(name)
            return super().__getattribute__(name)

    import io

    more = "topics:\n  - Harbours\nupdatedDateTime: 2122-06-14T09:30:00Z\ncategory: news\n"
    texts = [path.read_bytes() for path in sorted((Path(__file__).parents[1] / "rules").rglob("*.md"))] + [
        article("a", more=more).encode()
    ]
    assert len(texts) > 1
    used = set()
    for text in texts:
        for record in of_path("a.md").read(io.BytesIO(text), "a.md", Limits()):
            if record.data is None:
                continue
            for rule in all_rules().values():
                if rule.check is None:
                    continue
                facts = Watched(datetime.now(UTC), rule.options, _style, ".")
                asked.clear()
                subjects = [record] if rule.scope == "record" else [one for _, one in _articles(record)]
                if rule.unless is not None:
                    rule.unless(_glance(record), facts)
                for subject in subjects:
                    list(rule.check(subject, facts))
                assert not asked or rule.by_date or rule.beside, rule.name
                if asked:
                    used.add(rule.code)
    assert used == {rule.code for rule in all_rules().values() if rule.by_date or rule.beside}


def _style() -> Any:
    from artikit.schema.compiled import compile_schema

    return compile_schema("article", ".").style
