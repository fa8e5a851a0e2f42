"""`artikit init` on made-up repositories: what it proposes, what it writes, what it leaves alone."""

from __future__ import annotations

import json
import os
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from artikit import check, load
from artikit.config import Config, load_config
from artikit.init import looking
from artikit.init.generators import generator_of
from artikit.init.looking import look
from artikit.init.proposing import kind_of, propose
from artikit.init.writing import settings_text

from .runs import artikit

if TYPE_CHECKING:
    from artikit.init.proposing import Proposal

ROOT = Path(__file__).parents[2]
NEWS = (ROOT / "examples/good/news/2021-06-17-fog-bell-rings-again-after-thirty-years.md").read_text(
    encoding="utf-8"
)
LETTER = '---\ntitle: "A letter"\npublishedDateTime: 2021-06-17T05:30:00Z\nwebUrl: "https://www.northquill.example/{n}"\nprovider:\n  name: North Quill\n  domain: northquill.example\n---\n'
TOPIC = "---\ntaxonomy: topic\n_id: harbours\nname: Harbours\n---\n"
PAGE = "---\nlayout: default\n---\n<h1>A page</h1>\n"


def grow(top: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return top


def news(count: int, folder: str = "_news") -> dict[str, str]:
    """Sound news records, each named after its date and title."""
    files = {}
    for number in range(count):
        text = NEWS.replace("again after thirty years", f"for the time {number}").replace(
            "/fog-bell", f"/fog-bell-{number}"
        )
        files[f"{folder}/2021-06-17-fog-bell-rings-for-the-time-{number}.md"] = text
    return files


def letters(count: int, folder: str = "_letters") -> dict[str, str]:
    return {f"{folder}/{number}.md": LETTER.format(n=number) for number in range(count)}


def proposed(top: Path) -> Proposal:
    return propose(look(Config(root=os.path.realpath(top))))


def read_back(top: Path, proposal: Proposal) -> Config:
    path = top / "artikit.toml"
    path.write_text(settings_text(proposal), encoding="utf-8")
    config = load_config(str(path))
    path.unlink()
    return config


JEKYLL = {
    "_config.yml": "title: x\n",
    "README.md": "# furniture\n",
    "_layouts/default.html": PAGE,
    "_includes/head.html": PAGE,
    "_site/news/a.md": NEWS,
    "node_modules/x/y.md": "# y\n",
    "docs/a.md": "# a guide\n",
    "docs/deep/b.md": "# another\n",
    **news(6),
    **letters(4),
    "_data/topics/harbours.md": TOPIC,
}


def test_a_jekyll_site_gets_schemas_by_folder_the_preset_and_excludes(tmp_path: Path) -> None:
    proposal = proposed(grow(tmp_path, JEKYLL))
    config = proposal.config
    assert config.schema == "article"
    assert dict(config.schemas) == {"_data/**": "topic", "_news/**": "news"}
    assert config.preset == "smartable"
    assert config.exclude == ("/_includes/", "/_layouts/", "/_site/", "/docs/")
    assert proposal.outcome == (11, 11)
    assert list(check(load(tmp_path, config), config=config)) == []


def test_what_is_written_reads_back_to_what_was_judged(tmp_path: Path) -> None:
    grow(tmp_path, JEKYLL)
    proposal = proposed(tmp_path)
    config = read_back(tmp_path, proposal)
    assert (config.schema, dict(config.schemas), config.exclude, config.preset) == (
        proposal.config.schema,
        dict(proposal.config.schemas),
        proposal.config.exclude,
        proposal.config.preset,
    )


def test_one_kind_everywhere_needs_no_globs(tmp_path: Path) -> None:
    config = proposed(grow(tmp_path, {**news(3, "a"), **news(3, "b/c")})).config
    assert (config.schema, config.schemas) == ("news", {})


def test_a_few_faults_do_not_change_what_a_folder_is(tmp_path: Path) -> None:
    files = news(8)
    for name in list(files)[:3]:
        files[name] = files[name].replace("quality:", "qualty:")
    proposal = proposed(grow(tmp_path, files))
    assert proposal.config.schema == "news"
    assert proposal.outcome == (8, 5)
    for name in list(files)[:6]:
        files[name] = files[name].replace("quality:", "qualty:")
    assert proposed(grow(tmp_path, files)).config.schema == "article"


@pytest.mark.parametrize(
    "name",
    ["with blank", "[brackets]", "star*", "quest?", "!bang", "#hash", "ümlaut", "a.b", "back\\slash", "end "],
)
@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
def test_folders_may_be_called_anything(name: str, tmp_path: Path) -> None:
    decoys = {f"{other}/1.md": LETTER.format(n=other) for other in ("b", "r", "starry", "quests", "hash")}
    top = grow(tmp_path, {**news(2, name), **letters(2), **decoys, f"raw/{name}/x.txt": "raw\n"})
    config = read_back(top, proposed(top))
    assert config.schema_for(str(top / name / "x.md")) == "news"
    assert {config.schema_for(str(top / other)) for other in (*decoys, "_letters/0.md")} == {"article"}
    walked = {record.source.path for record in load(top, config)}
    assert str(top / "raw" / name / "x.txt") not in walked
    assert str(next(iter((top / name).iterdir()))) in walked


def test_files_of_a_folder_and_those_in_folders_in_it_may_differ(tmp_path: Path) -> None:
    files = {**news(2, "."), **letters(5, "all"), **news(2, "all/news"), **letters(1, "all/news/old")}
    top = grow(tmp_path, files)
    config = read_back(top, proposed(top))
    for name in files:
        expected = "article" if name.split("/")[-2] in ("all", "old") else "news"
        assert config.schema_for(str(top / name)) == expected, (name, config.schemas)


def test_the_house_rules_are_proposed_only_where_they_are_kept(tmp_path: Path) -> None:
    files = {name.replace("2021-06-17-", ""): text for name, text in news(6).items()}
    assert proposed(grow(tmp_path / "a", files)).config.preset is None
    assert proposed(grow(tmp_path / "b", news(2))).config.preset is None
    assert proposed(grow(tmp_path / "c", letters(6))).config.preset is None


def test_generators_are_known_by_their_files(tmp_path: Path) -> None:
    for files, name in (
        ({"_config.yml": ""}, "Jekyll"),
        ({"hugo.toml": ""}, "Hugo"),
        ({"config.toml": "", "content/a.md": ""}, "Hugo"),
        ({"config.toml": "", "content/a.md": "", "templates/x.html": ""}, "Zola"),
        ({"config.toml": ""}, None),
        ({"eleventy.config.js": ""}, "Eleventy"),
        ({"astro.config.mjs": ""}, "Astro"),
        ({"mkdocs.yml": ""}, "MkDocs"),
    ):
        top = grow(tmp_path / str(len(list(tmp_path.iterdir()))), files)
        found = generator_of(str(top))
        assert (found.name if found else None) == name


def test_what_hugo_makes_and_its_templates_are_passed_over(tmp_path: Path) -> None:
    toml = '+++\ntitle = "A letter"\npublishedDateTime = 2021-06-17T05:30:00Z\nwebUrl = "https://x.example/a"\n[provider]\nname = "X"\ndomain = "x.example"\n+++\n'
    template = "---\ntitle: {{ .Name }}\n---\n"
    files = {"hugo.toml": "", "archetypes/default.md": template, "public/a.md": "x\n", "content/a.md": toml}
    config = proposed(grow(tmp_path, files)).config
    assert config.exclude == ("/archetypes/", "/public/")
    assert config.schema == "article"


def test_what_git_ignores_needs_no_exclude(tmp_path: Path) -> None:
    files = {**JEKYLL, ".gitignore": "_site/\n", ".git/HEAD": ""}
    assert "/_site/" not in proposed(grow(tmp_path, files)).config.exclude


def test_a_repository_of_raw_text_is_not_excluded_as_a_whole(tmp_path: Path) -> None:
    proposal = proposed(grow(tmp_path, {"raw/a.txt": "A\n", "raw/b.txt": "B\n"}))
    assert proposal.config.exclude == ()
    assert proposal.outcome == (0, 0)


def test_every_file_is_looked_at_where_there_are_not_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "MOST", 20)
    grow(tmp_path, {**news(15), **news(5, "_news/old")})
    assert len(look(Config(root=os.path.realpath(tmp_path))).sample) == 20
    grow(tmp_path, news(1, "_news/new"))
    assert len(look(Config(root=os.path.realpath(tmp_path))).sample) <= 20


