"""Sound records, made up in the style of real ones, and written down by hand in every form.

Nothing here comes from artikit: what the planter calls sound is sound by this file alone. Outlets, people and
events do not exist; every address lies in a domain reserved for examples, but for those of videos.
"""

from __future__ import annotations

import base64
import json
import random
import re
from dataclasses import dataclass, replace
from typing import Any

OUTLETS = {
    "lantern-gazette.example": "Lantern Gazette",
    "thefellside.example": "The Fellside",
    "kettlebridge-news.example.org": "Kettlebridge News",
    "la-gaviota.example": "La Gaviota",
    "saltmarsh.example": "Saltmarsh and District Mail",
    "skovposten.example": "Skovposten",
    "oxbow-times.example": "Oxbow Times",
    "windmere.example.net": "Windmere Weekly",
}
TOPICS = ("Crafts", "Weather", "Town Halls", "Music and Stage", "Railways", "Night Sky", "Markets")
WHO = (
    "The observatory on Cobble Hill",
    "A choir of retired miners",
    "The glacier survey",
    "The night market",
    "An apprentice cartographer",
    "The reservoir keepers",
    "A puppet theatre from Orlo",
    "The weather station at Fell End",
)
DID = ("unveils", "loses", "wins back", "lends out", "counts", "auctions", "abandons", "restores", "maps")
WHAT = (
    "a brass telescope",
    "forty crates of sheet music",
    "the oldest turnstile in the county",
    "the copper roof",
    "its collection of fog signals",
    "a frozen waterfall",
    "the last steam crane",
    "the recipe for blue ink",
)
SAID = (
    'the warden said: "We measured it twice."',
    "“It sounded like thunder — only slower,” a neighbour recalls.",
    "The café next door sold out by noon.",
    "Ob es dabei bleibt, weiß niemand.",
    "Вход свободный.",
    "入場は無料です。",
)

QUOTED = frozenset(
    {"title", "excerpt", "originalUrl", "webUrl", "ampWebUrl", "cdnAmpWebUrl", "url", "featuredContent"}
    | {"secured", "titel", "exerpt"}
)
"""Keys whose texts stand in double quotes; what is planted there by another name does so too."""
_BLANK_LINE = frozenset({"provider", "items", "topics", "images", "related", "secured"})
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 /.$+-]*(:[A-Za-z0-9 /.$+-]+)*")
_NOT_TEXT = re.compile(r"(?i)true|false|null|yes|no|on|off|y|n|[-+.0-9e_:]+|[0-9]{4}-[0-9]{2}-[0-9]{2}.*")
_MARKS = {"yaml": "---", "toml": "+++", "json": ";;;"}

Data = dict[str, Any]


class Raw(str):
    """A text that is written into YAML as it stands."""

    __slots__ = ()


@dataclass(frozen=True)
class Sheet:
    """A file with one record of interest.

    `form` is what the record is written in: `yaml`, `toml` and `json` are front matter, `jsonl`, `json-list`
    and `yaml-list` data files in which it stands between two `companions`, `csv` a table likewise.
    """

    path: str
    kind: str
    data: Data
    form: str = "yaml"
    body: str = "\n"
    newline: str = "\n"
    companions: tuple[Data, ...] = ()

    @property
    def records(self) -> int:
        return 1 + len(self.companions)

    def text(self, data: Data | None = None) -> str:
        """Write the file, with other data in place of its own where there are some."""
        own = self.data if data is None else data
        if self.form in _MARKS:
            fence = _MARKS[self.form]
            return f"{fence}\n{_HEADS[self.form](own)}{fence}\n{self.body}".replace("\n", self.newline)
        first, last = self.companions
        return _FILES[self.form]([first, own, last])

    def at(self, path: str) -> Sheet:
        return replace(self, path=path)


def yaml_head(data: Data) -> str:
    return "".join(_yaml_lines(data, 0, top=True))


