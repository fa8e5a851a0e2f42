"""Each rule across records: what it finds, with both places, and where it is silent."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from artikit.comments import comments_of
from artikit.config import Config

from .repo import FERRY, LEDGER, article, copy, markdown

if TYPE_CHECKING:
    from .repo import Repo

OTHER = "https://www.bluekiln.example/weekly/7"
KILN = {"name": "Blue Kiln Weekly", "domain": "bluekiln.example"}


def test_a_sound_repository_is_silent(repo: Repo) -> None:
    for number in range(12):
        repo.write(f"_news/{number}.md", article(number, related=[copy((number + 1) % 12)]))
    assert repo.said() == []


# AK301


def test_the_later_of_two_records_of_an_article_is_found_and_shows_the_first(repo: Repo) -> None:
    repo.write("_news/a.md", article(1))
    repo.write("_news/b.md", article(2, webUrl=f"{FERRY}-1?utm_source=letter"))
    assert repo.said() == [
        (
            "_news/b.md:5:9: AK301[duplicate-article] this article is in the repository twice: its `webUrl` leads "
            "to the same page (first here: _news/a.md:5:9)"
        )
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"webUrl": "http://harbor-ledger.example/news/2021/06/night-ferry-1/"},
        {"webUrl": f"{FERRY}-1#comments"},
        {"webUrl": f"{FERRY}-1/amp/"},
        {"webUrl": None, "originalUrl": f"{FERRY}-1?fbclid=x"},
        {"webUrl": OTHER, "originalUrl": f"{FERRY}-1"},
        {"webUrl": OTHER, "ampWebUrl": "https://amp.harbor-ledger.example/news/2021/06/night-ferry-1"},
    ],
)
def test_an_article_is_known_by_any_of_its_addresses_however_written(
    repo: Repo, changes: dict[str, Any]
) -> None:
    repo.write("a.md", article(1))
    repo.write("b.md", article(2, **changes))
    assert [said.split(" ")[1] for said in repo.said()] == ["AK301[duplicate-article]"]


@pytest.mark.parametrize(
    "changes",
    [
        {"webUrl": f"{FERRY}-1?page=2"},
        {"webUrl": f"{FERRY}-1", "published": False},
        {"webUrl": f"{FERRY}-1", "removed": True},
        {"webUrl": 7},
        {"webUrl": f"{FERRY}-11"},
    ],
)
def test_another_page_or_a_record_off_the_site_is_no_duplicate(repo: Repo, changes: dict[str, Any]) -> None:
    repo.write("a.md", article(1))
    repo.write("b.md", article(2, **changes))
    assert repo.said() == []


def test_a_front_page_is_no_article(repo: Repo) -> None:
    for name in ("a.md", "b.md"):
        repo.write(name, article(len(name), title=name, webUrl="https://www.harbor-ledger.example/"))
    assert repo.said() == []


def test_of_many_records_of_an_article_each_but_the_first_is_found_once(repo: Repo) -> None:
    for name in "cabd":
        repo.write(
            f"{name}.md", article(ord(name), webUrl=f"{FERRY}-1", originalUrl=f"{FERRY}-1?utm_source={name}")
        )
    assert repo.codes() == ["b.md:5:9: AK301", "c.md:5:9: AK301", "d.md:5:9: AK301"]
    assert all("(first here: a.md:5:9)" in said for said in repo.said())


def test_a_published_record_behind_one_that_is_not_is_the_first_one(repo: Repo) -> None:
    repo.write("a.md", article(1, published=False))
    repo.write("b.md", article(2, webUrl=f"{FERRY}-1"))
    repo.write("c.md", article(3, webUrl=f"{FERRY}-1"))
    assert repo.said() == [said for said in repo.said() if said.startswith("c.md") and "b.md:5:9" in said]
    assert len(repo.said()) == 1


@pytest.mark.parametrize("key", ["_path", "path"])
@pytest.mark.parametrize("place", ["_news/a.md", "a.md"])
def test_an_export_of_a_record_is_no_second_record(repo: Repo, key: str, place: str) -> None:
    repo.write("_news/a.md", article(1))
    repo.write("export.jsonl", article(1, **{key: place}))
    repo.write("page1.jsonl", article(1, **{key: place}))
    assert repo.said() == []


def test_an_export_of_another_record_is_one(repo: Repo) -> None:
    repo.write("_news/a.md", article(1))
    repo.write("export.jsonl", article(1, _path="_news/b.md", title="Night ferry is back"))
    assert len(repo.said()) == 1


def test_a_file_with_two_names_is_one_record(repo: Repo) -> None:
    file = repo.write("_news/a.md", article(1))
    (repo.root / "b.md").symlink_to(file)
    (repo.root / "c.md").hardlink_to(file)
    assert repo.said() == []


# AK302


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"title": "Night ferry retruns"},
            "`title` than the article itself: `Night ferry retruns`, not `Night",
        ),
        (
            {"publishedDateTime": "2021-06-15T09:30:00Z"},
            "`publishedDateTime` than the article itself: `2021-06-15T09:30:00Z`, not `2021-06-14T09:30:00Z`",
        ),
        (
            {"provider": KILN},
            "`provider.name` and `provider.domain` than the article itself: `Blue Kiln Weekly`",
        ),
        (
            {"provider": {**LEDGER, "domain": "harbour-ledger.example"}},
            "`provider.domain` than the article itself: `harbour-ledger.example`, not `harbor-ledger.example`",
        ),
    ],
)
def test_a_copy_that_drifted_is_found_where_it_differs(
    repo: Repo, changes: dict[str, Any], said: str
) -> None:
    repo.write("_news/a.md", article(1))
    repo.write("_news/b.md", article(2, related=[copy(3), copy(1, **changes)]))
    (found,) = repo.found()
    assert found.code == "AK302"
    assert said in found.message
    key = next(iter(changes))
    assert found.pointer[:3] == ("related", 1, key)
    assert found.start.line == 8
    (note,) = found.notes
    assert note.path.endswith("/_news/a.md")
    assert note.start.line == {"title": 3, "publishedDateTime": 4, "provider": 7}[key]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"title": " Night  ferry returns,\npart 1 "},
        {"title": None},
        {"title": 7},
        {"publishedDateTime": "2021-06-14T11:30:00+02:00"},
        {"publishedDateTime": "2021-06-14"},
        {"publishedDateTime": "2021-06-14t09:30:00.000z"},
        {"provider": None},
        {"provider": {"name": "The Harbor Ledger"}},
        {"provider": {**LEDGER, "domain": "WWW.harbor-ledger.example"}},
        {"excerpt": "another one"},
        {"title": "Night ferry retruns", "webUrl": f"{FERRY}-4"},
        {"title": "Night ferry retruns", "webUrl": None},
    ],
)
def test_a_copy_that_says_the_same_in_other_words_has_not_drifted(
    repo: Repo, changes: dict[str, Any]
) -> None:
    repo.write("_news/a.md", article(1))
    repo.write("_news/b.md", article(2, related=[copy(1, **changes)]))
    assert repo.said() == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Cafe\u0301 on the pier", "Caf\xe9 on the pier"),
        ("Night\u200b ferry", "Night ferry"),
        ("\ufeffNight\xa0fer\xadry", "Night ferry"),
        ("Ferry &amp; bus &#8211; a plan", "Ferry & bus – a plan"),
    ],
)
def test_titles_that_readers_see_alike_have_not_drifted(repo: Repo, said: str, meant: str) -> None:
    repo.write("a.md", article(1, title=meant))
    repo.write("b.md", article(2, title=said))
    repo.write("c.md", article(3, related=[copy(1, title=said), copy(2, title=meant)]))
    assert repo.said() == []


def test_copies_that_differ_are_no_fault_without_a_record_of_the_article(repo: Repo) -> None:
    repo.write("a.md", article(1, related=[copy(9)]))
    repo.write("b.md", article(2, related=[copy(9, title="Night ferry is back")]))
    assert repo.said() == []


def test_a_copy_may_be_as_any_record_of_its_address(repo: Repo) -> None:
    repo.write("a.md", article(1))
    repo.write("b.md", article(1, title="Night ferry is back", published=False))
    repo.write("c.md", article(3, related=[copy(1, title="Night ferry is back")]))
    assert repo.said() == []


def test_a_copy_of_the_record_itself_is_not_compared(repo: Repo) -> None:
    repo.write("a.md", article(1, related=[copy(1, title="Night ferry is back")]))
    assert repo.said() == []


def test_a_drifted_provider_is_not_found_a_second_time(repo: Repo) -> None:
    for number in range(4):
        repo.write(f"{number}.md", article(number))
    slip = {"name": "Harbor Ledger", "domain": "harbor-ledgr.example"}
    repo.write("x.md", article(9, related=[copy(1, provider=slip)]))
    assert repo.codes() == ["x.md:8:192: AK302"]


# AK303, AK304


def provided(repo: Repo, *providers: dict[str, str]) -> None:
    for number, provider in enumerate(providers):
        repo.write(f"{number:03}.md", article(number, provider=provider))


def test_the_domain_that_fewer_records_have_is_the_odd_one(repo: Repo) -> None:
    odd = {**LEDGER, "domain": "harbour-ledger.example"}
    provided(repo, odd, LEDGER, LEDGER)
    assert repo.said() == [
        (
            "000.md:7:51: AK303[provider-with-two-domains] `The Harbor Ledger` has the domain "
            "`harbour-ledger.example` here, and `harbor-ledger.example` in 2 records (as usual here: 001.md:7:51)"
        )
    ]


def test_of_two_domains_that_are_equally_common_the_later_one_is_the_odd_one(repo: Repo) -> None:
    provided(repo, {**LEDGER, "domain": "harbour-ledger.example"}, LEDGER)
    assert repo.codes() == ["001.md:7:51: AK303"]


@pytest.mark.parametrize(
    "provider",
    [
        {**LEDGER, "domain": "news.harbor-ledger.example"},
        {**LEDGER, "domain": "www.harbor-ledger.example"},
        {**LEDGER, "domain": "Harbor-Ledger.example"},
        {"name": "  The Harbor\n Ledger", "domain": "harbor-ledger.example"},
        {"name": "The Harbor Ledger"},
        KILN,
    ],
)
def test_parts_of_a_domain_upper_case_and_blanks_make_no_difference(
    repo: Repo, provider: dict[str, str]
) -> None:
    provided(repo, LEDGER, LEDGER, provider)
    assert repo.said() == []


@pytest.mark.parametrize(
    "provider",
    [
        {"name": "Caf\xe9 B\xfccher", "domain": "xn--bcher-kva.example"},
        {"name": "Cafe\u0301 B\xfccher", "domain": "www.B\xfccher.example."},
    ],
)
def test_another_way_to_write_the_same_letters_makes_no_difference(
    repo: Repo, provider: dict[str, str]
) -> None:
    usual = {"name": "Caf\xe9 B\xfccher", "domain": "b\xfccher.example"}
    provided(repo, usual, usual, provider)
    repo.write("x.md", article(9, related=[copy(0, provider=provider)]))
    assert repo.said() == []


def test_parts_of_one_domain_are_one_even_where_only_few_have_the_domain_itself(repo: Repo) -> None:
    parts = [{**LEDGER, "domain": f"{part}.harbor-ledger.example"} for part in ("news", "press", "a.b")]
    provided(repo, *parts, *parts, LEDGER)
    assert repo.said() == []


def test_a_slip_inside_related_is_found_once_a_record(repo: Repo) -> None:
    for number in range(3):
        repo.write(f"{number}.md", article(number))
    slips = [copy(number, provider={**LEDGER, "domain": "harbor-ledgr.example"}) for number in (11, 12)]
    repo.write("x.md", article(9, related=[copy(10), *slips]))
    (found,) = repo.found()
    assert (found.code, found.pointer) == ("AK303", ("related", 1, "provider", "domain"))


def test_many_slips_are_found_in_every_record(repo: Repo) -> None:
    odd = {**LEDGER, "domain": "harbour-ledger.example"}
    provided(repo, *[LEDGER] * 5, *[odd] * 3)
    assert [said.partition(":")[0] for said in repo.said()] == ["005.md", "006.md", "007.md"]


def test_a_second_domain_that_many_records_have_is_right(repo: Repo) -> None:
    odd = {**LEDGER, "domain": "harbour-ledger.example"}
    provided(repo, *[LEDGER] * 12, *[odd] * 10)
    assert repo.said() == []
    config = replace(repo.config, rules={"provider-with-two-domains": {"established": 11}})
    assert len(repo.said(config)) == 10


def test_the_name_that_fewer_records_give_a_domain_is_the_odd_one(repo: Repo) -> None:
    provided(repo, LEDGER, {**LEDGER, "name": "Harbor Ledger"}, LEDGER)
    (said,) = repo.said()
    assert said == (
        "001.md:7:20: AK304[domain-with-two-names] `harbor-ledger.example` is called `Harbor Ledger` here, and "
        "`The Harbor Ledger` in 2 records (as usual here: 000.md:7:20)"
    )
    assert repo.found()[0].severity == "info"


def test_a_wrong_pair_of_name_and_domain_is_one_fault(repo: Repo) -> None:
    provided(repo, *[LEDGER] * 3, *[KILN] * 3, {**LEDGER, "domain": KILN["domain"]})
    assert repo.codes() == ["006.md:7:51: AK303"]


# AK305


def test_two_records_of_one_day_and_title_have_one_file_name(repo: Repo) -> None:
    repo.write("2021-06-14-night-ferry-returns.md", article(1, title="Night ferry returns"))
    repo.write("data.jsonl", article(2), article(3, title="Night Ferry returns!"))
    assert repo.said() == [
        (
            "data.jsonl:2:31: AK305[same-slug] two records have the file name `2021-06-14-night-ferry-returns`, which "
            "is made of the day and the title (first here: 2021-06-14-night-ferry-returns.md:3:8)"
        )
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"publishedDateTime": "2021-06-15T09:30:00Z"},
        {"publishedDateTime": None},
        {"title": "Night ferry returned"},
        {"title": None},
        {"_path": "2021/another-name.md"},
        {"published": False},
    ],
)
def test_another_day_title_or_name_makes_another_file(repo: Repo, changes: dict[str, Any]) -> None:
    repo.write("a.jsonl", article(1, title="Night ferry returns"))
    repo.write("b.jsonl", article(2, **{"title": "Night ferry returns", **changes}))
    assert repo.said() == []


def test_files_with_names_of_their_own_may_have_one_title(repo: Repo) -> None:
    repo.write("2021/index.md", article(1, title="Week in pictures"))
    repo.write("2022/index.md", article(2, title="Week in pictures"))
    repo.write("de/2021-06-14-post.md", article(3, title="Week in pictures"))
    repo.write("en/2021-06-14-post.md", article(4, title="Week in pictures"))
    assert repo.said() == []


def test_titles_of_which_nothing_is_left_make_no_name(repo: Repo) -> None:
    repo.write("a.jsonl", article(1, title="Мост откроют весной"), article(2, title="橋は春に開通する"))
    assert repo.said() == []


def test_the_same_article_twice_is_not_found_by_its_name_again(repo: Repo) -> None:
    repo.write("a.jsonl", article(1, title="Night ferry"), article(1, title="Night ferry"))
    assert [said.split(" ")[1] for said in repo.said()] == ["AK301[duplicate-article]"]


# AK306, AK307


def logo(url: str) -> dict[str, Any]:
    return {**LEDGER, "images": [{"url": url}]}


def test_a_logo_that_is_not_there_is_found(repo: Repo) -> None:
    (repo.root / "assets").mkdir()
    repo.write("_news/a.md", article(1, provider=logo("/assets/logos/ledger.jpg")))
    assert repo.said() == [
        "_news/a.md:7:95: AK306[missing-logo] the repository has no file `/assets/logos/ledger.jpg`"
    ]


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("/assets/l.jpg", "assets/l.jpg"),
        ("assets/l.jpg", "assets/l.jpg"),
        ("/assets/l.jpg?v=2#x", "assets/l.jpg"),
        ("/assets/our%20logo.jpg", "assets/our logo.jpg"),
        ("/assets/l.jpg", "static/assets/l.jpg"),
        ("/l.jpg", "public/l.jpg"),
        ("l.jpg", "site/_news/l.jpg"),
        ("../l.jpg", "site/l.jpg"),
        ("/assets/l.jpg", "site/assets/l.jpg"),
        ("/base/assets/l.jpg", "assets/l.jpg"),
    ],
)
def test_a_site_may_begin_at_any_folder_around_a_record(repo: Repo, url: str, file: str) -> None:
    (repo.root / "assets").mkdir()
    repo.write("site/_news/a.md", article(1, provider=logo(url)))
    path = repo.root / file
    assert len(repo.said()) == (not url.startswith("/base"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    assert repo.said() == []


@pytest.mark.parametrize(
    "url",
    [
        "https://images.example.org/l.jpg",
        "http://images.example.org/l.jpg",
        "HTTPS://images.example.org/l.jpg",
        "//images.example.org/assets/l.jpg",
        "data:image/png;base64,AAAA",
        "{{ site.baseurl }}/assets/l.jpg",
        "{% asset l.jpg %}",
        "C:\\assets\\l.jpg",
        "/elsewhere/l.jpg",
        "#assets",
        "",
        " ",
    ],
)
def test_what_is_no_path_inside_this_repository_is_not_looked_for(repo: Repo, url: str) -> None:
    (repo.root / "assets").mkdir()
    repo.write("a.md", article(1, provider=logo(url)))
    assert repo.said() == []


def test_nothing_outside_the_repository_counts(repo: Repo) -> None:
    (repo.root / "site").mkdir()
    (repo.root / "secret.jpg").write_bytes(b"")
    (repo.root / "site" / "link").symlink_to(repo.root)
    for number, url in enumerate(("../secret.jpg", "../../../../etc/passwd", "link/secret.jpg")):
        repo.write(f"site/{number}.md", article(number, provider=logo(url)))
    config = Config(root=str(repo.root / "site"))
    assert [one.pointer[-2:] for one in repo.found(config)] == [(0, "url")] * 3


def test_images_of_records_of_other_kinds_and_their_plain_paths_are_looked_for(repo: Repo) -> None:
    (repo.root / "topic.schema.json").write_text('{"type": "object"}')
    (repo.root / "assets").mkdir()
    repo.write("topic.md", {"name": "Weather", "images": ["assets/sun.png", "assets/rain.png"]})
    repo.write("ledger.md", {"name": "Ledger", "domain": "x.example", "images": [{"url": "assets/l.png"}]})
    (repo.root / "assets" / "sun.png").write_bytes(b"")
    config = replace(repo.config, schema=str(repo.root / "topic.schema.json"))
    assert repo.codes(config) == ["ledger.md:4:18: AK306", "topic.md:3:28: AK307"]


def test_folders_of_the_site_can_be_named(repo: Repo) -> None:
    repo.write("a.md", article(1, provider=logo("/l.jpg")))
    (repo.root / "web").mkdir()
    (repo.root / "web" / "l.jpg").write_bytes(b"")
    assert len(repo.said()) == 1
    assert repo.said(replace(repo.config, rules={"missing-logo": {"folders": ["web"]}})) == []


# levels, comments, other findings


def test_a_rule_can_be_switched_off_or_on_by_path(repo: Repo) -> None:
    repo.write("a.md", article(1))
    repo.write("b/c.md", article(1))
    repo.write("d.md", article(1))
    assert repo.said(replace(repo.config, ignore=("AK3",))) == []
    off = {"paths": ["b/**"], "rules": {"duplicate-article": "off"}}
    assert repo.codes(replace(repo.config, overrides=(off,))) == ["d.md:5:9: AK301"]
    on = {"paths": ["b/**"], "rules": {"duplicate-article": "error"}}
    config = replace(repo.config, rules={"AK301": "off"}, overrides=(on,))
    assert [(one.code, one.severity) for one in repo.found(config)] == [("AK301", "error")]


def test_a_comment_with_a_reason_silences_a_finding(repo: Repo) -> None:
    repo.write("a.md", article(1))
    file = repo.write("b.md", article(1))
    text = file.read_text()
    file.write_text(
        text.replace('night-ferry-1"', 'night-ferry-1" # artikit: ignore AK301 -- kept for the archive')
    )
    assert repo.said() == []


def test_each_of_many_findings_of_a_record_is_silenced_or_covered_by_itself(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the comments of the record are read once, however many findings it has."""
    for number in range(5):
        repo.write(f"{number}.md", article(number))
    related = [copy(number, title="Day ferry") for number in range(5)]
    related[3]["title"] = 7
    related[4]["publishedDateTime"] = "soon"
    items = [f"  - {json.dumps(one)}\n" for one in related]
    items[2] = f"  # artikit: ignore AK302 -- as it was printed\n{items[2]}"
    text = markdown(article(9)).removesuffix("---\n\n")
    (repo.root / "x.md").write_text(f"{text}related:\n{''.join(items)}---\n")
    read: list[Any] = []

    def spy(*given: Any) -> Any:
        read.append(given)
        return comments_of(*given)

    monkeypatch.setattr("artikit.suppressing.comments_of", spy)
    assert [one.pointer for one in repo.found()] == [("related", one, "title") for one in (0, 1, 4)]
    assert len(read) == 1


def test_what_the_schema_says_of_a_value_is_not_said_again(repo: Repo) -> None:
    repo.write("a.md", article(1, webUrl=f"{FERRY} {1}"))
    repo.write("b.md", article(2, webUrl=f"{FERRY} {1}"))
    assert repo.said() == []
    (repo.root / "assets").mkdir()
    repo.write("c.md", article(3, images=[{"url": "/assets/kite.jpg"}]))
    assert repo.codes() == ["c.md:8:18: AK307"]
    assert repo.said(replace(repo.config, schema="news")) == []  # it wants a full address there
