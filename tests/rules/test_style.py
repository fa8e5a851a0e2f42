"""The quick look at a record's YAML misses nothing that the exact look finds, and fixes change no value."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from artikit.editing import apply, edits_of
from artikit.model import Change, Record, Source
from artikit.reading.front_matter import read_front_matter
from artikit.reading.limits import Limits
from artikit.rules import Facts, _yaml_text, all_rules
from artikit.rules._yaml_text.memory import memory_of
from artikit.rules._yaml_text.orders import astray
from artikit.rules._yaml_text.skimming import Skimmed, Suspicions, skim
from artikit.schema.compiled import compile_schema

if TYPE_CHECKING:
    from artikit.model import Fix
    from artikit.rules import Found

EXAMPLE = (
    (Path(__file__).parent / "blank-lines" / "bad.md").read_text(encoding="utf-8").replace("\n\n\n", "\n")
)
STYLE = compile_schema("article", ".").style
CODES = [
    code for code in all_rules() if code.startswith("AK4") and code != "AK490" and all_rules()[code].check
]
WORDS = [
    "no", "On", "=", "012", "08", "1e3", "1_0", "12:30", "2021-06-14", "2021-06-14T09:30:00Z", "0", "7", "x", "",
    '"no"', "'no'", "'x'", "no # why", "&a no", "*a", "[no, x]", "{no: 1}", '[x, "no"]', "|\n    no\n    a  \n",
    ">-\n    12:30\n\n\n    b", "x y", '"a\\tb"', '"a\tb"', "a\tb", "\tx", "a ", '"a" ', "https://a.example/x",
    "\n    no", "\n    a\n    no", '"a\n\n\n    b"', "!!str no", '"{"', "{", "a: b", "-", "- no", "? no",
]  # fmt: skip
KEYS = [
    "title",
    "note",
    "on",
    "12:30",
    "2021-06-14",
    "type",
    "excerpt",
    "date",
    '"no"',
    "own key",
    "name",
    "url",
]


def facts_of(code: str) -> Facts:
    return Facts(datetime(2026, 1, 1, tzinfo=UTC), all_rules()[code].options, lambda: STYLE)


def found_in(record: Record) -> list[tuple[str, Found]]:
    found = []
    for code in CODES:
        check = all_rules()[code].check
        assert check is not None
        found += [(code, one) for one in check(record, facts_of(code))]
    return found


def fix_of(record: Record, found: Found) -> Fix | None:
    return edits_of(record, found.fix) if isinstance(found.fix, Change) else found.fix


def looked_at_closely(record: Record) -> list[tuple[str, Found]]:
    """What the rules find where the quick look suspects everything; of a new record, as one is remembered."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(_yaml_text, "skim", suspecting)
        return found_in(replace(record))


def suspecting(*looked_at: Any) -> Skimmed:
    everything = Suspicions(*(True,) * len(Suspicions._fields))
    return skim(*looked_at)._replace(suspicions=everything, doubtful=None)


@st.composite
def front_matters(draw: st.DrawFn) -> str:
    """Records of real style with some lines changed, put in, taken out, and put in another order."""
    lines = EXAMPLE.split("---\n")[1].split("\n")
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        indent = " " * (len(line) - len(line.lstrip(" ")))
        key = draw(st.sampled_from(KEYS))
        word = draw(st.sampled_from(WORDS))
        new = draw(
            st.sampled_from(
                [
                    [f"{line.partition(': ')[0]}: {word}"],
                    [line, f"{indent}{key}: {word}"],
                    [line, f"{indent}- {word}"],
                    [f"{indent}- {word}"],
                    [line + draw(st.sampled_from([" ", "\t", " # no", "\t# a\tb", "  "]))],
                    [line, ""],
                    ["", "   ", line],
                    [line, f"{indent}# words"],
                    [line.replace('"', draw(st.sampled_from(["", "'"])))],
                    [line.replace(": ", ":\t", 1)],
                    [],
                ]
            )
        )
        lines[at : at + 1] = new or [""]
    if draw(st.booleans()):
        one, two = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        lines[one], lines[two] = lines[two], lines[one]
    text = (
        "---\n"
        + "\n".join(lines).rstrip("\n")
        + "\n---\n"
        + draw(st.sampled_from(["", "\n", "A\ttext  \n", "x"]))
    )
    return draw(st.sampled_from([text, text.replace("\n", "\r\n")]))


def record_of(text: str) -> Record:
    return read_front_matter(Source("x.md", text), Limits())


@settings(max_examples=600, deadline=None)
@given(front_matters())
def test_the_quick_look_misses_nothing(text: str) -> None:
    record = record_of(text)
    assume(record.data is not None and not record.problems)
    assert found_in(record) == looked_at_closely(record)


@settings(max_examples=600, deadline=None)
@given(front_matters())
def test_no_fix_changes_a_value_or_the_body_unless_it_says_so(text: str) -> None:
    record = record_of(text)
    assume(record.data is not None and not record.problems)
    for code, one in found_in(record):
        if (fix := fix_of(record, one)) is not None:
            again = record_of(apply(text, [fix])[0])
            assert again.data == record.data, (code, one)
            assert again.problems == ()
            assert again.body == record.body or not fix.safe


