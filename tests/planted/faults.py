"""The faults that are planted: at least one for each rule, each with where it must be found and how it mends.

A fault of values changes the data of a sound record, whatever it is written in; one of text changes what is
written. Either says what the mended record looks like, unless that is the sound one again.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from .sound import OUTLETS, Raw

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from .sound import Data, Maker

Mend = Literal["safe", "unsafe", "none"]
Pointer = tuple[str | int, ...]

FRONT_MATTER = ("yaml", "toml", "json")
DATA_FILES = ("jsonl", "json-list", "yaml-list")
ANY = (*FRONT_MATTER, *DATA_FILES)
YAML = ("yaml", "yaml-list")
ARTICLES = ("news", "guide")


class Remedy(NamedTuple):
    """Where a fault is found, and what the fix makes of the planted data; None for what was there before."""

    pointer: Pointer
    mended: Callable[[Data], object] | None = None


class Damage(NamedTuple):
    """A planted text, and the mended one; None for the sound one."""

    text: str | bytes
    pointer: Pointer = ()
    mended: str | None = None


@dataclass(frozen=True)
class Fault:
    """One way to break a rule. `places` are `top` and `related`: in the record itself, or in an entry.

    `cell` faults fit into a row of a table, where nothing is mended. The mend of `tables` takes out or moves what
    is a `[[table]]` in TOML, where nothing is mended either. A `namesake` gives the file its name.
    """

    code: str
    name: str
    mend: Mend
    kinds: tuple[str, ...]
    forms: tuple[str, ...]
    places: tuple[str, ...] = ("top",)
    value: Callable[[Data, Maker], Remedy | Pointer] | None = None
    text: Callable[[str, Random], Damage] | None = None
    entry: Callable[[str], None] | None = None
    cell: bool = False
    tables: bool = False
    namesake: bool = False


FAULTS: list[Fault] = []
HOUSE_FAULTS: list[Fault] = []

NOT_PLANTABLE = {
    "AK601": "reported by `artikit convert` when it writes a record, never by `artikit validate`",
}
"""Rules of which no file in a repository can be an example, with the reason."""


def value(
    code: str,
    mend: Mend = "none",
    *,
    kinds: tuple[str, ...] = ARTICLES,
    forms: tuple[str, ...] = ANY,
    at: tuple[str, ...] = ("top",),
    house: bool = False,
    **more: bool,
) -> Callable[[Callable[[Data, Maker], Remedy | Pointer]], None]:
    """Register a fault of values."""

    def register(plant: Callable[[Data, Maker], Remedy | Pointer]) -> None:
        fault = Fault(code, _named(plant), mend, kinds, forms, at, value=plant, **more)
        (HOUSE_FAULTS if house else FAULTS).append(fault)

    return register


def text(
    code: str, mend: Mend = "none", *, kinds: tuple[str, ...] = ARTICLES, forms: tuple[str, ...] = ("yaml",)
) -> Callable[[Callable[[str, Random], Damage]], None]:
    """Register a fault of text."""

    def register(plant: Callable[[str, Random], Damage]) -> None:
        FAULTS.append(Fault(code, _named(plant), mend, kinds, forms, text=plant))

    return register


def entry(code: str) -> Callable[[Callable[[str], None]], None]:
    """Register something that is no file at all."""

    def register(plant: Callable[[str], None]) -> None:
        FAULTS.append(Fault(code, _named(plant), "none", (), (), entry=plant))

    return register


def mended_to(key: str, right: object) -> Remedy:
    """Tell that the value of a key is found, and what the fix puts in its place."""

    def mended(one: Data) -> None:
        one[key] = right

    return Remedy((key,), mended)


def twice(data: Data, key: str, name: str) -> Remedy:
    """Put a list with the same name twice into an entry that has none."""
    put(data, key, [name, name], behind="type")

    def mended(one: Data) -> None:
        one[key] = [name]

    return Remedy((key, 1), mended)


def _named(plant: Callable[..., object]) -> str:
    return plant.__name__.strip("_").replace("_", "-")


def put(data: Data, key: str, new: Any, *, behind: str) -> None:
    """Put a new key behind another one."""
    _rebuild(
        data, [pair for old in data.items() for pair in ([old, (key, new)] if old[0] == behind else [old])]
    )


def rename(data: Data, key: str, name: str) -> None:
    _rebuild(data, [(name if old == key else old, one) for old, one in data.items()])


def move(data: Data, key: str, *, behind: str | None) -> None:
    """Move a key behind another one, or to the top."""
    one = data.pop(key)
    if behind is None:
        _rebuild(data, [(key, one), *data.items()])
    else:
        put(data, key, one, behind=behind)


def _rebuild(data: Data, pairs: list[tuple[str, Any]]) -> None:
    data.clear()
    data.update(pairs)


def swap(text: str, old: str, new: str) -> str:
    """Replace the first of some texts, which must be there."""
    assert old in text, old
    return text.replace(old, new, 1)


def line_of(text: str, key: str) -> str:
    """Give the line of a key at the top, with its line end."""
    found = re.search(rf"(?m)^{key}:.*\n", text)
    assert found, key
    return found[0]


# --- files that cannot be read -----------------------------------------------------------------------------


@entry("AK001")
def dangling_link(path: str) -> None:
    os.symlink("renamed-since.md", path)


@entry("AK002")
def folder_with_a_suffix(path: str) -> None:
    os.mkdir(path)


@entry("AK002")
def named_pipe(path: str) -> None:
    os.mkfifo(path)


@entry("AK003")
def link_out_of_the_repository(path: str) -> None:
    os.symlink("/etc/hostname", path)


@text("AK004")
def too_large(text: str, _: Random) -> Damage:
    return Damage(text + "The tide came in, and went out again.\n" * 2_000)


@text("AK005")
def windows_1252(text: str, _: Random) -> Damage:
    return Damage(swap(text, 'title: "', 'title: "Café: ').encode("cp1252", "replace"))


@text("AK006")
def utf_16(text: str, dice: Random) -> Damage:
    return Damage(text.encode(dice.choice(["utf-16", "utf-16-le"])))


@text("AK007")
def zero_byte(text: str, dice: Random) -> Damage:
    return Damage(swap(text, *dice.choice([(". ", ".\0 "), ("\n---\n", "\n---\n\0")])))


@text("AK008", "safe")
def mark_before_the_text(text: str, _: Random) -> Damage:
    return Damage("\ufeff" + text)


@text("AK010")
def no_front_matter(_: str, dice: Random) -> Damage:
    return Damage(dice.choice(["# Read me\n\nThe crabs have asked for privacy.\n", "", "***\n\nText.\n"]))


@text("AK011", "safe", forms=("yaml", "toml"))
def blanks_before_the_fence(text: str, dice: Random) -> Damage:
    return Damage(dice.choice(["\n", "\n\n", "  "]) + text)


@text("AK012", "safe")
def fence_of_four(text: str, dice: Random) -> Damage:
    return Damage(dice.choice(["----", "--", "—", "------"]) + text[3:])


@text("AK013", "safe")
def comment_behind_the_fence(text: str, _: Random) -> Damage:
    return Damage(swap(text, "---\n", "--- # by Ana\n"), mended=swap(text, "---\n", "---\n# by Ana\n"))


@text("AK014", "safe")
def language_behind_the_fence(text: str, dice: Random) -> Damage:
    return Damage(swap(text, "---\n", f"---{dice.choice(['yaml', ' yml'])}\n"))


@text("AK014")
def language_that_is_not_read(text: str, dice: Random) -> Damage:
    return Damage(swap(text, "---\n", f"---{dice.choice(['js', 'coffee'])}\n"))


@text("AK015", forms=("yaml", "toml"))
def not_closed(text: str, dice: Random) -> Damage:
    head, fence = text.rstrip("\n").rpartition("\n")[::2]
    return Damage(head + dice.choice([f"\n {fence}\n", "\n"]))


@text("AK016")
def no_keys(_: str, dice: Random) -> Damage:
    return Damage(dice.choice(["---\n---\n\nText.\n", "---\n# nothing\n---\n"]))


@text("AK017")
def list_in_place_of_keys(_: str, dice: Random) -> Damage:
    return Damage(dice.choice(["---\n- Night ferry\n- Fog bell\n---\n", "---\nNight ferry\n---\n\n"]))


@value("AK018", forms=DATA_FILES)
def path_that_is_no_text(one: Data, maker: Maker) -> Pointer:
    key, new = maker.dice.choice([("_path", 12), ("_body", None), ("_newline", "LF")])
    one[key] = new
    return (key,)


# --- texts of which no sound data can be made --------------------------------------------------------------


@text("AK020")
def quote_not_closed(text: str, _: Random) -> Damage:
    line = line_of(text, "title")
    return Damage(swap(text, line, line[:-2] + "\n"))


@text("AK020")
def colon_without_quotes(text: str, _: Random) -> Damage:
    return Damage(swap(text, line_of(text, "title"), "title: Timetable: what changes\n"))


@text("AK020")
def indented_by_a_tab(text: str, _: Random) -> Damage:
    return Damage(swap(text, "  name: ", "\tname: "))


@text("AK020", forms=("toml",))
def value_without_quotes_in_toml(text: str, _: Random) -> Damage:
    return Damage(swap(text, 'type = "article"', "type = article"), ("type",))


@text("AK020", forms=("json", "jsonl"))
def comma_missing_in_json(text: str, _: Random) -> Damage:
    number = 1 if text.startswith("{") else 0  # the record in the middle of a JSONL file
    lines = text.splitlines(keepends=True)
    lines[number:] = [swap("".join(lines[number:]), '",', '"')]
    return Damage("".join(lines), ("category",))


@text("AK021", "safe")
def key_repeated(text: str, _: Random) -> Damage:
    line = line_of(text, "type")
    return Damage(swap(text, line, line * 2), ("type",))


@text("AK021")
def key_with_another_value(text: str, _: Random) -> Damage:
    line = line_of(text, "quality")
    return Damage(swap(text, line, line + "quality: 3\n"), ("quality",))


@text("AK021", "safe")
def key_repeated_in_related(text: str, _: Random) -> Damage:
    line = "    type: article\n"
    return Damage(swap(text, line, line * 2), ("related", 0, "type"))


@text("AK022", "safe", kinds=("guide",))
def number_as_key(text: str, dice: Random) -> Damage:
    key, line = dice.choice(["2021", "true", "null"]), line_of(text, "locale")
    mended = swap(text, line, f'{line}"{key}": 4120\n')
    return Damage(swap(text, line, f"{line}{key}: 4120\n"), (key,), mended)


@text("AK023")
def tag(text: str, _: Random) -> Damage:
    return Damage(re.sub('(?m)^title: "', 'title: !Breaking "', text), ("title",))


@text("AK024")
def alias_of_nothing(text: str, _: Random) -> Damage:
    return Damage(swap(text, line_of(text, "title"), "title: *Marginalia\n"), ("title",))


@text("AK025", kinds=("guide",))
def alias_inside_of_itself(text: str, _: Random) -> Damage:
    line = line_of(text, "locale")
    return Damage(swap(text, line, line + "chart: &chart\n  inner: *chart\n"), ("chart", "inner"))


@text("AK026")
def endless_quality(text: str, dice: Random) -> Damage:
    number = dice.choice([".inf", ".nan", "-.inf", "1e999"])
    return Damage(swap(text, line_of(text, "quality"), f"quality: {number}\n"), ("quality",))


@text("AK026", forms=("jsonl",))
def no_number_in_json(text: str, dice: Random) -> Damage:
    first, own, last = text.splitlines(keepends=True)
    planted = re.sub(r'(?<="quality": )\d+', dice.choice(["NaN", "Infinity", "1e999"]), own, count=1)
    return Damage(first + planted + last, ("quality",))


@text("AK027")
def half_a_character(text: str, _: Random) -> Damage:
    line = line_of(text, "title")
    return Damage(swap(text, line, line[:-2] + '\\uD83D"\n'))


@text("AK027", forms=("json", "jsonl"))
def half_a_character_in_json(text: str, _: Random) -> Damage:
    parts = list(re.finditer(r'"category": "\w+", ?\s*"title": "', text))
    at = parts[len(parts) // 2].end()
    return Damage(text[:at] + "\\uDEA2" + text[at:], ("title",))


@text("AK028")
def bell_in_the_text(text: str, dice: Random) -> Damage:
    return Damage(swap(text, 'title: "', f'title: "{dice.choice([chr(7), chr(0x1B), chr(0x7F)])}'))


@text("AK028", forms=("json",))
def tab_in_json(text: str, _: Random) -> Damage:
    return Damage(swap(text, '"title": "', '"title": "\t'), ("title",))


@text("AK029", kinds=("guide",))
def merge_of_a_text(text: str, _: Random) -> Damage:
    line = line_of(text, "locale")
    return Damage(swap(text, line, line + "chart:\n  <<: The Harbor Ledger\n  scale: 12\n"), ("chart",))


def beyond_a_limit(code: str, name: str, lines: str, *pointer: str | int) -> None:
    def plant(text: str, _: Random) -> Damage:
        line = line_of(text, "locale")
        return Damage(swap(text, line, line + lines), pointer)

    FAULTS.append(Fault(code, name, "none", ("guide",), ("yaml",), text=plant))


LIMITS = """
[limits]
file-bytes = 60_000
record-size = 30_000
depth = 12
nodes = 1_500
aliases = 12
expanded-nodes = 3_000
merged-keys = 20
scalar-size = 8_000
number-digits = 40
"""
"""Room for every sound record, and so little that a small file can be beyond each of them."""

_KEYS = "g: 1, h: 1, i: 1, j: 1, k: 1, l: 1, m: 1"
beyond_a_limit("AK031", "long-record", "notes:\n" + f"  - {'tide ' * 1_000}out\n" * 8)
beyond_a_limit("AK032", "deep-record", f"notes: {'[' * 12}1{']' * 12}\n", "notes", *[0] * 11)
beyond_a_limit("AK034", "many-aliases", "note: &note tide\nnotes:\n" + "  - *note\n" * 13, "notes", 12)
beyond_a_limit(
    "AK035",
    "alias-bomb",
    f"a: &a [{', '.join('x' * 90)}]\nb: &b [{', '.join(['*a'] * 6)}]\nc: [{', '.join(['*b'] * 6)}]\n",
    *("c", 4),
)
_MERGES = "".join(f"b{number}: {{<<: *a}}\n" for number in "123")
beyond_a_limit("AK036", "many-merges", f"a: &a {{{_KEYS}}}\n{_MERGES}", "b3")
beyond_a_limit("AK037", "long-text", f"note: {'tide ' * 1_700}out\n", "note")
beyond_a_limit("AK038", "long-number", f"isbn: {'9' * 41}\n", "isbn")


@value("AK033", kinds=("guide",), forms=("yaml",))
def thousands_of_values(one: Data, _: Maker) -> Pointer:
    before = 3 + sum(1 + nodes(one[key]) for key in list(one)[: list(one).index("locale") + 1])
    put(one, "notes", [1] * 1_600, behind="locale")
    return ("notes", 1_500 - before)


def nodes(value: Any) -> int:
    """Count keys, values, mappings and lists."""
    if isinstance(value, dict):
        return 1 + sum(1 + nodes(one) for one in value.values())
    return 1 + sum(map(nodes, value)) if isinstance(value, list) else 1


# --- what the schema says ----------------------------------------------------------------------------------


@value("AK101", kinds=("news",), forms=ANY)
def no_title(one: Data, _: Maker) -> Pointer:
    del one["title"]
    return ()


@value("AK101", forms=ANY, at=("related",), cell=True)
def no_address_in_related(one: Data, _: Maker) -> Pointer:
    del one["webUrl"]
    return ()


@value("AK101", kinds=("news",), at=("top", "related"))
def no_height(one: Data, _: Maker) -> Pointer:
    del one["images"][0]["height"]
    return ("images", 0)


@value("AK101", at=("top", "related"), forms=FRONT_MATTER)
def no_domain(one: Data, _: Maker) -> Pointer:
    del one["provider"]["domain"]
    return ("provider",)


@value("AK102", "unsafe", kinds=("news",), at=("top", "related"))
def key_misspelt(one: Data, _: Maker) -> Pointer:
    rename(one, "excerpt", "exerpt")
    return ("exerpt",)


@value("AK102", "unsafe", kinds=("news",), at=("top", "related"))
def key_of_image_misspelt(one: Data, _: Maker) -> Pointer:
    rename(one["images"][0], "width", "widht")
    return ("images", 0, "widht")


@value("AK102", "unsafe", kinds=("guide",))
def required_key_misspelt(one: Data, _: Maker) -> Pointer:
    rename(one, "title", "titel")
    return ("titel",)


@value("AK102", kinds=("news",), at=("top", "related"))
def key_of_nobody(one: Data, _: Maker) -> Pointer:
    put(one, "mood", "calm", behind="type")
    return ("mood",)


@value("AK103", "unsafe", at=("top", "related"))
def width_with_a_unit(one: Data, _: Maker) -> Pointer:
    image = one["images"][0]
    image["width"] = f"{image['width']}px"
    return ("images", 0, "width")


@value("AK103", "unsafe")
def truth_in_quotes(one: Data, _: Maker) -> Pointer:
    one["published"] = "true"
    return ("published",)


@value("AK103", at=("top", "related"))
def number_in_words(one: Data, _: Maker) -> Pointer:
    one["quality"] = "good"
    return ("quality",)


@value("AK103", forms=("yaml", "json", "jsonl"), at=("top", "related"))
def list_in_place_of_a_text(one: Data, _: Maker) -> Pointer:
    one["excerpt"] = ["two", "lines"]
    return ("excerpt",)


@value("AK103")
def text_in_place_of_a_list(one: Data, _: Maker) -> Pointer:
    one["topics"] = "Rivers"
    return ("topics",)


@value("AK104", "unsafe", kinds=("news",))
def type_misspelt(one: Data, _: Maker) -> Pointer:
    one["type"] = "artcle"
    return ("type",)


@value("AK104", kinds=("news",))
def another_section(one: Data, _: Maker) -> Pointer:
    one["category"] = "sport"
    return ("category",)


@value("AK104", kinds=("news",), at=("top", "related"))
def image_not_cached(one: Data, _: Maker) -> Pointer:
    one["images"][0]["isCached"] = False
    return ("images", 0, "isCached")


@value("AK105", at=("top", "related"), cell=True)
def day_that_does_not_exist(one: Data, maker: Maker) -> Pointer:
    day = maker.dice.choice(["2021-02-30T18:00:00Z", "2021-06-14T25:00:00Z", "2021-13-01T10:00:00Z"])
    one["publishedDateTime"] = day
    return ("publishedDateTime",)


@value("AK105", "safe", at=("top", "related"))
def month_of_one_digit(one: Data, _: Maker) -> Remedy:
    one["publishedDateTime"] = "2021-6-4T09:30:00Z"
    return mended_to("publishedDateTime", "2021-06-04T09:30:00Z")


@value("AK105", "safe", at=("top", "related"))
def blank_before_the_time(one: Data, _: Maker) -> Pointer:
    one["publishedDateTime"] = one["publishedDateTime"].replace("T", " ")
    return ("publishedDateTime",)


@value("AK105", "unsafe", kinds=("news",), at=("top", "related"))
def no_seconds(one: Data, _: Maker) -> Remedy:
    cut = one["publishedDateTime"].replace(":07Z", "Z")
    one["publishedDateTime"] = cut
    return mended_to("publishedDateTime", cut.replace("Z", ":00Z"))


@value("AK106", at=("top", "related"), cell=True)
def address_with_a_blank(one: Data, _: Maker) -> Pointer:
    one["webUrl"] = one["webUrl"].replace("/2021/", "/2021/mail boat/")
    return ("webUrl",)


@value("AK106", at=("top", "related"))
def picture_without_a_scheme(one: Data, _: Maker) -> Pointer:
    one["images"][0]["url"] = one["images"][0]["url"].removeprefix("https://")
    return ("images", 0, "url")


@value("AK107", at=("top", "related"), cell=True)
def address_as_domain(one: Data, _: Maker) -> Pointer:
    one["provider"]["domain"] = f"https://{one['provider']['domain']}/"
    return ("provider", "domain")


@value("AK107", kinds=("news",), at=("top", "related"))
def domain_in_capitals(one: Data, maker: Maker) -> Pointer:
    domain = one["provider"]["domain"]
    one["provider"]["domain"] = maker.dice.choice([domain.upper(), f"www.{domain}"])
    return ("provider", "domain")


@value("AK108", kinds=("place",))
def no_duration(one: Data, _: Maker) -> Pointer:
    one["length"] = "53 hours"
    return ("length",)


@value("AK109")
def broken_seal(one: Data, _: Maker) -> Pointer:
    one["secured"] = one["secured"][:-2]
    return ("secured",)


@value("AK109", kinds=("guide",))
def no_language(one: Data, _: Maker) -> Pointer:
    one["locale"] = "British English"
    return ("locale",)


@value("AK110")
def heat_below_all(one: Data, _: Maker) -> Pointer:
    one["heat"] = -5
    return ("heat",)


@value("AK110", at=("top", "related"))
def picture_without_width(one: Data, _: Maker) -> Pointer:
    one["images"][0]["width"] = 0
    return ("images", 0, "width")


@value("AK111", at=("top", "related"))
def empty_title(one: Data, _: Maker) -> Pointer:
    one["title"] = ""
    return ("title",)


@value("AK111", kinds=("news",))
def no_topics(one: Data, _: Maker) -> Pointer:
    one["topics"] = []
    return ("topics",)


@value("AK111", kinds=("news",), at=("top", "related"))
def two_pictures(one: Data, _: Maker) -> Pointer:
    one["images"] = [*one["images"], {**one["images"][0], "url": "https://pictures.example.org/two.jpg"}]
    return ("images",)


@value("AK112", "safe", kinds=("news", "video"))
def topic_repeated(one: Data, _: Maker) -> Pointer:
    one["topics"].append(one["topics"][0])
    return ("topics", len(one["topics"]) - 1)


@value("AK113", kinds=("video",))
def address_of_a_video(one: Data, _: Maker) -> Pointer:
    put(one, "webUrl", one["originalUrl"], behind="originalUrl")
    return ("webUrl",)


@value("AK114", kinds=("place",))
def item_that_must_be_there(one: Data, _: Maker) -> Pointer:
    one["tags"] = ["Fell End"]
    return ("tags",)


@value("AK119", kinds=("place",))
def item_too_often(one: Data, _: Maker) -> Pointer:
    one["tags"] = ["Old Pier", "Cooper Point", "Old Pier"]
    return ("tags",)


PLACES = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["title"],
    "properties": {
        "title": {"type": "string", "x-style": {"quotes": "double"}},
        "length": {"type": "string", "format": "duration"},
        "tags": {
            "type": "array",
            "items": {"type": "string"},
            "contains": {"const": "Old Pier"},
            "maxContains": 1,
        },
    },
}
"""A schema of somebody's own."""


