"""Pages that say things of the page, of an event, or of another article, which are not said of the article."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.ingest.pages import CANONICAL, PROSE, TITLE, URL, data, jsonld, page, read, reason

from artikit.ingest.metadata.links import is_entrance
from artikit.ingest.metadata.names import is_nobody, names_stated
from artikit.ingest.metadata.placeholders import is_no_title
from artikit.ingest.pages.kickers import is_cut
from artikit.ingest.wording.archive_copies import original_of

DATED = "publishedDateTime"


def article(**properties: Any) -> str:
    return jsonld(json.dumps({"@type": "NewsArticle", "headline": TITLE, **properties}))


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


# --- lists of articles --------------------------------------------------------------------------------


def teasers(count: int, heading: str) -> str:
    return "".join(
        f"<div>{heading.format(f'Seals of the bay, part {n}')}<p>By Ida Frost</p><time datetime=2024-02-0{n}>x</time>{PROSE}</div>"
        for n in range(1, count + 1)
    )


@pytest.mark.parametrize(
    "listed",
    [
        teasers(3, "<h2><a href=/s>{}</a></h2>"),
        teasers(3, "<a href=/s><h3>{}</h3></a>"),
        teasers(2, "<h2><a href=/s>{}</a></h2>"),
        "<h2>Seals are back</h2><p>Posted by Ida Frost on May 7, 2014</p>"
        + PROSE * 2
        + "<h2>Seals are gone</h2><p>Posted by Tam Orr on May 5, 2014</p>"
        + PROSE * 2,
    ],
)
def test_a_page_that_lists_articles_has_no_author_and_no_day(listed: str) -> None:
    made = read(f'<html lang="en"><title>Bay news</title><body><h1>Bay news</h1>{listed}')
    assert not {"author", DATED} & set(made.record.data or {})
    assert "no paragraph of an article" in reason(made, "author")


def test_an_article_with_headings_and_related_stories_is_none_such() -> None:
    related = "".join(f"<h3><a href=/{n}>Another story {n}</a></h3><p>May {n}, 2014</p>" for n in range(1, 5))
    found = data(page(under="<h2>It stays</h2><p>By Mara Lindqvist, 14 June 2021</p>", body=PROSE + related))
    assert (found["author"], found[DATED]) == ("Mara Lindqvist", "2021-06-14")


def test_what_stands_under_another_heading_above_the_title_is_not_of_the_article() -> None:
    card = "<h3>Seals are back</h3><p>By Ida Frost</p><time datetime=2020-04-02>2 April</time>"
    assert not {"author", DATED} & set(data(page(above=card)))
    assert data(page(above=card, under="<p>By Mara Lindqvist</p>"))["author"] == "Mara Lindqvist"


def test_a_byline_right_above_the_title_counts_where_none_is_below() -> None:
    assert data(page(above="<p>By Ida Frost</p>"))["author"] == "Ida Frost"
    assert "author" not in data(page(above="<p>By Ida Frost</p><p>Columnist</p>"))
    below = page(above="<p>By Ida Frost</p>", under="<p>Mara Lindqvist</p><p>14 June 2021</p>")
    assert data(below)["author"] == "Mara Lindqvist"


# --- titles -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        f"<title>Bay Ledger: {TITLE}</title><body><h1>Bay Ledger</h1><h2>{TITLE}</h2>{PROSE}",
        f'<title>Bay Talk</title><body><h1><a href="/">Bay Talk</a></h1><h2>{TITLE}</h2>{PROSE}',
        f"<title>Bay Talk</title><body><h1>Bay Talk</h1><main><h1>{TITLE}</h1>{PROSE}</main>",
        f'<title>Bay Talk » Archive » {TITLE}</title><body><h1><a href="https://bay.example/">Bay Talk</a></h1><h2>{TITLE}</h2>{PROSE}',
        f"<title>BAY CHRONICLE ONLINE: {TITLE}</title><body><p>{TITLE}</p>{PROSE}",
        f'<meta property="og:site_name" content="Bay Talk"><body><h1>Bay Talk</h1><h2>{TITLE}</h2>{PROSE}',
    ],
)
def test_a_heading_that_is_the_name_of_the_site_is_no_title(html: str) -> None:
    assert data(f'<html lang="en">{html}')["title"] == TITLE


@pytest.mark.parametrize(
    "heading",
    [
        f"<span>Exclusive</span> {TITLE}",
        f"{TITLE}<small>After forty years</small>",
        f"<b>Coast</b><br>{TITLE}",
    ],
)
def test_what_else_is_in_the_heading_is_no_part_of_the_title(heading: str) -> None:
    html = f'<html lang="en"><title>{TITLE} | Bay Ledger</title><body><h1>{heading}</h1>{PROSE}'
    assert data(html)["title"] == TITLE


def test_a_longer_heading_is_not_cut_to_what_the_tab_shows_of_it() -> None:
    html = f'<html lang="en"><title>Night ferry returns</title><body><h1>{TITLE}</h1>{PROSE}'
    assert data(html)["title"] == TITLE


@pytest.mark.parametrize("stated", [TITLE[:20] + "…", TITLE[:20] + " ..."])
def test_a_stated_title_that_is_cut_gives_way_to_the_heading(stated: str) -> None:
    assert data(page(f'<meta property="og:title" content="{stated}">'))["title"] == TITLE


def test_a_title_is_cut_where_dots_or_its_length_say_so() -> None:
    assert is_cut("The ferry returns to…", "The ferry returns to the pier")
    assert is_cut("x" * 110, "x" * 140)
    assert not is_cut("The ferry returns", "The ferry returns to the pier")
    assert not is_cut("Another ferry…", "The ferry returns to the pier")


def test_a_title_comes_without_an_address_behind_it() -> None:
    html = f'<html lang="en"><meta property="og:title" content="{TITLE} - bay-ledger.example"><body>{PROSE}'
    assert data(html)["title"] == TITLE


@pytest.mark.parametrize(
    "text", ["Untitled document", "Home", "Startseite", "index.html", "Page 2", "undefined", "{{ title }}"]
)
def test_what_fills_the_place_of_a_title_is_none(text: str) -> None:
    assert is_no_title(text)
    assert "title" not in data(f'<html lang="en"><title>{text}</title><body>{PROSE}')
    assert not is_no_title(f"{text} of the seals")


def test_a_heading_that_is_only_a_day_is_no_title() -> None:
    day = "<h2>4 January 2018</h2>"
    assert data(f'<html lang="en"><body>{day}<h3>{TITLE}</h3>{PROSE}')["title"] == TITLE
    issue = f"<title>Bay Record – 4 January 2018</title><body><h1>Bay Record</h1>{day}<h3>{TITLE}</h3>{PROSE}"
    assert data(f'<html lang="en">{issue}')["title"] == TITLE


def test_a_rubric_in_the_tab_is_not_the_name_of_the_site() -> None:
    html = f'<html lang="en"><title>Coast: {TITLE}</title><body><p>Coast</p><h1>{TITLE}</h1>{PROSE}'
    assert "provider" not in data(html)


# --- dates --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["1970-01-01T00:00:00Z", "1900-01-01", "2099-12-31T23:59:59Z"])
def test_a_date_that_stands_for_none_is_none(said: str) -> None:
    made = read(page(f'<meta property="article:published_time" content="{said}">'))
    assert DATED not in (made.record.data or {})
    assert "no day" in reason(made, DATED)


@pytest.mark.parametrize(
    "under",
    [
        "<p>2 February 1934 – 1 December 2022</p>",
        "<p>Quill House, 312 pages, September 1, 2018</p>",
        "<p>Printed from this site on 12 August 2023</p>",
        "<p>Abgerufen am 4. Juli 2021</p>",
        "<p>6 – 8 May 2019</p>",
        "<p>Data as of 14 August 2022</p>",
        "<h4>More from Kit Marlow</h4><p>Stone bread</p><p>August 1, 2022</p>",
        "<p>Effective date: May 25, 2021</p>",
        "<p>Hearing date: 4 May 2011</p>",
        "<p>Next review due: 1 January 2024</p>",
        "<p>Date: 5 June 2016</p><p>Venue: the old pier</p>",
        "<p>Sat 4 May 2019, 20:00</p><p>Tickets: 12 crowns</p>",
        "<p>Registration closes <time datetime=2019-10-10>10 October</time></p>",
        "<p><time datetime=2019-12-10>10</time> to <time datetime=2019-12-12>12 December</time></p>",
        f"<h2>3 July 1918</h2>{PROSE}<h2>4 May 1962</h2>{PROSE}",
    ],
)
def test_the_day_of_something_else_is_none_of_publication(under: str) -> None:
    assert DATED not in data(page(under=under))


@pytest.mark.parametrize(
    "under",
    [
        "<p>Published: 14 June 2021</p><p>Printed from this site on 12 August 2023</p>",
        "<p>Published: 14 June 2021</p><p>Venue: the old pier</p>",
        "<div>Mara Lindqvist · <time datetime=2021-06-14>14 June</time></div>",
        "<div>Coast | <time datetime=2021-06-14>14 June</time></div>",
        "<h2>14 June 2021</h2>",
    ],
)
def test_beside_other_days_that_of_publication_is_found(under: str) -> None:
    assert data(page(under=under))[DATED] == "2021-06-14"


def test_a_day_in_the_address_of_an_event_is_none_of_publication() -> None:
    event = "https://bay.example/events/2016-06-05/regatta"
    assert DATED not in data(page(f'<link rel="canonical" href="{event}">'))
    news = event.replace("events", "news")
    assert data(page(f'<link rel="canonical" href="{news}">'))[DATED] == "2016-06-05"


def test_the_only_article_stated_does_not_count_if_it_is_another_one() -> None:
    other = {"headline": "Mayor in storm", "url": "https://www.harbor-ledger.example/mayor"}
    stated = article(datePublished="2017-07-07", author={"name": "Max Holl"}, **other)
    assert not {"author", DATED} & set(data(page(CANONICAL + stated)))
    same = article(datePublished="2017-07-07", url=URL.replace("www.", "amp."))
    assert data(page(CANONICAL + same))[DATED] == "2017-07-07"


# --- authors ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Rook, Ann B.", ["Ann B. Rook"]),
        ("Holm, Greta", ["Greta Holm"]),
        ("Holm, Greta; Rook, Ann", ["Greta Holm", "Ann Rook"]),
        ("By Ann Rook, Harbour Editor", ["Ann Rook"]),
        ("Ann Rook (Photos: Max Holl)", ["Ann Rook"]),
        ("@annrook", []),
        ("rradmin", []),
    ],
)
def test_names_are_read_as_pages_state_them(said: str, names: list[str]) -> None:
    assert names_stated(said) == names
    assert data(page(meta("author", said))).get("author") == (", ".join(names) or None)


@pytest.mark.parametrize(
    "said", ["PressCat CMS", "Pixelhof Webdesign GmbH", "Editorial team", "Redazione", "Quay Media Ltd."]
)
def test_firms_and_desks_are_no_authors(said: str) -> None:
    made = read(page(meta("author", said)))
    assert is_nobody(said)
    assert "author" not in (made.record.data or {})
    assert "nobody" in reason(made, "author")


def test_people_count_before_the_paper_beside_them() -> None:
    people = [{"@type": "Person", "name": "Ann Rook"}, {"@type": "Organization", "name": "Quay Circle"}]
    assert data(page(article(author=people)))["author"] == "Ann Rook"
    assert data(page(article(author={"name": ["Ann Rook", "Ben Rook"]})))["author"] == "Ann Rook, Ben Rook"
    listed = meta("author", "Ann Rook, Bay Talk") + '<meta property="og:site_name" content="Bay Talk">'
    assert data(page(listed))["author"] == "Ann Rook"


@pytest.mark.parametrize(
    ("under", "author"),
    [
        ("<div>By <a>Ann Rook</a> <a>Follow</a> | <span>Mar 3, 2011</span></div>", "Ann Rook"),
        ("<p>By Ann Rook, Bay Gazette</p>", "Ann Rook"),
        ("<p>The Iron Pier</p><p>By Hedda Marsh</p><p>Quill House, 312 pages</p>", None),
        ("<p>By Sunday Night Nobody Slept</p>", None),
        ("<p>Port Ansel</p><p>3 March 2011</p>", None),
        ("<p>Camp Otto</p><p>3 March 2011</p>", None),
        ("<p>Old Pier</p><p>3 March 2011</p>", None),
        ("<p>Marta Soler</p><p>Santa Ria</p><p>3 March 2011</p>", None),
        ("<p>Night Ferry</p><p>3 March 2011</p>", None),
        ("<div class=byline>Ann Rook<br>Senior Marsh Reporter<br>ann@bay.example</div>", "Ann Rook"),
        ("<div class=byline>Ann Rook<br>Ben Rook</div>", "Ann Rook, Ben Rook"),
        ("<p>Marsh Voices</p><p>1 September 2021</p><p>Lena Ost</p>", None),
        ("<p>Aired September 1, 2021 - 20:00 ET</p>", None),
        (f"<h2>By Night Train</h2>{PROSE}<h2>By Mule</h2>{PROSE}", None),
        ("<h2>By Ann Rook</h2><h3>3 March 2011</h3>", "Ann Rook"),
        ("<p>Tom Reed</p><p>Born 3 July 1958 in Saltmarsh</p>", None),
        ("<figure><img src=a.jpg><figcaption>Quay. <i class=author>Max Holl</i></figcaption></figure>", None),
        ("<div class=photo><img src=a.jpg><div>By Max Holl</div></div>", None),
    ],
)
def test_who_is_named_under_the_title_may_be_somebody_else(under: str, author: str | None) -> None:
    assert data(page(under=under)).get("author") == author


# --- addresses ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url", ["https://bay.example/", "https://bay.example/en/", "https://bay.example/index.html"]
)
def test_the_entrance_of_a_site_is_no_address_of_an_article(url: str) -> None:
    made = read(page(f'<link rel="canonical" href="{url}">'))
    assert is_entrance(url)
    assert not is_entrance(f"{url.removesuffix('index.html')}news")
    assert "originalUrl" not in (made.record.data or {})
    assert dict(made.record.data or {})["provider"]["domain"] == "bay.example"
    assert "entrance" in reason(made, "originalUrl")


@pytest.mark.parametrize("path", ["undefined", "null", "%7B%7Burl%7D%7D", "https://bay.example/news"])
def test_what_a_faulty_template_makes_of_an_address_is_none(path: str) -> None:
    head = f'<link rel="canonical" href="https://bay.example/{path}"><meta property="og:url" content="{URL}">'
    assert data(page(head))["originalUrl"] == URL


@pytest.mark.parametrize(
    "copy",
    [
        f"https://web.archive.org/web/20190405060708/{URL}",
        f"https://web.archive.org/web/20190405060708if_/{URL}",
        f"http://archive.ph/20190405060708/{URL}",
        f"/web/20190405060708/{URL}",
        URL,
    ],
)
def test_a_copy_in_an_archive_has_the_address_of_the_article(copy: str) -> None:
    assert original_of(copy) == URL
    assert data(page(f'<link rel="canonical" href="{copy}">'))["originalUrl"] == URL
