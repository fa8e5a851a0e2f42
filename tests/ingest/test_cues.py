"""Each cue by a table of cases: what it finds, and what it must not take for one."""

from __future__ import annotations

from datetime import date

import pytest
from tests.ingest.cases import LEAD, MORE, REST, TITLE, behind, data, headings, read, reason, under


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Nora Pell", "Nora Pell"),
        ("BY NORA PELL", "Nora Pell"),
        ("By: Nora Pell", "Nora Pell"),
        ("By Nora Pell and Tom Hart", "Nora Pell, Tom Hart"),
        ("By Nora Pell, Tom Hart and Ann Lee", "Nora Pell, Tom Hart, Ann Lee"),
        ("By Nora Pell, Staff Writer", "Nora Pell"),
        ("By Nora Pell in Lisbon", "Nora Pell"),
        ("By Dr. Nora Pell", "Nora Pell"),
        ("By Nora O'Dell-Smith", "Nora O'Dell-Smith"),
        ("By J. K. Hart", "J. K. Hart"),
        ("By Ludwig van der Berg", "Ludwig van der Berg"),
        ("By [Nora Pell](https://www.harbor-ledger.example/nora)", "Nora Pell"),
        ("**By Nora Pell**", "Nora Pell"),
        ("By Nora Pell • Published 3 June 2021 • Updated 4 June 2021", "Nora Pell"),
        ("Written by Nora Pell", "Nora Pell"),
        ("By AFP", "AFP"),
        ("Written by Pan-Highland Press Agency", "Pan-Highland Press Agency"),
        ("Von Hanna Vogt und Peter Lerch", "Hanna Vogt, Peter Lerch"),
        ("Von unserem Mitarbeiter Bernd Quast", "Bernd Quast"),
        ("Text und Fotos: Hanna Vogt", "Hanna Vogt"),
        ("Par Camille Orsini avec AFP", "Camille Orsini"),
        ("Por Lucía Benavides", "Lucía Benavides"),
        ("di Paolo Verzi", "Paolo Verzi"),
        ("Door onze verslaggever Wouter van Dalsem", "Wouter van Dalsem"),
        ("Af Ola Brandt, journalist", "Ola Brandt"),
        ("Autor: Jan Kowalski", "Jan Kowalski"),
        ("Haber: Ayşe Yılmaz", "Ayşe Yılmaz"),
        ("Автор: Анна Зорина", "Анна Зорина"),
        ("記者・高瀬みのる", "高瀬みのる"),
        ("Nora Pell", "Nora Pell"),
        ("Nora Pell, Science Correspondent", "Nora Pell"),
        ("Nora Pell | 3 June 2021", "Nora Pell"),
    ],
)
def test_a_byline_names_the_author(line: str, author: str) -> None:
    assert under(line)["author"] == author


@pytest.mark.parametrize(
    "line",
    [
        "By Staff Writer",
        "By Our Correspondent",
        "By The Harbor Ledger Staff",
        "By way of an introduction",
        "By Monday evening",
        "Von wegen Ruhe",
        "Port Ansel",
        "Middle East",
        "Climate Change",
        "Getty Images",
        "The Harbor Ledger",
        "Photo by Nora Pell",
        "Nora Pell reports from Lisbon",
    ],
)
def test_what_is_only_like_a_byline_names_nobody(line: str) -> None:
    assert "author" not in under(line)


def test_a_name_that_the_text_is_about_is_no_byline() -> None:
    text = f"{TITLE}\n\nNora Pell\n\nThe mayor, Nora Pell, opened the harbour. {LEAD}\n\n{MORE}\n"
    assert "author" not in data(text)


