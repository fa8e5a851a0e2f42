"""Tables in LibreOffice Calc: opened, saved as a workbook, saved as CSV again, they hold the same records."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from artikit.schema.library import document_of

from .records import cells_of, exact, read, record_of, write

if TYPE_CHECKING:
    from pathlib import Path

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
    pytest.mark.timeout(300),  # its first start makes a profile
]

# Tokens of the filter: delimiter, quote, character set (76: UTF-8), first line, formats of columns, language
# (1033: English, USA), quoted cells are text, special numbers are detected, content is saved as it is shown,
# formulas are saved.
IMPORT = "Text - txt - csv (StarCalc):{delimiter},34,76,1,,1033,false,{special}"
EXPORT = "csv:Text - txt - csv (StarCalc):{delimiter},34,76,1,,1033,false,true,{shown},false"
WORKBOOK = "xlsx:Calc MS Excel 2007 XML"

TEXTS = [
    "007", "1e5", "1E5", "1.10", "1,000", "1.000,5", "50 %", "$5", "5 €", "12345678901234567890", "1/2", "1 1/2",
    "12:30", "12:30:45", "1:30 PM", "2021-05-20", "20.05.2021", "5/20/21", "May 20, 2021", "20 May", "SEPT2",
    "2021-05-20T12:42:00", "2021-05-20T12:42:00Z", "TRUE", "true", "FALSE", "#N/A", "NULL", "-", "--", "0xff",
    "=1+1", "+1", "-1", "@SUM(1)", "'quoted", "''", "'", '"', '"quoted"', "a,b", "a;b", "two\nlines", "a\tb",
    "\\N", "\\E", "", " edges ", "  ", "\t", "e\u0301", "日本", "\U0001f600", "＝1", "A | B", "x" * 2_000,
]  # fmt: skip
DATA: dict[str, Any] = {
    "negative": -5,
    "fraction": 0.5,
    "large": 12345678901234567890,
    "many digits": 123456789012345,
    "yes": True,
    "no": False,
    "nothing": None,
    "empty": {"list": [], "object": {}, "text": ""},
    "list": ["A", "B"],
    "numbers as texts": ["1", "2"],
    "dates as texts": ["May 20", "1/2"],
    "json": [{"a": 1, "b": [True, None, "x\ny"]}],
    "moment": "2021-05-20T12:42:00Z",
    "=key": "=1+1",
    "provider": {"name": "1e5", "domain": "northquill.example"},
}
BACKWARDS = {f"text {at}": text for at, text in enumerate(reversed(TEXTS))}
RECORDS = [
    record_of({"title": "first", **DATA, **{f"text {at}": text for at, text in enumerate(TEXTS)}}),
    record_of({}),  # not as the last: a sheet ends where nothing more is filled
    record_of({"title": "backwards", "yes": False, "no": True, **BACKWARDS}),
    record_of({"yes": 1, "negative": "-5", "moment": "20 May"}, "=1+1\n\n| a |\n", "2021/05.md", "\r\n"),
]


def convert(source: Path, into: str, reader: str | None = None) -> Path:
    """Let LibreOffice make another file of one, in a folder beside it and with a profile of its own."""
    assert OFFICE is not None
    folder = source.parent
    target = folder / "out" / f"{source.stem}.{into.partition(':')[0]}"
    command = [
        *(OFFICE, "--headless", "--norestore", "--nolockcheck"),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *([f"--infilter={reader}"] if reader else []),
        *("--convert-to", into, "--outdir", str(target.parent), str(source)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240)
    assert target.is_file(), done.stdout + done.stderr
    return target


def through_calc(data: bytes, delimiter: str, folder: Path, special: str, shown: str) -> bytes:
    source = folder / "table.csv"
    source.write_bytes(data)
    code = ord(delimiter)
    workbook = convert(source, WORKBOOK, IMPORT.format(delimiter=code, special=special))
    moved = folder / "workbook.xlsx"
    shutil.move(workbook, moved)
    return convert(moved, EXPORT.format(delimiter=code, shown=shown)).read_bytes()


@pytest.mark.parametrize(("table", "delimiter"), [("plain", ","), ("excel", ","), ("excel-eu", ";")])
@pytest.mark.parametrize("special", ["false", "true"], ids=["numbers", "dates and times too"])
@pytest.mark.parametrize("shown", ["false", "true"], ids=["as it is", "as shown"])
def test_a_spreadsheet_leaves_the_records_as_they_are(table, delimiter, special, shown, tmp_path) -> None:
    data, _ = write(RECORDS, "csv", table)
    saved = through_calc(data, delimiter, tmp_path, special, shown)
    assert exact(read(saved)) == exact(RECORDS)


def test_a_spreadsheet_leaves_a_table_of_articles_as_it_is(tmp_path) -> None:
    document = document_of("article", ".")
    texts = [text for text in TEXTS if text.strip()]
    records = [
        record_of(
            {"title": text, "provider": {"name": text}, "topics": [text, "Harbour"], "mine": text}, text
        )
        for text in texts
    ]
    data, _ = write(records, document=document)
    saved = through_calc(data, ",", tmp_path, "true", "true")
    assert exact(read(saved)) == exact(records)


def test_a_spreadsheet_does_alter_the_texts_that_are_written_bare(tmp_path) -> None:
    """Without our marks the same way through Calc changes texts: so the tests above prove something."""
    texts = ["007", "1e5", "1.10", "12345678901234567890", "1/2", "12:30", "May 20, 2021"]
    saved = through_calc(
        "\r\n".join(["a,b", *(f'x,"{text}"' for text in texts)]).encode(), ",", tmp_path, "true", "true"
    )
    found = [row[1] for row in cells_of(saved, ",")[1:]]
    assert len(found) == len(texts)
    assert sum(one != other for one, other in zip(texts, found, strict=True)) >= 5
