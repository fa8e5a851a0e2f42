"""Manual pages of what a schema finds: records that can be read and are not as they should be."""

from __future__ import annotations

from artikit.rules import reported
from artikit.schema import codes


@reported(codes.MISSING_KEY, "error")
def missing_key() -> None:
    """A key that the schema asks for is missing.

    ## What it is
    The record, or a mapping inside it, lacks a required key, or one that another key calls for. The
    finding points at the mapping; the message names the key, and the entry of a list by its title.
    Where a nearly equal unknown key stands there, `unknown-key` is reported instead, as one fault.

    ## Why it matters
    Programs that use the record count on the key. A site stops building, or shows an empty place.

    ## Example
        provider:
          name: The Harbor Ledger

    ## Use instead
        provider:
          name: The Harbor Ledger
          domain: harbor-ledger.example

    ## Source
    JSON Schema 2020-12, Validation §6.5.3 `required`, §6.5.4 `dependentRequired`. Measured: 206 of 206
    real news records have all keys that the schema `news` asks for.
    """


@reported(codes.UNKNOWN_KEY, "error")
def unknown_key() -> None:
    """A key is not one of those that the schema allows.

    ## What it is
    The schema closes the mapping, and the key is not on its list; or the key is nearly the name of a
    required key that is missing, in any schema. The finding points at the key. Keys of your own are
    welcome under the schema `article`, and not under `news`.

    ## Why it matters
    It is mostly a slip of the pen, and the value is then lost: no program looks for `exerpt`. Zola
    refuses such a file.

    ## Example
        exerpt: The buyer sang all four verses.

    ## Use instead
        excerpt: The buyer sang all four verses.

    Where the key is nearly another one, the fix renames it. It is unsafe, as that is a guess.

    ## Source
    JSON Schema 2020-12, Core §10.3.2.3 `additionalProperties`, §11.3 `unevaluatedProperties`.
    """


@reported(codes.WRONG_TYPE, "error")
def wrong_type() -> None:
    """A value is of the wrong type, such as text where a number belongs.

    ## What it is
    The schema asks for text, a number, an integer, true or false, a list or a mapping, and the value is
    something else. The finding points at the value. Other faults of the same value are not reported.

    ## Why it matters
    Programs compute with numbers and walk through lists. `600px` cannot be multiplied, and YAML takes
    a value without quotes such as `12` for a number even where a title is meant.

    ## Example
        images:
          - url: https://images.harbor-ledger.example/2021/06/kite.jpg
            width: 600px
            height: 360
            isCached: true

    ## Use instead
    A number without its unit:

        images:
          - url: https://images.harbor-ledger.example/2021/06/kite.jpg
            width: 600
            height: 360
            isCached: true

    For text that looks like a number write quotes, for yes and no write `true` and `false`.

    The fix makes a number of a text that is one, with `px` or without, and a truth value of `true` and
    `false` in quotes. It is unsafe: programs may count on the text.

    ## Source
    JSON Schema 2020-12, Validation §6.1.1 `type`.
    """


@reported(codes.VALUE_NOT_ALLOWED, "error")
def value_not_allowed() -> None:
    """A value is not one of those that the schema allows.

    ## What it is
    The schema lists the values, or has only one, and this is another. Upper and lower case count. The
    finding points at the value; the message lists the allowed ones and suggests the nearest.

    ## Why it matters
    Programs decide by such values what to do; on one they do not know they do nothing, or the wrong
    thing.

    ## Example
        type: podcast

    ## Use instead
        type: article

    Where an allowed value is nearly the same text, the fix writes that. It is unsafe, as that is a guess.

    ## Source
    JSON Schema 2020-12, Validation §6.1.2 `enum`, §6.1.3 `const`.
    """


@reported(codes.INVALID_DATE, "error")
def invalid_date() -> None:
    """A date or time is not written as it must be, or does not exist.

    ## What it is
    The text is no date of RFC 3339, or the calendar has no such day, or the clock no such hour. The
    schema `article` takes a date with time and zone, or a date alone; `news` takes only a date with
    time in UTC, with seconds and the final `Z`. The finding points at the value.

    ## Why it matters
    Articles are sorted by date. python-frontmatter stops with an error at 30 February; a time without
    its zone is read as local time by one tool and as UTC by the next, and the article moves by hours.

    ## Example
        publishedDateTime: 2021-02-30T18:00:00Z

    ## Use instead
        publishedDateTime: 2021-02-28T18:00:00Z

    The fix writes months and days with two digits and the `T` before the time, which is safe, and `:00` for
    seconds that are missing, which is not.

    ## Source
    RFC 3339 §5.6 and §5.7. Measured: 661 of 661 date-times in real records are real, in UTC, with
    seconds.
    """