@value("AK120", "unsafe", kinds=("guide",))
def optional_key_misspelt(one: Data, _: Maker) -> Pointer:
    rename(one, "length", "lenght")
    return ("lenght",)


@value("AK120", "unsafe", kinds=("guide",), at=("related",))
def optional_key_of_related_misspelt(one: Data, _: Maker) -> Pointer:
    rename(one, "publishedDateTime", "publishedDatetime")
    return ("publishedDatetime",)


# --- what one record tells ---------------------------------------------------------------------------------


def with_amp(one: Data, maker: Maker) -> None:
    """See to it that an article has an AMP edition."""
    if "ampWebUrl" not in one:
        addresses = maker.amp_of(one["provider"]["domain"])
        for key in ("cdnAmpWebUrl", "ampWebUrl"):
            put(one, key, addresses[key], behind="webUrl")


def other_domain(one: Data, maker: Maker) -> str:
    return maker.dice.choice([domain for domain in sorted(OUTLETS) if domain != one["provider"]["domain"]])


def another_page(maker: Maker, domain: str) -> str:
    return f"https://www.{domain}/2021/{maker.dice.randbytes(6).hex()}"


@value("AK201", at=("top", "related"))
def no_copy_in_the_cache(one: Data, maker: Maker) -> Pointer:
    with_amp(one, maker)
    del one["cdnAmpWebUrl"]
    return ("ampWebUrl",)


