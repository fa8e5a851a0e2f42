"""What trafilatura, newspaper4k and htmldate say of saved web pages: a line of JSON for each page and tool.

    python benchmarks/extractors.py PAGE…

It runs in an environment of their own and needs nothing of artikit. The tools get what a saved page has,
its bytes, and no address. A tool that is not installed is left out; one that fails says nothing.
"""

from __future__ import annotations

import json
import logging
import sys
import warnings
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def trafilatura(data: bytes) -> dict[str, Any]:
    """Everything that trafilatura finds, with its own settings."""
    tool = import_module("trafilatura")
    found = tool.bare_extraction(data, with_metadata=True, include_images=True)
    if found is None:
        return dict.fromkeys(("title", "author", "publishedDateTime", "originalUrl", "excerpt", "body"))
    return {
        "title": found.title,
        "author": [name.strip() for name in (found.author or "").split(";") if name.strip()],
        "publishedDateTime": found.date,
        "originalUrl": found.url,
        "provider.name": found.sitename,
        "provider.domain": found.hostname,
        "excerpt": found.description,
        "body": found.text or "",
    }


def newspaper4k(data: bytes) -> dict[str, Any]:
    """Everything that newspaper4k finds; it takes text, and htmldate's reader of encodings is a good one."""
    page = import_module("newspaper").Article("")
    page.download(input_html=import_module("htmldate.utils").decode_file(data))
    page.parse()
    day = page.publish_date.isoformat() if page.publish_date else None
    return {
        "title": page.title,
        "author": page.authors,
        "publishedDateTime": day.removesuffix("T00:00:00") if day else None,
        "originalUrl": page.canonical_link,
        "provider.name": page.meta_site_name,
        "excerpt": page.meta_description,
        "language": page.meta_lang,
        "body": page.text or "",
    }


def htmldate(data: bytes) -> dict[str, Any]:
    """The day of publication."""
    return {"publishedDateTime": import_module("htmldate").find_date(data, original_date=True)}


TOOLS: tuple[Callable[[bytes], dict[str, Any]], ...] = (trafilatura, newspaper4k, htmldate)


def main() -> None:
    """Print what each tool says of each page."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    for tool in TOOLS:
        name = tool.__name__
        for path in sys.argv[1:]:
            try:
                said: dict[str, Any] = tool(Path(path).read_bytes())
            except ImportError:
                break
            except Exception as error:  # noqa: BLE001  # whatever it is, this page gives nothing
                said = {"failed": repr(error)}
            print(json.dumps({"tool": f"{name} {version(name)}", "path": path, "said": said}))


if __name__ == "__main__":
    main()
