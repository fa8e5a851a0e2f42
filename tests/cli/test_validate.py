"""`artikit validate` as a user meets it: streams, exit codes, reports, walking."""

from __future__ import annotations

import gzip
import json
import re
import shlex
from pathlib import Path

import jsonschema_rs
import pytest
from rich.cells import cell_len

from artikit.reports import names
from artikit.schema.library import shipped

from .runs import artikit

ROOT = Path(__file__).parents[2]
SOUND = '---\ntitle: "Fog bell"\npublishedDateTime: 2021-06-17T05:30:00Z\nwebUrl: "https://www.northquill.example/fog"\nprovider:\n  name: North Quill\n  domain: northquill.example\n---\n'
FAULTY = SOUND.replace("05:30", "25:30").replace("example/fog", "example/mud")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "bad.md").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "a" / "good.md").write_text(SOUND, encoding="utf-8")
    (tmp_path / "b.txt").write_text("Raw text\n", encoding="utf-8")
    (tmp_path / "data.json").write_text("{", encoding="utf-8")
    (tmp_path / "README.md").write_text("# furniture\n", encoding="utf-8")
    return tmp_path


LINE = "a/bad.md:3:20: AK105[invalid-date] `publishedDateTime` is not a date with time and zone: hour 25 does not exist\n"
RAW = "b.txt:1:1: AK010[missing-front-matter] no front matter; `artikit ingest` can make a record of it\n"


def test_a_folder_is_walked_and_the_findings_stand_in_order(tree: Path) -> None:
    run = artikit("validate", cwd=tree)
    assert run.stdout == LINE + RAW
    assert (
        run.stderr == "2 records checked, 1 with findings; 1 file without front matter; 1 error, 1 warning\n"
    )
    assert run.returncode == 1


def test_what_fails_and_what_is_shown_are_chosen_apart(tree: Path) -> None:
    assert artikit("validate", "b.txt", cwd=tree).returncode == 0
    assert artikit("validate", "b.txt", "--fail-level", "warning", cwd=tree).returncode == 1
    quiet = artikit("validate", "--show-level", "error", "-q", cwd=tree)
    assert (quiet.stdout, quiet.stderr) == (LINE, "")
    assert artikit("validate", "--exit-zero", cwd=tree).returncode == 0
    assert artikit("validate", "--ignore", "invalid-date", cwd=tree).returncode == 0
    assert artikit("validate", "--select", "AK2", cwd=tree).stdout == ""


def test_statistics_count_each_rule(tree: Path) -> None:
    run = artikit("validate", "--statistics", cwd=tree)
    assert run.stdout == "      1  AK010  missing-front-matter\n      1  AK105  invalid-date\n"
    assert run.returncode == 1


def test_standard_input_is_read_by_its_name_or_by_what_it_holds(tree: Path) -> None:
    named = artikit("validate", "-", "--stdin-filename", "news/x.md", cwd=tree, stdin=FAULTY)
    assert named.stdout.startswith("news/x.md:3:20: AK105")
    lines = artikit("validate", "-", cwd=tree, stdin='{"title": "a"}\n{"title": 5}\n')
    assert "<stdin>:2:11: AK103" in lines.stdout
    whole = artikit("validate", "-", cwd=tree, stdin='[\n {"title": 5}\n]\n')
    assert "<stdin>:2:12: AK103" in whole.stdout
    assert "<stdin>:3:20: AK105" in artikit("validate", "-", cwd=tree, stdin=FAULTY).stdout


def test_what_cannot_be_run_is_told_in_one_line_and_exit_2(tree: Path) -> None:
    (tree / "empty").mkdir()
    for arguments, words in (
        (["none.md"], "error: no such file or directory: none.md"),
        (["empty"], "error: nothing to check in empty"),
        (["--schema", "newz"], "error: no schema `newz`; did you mean `news`?"),
        (["--select", "bogus"], "error: no rule `bogus`"),
        (["--config", "none.toml"], "error: none.toml: No such file"),
    ):
        run = artikit("validate", *arguments, cwd=tree)
        assert run.returncode == 2, arguments
        assert run.stderr.startswith(words)
        assert run.stderr.count("\n") == 1
    assert artikit("validate", "--fail-level", "fatal", cwd=tree).returncode == 2
    assert artikit("validate", "empty", "--allow-empty", cwd=tree).returncode == 0
    assert artikit("valdate", cwd=tree).returncode == 2