def test_the_agency_is_told_apart_from_the_author() -> None:
    found = under("By [Nora Pell for AFP](#)")
    assert (found["author"], found["agency"]) == ("Nora Pell", "AFP")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("May 20, 2021", "2021-05-20"),
        ("Thursday 20th May 2021", "2021-05-20"),
        ("Published: May 20, 2021", "2021-05-20"),
        ("Published on 20 May 2021 at 10:30 GMT", "2021-05-20T10:30:00Z"),
        ("May 20, 2021, 5:30 a.m. EDT", "2021-05-20T09:30:00Z"),
        ("May 20, 2021 5:30 AM ET", "2021-05-20"),
        ("2021-05-20T14:30:00+02:00", "2021-05-20T12:30:00Z"),
        ("20.05.2021, 14:30 Uhr", "2021-05-20"),
        ("Stand: 20. Mai 2021, 14:30 Uhr MESZ", "2021-05-20T12:30:00Z"),
        ("20/05/2021", "2021-05-20"),
        ("Publié le 20 mai 2021 à 10h30", "2021-05-20"),
        ("Le 1er mai 2021", "2021-05-01"),
        ("20 de mayo de 2021", "2021-05-20"),
        ("20 de maio de 2021 às 10h30", "2021-05-20"),
        ("20 maggio 2021", "2021-05-20"),
        ("Geplaatst op 20 mei 2021", "2021-05-20"),
        ("20. mai 2021", "2021-05-20"),
        ("Opublikowano: 20 maja 2021", "2021-05-20"),
        ("20 Mayıs 2021", "2021-05-20"),
        ("20 мая 2021 г.", "2021-05-20"),
        ("2021年5月20日 10時30分", "2021-05-20"),
        ("20 toukokuuta 2021", "2021-05-20"),
        ("5 min read · May 20, 2021", "2021-05-20"),
        ("Lisbon, 20 May 2021", "2021-05-20"),
        ("The Harbor Ledger, 20 May 2021", "2021-05-20"),
        ("Updated: 21 May 2021 | Published: 20 May 2021", "2021-05-20"),
    ],
)
def test_a_line_with_a_date_tells_when_it_was_published(line: str, value: str) -> None:
    found = read(f"{TITLE}\n\n{line}\n\n{LEAD}\n\n{MORE}\n").record
    assert dict(found.data or {})["publishedDateTime"] == value
    assert found.body == f"\n{LEAD}\n\n{MORE}\n"


@pytest.mark.parametrize(
    "line",
    [
        "May 2021",
        "2021",
        "31 February 2021",
        "Deadline: 20 May 2021",
        "Born 20 May 1921",
        "20 May 2021 to 3 June 2021",
        "May 20-21, 2021",
        "The festival takes place on 20 May 2021",
        "On 20 May 2021, they met in the old pier house and agreed.",
    ],
)
def test_the_day_of_an_event_is_not_that_of_the_article(line: str) -> None:
    assert "publishedDateTime" not in under(line)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("May 20", "no date with a year is stated; “May 20” has no year"),
        ("2 hours ago", "no date with a year is stated; “2 hours ago” is relative"),
        ("08/05/2021", "“08/05/2021” may be two days: nobody says which number is the month"),
        ("Last updated May 20, 2021", "only the date of a change is stated"),
    ],
)
def test_a_date_that_does_not_tell_enough_is_named_as_the_reason(line: str, why: str) -> None:
    found = read(f"{TITLE}\n\n{line}\n\n{LEAD}\n")
    assert reason(found, "publishedDateTime") == why


def test_a_change_has_its_own_field() -> None:
    found = under("Published 20 May 2021 | Updated 21 May 2021")
    assert (found["publishedDateTime"], found["updatedDateTime"]) == ("2021-05-20", "2021-05-21")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Yesterday", "2021-06-13"),
        ("May 20", "2021-05-20"),
        ("December 3", "2020-12-03"),
        ("Wednesday", "2021-06-09"),
        ("3 days ago", "2021-06-11"),
        ("vor 2 Tagen", "2021-06-12"),
    ],
)
def test_a_reference_date_settles_relative_dates_and_those_without_a_year(line: str, value: str) -> None:
    assert under(line, reference_date=date(2021, 6, 14))["publishedDateTime"] == value


def test_a_reference_date_does_not_make_a_date_of_a_sentence() -> None:
    assert "publishedDateTime" not in data(f"{TITLE}\n\n{LEAD}\n", reference_date=date(2021, 6, 14))


