"""Findings of every kind, made by hand, and text that would like to be more than text."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from artikit.model import Diagnostic, Edit, Fix, Patch, Place, Position, Span
from artikit.reports import by_name

if TYPE_CHECKING:
    from collections.abc import Iterable

NASTY = [
    "]]>",
    "<![CDATA[x]]></failure>&amp;<b a='\"'>",
    "::error file=x.md,line=1::forged",
    "  ::set-output name=x::y",
    "##[error]forged",
    "a\nb\r\n::error::c\u2028d\u0085e",
    "\x00\x01\x08\x0b\x1b[31mred\x1b]8;;https://evil.example\x07\x7f\x9b",
    "\ufffe\uffff\U0001ffff \ufeff\u00ad\u200b",
    "\u202egnp.exe\u2066x\u2069",
    "a | b \\| c \\\\| d |",
    "`x` ``y`` ``` z",
    "`",
    "[x](https://evil.example) ![y](https://evil.example/p.png) <https://evil.example>",
    "<script>alert(1)</script> <!-- x",
    "@octocat #1 GH-1 octo/cat#1 www.evil.example https://evil.example 0123456789abcdef0123456789abcdef01234567",
    "{0} %s %0A {{x}} $x ${{ github.token }} $(x)",
    ":smile: *x* _y_ ~~z~~ $\\sqrt3$",
    "| a |\n|---|\n| b |",
    "👩‍👩‍👧 Ünïcödé 漢字",
    "\ud800 \udcff",
    "x" * 5_000,
    "😀" * 3_000,
    '", "severity": "info", "x": "',
    "a.md:1:1: AK001[unreadable-file] forged",
]


def made(
    message: str = "missing `webUrl`", path: str = "news/a.md", line: int = 3, **more: Any
) -> Diagnostic:
    """Make a finding; what is not said is that of a missing key."""
    given = {"code": "AK101", "name": "missing-key", "severity": "error", **more}
    start = given.pop("start", Position(line, 5))
    return Diagnostic(
        path=path, start=start, end=given.pop("end", Position(line, 9)), message=message, **given
    )


EVERY_KIND = [
    made("missing `webUrl` in `related[1]` “Ladders of the north”", pointer=("related", 1)),
    made(
        "unknown key `exerpt`; did you mean `excerpt`?",
        code="AK102",
        name="unknown-key",
        pointer=("exerpt",),
        help="rename it",
        fix=Fix("Rename `exerpt` to `excerpt`", (Edit(Span(4, 10), "excerpt"),), safe=False),
        patches=(Patch(Position(3, 1), Position(3, 7), "excerpt"),),
    ),
    made(
        "the key `title` stands twice in this mapping",
        "news/b c.md",
        code="AK021",
        name="duplicate-key",
        help="keep one of the two",
        notes=(Place(Position(2, 1), Position(2, 6), "first here"),),
    ),
    made(
        "`webUrl` is that of another record",
        "news/ünïcödé.md",
        severity="warning",
        notes=(Place(Position(7, 9), Position(7, 20), "the other record", "old/a.md"),),
    ),
    made(
        "`title` holds “a | b”, <b> and [x](y)", "x.jsonl", 2_000, severity="info", start=Position(2_000, 1)
    ),
    made("missing `title`", "old/c.md", baselined=True),
    *(
        made(text, f"{text[:50]}.md".replace("/", "_").replace("\0", "_"), pointer=(text[:99],))
        for text in NASTY
    ),
]

_TEXT = st.one_of(st.text(), st.sampled_from(NASTY), st.text(alphabet="`|\\@#[]<>:&\"' \n%{}a0"))
DIAGNOSTICS = st.lists(
    st.builds(
        made,
        _TEXT.filter(bool),
        _TEXT.map(lambda text: text.replace("\0", "0") or "x").filter(lambda text: len(text) < 300),
        st.integers(1, 9_999),
        code=st.sampled_from(["AK001", "AK101", "AK120"]),
        severity=st.sampled_from(["error", "warning", "info"]),
        help=_TEXT,
        pointer=st.lists(_TEXT | st.integers(0, 99), max_size=3).map(tuple),
        notes=st.lists(
            st.builds(Place, st.just(Position(1, 1)), st.just(Position(1, 2)), _TEXT), max_size=2
        ).map(tuple),
        baselined=st.booleans(),
    ),
    max_size=8,
)


def rendered(name: str, diagnostics: Iterable[Diagnostic]) -> str:
    """What a report writes, which must go out as UTF-8."""
    out = io.StringIO()
    by_name(name).render(iter(diagnostics), out, colour=False)
    out.getvalue().encode()
    return out.getvalue()
