"""Mending text: edits for a change of values, proved by reading the mended text, and applying them."""

from __future__ import annotations

from artikit.editing.applying import apply
from artikit.editing.finding import edits_of, fix_of

__all__ = ["apply", "edits_of", "fix_of"]
