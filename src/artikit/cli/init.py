"""`artikit init`."""

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from artikit.cli.settings import project_root

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.init.looking import Survey
    from artikit.init.proposing import Proposal

_ROWS = 20


def init(
    folder: Annotated[
        str | None, typer.Argument(help="Folder to look at.", show_default="the repository")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the settings, and write nothing.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Write settings anew, without what was changed in them.")
    ] = False,
    write_snippets: Annotated[
        bool,
        typer.Option(
            "--write-snippets", help="Write the pre-commit hook and the CI job too, where no such file is."
        ),
    ] = False,
) -> None:
    """Look at a repository, propose settings for it, and say how many records would pass.

    Writes `artikit.toml`, and shows a pre-commit hook and a CI job to go with it.
    """
    from artikit.config import Config
    from artikit.errors import UsageError
    from artikit.init import looking, proposing, writing
    from artikit.inodes import real_path

    root = real_path(folder or project_root())
    if not os.path.isdir(root):
        raise UsageError(f"no such folder: {folder}")
    there = _settings_in(root)
    if there is not None and not (force or dry_run):
        if not write_snippets:
            raise UsageError(_is_there(there))
        print(f"{there} stays as it is", file=sys.stderr)
        _add_snippets(root, write=True)
        return
    survey = looking.look(Config(root=root))
    if not survey.files:
        raise UsageError(f"no Markdown or text file in {folder or root}, so there is nothing to propose")
    proposal = proposing.propose(survey)
    for line in _told(survey, proposal):
        print(line, file=sys.stderr)
    text = writing.settings_text(proposal)
    if dry_run:
        typer.echo(text, nl=False)
    else:
        _write(root, writing.SETTINGS, text)
    _add_snippets(root, write=write_snippets and not dry_run)


def _add_snippets(root: str, *, write: bool) -> None:
    """Write the hook and the CI job where no such file is, or show them."""
    from artikit.ignores import repository_of

    top = repository_of(root) or root
    for name, snippet in _snippets(top, root):
        if write and not os.path.lexists(os.path.join(top, name)):
            _write(top, name, snippet)
        else:
            typer.echo(f"\n# {name}\n{snippet}", nl=False)


def _settings_in(root: str) -> str | None:
    """Name the file of settings that is there already."""
    from artikit.config import find_config

    there = find_config(root)
    return os.path.basename(there) if there is not None and os.path.dirname(there) == root else None


def _is_there(name: str) -> str:
    """Say that there are settings already, and what can be done all the same."""
    from artikit.config import FILES

    beats = "" if name == FILES[0] else f"; {FILES[0]} would take its place"
    ways = (
        "--dry-run shows what would be, --force writes it anew without what you changed, "
        "--write-snippets writes the hook and the CI job alone"
    )
    return f"{name} has settings already{beats}; {ways}"


def _snippets(top: str, root: str) -> "Iterator[tuple[str, str]]":
    """Make the files that stand at the top of the repository around `root`: nothing reads them elsewhere."""
    from artikit.init import writing
    from artikit.inodes import slashes

    folder = "" if root == top else slashes(os.path.relpath(root, top))
    if not folder.isprintable():
        return  # neither YAML nor a shell could show such a name as it is
    yield writing.PRE_COMMIT, writing.pre_commit_text(folder)
    if os.path.lexists(os.path.join(top, writing.GITLAB)):
        yield writing.GITLAB, writing.gitlab_text(folder)
    else:
        yield writing.GITHUB, writing.github_text(folder)


def _write(root: str, name: str, text: str) -> None:
    from artikit.writing.files import write_file

    write_file(os.path.join(root, name), text.encode())
    print(f"{name} written", file=sys.stderr)


def _told(survey: "Survey", proposal: "Proposal") -> "Iterator[str]":
    """Say what was seen, folder by folder, and what the settings come to; safe to print."""
    from artikit.escape import safe_line
    from artikit.init.looking import MOST
    from artikit.summary import many

    kind = f"{survey.generator.name} site: " if survey.generator else ""
    read = f", {len(survey.sample):,} of them read" if survey.files > MOST else ""
    yield f"{kind}{many(survey.files, 'file')} in {many(len(survey.folders), 'folder')}{read}"
    rows = list(_rows(survey, proposal))
    for row in rows[:_ROWS]:
        yield safe_line(row)
    if len(rows) > _ROWS:
        yield f"  and {many(len(rows) - _ROWS, 'more folder')}"
    records, passing = proposal.outcome
    yield f"{passing:,} of {many(records, 'record')} would pass"
    if passing < records:
        yield "`artikit validate` shows the others; `artikit validate --write-baseline` lets them be"


def _rows(survey: "Survey", proposal: "Proposal") -> "Iterator[str]":
    """Make a line for each folder: what it is, and how many of its records pass."""
    width = max(len(name) for name in survey.folders)
    for name, folder in survey.folders.items():
        start = f"  {name:<{min(width, 60)}}  {folder.files:>6,}  "
        if name in proposal.outcomes:
            records, passing = proposal.outcomes[name]
            schema = proposal.config.schema_for(
                os.path.join(survey.root, "" if name == "." else name, "x.md")
            )
            yield f"{start}{schema}: {passing:,} of {records:,} pass"
        else:
            yield f"{start}{'without front matter' if folder.without else 'passed over'}"
