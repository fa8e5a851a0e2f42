"""Saved pages: each cue, where it stands, what is left unset, and pages made to hurt."""

from __future__ import annotations

import html as references
import json
import re
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ingest.pages import (
    CANONICAL,
    PROSE,
    TITLE,
    URL,
    data,
    evidence,
    jsonld,
    page,
    quoted,
    read,
    reason,
)

from artikit.ingest.dates.moments import moment_of
from artikit.ingest.markup.encodings import decode_page
from artikit.ingest.markup.fragment import markdown_of
from artikit.ingest.markup.loose_json import LONGEST, read_loosely
from artikit.ingest.markup.tokens import tokens
from artikit.ingest.wording.plain import folded

TUNING = sorted((Path(__file__).parent / "set" / "tuning").glob("*.html"))

# --- titles ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        "",
        f"<title>{TITLE}</title>",
        f"<title>{TITLE} | The Harbor Ledger</title>",
        f'<meta property="og:title" content="{TITLE}">',
        f'<meta property="og:title" content="{TITLE} - The Harbor Ledger"><meta property="og:site_name" content="The Harbor Ledger">',
        f'<meta property="og:title" content="The Harbor Ledger"><meta property="og:site_name" content="The Harbor Ledger"><title>{TITLE} — The Harbor Ledger</title>',
        jsonld(json.dumps({"@type": "NewsArticle", "headline": TITLE})),
    ],
)
def test_a_title_comes_without_the_name_of_the_site(head: str) -> None:
    assert data(page(head))["title"] == TITLE


def test_a_title_keeps_a_dash_that_is_its_own() -> None:
    html = (
        page().replace(TITLE, "Ferry - what now?").replace("<head>", "<head><title>Ferry - what now?</title>")
    )
    assert data(html)["title"] == "Ferry - what now?"


def test_a_name_in_the_address_proves_what_stands_behind_the_title() -> None:
    html = f"<title>{TITLE} - Harbor Ledger</title>{CANONICAL}<body>{PROSE}"
    assert data(html)["title"] == TITLE
    assert data(html)["provider"] == {"name": "Harbor Ledger", "domain": "harbor-ledger.example"}


def test_of_several_headings_the_one_in_the_tab_is_the_title() -> None:
    html = page(
        f"<title>{TITLE}</title>", above="<h1>Weather today: rain</h1>", under="<h1>Another story</h1>"
    )
    assert data(html)["title"] == TITLE


def test_several_headings_without_a_hint_leave_the_title_unset() -> None:
    made = read(f"<html><body><h1>One story of many</h1><h1>Another one beside it</h1>{PROSE}")
    assert "title" not in (made.record.data or {})
    assert "2 headings" in reason(made, "title")


def test_a_title_written_with_references_twice_is_read_once_more() -> None:
    assert (
        data(page('<meta property="og:title" content="Salt &amp;amp; string">'))["title"] == "Salt & string"
    )


# --- dates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("2021-06-14T09:30:00+02:00", "2021-06-14T09:30:00+02:00"),
        ("2021-06-14T09:30:00Z", "2021-06-14T09:30:00Z"),
        ("2021-06-14T09:30:00.000Z", "2021-06-14T09:30:00Z"),
        ("2021-06-14T09:30+0200", "2021-06-14T09:30:00+02:00"),
        ("2021-06-14 09:30:00 -05", "2021-06-14T09:30:00-05:00"),
        ("20210614T093000Z", "2021-06-14T09:30:00Z"),
        ("2021-06-14T09:30:00", "2021-06-14"),
        ("2021-06-14 09:30", "2021-06-14"),
        ("2021-06-14", "2021-06-14"),
        ("Mon, 14 Jun 2021 09:30:00 GMT", "2021-06-14T09:30:00Z"),
        ("Mon, 14 Jun 2021 09:30:00 +0200", "2021-06-14T09:30:00+02:00"),
        ("Mon, 14 Jun 2021 09:30:00 EST", "2021-06-14T09:30:00-05:00"),
        ("14 June 2021", "2021-06-14"),
        ("2021-02-30", None),
        ("2021-06-14T25:00:00Z", None),
        ("0000-00-00", None),
        ("2021-06-14T09:30:00+99:00", None),
        ("03/04/2021", None),
        ("yesterday", None),
        ("", None),
        ("9" * 5000, None),
    ],
)
def test_a_date_keeps_its_zone_and_gets_no_hour(said: str, value: str | None) -> None:
    moment = moment_of(said)
    assert (moment.value if moment else None) == value
    assert (
        data(page(f'<meta property="article:published_time" content="{said}">')).get("publishedDateTime")
        == value
    )


