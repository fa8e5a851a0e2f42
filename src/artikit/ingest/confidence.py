"""How sure a cue is. Steps, not measurements: what matters is which cue beats which, and what is left out."""

from __future__ import annotations

GIVEN = 1.0
"""The user said so."""

STATED = 0.95
"""The text says outright what it is: `By …`, `Published: …`, a heading on top, a trailer with the address."""

SHAPED = 0.85
"""Place and shape tell: a line on top that is like a headline, the date in the address."""

LIKELY = 0.7
"""Place alone tells: a bare name under the title."""

UNSURE = 0.5
"""One of several readings, the best one: the series in a running page header. The least that is taken."""
