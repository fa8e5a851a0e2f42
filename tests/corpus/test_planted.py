"""Made-up corpora of real style: silent as they are, and with a fault of each kind exactly that is found."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .repo import Repo

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
COUNT = 250


def generator() -> Any:
    """Load benchmarks/corpus.py, which is no part of a package."""
    spec = importlib.util.spec_from_file_location("made_up_corpus", ROOT / "benchmarks" / "corpus.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    repo = Repo(tmp_path_factory.mktemp("large"))
    (repo.root / "_news").mkdir()
    (repo.root / "assets").mkdir()
    made = generator()
    for number in range(COUNT):
        name, text, _ = made.record(3, number)
        (repo.root / "_news" / name).write_bytes(text.encode())
    return repo


def field(text: str, key: str) -> str:
    found = re.search(rf'(?m)^{key}: "?(.*?)"?$', text)
    assert found is not None
    return found[1]


def twice(text: str, other: str) -> str:
    return text.replace(field(text, "webUrl"), field(other, "webUrl") + "?utm_source=letter")


def drifted(text: str, other: str) -> str:
    start = text.index("related:\n")
    entry = re.sub(
        r'(?m)^    webUrl: ".*"$', f'    webUrl: "{field(other, "webUrl")}"', text[start:], count=1
    )
    return text[:start] + entry


def other_domain(text: str, _: str) -> str:
    return re.sub(r"(?m)^  domain: (.*)$", r"  domain: press-\1", text, count=1)


def other_name(text: str, _: str) -> str:
    return re.sub(r"(?m)^  name: (.*)$", r"  name: \1 Online", text, count=1)


def no_logo(text: str, _: str) -> str:
    return re.sub(r'"https://logos\.example\.org/', '"/assets/', text, count=1)


def test_a_made_up_corpus_is_silent(large: Repo) -> None:
    assert large.said() == []


def test_the_examples_are_silent() -> None:
    for folder in (EXAMPLES / "good", EXAMPLES / "good" / "news"):
        assert Repo(folder).said() == []


@pytest.mark.parametrize(
    ("code", "plant"),
    [
        ("AK301", twice),
        ("AK302", drifted),
        ("AK303", other_domain),
        ("AK304", other_name),
        ("AK306", no_logo),
    ],
)
@pytest.mark.parametrize("number", [1, 7, COUNT - 1])
def test_a_planted_fault_is_found_and_nothing_else(
    large: Repo, code: str, plant: Callable[[str, str], str], number: int
) -> None:
    files = sorted((large.root / "_news").iterdir())
    file, text = files[number], files[number].read_bytes()
    try:
        planted = plant(text.decode(), files[0].read_text(encoding="utf-8"))
        assert planted.encode() != text
        file.write_bytes(planted.encode())
        assert [(one.code, Path(one.path).name) for one in large.found()] == [(code, file.name)]
    finally:
        file.write_bytes(text)


def test_a_planted_name_is_found(large: Repo) -> None:
    file = sorted((large.root / "_news").iterdir())[5]
    other = large.root / "_archive" / file.name
    other.parent.mkdir(exist_ok=True)
    text = file.read_text(encoding="utf-8").replace("https://www.", "https://archive.")
    other.write_text(re.sub("-[0-9a-f]{8}", "-0", text), encoding="utf-8")
    try:
        assert [(one.code, Path(one.path).parent.name) for one in large.found()] == [("AK305", "_news")]
    finally:
        other.unlink()