@settings(max_examples=600, deadline=None)
@given(front_matters())
def test_all_fixes_together_end_in_a_record_without_what_can_be_mended(text: str) -> None:
    record = record_of(text)
    assume(record.data is not None and not record.problems)
    wanted = record.data
    for _ in range(30):
        fixes = [fix for _, one in found_in(record) if (fix := fix_of(record, one)) is not None]
        if not fixes:
            break
        record = record_of(apply(record.source.text, fixes)[0])
        assert record.data == wanted
    else:
        raise AssertionError("never done")
    assert {code for code, one in found_in(record)} <= {"AK404", "AK408"}


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.permutations("abcdef"))
def test_as_few_keys_as_can_be_are_astray(keys: list[str], order: list[str]) -> None:
    moving = astray(keys, order)
    staying = [key for key in keys if key in order and key not in moving]
    assert staying == sorted(staying, key=order.index)
    assert set(moving) <= set(order)
    known = [key for key in keys if key in order]
    longest = max(
        size
        for size in range(len(known) + 1)
        for some in itertools.combinations(known, size)
        if list(some) == sorted(some, key=order.index)
    )
    assert len(staying) == longest


@pytest.mark.parametrize(
    ("keys", "clean"),
    [
        ("title excerpt publishedDateTime type heat", True),
        ("title excerpt type publishedDateTime heat", True),
        ("title excerpt own type length publishedDateTime heat secured", True),
        ("title excerpt type heat publishedDateTime", False),
        ("publishedDateTime title excerpt", False),
        ("excerpt title", False),
        ("own excerpt other", True),
    ],
)
def test_the_order_of_the_schema_is_asked_for_and_a_date_may_stand_before_heat(
    keys: str, clean: bool
) -> None:
    values = {"publishedDateTime": "2021-06-14T09:30:00Z", "heat": "1"}
    text = "".join(f"{key}: {values.get(key, chr(34) + 'x' + chr(34))}\n" for key in keys.split())
    record = record_of(f"---\n{text}---\n")
    assert [code for code, _ in found_in(record)] == ([] if clean else ["AK408"])


def test_keys_that_are_merged_in_are_not_out_of_order() -> None:
    record = record_of("---\nbase: &a\n  domain: a.example\nprovider:\n  name: A\n  <<: *a\n---\n")
    assert found_in(record) == []


def test_a_record_that_cannot_be_read_soundly_is_mended_there_first() -> None:
    record = record_of("---\ntitle: no\ntitle: yes\n\n\nheat: 012 \n---\n")
    assert record.data
    assert found_in(record) == []


def test_what_has_no_style_is_left_alone() -> None:
    for text in ('+++\ntitle = "x"  \n\n\nheat = 1\n+++\n', '{\n "title": "x",  \n\n\n "excerpt":\t"y"\n}\n'):
        assert found_in(record_of(text)) == []


def test_the_memory_of_lines_stays_small() -> None:
    numbers = random.Random(5)
    for _ in range(300):
        lines = "".join(f"k{numbers.randrange(10**9)}: w{numbers.randrange(10**9)}\n" for _ in range(100))
        _yaml_text.yaml_text(record_of(f"---\n{lines}---\n"), STYLE)
    memory = memory_of(STYLE)
    assert len(memory.clean) <= 16_000
    assert len(memory.top.known) <= 1_000


def test_a_huge_line_of_blanks_takes_no_time() -> None:
    import time

    blanks = " " * 300_000
    start = time.process_time()
    record = record_of(f'---\ntitle: "a{blanks}b"\nexcerpt: "c" {blanks}# no\nown: a{blanks}b \n---\n')
    assert [code for code, _ in found_in(record)] == ["AK405"]
    assert time.process_time() - start < 10


def positions(path: Path, text: str) -> list[str]:
    import artikit

    path.write_bytes(text.encode())
    return [f"{one.start.line}:{one.start.column} {one.code}" for one in artikit.check(artikit.load(path))]


def test_rules_about_a_file_speak_once_of_a_file_of_records(tmp_path: Path) -> None:
    one = 'title: "T"\npublishedDateTime: 2021-06-14\nwebUrl: "https://a.example/%d"\nprovider:\n  name: A\n  domain: a.example\n'
    stream = "# words\n---\n" + "---\n".join(one % number for number in range(3))
    items = "".join("- " + (one % number).replace("\n", "\n  ").rstrip() + "\n" for number in range(3))
    for text in (stream, items):
        assert positions(tmp_path / "x.yaml", text) == []
        last = len(text.split("\n")) - 1
        width = len(text.split("\n")[-2])
        assert positions(tmp_path / "x.yaml", text[:-1]) == [f"{last}:{width + 1} AK407"]
        mixed = text.replace("\n", "\r\n", 1)
        assert [said.split()[1] for said in positions(tmp_path / "x.yaml", mixed)] == ["AK406"]