def _yaml_lines(data: Data, indent: int, *, top: bool = False) -> list[str]:
    lines = []
    margin = " " * indent
    for key, value in data.items():
        if top and key in _BLANK_LINE:
            lines.append("\n")
        if isinstance(value, dict) and value:
            lines += [f"{margin}{key}:\n", *_yaml_lines(value, indent + 2)]
        elif isinstance(value, list) and value:
            lines += [f"{margin}{key}:\n", *_yaml_items(key, value, indent + 2)]
        else:
            lines.append(f"{margin}{key}: {_yaml_scalar(key, value)}\n")
    return lines


def _yaml_items(key: str, items: list[Any], indent: int) -> list[str]:
    lines: list[str] = []
    margin = " " * indent
    for item in items:
        if isinstance(item, dict):
            first, *rest = _yaml_lines(item, indent + 2, top=key == "")
            lines += [f"{margin}- {first[indent + 2 :]}", *rest]
        else:
            lines.append(f"{margin}- {_yaml_scalar('', item)}\n")
    return lines


def _yaml_scalar(key: str, value: Any) -> str:
    if isinstance(value, Raw):
        return str(value)
    if not isinstance(value, str):
        return json.dumps(value)
    is_date = key.lower().endswith("datetime")
    if key not in QUOTED and _PLAIN.fullmatch(value) and (is_date or not _NOT_TEXT.fullmatch(value)):
        return value
    return json.dumps(value, ensure_ascii=False)


def _toml_head(data: Data) -> str:
    flat = {key: value for key, value in data.items() if not _is_table(value)}
    tables = {key: value for key, value in data.items() if _is_table(value)}
    return _toml_values(flat) + "".join(_toml_tables(tables, ""))


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))


def _toml_values(data: Data) -> str:
    return "".join(f"{key} = {_toml_value(value)}\n" for key, value in data.items())