@reported(codes.INVALID_ADDRESS, "error")
def invalid_address() -> None:
    """A web address cannot be one.

    ## What it is
    `https://` or the host behind it is missing, a space or a letter such as `ä` stands in it without
    being percent-encoded, or `%` is not followed by two hexadecimal digits. Nothing is looked up: an
    address that leads nowhere is no fault here. The finding points at the value.

    ## Why it matters
    Readers click it and end up nowhere; an address without `https://` is taken for a path on your own
    site.

    ## Example
        originalUrl: www.harbor-ledger.example/news/mail boat

    ## Use instead
        originalUrl: https://www.harbor-ledger.example/news/mail%20boat

    ## Source
    RFC 3986 §2.1 and §3. Measured: 1,085 of 1,085 addresses of pages in two real collections begin with
    `https`.
    """


@reported(codes.INVALID_DOMAIN, "error")
def invalid_domain() -> None:
    """A domain name cannot be one.

    ## What it is
    The value is an address instead of a domain, or has a character, a dot or a length that domain names
    do not allow. International names stand in their `xn--` form. The schema `news` asks for lower case,
    and for no `www.` before the name. The finding points at the value.

    ## Why it matters
    Domains are compared with the hosts of addresses and used in the names of logo files; both go wrong.

    ## Example
        provider:
          name: The Harbor Ledger
          domain: https://www.harbor-ledger.example/

    ## Use instead
        provider:
          name: The Harbor Ledger
          domain: harbor-ledger.example

    ## Source
    RFC 1123 §2.1; RFC 5890 for `xn--`. Measured: the hosts of 300 of 300 real articles are
    their provider's domain or lie under it.
    """


@reported(codes.INVALID_FORMAT, "error")
def invalid_format() -> None:
    """A text is not of the format that the schema names.

    ## What it is
    A schema of your own asks for a mail address, a duration or another format of JSON Schema, and the
    text is not of it. Dates, addresses and domains have codes of their own. The finding points at the
    value.

    ## Why it matters
    Programs that take the value apart, such as a player that shows a duration, get nothing out of it.

    ## Example
    With this schema of your own:

        properties:
          length: {type: string, format: duration}

    this record:

        length: 53 hours

    ## Use instead
        length: PT53H

    ## Source
    JSON Schema 2020-12, Validation §7; ISO 8601 and RFC 3339 appendix A for durations. Measured: 437 of
    444 real values of `length` are ISO 8601.
    """


@reported(codes.PATTERN_MISMATCH, "error")
def pattern_mismatch() -> None:
    """A text does not have the form that the schema asks for.

    ## What it is
    The schema has a pattern for the text, and the text does not match it. The finding points at the
    value; the message says in words what is expected where the schema has words for it.

    ## Why it matters
    The pattern is there because a program takes the text apart. A seal that lost two characters can
    never be opened again.

    ## Example
        secured: "dR1ZG+U3qp0KpdyzsSFVwQ==;sp6QTcpMdHf45imv3EJx3w"

    ## Use instead
        secured: "dR1ZG+U3qp0KpdyzsSFVwQ==;sp6QTcpMdHf45imv3EJx3w=="

    ## Source
    JSON Schema 2020-12, Validation §6.3.3 `pattern`. Measured: 780 of 780 real seals match.
    """


@reported(codes.OUT_OF_RANGE, "error")
def out_of_range() -> None:
    """A number is too small, too large, or not in the steps that the schema asks for.

    ## What it is
    The schema has a lowest or highest value, or asks for a multiple of some number. The finding points
    at the value.

    ## Why it matters
    A picture with the width 0 is not shown, and a rank below the scale puts the article anywhere.

    ## Example
        heat: -5

    ## Use instead
        heat: -1

    ## Source
    JSON Schema 2020-12, Validation §6.2. Measured: the sizes of 743 of 743 real images are above 0.
    """


