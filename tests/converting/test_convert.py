"""`artikit.convert`: what goes out, where to, what is lost, and that a run is whole or has not been."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import artikit
from artikit.errors import UsageError

if TYPE_CHECKING:
    from artikit.converting.conversion import Conversion

SOUND = """\
---
category: news
title: "Fog bell rings again"
excerpt: "After thirty years."
publishedDateTime: 2021-06-17T05:30:00Z
webUrl: "https://www.northquill.example/fog"
type: article
quality: 88

provider:
  name: North Quill
  domain: northquill.example

topics:
  - Weather
---

"""
TORN = "---\ntitle: [\n---\n"
TOML = '+++\ntitle = "Barge"\npublishedDateTime = 2021-06-19T16:45:00Z\n+++\nBody\n'
JSON = '{\n  "title": "Quince"\n}\nBody\n'


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_md", ".md").replace("_jsonl", ".jsonl")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


def to_bytes(paths: object, to: str, **options: object) -> tuple[bytes, Conversion, list[str]]:
    """Convert to a stream; the bytes, what came of it, and the codes of the findings."""
    out = io.BytesIO()
    found: list[str] = []
    result = artikit.convert(
        paths, to, stdout=out, report=lambda those: found.extend(one.code for one in those), **options
    )
    return out.getvalue(), result, found


def rows(data: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in data.splitlines()]


def receipts(result: Conversion) -> list[str]:
    return [receipt.what for receipt in result.receipts]


# Reserved keys


def test_lines_carry_keys_in_their_order_then_path_body_and_line_end(tmp_path: Path) -> None:
    write(tmp_path, a__b_md=SOUND.replace("\n", "\r\n") + "Text\n")
    data, _, _ = to_bytes(tmp_path, "jsonl")
    (row,) = rows(data)
    assert list(row)[:2] == ["category", "title"]
    assert list(row)[-3:] == ["_path", "_body", "_newline"]
    assert (row["_path"], row["_body"], row["_newline"]) == ("a/b.md", "\r\nText\n", "\r\n")


def test_a_record_without_body_and_with_plain_line_ends_needs_only_its_path(tmp_path: Path) -> None:
    write(tmp_path, one_md=SOUND.removesuffix("\n"))
    (row,) = rows(to_bytes(tmp_path, "jsonl")[0])
    assert [key for key in row if key.startswith("_")] == ["_path"]


@pytest.mark.parametrize(
    ("arguments", "places"),
    [
        (["a"], ["one.md", "sub/two.md"]),
        (["a/sub", "a/one.md"], ["sub/two.md", "one.md"]),
        (["a/one.md"], ["one.md"]),
        (["a", "b"], ["a/one.md", "a/sub/two.md", "b/three.md"]),
    ],
)
def test_a_path_is_relative_to_what_all_paths_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], places: list[str]
) -> None:
    write(tmp_path, a__one_md=SOUND, a__sub__two_md=SOUND, b__three_md=SOUND)
    monkeypatch.chdir(tmp_path)
    assert [row["_path"] for row in rows(to_bytes(arguments, "jsonl")[0])] == places


def test_only_a_file_of_one_record_has_a_path_and_one_that_is_carried_stays(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text('{"title": "a"}')
    (tmp_path / "list.json").write_text('[{"title": "b"}]')
    (tmp_path / "two.yaml").write_text("title: c\n---\ntitle: d\n_path: x/y.md\n")
    (tmp_path / "item.yaml").write_text("- title: e\n")
    (tmp_path / "lines.jsonl").write_text('{"title": "f"}\n')
    paths = [tmp_path / name for name in ("one.json", "list.json", "two.yaml", "item.yaml", "lines.jsonl")]
    found = {row["title"]: row.get("_path") for row in rows(to_bytes(paths, "jsonl")[0])}
    assert found == {"a": "one.json", "b": None, "c": None, "d": "x/y.md", "e": None, "f": None}


def test_a_reserved_key_of_the_record_itself_is_an_error_with_a_way_out(tmp_path: Path) -> None:
    write(tmp_path, one_md="---\ntitle: a\n_body: mine\n---\n")
    found: list[artikit.Diagnostic] = []
    result = artikit.convert(tmp_path, "jsonl", stdout=io.BytesIO(), report=found.extend)
    assert (result.ok, result.bad) == (False, 1)
    assert [(one.code, one.start, one.help) for one in found] == [("AK601", (3, 8), "rename the key")]
    back = tmp_path / "back"
    assert artikit.convert(tmp_path / "one.md", "md", back).ok, "Markdown has no reserved keys"


def test_bare_and_no_body_leave_out_what_they_say_and_call_it_a_loss(tmp_path: Path) -> None:
    write(tmp_path, one_md=SOUND.replace("\n", "\r\n") + "Text")
    data, result, _ = to_bytes(tmp_path, "jsonl", bare=True)
    assert not [key for key in rows(data)[0] if key.startswith("_")]
    assert receipts(result) == ["body", "`_path`", "`_newline`"]
    data, result, _ = to_bytes(tmp_path, "jsonl", no_body=True)
    assert [key for key in rows(data)[0] if key.startswith("_")] == ["_path", "_newline"]
    assert receipts(result) == ["body"]


# Shapes of the target


def test_json_is_a_list_but_one_object_for_one_file_of_one_record(tmp_path: Path) -> None:
    write(tmp_path, one_md=SOUND)
    assert isinstance(json.loads(to_bytes(tmp_path, "json")[0]), list)
    assert isinstance(json.loads(to_bytes(tmp_path / "one.md", "json")[0]), dict)
    (tmp_path / "list.json").write_text('[{"title": "b"}]')
    assert isinstance(json.loads(to_bytes(tmp_path / "list.json", "json")[0]), list)
    (tmp_path / "none.jsonl").write_text("")
    assert json.loads(to_bytes(tmp_path / "none.jsonl", "json")[0]) == []


def test_markdown_to_a_stream_is_one_record(tmp_path: Path) -> None:
    write(tmp_path, one_md=SOUND)
    assert to_bytes(tmp_path, "md")[0] == SOUND.encode()
    write(tmp_path, two_md=SOUND)
    out = io.BytesIO()
    with pytest.raises(UsageError, match="-o DIR"):
        artikit.convert(tmp_path, "md", stdout=out)
    assert out.getvalue() == b""


@pytest.mark.parametrize("to", ["tables", "sqlite"])
def test_what_is_no_stream_needs_an_output(tmp_path: Path, to: str) -> None:
    write(tmp_path, one_md=SOUND)
    with pytest.raises(UsageError, match="-o"):
        artikit.convert(tmp_path, to, stdout=io.BytesIO())


def test_a_suffix_tells_the_format_and_gz_packs_it_the_same_every_time(tmp_path: Path) -> None:
    write(tmp_path, one_md=SOUND)
    assert artikit.convert(tmp_path / "one.md", output=tmp_path / "a.jsonl.gz").to == "jsonl"
    artikit.convert(tmp_path / "one.md", output=tmp_path / "b.jsonl.gz")
    packed = (tmp_path / "a.jsonl.gz").read_bytes()
    assert packed == (tmp_path / "b.jsonl.gz").read_bytes()
    assert gzip.decompress(packed) == to_bytes(tmp_path / "one.md", "jsonl")[0]
    back, _, _ = to_bytes(tmp_path / "a.jsonl.gz", "md")
    assert back == SOUND.encode()


def test_a_format_that_there_is_not_is_named_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no format `xml`; there are csv, json, jsonl, md"):
        artikit.convert(tmp_path, "xml", stdout=io.BytesIO())
    with pytest.raises(UsageError, match="say with --to"):
        artikit.convert(tmp_path, output=tmp_path / "what")
    with pytest.raises(UsageError, match="is one file: name it"):
        artikit.convert(tmp_path, "csv", output=tmp_path)


def test_from_reads_files_as_a_format_whatever_they_are_called(tmp_path: Path) -> None:
    (tmp_path / "records.dump").write_text('{"title": "a"}\n{"title": "b"}\n')
    (tmp_path / "more.jsonl").write_text('{"title": "c"}\n')
    write(tmp_path, one_md=SOUND)
    data, _, _ = to_bytes(tmp_path / "records.dump", "jsonl", source="jsonl")
    assert [row["title"] for row in rows(data)] == ["a", "b"]
    data, _, _ = to_bytes(tmp_path, "jsonl", source="jsonl")
    assert [row["title"] for row in rows(data)] == ["c"], "a walk takes files of that format only"


# Trees


def test_a_tree_comes_back_by_its_paths_byte_for_byte(tmp_path: Path) -> None:
    tree = write(tmp_path / "in", a__one_md=SOUND, two_md=SOUND.replace("\n", "\r\n") + "Text")
    (tree / "page.html").write_text(SOUND + "<p>Text</p>\n")
    (tree / "note.txt").write_text(SOUND)
    (tree / "part.mdx").write_text(SOUND)
    before = files(tree)
    assert artikit.convert(tree, output=tmp_path / "all.jsonl", verify=True).ok
    result = artikit.convert(tmp_path / "all.jsonl", "md", tmp_path / "out", verify=True)
    assert (result.written, result.ok) == (5, True)
    assert files(tmp_path / "out") == before
    again = artikit.convert(tmp_path / "all.jsonl", "md", tmp_path / "out")
    assert (again.written, again.unchanged) == (0, 5), "files that are equal are left alone"


def test_other_suffixes_become_that_of_the_target(tmp_path: Path) -> None:
    lines = [{"title": "a", "_path": path} for path in ("x.yaml", "y", "z.v2", "w.markdown")]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    artikit.convert(tmp_path / "a.jsonl", "md", tmp_path / "out")
    assert list(files(tmp_path / "out")) == ["w.markdown", "x.md", "y.md", "z.v2.md"]
    artikit.convert(tmp_path / "a.jsonl", "json", f"{tmp_path}/out/")
    assert json.loads((tmp_path / "out" / "x.json").read_bytes()) == {"title": "a", "_path": "x.yaml"}


# Losses


@pytest.mark.parametrize(
    ("text", "to", "options", "lost"),
    [
        (SOUND, "jsonl", {}, []),
        (SOUND, "md", {}, []),
        (SOUND.replace("type:", "# kind\ntype:"), "jsonl", {}, ["YAML comments"]),
        (SOUND.replace("quality: 88", "quality: 88 # out of 200"), "md", {}, ["YAML comments"]),
        (SOUND.replace("Fog bell", "C # and F#"), "jsonl", {}, []),
        (SOUND.replace("- Weather", "- &w Weather\n  - *w"), "jsonl", {}, ["YAML anchors and aliases"]),
        ("\ufeff" + SOUND, "jsonl", {}, ["byte order mark"]),
        (TOML, "jsonl", {}, ["TOML front matter"]),
        (TOML, "md", {}, ["TOML front matter"]),
        (TOML, "md", {"front_matter": "toml"}, []),
        (TOML.replace("title", "# who\ntitle"), "md", {"front_matter": "toml"}, ["TOML comments"]),
        (JSON, "jsonl", {}, ["JSON front matter"]),
        (JSON, "md", {"front_matter": "json"}, []),
        (SOUND, "md", {"front_matter": "json"}, []),
        (
            SOUND.replace("name: North Quill", "name:"),
            "md",
            {"front_matter": "toml"},
            ["null at `/provider/name`"],
        ),
    ],
)
def test_what_a_target_cannot_carry_is_listed(
    tmp_path: Path, text: str, to: str, options: dict[str, object], lost: list[str]
) -> None:
    write(tmp_path, one_md=text)
    result = to_bytes(tmp_path, to, **options)[1]
    assert receipts(result) == lost
    data, result, _ = to_bytes(tmp_path, to, strict=True, **options)
    assert (bool(data), result.ok) == (not lost, not lost), "--strict writes nothing where anything is lost"


def test_comments_between_the_documents_of_a_stream_count(tmp_path: Path) -> None:
    text = (
        "# head\ntitle: a # one\n---\n# two # not twice\ntitle: 'b # no'\nexcerpt: |\n  # no\n---\ntitle: c\n"
    )
    (tmp_path / "all.yaml").write_text(text)
    (receipt,) = to_bytes(tmp_path / "all.yaml", "jsonl")[1].receipts
    assert (receipt.what, receipt.times) == ("YAML comments", 3)


def test_a_receipt_says_how_often_and_where_first(tmp_path: Path) -> None:
    write(tmp_path, a_md=SOUND, b_md=TOML, c_md=TOML)
    (receipt,) = to_bytes(tmp_path, "jsonl")[1].receipts
    assert str(receipt) == (
        f"TOML front matter (2 in 2 records, first in {tmp_path}/b.md): jsonl carries values, not how they stood"
    )


# Bad records


def test_a_bad_record_stops_the_run_and_nothing_is_written(tmp_path: Path) -> None:
    write(tmp_path / "in", a_md=SOUND, b_md=TORN, c_md=SOUND, d_md=TORN, e_md="Raw text\n")
    out = tmp_path / "out.jsonl"
    found: list[artikit.Diagnostic] = []
    result = artikit.convert(tmp_path / "in", output=out, report=found.extend)
    assert (result.ok, result.stopped, result.bad, result.without) == (False, True, 2, 1)
    assert [one.code for one in found] == ["AK020", "AK020", "AK010"], "all of them are shown"
    assert files(tmp_path).keys() == {"in/a.md", "in/b.md", "in/c.md", "in/d.md", "in/e.md"}


def test_a_stream_ends_at_the_first_bad_record(tmp_path: Path) -> None:
    write(tmp_path, a_md=SOUND, b_md=TORN, c_md=SOUND)
    data, result, _ = to_bytes(tmp_path, "jsonl")
    assert (len(rows(data)), result.stopped, result.partly) == (1, True, True)


def test_skipped_records_are_counted(tmp_path: Path) -> None:
    write(tmp_path, a_md=SOUND, b_md=TORN, c_md=SOUND)
    data, result, found = to_bytes(tmp_path, "jsonl", on_error="skip")
    assert (len(rows(data)), result.ok, result.bad, found) == (2, True, 1, ["AK020"])
    assert result.sentence() == "2 records to jsonl; 1 faulty record left out"


def test_rejects_keep_the_text_and_the_reasons(tmp_path: Path) -> None:
    write(tmp_path, a_md=TORN, b_md="---\ntitle: x\n_path: own\n---\n")
    (tmp_path / "c.jsonl").write_text('{"title": "y"}\n{"title": }\n')
    (tmp_path / "d.yaml").write_text("- title: z\n- title: a\n  title: b\n")
    paths = [tmp_path / name for name in ("a.md", "b.md", "c.jsonl", "d.yaml")]
    rejects = tmp_path / "rejects.jsonl"
    data, result, _ = to_bytes(paths, "jsonl", rejects=str(rejects), on_error="skip")
    assert [row["title"] for row in rows(data)] == ["y", "z"]
    assert result.bad == 4
    kept = rows(rejects.read_bytes())
    assert [(Path(one["path"]).name, one["line"], one["text"]) for one in kept] == [
        ("a.md", 1, TORN),
        ("b.md", 1, "---\ntitle: x\n_path: own\n---\n"),
        ("c.jsonl", 2, '{"title": }'),
        ("d.yaml", 2, "title: a\n  title: b"),
    ]
    assert [one["diagnostics"][0]["code"] for one in kept] == ["AK020", "AK601", "AK020", "AK021"]


def test_files_without_front_matter_are_left_out_and_change_nothing(tmp_path: Path) -> None:
    write(tmp_path, a_md=SOUND, b_md="Raw text\n")
    data, result, found = to_bytes(tmp_path, "jsonl", strict=True)
    assert (len(rows(data)), result.ok, found) == (1, True, ["AK010"])
    _, _, found = to_bytes(tmp_path, "jsonl", config=artikit.Config(rules={"AK010": "off"}))
    assert found == []


def test_a_byte_order_mark_is_no_reading_error(tmp_path: Path) -> None:
    write(tmp_path, a_md="\ufeff" + SOUND)
    assert to_bytes(tmp_path, "md")[0] == SOUND.encode()


# Files that are there already


def test_an_existing_file_that_differs_is_kept_unless_forced(tmp_path: Path) -> None:
    write(tmp_path / "in", a_md=SOUND)
    out = tmp_path / "out.jsonl"
    out.write_text("mine")
    with pytest.raises(UsageError, match="--force"):
        artikit.convert(tmp_path / "in", output=out)
    assert out.read_text() == "mine"
    assert artikit.convert(tmp_path / "in", output=out, force=True).written == 1
    assert artikit.convert(tmp_path / "in", output=out).unchanged == 1


def test_of_a_tree_with_one_file_in_the_way_nothing_is_written(tmp_path: Path) -> None:
    write(tmp_path / "in", a_md=SOUND, b__c_md=SOUND)
    write(tmp_path / "out", a_md="mine")
    with pytest.raises(UsageError, match="--force"):
        artikit.convert(tmp_path / "in", "md", tmp_path / "out")
    assert files(tmp_path / "out") == {"a.md": b"mine"}
    assert os.listdir(tmp_path / "out") == ["a.md"]


def test_a_dry_run_names_the_targets_and_touches_nothing(tmp_path: Path) -> None:
    write(tmp_path / "in", a_md=SOUND, b_md=TOML)
    result = artikit.convert(tmp_path / "in", "md", tmp_path / "out", dry_run=True)
    assert result.ok
    assert list(result.targets) == [str(tmp_path / "out" / "a.md"), str(tmp_path / "out" / "b.md")]
    assert receipts(result) == ["TOML front matter"]
    for to, output in (("jsonl", "x.jsonl"), ("csv", "x.csv"), ("sqlite", "x.db"), ("tables", "tables")):
        result = artikit.convert(tmp_path / "in", to, tmp_path / output, dry_run=True)
        assert list(result.targets)[:1] == [str(tmp_path / output)]
    assert os.listdir(tmp_path) == ["in"]
    assert not artikit.convert(tmp_path / "in", "md", tmp_path / "out", dry_run=True, strict=True).ok


# Proof


@pytest.mark.parametrize("to", ["jsonl", "json", "yaml", "csv", "tsv", "md", "tables", "sqlite"])
def test_the_examples_go_through_every_format_and_back(tmp_path: Path, to: str) -> None:
    good = Path(__file__).parents[2] / "examples" / "good"
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    sources = [good, good / "data-file.yaml", good / "three-records.jsonl"]
    artikit.convert(sources, output=first)
    target = tmp_path / {"md": "tree", "tables": "tables", "sqlite": "all.db"}.get(to, f"all.{to}")
    result = artikit.convert(first, to, target, verify=True, name="{date}-{hash}.md")
    assert (result.ok, result.converted, len(result.receipts)) == (True, 12, 0)
    artikit.convert(target, output=second, source="tables" if to == "tables" else None)
    before, after = rows(first.read_bytes()), rows(second.read_bytes())
    if to == "md":
        before, after = ([row for row in those if row.pop("_path", None)] for those in (before, after))
        before, after = (sorted(those, key=json.dumps) for those in (before, after))
        after = [row for row in after if row in before]
    assert list(map(json.dumps, after)) == list(map(json.dumps, before))


def test_what_reads_back_changed_is_never_made_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from artikit.formats import jsonl

    write(tmp_path / "in", a_md=SOUND)
    real = jsonl.dump_json  # type: ignore[attr-defined]
    monkeypatch.setattr(jsonl, "dump_json", lambda data: real({**data, "quality": 89}))
    result = artikit.convert(tmp_path / "in", output=tmp_path / "out.jsonl", verify=True)
    assert (result.ok, result.differences) == (False, [f"{tmp_path}/in/a.md:1 comes back changed"])
    assert os.listdir(tmp_path) == ["in"]
    out, result, _ = to_bytes(tmp_path / "in", "jsonl", verify=True)
    assert (out, result.ok) == (b"", False)


def test_records_that_get_lost_or_come_twice_are_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from artikit.formats import jsonl

    write(tmp_path / "in", a_md=SOUND)
    monkeypatch.setattr(jsonl, "dump_json", lambda _data: b"")
    assert to_bytes(tmp_path / "in", "jsonl", verify=True)[1].differences == [
        f"{tmp_path}/in/a.md:1 does not come back"
    ]
    monkeypatch.setattr(jsonl, "dump_json", lambda _data: b"{\n")
    (said,) = to_bytes(tmp_path / "in", "jsonl", verify=True)[1].differences
    assert "cannot be read back" in said


# In place


def test_yaml_keeps_its_comments_in_place(tmp_path: Path) -> None:
    text = SOUND.replace("type:", "# kind\ntype:").replace("  - Weather", "- Weather # daily")
    write(tmp_path, a_md=text + "Body\n")
    result = artikit.convert(tmp_path, "md", in_place=True)
    assert (result.written, receipts(result)) == (1, [])
    assert (tmp_path / "a.md").read_text() == text.replace("- Weather", "  - Weather") + "Body\n"


def test_front_matter_changes_its_kind_in_place_and_back(tmp_path: Path) -> None:
    write(tmp_path, a_md=SOUND + "Body\n", b_md="Raw\n")
    for kind, fence in (("toml", "+++\n"), ("json", "{\n"), ("yaml", "---\n")):
        assert artikit.convert(tmp_path, "md", in_place=True, front_matter=kind).written == 1
        assert (tmp_path / "a.md").read_text().startswith(fence)
    assert (tmp_path / "a.md").read_text() == SOUND + "Body\n"


def test_in_place_keeps_every_file_when_one_is_bad(tmp_path: Path) -> None:
    write(tmp_path, a_md=SOUND, b_md=TORN)
    before = files(tmp_path)
    assert not artikit.convert(tmp_path, "md", in_place=True, front_matter="toml").ok
    assert files(tmp_path) == before
    assert artikit.convert(tmp_path, "md", in_place=True, front_matter="toml", on_error="skip").written == 1


def test_a_yaml_file_is_rewritten_whole(tmp_path: Path) -> None:
    path = tmp_path / "all.yaml"
    path.write_text("# head\n- title: a # one\n  topics:\n  - x\n-   title: b\n# end\n")
    assert artikit.convert(path, "yaml", in_place=True).converted == 2
    assert path.read_text() == "# head\n- title: a # one\n  topics:\n    - x\n- title: b\n# end\n"


@pytest.mark.parametrize(
    ("to", "options", "said"),
    [
        ("jsonl", {}, "rewrites Markdown and YAML"),
        ("md", {"no_body": True}, "keeps the body"),
        ("md", {"output": "x"}, "needs no --output"),
        ("yaml", {}, "is not a YAML file"),
    ],
)
def test_in_place_does_what_it_can_do_only(
    tmp_path: Path, to: str, options: dict[str, object], said: str
) -> None:
    write(tmp_path, a_md=SOUND)
    with pytest.raises(UsageError, match=said):
        artikit.convert(tmp_path, to, in_place=True, **options)
    assert files(tmp_path) == {"a.md": SOUND.encode()}


# dump


def test_dump_writes_records_of_a_program(tmp_path: Path) -> None:
    write(tmp_path, a_md=SOUND)
    artikit.dump(artikit.load(tmp_path), tmp_path / "all.jsonl")
    out = io.BytesIO()
    artikit.dump(artikit.load(tmp_path / "all.jsonl"), out, "md")
    assert out.getvalue() == SOUND.encode()
    with pytest.raises(UsageError, match="say with `to`"):
        artikit.dump([], out)
    with pytest.raises(UsageError, match="no stream"):
        artikit.dump([], out, "sqlite")
    write(tmp_path, b_md="Raw\n")
    with pytest.raises(artikit.ArtikitError, match="holds no record"):
        artikit.dump(artikit.load(tmp_path), tmp_path / "all.jsonl")
    assert len(rows((tmp_path / "all.jsonl").read_bytes())) == 1