def test_the_same_moment_in_two_zones_is_no_conflict() -> None:
    stated = jsonld('{"@type":"Article","headline":"x y z","datePublished":"2020-07-15T00:45:00+02:00"}')
    made = read(page(stated + '<meta property="article:published_time" content="2020-07-14T22:45:00Z">'))
    assert data_of(made)["publishedDateTime"] == "2020-07-15T00:45:00+02:00"
    assert not [one for one in made.conflicts if one.field == ("publishedDateTime",)]


def data_of(made: Any) -> dict[str, Any]:
    return dict(made.record.data or {})


def test_dates_that_differ_are_reported() -> None:
    stated = jsonld('{"@type":"Article","datePublished":"2021-06-14T09:30:00Z"}')
    address = '<link rel="canonical" href="https://harbor-ledger.example/2021/06/02/ferry">'
    made = read(
        page(stated + '<meta property="article:published_time" content="2021-06-10T09:30:00Z">' + address)
    )
    conflict = next(one for one in made.conflicts if one.field == ("publishedDateTime",))
    assert [one.value for one in conflict.found] == [
        "2021-06-14T09:30:00Z",
        "2021-06-10T09:30:00Z",
        "2021-06-02",
    ]
    assert data_of(made)["publishedDateTime"] == "2021-06-14T09:30:00Z"


@pytest.mark.parametrize(
    "under",
    [
        "<p>By Mara Lindqvist, 14 June 2021</p>",
        '<time datetime="2021-06-14">14 June</time>',
        "<p>Published: 14 June 2021</p>",
        "<p>14 June 2021</p>",
        "<p>Updated <time datetime='2021-06-15'>15 June 2021</time>, published <time datetime='2021-06-14'>14 June 2021</time></p>",
        '<abbr class="published" title="2021-06-14">in June</abbr><h2 class="entry-title">x</h2>',
    ],
)
def test_a_date_under_the_title_is_that_of_the_article(under: str) -> None:
    assert data(page(under=under))["publishedDateTime"] == "2021-06-14"


@pytest.mark.parametrize(
    "html",
    [
        page(under="<p>The fair on 12 June 2021 was cancelled</p>"),
        page(above="<p>Today is 12 June 2026</p>"),
        page(above="<p>12 June 2026</p>"),
        page(body=PROSE + "<p>On 12 June 2021 the ferry sank.</p><p>Updated 13 June 2021</p>"),
        page(body=PROSE + "<footer>12 June 2021</footer>"),
        page(body=PROSE + '<div class="comments"><time datetime="2021-06-12">x</time></div>'),
        page('<meta property="article:modified_time" content="2021-06-14T09:30:00Z">'),
        page(under="<p>Wednesday night</p>"),
    ],
)
def test_other_dates_are_not_that_of_the_article(html: str) -> None:
    made = read(html)
    assert "publishedDateTime" not in data_of(made)
    assert reason(made, "publishedDateTime")


def test_a_date_that_may_be_the_day_of_the_build_gives_way_to_a_line_and_is_reported() -> None:
    made = read(page('<meta name="date" content="2026-01-01T00:00:00Z">', "<p>Published: 14 June 2021</p>"))
    assert data_of(made)["publishedDateTime"] == "2021-06-14"
    assert ("publishedDateTime",) in [one.field for one in made.conflicts]


def test_a_dateline_tells_the_date_and_is_no_part_of_the_excerpt() -> None:
    dated = PROSE.replace("<p>The council", "<p>LISBON, June 3, 2021 (Northwire) — The council", 1)
    found = data(page(body=dated))
    assert found["publishedDateTime"] == "2021-06-03"
    assert found["excerpt"].startswith("The council of Port Ansel")


