"""JSON from which no text can break out."""

from __future__ import annotations

import json
from typing import Any


def ascii_json(value: Any) -> str:
    """Write a value on one line: ASCII, and without the `##[` by which GitHub's runner takes commands."""
    return json.dumps(value).replace("##[", "#\\u0023[")
