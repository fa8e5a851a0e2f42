"""Plants one fault in each of many records of a repository, and says where each must be found.

The repository has some two thousand records, sound ones mostly: pages with front matter in YAML, TOML and
JSON, data files, tables; line ends of both kinds; copies of other records in `related`; comments that silence
what is there. Everything depends on the seed alone.
"""

from __future__ import annotations

import copy
import json
import os
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from .faults import DATA_FILES, FAULTS, FRONT_MATTER, HOUSE_FAULTS, LIMITS, PLACES, Remedy
from .sound import OUTLETS, SUFFIXES, TOPICS, Maker, Sheet, name_of

if TYPE_CHECKING:
    from pathlib import Path

    from .faults import Fault, Mend, Pointer
    from .sound import Data

SETTINGS = f"""\
include = ["wire/*"]
exclude = ["schemas/"]

[schemas]
"_news/" = "news"
"wire/news-*" = "news"
"_places/" = "schemas/place.schema.json"
"wire/place-*" = "schemas/place.schema.json"
{LIMITS}"""

HOUSE_SETTINGS = """\
preset = "smartable"
include = ["wire/*"]
"""

FOLDERS = {"news": "_news", "video": "_news", "guide": "_guides", "place": "_places"}
PREFIXES = {"news": "news", "video": "news", "guide": "guide", "place": "place", "brief": "table"}
RECORDS = 2_000
ANCHORS = 60


class Plant(NamedTuple):
    """A fault in its place. Bytes are None for what is no file."""

    fault: Fault
    path: str
    form: str
    pointer: Pointer
    planted: bytes | None
    mended: bytes | None

    @property
    def code(self) -> str:
        return self.fault.code

    @property
    def mend(self) -> Mend:
        hopeless = self.form == "csv" or (self.form == "toml" and self.fault.tables)
        return "none" if hopeless else self.fault.mend

    @property
    def expected(self) -> tuple[str, str, str]:
        return self.path, self.code, "".join(f"/{step}" for step in self.pointer)


@dataclass
class Planted:
    """A repository: what was planted, and the bytes of every sound file."""

    root: Path
    plants: list[Plant] = field(default_factory=list)
    sound: dict[str, bytes] = field(default_factory=dict)
    records: int = 0

    def expected(self, *mends: Mend, across: bool = True) -> Counter[tuple[str, str, str]]:
        """Findings that there must be: of faults that mend so, all by default."""
        return Counter(
            one.expected
            for one in self.plants
            if (not mends or one.mend in mends) and (across or not one.code.startswith("AK3"))
        )

    def after(self, *mended: Mend) -> dict[str, bytes]:
        """Bytes of all files when the faults that mend so are mended."""
        files = dict(self.sound)
        for one in self.plants:
            data = one.mended if one.mend in mended else one.planted
            if data is not None:
                files[one.path] = data
        return files