def _toml_value(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _toml_tables(tables: Data, prefix: str) -> list[str]:
    parts = []
    for key, value in tables.items():
        marks = ("[[", "]]") if isinstance(value, list) else ("[", "]")
        for one in value if isinstance(value, list) else [value]:
            flat = {name: item for name, item in one.items() if not _is_table(item)}
            parts.append(f"\n{marks[0]}{prefix}{key}{marks[1]}\n{_toml_values(flat)}")
            inner = {name: item for name, item in one.items() if _is_table(item)}
            parts += _toml_tables(inner, f"{prefix}{key}.")
    return parts


def _json(value: Any, **options: Any) -> str:
    return json.dumps(value, ensure_ascii=False, **options)


def _csv(rows: list[Data]) -> str:
    heads = {
        "title": ("title",),
        "publishedDateTime:datetime": ("publishedDateTime",),
        "webUrl": ("webUrl",),
        "type": ("type",),
        "quality:number": ("quality",),
        "provider.name": ("provider", "name"),
        "provider.domain": ("provider", "domain"),
        "related:json": ("related",),
    }
    lines = [",".join(heads)]
    for row in rows:
        cells = []
        for steps in heads.values():
            value: Any = row
            for step in steps:
                value = value.get(step) if value is not None else None
            text = "" if value is None else value if isinstance(value, str) else _json(value)
            cells.append('"' + text.replace('"', '""') + '"' if re.search('[",\n]', text) else text)
        lines.append(",".join(cells))
    return "\n".join(lines) + "\n"


_HEADS = {"yaml": yaml_head, "toml": _toml_head, "json": lambda data: _json(data, indent=2) + "\n"}
_FILES = {
    "jsonl": lambda rows: "".join(_json(row) + "\n" for row in rows),
    "json-list": lambda rows: _json(rows, indent=2) + "\n",
    "yaml-list": lambda rows: "".join(_yaml_items("", rows, 0)),
    "csv": _csv,
}
SUFFIXES = {"jsonl": "jsonl", "json-list": "json", "yaml-list": "yaml", "csv": "csv"}


class Maker:
    """Makes records; no two of them have a title, an address or a picture in common."""

    def __init__(self, seed: int, topics: tuple[str, ...] = TOPICS) -> None:
        self.dice = random.Random(seed)
        self.anchors: list[Data] = []
        """Records that are never planted, of which others may have copies."""
        self._count = 0
        self._topics = topics

    def news(self) -> Data:
        """An article by the schema `news`, with two to four related ones."""
        domain = self.dice.choice(sorted(OUTLETS))
        web = self._address(domain)
        data: Data = {"category": "news", "title": self.title(), "excerpt": self.prose()}
        data |= {"publishedDateTime": self._stamp(), "originalUrl": web, "webUrl": web}
        data |= {**self._amp(domain), "type": "article", **self._ranks(), "provider": self._provider(domain)}
        data |= {"topics": self._some_topics(), "images": [self._image(domain)], "related": []}
        return self._finished(data)

    def video(self) -> Data:
        """A video by the schema `news`: without `webUrl`, with a player."""
        number = base64.urlsafe_b64encode(self.dice.randbytes(8)).decode()[:11]
        data: Data = {"category": "news", "title": self.title(), "excerpt": self.prose()}
        data |= {"publishedDateTime": self._stamp(), "originalUrl": f"https://youtube.com/watch?v={number}"}
        player = f'<iframe src="https://www.youtube.com/embed/{number}" allowfullscreen></iframe>'
        data |= {"type": "video", **self._ranks(), "featuredContent": player}
        still = f"https://i.ytimg.com/vi/{number}/maxresdefault.jpg"
        data |= {"provider": self._provider(self.dice.choice(sorted(OUTLETS))), "topics": self._some_topics()}
        data["images"] = [{"url": still, "width": 1280, "height": 720, "isCached": True}]
        return self._finished(data)

    def guide(self) -> Data:
        """A record by the schema `article` that has nearly all keys there are."""
        domain = self.dice.choice(sorted(OUTLETS))
        data: Data = {"category": "guide", "title": self.title(), "excerpt": self.prose()}
        data |= {"publishedDateTime": self._stamp(), "updatedDateTime": self._stamp(2022)}
        data |= {"webUrl": self._address(domain), **self._amp(domain), "type": "article", "price": "Free"}
        data |= {"length": f"PT{self.dice.randint(3, 50)}M", "ratings": {"count": 12, "average": 4.6}}
        data |= {"quality": self.dice.randint(70, 190), "heat": self.dice.randint(100, 300)}
        data |= {"removed": False, "published": True, "locale": "en-GB"}
        logo = {"url": f"/assets/logos/{domain}-50x50.jpg", "width": 50, "height": 50}
        data["provider"] = {"name": OUTLETS[domain], "domain": domain, "images": [logo]}
        data["levels"] = ["Beginner"]
        data["items"] = [f"{kind}/{self._slug()}" for kind in ("courses", "videos", "courses")]
        data |= {"topics": self._some_topics(), "tags": ["ferry", "night"]}
        pictures = ("harbour", "pier")
        data["images"] = [
            {"url": f"https://pictures.{domain}/{name}-{self._slug()}.jpg", "width": 800, "height": 450}
            for name in pictures
        ]
        data["related"] = []
        return self._finished(data)

    def brief(self) -> Data:
        """An article that fits into a row of a table."""
        domain = self.dice.choice(sorted(OUTLETS))
        data: Data = {
            "title": self.title(),
            "publishedDateTime": self._stamp(),
            "webUrl": self._address(domain),
        }
        data |= {"type": "article", "quality": self.dice.randint(70, 190)}
        data["provider"] = {"name": OUTLETS[domain], "domain": domain}
        data["related"] = [self.entry(40)]
        return data

    def entry(self, quality: int) -> Data:
        """An entry of `related`."""
        domain = self.dice.choice(sorted(OUTLETS))
        data: Data = {"title": self.title(), "excerpt": self.prose(), "publishedDateTime": self._stamp()}
        data |= {"webUrl": self._address(domain), **self._amp(domain), "type": "article"}
        data["provider"] = {"name": OUTLETS[domain], "domain": domain}
        data |= {"quality": quality, "images": [self._image(domain)]}
        return data

    def copy_of(self, full: Data, quality: int) -> Data:
        """An entry of `related` that is a copy of a record."""
        data: Data = {key: full[key] for key in ("title", "excerpt", "publishedDateTime", "webUrl")}
        data |= {"type": "article", "provider": {key: full["provider"][key] for key in ("name", "domain")}}
        return data | {"quality": quality}

    def title(self) -> str:
        self._count += 1
        words = " ".join(map(self.dice.choice, (WHO, DID, WHAT)))
        return f"{words} for the {self._count}th time"

    def prose(self) -> str:
        first = " ".join(map(self.dice.choice, (WHO, DID, WHAT)))
        return f"{first}. {self.dice.choice(SAID)}"

    def amp_of(self, domain: str) -> Data:
        """Addresses of an AMP edition, by the rule of the AMP cache."""
        page = f"amp.{domain}/stories/{self._slug()}"
        label = page.partition("/")[0].replace("-", "--").replace(".", "-")
        cached = f"https://{label}.cdn.ampproject.org/c/s/{page}"
        return {"ampWebUrl": f"https://{page}", "cdnAmpWebUrl": cached}

    def _finished(self, data: Data) -> Data:
        """Add related articles, and the seal, which every byte of is random."""
        ranks = sorted(self.dice.sample(range(2, 60), self.dice.randint(2, 4)), reverse=True)
        data["related"] = [self.entry(rank) for rank in ranks]
        if self.anchors and self.dice.random() < 0.5:
            data["related"].insert(0, self.copy_of(self.dice.choice(self.anchors), 65))
        if data["category"] == "news":
            data["heat"] = data["quality"] + 20 * len(data["related"])
        sealed = (base64.b64encode(self.dice.randbytes(size)).decode() for size in (48, 16))
        return data | {"secured": ";".join(sealed)}

    def _ranks(self) -> Data:
        return {"quality": self.dice.randint(70, 190), "heat": 0, "published": True}

    def _provider(self, domain: str) -> Data:
        logo = {"url": f"https://logos.example.org/{domain}-50x50.jpg", "width": 50, "height": 50}
        return {"name": OUTLETS[domain], "domain": domain, "images": [logo]}

    def _image(self, domain: str) -> Data:
        url = f"https://pictures.{domain}/{self._slug()}.jpg?crop=0,0&quality=80"
        return {"url": url, "width": self.dice.randint(400, 2900), "height": 600, "isCached": True}

    def _amp(self, domain: str) -> Data:
        return self.amp_of(domain) if self.dice.random() < 0.7 else {}

    def _address(self, domain: str) -> str:
        return f"https://www.{domain}/2021/{self._slug()}"

    def _slug(self) -> str:
        self._count += 1
        return f"{self.dice.choice(WHAT).replace(' ', '-')}-{self._count}"

    def _some_topics(self) -> list[str]:
        return self.dice.sample(self._topics, self.dice.randint(2, 3))

    def _stamp(self, year: int = 2021) -> str:
        month, day, hour, minute = (self.dice.randint(*ends) for ends in ((1, 12), (1, 28), (0, 23), (0, 59)))
        return f"{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:07Z"


def name_of(data: Data) -> str:
    """Name of the file of a record: its day, and its title in lower case with hyphens."""
    title = re.sub(r"[\s-]+", "-", re.sub(r"[^a-z0-9\s-]", "", data["title"].strip().lower()))
    return f"{data['publishedDateTime'][:10]}-{title}"
