"""JSON, JSON lines and TOML that kill other readers: the same limits and codes as for YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .table import Case, each, judge, toml

if TYPE_CHECKING:
    from pathlib import Path

    from .sandbox import Sandbox

DEEP = 30_000
DIGITS = "7" * 5_000


def _json(says: str, text: str, codes: str, exit_code: int = 1) -> list[Case]:
    """Give the same object in each container that holds JSON."""
    return [
        Case(f"{says} in JSON", text, codes, exit_code, "x.json"),
        Case(f"{says} in a list", f"[{text}]", codes, exit_code, "x.json"),
        Case(f"{says} in a line", f"{text}\n", codes, exit_code, "x.jsonl"),
        Case(f"{says} in front matter", f";;;\n{text}\n;;;\nbody\n", codes, exit_code),
    ]


JSON = [
    *_json("nested lists", '{"a": ' + "[" * DEEP, "AK032"),
    *_json("nested objects", '{"a":' * DEEP, "AK032"),
    *_json("nested and closed lists", '{"a": ' + "[" * DEEP + "]" * DEEP + "}", "AK032"),
    *_json("5,000 digits", f'{{"a": {DIGITS}}}', "AK038"),
    *_json("5,000 digits behind the point", f'{{"a": 0.{DIGITS}}}', "AK038"),
    *_json("5,000 digits in an exponent", f'{{"a": 1e{DIGITS}}}', "AK038"),
    *_json("a number beyond every double", '{"a": 1e999999}', "AK026"),
    *_json("not a number", '{"a": NaN}', "AK026"),
    *_json("negative infinity", '{"a": -Infinity}', "AK026"),
    *_json("a lone surrogate", '{"a": "\\ud800"}', "AK027"),
    *_json("a lone surrogate in a key", '{"\\udc00": 1}', "AK027"),
    *_json("a pair of surrogates", '{"a": "\\ud83d\\ude00"}', "", 0),
    *_json("a raw control character", '{"a": "\x1b[31m"}', "AK028"),
    *_json("a raw tab", '{"a": "\t"}', "AK028"),
    *_json("a key twice", '{"a": 1, "a": 2}', "AK021"),
    *_json("a key twice, once escaped", '{"a": 1, "\\u0061": 2}', "AK021"),
    *_json("a comment", '{"a": 1} // b', "AK020"),
    *_json("a comma too many", '{"a": 1,}', "AK020"),
    *_json("single quotes", "{'a': 1}", "AK020"),
    *_json("an unquoted key", "{a: 1}", "AK020"),
    *_json("hexadecimal", '{"a": 0x10}', "AK020"),
    *_json("keys of prototypes", '{"__proto__": 1, "constructor": 2}', "", 0),
    *_json("25,001 keys", "{" + ",".join(f'"k{n}": 1' for n in range(25_001)) + "}", "AK033"),
    *_json("20,000 keys", "{" + ",".join(f'"k{n}": 1' for n in range(20_000)) + "}", "", 0),
    *_json("a text of 5 MB", '{"a": "' + "x" * 5_000_000 + '"}', "AK037"),
    *_json("a key of 5 MB", '{"' + "x" * 5_000_000 + '": 1}', "AK037"),
    *_json("a megabyte of quotes", '{"a": "' + '\\"' * 500_000 + '"}', "", 0),
    *_json("a megabyte of backslashes that never end", '{"a": "' + "\\\\" * 500_000, "AK020"),
    Case("a scalar", "5", "AK017", name="x.json"),
    Case("a list of scalars", "[1, 2]", "AK017", name="x.json"),
    Case("a scalar in a line", "5\n", "AK017", name="x.jsonl"),
    Case("an empty list", "[]", "", 2, "x.json"),
    Case("an empty JSON file", "", "AK020", name="x.json"),
    Case("an empty file of lines", "", "", 2, "x.jsonl"),
    Case("two documents", '{"a": 1}{"a": 2}', "AK020", name="x.json"),
    Case("two objects in one line", '{"a": 1}{"a": 2}\n', "AK020", name="x.jsonl"),
    Case("blank lines", '\n\n{"a": 1}\n\r\n', "", 0, "x.jsonl"),
    Case("lines with separators inside", '{"a": "\u2028\u2029\x85"}\n', "", 0, "x.jsonl"),
    Case("an object in braces never closed", '{\n"a": [\n', "AK020"),
]

TOML = [
    Case("nested arrays", toml("a = " + "[" * DEEP), "AK032"),
    Case("nested and closed arrays", toml("a = " + "[" * DEEP + "]" * DEEP), "AK032"),
    Case("nested inline tables", toml("a = " + "{a = " * DEEP), "AK032"),
    Case("a long dotted key", toml("a." * DEEP + "a = 1"), "AK032"),
    Case("a long table name", toml("[" + "a." * DEEP + "a]"), "AK032"),
    Case("nested arrays of tables", toml("\n".join("[[" + "a." * n + "a]]" for n in range(100))), "AK032"),
    Case("10,000 dotted keys", toml("\n".join(f"a.b.c.k{n} = 1" for n in range(10_000))), "", 0),
    Case("10,000 tables", toml("\n".join(f"[a.b.c.k{n}]" for n in range(10_000))), "", 0),
    Case("10,000 tables in an array", toml("[[a]]\nb = 1\n" * 10_000), "", 0),
    Case("60,000 keys", toml("\n".join(f"k{n} = 1" for n in range(60_000))), "AK033"),
    Case("10,000 inline tables", toml("a = [" + "{b = 1}," * 10_000 + "]"), "", 0),
    Case("a text of 5 MB in TOML", toml('a = "' + "x" * 5_000_000 + '"'), "AK037"),
    Case("a megabyte of backslashes", toml('a = "' + "\\\\" * 500_000 + '"'), "", 0),
    Case("a megabyte of quotes", toml('a = """' + '"" ' * 300_000 + '"""'), "", 0),
    Case("a million spaces in TOML", toml("a = 1" + " " * 1_000_000 + "x"), "AK020"),
    Case("5,000 digits in TOML", toml(f"a = {DIGITS}"), "AK038"),
    Case("5,000 hexadecimal digits in TOML", toml(f"a = 0x{DIGITS}"), "AK038"),
    Case("5,000 digits behind the point in TOML", toml(f"a = 0.{DIGITS}"), "AK038"),
    Case("not a number in TOML", toml("a = nan"), "AK026"),
    Case("infinity in TOML", toml("a = -inf"), "AK026"),
    Case("a number beyond every double in TOML", toml("a = 1e999999"), "AK026"),
    Case("a lone surrogate in TOML", toml('a = "\\uD800"'), "AK020"),
    Case("a raw control character in TOML", toml('a = "\x1b"'), "AK020"),
    Case("a key twice in TOML", toml("a = 1\na = 2"), "AK021"),
    Case("a table twice", toml("[a]\nb = 1\n[a]\nc = 2"), "AK021"),
    Case("YAML between fences of TOML", toml("a: 1"), "AK020"),
    Case("a date that does not exist in TOML", toml("a = 2024-02-30"), "AK020"),
    Case("a date and a time", toml("a = 2024-02-29\nb = 12:30:45\nc = 2024-02-29T00:00:00Z"), "", 0),
]


@each([*JSON, *TOML])
def test_hostile_json_and_toml(case: Case, sandbox: Sandbox, tmp_path: Path) -> None:
    assert judge(case, sandbox, tmp_path) == case.verdict