def test_a_relative_date_is_the_reason_why_there_is_none() -> None:
    assert "Wednesday" in reason(read(page(under="<p>Wednesday night</p>")), "publishedDateTime")


# --- authors --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "under", "author"),
    [
        ('<meta name="author" content="Mara Lindqvist">', "", "Mara Lindqvist"),
        ('<meta name="author" content="By Mara Lindqvist, Environment Correspondent">', "", "Mara Lindqvist"),
        ('<meta name="author" content="Mara Lindqvist and Ole Brekke">', "", "Mara Lindqvist, Ole Brekke"),
        ('<meta property="article:author" content="https://social.example/mara">', "", None),
        ('<meta name="author" content="jsmith">', "", None),
        ('<meta name="author" content="admin">', "", None),
        (
            '<meta name="author" content="The Harbor Ledger"><meta property="og:site_name" content="The Harbor Ledger">',
            "",
            None,
        ),
        (
            '<meta name="author" content="Harbor Ledger Newsroom"><meta property="og:site_name" content="The Harbor Ledger">',
            "",
            None,
        ),
        (jsonld('{"@type":"Article","author":"Mara Lindqvist"}'), "", "Mara Lindqvist"),
        (
            jsonld('{"@type":"Article","author":[{"name":"Mara Lindqvist"},{"name":"Ole Brekke"}]}'),
            "",
            "Mara Lindqvist, Ole Brekke",
        ),
        (
            jsonld(
                '{"@graph":[{"@type":"Article","author":{"@id":"#m"}},{"@id":"#m","@type":"Person","name":"Mara Lindqvist"}]}'
            ),
            "",
            "Mara Lindqvist",
        ),
        ("", "<p>By Mara Lindqvist</p>", "Mara Lindqvist"),
        ('<meta name="author" content="Editorial team">', "<p>By Mara Lindqvist</p>", "Mara Lindqvist"),
        ("", '<p class="byline">Mara Lindqvist</p>', "Mara Lindqvist"),
        ("", '<p>Posted by <a rel="author" href="/m">Mara Lindqvist</a></p>', "Mara Lindqvist"),
        ("", "<p>Mara Lindqvist<br>14 June 2021</p>", "Mara Lindqvist"),
        ("", "<p>Port Ansel</p>", None),
        ("", "<p>Photo: Ole Brekke</p>", None),
    ],
)
def test_an_author_is_who_is_named_as_one(head: str, under: str, author: str | None) -> None:
    assert data(page(head, under)).get("author") == author


def test_authors_of_comments_and_of_other_stories_are_none() -> None:
    more = '<div class="comments"><p class="author">Old Tup</p></div><ul><li>By Ida Frost</li></ul><aside><a rel="author">Sam Ocampo</a></aside>'
    assert "author" not in data(page(body=PROSE + more))


# --- addresses and publishers ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        CANONICAL,
        '<link href="/news/night-ferry" rel="canonical"><base href="https://www.harbor-ledger.example/">',
        f'<link rel="canonical" href="/news/night-ferry"><meta property="og:url" content="{URL}">',
        f'<meta property="og:url" content="{URL}">',
        f'<link rel="canonical" href="https://www.harbor-ledger.example/"><meta property="og:url" content="{URL}">',
        jsonld(json.dumps({"@type": "Article", "mainEntityOfPage": {"@type": "WebPage", "@id": URL}})),
        jsonld(json.dumps({"@type": "Article", "mainEntityOfPage": URL})),
        jsonld(json.dumps({"@type": "Article", "url": URL})),
    ],
)
def test_the_address_is_what_the_page_states_made_absolute(head: str) -> None:
    found = data(page(head))
    assert found["originalUrl"] == found["webUrl"] == URL
    assert found["provider"]["domain"] == "harbor-ledger.example"


def test_the_address_that_the_browser_noted_counts() -> None:
    assert data(f"<!-- saved from url=(0046){URL} -->\n{page()}")["originalUrl"] == URL


@pytest.mark.parametrize(
    "href",
    ["/news/ferry", "javascript:void(0)", "#", "", "mailto:a@b.example", "https://", "http://localhost/a"],
)
def test_what_leads_nowhere_is_no_address(href: str) -> None:
    made = read(page(f'<link rel="canonical" href="{href}">'))
    assert "originalUrl" not in data_of(made)
    assert reason(made, "originalUrl")


