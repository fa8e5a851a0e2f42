"""Any bytes at all: a documented exit code, no traceback, bounded time."""

from __future__ import annotations

import json
import string
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import artikit
from artikit.config import Config

from .sandbox import ROOT, Sandbox

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ["x.md", "x.json", "x.jsonl", "x.yaml", "x.txt", "x.html"]
STEADY = settings(
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
RECORD = {
    "title": "Night ferry returns",
    "publishedDateTime": "2021-06-14T05:30:00Z",
    "webUrl": "https://example.com/a",
    "heat": -1,
    "provider": {"name": "Harbour Gazette", "domain": "example.com"},
    "topics": ["Harbour", "Ferries"],
    "images": [{"url": "https://example.com/a.png", "width": 600, "height": 400, "title": "a"}],
    "isCached": True,
}
YAML = "\n".join(f"{key}: {json.dumps(value)}" for key, value in RECORD.items())
TOML = (
    'title = "a"\npublishedDateTime = 2021-06-14T05:30:00Z\n[provider]\nname = "b"\n[[images]]\nwidth = 600\n'
)
BASES = {
    "x.md": f"---\n{YAML}\n---\nbody\n",
    "x.html": f"---\n{YAML}\n---\nbody\n".replace("\n", "\r\n"),
    "x.txt": f"+++\n{TOML}+++\nbody\n",
    "x.json": json.dumps([RECORD], indent=2),
    "x.jsonl": f"{json.dumps(RECORD)}\n{json.dumps(RECORD)}\n",
    "x.yaml": f"# news\n- &a\n  {YAML.replace(chr(10), chr(10) + '  ')}\n- *a\n",
}
TOKENS = [
    *(
        "---",
        "...",
        "+++",
        ";;;",
        "\n",
        "\r\n",
        "\r",
        "\t",
        " ",
        "  ",
        "- ",
        "? ",
        ": ",
        ":",
        "#",
        " #",
        ",",
        "&a ",
        "*a",
    ),
    *(
        "!!",
        "!x ",
        "|",
        ">",
        "|-\n",
        "%TAG",
        "<<: ",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
        '"""',
        "\\",
        "\\u",
        "\\ud800",
        "\\x1b",
    ),
    *(
        "null",
        "~",
        "true",
        "no",
        "0x",
        "1e999",
        ".nan",
        "9" * 1_100,
        "\0",
        "\x1b",
        "\x85",
        "\u2028",
        "\ufeff",
        "\ufffe",
    ),
    *(
        "=",
        "[[a]]\n",
        "[a.b]\n",
        "a = ",
        "'''",
        "2021-02-30",
        "//",
        "/*",
        "NaN",
        "\U0001f600",
        "[/]",
        "::error::",
    ),
]
soup = st.lists(st.sampled_from(TOKENS) | st.text(string.ascii_letters, max_size=3), max_size=25).map("".join)


def findings(folder: Path, name: str, data: bytes) -> list[str]:
    """Judge bytes through the library; whatever they are, nothing is raised."""
    (folder / name).write_bytes(data)
    config = Config(root=str(folder))
    found = []
    for record in artikit.load(folder / name, config):
        assert record.data is not None or record.problems
        spans = record.spans
        for span in (*spans.values.values(), *spans.keys.values()):
            assert 0 <= span.start <= span.end <= len(record.source.text)
        found += [str(diagnostic) for diagnostic in artikit.check([record], config=config)]
    return found


@settings(STEADY, max_examples=1_000)
@given(name=st.sampled_from(NAMES), data=st.binary(max_size=300))
def test_any_bytes(name: str, data: bytes, tmp_path: Path) -> None:
    findings(tmp_path, name, data)


@settings(STEADY, max_examples=1_000)
@given(name=st.sampled_from(NAMES), fence=st.sampled_from(["", "---\n", "+++\n", ";;;\n", "{\n"]), text=soup)
def test_any_soup_of_tokens(name: str, fence: str, text: str, tmp_path: Path) -> None:
    findings(tmp_path, name, f"{fence}{text}\n{fence}body\n".encode(errors="surrogatepass"))


@settings(STEADY, max_examples=750)
@given(data=st.data())
def test_mutated_records(data: st.DataObject, tmp_path: Path) -> None:
    name = data.draw(st.sampled_from(sorted(BASES)))
    text = BASES[name]
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(start + 12, len(text))))
        text = text[:start] + data.draw(st.sampled_from(["", *TOKENS])) + text[end:]
    findings(tmp_path, name, text.encode(errors="surrogatepass"))


def test_base_records_are_clean(tmp_path: Path) -> None:
    for name, text in BASES.items():
        if name != "x.txt":
            assert findings(tmp_path, name, text.encode()) == []


@pytest.mark.parametrize("report", ["full", "github", "json"])
def test_truncated_and_spliced_files_in_one_run(report: str, sandbox: Sandbox, tmp_path: Path) -> None:
    """Every prefix of a record, and every pair of halves, through the command line."""
    for name, text in BASES.items():
        stem, suffix = name.split(".")
        for cut in range(0, len(text), 17):
            (tmp_path / f"{stem}-{cut:04}.{suffix}").write_bytes(text[:cut].encode())
            (tmp_path / f"{stem}-{cut:04}-tail.{suffix}").write_bytes(text[cut:].encode())
    files = sorted(path.name for path in tmp_path.iterdir())
    ended = sandbox.validate("--output-format", report, *files, cwd=tmp_path)
    assert ended.code == 1
    assert len(files) > 200
    assert ROOT.name.encode() not in ended.err