def test_a_path_that_is_not_there_is_told_with_what_is_called_nearly_so(tree: Path) -> None:
    assert (
        "no such file or directory: a/god.md; did you mean a/good.md?"
        in artikit("validate", "a/god.md", cwd=tree).stderr
    )


def test_few_errors_among_many_remarks_are_shown_alone_on_demand(tree: Path) -> None:
    text = FAULTY.replace("title:", "zzz:   \ntitle:")
    (tree / "many").mkdir()
    for number in range(3):
        remarks = "".join(f"key{one}: 1   \n" for one in range(20))
        (tree / "many" / f"{number}.md").write_text(
            text.replace("title:", f"{remarks}title:"), encoding="utf-8"
        )
    hint = "`--show-level error` shows the errors alone"
    assert hint in artikit("validate", "many", cwd=tree).stderr
    run = artikit("validate", "many", "--show-level", "error", cwd=tree)
    assert hint not in run.stderr
    assert "trailing-blank" not in run.stdout + run.stderr


def test_the_beginning_of_a_code_lists_its_family(tree: Path) -> None:
    listed = artikit("rule", "ak3", cwd=tree).stdout.splitlines()
    assert listed
    assert all(line.startswith("AK3") for line in listed)
    assert artikit("rule", "AK9", cwd=tree).returncode == 2