def test_letters_in_an_address_are_escaped() -> None:
    assert (
        data(page('<link rel="canonical" href="https://le-phare.example/été 1">'))["originalUrl"]
        == "https://le-phare.example/%C3%A9t%C3%A9%201"
    )


def test_the_amp_edition_has_its_address_in_the_cache() -> None:
    found = data(page(CANONICAL + '<link rel="amphtml" href="/amp/night-ferry">'))
    assert found["ampWebUrl"] == "https://www.harbor-ledger.example/amp/night-ferry"
    assert (
        found["cdnAmpWebUrl"]
        == "https://www-harbor--ledger-example.cdn.ampproject.org/c/s/www.harbor-ledger.example/amp/night-ferry"
    )


def test_a_publisher_brings_name_and_logo() -> None:
    thing = {
        "@type": "Article",
        "publisher": {
            "name": "The Harbor Ledger",
            "logo": {"url": "https://harbor-ledger.example/l.png", "width": "50", "height": 50},
        },
    }
    assert data(page(CANONICAL + jsonld(json.dumps(thing))))["provider"] == {
        "name": "The Harbor Ledger",
        "domain": "harbor-ledger.example",
        "images": [{"url": "https://harbor-ledger.example/l.png", "width": 50, "height": 50}],
    }


def test_open_graph_that_speaks_of_the_whole_site_is_not_taken_for_the_article() -> None:
    site = (
        '<meta property="og:title" content="Kettle Radio"><meta property="og:site_name" content="Kettle Radio">'
        '<meta property="og:description" content="Your station for the dale."><meta property="og:image" content="https://kettle.example/logo.png">'
        '<meta property="og:url" content="https://kettle.example/"><link rel="canonical" href="https://kettle.example/news/1">'
    )
    found = data(page(site))
    assert found["title"] == TITLE
    assert found["originalUrl"] == "https://kettle.example/news/1"
    assert found["excerpt"].startswith("The council of Port Ansel")
    assert "images" not in found


def test_a_description_of_the_site_is_no_excerpt() -> None:
    made = read(
        page(
            '<meta name="description" content="Latest headlines, weather, sports scores and classified adverts">'
        )
    )
    assert data_of(made)["excerpt"].startswith("The council of Port Ansel")


# --- pictures, topics, language ---------------------------------------------------------------------


def test_pictures_have_sizes_and_captions() -> None:
    head = (
        CANONICAL
        + '<meta property="og:image" content="/ferry.jpg"><meta property="og:image:width" content="1200">'
        '<meta property="og:image:height" content="675">'
    )
    under = '<figure><img src="/ferry.jpg"><figcaption>The ferry at the pier. Photograph: Ole Brekke</figcaption></figure>'
    assert data(page(head, under))["images"] == [
        {
            "url": "https://www.harbor-ledger.example/ferry.jpg",
            "width": 1200,
            "height": 675,
            "title": "The ferry at the pier.",
            "attribution": "Ole Brekke",
        }
    ]


def test_pictures_of_the_article_that_scripts_load_are_found_and_counters_are_not() -> None:
    body = (
        PROSE
        + '<img src="data:image/gif;base64,AA" data-src="/one.jpg" alt="One"><noscript><img src="/two.jpg"></noscript>'
        '<img src="/pixel.gif" width="1" height="1"><img src="/logo.png"><nav><img src="/three.jpg"></nav>'
    )
    found = data(page(CANONICAL, body=body))["images"]
    assert [one["url"].rpartition("/")[2] for one in found] == ["one.jpg", "two.jpg"]


@pytest.mark.parametrize(
    ("head", "topics"),
    [
        (
            '<meta property="article:tag" content="Harbours"><meta property="article:tag" content="Ferries, night">',
            ["Harbours", "Ferries, night"],
        ),
        ('<meta name="keywords" content="Harbours, ferries,, harbours">', ["Harbours", "ferries"]),
        (jsonld('{"@type":"Article","keywords":["Harbours","Ferries"]}'), ["Harbours", "Ferries"]),
        (jsonld('{"@type":"Article","keywords":"Harbours, Ferries"}'), ["Harbours", "Ferries"]),
        (jsonld('{"@type":"Article","articleSection":"Harbours"}'), ["Harbours"]),
        ("", None),
    ],
)
def test_topics_are_those_that_are_stated(head: str, topics: list[str] | None) -> None:
    assert data(page(head)).get("topics") == topics


