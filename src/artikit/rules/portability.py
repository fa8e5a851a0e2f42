"""Rules about scalars that readers of YAML 1.1, such as Jekyll and PyYAML, take for something else.

artikit reads YAML 1.2. What stands in JSON or TOML has one meaning, and so these rules have nothing to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from artikit.model import Edit, Fix
from artikit.rules import Found, rule
from artikit.rules._yaml_text import is_clean, yaml_text
from artikit.rules.dates import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from artikit.model import Json, Pointer, Record
    from artikit.reading.yaml_1_1 import Kind
    from artikit.rules import Facts
    from artikit.rules._yaml_text.close_look import Misreading, YamlText


@rule("AK401", "warning", scope="record", unless=is_clean)
def ambiguous_scalar(record: Record, facts: Facts) -> Iterator[Found]:
    """A word or number without quotes has two meanings, one in YAML 1.1 and one in YAML 1.2.

    ## What it is
    A key or value without quotes is text in YAML 1.2 and something else in YAML 1.1: `yes`, `no`, `on`,
    `off`, `y`, `n`, `=`, `<<`, and numbers such as `1_000`, `0b11` or Ruby's `1,000`. Or it is a number in
    YAML 1.2 and text in YAML 1.1: `1e3`, `0o14`. The finding points at it. Zeros before a number, sixties
    and dates have rules of their own.

    ## Why it matters
    artikit and ruamel.yaml read YAML 1.2, Jekyll and PyYAML read YAML 1.1. Norway's `no` is false on the
    page, and `on` as a key is the key true.

    ## Example
        locale: no

    ## Use instead
        locale: "no"

    The fix puts quotes around text, and writes a number in the digits that all read alike. It is safe: to
    readers of YAML 1.2 nothing changes, and the others now read the same.

    ## Source
    YAML 1.2.2 §10.3.2; the types of YAML 1.1 at yaml.org/type; PyYAML's and Psych's scanners. Measured: 0
    of 973 real records have one.
    """
    yield from _misread(record, facts, "ambiguous")


@rule("AK402", "warning", scope="record", unless=is_clean)
def leading_zero(record: Record, facts: Facts) -> Iterator[Found]:
    """A number has a zero before it.

    ## What it is
    A whole number without quotes begins with `0` and goes on. The finding points at it.

    ## Why it matters
    YAML 1.2 reads `012` as 12. YAML 1.1 counts it by eights and reads 10, and `08` it takes for text, as
    there is no such digit. JSON and TOML forbid both.

    ## Example
        quality: 012

    ## Use instead
        quality: 12

    Where the zero is meant, as in a number of a house or a phone, it is text and stands in quotes. The fix
    writes the number that YAML 1.2 reads. It is safe: nothing changes to readers of YAML 1.2.

    ## Source
    YAML 1.2.2 §10.3.2; yaml.org/type/int. Measured: 0 of 973 real records have one.
    """
    yield from _misread(record, facts, "leading-zero")


@rule("AK411", "warning", scope="record", unless=is_clean)
def sexagesimal(record: Record, facts: Facts) -> Iterator[Found]:
    """A time or score without quotes is a number in YAML 1.1, which counts it by sixties.

    ## What it is
    Digits with colons between them, such as `12:30`, stand without quotes. The finding points at them.

    ## Why it matters
    YAML 1.2 reads text. YAML 1.1 reads a number to the base of 60: 750, and on the page stands 750.

    ## Example
        length: 12:30

    ## Use instead
        length: "12:30"

    The fix puts quotes around it. It is safe: to readers of YAML 1.2 nothing changes.

    ## Source
    yaml.org/type/int, yaml.org/type/float. Measured: 0 of 973 real records have one.
    """
    yield from _misread(record, facts, "sexagesimal")


@rule("AK403", "warning", scope="record", unless=is_clean, endings=["date", "time", "ed", "mod", "At"])
def bare_date(record: Record, facts: Facts) -> Iterator[Found]:
    """A date without quotes stands where the schema does not ask for one.

    ## What it is
    A text that YAML 1.1 reads as a date stands without quotes as the value of a key that is no date in the
    schema, or as a key. Or the schema asks for a date, and readers of YAML 1.1 fail on this one: on the
    years 0000 and 9999, and on the second 60. The finding points at it. Years that `date-before-web` or
    `future-date` speak of are left to them.

    ## Why it matters
    YAML 1.2 knows no dates and reads text. PyYAML makes a date of it, which is no text for the program
    behind it, and which JSON cannot hold; Jekyll prints it in another form.

    ## Example
        topics:
          - 2021-06-14

    ## Use instead
        topics:
          - "2021-06-14"

    The fix puts quotes around it. It is safe: to readers of YAML 1.2 nothing changes.

    ## Options
    A key that the schema does not know is left alone where its name ends like that of a date: `date`,
    `startDateTime`, `updated`, `lastmod`, `createdAt`. Upper and lower case count in `At` alone.

        [rules.bare-date]
        endings = ["date", "time", "ed", "mod", "At"]

    ## Source
    yaml.org/type/timestamp. Measured: 661 of 661 dates of real records stand bare where the schema asks for
    one; elsewhere 0 of 973 records have one.
    """
    yield from _misread(record, facts, "date")


def _misread(record: Record, facts: Facts, kind: Kind) -> Iterator[Found]:
    text = yaml_text(record, facts.style())
    if text is None or not text.suspicions.scalars:
        return
    for one in text.misreadings:
        if one.found.kind != kind:
            continue
        if kind != "date":
            yield _found(one)
        elif not _is_asked_for(text, one, facts):
            yield _found(one, wanted=_is_date(text, one))


def _found(one: Misreading, *, wanted: bool = False) -> Found:
    """Report a scalar that is misread; `wanted` is a date where the schema asks for one."""
    value, theirs = one.found.value, one.found.theirs
    written = _written(value)
    ours = "text" if isinstance(value, str) else f"the number {written}"
    shown = one.shown
    key = "the key " if one.at_key else ""
    if theirs == ours:  # 07 is 7 for all, and 08 is not
        message = f"{key}`{shown}` has a zero before it"
    elif wanted:
        message = f"`{shown}` is a date that readers of YAML 1.1 fail on"
    else:
        message = f"{key}`{shown}` is {ours}, and {theirs} to readers of YAML 1.1"
    title = "put quotes around it" if isinstance(value, str) else f"write `{written}`"
    fix = Fix(title, (Edit(one.span, written),))
    return Found(message, one.pointer, one.span, one.at_key, f"write `{written}`", fix)


def _written(value: Json) -> str:
    """Write a scalar so that all readers of YAML read it alike."""
    from artikit.writing.yaml import write_yaml  # only for what is mended

    return write_yaml({"x": value}).removeprefix("x: ").removesuffix("\n")


def _is_asked_for(text: YamlText, one: Misreading, facts: Facts) -> bool:
    """Tell whether a bare date is as it should be, or is for the schema to judge."""
    if one.at_key:
        return False
    style = text.style_at(one.pointer)
    if style is None:
        return _is_named_like_a_date(one.pointer, facts.options["endings"])
    if not style.dates:
        return False
    from artikit.writing.yaml import is_date  # only where something is suspected

    date = str(one.found.value)
    if one.pointer[-1] in KEYS and (date[0] == "0" or date.startswith("9999")):
        return True  # `date-before-web` and `future-date` say that no such day is meant
    return is_date(date, style.dates) or all(check(date) is not None for check in style.dates)


def _is_date(text: YamlText, one: Misreading) -> bool:
    """Tell whether the schema asks for a date here."""
    style = None if one.at_key else text.style_at(one.pointer)
    return style is not None and bool(style.formats)


def _is_named_like_a_date(pointer: Pointer, endings: Sequence[str]) -> bool:
    name = next((step for step in reversed(pointer) if isinstance(step, str)), "")
    return any(name.endswith(one) or (one.islower() and name.lower().endswith(one)) for one in endings)