@value("AK201", at=("top", "related"))
def no_amp_address(one: Data, maker: Maker) -> Pointer:
    with_amp(one, maker)
    del one["ampWebUrl"]
    return ("cdnAmpWebUrl",)


@value("AK202", "safe", at=("top", "related"))
def hyphens_of_the_cache(one: Data, maker: Maker) -> Remedy:
    with_amp(one, maker)
    right = one["cdnAmpWebUrl"]
    page = one["ampWebUrl"].removeprefix("https://")
    wrong = page.partition("/")[0].replace(".", "-") + "-x"
    one["cdnAmpWebUrl"] = f"https://{wrong}.cdn.ampproject.org/c/s/{page}"
    return mended_to("cdnAmpWebUrl", right)


@value("AK202", "safe", at=("top", "related"))
def mark_of_https(one: Data, maker: Maker) -> Remedy:
    with_amp(one, maker)
    right = one["cdnAmpWebUrl"]
    one["cdnAmpWebUrl"] = right.replace("/c/s/", "/c/")
    return mended_to("cdnAmpWebUrl", right)


@value("AK202", "unsafe", at=("top", "related"))
def cache_of_another_page(one: Data, maker: Maker) -> Remedy:
    with_amp(one, maker)
    right = one["cdnAmpWebUrl"]
    one["cdnAmpWebUrl"] = f"{right}-of-yesterday"
    return mended_to("cdnAmpWebUrl", right)


