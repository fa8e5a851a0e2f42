"""Lines under a title that name the author, and lines that only look so."""

from __future__ import annotations

import pytest
from tests.ingest.cases import LEAD, MORE, TITLE, behind, data, under


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Science Editor Nora Pell", "Nora Pell"),
        ("By Nora Pell Staff Reporter", "Nora Pell"),
        ("By Nora Pell, MD", "Nora Pell"),
        ("By NORA PELL AND TOM HART", "Nora Pell, Tom Hart"),
        ("By Nora Pell | The Harbor Ledger", "Nora Pell"),
        ("By John Smith Jr.", "John Smith Jr."),
        ("By Nora Pell npell@harbor-ledger.example", "Nora Pell"),
        ("By Nora Pell @norapell", "Nora Pell"),
        ("Story and photos by Nora Pell", "Nora Pell"),
        ("Posted on March 3, 2021 by Nora Pell", "Nora Pell"),
        ("Nora Pell, special to the Ledger", "Nora Pell"),
        ("Nora Pell, The Harbor Ledger", "Nora Pell"),
        ("Nora Pell — March 3, 2021", "Nora Pell"),
        ("Nora Pell/Northwire News Agency", "Nora Pell"),
        ("AFP, Port Ansel", "AFP"),
        ("La rédaction avec AFP", "AFP"),
        ("Par Le Courrier d'Ansel avec AFP", "AFP"),
        ("Redaktion mit dpa", "dpa"),
        ("dpa/lno", "dpa"),
        ("Af Ritzau", "Ritzau"),
        ("Av NTB", "NTB"),
        ("Von Hanna Vogt und dpa", "Hanna Vogt"),
        ("Eine Analyse von Hanna Vogt", "Hanna Vogt"),
        ("Propos recueillis par Camille Orsini", "Camille Orsini"),
        ("Una crónica de Lucía Benavides", "Lucía Benavides"),
        ("a cura di Paolo Verzi", "Paolo Verzi"),
        ("Text & foto: Elin Norrgård", "Elin Norrgård"),
        ("Skrevet af Ola Brandt", "Ola Brandt"),
        ("Rozmawiała Anna Nowak", "Anna Nowak"),
        ("Беседовала Анна Зорина", "Анна Зорина"),
        ("كتبت: سلمى الراوي", "سلمى الراوي"),
        ("김민수 기자", "김민수"),
        ("Posted by: Nora Pell   Date: 2021-03-03   Views: 1,204", "Nora Pell"),
    ],
)
def test_a_byline_of_many_kinds_names_the_author(line: str, author: str) -> None:
    assert under(line)["author"] == author


@pytest.mark.parametrize(
    "line",
    [
        "By nora",
        "By Nora",
        "By staff and agencies",
        "By The Editorial Board",
        "By Wire Services",
        "By Guest Author",
        "By News Team",
        "By Web Desk",
        "Report by Harbor Watch Institute",
        "Guest Contributor",
        "Por la Redacción",
        "Par La rédaction",
        "di Redazione",
        "Mayor Tom Hart",
        "Captain Tom Hart",
        "Lake Aubrey",
        "Stoney Island",
        "Port Ansel, Washington",
        "Winter Ferry",
        "With Tom Hart",
        "Edited by Ann Lee",
        "Directed by Tom Hart",
        "Photographer: Tom Hart",
        "Kuvat: Matti Salo",
        "Illustration by Tom Hart",
        "Translated by Tom Hart",
        "Traducción de Lucía Benavides",
        "Aus dem Englischen von Hanna Vogt",
        "A conversation with Tom Hart",
        "A novel by Tom Hart",
        "As told to Nora Pell",
        "Sponsored by Harbor Bank",
        "By 2030 the boat will be a hundred years old",
        "Posted by: Admin   Date: 2021-03-03   Views: 1,204",
    ],
)
def test_a_line_that_names_no_author_leaves_it_unset(line: str) -> None:
    assert "author" not in under(line)


def test_a_town_behind_the_name_is_no_second_author() -> None:
    assert under("By Nora Pell, Port Ansel")["author"] == "Nora Pell"


def test_a_second_author_behind_a_comma_stays_one() -> None:
    assert under("By Nora Pell, Tom Hart")["author"] == "Nora Pell, Tom Hart"


def test_names_in_brackets_behind_the_last_sentence_are_those_of_japanese_reporters() -> None:
    said = "市議会は木曜日、夜の渡し船をもう一冬続けることを決めた。反対する人は一人もいなかったという。"
    for brackets, author in [
        ("（村岡るい、編集委員・沖田進）", "村岡るい, 沖田進"),
        ("【高瀬みのる】", "高瀬みのる"),
        ("（敬称略）", None),
        ("（写真はいずれも五月撮影）", None),
        ("【共同】", None),
    ]:
        found = data(f"夜の渡し船、もう一冬続く\n\n{said}\n\n{said[::-1]}。{brackets}\n")
        assert found.get("author") == author, brackets


def test_a_name_behind_a_dash_below_a_quote_is_that_of_the_speaker() -> None:
    assert "author" not in behind("“She is not tired yet, and neither am I.”\n\n— Tom Hart")
    assert behind("— Tom Hart")["author"] == "Tom Hart"


def test_a_byline_that_ends_the_standfirst_is_cut_off_it() -> None:
    found = under("The old boat stays for one more year. By Nora Pell")
    assert (found["author"], found["excerpt"]) == ("Nora Pell", "The old boat stays for one more year.")


def test_what_readers_write_below_is_no_part_of_the_article() -> None:
    found = data(
        f"{TITLE}\n\n{LEAD}\n\n{MORE}\n\nComments (2)\n\nTom Hart\n4 March 2021 at 10:12\nGood news.\n"
    )
    assert "publishedDateTime" not in found
    assert "author" not in found