class Planter:
    """Writes one repository."""

    def __init__(self, root: Path, seed: int, faults: list[Fault]) -> None:
        self.made = Planted(root)
        self.maker = Maker(seed)
        self.dice = self.maker.dice
        self._faults = faults
        self._house = faults is HOUSE_FAULTS
        self._number = 0

    def settle(self) -> None:
        """Write what belongs to the repository beside its records."""
        root = self.made.root
        for folder in ("wire", "schemas", "assets/logos", "_archive", *FOLDERS.values(), "_data/topics"):
            (root / folder).mkdir(parents=True, exist_ok=True)
        (root / "artikit.toml").write_text(HOUSE_SETTINGS if self._house else SETTINGS, encoding="utf-8")
        (root / "schemas" / "place.schema.json").write_text(json.dumps(PLACES), encoding="utf-8")
        for domain in OUTLETS:
            (root / "assets" / "logos" / f"{domain}-50x50.jpg").write_bytes(b"\xff\xd8")
        for number, name in enumerate(TOPICS):
            (root / "_data" / "topics" / f"{number:02}.yaml").write_text(f"name: {name}\n", encoding="utf-8")

    def plant_all(self, times: int) -> None:
        """Plant every fault so many times at each of its places, each time in another form."""
        for fault in self._faults:
            if fault.entry:
                self._plant_entry(fault)
            for place in fault.places if not fault.entry else ():
                forms = self.dice.sample(fault.forms, min(len(fault.forms), times))
                forms += self.dice.choices(fault.forms, k=times - len(forms))
                for form in forms:
                    self._plant(fault, place, form)
                if fault.cell:
                    self._plant(fault, place, "csv")

    def _plant_entry(self, fault: Fault) -> None:
        assert fault.entry
        path = f"_news/{fault.name}.md"
        fault.entry(str(self.made.root / path))
        self._add(Plant(fault, path, "", (), None, None), 1)

    def _plant(self, fault: Fault, place: str, form: str) -> None:
        kind = "brief" if form == "csv" else self.dice.choice(fault.kinds)
        sheet = self.sheet(kind, form, plain=fault.text is not None)
        if fault.text:
            damage = fault.text(sheet.text(), self.dice)
            mended = sheet.text() if damage.mended is None else damage.mended
            self._write(fault, sheet, damage.text, mended, damage.pointer)
            return
        assert fault.value
        data = copy.deepcopy(sheet.data)
        one: Data = data
        base: Pointer = ()
        if place == "related":
            index = self._own_entry(data)
            one, base = data["related"][index], ("related", index)
        remedy = fault.value(one, self.maker)
        remedy = remedy if isinstance(remedy, Remedy) else Remedy(remedy)
        mended = sheet.text()
        if remedy.mended:
            whole = copy.deepcopy(data)
            remedy.mended(whole["related"][base[1]] if base else whole)
            mended = sheet.text(whole)
        if fault.namesake:
            sheet = sheet.at(f"{sheet.path.rpartition('/')[0]}/{name_of(data)}.md")
        self._write(fault, sheet, sheet.text(data), mended, (*base, *remedy.pointer))

    def _own_entry(self, data: Data) -> int:
        """Choose an entry of `related` that is no copy of a record here."""
        anchors = {one["webUrl"] for one in self.maker.anchors}
        own = [at for at, one in enumerate(data["related"]) if one["webUrl"] not in anchors]
        return self.dice.choice(own)

    def _write(self, fault: Fault, sheet: Sheet, text: str | bytes, mended: str, pointer: Pointer) -> None:
        planted = text if isinstance(text, bytes) else text.encode()
        assert planted != mended.encode(), fault.name
        assert not os.path.lexists(self.made.root / sheet.path), sheet.path
        (self.made.root / sheet.path).write_bytes(planted)
        made = Plant(fault, sheet.path, sheet.form, pointer, planted, mended.encode())
        self._add(made, sheet.records)

    def _add(self, plant: Plant, records: int) -> None:
        self.made.plants.append(plant)
        self.made.records += records

    def sheet(self, kind: str, form: str, *, plain: bool = False) -> Sheet:
        """Make a sound record of a kind, written in a form; `plain` ones have LF and no body."""
        data = self._data(kind)
        if form in FRONT_MATTER:
            path = f"{FOLDERS[kind]}/{name_of(data)}.md"
            body = "\n" if plain or self.dice.random() < 0.8 else "\n<p>The bell rang.</p>\n\nTwice.\n"
            newline = "\n" if plain or self.dice.random() < 0.9 else "\r\n"
            return Sheet(path, kind, data, form, body, newline)
        self._number += 1
        path = f"wire/{PREFIXES[kind]}-{self._number:04}.{SUFFIXES[form]}"
        return Sheet(path, kind, data, form, companions=(self._data(kind), self._data(kind)))

    def _data(self, kind: str) -> Data:
        if kind == "place":
            guide = self.maker.guide()
            place = {"title": guide["title"], "length": "PT53H", "tags": ["Fell End", "Old Pier"]}
            return place | {key: guide[key] for key in ("publishedDateTime", "webUrl")}
        data: Data = getattr(self.maker, kind)()
        return data

    def write_sound(self, sheet: Sheet) -> None:
        data = sheet.text().encode()
        (self.made.root / sheet.path).write_bytes(data)
        self.made.sound[sheet.path] = data
        self.made.records += sheet.records


def plant(root: Path, seed: int = 1, records: int = RECORDS, times: int = 3) -> Planted:
    """Write the repository with a fault of every kind but the house rules."""
    planter = Planter(root, seed, FAULTS)
    planter.settle()
    for _ in range(ANCHORS):  # which nothing is planted in
        data = planter.maker.news()
        sheet = Sheet(f"_archive/{name_of(data)}.md", "news", data)
        planter.write_sound(sheet)
        planter.maker.anchors.append(data)
    planter.plant_all(times)
    _fill(planter, records)
    return planter.made


def plant_house(root: Path, seed: int = 2, records: int = 120, times: int = 3) -> Planted:
    """Write a small repository of the Smartable family, with faults by its own rules."""
    planter = Planter(root, seed, HOUSE_FAULTS)
    planter.settle()
    planter.plant_all(times)
    _fill(planter, records, kinds=("news", "video"))
    return planter.made


def _fill(
    planter: Planter, records: int, kinds: tuple[str, ...] = ("news", "news", "guide", "video")
) -> None:
    """Add sound records until there are as many as there shall be."""
    forms = [*["yaml"] * 20, *FRONT_MATTER, *DATA_FILES]
    while planter.made.records < records:
        sheet = planter.sheet(planter.dice.choice(kinds), planter.dice.choice(forms))
        if planter.made.records + sheet.records <= records:
            planter.write_sound(sheet)
