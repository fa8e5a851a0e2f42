"""Elements of HTML by what they do to text."""

from __future__ import annotations

LEVELS = {f"h{level}": level for level in range(1, 7)}
"""Headings."""

_PARAGRAPHS = """
address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form header
html li main nav ol p pre section table tr ul
"""
PARAGRAPHS = frozenset(_PARAGRAPHS.split()) | LEVELS.keys()
"""Elements that are a paragraph of their own, or hold such."""

_OTHERS = """
br button caption details dialog head hgroup hr legend menu option search select summary tbody td tfoot
th thead title
"""
BLOCKS = PARAGRAPHS | frozenset(_OTHERS.split())
"""Elements whose text does not run on into what stands before and behind them."""
