"""`artikit convert` among enemies: outputs that are inputs, files of the wrong kind, full disks, sizes."""

from __future__ import annotations

import gzip
import io
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

import pytest

import artikit
from artikit.errors import ArtikitError, UsageError
from artikit.reading.limits import Limits
from artikit.writing.spool import Spool

if TYPE_CHECKING:
    from pathlib import Path

SOUND = '---\ntitle: "Fog bell"\n---\nBody\n'
TORN = "---\ntitle: [\n---\n"


def tree(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Everything below a folder: when it was changed, and what is in it."""
    paths = [folder, *sorted(folder.rglob("*"))]
    return {
        str(path): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"") for path in paths
    }


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


# What a run writes is not what it reads


def test_a_tree_inside_the_folder_that_is_read_does_not_grow_with_every_run(tmp_path: Path) -> None:
    content = write(tmp_path / "in", a_md=SOUND)
    for written in (1, 0, 0):
        result = artikit.convert(content, "md", content / "out")
        assert (result.converted, result.written) == (1, written)
    assert [str(path.relative_to(content)) for path in sorted(content.rglob("*.md"))] == ["a.md", "out/a.md"]
    (remark,) = result.remarks
    assert remark.startswith("passed over 1 file that this run writes itself, in ")
    named = artikit.convert([content, content / "out" / "a.md"], "md", content / "out")
    assert named.converted == 2, "what is named is read"


def test_a_file_inside_the_folder_that_is_read_is_not_added_to_itself(tmp_path: Path) -> None:
    content = write(tmp_path, a_jsonl='{"title": "a"}\n{"title": }\n')
    for _ in range(2):
        result = artikit.convert(
            content,
            output=content / "all.jsonl",
            rejects=str(content / "no.jsonl"),
            source="jsonl",
            on_error="skip",
        )
        assert (result.ok, result.converted, result.bad) == (True, 1, 1)
    assert (len(lines(content / "all.jsonl")), len(lines(content / "no.jsonl"))) == (1, 1)


def test_a_tree_may_be_written_back_into_itself(tmp_path: Path) -> None:
    write(tmp_path, a_md=SOUND, b__c_md=SOUND.replace('"Fog bell"', "x"))
    result = artikit.convert(tmp_path, "md", tmp_path, force=True)
    assert (result.written, result.unchanged, result.remarks) == (1, 1, ())


@pytest.mark.parametrize("name", ["mine.txt", "b.md"])
def test_rejects_take_no_existing_files_place_in_place_either(tmp_path: Path, name: str) -> None:
    write(tmp_path, a_md=SOUND.replace('"Fog bell"', "[ 1 ]"), b_md=TORN, mine_txt="mine")
    before = tree(tmp_path)
    with pytest.raises(UsageError, match="exists and differs"):
        artikit.convert(
            [tmp_path / "a.md", tmp_path / "b.md"],
            "md",
            in_place=True,
            rejects=str(tmp_path / name),
            on_error="skip",
            front_matter="toml",
        )
    assert {path: kept for path, (_, kept) in tree(tmp_path).items()} == {
        path: kept for path, (_, kept) in before.items()
    }


@pytest.mark.parametrize(
    ("to", "output", "options"),
    [
        ("jsonl", "x.jsonl", {}),
        ("csv", "x.csv", {}),
        ("sqlite", "x.db", {}),
        ("tables", "x", {}),
        ("md", "x", {}),
        ("json", "x/", {}),
        ("md", None, {"in_place": True}),
        ("md", None, {"in_place": True, "front_matter": "toml"}),
    ],
)
def test_a_dry_run_leaves_no_trace_at_all(
    tmp_path: Path, to: str, output: str | None, options: dict[str, object]
) -> None:
    write(tmp_path, a_md="---\ntitle: x\ntopics:\n- a\n---\n", b_md=TORN)
    before = tree(tmp_path)
    result = artikit.convert(
        tmp_path,
        to,
        None if output is None else f"{tmp_path}/{output}",
        dry_run=True,
        on_error="skip",
        rejects=str(tmp_path / "deep" / "no.jsonl"),
        name="n{number}",
        **options,
    )
    assert (result.ok, result.converted, result.bad) == (True, 1, 1)
    assert tree(tmp_path) == before


# Files of the wrong kind


@pytest.mark.parametrize(
    ("name", "to"),
    [("a.jsonl", "yaml"), ("a.json", "yaml"), ("a.csv", "yaml"), ("a.yaml.gz", "yaml"), ("a.md.gz", "md")],
)
def test_in_place_touches_no_file_that_would_not_stay_of_its_kind(tmp_path: Path, name: str, to: str) -> None:
    write(tmp_path, x_md=SOUND)
    artikit.convert(tmp_path / "x.md", output=tmp_path / name)
    before = (tmp_path / name).read_bytes()
    with pytest.raises(UsageError, match=r"a YAML file|is packed"):
        artikit.convert(tmp_path / name, to, in_place=True)
    assert (tmp_path / name).read_bytes() == before


def test_in_place_keeps_a_byte_order_mark(tmp_path: Path) -> None:
    write(tmp_path, a_md="\ufeff---\ntitle: x\ntopics:\n- a\n---\n")
    result = artikit.convert(tmp_path, "md", in_place=True)
    assert (result.written, len(result.receipts)) == (1, 0)
    assert (tmp_path / "a.md").read_bytes() == b"\xef\xbb\xbf---\ntitle: x\ntopics:\n  - a\n---\n"


def test_in_place_leaves_faulty_documents_of_a_file_as_they_were(tmp_path: Path) -> None:
    write(tmp_path, a_yaml="title: x\ntopics:\n- a\n---\njust text\n")
    result = artikit.convert(tmp_path / "a.yaml", "yaml", in_place=True, on_error="skip")
    assert (result.ok, result.converted, result.bad, result.differences) == (True, 1, 1, [])
    assert (tmp_path / "a.yaml").read_text() == "title: x\ntopics:\n  - a\n---\njust text\n"


def test_in_place_needs_files_in_programs_too() -> None:
    with pytest.raises(UsageError, match="not standard input"):
        artikit.convert("-", "md", in_place=True)


def test_a_database_is_not_written_where_a_packed_file_is_meant(tmp_path: Path) -> None:
    write(tmp_path, a_md=SOUND)
    with pytest.raises(UsageError, match=r"without `\.gz`"):
        artikit.convert(tmp_path, output=tmp_path / "a.db.gz")
    assert os.listdir(tmp_path) == ["a.md"]


def test_a_dash_is_standard_output_and_no_name_is_none(tmp_path: Path) -> None:
    write(tmp_path, a_md=SOUND)
    command = [sys.executable, "-m", "artikit", "convert", "a.md", "-o"]
    run = subprocess.run(
        [*command, "-", "--to", "jsonl"], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert (run.returncode, json.loads(run.stdout)["title"]) == (0, "Fog bell")
    run = subprocess.run(
        [*command, "", "--to", "md"], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert (run.returncode, run.stderr.startswith("error: the output has no name")) == (2, True)
    assert os.listdir(tmp_path) == ["a.md"]


def test_a_damaged_database_is_never_an_internal_error(tmp_path: Path) -> None:
    write(tmp_path, a_md=SOUND)
    artikit.convert(tmp_path / "a.md", output=tmp_path / "a.db")
    data = (tmp_path / "a.db").read_bytes()
    at = data.index(b"CREATE TABLE")
    (tmp_path / "a.db").write_bytes(data[:at] + b"\xff" + data[at + 1 :])
    with pytest.raises(ArtikitError, match=r"a\.db: "):
        artikit.convert(tmp_path / "a.md", output=tmp_path / "a.db")


# What could be written, but not read


def test_a_body_with_nul_is_no_file_of_text(tmp_path: Path) -> None:
    write(tmp_path, a_jsonl='{"title": "x", "_body": "a\\u0000b"}\n')
    found: list[artikit.Diagnostic] = []
    result = artikit.convert(tmp_path / "a.jsonl", "md", stdout=io.BytesIO(), report=found.extend)
    assert (result.ok, [(one.code, one.start.column) for one in found]) == (False, [("AK601", 25)])
    for to in ("json", "yaml", "csv", "tsv"):
        assert artikit.convert(tmp_path / "a.jsonl", to, stdout=io.BytesIO(), verify=True).ok, to


@pytest.mark.parametrize("limits", [Limits(scalar_size=20), Limits(record_size=90)])
@pytest.mark.parametrize("to", ["jsonl", "json", "yaml", "csv", "sqlite"])
def test_a_body_that_no_reader_would_take_back_is_not_written(
    tmp_path: Path, limits: Limits, to: str
) -> None:
    write(tmp_path, a_md="---\ntitle: x\n---\n" + "b" * 80)
    config = artikit.Config(limits=limits)
    found: list[artikit.Diagnostic] = []
    target = tmp_path / f"x.{to}"
    result = artikit.convert(tmp_path / "a.md", output=target, config=config, report=found.extend)
    assert (result.ok, result.bad) == (False, 1)
    assert "the body is too long to be read back" in found[0].message
    assert artikit.convert(tmp_path / "a.md", output=target, config=config, no_body=True, verify=True).ok
    assert artikit.convert(tmp_path / "a.md", "md", tmp_path / "b.md", config=config).ok


def test_json_without_a_record_is_json_all_the_same(tmp_path: Path) -> None:
    write(tmp_path, a_md=TORN)
    out = io.BytesIO()
    assert artikit.convert(tmp_path / "a.md", "json", stdout=out, on_error="skip").ok
    assert json.loads(out.getvalue()) == []


def test_a_run_that_takes_two_passes_has_written_nothing_when_it_is_stopped(tmp_path: Path) -> None:
    write(tmp_path, a_md=SOUND, b_md=TORN, c_md=TORN)
    out = io.BytesIO()
    result = artikit.convert(tmp_path, "csv", stdout=out)
    assert (out.getvalue(), result.partly, result.bad) == (b"", False, 2), "all findings are shown"
    assert result.sentence().startswith("nothing converted")


# Disks


def _limited(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run with files of at most 64 KiB."""
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536));"
        "sys.argv[0] = 'artikit'; from artikit.entry import main; main()"
    )
    return subprocess.run(
        [sys.executable, "-c", code, "convert", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.skipif(os.name == "nt", reason="limits are POSIX's")
@pytest.mark.parametrize(
    ("output", "named"),
    [
        (["-o", "x.jsonl"], "x.jsonl"),
        (["-o", "x.jsonl.gz"], "x.jsonl.gz"),
        (["-o", "x.db"], "x.db"),
        (["--to", "tables", "-o", "x"], "x"),
        (["--to", "md", "-o", "x"], os.path.join("x", "a.md")),
        (["-o", "x.csv"], tempfile.gettempdir()),
        (["--to", "jsonl", "--verify"], tempfile.gettempdir()),
    ],
)
def test_an_error_of_the_disk_names_what_the_user_knows(
    tmp_path: Path, output: list[str], named: str
) -> None:
    body = os.urandom(150_000).hex()
    write(tmp_path, a_jsonl=json.dumps({"title": "x", "_path": "a.md", "_body": body}) + "\n")
    run = _limited(tmp_path, "a.jsonl", *output)
    assert (run.returncode, run.stdout) == (2, "")
    (line,) = run.stderr.splitlines()
    assert line.startswith(f"error: {named}: ")
    assert os.listdir(tmp_path) == ["a.jsonl"]


def test_closing_a_spool_says_nothing_of_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.BytesIO):
        def close(self) -> None:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", Full)
    spool = Spool()
    spool.add("x")
    spool.close()
    assert not spool.close.alive


def test_tables_are_read_back_beside_their_folder_and_leave_nothing_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "mkdtemp", None)
    write(tmp_path, a_md=SOUND)
    assert artikit.convert(tmp_path / "a.md", "tables", tmp_path / "t", verify=True).ok
    assert sorted(os.listdir(tmp_path / "t")) == [
        "articles.csv", "datapackage.json", "images.csv", "related.csv", "topics.csv",
    ]  # fmt: skip


def test_packed_members_in_a_row_are_one_file(tmp_path: Path) -> None:
    one = gzip.compress(b'{"title": "a"}\n')
    (tmp_path / "a.jsonl.gz").write_bytes(one + one + b"\0" * 100)
    assert artikit.convert(tmp_path / "a.jsonl.gz", "jsonl", stdout=io.BytesIO()).converted == 2


def test_a_database_that_is_written_into_itself_stays_as_it_is(tmp_path: Path) -> None:
    write(tmp_path, a_md=SOUND)
    base = tmp_path / "a.db"
    artikit.convert(tmp_path / "a.md", output=base)
    assert artikit.convert(base, output=base, verify=True).ok
    assert artikit.convert(base, output=base, verify=True, force=True).ok
    with sqlite3.connect(base) as connection:
        assert connection.execute("SELECT title, _body FROM articles").fetchall() == [("Fog bell", "Body\n")]
    connection.close()
