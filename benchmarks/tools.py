"""What takes part: artikit as it is installed here, the plain stack, and other tools where they can be had.

The others are installed into `build/bench/`; nothing there is part of artikit.
"""

from __future__ import annotations

import json
import platform
import re
import shutil
import subprocess
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
HOME = HERE.parent / "build" / "bench"

NAIVE = ("python-frontmatter", "jsonschema", "rfc3339-validator", "rfc3986-validator")
"""Without the last two, jsonschema checks neither times nor addresses, and says nothing of it."""
PIP = (*NAIVE, "check-jsonschema", "yamllint", "duckdb")
NPM = (
    "gray-matter",
    "ajv",
    "ajv-formats",
    "remark-cli",
    "remark-frontmatter",
    "remark-lint-frontmatter-schema",
)

_MINUTES = 10


class MissingError(Exception):
    """A tool cannot be had here; the message says why."""


@cache
def python() -> str:
    """The interpreter of an environment with the plain stack and the tools written in Python.

    Raises MissingError.
    """
    folder = HOME / "python"
    program = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        _install([sys.executable, "-m", "venv", str(folder)], HOME)
        _install([str(program), "-m", "pip", "install", "--quiet", *PIP], HOME)
        (folder / "complete").touch()
    return str(program)


@cache
def node() -> Path:
    """The folder with the tools written in JavaScript. Raises MissingError."""
    folder = HOME / "node"
    if not (folder / "complete").exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text("{}", encoding="utf-8")
        _install(["npm", "install", "--silent", "--no-audit", "--no-fund", *NPM], folder)
        (folder / "complete").touch()
    return folder


def _install(command: list[str], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, timeout=60 * _MINUTES)
    except FileNotFoundError:
        raise MissingError(f"{command[0]} is not installed") from None
    except subprocess.SubprocessError as error:
        said = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
        raise MissingError(f"{command[0]} could not install it: {said[-1] if said else ''}") from None


def program(name: str) -> str:
    """The path of a program. Raises MissingError."""
    path = shutil.which(name)
    if path is None:
        raise MissingError(f"{name} is not installed")
    return path


def script(name: str) -> str:
    """The path of a program of the benchmark's Python environment. Raises MissingError."""
    return str(Path(python()).with_name(name))


@cache
def artikit() -> list[str]:
    """The command that starts artikit: what a hook would run."""
    installed = Path(sys.executable).with_name("artikit")
    return [str(installed)] if installed.exists() else [sys.executable, "-m", "artikit"]


@cache
def _options(command: str) -> str:
    return subprocess.run([*artikit(), command, "--help"], check=True, capture_output=True, text=True).stdout


def command(name: str, *words: str) -> list[str]:
    """A command of artikit that uses no settings. Raises MissingError for an option that it has not."""
    for word in words:
        if word.startswith("--") and word not in _options(name):
            raise MissingError(f"artikit {name} has no {word}")
    return [*artikit(), name, "--quiet", "--isolated", *words]


def alone(name: str) -> list[str]:
    """Options that make a command work in one process and from cold."""
    known = (["--jobs", "1"], ["--no-cache"])
    return [word for words in known if words[0] in _options(name) for word in words]


def flat_schema() -> dict[str, object]:
    """The shipped schema of news records as one document that every validator reads.

    All parts stand under `$defs`; there are no addresses, and none of our own keywords.
    """
    from artikit.schema.library import shipped

    parts: dict[str, object] = {}

    def part(name: str) -> None:
        if name not in parts:
            parts[name] = None
            parts[name] = flat(shipped(name).document, name)

    def flat(value: object, home: str) -> object:
        if isinstance(value, list):
            return [flat(item, home) for item in value]
        if not isinstance(value, dict):
            return value
        kept = {key: flat(item, home) for key, item in value.items() if not _ours(key, item)}
        if isinstance(target := value.get("$ref"), str):
            name, _, pointer = target.partition("#")
            name = name.removesuffix(".schema.json") or home
            part(name)
            kept["$ref"] = f"#/$defs/{name}{pointer}"
        return kept

    part("news")
    return {"$ref": "#/$defs/news", "$defs": parts}


def _ours(key: str, value: object) -> bool:
    return key.startswith("x-") or (key in {"$id", "$schema"} and isinstance(value, str))


def machine() -> str:
    """The machine and what runs on it, in one line."""
    return ", ".join(
        (
            _processor(),
            f"{platform.system()} {platform.release().split('-')[0]}",
            f"{platform.python_implementation()} {platform.python_version()}",
        )
    )


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    names = re.findall(r"(?m)^model name\s*: (.*)$", text)
    return f"{len(names)} x {names[0]}" if names else platform.machine()


def versions() -> str:
    """The versions of all that took part, in one line."""
    ours = [f"{name} {version(name)}" for name in ("artikit", "jsonschema-rs", "PyYAML")]
    return ", ".join([*ours, *_python_versions(), *_node_versions(), *_miller()])


def _python_versions() -> list[str]:
    try:
        found = subprocess.run(
            [python(), "-m", "pip", "list", "--format", "json"], check=True, capture_output=True, text=True
        ).stdout
    except MissingError:
        return []
    return [f"{one['name']} {one['version']}" for one in json.loads(found) if one["name"] in PIP]


def _node_versions() -> list[str]:
    try:
        folder = node()
    except MissingError:
        return []
    release = subprocess.run(
        [program("node"), "--version"], check=True, capture_output=True, text=True
    ).stdout
    found = [f"Node.js {release.strip().removeprefix('v')}"]
    for name in NPM:
        about = json.loads((folder / "node_modules" / name / "package.json").read_bytes())
        found.append(f"{name} {about['version']}")
    return found


def _miller() -> list[str]:
    if shutil.which("mlr") is None:
        return []
    said = subprocess.run([program("mlr"), "--version"], check=True, capture_output=True, text=True).stdout
    return [said.strip().replace("mlr", "Miller")]