@pytest.mark.parametrize(
    ("lang", "head", "language"),
    [
        (' lang="en-gb"', "", "en-GB"),
        ("", "", "en"),
        (' lang="x"', "", "en"),
        ("", '<meta http-equiv="content-language" content="en-us">', "en-US"),
        (' lang="de"', jsonld('{"@type":"Article","inLanguage":"en"}'), "en"),
    ],
)
def test_the_language_is_stated_or_follows_from_the_words(lang: str, head: str, language: str) -> None:
    assert data(page(head, lang=lang))["language"] == language


def test_a_template_in_another_language_does_not_count_against_many_words() -> None:
    made = read(page(lang=' lang="de"', body=PROSE * 2))
    assert data_of(made)["language"] == "en"
    assert ("language",) in [one.field for one in made.conflicts]


def test_a_video_is_called_one() -> None:
    head = jsonld(json.dumps({"@type": "VideoObject", "name": TITLE, "uploadDate": "2021-06-14"}))
    assert (data(page(head))["type"], data(page(head))["publishedDateTime"]) == ("video", "2021-06-14")
    assert "type" not in data(page())


# --- JSON-LD and microdata ---------------------------------------------------------------------------

ARTICLE = '{"@context":"https://schema.org","@type":"NewsArticle","headline":"A better title","datePublished":"2021-06-14"}'


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        f"[{ARTICLE}]",
        f'{{"@graph":[{{"@type":"WebSite","name":"x"}},{ARTICLE}]}}',
        f"<!-- {ARTICLE} -->",
        f"//<![CDATA[\n{ARTICLE}\n//]]>",
        f"/* made by a robot */ {ARTICLE};",
        ARTICLE.replace("}", ",}"),
        ARTICLE.replace("A better title", "A better\\u0020title"),
        ARTICLE.replace("A better title", "A better\ntitle"),
        ARTICLE.replace("A better title", "A&nbsp;better title"),
        ARTICLE.replace('"NewsArticle"', '["Thing","NewsArticle"]'),
        ARTICLE.replace("NewsArticle", "http://schema.org/NewsArticle"),
        f'{{"@type":"WebPage","mainEntity":{ARTICLE}}}',
    ],
)
def test_json_ld_is_read_as_pages_write_it(text: str) -> None:
    found = data(page(jsonld(text)))
    assert (found["title"], found["publishedDateTime"]) == ("A better title", "2021-06-14")


def test_broken_json_ld_is_passed_over_and_said_so() -> None:
    made = read(page(jsonld(ARTICLE.replace("better", '"better"'))))
    assert data_of(made)["title"] == TITLE
    assert "JSON-LD is broken" in reason(made, "publishedDateTime")


def test_of_several_articles_the_one_with_the_address_of_the_page_counts() -> None:
    several = [
        {
            "@type": "Article",
            "headline": f"Story {n}",
            "url": f"https://www.harbor-ledger.example/{n}",
            "datePublished": f"2021-06-1{n}",
        }
        for n in range(3)
    ]
    several.append({"@type": "Article", "headline": TITLE, "url": URL, "datePublished": "2021-06-19"})
    assert data(page(CANONICAL + jsonld(json.dumps(several))))["publishedDateTime"] == "2021-06-19"
    assert "publishedDateTime" not in data(page(jsonld(json.dumps(several[:3]))))


def test_articles_inside_others_are_not_the_article() -> None:
    thing = {
        "@type": "ItemList",
        "itemListElement": [{"@type": "NewsArticle", "headline": "x", "datePublished": "2021-06-14"}],
    }
    assert "publishedDateTime" not in data(page(jsonld(json.dumps(thing))))