@pytest.mark.parametrize(
    ("dateline", "day", "author"),
    [
        ("LISBON, June 3 (Northwire) — ", None, "Northwire"),
        ("LISBON, June 3, 2021 (AFP) - ", "2021-06-03", "AFP"),
        ("BERLIN, 3. Juni 2021 (dpa) – ", "2021-06-03", "dpa"),
        ("LISBON, Portugal (AP) — ", None, "AP"),
        ("MOSCOW, June 3. /TASS/. ", None, "TASS"),
        ("Madrid, 3 jun 2021 (EFE).- ", "2021-06-03", "EFE"),
        ("(Reuters) - ", None, "Reuters"),
        ("GENEVA — ", None, None),
    ],
)
def test_a_dateline_tells_day_and_agency_and_is_no_part_of_the_excerpt(
    dateline: str, day: str | None, author: str | None
) -> None:
    found = data(f"{TITLE}\n\n{dateline}{LEAD}\n\n{MORE}\n")
    assert (found.get("publishedDateTime"), found.get("author")) == (day, author)
    assert found["excerpt"] == LEAD


@pytest.mark.parametrize("beginning", ["The mayor - ", "Nobody – not even he – "])
def test_a_dash_alone_makes_no_dateline(beginning: str) -> None:
    assert data(f"{TITLE}\n\n{beginning}{LEAD}\n\n{MORE}\n")["excerpt"].startswith(beginning)


@pytest.mark.parametrize(
    "line",
    [
        "Original url:\n\n<https://www.harbor-ledger.example/a/b>",
        "Source: https://www.harbor-ledger.example/a/b",
        "Source: [The Harbor Ledger](https://www.harbor-ledger.example/a/b)",
        "https://www.harbor-ledger.example/a/b",
        "Originally published at https://www.harbor-ledger.example/a/b.",
        "[Original](https://www.harbor-ledger.example/a/b)",
        "Quelle: https://www.harbor-ledger.example/a/b",
        "元記事: https://www.harbor-ledger.example/a/b",
        "This article was first published in The Harbor Ledger: https://www.harbor-ledger.example/a/b",
    ],
)
def test_a_trailer_tells_the_address(line: str) -> None:
    found = behind(line)
    assert found["originalUrl"] == found["webUrl"] == "https://www.harbor-ledger.example/a/b"
    assert found["provider"]["domain"] == "harbor-ledger.example"


@pytest.mark.parametrize(
    "line",
    [
        "[Original](#)",
        "https://www.harbor-ledger.example/",
        "Book tickets at https://tickets.example/ferry",
        "More information: https://council.example/ferry",
        "The report can be read at https://council.example/reports/ferry.",
        "Follow us: https://facebook.com/harbor",
        "Image: https://img.harbor-ledger.example/a.jpg",
        "Contact: desk@harbor-ledger.example",
    ],
)
def test_other_addresses_are_not_that_of_the_article(line: str) -> None:
    assert "originalUrl" not in behind(line)


def test_an_address_is_escaped_as_records_need_it() -> None:
    assert behind("Source: https://harbor-ledger.example/ä")["webUrl"].endswith("/%C3%A4")


def test_the_host_of_an_archive_or_a_feed_is_no_provider() -> None:
    found = read(f"{TITLE}\n\n{LEAD}\n\nSource: https://feeds.harbor-ledger.example/~r/a/b\n")
    assert "provider" not in (found.record.data or {})
    assert reason(found, "provider", "domain") == "the host of the address is not that of a publisher"


def test_an_address_that_only_passes_on_is_the_reason() -> None:
    found = read(f"{TITLE}\n\n{LEAD}\n\nOriginal url: https://bit.ly/3abc\n")
    assert reason(found, "originalUrl") == "`https://bit.ly/3abc` only passes on, or is no page"