@reported(codes.WRONG_LENGTH, "error")
def wrong_length() -> None:
    """A text, list or mapping is empty, too short or too long.

    ## What it is
    The schema has a least or greatest number of characters, entries or keys. The finding points at the
    value.

    ## Why it matters
    An empty title is worse than a missing one: the key is there, so nothing complains, and the page has
    a blank headline.

    ## Example
        title: ""

    ## Use instead
        title: Night ferry returns to the old pier

    ## Source
    JSON Schema 2020-12, Validation §6.3.1, §6.3.2, §6.4.1, §6.4.2, §6.5.1 and §6.5.2. Measured: 797 of
    802 real excerpts are not empty.
    """


@reported(codes.REPEATED_ITEM, "error")
def repeated_item() -> None:
    """A list holds the same item twice.

    ## What it is
    The schema wants the items of a list to differ, and two are equal. The finding points at the second
    of them. Of several, only the first repetition of a list is reported.

    ## Why it matters
    The article is listed twice under the same topic.

    ## Example
        topics:
          - Harbours
          - Public Transport
          - Harbours

    ## Use instead
        topics:
          - Harbours
          - Public Transport

    The fix removes the later one; it is safe, as the schema takes the list for a set.

    ## Source
    JSON Schema 2020-12, Validation §6.4.3 `uniqueItems`. Measured: 992 of 992 topics in real records
    stand once in their list.
    """


@reported(codes.FORBIDDEN_VALUE, "error")
def forbidden_value() -> None:
    """A key or value stands where the schema forbids it.

    ## What it is
    The schema names what must not be there, often because of another key: under `news` a video has no
    `webUrl`. The finding points at the key where any value is forbidden, else at the value.

    ## Why it matters
    Two keys contradict each other, and each program believes another one.

    ## Example
        type: video
        webUrl: https://www.harbor-ledger.example/news/2021/06/fog-bell

    ## Use instead
        type: video

    ## Source
    JSON Schema 2020-12, Core §10.2.1.4 `not`. Measured: 206 of 206 real news records have a `webUrl`
    if they are articles, and none if they are videos.
    """


@reported(codes.NO_MATCHING_FORM, "error")
def no_matching_form() -> None:
    """A value fits more than one of the forms that exclude each other, or a list lacks an item.

    ## What it is
    A schema of your own allows exactly one of several forms (`oneOf`), and the value fits two; or it
    asks for a list that contains some item, and none of its items is that. The finding points at the
    value. A value that fits none of several forms is reported by what keeps it from the nearest one.

    ## Why it matters
    A program cannot tell which of the forms is meant.

    ## Example
    With this schema of your own, by which every list of topics names the news:

        properties:
          topics:
            contains: {const: News}

    this record:

        topics: [Harbours, Public Transport]

    ## Use instead
        topics: [Harbours, News]

    ## Source
    JSON Schema 2020-12, Core §10.2.1.3 `oneOf`, §10.3.1.3 `contains`.
    """


@reported(codes.SCHEMA_MISMATCH, "error")
def schema_mismatch() -> None:
    """A value does not fit the schema, in a way that has no page of its own.

    ## What it is
    A schema of your own uses one of the rarer rules of JSON Schema, such as `maxContains`, and the
    value breaks it. The finding points at the value. The shipped schemas use no such rule.

    ## Why it matters
    Whatever the schema protects is not protected here; its author knows why the rule is there.

    ## Example
    With this schema of your own, by which a place is named once:

        properties:
          places:
            contains: {const: Old Pier}
            maxContains: 1

    this record:

        places: [Old Pier, Cooper Point, Old Pier]

    ## Use instead
        places: [Old Pier, Cooper Point]

    ## Source
    JSON Schema 2020-12, Core §10 and §11.
    """


@reported(codes.PROBABLE_TYPO, "warning")
def probable_typo() -> None:
    """A key is unknown, and nearly the name of a known key that is absent.

    ## What it is
    The schema leaves the mapping open, so keys of your own may stand there; but this one differs from a
    known key only by few letters, by upper and lower case, or by hyphens, and the known key is not
    there. Names that differ only by a final s, as `image` and `images`, pass. The finding
    points at the key.

    ## Why it matters
    It is mostly a slip of the pen, and the value is then lost: no program looks for `exerpt`.

    ## Example
    With the schema `article`:

        exerpt: The buyer sang all four verses.

    ## Use instead
        excerpt: The buyer sang all four verses.

    The fix renames the key. It is unsafe, as that is a guess.

    ## Options
    It is a warning by default. To be strict, or to allow such keys:

        [rules]
        probable-typo = "error"   # or "off"

    ## Source
    A rule of our own: names count as near from a similarity of 0.8 (Python's `difflib`).
    """