def test_microdata_is_read_with_what_is_inside_of_items() -> None:
    html = (
        '<html lang="en"><body><div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">A better title</h1>'
        '<span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Mara Lindqvist</b></span>'
        '<meta itemprop="datePublished" content="2021-06-14T09:30:00Z"><link itemprop="url" href="https://harbor-ledger.example/a">'
        f"<div itemprop=articleBody>{PROSE}</div></div>"
    )
    found = data(html)
    assert (found["title"], found["author"]) == ("A better title", "Mara Lindqvist")
    assert (found["publishedDateTime"], found["originalUrl"]) == (
        "2021-06-14T09:30:00Z",
        "https://harbor-ledger.example/a",
    )


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
        max_leaves=20,
    )
)
@settings(max_examples=750, deadline=None)
def test_all_json_is_read_with_its_texts_in_place(value: Any) -> None:
    text = "  " + json.dumps(value, ensure_ascii=False) + "\n"

    def check(read: Any, meant: Any) -> None:
        if isinstance(meant, dict):
            assert list(read) == list(meant)
            for key, inner in meant.items():
                check(read[key], inner)
        elif isinstance(meant, list):
            for one, other in zip(read, meant, strict=True):
                check(one, other)
        else:
            assert text[slice(*read.span)] == json.dumps(meant, ensure_ascii=False).strip('"') or isinstance(
                meant, str
            )
            assert read.value == (
                str(meant) if isinstance(meant, int) and not isinstance(meant, bool) else meant
            )

    check(read_loosely(text, 0, len(text)), value)


@given(st.text(alphabet='{}[]",:\\ntruefals01- \n/*<!>', max_size=60))
@settings(max_examples=1000, deadline=None)
def test_what_is_no_json_is_a_value_error(text: str) -> None:
    with suppress(ValueError):
        read_loosely(text, 0, len(text))


# --- where it stands ----------------------------------------------------------------------------------


def test_every_value_stands_where_it_is_said_to_stand() -> None:
    head = CANONICAL + jsonld(
        '{"@type":"Article",\n "headline":"A better title",\n "author":{"name":"Mara Lindqvist"}}'
    )
    made = read(
        page(
            head
            + '<meta property="article:published_time" content="2021-06-14"><meta property=og:site_name content=Ledger>'
        )
    )
    assert quoted(made, "title") == "A better title"
    assert quoted(made, "author") == "Mara Lindqvist"
    assert quoted(made, "publishedDateTime") == "2021-06-14"
    assert quoted(made, "originalUrl") == URL
    assert quoted(made, "provider", "name") == "Ledger"
    assert quoted(made, "language") == "en"
    assert quoted(made, "excerpt").startswith("The council of Port Ansel")
    assert evidence(made, "title").cue == "JSON-LD Article headline"


def test_what_is_left_out_of_the_body_is_listed() -> None:
    made = read(
        page(
            body=PROSE + "<footer>Imprint and contact</footer>",
            above="<nav><a href=/>Home of the Ledger</a></nav>",
        )
    )
    left = [made.record.source.text[slice(*one.span)] for one in made.removals]
    assert left == ["Home of the Ledger", TITLE, "Imprint and contact"]


def test_with_keep_all_the_body_is_all_that_the_page_shows() -> None:
    html = page(body=PROSE + "<footer>Imprint and contact</footer>")
    made = read(html, keep_all=True)
    assert "Imprint and contact" in made.record.body
    assert f"# {TITLE}" in made.record.body
    assert not made.removals


@pytest.mark.parametrize("path", TUNING, ids=lambda path: path.stem)
def test_places_are_inside_the_page_and_a_second_run_says_the_same(path: Path) -> None:
    made = read(path.read_bytes())
    size = len(made.record.source.text)
    assert all(one.span is not None and 0 <= one.span.start < one.span.end <= size for one in made.evidence)
    assert read(path.read_bytes()) == made


# --- bodies ---------------------------------------------------------------------------------------------


def test_the_body_is_markdown_without_title_byline_and_date() -> None:
    body = (
        PROSE
        + "<h2>More</h2><ul><li>One thing and another</li><li>Two</li></ul>"
        + PROSE.replace("council", "crew").replace("boat", "ship")
    )
    made = read(page(under="<p>By Mara Lindqvist</p><p>14 June 2021</p>", body=body))
    assert made.record.body.startswith("\nThe council of Port Ansel")
    assert made.record.body.endswith("\n")
    assert "\n\n## More\n\n- One thing and another\n- Two\n" in made.record.body
    assert "Lindqvist" not in made.record.body


