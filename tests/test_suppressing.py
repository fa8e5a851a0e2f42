"""Comments that silence findings: what they reach, what they do not, and what is said about them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artikit import formats
from artikit.comments import comments_of
from artikit.config import Config
from artikit.editing import apply
from artikit.engine import diagnose
from artikit.suppressing import suppressions_of

if TYPE_CHECKING:
    from artikit.model import Record

CONFIG = Config(select=("AK1", "AK49"))
SOUND = """\
---
title: "Fog bell"
publishedDateTime: 2021-06-17T05:30:00Z
webUrl: "https://www.northquill.example/fog"
provider:
  name: North Quill
  domain: northquill.example
related:
  - title: "Fog horn"
    webUrl: "https://www.northquill.example/horn"
    provider:
      name: North Quill
      domain: northquill.example
---
"""
LATE = "05:30:00Z"
WRONG = SOUND.replace(LATE, "25:30:00Z")
WHY = "-- as printed"


def read(text: str, path: str = "x.md") -> list[Record]:
    return list(formats.of_path(path).read(BytesIO(text.encode()), path, CONFIG.limits))


def found(text: str, path: str = "x.md", config: Config = CONFIG) -> list[str]:
    return [f"{one.start.line}:{one.code}" for record in read(text, path) for one in diagnose(record, config)]


def beside(text: str, comment: str, at: str = "publishedDateTime") -> str:
    """Put a comment behind the line of a key."""
    return "\n".join(
        f"{line}  {comment}" if line.lstrip(" -").startswith(at) else line for line in text.split("\n")
    )


def above(text: str, comment: str, at: str = "publishedDateTime") -> str:
    """Put a comment on a line of its own."""
    return text.replace(at, f"{comment}\n{at}", 1)


def test_a_finding_stands_where_nothing_silences_it() -> None:
    assert found(SOUND) == []
    assert found(WRONG) == ["3:AK105"]


@pytest.mark.parametrize(
    "selectors",
    ["AK105", "ak105", "AK1", "invalid-date", "AK105, AK1", "AK1 invalid-date"],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_codes_their_beginnings_and_names_silence(selectors: str, line_end: str) -> None:
    for put in (beside, above):
        assert found(put(WRONG, f"# artikit: ignore {selectors} {WHY}").replace("\n", line_end)) == []
    assert found(above(WRONG, f"# artikit: ignore-record {selectors} {WHY}", "related")) == []


def test_a_comment_reaches_its_line_and_what_begins_there_and_no_more() -> None:
    text = SOUND.replace('    webUrl: "https://www.northquill.example/horn"\n', "").replace(
        "  domain: n", "  domain: /n"
    )
    assert found(text) == ["7:AK107", "9:AK101", "12:AK107"]
    assert found(above(text, f"# artikit: ignore AK1 {WHY}", "related")) == ["7:AK107"]
    assert found(above(text, f"# artikit: ignore AK1 {WHY}", "provider")) == ["10:AK101", "13:AK107"]
    assert found(beside(text, f"# artikit: ignore AK107 {WHY}", "domain")) == ["9:AK101"]
    assert found(above(text, f"  # artikit: ignore AK1 {WHY}", "  - title")) == ["7:AK107"]
    assert found(beside(text, f"# artikit: ignore AK101 {WHY}", 'title: "Fog horn')) == [
        "7:AK107",
        "12:AK107",
    ]


def test_comments_and_blank_lines_may_stand_between() -> None:
    comment = f"# artikit: ignore AK105 {WHY}\n# another\n"
    assert found(above(WRONG, f"{comment}\n# more")) == []


def test_an_item_is_silenced_without_the_list_around_it() -> None:
    item = "  - url: https://a.example/x\n    width: x\n    height: 1\n"
    text = SOUND.replace("related:", f"images:\n{item}{item}related:")
    config = Config(select=("AK103",))
    assert found(text, config=config) == ["10:AK103", "13:AK103"]
    text = SOUND.replace("related:", f"images:\n  # artikit: ignore AK103 {WHY}\n{item}{item}related:")
    assert found(text, config=config) == ["14:AK103"]


@pytest.mark.parametrize("reason", ["", " --", " --  "])
def test_without_a_reason_there_is_no_effect_and_an_error(reason: str) -> None:
    config = Config(select=("AK105", "AK49"))
    assert found(beside(WRONG, f"# artikit: ignore AK105{reason}"), config=config) == ["3:AK105", "3:AK491"]


def said(text: str) -> list[tuple[str, str]]:
    config = Config(select=("AK1", "AK2", "AK49"))
    return [(one.message, one.help) for one in diagnose(read(text)[0], config) if one.code == "AK492"]


@pytest.mark.parametrize(
    ("comment", "message", "help_"),
    [
        (f"# artikit: ignore AK206 {WHY}", "`AK206` silences nothing here", ""),
        (f"# artikit: ignore AK206, AK101 {WHY}", "`AK206` and `AK101` silence nothing here", ""),
        (
            f"# artikit: ignore future-dat {WHY}",
            "there is no rule `future-dat`",
            "did you mean `future-date`?",
        ),
        (f"# artikit: ignore AK020 {WHY}", "`AK020` silences nothing here", ""),
        (
            f"# artikit: ignore {WHY}",
            "the comment names no rule",
            "write `# artikit: ignore AK201 -- reason`",
        ),
        (
            f"# artikit: ignor AK1 {WHY}",
            "artikit does not know `ignor`",
            "write `# artikit: ignore AK201 -- reason`",
        ),
        ("# artikit:", "artikit does not know ``", "write `# artikit: ignore AK201 -- reason`"),
    ],
)
def test_a_comment_that_does_nothing_is_a_finding(comment: str, message: str, help_: str) -> None:
    assert said(beside(SOUND, comment)) == [(message, help_)]
    assert said(above(SOUND, comment)) == [(message, help_)]


@pytest.mark.parametrize(
    "selector",
    [
        pytest.param("AK301", id="rules across records speak elsewhere"),
        pytest.param("AK3", id="all of them"),
        pytest.param("AK403", id="the rule is off in this run"),
        pytest.param("AK5", id="a preset that is not asked for"),
    ],
)
def test_rules_that_had_no_chance_to_speak_do_not_count(selector: str) -> None:
    assert said(beside(SOUND, f"# artikit: ignore {selector} {WHY}")) == []


def test_other_faults_keep_rules_from_being_asked() -> None:
    comment = f"# artikit: ignore AK206 {WHY}"
    assert said(beside(WRONG, comment)) == []
    assert said(beside(WRONG, f"# artikit: ignore AK107 {WHY}")) == [("`AK107` silences nothing here", "")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (beside(SOUND, f"# artikit: ignore AK206 {WHY}"), SOUND),
        (above(SOUND, f"# artikit: ignore AK206 {WHY}"), SOUND),
        (
            beside(WRONG, f"# artikit: ignore AK107, AK105, AK104 {WHY}"),
            beside(WRONG, f"# artikit: ignore AK105 {WHY}"),
        ),
        (beside(SOUND, f"# artikit: ignore AK2o6 {WHY}"), beside(SOUND, f"# artikit: ignore AK2o6 {WHY}")),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_fix_takes_away_what_does_nothing(text: str, wanted: str, line_end: str) -> None:
    text = text.replace("\n", line_end)
    config = Config(select=("AK1", "AK2", "AK49"))
    fixes = [one.fix for one in diagnose(read(text)[0], config) if one.code == "AK492" and one.fix]
    assert all(fix.safe for fix in fixes)
    assert apply(text, fixes)[0] == wanted.replace("\n", line_end)


@pytest.mark.parametrize(
    "text",
    [
        f'---\ntitle: "a # artikit: ignore AK1 {WHY}"\n---\n',
        f"---\ntitle: a#artikit:ignore AK1 {WHY}\n---\n",
        f"---\ntitle: |\n  # artikit: ignore AK1 {WHY}\n---\n",
        f"---\ntitle: 'a\n  # artikit: ignore AK1 {WHY}'\n---\n",
        f"---\ntitle: a\n---\n# artikit: ignore AK1 {WHY}\n",
        f'---\n"a # artikit: ignore AK1 {WHY}": b\n---\n',
        f'+++\ntitle = "# artikit: ignore AK1 {WHY}"\n+++\n',
        f'{{"title": "# artikit: ignore AK1 {WHY}"}}\n',
        f"---\ntitle: a  # see artikit: ignore AK1 {WHY}\n---\n",
    ],
)
def test_what_is_no_comment_silences_nothing(text: str) -> None:
    assert suppressions_of(read(text)[0]) == []
    assert "AK101" in {one.partition(":")[2] for one in found(text)}


def test_reading_errors_cannot_be_silenced_but_for_missing_front_matter() -> None:
    twice = SOUND.replace("title:", f'title: "Fog bell" # artikit: ignore AK0 {WHY}\ntitle:', 1)
    config = Config(select=("AK0",))
    assert found(twice, config=config) == ["3:AK021"]
    assert found(f"---\n# artikit: ignore-record AK016 {WHY}\n---\n", config=config) == ["1:AK016"]


TOML = f"""\
+++
title = "Fog bell"  # artikit: ignore AK109 {WHY}
publishedDateTime = "2021-06-17T25:30:00Z" # artikit: ignore AK105 {WHY}
webUrl = "https://www.northquill.example/fog"

