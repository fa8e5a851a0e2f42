"""Write docs/rules.md from the docstrings of the rules; with --check only say whether it is stale."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from artikit.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from artikit.rules import Rule

PATH = Path(__file__).with_name("rules.md")
_HEADING = re.compile(r"(?m)^(?=#+ )")
_INTRODUCTION = """\
# Rules

<!-- Written by docs/generate_rules.py from the docstrings in src/artikit/rules. Do not edit. -->

Every rule has a code and a name; both work everywhere. `artikit rule CODE` shows a page in the terminal.

## All rules

| Code | Name | Severity | What is wrong |
| --- | --- | --- | --- |
"""


def rules_page(rules: Iterable[Rule]) -> str:
    """Text of docs/rules.md: a table of the rules, and behind it their manual pages."""
    known = list(rules)
    pages = "\n".join(_page(rule) for rule in known)
    return _INTRODUCTION + "".join(map(_row, known)) + "\n## Manual pages\n\n" + pages


def _row(rule: Rule) -> str:
    anchor = f"{rule.code.lower()}-{rule.name}"
    title = rule.title.replace("|", "\\|")
    return f"| [{rule.code}](#{anchor}) | `{rule.name}` | {rule.severity} | {title} |\n"


def _page(rule: Rule) -> str:
    """One manual page, its headings two levels down. Examples are indented, so no `#` of theirs is meant.

    Markdown wants a blank line between a heading and what follows it.
    """
    text = _HEADING.sub("##", rule.doc)
    text = re.sub(r"(?m)^(#{3,} .*)\n(?!\n)", r"\1\n\n", text)
    return f"### {rule.code} {rule.name}\n\n{text}\n"


def main(arguments: list[str]) -> int:
    """Write the file, or with `--check` compare; 1 means stale."""
    text = rules_page(all_rules().values())
    if "--check" in arguments:
        if PATH.is_file() and PATH.read_text(encoding="utf-8") == text:
            return 0
        print(f"{PATH.name} is stale; run python docs/generate_rules.py", file=sys.stderr)
        return 1
    PATH.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
