"""Write `docs/finding.svg`: what a terminal shows for a faulty example.

python docs/generate_picture.py [--check]
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "finding.svg"
COMMAND = ["validate", "--output-format", "full", "examples/faulty/size-with-unit.md"]
_SVG = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, monospace; font-size: {char_height}px;
  line-height: {line_height}px; font-variant-east-asian: full-width; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>{lines}</defs>
<rect fill="#1e1e1e" width="{width}" height="{height}" rx="8"/>
<g transform="translate({terminal_x}, 12)" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def picture() -> str:
    """Run the command in colour and draw what it printed."""
    environment = {**os.environ, "FORCE_COLOR": "1"} | {"NO_COLOR": ""}
    command = [sys.executable, "-m", "artikit", *COMMAND]
    run = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    shown = f"$ artikit validate {COMMAND[-1]}\n\n{run.stdout}{run.stderr}"
    console = Console(record=True, width=92, file=io.StringIO(), force_terminal=True, legacy_windows=False)
    console.print(Text.from_ansi(shown.rstrip()))
    return console.export_svg(title="", code_format=_SVG, unique_id="artikit") + "\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        raise SystemExit(
            0 if PICTURE.read_text(encoding="utf-8") == picture() else "docs/finding.svg is stale"
        )
    PICTURE.write_text(picture(), encoding="utf-8")
