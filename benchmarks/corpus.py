"""Write a corpus of made-up news records to measure with.

Outlets, people and events do not exist; every address lies in a domain reserved for examples. The facts
that hold for real records hold here: order of keys, quoting, blank lines, sizes (3 to 60 KB, half of them
below 20), heat, related entries by quality, addresses of the AMP cache, the name of the file. Record
number i depends on the seed and i alone, so that a small corpus is the beginning of a large one.
"""

from __future__ import annotations

import argparse
import base64
import random
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

OUTLETS = {
    "lantern-gazette.example": "Lantern Gazette",
    "thefellside.example": "The Fellside",
    "kettlebridge-news.example.org": "Kettlebridge News",
    "la-gaviota.example": "La Gaviota",
    "saltmarsh.example": "Saltmarsh & District Mail",
    "skovposten.example": "Skovposten på Lørdag",
}
WHO = """the observatory on Cobble Hill|a choir of retired miners|Kettlebridge's only locksmith
the glacier survey|the night market|the committee for public clocks|an apprentice cartographer|the paper mill
three kite makers|the reservoir keepers|a puppet theatre from Orlo|the weather station at Fell End"""
DID = "unveils|loses|wins back|lends out|counts|paints|auctions|abandons|restores|maps|trades|inherits"
WHAT = """a brass telescope|forty crates of sheet music|the oldest turnstile in the county|the copper roof
its collection of fog signals|a frozen waterfall|a hundred unclaimed umbrellas|the right to ring the bells
an almanac that nobody can read|the last steam crane|a meadow of rare orchids|the recipe for blue ink"""
WHEN = """as the thaw sets in|two days before the regatta|to general surprise|without asking the mayor
for the first time since the great flood|under a borrowed tent|while the bridge is closed
on the longest night of the year|after a coin toss|in front of a sceptical crowd"""
SAID = r"""\"We measured it twice,\" said the warden.|Nobody was hurt; a cat was startled.
“It sounded like thunder — only slower,” a neighbour recalls.|The café next door sold out by noon.
A sketch from 1911 shows it upside down.|The sum, it turned out, was off by a factor of ten.
Ob es dabei bleibt, weiß niemand.|Les travaux dureront après la fête.|Вход свободный.|入場は無料です。"""
TOPICS = ("Crafts", "Weather", "Town Halls", "Music & Stage", "Railways", "Night Sky", "Markets", "Rivers")

FAULTS: dict[str, Callable[[str], str]] = {
    "missing-title": lambda text: re.sub(r"(?m)^title: .*\n", "", text, count=1),
    "unknown-key": lambda text: text.replace("\npublished: true\n", "\npublished: true\nmood: calm\n", 1),
    "duplicate-key": lambda text: text.replace("\ntype: article\n", "\ntype: article\ntype: article\n", 1),
    "hour-that-does-not-exist": lambda text: re.sub(r"T\d\d:", "T25:", text, count=1),
    "number-as-word": lambda text: re.sub(r"\nquality: \d+", "\nquality: good", text, count=1),
    "address-with-blanks": lambda text: text.replace('webUrl: "https://www.', 'webUrl: "https://www ', 1),
    "related-without-address": lambda text: re.sub(r"(?m)^    webUrl: .*\n", "", text, count=1),
    "image-without-height": lambda text: re.sub(r"(?m)^    height: .*\n", "", text, count=1),
    "unclosed-quote": lambda text: re.sub(r'(?m)^(secured: .*)"$', r"\1", text, count=1),
    "unclosed-front-matter": lambda text: text.removesuffix("---\n\n"),
}
"""Each makes one fault in a sound record."""


def record(
    seed: int, number: int, faulty: float = 0.0, *, related: int | None = None
) -> tuple[str, str, str]:
    """Return the name of a file, its text, and the name of its fault: empty where it has none.

    It has as many related entries as real ones have, unless `related` says how many.
    """
    dice = random.Random(f"{seed}/{number}")
    fault = dice.choice(sorted(FAULTS))
    sound = dice.random() >= faulty
    title, stamp, domain = f"{_headline(dice)} ({number + 1})", _stamp(dice), dice.choice(sorted(OUTLETS))
    usual = min(46, max(1, round(dice.lognormvariate(2.75, 0.65))))
    count = usual if related is None else related
    ranks = sorted((dice.randint(2, 185) for _ in range(count)), reverse=True)
    quality = dice.randint(70, 190)
    web, amp = _addresses(dice, domain, "")
    sealed = [base64.b64encode(dice.randbytes(size)).decode() for size in (16 * dice.randint(17, 25), 16)]
    topics = "".join(f"  - {topic}\n" for topic in dice.sample(TOPICS, dice.randint(1, 3)))
    text = f"""---
category: news
title: "{title}"
excerpt: "{_prose(dice)}"
publishedDateTime: {stamp}
originalUrl: "{web}"
webUrl: "{web}"
{amp}type: article
quality: {quality}
heat: {quality + 20 * count}
published: true

provider:
  name: {OUTLETS[domain]}
  domain: {domain}
  images:
    - url: "https://logos.example.org/{domain}-50x50.jpg"
      width: 50
      height: 50

topics:
{topics}
{_images(dice, domain, "")}
related:
{"".join(_related(dice, rank) for rank in ranks)}
secured: "{sealed[0]};{sealed[1]}"
---

"""
    return f"{stamp[:10]}-{_slug(title)}.md", *((text, "") if sound else (FAULTS[fault](text), fault))


