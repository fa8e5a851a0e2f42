"""Manual pages of what is said about comments that silence findings."""

from __future__ import annotations

from artikit.rules import reported


@reported("AK491", "error")
def suppression_without_reason() -> None:
    """A comment that is to silence findings gives no reason.

    ## What it is
    In YAML and TOML, `# artikit: ignore` and the rules that are meant silence findings: behind a value those
    of its line, on a line of its own those of the next line and of all that is inside the value that begins
    there. `# artikit: ignore-record` silences them in the whole record. Rules are codes, beginnings of
    codes, or names. Behind ` -- ` stands the reason; here there is none, and the comment has no effect. The
    finding points at the comment.

    ## Why it matters
    Nobody who meets the comment a year later can know whether it still holds.

    ## Example
        webUrl: "https://www.harbor-ledger.example/fog-bell"  # artikit: ignore AK204

    ## Use instead
        webUrl: "https://www.harbor-ledger.example/fog-bell"  # artikit: ignore AK204 -- it moved house

    ## Options
    It cannot be silenced by a comment itself. There is no fix: only a person knows the reason.

    ## Source
    A rule of our own.
    """


@reported("AK492", "warning")
def unused_suppression() -> None:
    """A comment is to silence findings, and there are none that it speaks of.

    ## What it is
    A comment `# artikit: ignore …` or `# artikit: ignore-record …` names a rule that finds nothing where the
    comment looks, a rule that cannot be silenced (reading errors), a rule that does not exist, or no rule
    at all. Rules that are off, rules across records, and rules that could not be asked because the record
    breaks its schema are not counted. The finding points at the comment.

    ## Why it matters
    The fault was mended and the comment forgotten, or the comment stands in the wrong place. It would
    silence the next fault, which nobody has looked at.

    ## Example
        topics:  # artikit: ignore duplicate-topic -- both were meant
          - Harbours

    ## Use instead
        topics:
          - Harbours

    ## Options
    It cannot be silenced by a comment itself. The fix takes the rule out of the comment, or the whole
    comment; it is safe, no value changes. A rule that does not exist is left to you.

    ## Source
    A rule of our own, as other linters have it.
    """
