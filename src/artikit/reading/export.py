"""YAML for `frontmatter.dumps`: text that YAML 1.1 or 1.2 would read as something else is quoted."""

from __future__ import annotations

import re
from typing import Any

import yaml

try:
    from yaml import CSafeDumper as _Base
except ImportError:  # pragma: no cover  (PyYAML built without libyaml)
    from yaml import SafeDumper as _Base  # type: ignore[assignment]


class _Dumper(_Base):
    """PyYAML's dumper quotes what YAML 1.1 would misread; this one knows the numbers of 1.2 too."""


_Dumper.add_implicit_resolver(
    "!yaml12",
    re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z|0o[0-7]+\Z"),
    list("-+.0123456789"),
)


def export_yaml(metadata: dict[str, object], **options: Any) -> str:
    """Write metadata as block YAML, keys in their order."""
    settings: dict[str, Any] = {
        "sort_keys": False,
        "allow_unicode": True,
        "default_flow_style": False,
        "width": 2**30,
    } | options
    text: str = yaml.dump(metadata, Dumper=_Dumper, **settings)
    return text.rstrip("\n")