@value("AK203", at=("top", "related"))
def amp_edition_of_somebody_else(one: Data, maker: Maker) -> Pointer:
    with_amp(one, maker)
    one |= maker.amp_of(other_domain(one, maker))
    return ("ampWebUrl",)


@value("AK204", at=("top", "related"), cell=True)
def article_of_somebody_else(one: Data, maker: Maker) -> Pointer:
    one["webUrl"] = another_page(maker, other_domain(one, maker))
    if "originalUrl" in one:
        one["originalUrl"] = one["webUrl"]
    return ("webUrl",)


@value("AK205", "unsafe", kinds=("news",))
def tracked_address(one: Data, _: Maker) -> Pointer:
    one["originalUrl"] += "?utm_source=feed"
    return ("originalUrl",)


@value("AK205", "unsafe", kinds=("guide",), at=("related",))
def tracked_address_of_related_news(one: Data, _: Maker) -> Remedy:
    put(one, "category", "news", behind="webUrl")
    put(one, "originalUrl", one["webUrl"] + "?utm_source=feed", behind="webUrl")
    return mended_to("originalUrl", one["webUrl"])


@value("AK205", kinds=("news",))
def address_of_another_page(one: Data, maker: Maker) -> Pointer:
    one["originalUrl"] = another_page(maker, one["provider"]["domain"])
    return ("originalUrl",)