# artikit: ignore AK107 {WHY}
[provider]
name = "North Quill"
domain = "/northquill.example"

# artikit: ignore AK103 {WHY}
[[images]]
url = "https://www.northquill.example/a.jpg"
width = "x"
height = 1
[[images]]
url = "https://www.northquill.example/a.jpg"
width = "x"
height = 1
+++
"""


def test_toml_has_such_comments_too() -> None:
    assert found(TOML, config=Config(select=("AK1", "AK49"))) == ["2:AK492", "18:AK103"]
    assert found(TOML.replace("# artikit", "# "), config=Config(select=("AK1",))) == [
        "3:AK105",
        "9:AK107",
        "14:AK103",
        "18:AK103",
    ]


def test_files_of_records_keep_the_comments_of_each_apart() -> None:
    item = "\n".join(f"  {line}" if line else "" for line in WRONG.split("---\n")[1].rstrip().split("\n"))
    text = f"# artikit: ignore-record AK105 {WHY}\n- {item[2:]}\n- {item[2:]}\n# artikit: ignore-record AK105 {WHY}\n\n- {item[2:]}\n"
    assert found(text, "x.yaml", Config(select=("AK1",))) == ["15:AK105"]
    text = f"# artikit: ignore-record AK105 {WHY}\n{WRONG[4:]}{WRONG[4:-4]}"
    assert found(text, "x.yaml", Config(select=("AK1",))) == ["16:AK105"]


def test_the_pages_of_the_rules_tell_the_truth() -> None:
    text = beside(SOUND, "# artikit: ignore AK204", "webUrl")
    assert [one.code for one in diagnose(read(text)[0], Config(select=("AK49",)))] == ["AK491", "AK491"]


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet="#artik: ignoeAK105-,\n\t'\"", max_size=60))
def test_whatever_stands_in_a_comment_nothing_breaks(noise: str) -> None:
    text = beside(WRONG, f"# artikit: {noise.splitlines()[0] if noise.splitlines() else ''}")
    found(text, config=Config())
    for record in read(text):
        for comment in comments_of(record):
            assert record.source.text[comment.start] == "#"