@pytest.mark.parametrize("glue", ["\n\n", " ", " – "])
@pytest.mark.parametrize(
    ("notice", "name"),
    [
        ("© 2023 The Harbor Ledger. All rights reserved.", "The Harbor Ledger"),
        ("Copyright The Harbor Times Limited 2021", "Harbor Times"),
        ("Copyright © 2021 · Harbor Ledger · All Rights Reserved", "Harbor Ledger"),
        ("(c) Coastal Weekly 2020", "Coastal Weekly"),
        ("© Süddeutsche Rundschau GmbH", "Süddeutsche Rundschau"),
        ("© «Речная газета», 2021", "Речная газета"),
        ("Copyright 2021", None),
        ("© 2023 by Nora Pell", None),
        ("All rights reserved.", None),
    ],
)
def test_a_notice_of_rights_names_the_provider_also_when_it_is_glued_on(
    notice: str, name: str | None, glue: str
) -> None:
    found = read(f"{TITLE}\n\n{LEAD}\n\n{MORE}{glue}{notice}\n").record
    assert found.body == f"\n{LEAD}\n\n{MORE}\n"
    assert ((found.data or {}).get("provider") or {}) == ({"name": name} if name else {})


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (TITLE, TITLE),
        (f"# {TITLE}", TITLE),
        (f"{TITLE}\n=====", TITLE),
        (f"**{TITLE}**", TITLE),
        (f"POLITICS\n\n{TITLE}", TITLE),
        (f"Analysis:\n\n{TITLE}", TITLE),
        (f"Home > News > Ferry\n\n{TITLE}", TITLE),
        (f"Home\nNews\nSport\n\n{TITLE}", TITLE),
        (f"THE HARBOR LEDGER\nSaturday, September 9, 2023\n\n{TITLE}", TITLE),
        (f"{TITLE} | Harbor Ledger", TITLE),
        (f"{TITLE} | harbor-ledger.example", TITLE),
        (f"Headline:\n{TITLE}", TITLE),
        ("The harbour &amp; the gulls&#8217; return", "The harbour & the gulls’ return"),
        (f"From: Ann Lee <ann@harbor.example>\nSubject: Fwd: {TITLE}", TITLE),
        (f"Harbor Ledger | {TITLE}", TITLE),
        (f"Letters to the editor\n\n{TITLE}", TITLE),
        (f"Science & Environment\n\n{TITLE}", TITLE),
        (f"{TITLE} - The Harbor Ledger", TITLE),
        (f"{TITLE} - and nobody cares", f"{TITLE} - and nobody cares"),
        (f"{TITLE} - Mayor Tom Hart", f"{TITLE} - Mayor Tom Hart"),
        ("Will the quiet harbour wake again?", "Will the quiet harbour wake again?"),
        ("“We shall sail again,” says captain", "“We shall sail again,” says captain"),
        (f"{TITLE}.\n\nBy Nora Pell", f"{TITLE}."),
        ("The quiet harbour\nwakes again after all", "The quiet harbour wakes again after all"),
        (f"Title: {TITLE}\nAuthor: Nora Pell", TITLE),
        (f"---\n\n{TITLE}", TITLE),
    ],
)
def test_the_title_is_the_first_heading_or_headline(head: str, title: str) -> None:
    assert data(f"{head}\n\n{LEAD}\n\n{MORE}\n")["title"] == title


@pytest.mark.parametrize("head", ["Dear friends,", MORE, "- an item", "3 June 2021", "By Nora Pell"])
def test_a_text_without_headline_has_no_title(head: str) -> None:
    found = read(f"{head}\n\n{LEAD}\n\n{MORE}\n")
    assert "title" not in (found.record.data or {})
    assert reason(found, "title") == "nothing on top is a heading or like a headline"


def test_a_running_page_header_is_no_title_and_joins_the_sentence_that_it_cut() -> None:
    text = (
        f"## {TITLE}\n\n### Why now?\n\n{LEAD} The council, which had been asked by the\n\n"
        f"# PIER BRIEFING\n\n12\n\nmayor to decide, did so.\n\n### What next?\n\n{MORE}\n"
    )
    found = read(text)
    assert data(text)["title"] == TITLE
    assert data(text)["provider"] == {"name": "PIER"}
    assert "asked by the mayor to decide" in found.record.body
    assert headings(text) == ["### Why now?", "### What next?"]