def test_a_notice_of_rights_is_no_part_of_the_body() -> None:
    assert (
        "©"
        not in read(page(body=PROSE + "<p>© 2021 The Harbor Ledger. All rights reserved.</p>")).record.body
    )


def test_a_page_without_an_article_invents_none() -> None:
    teasers = "".join(
        f"<li><h3><a href=/{n}>Story {n} of today</a></h3><p>By Ida Frost</p><time datetime=2024-02-0{n}>x</time><p>The balloon drifted, the seals did not.</p></li>"
        for n in range(1, 6)
    )
    made = read(
        f'<html lang="en"><head><title>News</title></head><body><h1>News</h1><ul>{teasers}</ul><p><a href=/2>Older</a></p></body></html>'
    )
    assert set(data_of(made)) <= {"title", "language"}
    assert made.record.body == ""
    assert "no paragraph of an article" in reason(made, "author")


@pytest.mark.parametrize(
    "html", ["", " ", "<", "plain words", "<html></html>", "\0", "\ufeff", "<!--", "<title>", "<p>a"]
)
def test_anything_is_a_page(html: str) -> None:
    made = read(html)
    assert made.record.data is not None
    assert {one.field for one in made.unset} >= {("author",), ("publishedDateTime",), ("originalUrl",)}


# --- encodings --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta charset="utf-8">', "utf-8-sig"),
        ('<meta charset="iso-8859-1">', "cp1252"),
        ('<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252">', "cp1252"),
        ("", "cp1252"),
        ("", "utf-8"),
        ("", "utf-16"),
        ('<meta charset="utf-8">', "utf-16-le"),
        ('<meta charset="no-such-thing">', "utf-8"),
        ('<meta charset="base64">', "utf-8"),
        ('<meta charset="utf-16">', "utf-8"),
        ('<meta charset="utf-8">', "cp1252"),
    ],
)
def test_a_page_is_read_in_its_encoding(declared: str, encoding: str) -> None:
    text = f"<html><head>{declared}</head><body><h1>“Été” à l’ombre</h1>{PROSE}</body></html>"
    assert decode_page(text.encode(encoding)) == text
    assert data(text.encode(encoding))["title"] == "“Été” à l’ombre"


@given(st.binary(max_size=300))
@settings(max_examples=1000, deadline=None)
def test_any_bytes_are_text(data: bytes) -> None:
    assert isinstance(decode_page(data), str)
    assert isinstance(decode_page(b"<meta charset=" + data), str)


# --- hostile pages --------------------------------------------------------------------------------------------

BIG = 400_000


