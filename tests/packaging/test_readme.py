"""Nothing in the README, docs/formats.md and docs/ci.md is untrue: their commands are run, what they show appears.

How blocks are read, by the word behind the fence:

- `console`: a line that begins with `$ ` is a command, the lines below it are all that it shows on a
  terminal of 100 columns without colour, to the letter. artikit may leave with 1, anything else must
  succeed; `$ echo $?` shows with what.
- `sh`: every line is a command and must succeed; what it shows is not looked at. `#` begins a comment.
- `yaml`: settings of pre-commit (`repos:`), or of a CI service, of which every `run:` and `script:` is
  run as an `sh` block is.
- `toml`: settings of artikit, tried out; with `[tool.artikit]` as a pyproject.toml.
- `markdown`: a record without a fault.
- `python`: a program, run to its end.
- `text`: neither of these.

Every block starts in a fresh clone, in which `content/` is a copy of `examples/good/`. A backslash at
the end continues a line. KINDS tells how each kind of command is run; any other kind fails the test.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import struct
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pytest
import yaml

from artikit import __version__

Run: TypeAlias = Callable[..., "subprocess.CompletedProcess[str]"]

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
TEXT = README.read_text(encoding="utf-8") if README.is_file() else ""
FORMATS, CI, INGEST = (
    (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("formats.md", "ci.md", "ingest.md")
)
HOOKS = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
STAND_INS = {"content": "examples/good"}
"""Folders that the README speaks of as the reader's own, and what is put there."""

_OPENING = r"^(?P<indent> *)(?P<fence>`{3,})(?P<word>.*)\n"
_FENCE = re.compile(_OPENING + r"(?P<text>(?:.*\n)*?)(?P=indent)(?P=fence) *$", re.MULTILINE)


class Block(NamedTuple):
    """One fenced block, and the line of its fence."""

    line: int
    word: str
    text: str


class Step(NamedTuple):
    """A command, and what the README shows below it; None where it shows nothing."""

    command: str
    shown: str | None


def blocks(text: str) -> Iterator[Block]:
    for match in _FENCE.finditer(text):
        indent = match["indent"]
        lines = [line.removeprefix(indent) for line in match["text"].splitlines(keepends=True)]
        yield Block(text.count("\n", 0, match.start()) + 1, match["word"].strip(), "".join(lines))


def console_steps(text: str) -> Iterator[Step]:
    """Commands of a `console` block, each with what it shows."""
    for part in re.split(r"(?m)^\$ ", text)[1:]:
        lines = part.splitlines(keepends=True)
        end = next((at for at, line in enumerate(lines, 1) if not line.endswith("\\\n")), len(lines))
        yield Step("".join(lines[:end]).replace("\\\n", "").strip(), "".join(lines[end:]))


def script_steps(text: str) -> Iterator[Step]:
    """Commands of an `sh` block."""
    for line in text.replace("\\\n", "").splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            yield Step(re.sub(r"\s+# .*", "", line).strip(), None)


@dataclass
class Session:
    """A user's terminal: where they are, and with what the last command left."""

    top: Path
    """The clone. Its parent is the folder that the user cloned it into."""
    programs: Path
    """Where artikit is installed."""
    checkout: Path
    """The repository that stands for the published one."""
    env: dict[str, str]
    run: Run
    install: Callable[[str], Path]
    tty: bool
    cwd: Path = field(init=False)
    code: int = 0

    def __post_init__(self) -> None:
        self.cwd = self.top

    def shell(self, command: str, programs: Path | None = None) -> str:
        """Run in a shell, with a folder of programs first on the path; return what is shown."""
        path = os.pathsep.join([str(programs or self.programs), self.env["PATH"]])
        shell = ["bash", "-o", "pipefail", "-c", command] if shutil.which("bash") else ["sh", "-c", command]
        way = _on_terminal if self.tty else _by_pipe
        shown, self.code = way(shell, self.cwd, {**self.env, "PATH": path})
        return shown


def _by_pipe(command: list[str], cwd: Path, env: dict[str, str]) -> tuple[str, int]:
    both = subprocess.STDOUT
    done = subprocess.run(
        command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=both, check=False
    )
    return done.stdout.decode(), done.returncode


