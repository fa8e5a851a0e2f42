"""Site generators: by which files one is known, and which of its folders hold no articles."""

from __future__ import annotations

import os
from typing import NamedTuple


class Generator(NamedTuple):
    """A site generator. One of `markers` stands in the top folder, and all of `beside` do."""

    name: str
    markers: tuple[str, ...]
    folders: tuple[str, ...]
    """What it writes, and what holds its templates, whose front matter speaks of pages, not of articles."""
    beside: tuple[str, ...] = ()


GENERATORS = (
    Generator(
        "Jekyll",
        ("_config.yml", "_config.yaml", "_config.toml"),
        ("_site", "_includes", "_layouts", "_sass", "vendor"),
    ),
    Generator(
        "Hugo",
        ("hugo.toml", "hugo.yaml", "hugo.json", "config/_default"),
        ("public", "resources", "archetypes", "layouts", "themes"),
    ),
    Generator(
        "Zola",
        ("zola.toml", "config.toml"),
        ("public", "templates", "themes"),
        beside=("content", "templates"),
    ),
    Generator(
        "Hugo",
        ("config.toml", "config.yaml", "config.json"),
        ("public", "resources", "archetypes", "layouts", "themes"),
        beside=("content",),
    ),
    Generator(
        "Eleventy",
        ("eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", ".eleventy.js"),
        ("_site", "_includes", "src/_includes"),
    ),
    Generator("Astro", ("astro.config.mjs", "astro.config.js", "astro.config.ts"), ("dist",)),
    Generator("Docusaurus", ("docusaurus.config.js", "docusaurus.config.ts"), ("build",)),
    Generator("MkDocs", ("mkdocs.yml",), ("site",)),
)
"""From their manuals; the first that fits is taken."""


def generator_of(folder: str) -> Generator | None:
    """Find out which generator makes a site of a folder."""
    for one in GENERATORS:
        known = any(os.path.exists(os.path.join(folder, marker)) for marker in one.markers)
        if known and all(os.path.isdir(os.path.join(folder, name)) for name in one.beside):
            return one
    return None
