"""What may be asked of an ingestion."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from artikit.ingest.confidence import UNSURE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from artikit.model import Json, Pointer


@dataclass(frozen=True)
class Options:
    """`sets` beats what a text says, `defaults` fills what it does not say.

    `reference_date` is the day on which relative dates and those without a year were true. `keep_all` leaves
    the body as the text is. Evidence below `min_confidence` is not taken.
    """

    reference_date: date | None = None
    keep_all: bool = False
    min_confidence: float = UNSURE
    defaults: Mapping[Pointer, Json] = field(default_factory=dict)
    sets: Mapping[Pointer, Json] = field(default_factory=dict)
