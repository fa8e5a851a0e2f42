"""Every way to miss a fence, and every encoding: a code for each, never silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .table import Case, each, judge

if TYPE_CHECKING:
    from pathlib import Path

    from .sandbox import Sandbox

KEYS = "title: a\n"
SOUND = f"---\n{KEYS}---\nbody\n"

FENCES = [
    Case("a sound record", SOUND, "", 0),
    Case("a sound record with CRLF", SOUND.replace("\n", "\r\n"), "", 0),
    Case("a sound record with lone CR", SOUND.replace("\n", "\r"), "", 0),
    Case("no line end at the end", f"---\n{KEYS}---", "", 0),
    Case("blanks behind the fences", f"--- \t\n{KEYS}---  \nbody", "", 0),
    Case("closed by three dots", f"---\n{KEYS}...\nbody", "", 0),
    Case("a byte order mark", "\ufeff" + SOUND, "AK008", 0),
    Case("two byte order marks", "\ufeff\ufeff" + SOUND, "AK008 AK010", 0),
    Case("blank lines before the fence", "\n\n" + SOUND, "AK011"),
    Case("blank lines with CRLF before the fence", "\r\n\r\n" + SOUND, "AK011"),
    Case("spaces before the fence", "  " + SOUND, "AK011"),
    Case("a byte order mark and blank lines", "\ufeff\n" + SOUND, "AK008 AK011"),
    Case("four dashes", f"----\n{KEYS}----\n", "AK012"),
    Case("two dashes", f"--\n{KEYS}--\n", "AK012"),
    Case("four dashes, closed by three", f"----\n{KEYS}---\n", "AK012"),
    Case("en dashes", f"\u2013\u2013\u2013\n{KEYS}---\n", "AK012"),
    Case("an em dash and a hyphen", f"\u2014-\n{KEYS}---\n", "AK012"),
    Case("minus signs", f"\u2212\u2212\u2212\n{KEYS}---\n", "AK012"),
    Case("four plus signs", "++++\na = 1\n++++\n", "AK012"),
    Case("a comment behind the fence", f"--- # news\n{KEYS}---\n", "AK013"),
    Case("a language behind the fence", f"---yaml\n{KEYS}---\n", "AK014"),
    Case("a language behind fence and blank", f"--- yaml\n{KEYS}---\n", "AK014"),
    Case("JavaScript, which gray-matter runs", "---js\ntitle: process.exit(7)\n---\n", "AK014"),
    Case("a fence never closed", f"---\n{KEYS}body\n", "AK015"),
    Case("a closing fence that is indented", f"---\n{KEYS} ---\nbody\n", "AK015"),
    Case("a closing fence of four dashes", f"---\n{KEYS}----\nbody\n", "AK015"),
    Case("TOML never closed", "+++\na = 1\nbody\n", "AK015"),
    Case("JSON between fences never closed", ';;;\n"a": 1\nbody\n', "AK015"),
    Case("a list", "---\n- a\n- b\n---\n", "AK017"),
    Case("text", "---\njust text\n---\n", "AK017"),
    Case("a number", "---\n5\n---\n", "AK017"),
    Case("a list between JSON fences", ";;;\n[1]\n;;;\n", "AK020"),
    Case("an empty block", "---\n---\nbody\n", "AK016"),
    Case("an empty block closed by dots", "---\n...\nbody\n", "AK016"),
    Case("a block of blank lines", "---\n\n\n---\nbody\n", "AK016"),
    Case("a block of comments", "---\n# a: b\n---\nbody\n", "AK016"),
    Case("an empty JSON block", ";;;\n;;;\nbody\n", "AK016"),
    Case("a YAML null", "---\n~\n---\n", "AK016"),
    Case("a thematic break and prose", "---\nProse, at length.\n\nMore.\n", "AK010", 0),
    Case("a lone fence", "---\n", "AK010", 0),
    Case("a fence and nothing", "---", "AK010", 0),
    Case("an empty file", "", "AK010", 0),
    Case("a byte order mark alone", "\ufeff", "AK008 AK010", 0),
    Case("white space alone", " \n\t\r\n", "AK010", 0),
    Case("a heading", "# Heading\n\ntext\n", "AK010", 0),
    Case("a template", "{% include x %}\n", "AK010", 0),
    Case("a Mustache", "{{ title }}\n", "AK010", 0),
    Case("a fence later in the body", SOUND + "---\nmore: x\n---\n", "", 0),
    Case("JSON that never ends", '{\n"a": 1\n', "AK020"),
    Case("JSON with text behind it on its line", '{"a": 1} text\nbody\n', "AK020"),
    Case("JSON and a body", '{"title": "a"}\nbody\n', "", 0),
    Case("a million blank lines with CRLF", "---\r\n" + "\r\n" * 1_000_000 + "!", "AK010", 0),
    Case("a million spaces", "---" + " " * 1_000_000 + "x\n", "AK010", 0),
    Case("a million comments and no key", "---\n" + "#\n" * 1_000_000 + "!", "AK010", 0),
    Case("a million dashes", "-" * 1_000_000, "AK010", 0),
    Case("a million typographic dashes", "\u2014" * 1_000_000 + "x", "AK010", 0),
    Case("a million lines that nearly close", "---\na: b\n" + "\n  " * 1_000_000, "AK015"),
    Case("a million almost closing fences", "---\na: b\n" + " ---x\n" * 1_000_000, "AK015"),
]

ENCODINGS = [
    Case("UTF-16 little endian with mark", b"\xff\xfe" + SOUND.encode("utf-16-le"), "AK006"),
    Case("UTF-16 big endian with mark", b"\xfe\xff" + SOUND.encode("utf-16-be"), "AK006"),
    Case("UTF-16 little endian", SOUND.encode("utf-16-le"), "AK006"),
    Case("UTF-16 big endian", SOUND.encode("utf-16-be"), "AK006"),
    Case("UTF-32 with mark", SOUND.encode("utf-32"), "AK006"),
    Case("UTF-16 JSON", '{"a": 1}'.encode("utf-16"), "AK006", name="x.json"),
    Case("UTF-16 YAML", "a: 1".encode("utf-16"), "AK006", name="x.yaml"),
    Case("UTF-16 JSON lines", ('{"a": 1}\n' * 9).encode("utf-16"), "AK006", name="x.jsonl"),
    Case("Latin-1", "---\ntitle: caf\xe9\n---\n".encode("latin-1"), "AK005"),
    Case("Latin-1 in the body", (SOUND + "caf\xe9").encode("latin-1"), "AK005"),
    Case("Windows quotes", b"---\ntitle: \x93a\x94\n---\n", "AK005"),
    Case("truncated UTF-8", SOUND.encode() + "\u20ac".encode()[:2], "AK005"),
    Case("overlong UTF-8", b"---\ntitle: \xc0\x80\n---\n", "AK005"),
    Case("UTF-8 beyond Unicode", b"---\ntitle: \xf4\x90\x80\x80\n---\n", "AK005"),
    Case("Latin-1 JSON", '{"a": "\xe9"}'.encode("latin-1"), "AK005", name="x.json"),
    Case("Latin-1 YAML", "a: \xe9".encode("latin-1"), "AK005", name="x.yaml"),
    Case("Latin-1 in one line of JSON", b'{"a": 1}\n{"a": "\xe9"}\n', "AK005", name="x.jsonl"),
    Case("NUL in the front matter", "---\ntitle: a\0\n---\n", "AK007"),
    Case("NUL in the body", SOUND + "\0", "AK007"),
    Case("NUL in JSON", '{"a": "\0"}', "AK007", name="x.json"),
    Case("NUL in YAML", "a: \0", "AK007", name="x.yaml"),
    Case("NUL in a line of JSON", '{"a": "\0"}\n', "AK007", name="x.jsonl"),
    Case("NUL alone", b"\0", "AK007"),
    Case("a megabyte of NUL", b"\0" * 1_000_000, "AK007"),
    Case("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "AK005"),
    Case("an archive", b"PK\x03\x04\x14\0\0\0\x08\0", "AK007"),
    Case("a compressed file", b"\x1f\x8b\x08\0\0\0\0\0", "AK005"),
]


@each([*FENCES, *ENCODINGS])
def test_fences_and_encodings(case: Case, sandbox: Sandbox, tmp_path: Path) -> None:
    assert judge(case, sandbox, tmp_path) == case.verdict
