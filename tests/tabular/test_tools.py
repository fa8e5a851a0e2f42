"""Tables through the tools of others: read as text and written again, they hold the same records."""

from __future__ import annotations

import io
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from artikit import formats
from artikit.schema.library import document_of
from artikit.writing.terms import Terms

from .records import TORTURE, exact, read, record_of, write

if TYPE_CHECKING:
    from pathlib import Path

RECORDS = [
    record_of(TORTURE, '# A "body"\r\n\r\n| a | b |\n', "2021/ferry, returns.md", "\r\n"),
    record_of(dict(reversed(TORTURE.items())), "\n", "=b.md"),
    record_of({}),
    record_of({"title": "007", "provider": {"name": "NULL"}, "heat": 5, "published": True, "topics": ["A"]}),
    record_of({"title": "n/a", "heat": -1, "published": False, "publishedDateTime": "2021-05-20T12:42:00Z"}),
]


def _pandas(source: Path, target: Path) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    pandas.read_csv(source, dtype=str, keep_default_na=False).to_csv(target, index=False)


def _polars(source: Path, target: Path) -> None:
    polars = pytest.importorskip("polars", reason="Polars is not installed")
    polars.read_csv(source, infer_schema=False).write_csv(target)


def _duckdb(source: Path, target: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    with duckdb.connect() as connection:
        table = connection.read_csv(str(source), all_varchar=True, header=True, sep=",", quotechar='"')
        table.write_csv(str(target), header=True)


def _miller(source: Path, target: Path) -> None:
    program = shutil.which("mlr")
    if program is None:
        pytest.skip("Miller is not installed")
    done = subprocess.run([program, "--csv", "cat", str(source)], capture_output=True, check=True, timeout=60)
    target.write_bytes(done.stdout)


@pytest.mark.parametrize("document", [True, document_of("article", ".")], ids=["no schema", "article"])
@pytest.mark.parametrize(
    "through", [_pandas, _polars, _duckdb, _miller], ids=["pandas", "Polars", "DuckDB", "Miller"]
)
def test_what_a_tool_reads_as_text_and_writes_again_is_the_same(through, document, tmp_path) -> None:
    source, target = tmp_path / "source.csv", tmp_path / "target.csv"
    source.write_bytes(write(RECORDS, document=document)[0])
    through(source, target)
    assert exact(read(target.read_bytes())) == exact(RECORDS)


def test_a_pipe_gets_the_same_bytes_as_a_file() -> None:
    class Pipe(io.RawIOBase):
        """Takes bytes, and can neither seek nor tell where it is."""

        def __init__(self) -> None:
            self.taken = b""

        def writable(self) -> bool:
            return True

        def write(self, data) -> int:
            self.taken += bytes(data)
            return len(data)

    pipe = Pipe()
    writer = formats.by_name("csv").writer(pipe, Terms())
    for record in RECORDS:
        writer.add(record)
    writer.close()
    assert pipe.taken == write(RECORDS)[0]