def by_hand(text: str, number: int) -> str:
    """A sound record as people write it, in one of the ways that the quick reader refuses."""
    return HABITS[number % len(HABITS)](text)


def write_corpus(out: Path, count: int, seed: int, faulty: float = 0.0) -> int:
    """Write records 0 to `count` into a folder, some with a fault; return how many bytes they have."""
    out.mkdir(parents=True, exist_ok=True)
    records = (record(seed, number, faulty) for number in range(count))
    return sum((out / name).write_bytes(text.encode()) for name, text, _ in records)


def _folded(text: str) -> str:
    return re.sub(r'(?m)^excerpt: "(.*)"$', lambda found: f"excerpt: >-\n  {_bare(found[1])}", text, count=1)


def _commented(text: str) -> str:
    return text.replace("\ncategory: news\n", "\ncategory: news  # not a video\n", 1)


def _listed(text: str) -> str:
    return re.sub(
        r"(?m)^topics:\n((?:  - .*\n)+)",
        lambda found: f"topics: [{', '.join(line[4:] for line in found[1].splitlines())}]\n",
        text,
    )


def _anchored(text: str) -> str:
    return re.sub(
        r'(?m)^originalUrl: (".*")\nwebUrl: .*$', r"originalUrl: &page \1\nwebUrl: *page", text, count=1
    )


def _bare(text: str) -> str:
    """What stands between double quotes, without the escapes that only those need."""
    return text.replace('\\"', '"')


HABITS = (_folded, _commented, _listed, _anchored)


def _related(dice: random.Random, quality: int) -> str:
    domain = dice.choice(sorted(OUTLETS))
    web, amp = _addresses(dice, domain, "    ")
    images = _images(dice, domain, "    ") if dice.random() < 0.87 else ""
    return f"""  - title: "{_headline(dice)}"
    excerpt: "{_prose(dice)}"
    publishedDateTime: {_stamp(dice)}
    webUrl: "{web}"
{amp}    type: article
    provider:
      name: {OUTLETS[domain]}
      domain: {domain}
    quality: {quality}
{images}"""


def _images(dice: random.Random, domain: str, indent: str) -> str:
    width, height = dice.randint(400, 2900), dice.randint(285, 2500)
    crop = f"crop={dice.randint(0, 90)},{dice.randint(0, 90)},{width},{height}"
    seal = dice.randbytes(32).hex()
    url = f"https://pictures.{domain}/{dice.randbytes(20).hex()}/{width}w.jpg?{crop}&quality=80&sign={seal}"
    return f"""{indent}images:
{indent}  - url: "{url}"
{indent}    width: {width}
{indent}    height: {height}
{indent}    isCached: true
"""


def _addresses(dice: random.Random, domain: str, indent: str) -> tuple[str, str]:
    """Return the address of a page, and the lines for its AMP edition and that in the AMP cache, if any."""
    day = f"{dice.randint(1, 12):02d}/{dice.randint(1, 28):02d}"
    section = _one(dice, "local|science|stage|weekend/long-reads")
    path = f"{section}/2021/{day}/{_slug(_headline(dice))}-{dice.randbytes(4).hex()}"
    host = f"amp.{domain}"
    cache = host.replace("-", "--").replace(".", "-") + ".cdn.ampproject.org"
    amp = f"""{indent}ampWebUrl: "https://{host}/{path}"
{indent}cdnAmpWebUrl: "https://{cache}/c/s/{host}/{path}"
"""
    return f"https://www.{domain}/{path}", amp if dice.random() < 0.75 else ""


def _headline(dice: random.Random) -> str:
    words = f"{_one(dice, WHO)} {_one(dice, DID)} {_one(dice, WHAT)}"
    end = f" {_one(dice, WHEN)}" if dice.random() < 0.3 else ""
    return words[0].upper() + words[1:] + end


def _prose(dice: random.Random) -> str:
    """Return some sentences as they stand between double quotes in YAML."""
    sentences = [f"{_headline(dice)}, {_one(dice, WHEN)}." for _ in range(dice.randint(1, 3))]
    if dice.random() < 0.5:
        sentences.append(_one(dice, SAID))
    return " ".join(sentences)


def _one(dice: random.Random, choices: str) -> str:
    return dice.choice(re.split(r"[|\n]", choices))


def _stamp(dice: random.Random) -> str:
    clock = f"{dice.randint(0, 23):02d}:{dice.randint(0, 59):02d}:{dice.randint(0, 59):02d}"
    return f"2021-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}T{clock}Z"


def _slug(title: str) -> str:
    return re.sub(r"[\s-]+", "-", re.sub(r"[^a-z0-9\s-]", "", title.strip().lower()))


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and write the corpus."""
    purpose, faults = (__doc__ or "").partition("\n")[0], ", ".join(FAULTS)
    parser = argparse.ArgumentParser(description=purpose, epilog=f"Faults: {faults}.")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder to write to")
    parser.add_argument("--count", type=int, default=2000, metavar="N", help="records (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="same seed, same bytes (default: 1)")
    parser.add_argument(
        "--faulty", type=float, default=0.0, metavar="RATE", help="share of faulty ones, 0 to 1"
    )
    given = parser.parse_args(arguments)
    if given.count < 0 or not 0 <= given.faulty <= 1:
        parser.error("--count must not be negative, and --faulty lies between 0 and 1")
    size = write_corpus(given.out, given.count, given.seed, given.faulty)
    print(f"{given.count} records, {size / 1e6:.1f} MB", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