@value("AK206", at=("top", "related"), cell=True)
def next_century(one: Data, _: Maker) -> Pointer:
    one["publishedDateTime"] = one["publishedDateTime"].replace("2021-", "2121-")
    return ("publishedDateTime",)


@value("AK206", kinds=("guide",))
def updated_next_century(one: Data, _: Maker) -> Pointer:
    one["updatedDateTime"] = one["updatedDateTime"].replace("2022-", "2122-")
    return ("updatedDateTime",)


@value("AK207", at=("top", "related"), cell=True)
def zero_of_a_program(one: Data, maker: Maker) -> Pointer:
    one["publishedDateTime"] = maker.dice.choice(["1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z"])
    return ("publishedDateTime",)


@value("AK208", "safe", kinds=("guide",))
def same_topic(one: Data, _: Maker) -> Pointer:
    one["topics"].append(one["topics"][0])
    return ("topics", len(one["topics"]) - 1)


@value("AK208", "unsafe", kinds=("news", "video", "guide"))
def topic_in_small_letters(one: Data, _: Maker) -> Pointer:
    one["topics"].append(one["topics"][0].lower())
    return ("topics", len(one["topics"]) - 1)


@value("AK208", "safe", kinds=("guide",), at=("related",))
def same_topic_of_related(one: Data, _: Maker) -> Remedy:
    return twice(one, "topics", "Ferries")


@value("AK209", "safe", tables=True)
def same_entry(one: Data, _: Maker) -> Pointer:
    one["related"].append(dict(one["related"][-1]))
    return ("related", len(one["related"]) - 1, "webUrl")


@value("AK209", "unsafe", tables=True)
def same_page_with_another_title(one: Data, maker: Maker) -> Pointer:
    last = one["related"][-1]
    url = last["webUrl"].replace("https://www.", "http://") + "/?fbclid=9f3c"
    one["related"].append(last | {"title": maker.title(), "webUrl": url, "quality": 1})
    return ("related", len(one["related"]) - 1, "webUrl")


@value("AK210", "unsafe", tables=True)
def itself_among_the_others(one: Data, maker: Maker) -> Pointer:
    one["related"].append(maker.copy_of(one, 1))
    return ("related", len(one["related"]) - 1, "webUrl")


@value("AK211", "safe", tables=True)
def worst_first(one: Data, _: Maker) -> Pointer:
    one["related"].reverse()
    return ("related", 1, "quality")


@value("AK211", "safe", tables=True)
def last_two_swapped(one: Data, _: Maker) -> Pointer:
    one["related"][-2:] = one["related"][:-3:-1]
    return ("related", len(one["related"]) - 1, "quality")


@value("AK212", "safe", kinds=("guide",), at=("top", "related"), tables=True)
def same_picture(one: Data, _: Maker) -> Pointer:
    one["images"].append(dict(one["images"][-1]))
    return ("images", len(one["images"]) - 1, "url")


@value("AK212", "unsafe", kinds=("guide",), at=("top", "related"), tables=True)
def same_picture_of_another_size(one: Data, _: Maker) -> Pointer:
    one["images"].append(one["images"][-1] | {"width": 77})
    return ("images", len(one["images"]) - 1, "url")


@value("AK212", "safe", kinds=("guide",), tables=True)
def same_logo(one: Data, _: Maker) -> Pointer:
    one["provider"]["images"].append(dict(one["provider"]["images"][0]))
    return ("provider", "images", 1, "url")


@value("AK213", "unsafe", kinds=("guide",))
def shown_although_removed(one: Data, _: Maker) -> Remedy:
    one["removed"] = True
    return mended_to("published", False)


@value("AK213", "unsafe", kinds=("guide",), at=("related",))
def related_shown_although_removed(one: Data, _: Maker) -> Remedy:
    put(one, "published", True, behind="type")
    put(one, "removed", True, behind="type")
    return mended_to("published", False)


@value("AK213", kinds=("guide",))
def not_hidden_although_removed(one: Data, _: Maker) -> Pointer:
    one["removed"] = True
    del one["published"]
    return ("removed",)


@value("AK214", "unsafe", kinds=("news", "guide", "video"))
def shown_although_unranked(one: Data, _: Maker) -> Remedy:
    one["heat"] = -1
    return mended_to("published", False)


@value("AK214", "unsafe", kinds=("guide",), at=("related",))
def related_shown_although_unranked(one: Data, _: Maker) -> Remedy:
    put(one, "published", True, behind="type")
    put(one, "heat", -1, behind="type")
    return mended_to("published", False)


