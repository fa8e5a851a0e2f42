"""Texts whose cues, read in the usual way, say something wrong."""

from __future__ import annotations

import pytest
from tests.ingest.cases import LEAD, MORE, REST, TITLE, behind, data, read, reason, under

NIGHT = "Night ferry gets one more winter"
SUM = "After a year of repairs the old boat is back, and the town has to pay for it"


def over(*head: str) -> dict[str, object]:
    """Ingest an article with these lines on top."""
    return data("\n\n".join([*head, LEAD, MORE]) + "\n")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (("Quiet Trades, Part 4", NIGHT, "By Nora Pell"), NIGHT),
        (("Serie „Stille Berufe“, Teil 3", "Nachtfähre bekommt noch einen Winter"), "Nachtfähre bekommt noch einen Winter"),
        (("The Harbour Interview", NIGHT, "By Nora Pell"), NIGHT),
        (("La chronique de Camille Orsini", "Le bac de nuit navigue encore"), "Le bac de nuit navigue encore"),
        (("Interview Tom Hart", "‘She is not tired yet, and neither am I’", "By Nora Pell"), "‘She is not tired yet, and neither am I’"),
        (("Aus dem Archiv", "Nachtfähre bekommt noch einen Winter"), "Nachtfähre bekommt noch einen Winter"),
        (("Report No. 14/2015", NIGHT, "By Nora Pell"), NIGHT),
        (("PUBLIC NOTICE No. 2018-044", NIGHT.upper()), NIGHT.upper()),
        (("Sponsored by Harbour Bank", NIGHT), NIGHT),
        (("14    THE HARBOUR MAGAZINE    AUTUMN 2014", NIGHT, "By Nora Pell"), NIGHT),
        (("Harbour Historical Quarterly 31 (2009) 112–118", NIGHT), NIGHT),
        (("Ferries in Ansel", NIGHT, f"{SUM}. Nobody knows how.", "By Nora Pell"), NIGHT),
        (("The long goodbye", NIGHT, f"{SUM}. Nobody knows how.", "By Nora Pell"), "The long goodbye"),
        (("Rezension", "Meine Fähre", "Der neue Roman von Karla Wessel handelt von einem Schiff", "Von Hanna Vogt"), "Meine Fähre"),
        (("St Brendan's, Ansel", "Churchyard clean-up", "Saturday 14 May 2022, 10am to 1pm"), "Churchyard clean-up"),
        ((f'Harbour Ledger on Twitter: "{NIGHT}"',), NIGHT),
        (("HAASTATTELU", "”Meri ei odota ketään”", "Kalastaja lähtee yhä joka aamu merelle", "Teksti: Aino Salmela"), "”Meri ei odota ketään”"),
        (("Business News December 19, 2014 / 4:12 PM / Updated 7 years ago", NIGHT), NIGHT),
        (("History / Ferries / Skell", NIGHT, "Nora Pell"), NIGHT),
        (("Amtsblatt der Stadt Ansel", "Nachtfähre bekommt noch einen Winter"), "Nachtfähre bekommt noch einen Winter"),
        (("SV Ansel – TSV Skell 1:2 (1:0)", "SV Ansel verliert in letzter Minute", "Von Hanna Vogt"), "SV Ansel verliert in letzter Minute"),
        (("RUGBY - Fédérale 3", "Ansel s'incline au bout de la nuit", "Par Camille Orsini"), "Ansel s'incline au bout de la nuit"),
        (("Feuilleton", "50 Jahre Nachtfähre", "Das alte Schiff über dem Fluss", f"{SUM}. Nobody knows how.", "Von Hanna Vogt"), "Das alte Schiff über dem Fluss"),
        (("РЕПОРТАЖ", "Последний паромщик", "Антон Зуев (текст), Глеб Орлов (фото)"), "Последний паромщик"),
        (("Ansel Harbour Authority", "Annual report 2019: summary"), "Annual report 2019: summary"),
        (("Snow day", "Filed under Notebook by mk"), "Snow day"),
        (("On hold", "NORA PELL", "October 15, 2018 Issue"), "On hold"),
        (("Nachtfähre bekommt noch einen Winter", "Die Redaktion | Veröffentlicht am 3. März 2021"), "Nachtfähre bekommt noch einen Winter"),
        (("Filed by: N. Pell\nDesk: Metro\nSlug: FERRY", NIGHT), NIGHT),
    ],
)  # fmt: skip
def test_a_line_that_only_leads_to_the_title_is_none(head: tuple[str, ...], title: str) -> None:
    assert over(*head)["title"] == title


@pytest.mark.parametrize("above", ["# Opinion", "# Night Boats"])
def test_a_heading_that_names_a_section_or_the_site_is_no_title(above: str) -> None:
    url = "https://night-boats.example/2021/03/winter"
    text = f"{above}\n\n## {NIGHT}\n\n*By* **Nora Pell** · *March 3, 2021*\n\n{LEAD}\n\n{MORE}\n\nPermalink: {url}\n"
    found = data(text)
    assert (found["title"], found["author"], found["publishedDateTime"]) == (NIGHT, "Nora Pell", "2021-03-03")


def test_a_heading_above_another_one_is_the_title_else() -> None:
    text = f"# {NIGHT}\n\n## What the boat means to the town\n\nBy Nora Pell\n\n{LEAD}\n\n{MORE}\n"
    assert data(text)["title"] == NIGHT


def test_letters_of_several_readers_have_no_author() -> None:
    found = read(
        f"Letters to the editor\n\nFerry fares\n\n{LEAD}\n\nAnn Oakes, Port Ansel\n\n"
        f"Too many gulls\n\n{MORE}\n\nDerek Plum, Skell\n"
    )
    assert found.record.data is not None
    assert found.record.data["title"] == "Letters to the editor"
    assert "author" not in found.record.data
    assert reason(found, "author") == "several people signed parts of the text"


