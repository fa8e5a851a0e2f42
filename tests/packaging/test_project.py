"""DESIGN's directions, read from the imports; and what no file of the project may say."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"


ROOMS: dict[str, tuple[str, ...]] = {
    "typer": ("artikit.cli",),
    "rich": ("artikit.cli.progress", "artikit.reports.full"),
    "jsonschema": ("artikit.schema",),
    "jsonschema_rs": ("artikit.schema",),
    "jsonschema_specifications": ("artikit.schema",),
    "referencing": ("artikit.schema",),
    "frontmatter": ("artikit.reading.handlers", "artikit.posts", "artikit.reading.posts"),
    "yaml": ("artikit.reading",),
    "ruamel": ("artikit.writing",),
    "orjson": ("artikit.writing.json",),
    "trafilatura": ("artikit.ingest.pages.body",),
    "pathspec": ("artikit.config", "artikit.ignores"),
}
"""Where each package of others may be imported; type checkers may look at it anywhere."""

INGEST: dict[str, tuple[str, ...]] = {
    "wording": (),
    "dates": ("wording",),
    "drafts": ("wording", "dates"),
    "people": ("wording", "drafts"),
    "furniture": ("wording", "dates", "drafts", "people"),
    "titles": ("wording", "dates", "drafts", "people", "furniture"),
    "heads": ("wording", "dates", "drafts", "people", "furniture", "titles"),
    "texts": ("wording", "dates", "drafts", "people", "furniture", "titles", "heads"),
    "markup": ("wording",),
    "metadata": ("wording", "dates", "drafts", "people", "furniture", "markup"),
    "pages": ("wording", "dates", "drafts", "people", "furniture", "heads", "markup", "metadata"),
    "feeds": ("wording", "drafts", "heads", "markup", "metadata"),
}
"""The rooms of ingest, and which other ones each may know: only such as stand above it, so there is no cycle."""

INGEST_NOUNS = ("confidence", "evidence", "fields", "options")
"""What all rooms of ingest speak in; the other modules beside them hand files to the rooms."""


class Import(NamedTuple):
    """One import: the module that has it, what it names, and whether only type checkers follow it."""

    module: str
    target: str
    typing_only: bool
    lazy: bool

    def __str__(self) -> str:
        return f"{self.module} imports {self.target}"


def _module(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


MODULES = {_module(path): path for path in sorted(SOURCE.rglob("*.py"))}


def _targets(node: ast.AST, module: str) -> Iterator[str]:
    """Full names that an import statement may load; `from package import x` may name a module or not."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        package = module if MODULES[module].name == "__init__.py" else module.rpartition(".")[0]
        for _ in range(node.level - 1):
            package = package.rpartition(".")[0]
        base = ".".join(filter(None, (package if node.level else "", node.module)))
        submodules = [f"{base}.{alias.name}" for alias in node.names if f"{base}.{alias.name}" in MODULES]
        yield from submodules
        if len(submodules) < len(node.names):
            yield base


def _imports(
    node: ast.AST, module: str, *, typing_only: bool = False, lazy: bool = False
) -> Iterator[Import]:
    for target in _targets(node, module):
        yield Import(module, target, typing_only, lazy)
    for child in ast.iter_child_nodes(node):
        checked = isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        inner = typing_only or (checked and isinstance(node, ast.If) and child in node.body)
        function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        yield from _imports(child, module, typing_only=inner, lazy=lazy or function)


ALL = [
    one
    for module, path in MODULES.items()
    for one in _imports(ast.parse(path.read_text(encoding="utf-8")), module)
]
REAL = [one for one in ALL if not one.typing_only]