@pytest.mark.parametrize(
    "standfirst",
    [
        f"{TITLE}\n\nThe ferry is back. So are the gulls.\n\nBy Nora Pell",
        f"{TITLE}\n\nBy Nora Pell\n\nThe ferry is back for one more winter, with the gulls",
        f"# {TITLE}\n\n*The ferry is back. So are the gulls of the bay.*",
        f"# {TITLE}\n\n## The ferry is back for one more winter, and so are the gulls of the bay",
    ],
)
def test_a_standfirst_is_the_excerpt_and_leaves_the_body(standfirst: str) -> None:
    found = read(f"{standfirst}\n\n{LEAD}\n\n{MORE}\n").record
    assert str((found.data or {})["excerpt"]).startswith("The ferry is back")
    assert found.body == f"\n{LEAD}\n\n{MORE}\n"


def test_a_long_first_paragraph_is_cut_at_a_sentence() -> None:
    excerpt = data(f"{TITLE}\n\n{' '.join([LEAD, MORE, REST] * 3)}\n")["excerpt"]
    assert excerpt == f"{LEAD} {MORE} {REST}"


def test_points_in_brief_are_told_apart_from_a_list_in_the_body() -> None:
    text = f"{TITLE}\n\n  • one thing\u00a0\n  • another thing\n\n{LEAD}\n\n• in the body\n• also there\n\n{MORE}\n"
    assert data(text)["highlights"] == ["one thing", "another thing"]
    assert read(text).record.body == f"\n{LEAD}\n\n- in the body\n- also there\n\n{MORE}\n"


@pytest.mark.parametrize(
    ("lines", "caption"),
    [
        ("The ferry on Friday. (Photo: Tom Hart/Coast)", ("The ferry on Friday.", "Tom Hart/Coast")),
        ("The ferry on Friday. Photograph: Tom Hart", ("The ferry on Friday.", "Tom Hart")),
        ("The ferry on Friday.\n\n**Harbour Ministry / COAST**", ("The ferry on Friday.", "Harbour Ministry / COAST")),
        ("The ferry on Friday.\nFoto: Tom Hart", ("The ferry on Friday.", "Tom Hart")),
    ],
)  # fmt: skip
def test_a_caption_is_told_apart_from_its_credit(lines: str, caption: tuple[str, str]) -> None:
    found = under(f"By Nora Pell\n\n{lines}")
    assert found["imageCaptions"] == [{"title": caption[0], "attribution": caption[1]}]
    assert found["excerpt"] == LEAD


def test_pictures_with_an_address_are_images() -> None:
    text = (
        f"# {TITLE}\n\n![The ferry](https://img.example.org/a.jpg)\n*The pier. Photo: Tom Hart*\n\n{LEAD}\n\n"
        f'![Gulls](https://img.example.org/b.jpg "Gulls")\n\n{MORE}\n\n![x](relative.jpg)\n'
    )
    assert data(text)["images"] == [
        {"url": "https://img.example.org/a.jpg", "title": "The pier.", "attribution": "Tom Hart"},
        {"url": "https://img.example.org/b.jpg", "title": "Gulls"},
    ]
    assert "a.jpg" not in read(text).record.body
    assert "b.jpg" in read(text).record.body


def test_a_repeated_caption_and_a_repeated_paragraph_leave_the_first_copy() -> None:
    text = f"{TITLE}\n\n{LEAD}\n\n{MORE}\n\n{LEAD.removesuffix('.')}\n\n{REST}\n\n{MORE}\n"
    found = read(text)
    assert found.record.body == f"\n{LEAD}\n\n{MORE}\n\n{REST}\n"
    assert [one.kind for one in found.removals] == ["title", "repeated caption", "repeated paragraph"]


def test_copies_are_known_again_with_other_quotes_and_blanks() -> None:
    text = f"{TITLE}\n\n‘{LEAD}’ “Yes”\n\n{MORE}\n\n'{LEAD}'\u00a0\u00a0\"Yes\"\u00a0\n\n{REST}\n"
    assert read(text).record.body.count("one more winter") == 1