@value("AK215", kinds=("video",))
def player_of_another_video(one: Data, _: Maker) -> Pointer:
    one["featuredContent"] = re.sub(r"(?<=embed/)[\w-]{11}", "fog-bell-21", one["featuredContent"])
    return ("featuredContent",)


@value("AK215", kinds=("video",))
def still_of_another_video(one: Data, _: Maker) -> Pointer:
    one["images"][0]["url"] = "https://i.ytimg.com/vi/fog-bell-21/maxresdefault.jpg"
    return ("images", 0, "url")


@value("AK215", kinds=("guide",), at=("related",))
def related_still_of_another_video(one: Data, _: Maker) -> Pointer:
    one["type"] = "video"
    put(one, "originalUrl", "https://youtube.com/watch?v=night-ferry", behind="webUrl")
    one["images"][0]["url"] = "https://i.ytimg.com/vi/fog-bell-21/maxresdefault.jpg"
    return ("images", 0, "url")


@value("AK216", "safe", kinds=("guide",), at=("related",))
def same_item_of_related(one: Data, _: Maker) -> Remedy:
    return twice(one, "items", "courses/knots-for-beginners")


@value("AK216", "safe", kinds=("guide",))
def same_item(one: Data, _: Maker) -> Pointer:
    one["items"].append(one["items"][1])
    return ("items", len(one["items"]) - 1)


@value("AK216", "unsafe", kinds=("guide",))
def item_in_capitals(one: Data, _: Maker) -> Pointer:
    one["items"].append(one["items"][1].upper())
    return ("items", len(one["items"]) - 1)


def changed(one: Data, maker: Maker, change: Callable[[str], str]) -> Pointer:
    """Change title or excerpt."""
    key = maker.dice.choice(["title", "excerpt"])
    one[key] = change(one[key])
    return (key,)


@value("AK221", "safe", at=("top", "related"))
def blanks_at_the_edges(one: Data, maker: Maker) -> Pointer:
    edges = maker.dice.choice(["{} ", " {}", " {}  ", "{}\n", "\u00a0{}", "{}\u200b"])
    return changed(one, maker, edges.format)


@value("AK222", "safe", at=("top", "related"))
def two_lines(one: Data, maker: Maker) -> Pointer:
    end = maker.dice.choice(["\n", "\r\n", " \n\n ", "\u2028"])
    return changed(one, maker, lambda text: text.replace(" ", end, 1))


@value("AK223", "safe", at=("top", "related"))
def hidden_characters(one: Data, maker: Maker) -> Pointer:
    old, new = maker.dice.choice([(" ", "\u00a0"), ("e", "\u200be"), ("e", "\u00ade"), (" ", "\u2060 ")])
    return changed(one, maker, lambda text: text[:4] + text[4:-4].replace(old, new, 2) + text[-4:])


@value("AK224", "safe", at=("top", "related"))
def entity(one: Data, maker: Maker) -> Remedy:
    name, sign = maker.dice.choice([("&#8217;", "’"), ("&eacute;", "é"), ("&nbsp;", " "), ("&#x2026;", "…")])
    (key,) = changed(one, maker, lambda text: text.replace(" ", f"{name}a ", 1))
    return mended_to(key, one[key].replace(name, sign))


@value("AK224", "unsafe", at=("top", "related"))
def entity_of_markup(one: Data, maker: Maker) -> Remedy:
    name, sign = maker.dice.choice([("&amp;", "&"), ("&lt;", "<"), ("&quot;", '"')])
    (key,) = changed(one, maker, lambda text: text.replace(" ", f" {name} ", 1))
    return mended_to(key, one[key].replace(name, sign))


@value("AK225", kinds=("guide",), at=("top", "related"))
def no_excerpt(one: Data, maker: Maker) -> Pointer:
    one["excerpt"] = maker.dice.choice(["", "  ", "\u00a0"])
    return ("excerpt",)


@value("AK225", kinds=("news",), at=("top", "related"))
def blank_excerpt(one: Data, _: Maker) -> Pointer:
    one["excerpt"] = " "
    return ("excerpt",)


# --- what several records tell -----------------------------------------------------------------------------


def taken_over(one: Data, full: Data) -> None:
    """Make a record one of the provider of another."""
    domain = full["provider"]["domain"]
    one["provider"] |= {"name": full["provider"]["name"], "domain": domain}
    for key in ("ampWebUrl", "cdnAmpWebUrl"):
        one.pop(key, None)


def unknown_anchors(one: Data, maker: Maker) -> list[Data]:
    """Records of which there is no copy in `related` yet."""
    there = {entry["webUrl"] for entry in one["related"]}
    return [full for full in maker.anchors if full["webUrl"] not in there]


def new_copy(one: Data, maker: Maker) -> Data:
    """Make an entry of `related` that is a copy of a record."""
    return maker.copy_of(maker.dice.choice(unknown_anchors(one, maker)), 1)


@value("AK301")
def article_twice(one: Data, maker: Maker) -> Pointer:
    full = maker.dice.choice(unknown_anchors(one, maker))
    taken_over(one, full)
    marks = maker.dice.choice(["?utm_source=letter", "/", "#comments", "?gclid=1&fbclid=2"])
    one["webUrl"] = (
        full["webUrl"].replace("https://www.", maker.dice.choice(["https://", "http://m."])) + marks
    )
    if "originalUrl" in one:
        one["originalUrl"] = one["webUrl"]
    return ("webUrl",)


@value("AK301")
def amp_edition_twice(one: Data, maker: Maker) -> Pointer:
    full = maker.dice.choice([full for full in unknown_anchors(one, maker) if "ampWebUrl" in full])
    taken_over(one, full)
    one["webUrl"] = another_page(maker, full["provider"]["domain"])
    if "originalUrl" in one:
        one["originalUrl"] = one["webUrl"]
    for key in ("cdnAmpWebUrl", "ampWebUrl"):
        put(one, key, full[key], behind="webUrl")
    return ("ampWebUrl",)


@value("AK302")
def drifted_title(one: Data, maker: Maker) -> Pointer:
    copy = new_copy(one, maker)
    one["related"].append(copy | {"title": maker.title()})
    return ("related", len(one["related"]) - 1, "title")


@value("AK302")
def drifted_day(one: Data, maker: Maker) -> Pointer:
    copy = new_copy(one, maker)
    one["related"].append(copy | {"publishedDateTime": "2020-06-14T09:30:00Z"})
    return ("related", len(one["related"]) - 1, "publishedDateTime")