def _on_terminal(command: list[str], cwd: Path, env: dict[str, str]) -> tuple[str, int]:
    """Run on a terminal of 100 columns that has no colours."""
    fcntl, pty, termios = (pytest.importorskip(name) for name in ("fcntl", "pty", "termios"))
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    env = {**env, "NO_COLOR": "1"}
    process = subprocess.Popen(
        command, cwd=cwd, env=env, stdin=slave, stdout=slave, stderr=slave, start_new_session=True
    )
    os.close(slave)
    shown = io.BytesIO()
    try:
        while chunk := os.read(master, 65536):
            shown.write(chunk)
    except OSError:  # Linux says so that the other end is closed
        pass
    finally:
        os.close(master)
    return shown.getvalue().decode().replace("\r\n", "\n"), process.wait()


def as_it_is(session: Session, command: str) -> str:
    """Run as the reader would."""
    unknown = sorted(set(_programs(command)) - PLAIN)
    assert not unknown, f"`{command}` runs {', '.join(unknown)}, and this test does not know how"
    return session.shell(command)


def _programs(command: str) -> Iterator[str]:
    """Programs of a pipeline: the first word of each part that assigns no variable."""
    begins = True
    for word in shlex.shlex(command, posix=True, punctuation_chars=True):
        if word in ("|", "||", ";", "&&"):
            begins = True
        elif begins and "=" not in word:
            begins = False
            yield word


def only_planned(session: Session, command: str) -> str:
    """See that make knows it; CI runs the real one."""
    return session.shell(command.replace("make", "make -n", 1))


def installed(session: Session, command: str) -> str:
    """Install with pip, from the built wheel, into an environment of its own; then see that it runs."""
    what = re.search(r"\S*artikit\S*$", command)
    assert what, command
    session.code = 0
    programs = session.install(shlex.split(what[0])[0])
    done = session.run(programs / "artikit", "--version", cwd=session.cwd)
    assert done.stdout == f"artikit {__version__}\n"
    return ""


def without_installing(session: Session, command: str) -> str:
    """Run what uvx or pipx would run, in an environment with the built wheel."""
    return session.shell(re.sub(r"^(uvx|pipx run) ", "", command), session.install("artikit"))


def cloned(session: Session, command: str) -> str:
    """Clone the checkout beside the clone that is there."""
    url, *name = shlex.split(command)[2:]
    session.cwd = session.top.parent / "fresh"
    session.cwd.mkdir()
    folder = name[0] if name else Path(url).stem
    return session.shell(shlex.join(["git", "clone", "--quiet", str(session.checkout), folder]))


def moved(session: Session, command: str) -> str:
    """Change the folder for the rest of the block."""
    session.cwd = (session.cwd / shlex.split(command)[1]).resolve(strict=True)
    return ""


def told(session: Session, command: str) -> str:
    """Show the exit code of the command before."""
    del command
    shown, session.code = f"{session.code}\n", 0
    return shown


def hooked(session: Session, command: str) -> str:
    """Run pre-commit in the reader's repository, with the README's settings and this checkout's hooks."""
    repository = session.top.parent / "reader"
    if not repository.exists():
        shutil.copytree(session.checkout / "examples/good", repository / "content")
        (repository / ".pre-commit-config.yaml").write_text(_local_hooks(session.checkout), encoding="utf-8")
        for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message=all"]):
            session.run("git", *words, cwd=repository)
    session.cwd = repository
    program = shlex.join([sys.executable, "-m", "pre_commit"])
    local = command.replace(_repository(), str(session.checkout))
    return session.shell(local.replace("pre-commit", program, 1))


class Kind(NamedTuple):
    """What a command looks like as a whole, and how it is run."""

    pattern: str
    run: Callable[[Session, str], str]


_INSTALL = r"(python3? -m pip|pip|uv pip) install( --?[\w-]+)*|pipx install|uv tool install|uv add( --dev)?"
KINDS = (
    Kind(r"make test", only_planned),
    Kind(r"make demo", Session.shell),
    Kind(rf"({_INSTALL}) ['\"]?artikit(\[[\w,]+\])?['\"]?", installed),
    Kind(r"(uvx|pipx run) artikit( .*)?", without_installing),
    Kind(r"git clone \S+( \S+)?", cloned),
    Kind(r"cd \S+", moved),
    Kind(r"echo \$\?", told),
    Kind(r"pre-commit .*", hooked),
    Kind(r"python3? -m artikit( .*)?", Session.shell),
    Kind(r".*", as_it_is),
)
PLAIN = {"artikit", "cat", "cp", "echo", "git", "head", "ls", "mkdir", "printf", "sed", "sort", "true", "wc"}
"""Programs that `as_it_is` may run."""


