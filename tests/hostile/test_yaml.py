"""YAML that kills other readers, or that they misread in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .table import Case, each, judge, yaml

if TYPE_CHECKING:
    from pathlib import Path

    from .sandbox import Sandbox

DEEP = 30_000
DIGITS = "7" * 5_000


def _bomb(first: str, link: str, count: int, *, times: int = 9) -> str:
    lines = [first, *(link.format(n=n, refs=",".join([f"*a{n - 1}"] * times)) for n in range(1, count))]
    return yaml("\n".join(lines))


def _indented(levels: int) -> str:
    return yaml("\n".join(" " * level + "a:" for level in range(levels)))


def _deep_by_alias(levels: int) -> str:
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [[[[[[[[[[*a{n - 1}]]]]]]]]]]" for n in range(1, levels))]
    return yaml("\n".join(lines))


DEPTH = [
    Case("30,000 opening brackets", yaml("a: " + "[" * DEEP), "AK032"),
    Case("30,000 brackets that are closed", yaml("a: " + "[" * DEEP + "]" * DEEP), "AK032"),
    Case("30,000 opening braces, a mapping as key", yaml("a: " + "{" * DEEP), "AK022"),
    Case("30,000 mappings in one line", yaml("a: " + "{a: " * DEEP), "AK032"),
    Case("30,000 dashes", yaml("- " * DEEP), "AK032"),
    Case("30,000 dashes in a data file", "- " * DEEP, "AK032", name="x.yaml"),
    Case("30,000 question marks", yaml("? " * DEEP), "AK022"),
    Case("300 indented mappings", _indented(300), "AK032"),
    Case("64 mappings and lists inside one another", yaml("a: " + "[" * 63 + "]" * 63), "", 0),
    Case("65 mappings and lists inside one another", yaml("a: " + "[" * 64 + "]" * 64), "AK032"),
    Case("depth that only aliases build up", _deep_by_alias(50), "AK032"),
    Case("depth of data files counts from the item", "- a: " + "[" * 63 + "]" * 63, "", 0, "x.yaml"),
]

ALIASES = [
    Case("alias bomb of nine levels", _bomb("a0: &a0 [x]", "a{n}: &a{n} [{refs}]", 9), "AK035"),
    Case("alias bomb in values", _bomb("a0: &a0 {b: c}", "a{n}: &a{n} {{b: [{refs}]}}", 9), "AK035"),
    Case("merge key bomb", _bomb("a0: &a0 {b: c}", "a{n}: &a{n} {{<<: [{refs}]}}", 29, times=2), "AK035"),
    Case("101 aliases", yaml("a: &a x\nb: [" + "*a, " * 101 + "]"), "AK034"),
    Case("100 aliases", yaml("a: &a x\nb: [" + "*a, " * 100 + "]"), "", 0),
    Case(
        "a mapping of 4,000 keys merged 6,000 times",
        yaml(
            "a: &a\n" + "".join(f"  k{n}: v\n" for n in range(4_000)) + "b:\n  <<: [" + "*a, " * 6_000 + "]"
        ),
        "AK035",
    ),
    Case(
        "a mapping of 4,000 keys merged three times",
        yaml("a: &a\n" + "".join(f"  k{n}: v\n" for n in range(4_000)) + "b:\n  <<: [*a, *a, *a]"),
        "AK036",
    ),
    Case("a list that holds itself", yaml("a: &a [*a]"), "AK025"),
    Case("a mapping that holds itself", yaml("a: &a {b: *a}"), "AK025"),
    Case("a mapping that merges itself", yaml("a: &a\n  <<: *a"), "AK025 AK029"),
    Case("an alias of nothing", yaml("a: *nope"), "AK024"),
    Case("an alias as key", yaml("a: &a x\n*a : y"), "AK022"),
    Case("a merge of a number", yaml("a: &a 5\n<<: *a"), "AK029"),
    Case("a merge of a list of numbers", yaml("<<: [1, 2]"), "AK029"),
    Case("a merge of one mapping", yaml("a: &a {b: c}\nd: {<<: *a, b: e}"), "", 0),
    Case("an anchor used twice", yaml("a: &a x\nb: &a y\nc: *a"), "", 0),
]

NUMBERS = [
    Case("5,000 decimal digits", yaml(f"a: {DIGITS}"), "AK038"),
    Case("5,000 negative digits", yaml(f"a: -{DIGITS}"), "AK038"),
    Case("5,000 hexadecimal digits", yaml(f"a: 0x{DIGITS}"), "AK038"),
    Case("5,000 octal digits", yaml(f"a: 0o{DIGITS}"), "AK038"),
    Case("5,000 digits behind the point", yaml(f"a: 0.{DIGITS}"), "AK038"),
    Case("5,000 digits in an exponent", yaml(f"a: 1e{DIGITS}"), "AK038"),
    Case("5,000 digits with a tag", yaml(f"a: !!int {DIGITS}"), "AK038"),
    Case("5,000 digits as key", yaml(f"{DIGITS[:1000]}: a"), "AK022"),
    Case("5,000 digits in quotes", yaml(f"a: '{DIGITS}'"), "", 0),
    Case("a number beyond every double", yaml("a: 1e999999"), "AK026"),
    Case("a negative number beyond every double", yaml("a: -1e999999"), "AK026"),
    Case("not a number", yaml("a: .nan"), "AK026"),
    Case("infinity", yaml("a: .inf"), "AK026"),
    Case("negative infinity with a tag", yaml("a: !!float -.INF"), "AK026"),
    Case("a number next to zero", yaml("a: 1e-999999"), "", 0),
    Case("underscores in a number are text", yaml("a: 1_000"), "", 0),
]

CHARACTERS = [
    Case("an escaped high surrogate", yaml('a: "\\uD800"'), "AK027"),
    Case("an escaped low surrogate", yaml('a: "\\uDC00"'), "AK027"),
    Case("an escaped pair the wrong way round", yaml('a: "\\uDE00\\uD83D"'), "AK027"),
    Case("an escaped pair as JSON writes it", yaml('a: "\\uD83D\\uDE00"'), "", 0),
    Case("a pair in single quotes is text", yaml("a: '\\uD83D\\uDE00'"), "", 0),
    Case("a pair behind an escaped backslash is text", yaml('a: "\\\\uD83D\\uDE00"'), "AK027"),
    Case("an escaped character beyond Unicode", yaml('a: "\\UFFFFFFFF"'), "AK020"),
    Case("an escaped surrogate of eight digits", yaml('a: "\\U0000D800"'), "AK027"),
    Case("raw bytes of a surrogate", b"---\na: \xed\xa0\x80\n---\n", "AK005"),
    Case("raw ESC", yaml("a: \x1b[31m"), "AK028"),
    Case("raw ESC in a comment", yaml("a: b # \x1b[31m"), "AK028"),
    Case("raw BEL in quotes", yaml('a: "\x07"'), "AK028"),
    Case("raw DEL", yaml("a: \x7f"), "AK028"),
    Case("raw C1", yaml("a: \x9b31m"), "AK028"),
    Case("raw vertical tab", yaml("a: \x0b"), "AK028"),
    Case("a noncharacter", yaml("a: \ufffe"), "AK028"),
    Case("escapes of control characters", yaml('a: "\\x1b \\0 \\a \\x9b"'), "", 0),
    Case("control characters in the body", "---\na: b\n---\n\x1b[31m \x07 \x9b\n", "", 0),
    Case("NEL and line separators are characters", yaml("a: b\x85c\u2028d\u2029e"), "", 0),
    Case("a byte order mark inside a text", yaml("a: b\ufeffc"), "", 0),
    Case(
        "every character that a stand-in could be taken from",
        lambda: yaml("a: '\u2028" + "".join(map(chr, range(0xF0000, 0xFFFFE))) + "'"),
        "",
        0,
    ),
]

TAGS = [
    Case("a call of os.system", yaml('a: !!python/object/apply:os.system ["touch pwned"]'), "AK023"),
    Case("a new Python object", yaml("a: !!python/object/new:os.system [touch pwned]"), "AK023"),
    Case("a Python name", yaml("a: !!python/name:os.system"), "AK023"),
    Case("binary", yaml("a: !!binary aGVsbG8="), "AK023"),
    Case("a set", yaml("a: !!set {b, c}"), "AK023"),
    Case("an ordered mapping", yaml("a: !!omap [b: c]"), "AK023"),
    Case("a time stamp", yaml("a: !!timestamp 2021-05-20"), "AK023"),
    Case("a local tag", yaml("a: !foo b"), "AK023"),
    Case("a tag on the whole", yaml("!foo\na: b"), "AK023"),
    Case("a tag on a key", yaml("!foo a: b"), "AK023"),
    Case("a verbatim tag", yaml("a: !<tag:example.com,2000:x> b"), "AK023"),
    Case("an integer tag on a word", yaml("a: !!int x"), "AK023"),
    Case("a truth tag on a word", yaml("a: !!bool foo"), "AK023"),
    Case("a float tag on a word", yaml("a: !!float x"), "AK023"),
    Case("a null tag on a word", yaml("a: !!null x"), "AK023"),
    Case("a text tag on a mapping", yaml("a: !!str {b: c}"), "AK023"),
    Case("a tag whose handle nobody defined", yaml("a: !e!x b"), "AK020"),
    Case("core tags that fit", yaml("a: !!int 5\nb: !!str 5\nc: !!null\nd: ! 5\ne: !!map {}"), "", 0),
    Case("a tag directive", "%TAG ! tag:yaml.org,2002:\n---\na: !binary aGk=\n", "AK023", name="x.yaml"),
    Case(
        "200,000 tag directives",
        lambda: "".join(f"%TAG !t{n}! x\n" for n in range(200_000)) + "---\na: b\n",
        "AK020",
        name="x.yaml",
    ),
]

KEYS = [
    Case("a number as key", yaml("2024: x"), "AK022"),
    Case("null as key", yaml("~: x"), "AK022"),
    Case("nothing as key", yaml(": x"), "AK020"),
    Case("a truth value as key", yaml("true: x"), "AK022"),
    Case("infinity as key", yaml(".inf: x"), "AK022"),
    Case("a list as key", yaml("[a]: b"), "AK022"),
    Case("a mapping as key", yaml("{a: b}: c"), "AK022"),
    Case("a list as key behind a question mark", yaml("? [a]\n: b"), "AK022"),
    Case("a question mark and nothing", yaml("?"), "AK022"),
    Case("a template left in", yaml("a: {{ title }}"), "AK022"),
    Case("words that YAML 1.1 takes for truth values", yaml("on: a\nno: b\nyes: c"), "", 0),
    Case("keys that crash python-frontmatter", yaml("content: a\nhandler: b\nmetadata: c"), "", 0),
    Case("a key twice", yaml("a: b\na: c"), "AK021"),
    Case("a key twice, once in quotes", yaml("a: b\n'a': c"), "AK021"),
    Case("an empty key in quotes", yaml("'': x"), "", 0),
    Case("a key that a prototype would take", yaml("__proto__: x\n__class__: y\nconstructor: z"), "", 0),
]

SYNTAX = [
    Case("an unclosed quote", yaml('a: "b'), "AK020"),
    Case("a colon in text", yaml("a: b: c"), "AK020"),
    Case("a tab as indentation", yaml("a:\n\tb: c"), "AK020"),
    Case("an unknown escape", yaml('a: "\\q"'), "AK020"),
    Case("a reserved character", yaml("a: @b"), "AK020"),
    Case("a date that does not exist", yaml("a: 2024-02-30"), "", 0),
    Case("a second document in a data file", "a: b\n---\nc: d\n", "", 0, "x.yaml"),
    Case("a version of YAML that does not exist", "%YAML 9.9\n---\na: b\n", "AK020", name="x.yaml"),
]


@each([*DEPTH, *ALIASES, *NUMBERS, *CHARACTERS, *TAGS, *KEYS, *SYNTAX])
def test_hostile_yaml(case: Case, sandbox: Sandbox, tmp_path: Path) -> None:
    assert judge(case, sandbox, tmp_path) == case.verdict
    assert [path.name for path in tmp_path.iterdir()] == [case.name]
