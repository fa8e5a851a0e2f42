"""House rules of the Smartable family of news sites, off unless the settings say `preset = "smartable"`.

They hold for each of some two hundred real records by which they were measured, and for no one else.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from artikit.model import Change
from artikit.moments import moment
from artikit.rules import Found, rule
from artikit.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TypeGuard

    from artikit.model import Json, Record
    from artikit.rules import Article, Facts

_SMARTABLE = "smartable"
_HEAT_OF_RELATED = 20
_LOGO_SIZE = 50
_PAGES = (".md", ".markdown")
_LONGEST = 160
"""Characters of a file name in a message."""


@rule("AK501", "error", scope="record", reads=("quality", "heat"), preset=_SMARTABLE)
def wrong_heat(record: Record, _facts: Facts) -> Iterator[Found]:
    """The heat of a news record is not what its quality and its related articles make.

    ## What it is
    `heat` is `quality` plus 20 for each entry of `related`, or -1 where a related article outranks the
    record. Anything else is reported at `heat`. Only records with `category: news` are looked at.

    ## Why it matters
    Lists are sorted by heat. A record with another one was mended by hand, or has lost a related article
    since, and stands where it does not belong.

    ## Example
        quality: 122
        heat: 150
        related:
          - title: "Fog bell rings again"

    ## Use instead
        quality: 122
        heat: 142
        related:
          - title: "Fog bell rings again"

    The fix writes the heat that follows. It is unsafe: it may be the quality or the list that is wrong.

    ## Source
    The family's own rule. Measured: 206 of 206 real news records, and 2,437 of 2,437 earlier versions.
    """
    data = record.data or {}
    quality, heat, related = data.get("quality"), data.get("heat"), data.get("related", [])
    if heat == -1 or not (_is_whole(quality) and _is_whole(heat) and isinstance(related, list)):
        return
    right = quality + _HEAT_OF_RELATED * len(related)
    if heat != right and _is_news(data):
        message = f"`heat` is {heat}, but quality {quality} and {_entries(len(related))} make {right}"
        fix = Change(f"write {right}", values=((("heat",), right),), safe=False)
        yield Found(message, ("heat",), help="-1 stands for a record that a related one outranks", fix=fix)


@rule("AK502", "error", scope="record", reads=("title", "publishedDateTime"), preset=_SMARTABLE)
def wrong_file_name(record: Record, _facts: Facts) -> Iterator[Found]:
    """The file of a news record is not named after its date and title.

    ## What it is
    A news record stands in `<date>-<slug of the title>.md`. The date is that of `publishedDateTime` in
    UTC, or the day after. The slug is the title in lower case, with only the letters a to z, digits and
    hyphens; blanks and hyphens in a row are one hyphen. Reported at `title`, or at `publishedDateTime`
    where only the date differs. In data files the path in `_path` counts; a record without one has no
    name to judge, nor has a file that is no page (`.md`, `.markdown`).

    ## Why it matters
    Page addresses are made from the name. A title that was changed without it leaves an address behind
    that says something else, and the next import writes the article into a second file.

    ## Example
    In `2021-06-14-night-ferry.md`:

        title: "Night ferry returns to the old pier"
        publishedDateTime: 2021-06-14T09:30:00Z

    ## Use instead
    Call the file `2021-06-14-night-ferry-returns-to-the-old-pier.md`. There is no fix: artikit renames
    no files.

    ## Source
    The family's own rule. Measured: the name 228 of 228 real news records, the date 228 of 228; of the
    latter 5 to 25 % bear the day after.
    """
    data = record.data or {}
    title, date = data.get("title"), data.get("publishedDateTime")
    name = (record.origin or (record.source.path if record.fence else "")).rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    if f"{dot}{suffix.lower()}" not in _PAGES or not (isinstance(title, str) and isinstance(date, str)):
        return
    days, expected = _days(date), slug(title)
    if not days or not _is_news(data) or (stem[:10] in days and stem[10:] == f"-{expected}"):
        return
    right = f"{stem[:10] if stem[:10] in days else days[0]}-{expected}.{suffix}"
    message = f"the file is called `{_cut(name)}`; its date and title make `{_cut(right)}`"
    at = "publishedDateTime" if stem[10:] == f"-{expected}" else "title"
    yield Found(message, (at,), help="rename the file, or mend what its name is made of")


@rule("AK503", "error", scope="record", reads=("type", "webUrl", "originalUrl"), preset=_SMARTABLE)
def wrong_video_address(record: Record, _facts: Facts) -> Iterator[Found]:
    """A news video has a web address, or a news article has none.

    ## What it is
    In news records of `type: video` there is no `webUrl`: the video is shown on the site's own page. All
    others have one. Reported at `webUrl`, or at `type` where it is missing.

    ## Why it matters
    The site shows a player where there is no `webUrl`, and a link where there is one. With the wrong
    one, readers leave the site for a video, or find an empty page.

    ## Example
        originalUrl: "https://video.harbor-ledger.example/watch?v=fogbell2021"
        webUrl: "https://video.harbor-ledger.example/watch?v=fogbell2021"
        type: video

    ## Use instead
        originalUrl: "https://video.harbor-ledger.example/watch?v=fogbell2021"
        type: video

    The fix takes `webUrl` out of a video that has it as `originalUrl` too. It is unsafe: it may be the
    type that is wrong.

    ## Source
    The family's own rule. Measured: 206 of 206 real news records, 12 of them videos.
    """
    data = record.data or {}
    kind, original = data.get("type"), data.get("originalUrl")
    if not (isinstance(kind, str) and isinstance(original, str)) or not _is_news(data):
        return
    if kind == "video" and isinstance(data.get("webUrl"), str):
        fix = Change("remove `webUrl`", removals=(("webUrl",),), safe=False)
        same = data["webUrl"] == original
        yield Found("a video has no `webUrl`", ("webUrl",), fix=fix if same else None)
    elif kind != "video" and "webUrl" not in data:
        message = f"`webUrl` is missing, which only a video may be without; this is `{_cut(kind)}`"
        yield Found(message, ("type",))


@rule("AK504", "error", reads=("provider.domain", "provider.images"), preset=_SMARTABLE)
def wrong_logo(article: Article, _facts: Facts) -> Iterator[Found]:
    """The logo of a provider is not the one 50 by 50 picture that is named after its domain.

    ## What it is
    Where a provider has `images`, there is exactly one, 50 pixels wide and high, and its address ends in
    `/<domain>-50x50.jpg`. Reported at the list, at the size, or at the address.

    ## Why it matters
    Pages find logos by that name and lay them out for that size. Another one is blurred, or another
    outlet's.

    ## Example
        provider:
          name: The Harbor Ledger
          domain: harbor-ledger.example
          images:
            - url: "https://assets.example.org/organizations/ledger-50x50.jpg"
              width: 50
              height: 50

    ## Use instead
        provider:
          name: The Harbor Ledger
          domain: harbor-ledger.example
          images:
            - url: "https://assets.example.org/organizations/harbor-ledger.example-50x50.jpg"
              width: 50
              height: 50

    The fix puts the domain into a name that ends in `-50x50.jpg`. It is unsafe: no such file may be there.

    ## Source
    The family's own rule. Measured: 417 of 417 real records with a logo.
    """
    provider = article.data.get("provider")
    images = provider.get("images") if isinstance(provider, dict) else None
    domain = provider.get("domain") if isinstance(provider, dict) else None
    if not images or not isinstance(images, list) or not isinstance(domain, str):
        return
    if len(images) > 1:
        yield Found(f"a provider has one logo, not {len(images)}", ("provider", "images"))
        return
    if isinstance(images[0], dict):
        yield from _faults_of_logo(images[0], domain)


@rule("AK505", "error", scope="record", preset=_SMARTABLE, beside="folder", folder="_data/topics")
def unknown_topic(record: Record, facts: Facts) -> Iterator[Found]:
    """A topic is none of those that the repository knows.

    ## What it is
    Each entry of `topics` is the `name` of a topic file in `_data/topics`, letter for letter. Reported at
    the entry. Where there is no such folder, or where a file in it does not say its `name`, no record is
    judged.

    ## Why it matters
    Records are listed by topic. One under a topic that is not there is listed nowhere.

    ## Example
        topics:
          - Harbors

    ## Use instead
        topics:
          - Harbours

    Where one name is nearly the same, the fix writes that. It is unsafe: a file for a new topic may be
    missing.

    ## Options
    `folder` is where the topic files lie, relative to the settings; `_data/topics` by default.

    ## Source
    The family's own rule. Measured: 992 of 992 real records with topics.
    """
    topics = (record.data or {}).get("topics")
    if not topics or not isinstance(topics, list):
        return
    from artikit.topics import known_topics  # only with this preset

    known = known_topics(facts.root, facts.options["folder"], facts.now)
    if known is None:
        return
    for index, topic in enumerate(topics):
        if isinstance(topic, str) and topic not in known:
            yield _unknown(index, topic, known, facts.options["folder"])


def _unknown(index: int, topic: str, known: frozenset[str], folder: str) -> Found:
    from artikit.schema.suggest import nearest

    meant = nearest(topic, known)
    pointer = ("topics", index)
    hint = f"; did you mean `{meant}`?" if meant else ""
    message = f"no topic is called `{_cut(topic)}`{hint}"
    fix = Change(f"write `{meant}`", values=((pointer, meant),), safe=False) if meant else None
    return Found(message, pointer, help=f"the files in `{folder}` name the topics", fix=fix)


def _faults_of_logo(image: Mapping[str, Json], domain: str) -> Iterator[Found]:
    base = ("provider", "images", 0)
    url = image.get("url")
    for key in ("width", "height"):
        size = image.get(key)
        if _is_whole(size) and size != _LOGO_SIZE:
            yield Found(f"a logo is {_LOGO_SIZE} by {_LOGO_SIZE}, but `{key}` is {size}", (*base, key))
            return
    ending = f"-{_LOGO_SIZE}x{_LOGO_SIZE}.jpg"
    if isinstance(url, str) and not url.endswith(f"/{domain}{ending}"):
        place = url.rpartition("/")[0]
        right = ((*base, "url"), f"{place}/{domain}{ending}")
        fix = Change(f"name `{domain}` in it", values=(right,), safe=False)
        message = f"the address of a logo ends in `/{domain}{ending}`"
        yield Found(message, (*base, "url"), fix=fix if place and url.endswith(ending) else None)


def _days(date: str) -> tuple[str, str] | None:
    """Give the day of a date in UTC, and the day after; None for what is no date."""
    read = moment(date)
    if read is None:
        return None
    try:
        day = read.astimezone(UTC).date()
        return day.isoformat(), (day + timedelta(days=1)).isoformat()
    except OverflowError:
        return None


def _is_news(data: Mapping[str, Json]) -> bool:
    return data.get("category") == "news"


def _is_whole(value: Json) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _entries(count: int) -> str:
    return "1 related article" if count == 1 else f"{count or 'no'} related articles"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