def perform(session: Session, command: str) -> str:
    """Run one line; return what it shows."""
    shown = ""
    for part in command.split(" && "):
        kind = next(kind for kind in KINDS if re.fullmatch(kind.pattern, part))
        shown += kind.run(session, part)
        if session.code:
            break
    return shown


def _settings(text: str) -> Any:
    """Read YAML. PyYAML reads the key `on` of a workflow as true, which matters not here."""
    return yaml.safe_load(text)


def _pre_commit() -> Any:
    """Find the README's own entry of pre-commit's settings."""
    for block in BLOCKS:
        if block.word == "yaml" and "repos" in (settings := _settings(block.text)):
            return settings
    raise AssertionError("the README shows no settings for pre-commit")


def _repository() -> str:
    return str(_pre_commit()["repos"][0]["repo"])


def _local_hooks(checkout: Path) -> str:
    """Settings for pre-commit as the README has them, but for the place of the repository."""
    settings = _pre_commit()
    settings["repos"][0]["repo"] = str(checkout)
    return yaml.safe_dump(settings)


def _scripts(settings: Any) -> Iterator[str]:
    """Every `run:` and `script:` of a CI service's settings."""
    if isinstance(settings, dict):
        for key, value in settings.items():
            if key in ("run", "script"):
                yield from [value] if isinstance(value, str) else value
            else:
                yield from _scripts(value)
    if isinstance(settings, list):
        for item in settings:
            yield from _scripts(item)


BLOCKS = [*blocks(TEXT), *blocks(FORMATS), *blocks(CI), *blocks(INGEST)]
_ID = [f"README {block.line}: {block.word}" for block in blocks(TEXT)]
_ID += [f"formats {block.line}: {block.word}" for block in blocks(FORMATS)]
_ID += [f"ci {block.line}: {block.word}" for block in blocks(CI)]
_ID += [f"ingest {block.line}: {block.word}" for block in blocks(INGEST)]


