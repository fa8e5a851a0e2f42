"""How papers, agencies, press offices, magazines and blogs of many countries write what stands around an article.

Every layout was made up for this table, as were its people, places and papers. A field that a case does not
name has to stay unset.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from tests.ingest.cases import data
from tests.ingest.languages import (
    CS,
    DA,
    DE,
    EN,
    ES,
    FI,
    FR,
    IT,
    JA,
    KO,
    NL,
    NO,
    PL,
    PT,
    RO,
    RU,
    SV,
    TR,
    UK,
    ZH,
)

FIELDS = ("title", "author", "date", "source", "provider")


class Layout(NamedTuple):
    """A text, and what a careful editor finds in it."""

    name: str
    text: str
    title: str | None = None
    author: str | None = None
    date: str | None = None
    source: str | None = None
    provider: str | None = None


def text(*blocks: str | tuple[str, ...]) -> str:
    """Write blocks with empty lines between them."""
    lines = (part for block in blocks for part in (block if isinstance(block, tuple) else (block,)))
    return "\n\n".join(lines) + "\n"


def found(layout: Layout) -> dict[str, Any]:
    got = data(layout.text)
    provider = got.get("provider") or {}
    return {
        "title": got.get("title"),
        "author": got.get("author"),
        "date": got.get("publishedDateTime"),
        "source": got.get("originalUrl"),
        "provider": provider.get("name"),
    }


NIGHT = "Night ferry gets one more winter"
NACHT = "Nachtfähre bekommt noch einen Winter"

ENGLISH = [
    Layout(
        "a byline with role and paper in one line, date and hour below",
        text(NIGHT, "By Nora Pell, Transport Correspondent\nMarch 3, 2021 at 6:00 a.m. EST", EN),
        title=NIGHT, author="Nora Pell", date="2021-03-03T11:00:00Z",
    ),
    Layout(
        "title, byline and date in one line with bars",
        text(f"{NIGHT} | By Nora Pell | 3 March 2021", EN),
        title=NIGHT, author="Nora Pell", date="2021-03-03",
    ),
    Layout(
        "title, name of the paper and date in one line with bars",
        text(f"{NIGHT} | The Harbor Ledger | March 3, 2021", EN),
        title=NIGHT, date="2021-03-03", provider="The Harbor Ledger",
    ),
    Layout(
        "a dateline with agency and a slash",
        text(NIGHT, f"PORT ANSEL, March 3, 2021 (Northwire) -- {EN[0]}", EN[1]),
        title=NIGHT, author="Northwire", date="2021-03-03",
    ),
    Layout(
        "a dateline as press offices of companies have it",
        text("FOR IMMEDIATE RELEASE", "Ansel Ferries Extends Night Service", f"PORT ANSEL, Wash., March 3, 2021 – {EN[0]}", EN[1], "###"),
        title="Ansel Ferries Extends Night Service", date="2021-03-03",
    ),
    Layout(
        "a contact block above the headline of a press release",
        text(
            "NEWS RELEASE", "Contact: Dana Wills\nPhone: 555-0142\nEmail: press@ansel.example", "March 3, 2021",
            "Port of Ansel Extends Night Ferry Service", EN,
        ),
        title="Port of Ansel Extends Night Ferry Service", date="2021-03-03",
    ),
    Layout(
        "words and photographs by different people",
        text(NIGHT, "Words by Nora Pell", "Photographs by Tom Hart", EN),
        title=NIGHT, author="Nora Pell",
    ),
    Layout(
        "a byline with the agency behind a slash",
        text(NIGHT, "Nora Pell/Northwire News Agency", "3 March 2021", EN),
        title=NIGHT, author="Nora Pell", date="2021-03-03",
    ),
    Layout(
        "a kicker, a headline, a standfirst and a byline",
        text("TRANSPORT", NIGHT, "After a year of repairs the old boat is back, and the town has to pay for it", "by NORA PELL", EN),
        title=NIGHT, author="Nora Pell",
    ),
    Layout(
        "a blog with date, name and category below the title",
        text(NIGHT, "Posted on March 3, 2021 by Nora Pell in Boats, Winter", EN),
        title=NIGHT, author="Nora Pell", date="2021-03-03",
    ),
    Layout(
        "a blog with its date first and the name behind a dot",
        text(NIGHT, "3 Mar 2021 · Nora Pell · 4 min read", EN),
        title=NIGHT, author="Nora Pell", date="2021-03-03",
    ),
    Layout(
        "a magazine with issue and pages",
        text(NIGHT, "NORA PELL", "The Harbor Review, Vol. 12, No. 3, March 2021, pp. 14-19", EN),
        title=NIGHT, author="Nora Pell", provider="The Harbor Review",
    ),
    Layout(
        "a letter with the writer's name and town at its end",
        text("Letters to the editor", NIGHT, "SIR – I read with joy of the ferry. " + EN[0], EN[1], "Nora Pell\nPort Ansel"),
        title=NIGHT, author="Nora Pell",
    ),
    Layout(
        "an opinion piece with its author's note at the end",
        text("Opinion", NIGHT, EN, "Nora Pell is a columnist for The Harbor Ledger."),
        title=NIGHT, author="Nora Pell",
    ),
    Layout(
        "a report of several people named at its end",
        text(NIGHT, "March 3, 2021", EN, "(Reporting by Nora Pell and Tom Hart; Editing by Ann Lee)"),
        title=NIGHT, author="Nora Pell, Tom Hart", date="2021-03-03",
    ),
    Layout(
        "first published, updated",
        text(NIGHT, "Nora Pell\nFirst published on Wed 3 Mar 2021 06.00 GMT\nLast modified on Thu 4 Mar 2021 09.30 GMT", EN),
        title=NIGHT, author="Nora Pell", date="2021-03-03T06:00:00Z",
    ),
    Layout(
        "only an update is stated",
        text(NIGHT, "By Nora Pell", "Updated March 4, 2021", EN),
        title=NIGHT, author="Nora Pell",
    ),
    Layout(
        "a copy that names its source in the last line",
        text(NIGHT, EN, "Source: The Harbor Ledger, March 3, 2021"),
        title=NIGHT, date="2021-03-03", provider="The Harbor Ledger",
    ),
    Layout(
        "a copy that names paper, date and address in the last lines",
        text(NIGHT, EN, "This article first appeared in The Harbor Ledger on 3 March 2021.", "https://harbor-ledger.example/news/ferry"),
        title=NIGHT, date="2021-03-03", source="https://harbor-ledger.example/news/ferry", provider="The Harbor Ledger",
    ),
    Layout(
        "read more at, with the address",
        text(NIGHT, EN, "Read more at: https://harbor-ledger.example/news/ferry"),
        title=NIGHT, source="https://harbor-ledger.example/news/ferry",
    ),
    Layout(
        "retrieved on one day, published on another",
        text(NIGHT, "By Nora Pell", "Published 3 March 2021", EN, "Retrieved 9 May 2022 from https://harbor-ledger.example/news/ferry"),
        title=NIGHT, author="Nora Pell", date="2021-03-03", source="https://harbor-ledger.example/news/ferry",
    ),
    Layout(
        "a clipping with paper, date and page on top",
        text("The Harbor Ledger\nWednesday, March 3, 2021\nPage A4", NIGHT, "By NORA PELL\nOf the Ledger Staff", EN),
        title=NIGHT, author="Nora Pell", date="2021-03-03", provider="The Harbor Ledger",
    ),
    Layout(
        "a transcript with a host",
        text(NIGHT, "March 3, 2021 5:02 PM ET\nHeard on Harbor Radio", "NORA PELL, HOST:", EN),
        title=NIGHT, date="2021-03-03",
    ),
    Layout(
        "an interview",
        text("‘The boat is not tired yet’", "Interview by Nora Pell", EN[0], "You have sailed her for thirty years?", EN[1]),
        title="‘The boat is not tired yet’", author="Nora Pell",
    ),
]  # fmt: skip

TRAPS = [
    Layout(
        "a title that begins with By",
        text("By the river, a boat waits for winter", EN), title="By the river, a boat waits for winter",
    ),
    Layout(
        "a standfirst that begins with By and a year",
        text(NIGHT, "By 2030 the old boat will have crossed the bay a million times", EN), title=NIGHT,
    ),
    Layout(
        "a paragraph that begins with By and a name",
        text(NIGHT, "By Port Ansel standards the vote was quick. " + EN[0], EN[1]), title=NIGHT,
    ),
    Layout(
        "a photographer under the title",
        text(NIGHT, "Photo: Tom Hart / Harbor Pictures", EN), title=NIGHT,
    ),
    Layout(
        "a caption with a credit by name",
        text(NIGHT, "The ferry at the old pier. Photograph by Tom Hart", EN), title=NIGHT,
    ),
    Layout(
        "a speaker who is quoted below the title",
        text(NIGHT, "“She is not tired yet,” says captain Tom Hart", EN), title=NIGHT,
    ),
    Layout(
        "a speaker alone in a line behind a quote",
        text(NIGHT, EN, "“She is not tired yet, and neither am I, whatever the council says about it.”", "— Tom Hart, captain"),
        title=NIGHT,
    ),
    Layout(
        "section heads that are like names",
        text(NIGHT, EN[0], "Port Ansel", EN[1], "Winter Service", EN[0] + " It will be cold.", EN[1] + " So will the sea."),
        title=NIGHT,
    ),
    Layout(
        "a place alone under the title",
        text(NIGHT, "Port Ansel, Washington", EN), title=NIGHT,
    ),
    Layout(
        "the day of an event under the title",
        text(NIGHT, "When: 3 March 2021, 7 p.m.", "Where: Town Hall", EN), title=NIGHT,
    ),
    Layout(
        "a date in a standfirst",
        text(NIGHT, "On 3 March 2021 the boat will sail again, if the engine holds", EN), title=NIGHT,
    ),
    Layout(
        "a period in the title",
        text("Port Ansel, 1921 to 2021: a harbour and its boats", EN), title="Port Ansel, 1921 to 2021: a harbour and its boats",
    ),
    Layout(
        "a source that is no publisher, of a table",
        text(NIGHT, EN, "Source: Port Authority"), title=NIGHT,
    ),
    Layout(
        "a related article with a date",
        text(NIGHT, EN, "Related:", "Old pier closes for repairs (May 5, 2020)", "Ferry fares to rise (June 6, 2020)"), title=NIGHT,
    ),
    Layout(
        "comments of readers below the article",
        text(NIGHT, "By Nora Pell", EN, "2 comments", "Tom Hart\n4 March 2021 at 10:12\nGood news for the town.", "Ann Lee\n5 March 2021 at 09:01\nAbout time."),
        title=NIGHT, author="Nora Pell",
    ),
    Layout(
        "an editor below the article",
        text(NIGHT, EN, "Editing by Ann Lee"), title=NIGHT,
    ),
    Layout(
        "a translator under the author",
        text(NIGHT, "By Nora Pell", "Translated by Tom Hart", EN), title=NIGHT, author="Nora Pell",
    ),
    Layout(
        "a day and a month that may be either",
        text(NIGHT, "By Nora Pell | 03/04/2021", EN), title=NIGHT, author="Nora Pell",
    ),
    Layout(
        "a year of two digits without any other",
        text(NIGHT, "By Nora Pell, 3.4.21", EN), title=NIGHT, author="Nora Pell",
    ),
]  # fmt: skip

GERMAN = [
    Layout(
        "an agency in the dateline",
        text(NACHT, f"Ansel (dpa) - {DE[0]}", DE[1]), title=NACHT, author="dpa",
    ),
    Layout(
        "an agency of the region and the day in the dateline",
        text(NACHT, f"Ansel, 3. März 2021 (dpa/lno) – {DE[0]}", DE[1]), title=NACHT, author="dpa", date="2021-03-03",
    ),
    Layout(
        "the day with the hour and the name below the title",
        text("Nahverkehr", NACHT, "Stand: 03.03.2021 06:12 Uhr", "von Hanna Vogt, Küstenkurier", DE),
        title=NACHT, author="Hanna Vogt", date="2021-03-03",
    ),
    Layout(
        "paper, day and page in the last line, the sign in brackets",
        text(NACHT, DE[0], DE[1] + " (hv)", "Küstenkurier, 3. März 2021, Seite 7"),
        title=NACHT, date="2021-03-03", provider="Küstenkurier",
    ),
    Layout(
        "a standfirst that ends with the name",
        text(NACHT, "Der Rat gibt dem alten Schiff noch eine Saison. Von Hanna Vogt", DE), title=NACHT, author="Hanna Vogt",
    ),
    Layout(
        "a guest contribution",
        text(NACHT, "Ein Gastbeitrag von Hanna Vogt", DE), title=NACHT, author="Hanna Vogt",
    ),
    Layout(
        "an interview with the names of both",
        text("„Das Schiff ist noch nicht müde“", "Interview: Hanna Vogt", DE), title="„Das Schiff ist noch nicht müde“", author="Hanna Vogt",
    ),
    Layout(
        "a press office",
        text("Pressemitteilung Nr. 17/2021", "Ansel, den 3. März 2021", NACHT, DE, "Pressekontakt:\nStadt Ansel, Hanna Vogt, Telefon 0555 142"),
        title=NACHT, date="2021-03-03",
    ),
    Layout(
        "published and updated in one line",
        text(NACHT, "Veröffentlicht am 03.03.2021 | Aktualisiert am 05.03.2021 | Lesedauer: 3 Minuten", "Von Hanna Vogt", DE),
        title=NACHT, author="Hanna Vogt", date="2021-03-03",
    ),
    Layout(
        "numbers of which the language says the order",
        text(NACHT, "Von Hanna Vogt", "03/04/2021", DE), title=NACHT, author="Hanna Vogt", date="2021-04-03",
    ),
    Layout(
        "a source line with the address",
        text(NACHT, DE, "Quelle: https://kuestenkurier.example/ansel/nachtfaehre"),
        title=NACHT, source="https://kuestenkurier.example/ansel/nachtfaehre",
    ),
    Layout(
        "rights of a paper",
        text(NACHT, "Von Hanna Vogt", DE, "© Küstenkurier 2021"), title=NACHT, author="Hanna Vogt", provider="Küstenkurier",
    ),
    Layout(
        "a trap: a sentence that begins with Von",
        text(NACHT, "Von wegen Ruhestand: Das alte Schiff fährt weiter", DE), title=NACHT,
    ),
]  # fmt: skip

FRENCH = [
    Layout(
        "by with the agency, published on, at",
        text("Le bac de nuit reste un hiver", "Par Camille Orsini avec AFP", "Publié le 03/03/2021 à 06h12, mis à jour le 04/03/2021 à 10h00", FR),
        title="Le bac de nuit reste un hiver", author="Camille Orsini", date="2021-03-03",
    ),
    Layout(
        "the name and the town behind the article",
        text("Le bac de nuit reste un hiver", "3 mars 2021", FR, "Camille Orsini, à Port-Ansel"),
        title="Le bac de nuit reste un hiver", author="Camille Orsini", date="2021-03-03",
    ),
    Layout(
        "a correspondent in brackets",
        text("Le bac de nuit reste un hiver", "Camille Orsini (Port-Ansel, correspondante)", "Publié le 3 mars 2021", FR),
        title="Le bac de nuit reste un hiver", author="Camille Orsini", date="2021-03-03",
    ),
    Layout(
        "words collected by",
        text("« Le bateau n’est pas fatigué »", "Propos recueillis par Camille Orsini", FR),
        title="« Le bateau n’est pas fatigué »", author="Camille Orsini",
    ),
    Layout(
        "a dateline with the day",
        text("Le bac de nuit reste un hiver", f"Port-Ansel, le 3 mars 2021 - {FR[0]}", FR[1]),
        title="Le bac de nuit reste un hiver", date="2021-03-03",
    ),
    Layout(
        "a trap: a line that begins with Par",
        text("Le bac de nuit reste un hiver", "Par temps calme, la traversée dure vingt minutes", FR),
        title="Le bac de nuit reste un hiver",
    ),
]  # fmt: skip

ROMANCE = [
    Layout(
        "Spanish: capital name, town and hour",
        text("La lancha de noche navegará otro invierno", "LUCÍA BENAVIDES\nPuerto Ansel - 03 mar 2021 - 06:12 CET", ES),
        title="La lancha de noche navegará otro invierno", author="Lucía Benavides", date="2021-03-03T05:12:00Z",
    ),
    Layout(
        "Spanish: an agency and the town",
        text("La lancha de noche navegará otro invierno", "EFE\nPuerto Ansel\n3 de marzo de 2021", ES),
        title="La lancha de noche navegará otro invierno", author="EFE", date="2021-03-03",
    ),
    Layout(
        "Spanish: a dateline with the agency in brackets",
        text("La lancha de noche navegará otro invierno", f"Puerto Ansel, 3 mar 2021 (EFE).- {ES[0]}", ES[1]),
        title="La lancha de noche navegará otro invierno", author="EFE", date="2021-03-03",
    ),
    Layout(
        "Italian: of, and the day in words",
        text("Il traghetto resta un inverno", "di Paolo Verzi", "3 Marzo 2021 alle 06:12", "3 minuti di lettura", IT),
        title="Il traghetto resta un inverno", author="Paolo Verzi", date="2021-03-03",
    ),
    Layout(
        "Italian: an agency with a dash",
        text("Il traghetto resta un inverno", f"(ANSA) - PORTO ANSEL, 03 MAR - {IT[0]}", IT[1], "(ANSA)."),
        title="Il traghetto resta un inverno", author="ANSA",
    ),
    Layout(
        "Italian: of our envoy",
        text("Il traghetto resta un inverno", "dal nostro inviato Paolo Verzi", "3 marzo 2021", IT),
        title="Il traghetto resta un inverno", author="Paolo Verzi", date="2021-03-03",
    ),
    Layout(
        "Portuguese: by, the day and the hour with h",
        text("A barca da noite fica mais um inverno", "Por Inês Carvalhal, Porto Ansel", "03/03/2021 06h12 Atualizado há 2 horas", PT),
        title="A barca da noite fica mais um inverno", author="Inês Carvalhal", date="2021-03-03",
    ),
    Layout(
        "Portuguese: text by, photographs by",
        text("A barca da noite fica mais um inverno", "Texto: Inês Carvalhal", "Fotografia: Rui Matos", "3 de março de 2021", PT),
        title="A barca da noite fica mais um inverno", author="Inês Carvalhal", date="2021-03-03",
    ),
    Layout(
        "Romanian: of, and published",
        text("Bacul de noapte rămâne o iarnă", "de Ioana Marcu", "Publicat: 3 martie 2021, 06:12", RO),
        title="Bacul de noapte rămâne o iarnă", author="Ioana Marcu", date="2021-03-03",
    ),
]  # fmt: skip

NORTHERN = [
    Layout(
        "Dutch: of our reporter, the day with the hour",
        text("Nachtveer blijft nog een winter", "Van onze verslaggever Wouter van Dalsem", "3 maart 2021, 06:12", NL),
        title="Nachtveer blijft nog een winter", author="Wouter van Dalsem", date="2021-03-03",
    ),
    Layout(
        "Dutch: name, day and reading time in one line",
        text("Nachtveer blijft nog een winter", "Wouter van Dalsem • 3 maart 2021 • Leestijd 2 minuten", NL),
        title="Nachtveer blijft nog een winter", author="Wouter van Dalsem", date="2021-03-03",
    ),
    Layout(
        "Swedish: text and pictures by, published",
        text("Nattfärjan får en vinter till", "Text: Elin Norrgård  Foto: Sven Lund", "Publicerad 3 mars 2021", SV),
        title="Nattfärjan får en vinter till", author="Elin Norrgård", date="2021-03-03",
    ),
    Layout(
        "Swedish: published and updated on one line, ISO",
        text("Nattfärjan får en vinter till", "Elin Norrgård", "Publicerad 2021-03-03 06:12 Uppdaterad 2021-03-04 10:00", SV),
        title="Nattfärjan får en vinter till", author="Elin Norrgård", date="2021-03-03",
    ),
    Layout(
        "Danish: of, and the day with its name",
        text("Natfærgen får en vinter mere", "Af Ola Brandt", "Onsdag den 3. marts 2021, kl. 06:12", DA),
        title="Natfærgen får en vinter mere", author="Ola Brandt", date="2021-03-03",
    ),
    Layout(
        "Danish: an agency with slashes behind the last sentence",
        text("Natfærgen får en vinter mere", "3. mar. 2021 kl. 06.12", DA[0], DA[1], "/ritzau/"),
        title="Natfærgen får en vinter mere", author="ritzau", date="2021-03-03",
    ),
    Layout(
        "Norwegian: published with the day in numbers",
        text("Nattferja får en vinter til", "Skrevet av Ingrid Solvik", "Publisert: 03.03.2021 06:12", NO),
        title="Nattferja får en vinter til", author="Ingrid Solvik", date="2021-03-03",
    ),
    Layout(
        "Norwegian: an agency in the dateline",
        text("Nattferja får en vinter til", f"Anselhavn (NTB): {NO[0]}", NO[1]),
        title="Nattferja får en vinter til", author="NTB",
    ),
    Layout(
        "Finnish: name and day below each other",
        text("Yölautta saa vielä yhden talven", "Aino Korpela", "3.3.2021 klo 6:12", FI),
        title="Yölautta saa vielä yhden talven", author="Aino Korpela", date="2021-03-03",
    ),
    Layout(
        "Finnish: text and pictures with colons",
        text("Yölautta saa vielä yhden talven", "Teksti: Aino Korpela", "Kuvat: Matti Salo", "Julkaistu 3.3.2021", FI),
        title="Yölautta saa vielä yhden talven", author="Aino Korpela", date="2021-03-03",
    ),
]  # fmt: skip

EASTERN = [
    Layout(
        "Polish: author, day of publication",
        text("Nocny prom zostaje na zimę", "Autor: Jan Kowalski", "Data publikacji: 3 marca 2021, 06:12", PL),
        title="Nocny prom zostaje na zimę", author="Jan Kowalski", date="2021-03-03",
    ),
    Layout(
        "Polish: an agency in brackets behind the last sentence",
        text("Nocny prom zostaje na zimę", "03.03.2021 06:12", PL[0], PL[1] + " (PAP)"),
        title="Nocny prom zostaje na zimę", author="PAP", date="2021-03-03",
    ),
    Layout(
        "Czech: day first, then the name",
        text("Noční přívoz zůstane ještě zimu", "3. března 2021 | Jana Dvořáková", CS),
        title="Noční přívoz zůstane ještě zimu", author="Jana Dvořáková", date="2021-03-03",
    ),
    Layout(
        "Turkish: report, date",
        text("Gece vapuru bir kış daha kalıyor", "Haber: Ayşe Yılmaz", "Yayınlanma: 03.03.2021 - 06:12", TR),
        title="Gece vapuru bir kış daha kalıyor", author="Ayşe Yılmaz", date="2021-03-03",
    ),
    Layout(
        "Turkish: a dateline with an agency",
        text("Gece vapuru bir kış daha kalıyor", f"ANSEL (AA) - {TR[0]}", TR[1]),
        title="Gece vapuru bir kış daha kalıyor", author="AA",
    ),
    Layout(
        "Russian: an agency in the dateline with the day",
        text("Ночной паром останется на зиму", f"АНСЕЛЬ, 3 марта 2021 г. /ТАСС/. {RU[0]}", RU[1]),
        title="Ночной паром останется на зиму", author="ТАСС", date="2021-03-03",
    ),
    Layout(
        "Russian: text, day, hour",
        text("Ночной паром останется на зиму", "Текст: Анна Зорина", "03.03.2021, 06:12", RU),
        title="Ночной паром останется на зиму", author="Анна Зорина", date="2021-03-03",
    ),
    Layout(
        "Russian: the name alone, the paper behind the article",
        text("Ночной паром останется на зиму", "Анна Зорина", "3 марта 2021", RU, "Источник: https://rechnoy-vestnik.example/parom"),
        title="Ночной паром останется на зиму", author="Анна Зорина", date="2021-03-03",
        source="https://rechnoy-vestnik.example/parom",
    ),
    Layout(
        "Ukrainian: author, day",
        text("Нічний пором залишиться на зиму", "Автор: Олена Гай", "3 березня 2021, 06:12", UK),
        title="Нічний пором залишиться на зиму", author="Олена Гай", date="2021-03-03",
    ),
    Layout(
        "Japanese: the year of the era, the reporter in brackets behind the last sentence",
        text("夜の渡し船、もう一冬続く", "令和3年3月3日 6時12分", JA[0], JA[1] + "【高瀬みのる】"),
        title="夜の渡し船、もう一冬続く", author="高瀬みのる", date="2021-03-03",
    ),
    Layout(
        "Japanese: full-width digits, published",
        text("夜の渡し船、もう一冬続く", "公開日：２０２１年３月３日", "文・高瀬みのる", JA),
        title="夜の渡し船、もう一冬続く", author="高瀬みのる", date="2021-03-03",
    ),
    Layout(
        "Chinese: the day, the source, the author in one line",
        text("夜间渡船再开一个冬天", "2021年3月3日 06:12 来源：港口日报 作者：李明", ZH),
        title="夜间渡船再开一个冬天", author="李明", date="2021-03-03", provider="港口日报",
    ),
    Layout(
        "Korean: the reporter with mail, entered",
        text("야간 나룻배 한 겨울 더 운행", "김민수 기자", "입력 2021.03.03 06:12", KO),
        title="야간 나룻배 한 겨울 더 운행", author="김민수", date="2021-03-03",
    ),
]  # fmt: skip

LAYOUTS = [*ENGLISH, *TRAPS, *GERMAN, *FRENCH, *ROMANCE, *NORTHERN, *EASTERN]


@pytest.mark.parametrize("layout", LAYOUTS, ids=[one.name for one in LAYOUTS])
def test_a_layout_tells_what_a_careful_editor_reads_in_it(layout: Layout) -> None:
    assert found(layout) == {field: getattr(layout, field) for field in FIELDS}


def test_the_layouts_are_many_and_none_stands_twice() -> None:
    assert len(LAYOUTS) >= 60
    assert len({one.name for one in LAYOUTS}) == len({one.text for one in LAYOUTS}) == len(LAYOUTS)