@value("AK302")
def drifted_provider(one: Data, maker: Maker) -> Pointer:
    copy = new_copy(one, maker)
    copy["provider"]["name"] += " Online"
    one["related"].append(copy)
    return ("related", len(one["related"]) - 1, "provider", "name")


@value("AK303", at=("top", "related"))
def slip_in_a_domain(one: Data, maker: Maker) -> Pointer:
    domain = one["provider"]["domain"]
    wrong = f"{maker.dice.choice(['the', 'old', 'my'])}-{domain}"
    one["provider"]["domain"] = wrong
    for key in ("originalUrl", "webUrl"):
        if key in one:
            one[key] = one[key].replace(domain, wrong)
    for key in ("ampWebUrl", "cdnAmpWebUrl"):
        one.pop(key, None)
    return ("provider", "domain")


@value("AK304", at=("top", "related"))
def slip_in_a_name(one: Data, maker: Maker) -> Pointer:
    one["provider"]["name"] += maker.dice.choice([" Online", " Weekend", " Daily"])
    return ("provider", "name")


@value("AK305", kinds=("guide", "news"), forms=FRONT_MATTER, namesake=True)
def same_day_and_title(one: Data, maker: Maker) -> Pointer:
    full = maker.dice.choice(maker.anchors)
    one |= {"title": full["title"], "publishedDateTime": full["publishedDateTime"]}
    return ("title",)


@value("AK306", kinds=("guide",), at=("top", "related"))
def logo_of_nobody(one: Data, _: Maker) -> Pointer:
    domain = one["provider"]["domain"]
    one["provider"]["images"] = [{"url": f"/assets/logos/{domain}-51x51.jpg", "width": 50, "height": 50}]
    return ("provider", "images", 0, "url")


@value("AK307", kinds=("place",))
def picture_that_is_not_there(one: Data, maker: Maker) -> Pointer:
    one["images"] = [{"url": f"/assets/pictures/{maker.dice.randbytes(4).hex()}.jpg"}]
    return ("images", 0, "url")


# --- how YAML is written -----------------------------------------------------------------------------------


def written(code: str, key: str, wrong: str, right: Any, *, inside: str = "", mend: Mend = "safe") -> None:
    """Register a scalar that YAML 1.1 reads otherwise."""

    def plant(one: Data, _: Maker) -> Remedy:
        def mended(one: Data) -> None:
            (one[inside] if inside else one)[key] = right

        (one[inside] if inside else one)[key] = Raw(wrong)
        return Remedy((inside, key) if inside else (key,), mended)

    FAULTS.append(Fault(code, f"{key}-{wrong}", mend, ("guide",), YAML, value=plant))


written("AK401", "locale", "no", "no")
written("AK401", "price", "1_000", "1_000")
written("AK401", "price", "on", "on")
written("AK401", "average", "45e-1", 4.5, inside="ratings")
written("AK402", "quality", "012", 12)
written("AK411", "length", "12:30", "12:30")
written("AK403", "price", "2021-06-14", "2021-06-14")


@value("AK402", "safe", forms=YAML, at=("related",))
def zero_before_a_quality(one: Data, _: Maker) -> Pointer:
    one["quality"] = Raw(f"0{one['quality']}")
    return ("quality",)


@value("AK401", "safe", kinds=("guide",), forms=YAML)
def truth_among_the_tags(one: Data, _: Maker) -> Remedy:
    def mended(one: Data) -> None:
        one["tags"][1] = "off"

    one["tags"][1] = Raw("off")
    return Remedy(("tags", 1), mended)


@value("AK403", "safe", kinds=("guide",), forms=YAML)
def date_among_the_tags(one: Data, _: Maker) -> Remedy:
    def mended(one: Data) -> None:
        one["tags"][2] = "2021-06-14"

    one["tags"].append(Raw("2021-06-14"))
    return Remedy(("tags", 2), mended)


@text("AK401", "safe", kinds=("guide",))
def truth_as_key(text: str, _: Random) -> Damage:
    line = line_of(text, "locale")
    return Damage(swap(text, line, line + "y: 12\n"), ("y",), swap(text, line, line + '"y": 12\n'))


@text("AK404", "safe")
def tab_behind_a_colon(text: str, dice: Random) -> Damage:
    key = dice.choice(["heat", "quality", "type", "  name"])
    return Damage(re.sub(f"(?m)^({key}:) ", "\\1\t", text, count=1))


@text("AK404", "safe")
def tab_in_a_text(text: str, _: Random) -> Damage:
    line = line_of(text, "excerpt")
    planted, mended = (line.replace(". ", f".{tab}", 1) for tab in ("\t", "\\t"))
    return Damage(swap(text, line, planted), (), swap(text, line, mended))


@text("AK405", "safe")
def blanks_at_the_end_of_a_line(text: str, dice: Random) -> Damage:
    line = dice.choice(["provider:\n", "published: true\n", "    type: article\n", "---\n"])
    return Damage(swap(text, line, line[:-1] + dice.choice([" ", "  ", " \t"]) + "\n"))


@text("AK405", "safe")
def line_of_blanks(text: str, _: Random) -> Damage:
    return Damage(swap(text, "\n\ntopics:", "\n  \ntopics:"))


@text("AK406", "safe")
def other_line_ends(text: str, dice: Random) -> Damage:
    line = dice.choice(["provider:\n", "published: true\n", "topics:\n"])
    return Damage(swap(text, line, line[:-1] + "\r\n"))


@text("AK406", "unsafe")
def other_line_ends_in_the_body(text: str, _: Random) -> Damage:
    head, fence, body = text.rpartition("---\n")
    sound = f"{head}{fence}{body}The bell rang.\n"
    return Damage(f"{head}{fence}{body}The bell rang.\r\n", (), sound)


@text("AK407", "safe")
def no_end_of_the_last_line(text: str, _: Random) -> Damage:
    head, fence = text.rpartition("---\n")[:2]
    return Damage(f"{head}---", (), head + fence)


@text("AK407", "unsafe")
def no_end_of_the_body(text: str, _: Random) -> Damage:
    return Damage(f"{text}The bell rang.", (), f"{text}The bell rang.\n")


@value("AK408", "safe", kinds=("news",), forms=YAML)
def excerpt_out_of_place(one: Data, _: Maker) -> Pointer:
    move(one, "excerpt", behind="webUrl")
    return ("excerpt",)


