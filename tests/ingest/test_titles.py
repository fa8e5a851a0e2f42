"""Which of the lines on top is the title."""

from __future__ import annotations

import pytest
from tests.ingest.cases import LEAD, MORE, data

NIGHT = "Night ferry gets one more winter"
SUM = "After a year of repairs the old boat is back, and the town has to pay for it"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (("EXCLUSIVE", NIGHT, SUM, "By Nora Pell"), NIGHT),
        (("FERRY GETS ONE MORE WINTER", SUM, "By Nora Pell"), "FERRY GETS ONE MORE WINTER"),
        (("PLACES", "THE LAST FERRY", SUM, "By Nora Pell"), "THE LAST FERRY"),
        (("Politics", "Going under", f"{SUM}. Nobody knows how", "By Nora Pell"), "Going under"),
        (("Port Ansel, Washington", NIGHT, "By Nora Pell"), NIGHT),
        (("Sunday, 3 March", NIGHT, "By Nora Pell"), NIGHT),
        (("Updated 5 minutes ago", NIGHT), NIGHT),
        (("The Harbor Ledger - March 3, 2021", NIGHT), NIGHT),
        (("Home / News / Ferries", NIGHT), NIGHT),
        (("Startseite  Regional  Kreis Ansel", "Nachtfähre bekommt noch einen Winter"), "Nachtfähre bekommt noch einen Winter"),
        (("トップ　＞　社会　＞　記事", "夜の渡し船、もう一冬続くことになった"), "夜の渡し船、もう一冬続くことになった"),
        (("Menu", "Search", "The Harbor Ledger", "News Sport Culture", NIGHT, "By Nora Pell"), NIGHT),
        (("Photo: Tom Hart", NIGHT, "By Nora Pell"), NIGHT),
        (("BC-ANS--Ansel Ferry, 3rd Ld", "Eds: UPDATES with vote.", NIGHT, "By Nora Pell"), NIGHT),
        (("Pressemitteilung Nr. 17/2021", "Nachtfähre bekommt noch einen Winter"), "Nachtfähre bekommt noch einen Winter"),
        (("Contact: Dana Wills", "Phone: 555-0142", NIGHT), NIGHT),
        (("Nachtfähre in Ansel", "„Das Schiff ist noch nicht müde“", "Von Hanna Vogt"), "„Das Schiff ist noch nicht müde“"),
        (("iPhones now sell ferry tickets", SUM, "By Nora Pell"), "iPhones now sell ferry tickets"),
        (("’Tis the season for ferries", SUM, "By Nora Pell"), "’Tis the season for ferries"),
        (("Night ferry stays for one more winter.", SUM, "By Nora Pell"), "Night ferry stays for one more winter."),
        (("Port Ansel stays calm", SUM, "By Nora Pell"), "Port Ansel stays calm"),
        ((f"{NIGHT} | Nora Pell | 3 March 2021",), NIGHT),
        (("By Nora Pell | 3 March 2021", NIGHT), NIGHT),
        (("3 March 2021 | Nora Pell", NIGHT), NIGHT),
    ],
)  # fmt: skip
def test_a_title_stands_among_the_lines_on_top(head: tuple[str, ...], title: str) -> None:
    assert data("\n\n".join([*head, LEAD, MORE]) + "\n")["title"] == title


@pytest.mark.parametrize("head", [(), ("Dear reader,",), ("3 March 2021",)])
def test_where_no_line_is_like_a_title_there_is_none(head: tuple[str, ...]) -> None:
    assert "title" not in data("\n\n".join([*head, LEAD, MORE]) + "\n")


def test_a_line_with_bars_that_holds_neither_author_nor_date_stays_whole() -> None:
    line = "Ferries | Trains | What will move us in winter"
    assert data(f"{line}\n\n{LEAD}\n\n{MORE}\n").get("author") is None