@pytest.mark.parametrize(
    "html",
    [
        "<a" * (BIG // 2),
        '<a x="' * (BIG // 6),
        "<div>" * (BIG // 10),
        "<!--" * (BIG // 4),
        "<script>" * (BIG // 8),
        "</p>" * (BIG // 4),
        "<" * BIG,
        "&amp" * (BIG // 4),
        "\0" * BIG,
        "<a " + " " * BIG,
        "<ul><li>" * (BIG // 16),
        "<table><tr><td>" * (BIG // 30),
        "<title>" + "a | " * (BIG // 8) + "</title>",
        "<div itemscope itemprop=author>" * (BIG // 40),
        "<span itemprop=x class=byline>a" * (BIG // 60),
        jsonld("[" * BIG),
        jsonld('{"a":' * (BIG // 5)),
        jsonld('{"@type":"Article","author":[' + '{"name":"A B"},' * (BIG // 30) + "]}"),
        "<meta name=author content='A B'>" * (BIG // 40),
        "<script>var x = 1 < 2 && '</p>';</script>" * (BIG // 50) + PROSE,
    ],
    ids=lambda html: re.sub(r"[^a-z@:]+", "-", html[:24].lower()),
)
def test_a_page_made_to_hurt_is_read_in_seconds(html: str) -> None:
    began = time.monotonic()
    assert read(f"<html lang=en><body>{html}").record.data is not None
    assert time.monotonic() - began < 20


def test_a_page_of_five_megabytes_is_read() -> None:
    paragraphs = "".join(
        f"<p>Paragraph {n} of a <b>long</b> report says {'how often the ferry sailed that day, ' * 12} and <a href=/x>why</a>.</p>"
        for n in range(9_500)
    )
    html = page(CANONICAL, body=paragraphs)
    assert len(html) > 4_500_000
    made = read(html)
    assert data_of(made)["title"] == TITLE
    assert "Paragraph 9499 of a long report" in made.record.body


def test_json_ld_beyond_its_limit_is_passed_over() -> None:
    made = read(page(jsonld(ARTICLE + " " * LONGEST)))
    assert data_of(made)["title"] == TITLE


SEEDS = [path.read_bytes().decode("utf-8", "replace") for path in TUNING]
WORD = re.compile(r"[^\W_]+")


def words(text: str) -> set[str]:
    return set(WORD.findall(folded(references.unescape(references.unescape(text)))))


@given(st.data())
@settings(max_examples=250, deadline=None)
def test_a_mutated_page_never_fails_and_nothing_is_said_that_is_not_in_it(source: st.DataObject) -> None:
    html = source.draw(st.sampled_from(SEEDS))
    for _ in range(source.draw(st.integers(1, 4))):
        at = source.draw(st.integers(0, len(html)))
        end = min(len(html), at + source.draw(st.sampled_from([0, 1, 3, 20, 200])))
        html = (
            html[:at]
            + source.draw(
                st.sampled_from(
                    ["", "<", ">", '"', "</", "<p>", "<!--", "\0", "&", "]}", "{", "\u2028", "😀"]
                )
            )
            + html[end:]
        )
    made = read(html.encode())
    html = made.record.source.text
    known = words(html) | words(re.sub(r"<[^<>]*>", "", html)) | words(re.sub(r"<[^>]*>", "", html))
    for one in made.evidence:
        assert one.span is not None
        assert 0 <= one.span.start <= one.span.end <= len(html)
        if one.field in (("title",), ("author",), ("excerpt",), ("provider", "name")):
            assert words(str(one.value)) <= known, one
        if str(one.field[0]).endswith("DateTime"):
            assert str(one.value)[:4] in html
    assert all(one.reason for one in made.unset)


@given(st.text(alphabet="<>/!-='\"ab &;p\n", max_size=80))
@settings(max_examples=1500, deadline=None)
def test_tokens_cover_a_text_without_gaps(text: str) -> None:
    at = 0
    for token in tokens(text):
        assert token.span.start == at
        assert token.span.end >= at
        at = token.span.end
        for attribute in token.attributes.values():
            assert references.unescape(text[slice(*attribute.span)]) == attribute.value or not attribute.value
    assert at == len(text)


# --- Markdown -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two", "One\nTwo"),
        ("<h2>Head</h2>Text", "## Head\n\nText"),
        ("<b>bold</b> and <i>italic</i>", "**bold** and *italic*"),
        ('<a href="/x">link</a>', "[link](https://a.example/x)"),
        ('<a href="#">dead</a>', "[dead](https://a.example/)"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"),
        ("<ol><li>a<li>b</ol>", "1. a\n2. b"),
        ("<blockquote><p>said</p></blockquote>", "> said"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```"),
        ("<script>x</script><style>y</style>z", "z"),
        ("a &lt; b &amp; c", "a < b & c"),
        ('<img src="/p.jpg" alt="pic">', "![pic](https://a.example/p.jpg)"),
        ('<img src="/p.gif" width="1">', ""),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a | b"),
        ("", ""),
    ],
)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert markdown_of(html, "https://a.example/") == markdown


@given(st.text(alphabet='<>/abilpu&; \n"=h2', max_size=80))
@settings(max_examples=750, deadline=None)
def test_any_html_becomes_markdown(html: str) -> None:
    assert isinstance(markdown_of(html), str)


# --- without the extra ------------------------------------------------------------------------------------------


def test_without_the_extra_one_line_says_how_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page(), encoding="utf-8")
    code = "import sys; sys.modules['trafilatura'] = None; from artikit.entry import main; sys.argv = ['artikit', 'ingest', 'page.html']; main()"
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 2
    assert "pip install 'artikit[ingest]'" in ran.stderr
    assert "Traceback" not in ran.stderr