@value("AK408", "safe", kinds=("guide",), forms=YAML)
def blocks_out_of_place(one: Data, maker: Maker) -> Pointer:
    key = maker.dice.choice(["provider", "items", "topics"])
    move(one, key, behind="images")
    return (key,)


@value("AK408", "safe", forms=YAML, at=("related",))
def title_out_of_place(one: Data, _: Maker) -> Pointer:
    move(one, "title", behind="webUrl")
    return ("title",)


@value("AK408", "safe", kinds=("news",), forms=YAML)
def logo_out_of_place(one: Data, _: Maker) -> Pointer:
    move(one["provider"], "images", behind=None)
    return ("provider", "images")


@value("AK408", "safe", kinds=("news",), forms=YAML, at=("top", "related"))
def part_of_a_picture_out_of_place(one: Data, _: Maker) -> Pointer:
    move(one["images"][0], "isCached", behind=None)
    return ("images", 0, "isCached")


@text("AK409", "safe")
def blank_lines(text: str, dice: Random) -> Damage:
    key = dice.choice(["provider", "topics", "related"])
    return Damage(swap(text, f"\n\n{key}:", f"{chr(10) * dice.randint(3, 5)}{key}:"))


def quoted_otherwise(quotes: str, one: Data, maker: Maker) -> Pointer:
    key = "title" if quotes == "{}" else maker.dice.choice(["title", "excerpt"])
    one[key] = Raw(quotes.format(one[key].replace("'", "''")))
    return (key,)


@value("AK410", "safe", forms=YAML, at=("top", "related"))
def title_without_quotes(one: Data, maker: Maker) -> Pointer:
    return quoted_otherwise("{}", one, maker)


@value("AK410", "safe", forms=YAML, at=("top", "related"))
def single_quotes(one: Data, maker: Maker) -> Pointer:
    return quoted_otherwise("'{}'", one, maker)


# --- comments that silence ---------------------------------------------------------------------------------


@text("AK491")
def no_reason(text: str, dice: Random) -> Damage:
    line = line_of(text, "type")
    above = "# artikit: ignore untrimmed-text\n"
    behind = line[:-1] + "  # artikit: ignore AK204 --\n"
    return Damage(swap(text, line, dice.choice([above + line, behind])))


@text("AK492", "safe")
def nothing_to_silence(text: str, dice: Random) -> Damage:
    line = line_of(text, "type")
    above = "# artikit: ignore AK224 -- the agency writes so\n"
    behind = line[:-1] + "  # artikit: ignore AK204 -- it moved house\n"
    return Damage(swap(text, line, dice.choice([above + line, behind])))


@text("AK492", "safe")
def half_of_it_is_used(text: str, _: Random) -> Damage:
    line = line_of(text, "title")
    planted = line.replace(" ", "&#8217;s ", 2).replace("&#8217;s ", " ", 1)[:-1]
    both, one = (
        f"{planted}  # artikit: ignore {codes} -- so he signs\n" for codes in ("AK224, AK221", "AK224")
    )
    return Damage(swap(text, line, both), (), swap(text, line, one))


@text("AK492")
def rule_of_nobody(text: str, _: Random) -> Damage:
    line = line_of(text, "type")
    return Damage(swap(text, line, line[:-1] + "  # artikit: ignore AK999 -- it moved house\n"))


# --- house rules of the Smartable family -------------------------------------------------------------------


@value("AK501", "unsafe", house=True, kinds=("news",))
def heat_by_hand(one: Data, _: Maker) -> Pointer:
    one["heat"] += 7
    return ("heat",)


@value("AK502", house=True, kinds=("news",), forms=FRONT_MATTER)
def title_of_another_file(one: Data, _: Maker) -> Pointer:
    one["title"] += " and again"
    return ("title",)


@value("AK502", house=True, kinds=("news",), forms=FRONT_MATTER)
def day_of_another_file(one: Data, _: Maker) -> Pointer:
    one["publishedDateTime"] = "2020-06-14T09:30:00Z"
    return ("publishedDateTime",)


@value("AK503", house=True, kinds=("news",))
def article_without_address(one: Data, _: Maker) -> Pointer:
    del one["webUrl"]
    return ("type",)


@value("AK503", "unsafe", house=True, kinds=("video",))
def video_with_an_address(one: Data, _: Maker) -> Pointer:
    put(one, "webUrl", one["originalUrl"], behind="originalUrl")
    return ("webUrl",)


@value("AK503", house=True, kinds=("video",))
def video_with_another_address(one: Data, maker: Maker) -> Pointer:
    put(one, "webUrl", another_page(maker, one["provider"]["domain"]), behind="originalUrl")
    return ("webUrl",)


@value("AK504", "unsafe", house=True, kinds=("news", "video"))
def logo_under_another_name(one: Data, _: Maker) -> Pointer:
    one["provider"]["images"][0]["url"] = "https://logos.example.org/ledger-50x50.jpg"
    return ("provider", "images", 0, "url")


@value("AK504", house=True, kinds=("news", "video"))
def logo_of_another_size(one: Data, _: Maker) -> Pointer:
    one["provider"]["images"][0]["width"] = 100
    return ("provider", "images", 0, "width")


@value("AK504", house=True, kinds=("news", "video"))
def two_logos(one: Data, _: Maker) -> Pointer:
    logo = one["provider"]["images"][0]
    one["provider"]["images"].append(logo | {"url": logo["url"].replace("logos.", "logos2.")})
    return ("provider", "images")


@value("AK504", "unsafe", house=True, kinds=("news",), at=("related",))
def logo_of_related_under_another_name(one: Data, _: Maker) -> Remedy:
    def mended(one: Data) -> None:
        one["provider"]["images"][0]["url"] = (
            f"https://logos.example.org/{one['provider']['domain']}-50x50.jpg"
        )

    url = "https://logos.example.org/ledger-50x50.jpg"
    one["provider"]["images"] = [{"url": url, "width": 50, "height": 50}]
    return Remedy(("provider", "images", 0, "url"), mended)


@value("AK505", "unsafe", house=True, kinds=("news", "video"))
def topic_misspelt(one: Data, _: Maker) -> Pointer:
    one["topics"][0] = one["topics"][0][:-1]
    return ("topics", 0)


@value("AK505", house=True, kinds=("news", "video"))
def topic_of_nobody(one: Data, _: Maker) -> Pointer:
    one["topics"].append("Quantum Beekeeping")
    return ("topics", len(one["topics"]) - 1)