def inside(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def within(name: str, packages: tuple[str, ...]) -> bool:
    return any(inside(name, package) for package in packages)


def test_there_are_imports_to_judge() -> None:
    assert len(MODULES) > 40
    assert len(ALL) > 200
    assert {"typer", "rich.console", "jsonschema", "frontmatter.default_handlers"} <= {
        one.target for one in REAL
    }


@pytest.mark.parametrize("package", ROOMS)
def test_a_package_is_imported_in_its_room_only(package: str) -> None:
    astray = [
        str(one) for one in REAL if inside(one.target, package) and not within(one.module, ROOMS[package])
    ]
    assert astray == []


def test_every_other_package_is_declared_with_its_room() -> None:
    known = {"artikit", *ROOMS, *sys.stdlib_module_names}
    assert {one.target.partition(".")[0] for one in ALL} - known == set()


def test_only_the_command_line_imports_the_command_line() -> None:
    allowed = ("artikit.cli", "artikit.entry")
    assert [
        str(one) for one in ALL if inside(one.target, "artikit.cli") and not within(one.module, allowed)
    ] == []


def test_only_the_command_line_and_the_lazy_exports_import_the_library() -> None:
    users = [
        one for one in ALL if inside(one.target, "artikit.api") and not inside(one.module, "artikit.cli")
    ]
    assert [str(one) for one in users if one.module != "artikit" or not one.typing_only] == []


def test_the_model_needs_only_the_standard_library_but_for_the_way_to_posts() -> None:
    foreign = {
        (one.target, one.lazy)
        for one in REAL
        if one.module == "artikit.model" and one.target.partition(".")[0] not in sys.stdlib_module_names
    }
    assert foreign <= {("artikit.posts", True)}


@pytest.mark.parametrize("room", ["artikit.rules", "artikit.formats", "artikit.reading", "artikit.reports"])
def test_leaves_do_not_know_what_uses_them(room: str) -> None:
    users: tuple[str, ...] = (
        "artikit.api",
        "artikit.cli",
        "artikit.config",
        "artikit.engine",
        "artikit.sources",
    )
    users += tuple({"artikit.reports", "artikit.rules", "artikit.formats"} - {room})
    astray = [str(one) for one in ALL if inside(one.module, room) and within(one.target, users)]
    assert astray == []


def test_what_writes_knows_the_model_and_the_schemas_only() -> None:
    known = ("artikit.writing", "artikit.model", "artikit.schema", "artikit.errors", "artikit.signals")
    own = [one for one in ALL if inside(one.module, "artikit.writing") and inside(one.target, "artikit")]
    assert [str(one) for one in own if not within(one.target, known)] == []


def test_the_engine_does_not_know_what_is_shown() -> None:
    rooms = ("artikit.engine", "artikit.schema", "artikit.config", "artikit.sources", "artikit.discover")
    assert [
        str(one) for one in ALL if within(one.module, rooms) and inside(one.target, "artikit.reports")
    ] == []


def _ingest_steps() -> set[tuple[str, str]]:
    """Which part of ingest, a room or a module beside the rooms, imports which; for type checkers too."""
    parts = [
        (one.module.removeprefix("artikit.ingest."), one.target.removeprefix("artikit.ingest."))
        for one in ALL
        if one.module.startswith("artikit.ingest.") and one.target.startswith("artikit.ingest.")
    ]
    steps = {(module.partition(".")[0], target.partition(".")[0]) for module, target in parts}
    return {(part, other) for part, other in steps if part != other}


def test_every_room_of_ingest_is_known_and_says_what_it_is_for() -> None:
    folders = {path.parent.name for path in (SOURCE / "artikit" / "ingest").glob("*/__init__.py")}
    assert folders == set(INGEST)
    for room in INGEST:
        tree = ast.parse(MODULES[f"artikit.ingest.{room}"].read_text(encoding="utf-8"))
        assert ast.get_docstring(tree)
        assert len(tree.body) == 1, "a room that is opened imports nothing"


def test_a_room_of_ingest_knows_only_rooms_above_it_and_those_are_all_needed() -> None:
    rooms = list(INGEST)
    assert all(rooms.index(other) < rooms.index(room) for room in rooms for other in INGEST[room])
    allowed = {(room, other) for room, others in INGEST.items() for other in others}
    assert {step for step in _ingest_steps() if set(step) <= set(rooms)} == allowed


def test_rooms_of_ingest_do_not_know_what_hands_files_to_them() -> None:
    steps = _ingest_steps()
    assert {other for part, other in steps if part in INGEST} - set(INGEST) <= set(INGEST_NOUNS)
    assert {other for part, other in steps if part in INGEST_NOUNS} <= set(INGEST_NOUNS)


def test_no_two_modules_need_each_other_at_import() -> None:
    needs = {
        module: {
            one.target for one in REAL if one.module == module and not one.lazy and one.target in MODULES
        }
        for module in MODULES
    }
    while ready := [module for module, needed in needs.items() if not needed & (needs.keys() - {module})]:
        for module in ready:
            del needs[module]
    assert sorted(needs) == []


def _files() -> list[Path]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    names = done.stdout.decode().split("\0") if done.returncode == 0 else []
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def test_no_file_names_a_place_on_the_machine_where_it_was_written() -> None:
    files = _files()
    if not files:
        pytest.skip("this is no git checkout")
    place = re.compile(rb"(?<![\w.\-])/(?:work|root|tmp/dev)(?:/|\b(?=[\"'`\s]))")
    found = {str(path.relative_to(ROOT)) for path in files if place.search(path.read_bytes())}
    assert found == set()


def test_the_changelog_has_an_unreleased_section_on_top() -> None:
    headings = re.findall(r"(?m)^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert headings[:1] == ["Unreleased"]