def test_a_run_over_nothing_does_not_report_that_all_is_well(tree: Path) -> None:
    (tree / "empty").mkdir()
    run = artikit(
        "validate", "empty", "--output-format", "sarif:r.sarif", "--output-format", "junit", cwd=tree
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert not (tree / "r.sarif").exists()


def test_the_start_of_the_run_may_be_given_in_all_that_rfc_3339_allows(tree: Path) -> None:
    for moment in ("2021-06-14t09:30:00z", "2016-12-31T23:59:60Z"):
        run = artikit("validate", "--now", moment, "a/good.md", cwd=tree)
        assert "AK206[future-date]" in run.stdout, run.stderr


def test_a_packed_file_is_not_said_to_be_fixable(tree: Path) -> None:
    (tree / "x.jsonl.gz").write_bytes(gzip.compress(b'{"a": 1, "a": 1}\n'))
    run = artikit("validate", "--select", "AK021", "x.jsonl.gz", cwd=tree)
    assert "AK021" in run.stdout
    assert "fixable" not in run.stderr


def test_a_report_in_the_settings_may_go_to_standard_output(tree: Path) -> None:
    (tree / "artikit.toml").write_text('output-format = ["jsonl:-", "sarif:r.sarif"]\n', encoding="utf-8")
    run = artikit("validate", cwd=tree)
    assert all(json.loads(line) for line in run.stdout.splitlines())
    assert json.loads((tree / "r.sarif").read_text(encoding="utf-8"))["runs"]


def test_a_broken_file_of_settings_stops_the_run_with_its_place(tree: Path) -> None:
    (tree / "artikit.toml").write_text('schma = "news"\n', encoding="utf-8")
    run = artikit("validate", cwd=tree)
    assert run.returncode == 2
    assert "artikit.toml:1:1: unknown key `schma`; did you mean `schema`?" in run.stderr
    assert artikit("validate", "--isolated", cwd=tree).returncode == 1


def test_settings_map_schemas_and_add_files_to_the_walk(tree: Path) -> None:
    (tree / "artikit.toml").write_text('include = ["*.json"]\n[schemas]\n"a/" = "news"\n', encoding="utf-8")
    run = artikit("validate", cwd=tree)
    assert "a/good.md:2:1: AK101[missing-key] missing `category`" in run.stdout
    assert "data.json:1:1: AK020[syntax-error]" in run.stdout


def test_named_files_are_taken_whatever_they_are_called_unless_excludes_are_forced(tree: Path) -> None:
    assert "README.md:1:1: AK010" in artikit("validate", "README.md", cwd=tree).stdout
    forced = artikit("validate", "--force-exclude", "README.md", cwd=tree)
    assert (forced.returncode, forced.stdout) == (0, "")


def test_every_report_tells_the_same_findings(tree: Path) -> None:
    as_list = json.loads(artikit("validate", "--output-format", "json", cwd=tree).stdout)
    lines = [
        json.loads(line)
        for line in artikit("validate", "--output-format", "jsonl", cwd=tree).stdout.splitlines()
    ]
    assert as_list == lines
    schema = jsonschema_rs.validator_for(shipped("diagnostic").document, offline=True)
    assert all(schema.is_valid(one) for one in as_list)
    assert as_list[0] == {
        "code": "AK105",
        "name": "invalid-date",
        "message": "`publishedDateTime` is not a date with time and zone: hour 25 does not exist",
        "severity": "error",
        "filename": "a/bad.md",
        "location": {"row": 3, "column": 20},
        "end_location": {"row": 3, "column": 40},
        "pointer": "/publishedDateTime",
        "help": None,
        "fix": None,
        "notes": [],
        "baselined": False,
        "url": None,
    }
    assert artikit("validate", "--output-format", "github", cwd=tree).stdout.splitlines() == [
        (
            "::error file=a/bad.md,line=3,endLine=3,col=20,endColumn=40,title=artikit AK105 invalid-date::"
            "`publishedDateTime` is not a date with time and zone: hour 25 does not exist"
        ),
        (
            "::warning file=b.txt,line=1,endLine=1,col=1,endColumn=9,title=artikit AK010 missing-front-matter::"
            "no front matter; `artikit ingest` can make a record of it"
        ),
    ]
    assert artikit("validate", "a/good.md", "--output-format", "json", cwd=tree).stdout == "[]\n"
    assert artikit("validate", "a/good.md", "--output-format", "jsonl", cwd=tree).stdout == ""


FULL = """\
error[AK105] invalid-date: `publishedDateTime` is not a date with time and zone: hour 25 does not exist
 --> a/bad.md:3:20
  |
2 | title: "Fog bell"
3 | publishedDateTime: 2021-06-17T25:30:00Z
  |                    ^^^^^^^^^^^^^^^^^^^^
4 | webUrl: "https://www.northquill.example/mud"

"""


def test_the_full_report_shows_the_line_with_carets_and_colour_only_where_wanted(tree: Path) -> None:
    plain = artikit("validate", "--output-format", "full", "a", cwd=tree)
    assert plain.stdout == FULL
    coloured = artikit("validate", "--output-format", "full", "a", cwd=tree, FORCE_COLOR="1")
    assert "\x1b[1;31m" in coloured.stdout
    both = artikit("validate", "--output-format", "full", "a", cwd=tree, FORCE_COLOR="1", NO_COLOR="1")
    assert both.stdout == FULL


def test_the_full_report_folds_files_without_front_matter_folder_by_folder(tmp_path: Path) -> None:
    for folder, count in (("few", 5), ("many", 9)):
        (tmp_path / folder).mkdir()
        for number in range(count):
            (tmp_path / folder / f"{number}.txt").write_text("raw", encoding="utf-8")
    run = artikit("validate", "--output-format", "full", cwd=tmp_path)
    assert run.stdout.count("warning[AK010]") == 10
    assert run.stdout.count("warning: 4 more files without front matter in many/") == 1
    assert "few/\n" not in run.stdout


def test_a_second_place_is_shown_in_every_report(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text(SOUND.replace("---\n", "---\ntitle: first\n", 1), encoding="utf-8")
    assert artikit("validate", cwd=tmp_path).stdout == (
        "x.md:3:1: AK021[duplicate-key] the key `title` stands twice in this mapping (first here: 2:1)\n"
    )
    assert (
        "= note: first here: line 2, column 1\n  = help: keep one"
        in artikit("validate", "--output-format", "full", cwd=tmp_path).stdout
    )


def test_schemas_are_listed_printed_whole_and_written_as_files(tmp_path: Path) -> None:
    listed = artikit("schema", cwd=tmp_path).stdout
    assert [line.split()[0] for line in listed.splitlines()][:2] == ["article", "baseline"]
    whole = json.loads(artikit("schema", "news", cwd=tmp_path).stdout)
    (tmp_path / "whole.json").write_text(json.dumps(whole), encoding="utf-8")
    (tmp_path / "x.md").write_text(FAULTY, encoding="utf-8")
    by_name = artikit("validate", "--schema", "news", "x.md", cwd=tmp_path)
    by_file = artikit("validate", "--schema", "whole.json", "x.md", cwd=tmp_path)
    assert by_name.stdout == by_file.stdout
    written = artikit("schema", "article", "--split", "out", cwd=tmp_path)
    assert written.returncode == 0
    assert (tmp_path / "out" / "article.schema.json").is_file()
    split = artikit("validate", "--schema", "out/article.schema.json", "x.md", cwd=tmp_path)
    assert split.stdout == artikit("validate", "x.md", cwd=tmp_path).stdout
    assert artikit("schema", "nothing", cwd=tmp_path).returncode == 2


def test_rules_are_listed_and_explained_by_code_or_name(tmp_path: Path) -> None:
    assert (
        artikit("rule", "AK021", cwd=tmp_path).stdout == artikit("rule", "duplicate-key", cwd=tmp_path).stdout
    )
    assert "## Why it matters" in artikit("rule", "ak021", cwd=tmp_path).stdout
    assert artikit("rule", cwd=tmp_path).stdout.startswith("AK001  error")
    unknown = artikit("rule", "duplicate-kye", cwd=tmp_path)
    assert unknown.returncode == 2
    assert "did you mean `duplicate-key`?" in unknown.stderr


def test_the_examples_show_what_their_folders_promise() -> None:
    good = artikit("validate", "examples/good", cwd=ROOT)
    assert (good.returncode, good.stdout) == (0, "")
    strict = artikit("validate", "examples/good/news", "--schema", "news", cwd=ROOT)
    assert (strict.returncode, strict.stdout) == (0, "")
    found = artikit("validate", "examples/faulty", cwd=ROOT).stdout.splitlines()
    files = {Path(line.split(":")[0]).name for line in found}
    assert files == {path.name for path in (ROOT / "examples" / "faulty").iterdir()}


def test_a_long_stream_of_lines_is_read_to_its_end(tree: Path) -> None:
    (tree / "artikit.toml").write_text("[limits]\nfile-bytes = 400\n", encoding="utf-8")
    lines = json.dumps({"title": "a"}) + "\n"
    run = artikit("validate", "-", "--select", "AK0", cwd=tree, stdin=lines * 100)
    assert run.stderr.startswith("100 records checked")
    too_large = artikit("validate", "-", cwd=tree, stdin="[" + ",".join(["{}"] * 500) + "]")
    assert "<stdin>:1:1: AK004[file-too-large]" in too_large.stdout


def test_the_name_of_standard_input_tells_its_settings_too(tree: Path) -> None:
    (tree / "a" / "artikit.toml").write_text('schema = "news"\n', encoding="utf-8")
    piped = artikit("validate", "-", "--stdin-filename", "a/bad.md", cwd=tree, stdin=FAULTY)
    assert piped.stdout == artikit("validate", "a/bad.md", cwd=tree).stdout
    assert piped.stdout == artikit("validate", "--stdin-filename", "a/bad.md", cwd=tree, stdin=FAULTY).stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["a", "--stdin-filename", "x.md"], "needs `-`"),
        (["-", "--write-baseline"], "standard input has no place in a baseline"),
        (["--isolated", "--config", "x.toml"], "exclude each other"),
        (["--statistics", "--output-format", "json"], "exclude each other"),
        (["--output-format", "sarf:x"], "no report `sarf`; did you mean `sarif`?"),
        (["--output-format", "sarif", "--output-format", "github"], "cannot both go to standard output"),
        (["empty.yaml"], "nothing to check in empty.yaml"),
        (["empty.jsonl"], "nothing to check in empty.jsonl"),
        (["list.json"], "nothing to check in list.json"),
    ],
)
def test_what_makes_no_sense_is_refused(tree: Path, arguments: list[str], words: str) -> None:
    for name, text in (("empty.yaml", ""), ("empty.jsonl", ""), ("list.json", "[]")):
        (tree / name).write_text(text, encoding="utf-8")
    run = artikit("validate", *arguments, cwd=tree)
    assert run.returncode == 2
    assert words in run.stderr