def test_headings_without_marks_are_found_between_paragraphs() -> None:
    text = f"{TITLE}\n\n{LEAD}\n\nA slow boat\n\n{MORE}\n\n‘Unfriendly’ gulls\n\n{REST}\n"
    assert headings(text) == ["## A slow boat", "## ‘Unfriendly’ gulls"]


@pytest.mark.parametrize("line", ["Never.", "Why did you stop?", "and so on", "As follows:", LEAD])
def test_short_sentences_and_questions_are_no_headings(line: str) -> None:
    assert headings(f"{TITLE}\n\n{LEAD}\n\n{line}\n\n{MORE}\n\n{REST}\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "Share this article",
        "ADVERTISEMENT",
        "Read more: Ten ferries that never came back",
        "Sign up for our weekly newsletter",
        "Lesen Sie auch: Warum die Fähre so teuer ist",
        "À lire aussi : Les bacs, une histoire sans fin",
        "Partager sur Facebook",
        "Читайте также: Пять паромов",
        "Page 2 of 5",
        "- 2 -",
    ],
)
def test_furniture_leaves_the_body(line: str) -> None:
    found = read(f"{TITLE}\n\n{LEAD}\n\n{line}\n\n{MORE}\n")
    assert found.record.body == f"\n{LEAD}\n\n{MORE}\n"


def test_a_list_of_other_articles_leaves_the_body() -> None:
    text = f"{TITLE}\n\n{LEAD}\n\n{MORE}\n\nMost read\n1. Octopuses punch fish\n2. The island that moves\n"
    assert read(text).record.body == f"\n{LEAD}\n\n{MORE}\n"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"{LEAD} {MORE}", "en"),
        ("Der Rat hat am Montag den Bau der Brücke beschlossen, die mit der Bahn nicht zu erreichen ist.", "de"),
        ("Le conseil a décidé de garder le bac pour un hiver de plus, et les gens sont contents de la nouvelle.", "fr"),
        ("El consejo ha decidido que el barco siga un año más, y no hay nadie que esté en contra de ello.", "es"),
        ("O conselho decidiu que o barco não vai parar este ano, e as pessoas da ilha estão contentes com isso.", "pt"),
        ("Il consiglio ha deciso che il battello non si ferma, e la gente dell'isola è contenta di questo.", "it"),
        ("De raad heeft besloten dat de boot nog een jaar vaart, en niemand op het eiland was daar tegen.", "nl"),
        ("Rådet har beslutat att båten ska gå ett år till, och ingen på ön hade något emot det som sades.", "sv"),
        ("Rada zdecydowała, że prom będzie pływał jeszcze przez rok, i nikt na wyspie nie był temu przeciwny.", "pl"),
        ("Meclis, geminin bir yıl daha çalışmasına karar verdi ve adada kimse buna karşı çıkmadı, bu çok iyi.", "tr"),
        ("Совет решил, что паром будет ходить ещё год, и никто на острове не был против этого решения.", "ru"),
        ("市の図書館は来月、駅の二階に引っ越す。", "ja"),
        ("Xyzzy plugh frotz", None),
    ],
)  # fmt: skip
def test_the_language_follows_from_the_most_common_words(text: str, language: str | None) -> None:
    assert data(text).get("language") == language


def test_dates_that_disagree_are_reported_and_the_line_is_taken() -> None:
    text = f"{TITLE}\n\nApril 2, 2024\n\n{LEAD}\n\nSource: https://harbor-ledger.example/2024/04/12/harbour\n"
    found = read(text)
    assert data(text)["publishedDateTime"] == "2024-04-02"
    [conflict] = found.conflicts
    assert [(one.value, one.cue) for one in conflict.found] == [
        ("2024-04-02", "line with a date"),
        ("2024-04-12", "date in the address"),
    ]


def test_the_address_tells_the_day_where_no_line_does() -> None:
    assert (
        behind("Source: https://harbor-ledger.example/2024/apr/12/harbour")["publishedDateTime"]
        == "2024-04-12"
    )


