"""How much a reader takes before it says no. Every limit has a code and can be set in the config."""

from __future__ import annotations

import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep any input, however hostile, within bounded time and memory.

    Real records are 2 to 190 KB with at most some 8,000 nodes, nested 5 deep; the defaults leave
    room for a hundred times that. Sizes are characters of decoded text unless they say bytes.
    """

    file_bytes: int = 64 * 1024 * 1024
    """A file that holds one document. Files of lines (JSONL) have no limit but the one per record."""
    record_size: int = 16 * 1024 * 1024
    """Text of one record: front matter, one line of JSONL, one element of an array."""
    depth: int = 64
    """Mappings and lists inside one another. libyaml crashes at some 30,000."""
    nodes: int = 50_000
    """Keys, values, mappings and lists of one record."""
    aliases: int = 100
    """Uses of anchors (`*name`) in one record."""
    expanded_nodes: int = 100_000
    """Nodes after every alias is replaced by what it stands for."""
    merged_keys: int = 10_000
    """Keys that merge keys (`<<`) bring in, in one record."""
    scalar_size: int = 4 * 1024 * 1024
    """One text or number."""
    number_digits: int = 1_000
    """Characters of one number. Python refuses to print integers beyond 4,300 digits."""


def longest_row(limits: Limits) -> int:
    """Bytes that the text of one record may take: four a character in UTF-8 (RFC 3629)."""
    return 4 * limits.record_size


def longest_number(limits: Limits) -> int:
    """Characters that a number may have: never more than Python converts."""
    return min(limits.number_digits, sys.get_int_max_str_digits() or limits.number_digits)