def test_written_schemas_keep_their_places(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "int.json").write_text('{"type": "integer"}', encoding="utf-8")
    (tmp_path / "own.json").write_text('{"properties": {"n": {"$ref": "parts/int.json"}}}', encoding="utf-8")
    assert artikit("schema", "own.json", "--split", "out", cwd=tmp_path).returncode == 0
    assert (tmp_path / "out" / "parts" / "int.json").is_file()
    (tmp_path / "x.json").write_text('{"n": "a"}', encoding="utf-8")
    run = artikit("validate", "--schema", "out/own.json", "x.json", cwd=tmp_path)
    assert run.stdout == "x.json:1:7: AK103[wrong-type] `n` must be an integer, got the text `a`\n"


def test_the_carets_of_a_long_line_of_odd_characters_stand_below_the_fault(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(
        '{"excerpt": "' + "\u200b橋" * 100 + '", "title": 5, "z": "' + "橋" * 90 + '"}', encoding="utf-8"
    )
    shown = artikit(
        "validate", "--output-format", "full", "--select", "wrong-type", "x.json", cwd=tmp_path
    ).stdout
    line, carets = shown.splitlines()[3:5]
    assert cell_len(line) <= 120
    before = carets.index("^")
    at = next(number for number in range(len(line)) if cell_len(line[:number]) == before)
    assert line[at] == "5"
    assert carets.count("^") == 1


def test_the_command_that_mends_a_cause_mends_it(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text('preset = "smartable"\n', encoding="utf-8")
    folder = tmp_path / "my news"
    folder.mkdir()
    for number in range(10):
        text = json.dumps(
            {"webUrl": f"https://a.example/{number}", "category": "news", "heat": 7, "quality": 3}
        )
        (folder / f"{number}.md").write_text(f"---\n{text}\n---\n", encoding="utf-8")
    arguments = "--select", "AK501", "--config", "house.toml", "my news"
    said = artikit("validate", *arguments, cwd=tmp_path).stderr
    (command,) = re.findall("`(artikit fix .*)` mends them", said)
    assert (
        artikit(*shlex.split(command)[1:], cwd=tmp_path).stderr
        == "10 findings fixed in 10 files; none left\n"
    )
    assert artikit("validate", *arguments, cwd=tmp_path).returncode == 0


def test_several_reports_of_one_run(tree: Path) -> None:
    run = artikit(
        *("validate", "--output-format", "sarif:out/report.sarif", "--output-format", "rdjson:report.json"),
        *("--output-format", "github", "a"),
        cwd=tree,
    )
    assert run.returncode == 1
    assert run.stdout.startswith("::error file=a/bad.md,line=3,")
    log = json.loads((tree / "out/report.sarif").read_text(encoding="utf-8"))
    (result,) = log["runs"][0]["results"]
    assert re.fullmatch("[0-9a-f]{32}", result["partialFingerprints"]["artikit/v1"])
    (finding,) = json.loads((tree / "report.json").read_text(encoding="utf-8"))["diagnostics"]
    assert finding["location"]["range"]["start"] == {"line": 3, "column": 20}


def test_reports_of_the_settings_are_written_beside_them(tree: Path) -> None:
    (tree / "artikit.toml").write_text(
        'output-format = ["concise", "gitlab:report.json"]\n', encoding="utf-8"
    )
    run = artikit("validate", "good.md", cwd=tree / "a")
    assert (run.returncode, run.stdout) == (0, "")
    assert (tree / "report.json").read_text(encoding="utf-8") == "[]\n"
    assert artikit("validate", "good.md", "--output-format", "json", cwd=tree / "a").stdout == "[]\n"


def test_a_fingerprint_follows_a_record_that_moves(tree: Path) -> None:
    first = artikit("validate", "a/bad.md", "--output-format", "gitlab", cwd=tree).stdout
    (tree / "a/bad.md").rename(tree / "moved.md")
    second = artikit("validate", "moved.md", "--output-format", "gitlab", cwd=tree).stdout
    assert json.loads(first)[0]["fingerprint"] == json.loads(second)[0]["fingerprint"]


def test_every_report_is_told_in_the_help_and_in_the_schema_of_the_settings(tmp_path: Path) -> None:
    help_ = " ".join(artikit("validate", "--help", cwd=tmp_path, COLUMNS="200").stdout.split())
    setting = shipped("config").document["properties"]["output-format"]
    listed = f"^({'|'.join(names())})(:.+)?$"
    assert ", ".join(names()) in help_
    assert setting["pattern"] == setting["items"]["pattern"] == listed
