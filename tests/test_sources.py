"""Reading files that are packed, called otherwise than they are, or watched."""

from __future__ import annotations

import gzip
import io
import sys
from typing import TYPE_CHECKING

import pytest

from artikit.config import Config
from artikit.sources import read_paths, size_of

if TYPE_CHECKING:
    from pathlib import Path

LINE = b'{"title": "a"}\n'


def codes(path: Path, **options: object) -> list[str]:
    return [
        problem.code for record in read_paths([str(path)], Config(), **options) for problem in record.problems
    ]


def test_a_packed_file_is_read_by_the_suffix_inside(tmp_path: Path) -> None:
    for name, data in {
        "a.jsonl.gz": LINE * 3,
        "b.json.gz": b"[" + LINE + b"," + LINE + b"]",
        "c.yaml.gz": b"title: a\n---\ntitle: b\n",
        "d.csv.gz": b"title\r\na\r\n",
        "e.md.gz": b"---\ntitle: a\n---\nBody\n",
    }.items():
        (tmp_path / name).write_bytes(gzip.compress(data))
        records = list(read_paths([str(tmp_path / name)], Config()))
        assert all(record.data for record in records), name
        assert records[0].data["title"] == "a"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (LINE, "compressed data is damaged"),
        (gzip.compress(LINE * 1_000, mtime=0)[:-20], "ends too early"),
        (gzip.compress(LINE * 1_000, mtime=0)[:20] + b"\xff" * 40, "compressed data is damaged"),
        (b"", None),
    ],
)
def test_damaged_data_is_one_finding(tmp_path: Path, data: bytes, said: str | None) -> None:
    path = tmp_path / "x.jsonl.gz"
    path.write_bytes(data)
    problems = [problem for record in read_paths([str(path)], Config()) for problem in record.problems]
    if said is None:
        assert problems == []
        return
    assert problems[-1].code == "AK001"
    assert said in problems[-1].message


def test_a_bomb_is_stopped_early(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl.gz"
    with gzip.open(path, "wb") as file:
        for _ in range(100):
            file.write(b"\n" * 1_000_000)
    limits = Config().limits
    small = Config(limits=type(limits)(file_bytes=1_000_000))
    (record,) = read_paths([str(path)], small)
    assert "more than 200 times its size" in record.problems[0].message
    dense = tmp_path / "y.jsonl.gz"
    lines = "".join(f'{{"title": "{number * 7919 % 100_003}"}}\n' for number in range(100_000))
    dense.write_bytes(gzip.compress(lines.encode()))
    assert sum(1 for record in read_paths([str(dense)], small) if record.data) == 100_000


def test_what_is_no_stream_cannot_be_packed(tmp_path: Path) -> None:
    for name in ("x.sqlite.gz", "datapackage.json.gz"):
        (tmp_path / name).write_bytes(gzip.compress(b"{}"))
        assert codes(tmp_path / name)[:1] in ([], ["AK001"])


def test_a_watch_sees_every_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_bytes(b"---\ntitle: a\n---\n")
    (tmp_path / "b.jsonl").write_bytes(LINE * 2)
    seen: list[bytes] = []

    def watch(file: io.BufferedReader) -> io.BytesIO:
        seen.append(file.read())
        return io.BytesIO(seen[-1])

    paths = [str(tmp_path / "a.md"), str(tmp_path / "b.jsonl"), "-"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LINE)))
    assert len(list(read_paths(paths, Config(), watch=watch))) == 4
    assert sum(map(len, seen[:2])) == size_of(paths[:2], Config())
    assert size_of(paths, Config()) is None
