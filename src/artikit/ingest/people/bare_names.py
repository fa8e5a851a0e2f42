"""Names that stand alone under a title or below the last paragraph, and may be the author's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest.confidence import LIKELY
from artikit.ingest.people.author_claims import claim_author
from artikit.ingest.people.byline import names_of
from artikit.ingest.people.names import PAPER
from artikit.ingest.people.roles import ROLE
from artikit.ingest.wording.words import ends_sentence, is_caps, is_titled

if TYPE_CHECKING:
    from artikit.ingest.drafts.draft import Draft
    from artikit.ingest.people.byline import Byline

_WORDS = 6
"""Words of a line with a name and a role."""
_WITH_AN_OFFICE = """
mayor captain president minister senator governor general colonel major admiral king queen prince princess
duke bishop pope judge chancellor secretary chief director chairman sir lord lady bürgermeister
chair chairwoman treasurer mr mrs ms miss herr frau monsieur madame señor señora signor signora
bürgermeisterin ministerin präsident präsidentin kanzler kanzlerin alcalde alcaldesa presidente presidenta
ministro ministra sindaco maire président ministre burgemeester borgmester statsminister
"""
_OFFICES = frozenset(_WITH_AN_OFFICE.split())
_PLACES = frozenset(
    ("lake", "mount", "mont", "port", "cape", "fort", "river", "isle", "bay", "upper", "lower")
)
"""First words of places."""
_OFFICE = re.compile(
    r"(?:meister|minister|präsident|kanzler|sekretär|direktor|leiter|vorsteher|sprecher|rat)(?:in)?\Z"
)
"""Ends of German words for offices."""
_LABEL = re.compile(
    r"(?i)(?:words|text[eo]?|teksti?|testo|story|photos?|fotos?|kuvat?|bild(?:er)?|pictures|photography)\s"
)
"""What says that a name follows, and of whom."""
_GREETINGS = frozenset(
    ("dear", "hello", "hi", "liebe", "lieber", "cher", "chère", "chers", "querido", "querida", "cara", "caro")
)
"""First words of letters."""
_SITES = frozenset(
    (
        "island",
        "islands",
        "bay",
        "river",
        "lake",
        "valley",
        "bridge",
        "square",
        "station",
        "harbour",
        "harbor",
    )
)
"""Last words of places."""


def is_bare_name(draft: Draft, at: int) -> bool:
    """Tell whether a block is nothing but a name, at most with a role or a place, unknown to the text."""
    block = draft.blocks[at]
    if _LABEL.match(block.text):
        return False
    name, _, behind = block.text.partition(",")
    house = block.text.partition("/")[2]
    if draft.title_at < 0 or PAPER.search(name.removesuffix(house)) or block.kind != "paragraph":
        return False
    if not block.text or ends_sentence(block.text) or (is_caps(block.text) and len(block.text) < 5):
        return False
    found = names_of(block.text)
    if found is None or not found.names or len(block.text.split()) > _WORDS or is_other(found.names[0]):
        return False
    if found.rest and not (found.agency or found.rest.startswith(("in ", "at ")) or ROLE.search(found.rest)):
        return False
    wire = f"({behind.strip()})" in draft.text
    if behind and len(found.names) == 1 and not (wire or _is_role(behind.strip())):
        return False
    return may_be_author(draft, at, found.names[0]) and may_be_author(draft, at, block.text)


def _is_role(text: str) -> bool:
    """Tell whether what stands behind a name says what its bearer does, for which paper, or where."""
    return bool(
        ROLE.search(text)
        or text.startswith(("in ", "special to"))
        or (PAPER.search(text) and is_titled(text))
    )


def is_other(name: str) -> bool:
    """Tell whether a name is that of a place, or of somebody with an office, of whom a text may speak."""
    words = name.lower().split()
    return is_office(name) or words[0] in _PLACES | _GREETINGS or words[-1] in _SITES


def is_office(text: str) -> bool:
    """Tell whether a text begins with the name of an office."""
    word = text.lower().split()[0].strip(",")
    return word in _OFFICES or bool(_OFFICE.search(word))


def without_places(draft: Draft, at: int, byline: Byline) -> Byline:
    """Drop the last of names that only commas part, where the text speaks of it: it is a place."""
    last = byline.names[-1] if len(byline.names) > 1 else ""
    text = draft.blocks[at].text
    rest = draft.text[draft.blocks[at].span.end :]
    if last and text.rstrip().endswith(f", {last}") and re.search(rf"\w\s{re.escape(last)}(?!\w)", rest):
        return byline._replace(names=byline.names[:-1])
    return byline


def may_be_author(draft: Draft, at: int, name: str) -> bool:
    """Tell whether a name is no subject of the text: none of its words stands there without capitals."""
    words = [word for word in name.replace(",", " ").split() if len(word) > 3 and word[0].isupper()]
    rest = draft.text[draft.blocks[at].span.end :][:30_000]
    if any(re.search(rf"(?<![\w.@/-]){re.escape(word.lower())}(?!\w|@|\.\w)", rest) for word in words):
        return False
    elsewhere = [one for one in draft.blocks[at + 1 :] if name in one.text]
    bio = all(
        one.text.startswith(name) and one.span.start >= draft.blocks[-1].span.start - 400 for one in elsewhere
    )
    return (not elsewhere or (len(elsewhere) == 1 and bio)) and name not in draft.text[
        : draft.blocks[at].span.start
    ]


def claim_bare(draft: Draft, at: int) -> None:
    """Note the author whose name stands alone."""
    found = names_of(draft.blocks[at].text)
    if found is not None:
        claim_author(draft, at, found, "bare name under the title", LIKELY)
        draft.take(at, "byline")


def is_unknown(draft: Draft, at: int, name: str) -> bool:
    """Tell whether the text itself does not speak of somebody, and no word of the name is a common one."""
    before = draft.text[: draft.blocks[at].span.start]
    words = [word.lower() for word in name.split() if len(word) > 3]
    return name not in before and not any(
        re.search(rf"(?<!\w){re.escape(word)}(?!\w)", before) for word in words
    )