def test_the_head_of_an_e_mail_is_read() -> None:
    text = (
        "From: Ola Brandt <ola@sundposten.example>\nTo: desk@sundposten.example\n"
        f"Date: Thu, 05 Oct 2023 16:42:10 +0200\nSubject: {TITLE}\n\n{LEAD}\n"
    )
    found = data(text)
    assert (found["title"], found["author"]) == (TITLE, "Ola Brandt")
    assert found["publishedDateTime"] == "2023-10-05T14:42:10Z"


def test_what_the_user_sets_holds_and_what_the_text_says_beats_a_default() -> None:
    text = f"{TITLE}\n\nBy Nora Pell\n\n{LEAD}\n"
    given = {("provider", "name"): "The Harbor Ledger", ("author",): "Ann Lee"}
    assert data(text, defaults=given)["author"] == "Nora Pell"
    assert data(text, defaults=given)["provider"] == {"name": "The Harbor Ledger"}
    assert data(text, sets=given)["author"] == "Ann Lee"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Artikel vom 04.11.2022, 13:37 Uhr | Quelle: dpa", "2022-11-04"),
        ("Published 4 November 2022", "2022-11-04"),
        ("Opening date: 4 November 2022", None),
        ("The next meeting is on 4 November 2022.", None),
    ],
)
def test_a_line_at_the_end_tells_the_date_only_if_it_says_so(line: str, value: str | None) -> None:
    assert behind(line).get("publishedDateTime") == value


def test_a_masthead_is_the_provider_and_no_title() -> None:
    text = f"The Harbor Ledger\nVol. 112, No. 48\n\n{TITLE}\n\n{LEAD}\n\n{MORE}\n"
    assert (data(text)["title"], data(text)["provider"]) == (TITLE, {"name": "The Harbor Ledger"})


def test_a_line_of_topics_at_the_end_leaves_the_body() -> None:
    found = read(f"{TITLE}\n\n{LEAD}\n\n{MORE}\n\nTags: ferries, islands\nComments (14)\n")
    assert found.record.body == f"\n{LEAD}\n\n{MORE}\n"


@pytest.mark.parametrize("dateline", ["OSLO (NTB): ", "OSLO (NTB) – "])
def test_an_agency_in_brackets_may_be_followed_by_a_colon(dateline: str) -> None:
    assert data(f"{TITLE}\n\n{dateline}{LEAD}\n\n{MORE}\n")["author"] == "NTB"


def test_prose_before_a_short_line_is_no_furniture() -> None:
    found = read(f"{LEAD}\n\n{MORE}\n\nNora Pell\nPort Ansel\n")
    assert "title" not in (found.record.data or {})
    assert LEAD in found.record.body


def test_a_date_behind_the_only_paragraph_makes_no_standfirst_of_it() -> None:
    found = read(f"{TITLE}\n\nNora Pell\n\n{LEAD}\n\nLast updated 4 June 2021\n").record
    assert found.body == f"\n{LEAD}\n"
    assert (found.data or {})["author"] == "Nora Pell"


@pytest.mark.parametrize(
    "head", ["By\nNora Pell\n\nPublished\n3 June 2021", "Author:\nNora Pell\n\nDate:\n3 June 2021"]
)
def test_a_label_may_have_a_line_of_its_own(head: str) -> None:
    found = read(f"{TITLE}\n\n{head}\n\n{LEAD}\n\n{MORE}\n").record
    assert ((found.data or {})["author"], (found.data or {})["publishedDateTime"]) == (
        "Nora Pell",
        "2021-06-03",
    )
    assert found.body == f"\n{LEAD}\n\n{MORE}\n"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Nora Pell", "Nora Pell"),
        ("— Nora Pell, Port Ansel", "Nora Pell"),
        ("Hanna Vogt/dpa", "Hanna Vogt"),
        ("Nora Pell is a reporter for the Harbor Ledger.", "Nora Pell"),
        ("Text: Nora Pell", "Nora Pell"),
        ("(dpa)", "dpa"),
        ("Night ferry", None),
        ("The End", None),
    ],
)
def test_a_signature_at_the_end_names_the_author(line: str, author: str | None) -> None:
    assert behind(line).get("author") == author