def test_the_bylines_of_several_stories_make_no_author() -> None:
    found = data(
        f"The Ansel Letter #41\n\n{LEAD}\n\nBees on the town hall\n\nBy Carla Voss\n\n{MORE}\n\n"
        f"The last mill closes\n\nBy Ned Orme\n\n{REST}\n"
    )
    assert "author" not in found


@pytest.mark.parametrize(
    "line",
    [
        "Dear Ingrid",
        "Mr J. Crewe for the prosecution",
        "Oberbürgermeisterin Renate Quast",
        "By the Harbour Herald with agencies",
        "J. B.",
        "DALLA NOSTRA INVIATA",
        "Facebook Twitter WhatsApp SMS Email",
        "Teksti Aino Salmela",
        "会員記事",
    ],
)
def test_who_is_addressed_or_spoken_of_is_no_author(line: str) -> None:
    assert "author" not in under(line)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Hugh Marlow in Skell and Petra Singh in Port Ansel", "Hugh Marlow, Petra Singh"),
        ("Par Le Courrier de Montrieux avec AFP", "AFP"),
        ("Opinion | Nora Pell", "Nora Pell"),
        ("Nora Pell | The Ansel Gazette", "Nora Pell"),
        ("Nora Pell at Mill Lane", "Nora Pell"),
        ("Das Gespräch führte Hanna Vogt", "Hanna Vogt"),
        ("Антон Зуев (текст), Глеб Орлов (фото)", "Антон Зуев"),
        ("记者 何清", "何清"),
        ("28.06.2019 | 17:00 Uhr | Von Karin Möll", "Karin Möll"),
        ("Protokoll: Hanna Vogt", "Hanna Vogt"),
        ("Ptal se Ondřej Malina", "Ondřej Malina"),
        ("By Nora Pell for the Harbour Ledger", "Nora Pell"),
        ("by Nora Pell, Coastwire, and Will Tam, The Skell Herald", "Nora Pell, Will Tam"),
        ("Nora Pell\nnora.pell@harbor-ledger.example", "Nora Pell"),
    ],
)
def test_who_wrote_is_found_among_others(line: str, author: str) -> None:
    assert under(line)["author"] == author


@pytest.mark.parametrize(
    "lines",
    [
        "Datum: 12. Mai 2022\nBeginn: 19.30 Uhr\nOrt: Stadtbücherei",
        "Date: 5 March 2019\nVenue: Town Hall",
        "Fecha: 5 de marzo de 2019\nLugar: Casa de Cultura",
        "12–14 June 2019, Town Hall, Skell",
        "3 March – 12 June 2022",
        "Friday, 13 March 2020, 7 pm at the boathouse",
    ],
)
def test_the_day_of_an_event_is_not_that_of_publication(lines: str) -> None:
    assert "publishedDateTime" not in under(lines)


@pytest.mark.parametrize("line", ["3.3.1921 – 4.4.2021", "† 3. März 2021"])
def test_the_days_of_a_life_are_none_of_publication(line: str) -> None:
    assert "publishedDateTime" not in under(line)
    assert "publishedDateTime" not in behind(line)


def test_a_date_with_a_label_and_no_place_beside_it_is_that_of_publication() -> None:
    assert under("Date: 5 March 2019\nSection: Ferries")["publishedDateTime"] == "2019-03-05"


def test_a_name_beside_that_of_an_agency_goes_before_the_agency_in_the_dateline() -> None:
    found = data(f"{NIGHT}\n\nNora Pell, Coastwire\n\nSKELL (Coastwire) — {LEAD}\n\n{MORE}\n")
    assert found["author"] == "Nora Pell"


@pytest.mark.parametrize("line", ["_3 March 2021_", "*3 March 2021*"])
def test_a_date_may_stand_in_marks(line: str) -> None:
    assert under(line)["publishedDateTime"] == "2021-03-03"


@pytest.mark.parametrize(
    "lines",
    [
        "Renate Quast\nOberbürgermeisterin",
        "Herausgegeben vom Küstenwetteramt",
        "Ihre Stadtreinigung Ansel",
        "J. B.",
    ],
)
def test_who_signs_for_an_office_or_in_short_is_no_author(lines: str) -> None:
    assert "author" not in behind(lines)


def test_words_of_the_title_behind_the_name_of_a_genre_are_no_author() -> None:
    found = data(f"De laatste veerman\n\nREPORTAGE DE LAATSTE VEERMAN\n\n{LEAD}\n\n{MORE}\n")
    assert "author" not in found


def test_a_service_that_passes_on_what_companies_write_is_no_author() -> None:
    line = f"SKELL, June 15, 2022 /Coastwire PR/ -- {LEAD}"
    found = data(f"{NIGHT}\n\n{line}\n\n{MORE}\n")
    assert "author" not in found
    assert found["publishedDateTime"] == "2022-06-15"


def test_an_address_that_is_said_to_be_the_original_goes_before_one_to_read_on() -> None:
    more, own = "https://skell.example/news/budget", "https://skell.example/news/ferry"
    assert behind(f"Read more at {more}\n\nThis story originally appeared at {own}")["originalUrl"] == own
    assert behind(f"Read more at {more}")["originalUrl"] == more


def test_the_words_of_a_title_may_be_those_of_a_kicker() -> None:
    for title in ("By the sea, by the numbers", "The trouble with tidy gardens", TITLE):
        assert over(title, SUM, "By Nora Pell")["title"] == title