def test_pages_at_the_top_of_a_site_are_no_records(tmp_path: Path) -> None:
    pages = {"about.md": PAGE, "index.html": PAGE}
    proposal = proposed(grow(tmp_path, {**JEKYLL, **pages}))
    assert {"/*.html", "/*.md"} < set(proposal.config.exclude)
    assert proposal.outcome == (11, 11)
    assert "pages at the top of the site" in settings_text(proposal)


def test_the_hook_and_the_job_are_written_beside_settings_that_stay(tmp_path: Path) -> None:
    grow(tmp_path, {**news(2), ".git/HEAD": "", "artikit.toml": 'ignore = ["AK224"]\n'})
    run = artikit("init", cwd=tmp_path)
    assert run.returncode == 2
    assert "--write-snippets writes the hook and the CI job alone" in run.stderr
    run = artikit("init", "--write-snippets", cwd=tmp_path)
    assert (run.returncode, run.stderr.splitlines()[0]) == (0, "artikit.toml stays as it is")
    assert (tmp_path / "artikit.toml").read_text() == 'ignore = ["AK224"]\n'
    assert (tmp_path / ".pre-commit-config.yaml").exists()
    assert (tmp_path / ".github" / "workflows" / "artikit.yml").exists()


def test_broken_and_hostile_files_are_looked_at_without_a_crash(tmp_path: Path) -> None:
    top = grow(tmp_path, {**news(3), "x/a.md": "---\ntitle: [\n---\n", "x/b.md": "---\n- a\n---\n"})
    (top / "x" / "c.md").write_bytes(b"\xff\xfe\x00")
    (top / "x" / "d.md").symlink_to("/nowhere")
    proposal = proposed(top)
    assert proposal.config.schema_for(str(top / "_news" / "x.md")) == "news"
    assert proposal.outcomes["x"].passing == 0


