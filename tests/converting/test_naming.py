"""Names of files: from a path that nobody vouches for, or from a template."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artikit.converting.naming import FIELDS, Namer
from artikit.errors import UsageError, WriteError
from artikit.model import Json, Record, Source
from artikit.slugs import slug

if TYPE_CHECKING:
    from pathlib import Path

DATA: dict[str, Json] = {
    "title": "Fog Bell — rings, again!",
    "publishedDateTime": "2021-06-17T05:30:00Z",
    "category": "Town & Country",
    "type": "article",
    "provider": {"name": "North Quill"},
}


def record(origin: str | None = None, line: int = 1, **data: Json) -> Record:
    return Record(Source("in/all.jsonl", "", line), {**DATA, **data}, origin=origin)


def name(origin: str | None = None, template: str | None = None, folder: object = "out", **data: Json) -> str:
    return Namer(str(folder), template, "md").path(record(origin, **data))


def refused(origin: str) -> str:
    with pytest.raises(WriteError) as caught:
        name(origin)
    assert caught.value.help
    return str(caught.value)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Kremlin hails ‘positive steps’ in US ties", "kremlin-hails-positive-steps-in-us-ties"),
        ("U.S., Russia  Seek - to Ease", "us-russia-seek-to-ease"),
        ("  Trimmed\t", "trimmed"),
        ("Ends in a rocket 🚀", "ends-in-a-rocket-"),
        ("Ça va", "a-va"),
        ("Мост", ""),
    ],
)
def test_a_slug_follows_the_rule_of_real_names(title: str, expected: str) -> None:
    assert slug(title) == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        (None, "2021-06-17-fog-bell-rings-again.md"),
        ("{slug}", "fog-bell-rings-again.md"),
        ("{category}/{type}/{slug}.mdx", "town-country/article/fog-bell-rings-again.mdx"),
        ("{provider}-{number}.md", "north-quill-1.md"),
        ("{stem}", "all.md"),
        ("{{x}}-{date}", "{x}-2021-06-17.md"),
    ],
)
def test_a_template_is_filled(template: str | None, expected: str) -> None:
    assert name(template=template) == expected


def test_a_hash_follows_from_the_address_else_from_everything() -> None:
    one, other = name(template="{hash}", webUrl="https://a.example/"), name(template="{hash}", webUrl="")
    assert one == name(template="{hash}", webUrl="https://a.example/", title="Other")
    assert other != name(template="{hash}", webUrl="", title="Other")
    assert len(one) == len("12345678.md")


@pytest.mark.parametrize("template", ["{title}", "{slug!r}", "{slug:>9}", "{", "{}", "{0}", "{slug.x}"])
def test_a_template_that_names_what_there_is_not_stops_the_run(template: str) -> None:
    with pytest.raises(UsageError, match="--name"):
        Namer("out", template, "md")


@pytest.mark.parametrize(
    ("template", "data"), [("{date}", {"publishedDateTime": None}), ("{slug}", {"title": "Мост"})]
)
def test_a_field_without_a_value_is_an_error_that_lists_the_fields(
    template: str, data: dict[str, Json]
) -> None:
    with pytest.raises(WriteError) as caught:
        name(template=template, **data)
    assert all(f"`{{{field}}}`" in caught.value.help for field in FIELDS)


@pytest.mark.parametrize(
    ("origin", "reason"),
    [
        ("../a.md", "`..` is no name"),
        ("a/../../b.md", "`..` is no name"),
        ("./a.md", "`.` is no name"),
        ("/etc/a.md", "must be relative"),
        ("C:/a.md", "must be relative"),
        ("c:a.md", "must be relative"),
        ("a\\..\\b.md", "may not stand in it"),
        ("a\x00.md", "may not stand in it"),
        ("a\n.md", "may not stand in it"),
        ("ab:stream.md", "may not stand in it"),
        ("a//b.md", "empty name"),
        ("a./b.md", "nor end"),
        (" a.md", "begin with a blank"),
        ("aux.md", "device on Windows"),
        ("x/COM1.tar.md", "device on Windows"),
        ("nul/a.md", "device on Windows"),
        (".git/hooks/a.md", "belongs to git"),
        (".GIT/a.md", "belongs to git"),
        ("a" * 256 + ".md", "longer than 255 bytes"),
        ("é" * 127 + ".md", "longer than 255 bytes"),
        ("a/" * 600 + "b.md", "longer than 1,024 bytes"),
        ("\ud800.md", "half a character"),
    ],
)
def test_a_path_that_leads_astray_or_that_some_system_cannot_hold_is_refused(
    origin: str, reason: str
) -> None:
    assert reason in refused(origin)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a.md", "a.md"),
        ("a.md", "A.md"),
        ("caf\u00e9.md", "cafe\u0301.md"),
        ("a.yaml", "a.md"),
        ("ß.md", "SS.md"),
    ],
)
def test_two_records_of_one_file_are_both_named(first: str, second: str) -> None:
    namer = Namer("out", None, "md")
    namer.path(record(first, 3))
    with pytest.raises(WriteError, match=r"that of another record, at in/all\.jsonl:3"):
        namer.path(record(second, 7))


def test_a_link_does_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere").mkdir()
    os.symlink(tmp_path / "elsewhere", tmp_path / "out" / "link")
    os.symlink(tmp_path / "elsewhere" / "x.md", tmp_path / "out" / "file.md")
    os.symlink(tmp_path / "out", tmp_path / "out" / "self")
    for origin in ("link/a.md", "file.md"):
        with pytest.raises(WriteError, match="behind a link"):
            name(origin, folder=tmp_path / "out")
    assert name("self/a.md", folder=tmp_path / "out") == "self/a.md"


@given(st.text(max_size=40), st.sampled_from([None, "{slug}", "{category}/{stem}-{hash}"]))
def test_whatever_a_record_says_its_file_stays_in_the_folder(text: str, template: str | None) -> None:
    origin = text if template is None else None
    try:
        path = name(origin, template, title=text, category=text)
    except WriteError:
        return
    real = os.path.realpath(os.path.join("out", path))
    assert real.startswith(os.path.realpath("out") + os.sep)
    assert path.lower().endswith((".md", ".markdown", ".mdx", ".txt", ".html", ".htm"))