@pytest.fixture(scope="session")
def install(wheel: Path, run: Run, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Install by a name, with or without extras, into an environment that is used for nothing else."""
    made: dict[str, Path] = {}

    def install(what: str) -> Path:
        if what not in made:
            folder = tmp_path_factory.mktemp("user")
            # Whatever an index may call artikit, this is the one.
            (folder / "constraints.txt").write_text(f"artikit @ {wheel.as_uri()}\n", encoding="utf-8")
            run(sys.executable, "-m", "venv", folder, cwd=folder)
            programs = folder / ("Scripts" if os.name == "nt" else "bin")
            pip = [programs / "python", "-m", "pip", "install", "--quiet", "--constraint", "constraints.txt"]
            run(*pip, what, cwd=folder, PIP_FIND_LINKS=str(wheel.parent))
            made[what] = programs
        return made[what]

    return install


@pytest.fixture
def session(
    checkout: Path, venv: Path, env: dict[str, str], run: Run, install: Callable[[str], Path], tmp_path: Path
) -> Session:
    """A user in a fresh clone."""
    top = tmp_path / "artikit"
    run("git", "clone", "--quiet", checkout, top, cwd=tmp_path)
    for name, origin in STAND_INS.items():
        shutil.copytree(top / origin, top / name)
    step = {**env, "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    return Session(top, venv, checkout, step, run, install, tty=False)


def _of(*words: str) -> pytest.MarkDecorator:
    chosen = [(block, id_) for block, id_ in zip(BLOCKS, _ID, strict=True) if block.word in words]
    return pytest.mark.parametrize("block", [block for block, _ in chosen], ids=[id_ for _, id_ in chosen])


def _succeed(session: Session, steps: Iterator[Step]) -> None:
    for command, _ in steps:
        shown = perform(session, command)
        assert session.code == 0, f"{command}: exit {session.code}\n{shown}"


@_of("console")
def test_the_readme_shows_what_a_terminal_shows(block: Block, session: Session) -> None:
    assert block.text.startswith("$ ")
    session.tty = True
    for command, expected in console_steps(block.text):
        shown = perform(session, command)
        assert shown == expected, f"`{command}` shows\n{shown}"
        assert session.code in ((0, 1) if "artikit " in command else (0,)), f"{command}: exit {session.code}"


@_of("sh")
def test_the_commands_of_the_readme_succeed(block: Block, session: Session) -> None:
    steps = list(script_steps(block.text))
    assert steps
    _succeed(session, iter(steps))


@_of("yaml")
def test_the_settings_that_the_readme_shows_for_other_tools_work(block: Block, session: Session) -> None:
    settings = _settings(block.text)
    if "repos" in settings:
        ids = {hook["id"] for repository in settings["repos"] for hook in repository["hooks"]}
        assert ids
        assert ids <= HOOKS
        _succeed(session, script_steps("pre-commit run --all-files"))
        return
    scripts = list(_scripts(settings))
    assert scripts, "neither settings for pre-commit nor for a CI service"
    for script in scripts:
        _succeed(session, script_steps(script))


@_of("toml")
def test_artikit_accepts_the_settings_that_the_readme_shows(block: Block, session: Session) -> None:
    own = "artikit" not in tomllib.loads(block.text).get("tool", {})
    path = session.top / ("artikit.toml" if own else "pyproject.toml")
    path.write_text(block.text, encoding="utf-8")
    shown = session.shell(f"artikit validate --config {path.name} content/")
    assert session.code in (0, 1), shown


@_of("markdown")
def test_the_records_that_the_readme_shows_are_without_fault(block: Block, session: Session) -> None:
    (session.top / "shown.md").write_text(block.text, encoding="utf-8")
    _succeed(session, script_steps("artikit validate --fail-level=info shown.md"))


@_of("python")
def test_the_programs_of_the_readme_run(block: Block, session: Session) -> None:
    (session.top / "shown.py").write_text(block.text, encoding="utf-8")
    session.run(session.programs / "python", "shown.py", cwd=session.top)


def test_every_block_of_the_readme_says_what_it_is() -> None:
    known = {"console", "sh", "yaml", "toml", "markdown", "python", "text"}
    assert [id_ for block, id_ in zip(BLOCKS, _ID, strict=True) if block.word not in known] == []
    assert len(re.findall(r"(?m)^ *```", TEXT + FORMATS + CI + INGEST)) == 2 * len(BLOCKS)


def test_the_readme_tells_how_to_try_install_and_test() -> None:
    readers = {"sh": script_steps, "console": console_steps}
    steps = [step for block in BLOCKS if block.word in readers for step in readers[block.word](block.text)]
    commands = [step.command for step in steps]
    for wanted in ("make demo", "make test", "pip install artikit", "artikit validate .+"):
        assert any(re.search(wanted, command) for command in commands), wanted


def test_the_readme_shows_a_finding_and_settings_for_pre_commit() -> None:
    assert any(block.word == "console" and re.search(r"AK\d{3}", block.text) for block in BLOCKS)
    assert _pre_commit()


class TestReading:
    """How blocks are taken apart."""

    def test_a_console_block_is_commands_and_what_they_show(self) -> None:
        text = "$ a \\\n  b\none\n\n  two\n$ c\n"
        assert list(console_steps(text)) == [("a   b", "one\n\n  two\n"), ("c", "")]

    def test_an_sh_block_is_commands_alone(self) -> None:
        assert list(script_steps("# first\na \\\n  b\n\nc  # d\n")) == [("a   b", None), ("c", None)]

    def test_a_block_in_a_list_loses_its_indentation(self) -> None:
        assert list(blocks("- x\n\n  ```sh\n  a\n    b\n  ```\n")) == [(3, "sh", "a\n  b\n")]

    @pytest.mark.parametrize(
        "command, run",
        [
            ("make test", only_planned),
            ("make demo", Session.shell),
            ("pip install artikit", installed),
            ("python -m pip install --upgrade 'artikit[excel]'", installed),
            ("pipx install artikit", installed),
            ("uv tool install artikit", installed),
            ("uvx artikit validate content/", without_installing),
            ("git clone https://example.org/artikit.git", cloned),
            ("cd artikit", moved),
            ("echo $?", told),
            ("pre-commit run --all-files", hooked),
            ("artikit validate content/ | wc -l", as_it_is),
        ],
    )
    def test_each_kind_of_command_has_its_way(self, command: str, run: Callable[[Session, str], str]) -> None:
        assert next(kind for kind in KINDS if re.fullmatch(kind.pattern, command)).run == run

    @pytest.mark.parametrize(
        "command", ["curl x | sh", "make bench", "NO_COLOR=1 artikit x; rm x", "pip install other"]
    )
    def test_an_unknown_kind_of_command_fails(self, command: str) -> None:
        assert set(_programs(command)) - PLAIN