class TestTheSample:
    def test_it_is_even_bounded_and_always_the_same(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(looking, "MOST", 40)
        files = {
            **letters(300, "big"),
            **letters(30, "mid"),
            **{f"f{n}/a.md": LETTER.format(n=n) for n in range(9)},
        }
        top = grow(tmp_path, files)
        survey = look(Config(root=os.path.realpath(top)))
        assert survey.files == 339
        assert len(survey.sample) <= 40
        assert {folder for folder, seen in survey.folders.items() if not seen.read} == set()
        assert survey.folders["big"].read > 5 * survey.folders["mid"].read
        assert survey.sample == look(Config(root=os.path.realpath(top))).sample

    def test_many_folders_do_not_make_it_grow(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(looking, "MOST", 10)
        top = grow(tmp_path, {f"f{n}/a.md": LETTER.format(n=n) for n in range(35)})
        assert len(look(Config(root=os.path.realpath(top))).sample) == 10

    def test_an_empty_folder_has_a_kind(self) -> None:
        assert kind_of(looking.Folder(records=3)) == "article"


class TestTheCommand:
    def test_it_writes_settings_that_work_and_says_what_they_come_to(self, tmp_path: Path) -> None:
        top = grow(tmp_path, {**JEKYLL, ".git/HEAD": "", "_letters/bad.md": LETTER.replace("05:30", "25:30")})
        done = artikit("init", cwd=top)
        assert done.returncode == 0
        assert done.stderr.splitlines()[0] == "Jekyll site: 14 files in 5 folders"
        rows = [" ".join(line.split()) for line in done.stderr.splitlines()]
        assert "_letters 5 article: 4 of 5 pass" in rows
        assert "docs 1 without front matter" in rows
        assert "11 of 12 records would pass" in done.stderr
        assert done.stderr.endswith("artikit.toml written\n")
        judged = artikit("validate", cwd=top)
        assert judged.stdout.startswith("_letters/bad.md:3:20: AK105")
        assert judged.stderr.startswith("12 records checked, 1 with findings;")

    def test_it_looks_at_the_repository_from_a_folder_inside(self, tmp_path: Path) -> None:
        top = grow(tmp_path, {**letters(2), ".git/HEAD": ""})
        assert artikit("init", cwd=top / "_letters").returncode == 0
        assert (top / "artikit.toml").exists()

    def test_a_folder_can_be_named(self, tmp_path: Path) -> None:
        top = grow(tmp_path, letters(2, "site/letters"))
        assert artikit("init", "site", cwd=top).returncode == 0
        assert (top / "site" / "artikit.toml").exists()

    @pytest.mark.parametrize(
        ("name", "text"),
        [("artikit.toml", "# mine\n"), (".artikit.toml", ""), ("pyproject.toml", "[tool.artikit]\n")],
    )
    def test_settings_that_are_there_are_not_written_over(self, name: str, text: str, tmp_path: Path) -> None:
        top = grow(tmp_path, {**letters(2), ".git/HEAD": "", name: text})
        done = artikit("init", cwd=top)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(f"error: {name} has settings already")
        assert artikit("init", "--dry-run", cwd=top).returncode == 0
        assert (top / name).read_text(encoding="utf-8") == text
        assert artikit("init", "--force", cwd=top).returncode == 0
        assert 'schema = "article"' in (top / "artikit.toml").read_text(encoding="utf-8")

    def test_settings_of_other_tools_are_no_hindrance(self, tmp_path: Path) -> None:
        top = grow(tmp_path, {**letters(2), "pyproject.toml": "[project]\nname = 'x'\n"})
        assert artikit("init", ".", cwd=top).returncode == 0

    def test_a_dry_run_shows_all_and_writes_nothing(self, tmp_path: Path) -> None:
        top = grow(tmp_path, {**letters(2), ".git/HEAD": ""})
        before = sorted(top.rglob("*"))
        first, second = (artikit("init", "--dry-run", "--write-snippets", cwd=top) for _ in range(2))
        assert sorted(top.rglob("*")) == before
        assert (first.stdout, first.stderr) == (second.stdout, second.stderr)
        assert 'schema = "article"\n' in first.stdout
        assert "# .pre-commit-config.yaml\nrepos:\n" in first.stdout
        assert "# .github/workflows/artikit.yml\n" in first.stdout

    def test_snippets_are_written_only_where_there_is_no_such_file(self, tmp_path: Path) -> None:
        top = grow(tmp_path, {**letters(2), ".git/HEAD": "", ".pre-commit-config.yaml": "repos: []\n"})
        assert not (top / ".github").exists()
        done = artikit("init", "--write-snippets", cwd=top)
        assert (top / ".pre-commit-config.yaml").read_text(encoding="utf-8") == "repos: []\n"
        assert "# .pre-commit-config.yaml\nrepos:" in done.stdout
        workflow = yaml.safe_load((top / ".github/workflows/artikit.yml").read_text(encoding="utf-8"))
        assert workflow["jobs"]["records"]["steps"][-1] == {"run": "artikit validate --output-format github"}
        assert "${{" not in json.dumps(workflow)

    def test_the_snippets_are_yaml_with_the_hook_and_the_job(self, tmp_path: Path) -> None:
        top = grow(tmp_path, {**letters(2), ".git/HEAD": "", ".gitlab-ci.yml": ""})
        stdout = artikit("init", cwd=top).stdout
        hook, job = (part.split("\n", 1)[1] for part in stdout.split("\n# ")[1:])
        (entry,) = yaml.safe_load(hook)["repos"][0]["hooks"]
        assert entry["entry"] == "artikit validate --force-exclude"
        assert "artikit validate" in yaml.safe_load(job)["records"]["script"]

    @pytest.mark.parametrize("name", ["site", "my site's", "-x: #y", "ümlaut.(1)"])
    @pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
    def test_in_a_folder_of_a_repository_the_snippets_stand_at_its_top(
        self, name: str, tmp_path: Path
    ) -> None:
        top = grow(tmp_path, {**letters(2, f"{name}/a"), ".git/HEAD": "", "other/a.md": LETTER})
        done = artikit("init", f"./{name}", "--write-snippets", cwd=top)
        assert done.returncode == 0
        assert sorted(path.name for path in (top / name).iterdir()) == ["a", "artikit.toml"]
        hooks = yaml.safe_load((top / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
        pattern = re.compile(hooks["repos"][0]["hooks"][0]["files"])
        assert pattern.search(f"{name}/a/0.MD")
        assert not pattern.search("other/a.md")
        workflow = yaml.safe_load((top / ".github/workflows/artikit.yml").read_text(encoding="utf-8"))
        command = shlex.split(workflow["jobs"]["records"]["steps"][-1]["run"])
        judged = artikit(*command[1:], cwd=top)
        assert (judged.returncode, judged.stderr) == (0, "2 records checked, all clean\n")
        (top / ".gitlab-ci.yml").touch()
        shown = artikit("init", f"./{name}", "--force", cwd=top).stdout.partition("# .gitlab-ci.yml\n")[2]
        assert shlex.split(yaml.safe_load(shown)["records"]["script"][-1]) == [
            "artikit",
            "validate",
            command[-1],
        ]

    def test_the_settings_tell_where_a_baseline_would_stand_if_not_all_pass(self, tmp_path: Path) -> None:
        top = grow(tmp_path, {**letters(2), **news(2), "_letters/bad.md": LETTER.replace("05:30", "25:30")})
        artikit("init", ".", cwd=top)
        text = (top / "artikit.toml").read_text(encoding="utf-8")
        assert '# baseline = "artikit-baseline.json"\n' in text
        assert artikit("validate", cwd=top).returncode == 1
        said = artikit("validate", "--write-baseline", cwd=top).stderr
        assert 'every run does with baseline = "artikit-baseline.json" in the settings' in said
        (top / "artikit.toml").write_text(text.replace("# baseline", "baseline"), encoding="utf-8")
        assert artikit("validate", cwd=top).returncode == 0
        (top / "_letters/bad.md").unlink()
        assert "baseline" not in artikit("init", ".", "--dry-run", cwd=top).stdout

    def test_a_folder_without_files_is_told(self, tmp_path: Path) -> None:
        done = artikit("init", ".", cwd=tmp_path)
        assert done.returncode == 2
        assert done.stderr == "error: no Markdown or text file in ., so there is nothing to propose\n"
        assert artikit("init", "none", cwd=tmp_path).stderr == "error: no such folder: none\n"

    @pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
    def test_hostile_names_forge_nothing(self, tmp_path: Path) -> None:
        top = grow(tmp_path, {"::error::x\n::add-mask::y/a.md": LETTER, "\x1b[2J/b.txt": "raw\n"})
        done = artikit("init", ".", "--dry-run", cwd=top)
        assert done.returncode == 0
        assert not [
            line for line in (done.stdout + done.stderr).splitlines() if line.lstrip().startswith("::")
        ]
        assert "\x1b" not in done.stdout + done.stderr
