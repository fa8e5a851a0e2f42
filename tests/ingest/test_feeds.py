"""Feeds: RSS, Atom and JSON Feed, entry by entry, and files made to hurt."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artikit.ingest.feeds.records import ingest_feed
from artikit.ingest.options import Options
from artikit.ingest.run import ingest
from artikit.model import Source

if TYPE_CHECKING:
    from pathlib import Path

ITEM = (
    "<item><title>Night ferry &amp; day ferry</title><link>https://www.harbor-ledger.example/ferry</link>"
    '<guid isPermaLink="false">tag:1</guid><pubDate>Mon, 14 Jun 2021 09:30:00 +0100</pubDate>'
    "<dc:creator><![CDATA[Mara Lindqvist]]></dc:creator><category>Harbours</category><category>Ferries, night</category>"
    "<description>After two winters of repairs the boat runs again, twice a night.</description>"
    '<content:encoded><![CDATA[<p>The <b>boat</b> runs.</p><ul><li><a href="/x">One</a></li></ul><script>alert(1)</script>]]></content:encoded>'
    '<enclosure url="https://images.harbor-ledger.example/f.jpg" type="image/jpeg" length="10"/>'
    "</item>"
)
SPACES = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"'


def rss(items: str = ITEM, head: str = "", spaces: str = SPACES) -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" {spaces}><channel><title>The Harbor Ledger</title>'
        f"<link>https://www.harbor-ledger.example/</link><language>en-gb</language>{head}{items}</channel></rss>"
    )


def atom(entry: str, head: str = "") -> str:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://bergbote.example/"><title>Bergbote</title>'
        f'<link href="https://bergbote.example/"/><link rel="self" href="/feed"/>{head}<entry>{entry}</entry></feed>'
    )


def read(text: str, **options: Any) -> list[Any]:
    return list(ingest_feed(Source("feed.xml", text), Options(**options)))


def data(text: str) -> dict[str, Any]:
    (one,) = read(text)
    return dict(one.record.data)


def reasons(one: Any) -> dict[Any, str]:
    return {unset.field: unset.reason for unset in one.unset}


RECORD = {
    "title": "Night ferry & day ferry",
    "excerpt": "After two winters of repairs the boat runs again, twice a night.",
    "publishedDateTime": "2021-06-14T09:30:00+01:00",
    "originalUrl": "https://www.harbor-ledger.example/ferry",
    "webUrl": "https://www.harbor-ledger.example/ferry",
    "language": "en-GB",
    "author": "Mara Lindqvist",
    "provider": {"name": "The Harbor Ledger", "domain": "harbor-ledger.example"},
    "topics": ["Harbours", "Ferries, night"],
    "images": [{"url": "https://images.harbor-ledger.example/f.jpg"}],
}


def test_an_entry_of_rss_is_a_record() -> None:
    (one,) = read(rss())
    assert one.record.data == RECORD
    assert one.record.body == "\nThe **boat** runs.\n\n- [One](https://www.harbor-ledger.example/x)\n"
    assert not one.unset


def test_prefixes_may_be_called_otherwise() -> None:
    text = rss(spaces=SPACES.replace("xmlns:dc", "xmlns:d")).replace("dc:creator", "d:creator")
    assert data(text)["author"] == "Mara Lindqvist"


def test_rss_1_has_its_items_beside_the_channel() -> None:
    text = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<channel rdf:about="https://harbor-ledger.example/rss"><title>The Harbor Ledger</title><link>https://harbor-ledger.example/</link></channel>'
        '<item rdf:about="https://harbor-ledger.example/a"><title>Night ferry</title><link>https://harbor-ledger.example/a</link><dc:date>2021-06-14T09:30:00Z</dc:date></item></rdf:RDF>'
    )
    found = data(text)
    assert (found["title"], found["publishedDateTime"]) == ("Night ferry", "2021-06-14T09:30:00Z")
    assert found["provider"] == {"name": "The Harbor Ledger", "domain": "harbor-ledger.example"}


def test_an_entry_of_atom_is_a_record() -> None:
    entry = (
        '<title type="html">Seilbahn &amp;amp; Bus</title><link href="talheim/1.html"/><id>urn:1</id><updated>2023-09-21T04:30:00+02:00</updated>'
        "<published>2023-09-20T04:30:00Z</published><author><name>Kathrin Mehler</name></author><category term='x' label='Verkehr'/>"
        "<summary>Am Sonntag entscheidet die Gemeinde, ob der Bus ersetzt wird.</summary>"
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Der Schulbus fährt.</p><p>Noch.</p></div></content>'
    )
    (one,) = read(atom(entry))
    assert one.record.data == {
        "title": "Seilbahn & Bus",
        "excerpt": "Am Sonntag entscheidet die Gemeinde, ob der Bus ersetzt wird.",
        "publishedDateTime": "2023-09-20T04:30:00Z",
        "updatedDateTime": "2023-09-21T04:30:00+02:00",
        "originalUrl": "https://bergbote.example/talheim/1.html",
        "webUrl": "https://bergbote.example/talheim/1.html",
        "language": "de",
        "author": "Kathrin Mehler",
        "provider": {"name": "Bergbote", "domain": "bergbote.example"},
        "topics": ["Verkehr"],
    }
    assert one.record.body == "\nDer Schulbus fährt.\n\nNoch.\n"


def test_a_change_is_no_publication() -> None:
    (one,) = read(atom("<title>x y</title><updated>2023-09-21T04:30:00+02:00</updated>"))
    assert "publishedDateTime" not in one.record.data
    assert reasons(one)["publishedDateTime",] == "only the date of a change is stated"


def feed_of(**item: Any) -> str:
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Le Phare",
            "home_page_url": "https://le-phare.example/",
            "items": [item],
        }
    )


def test_an_entry_of_json_feed_is_a_record() -> None:
    found = data(
        feed_of(
            id="1", url="https://le-phare.example/a", title="Une école", content_html="<p>Les &lt;b&gt; tapis</p>", date_published="2021-06-18T08:00:00+02:00",
            authors=[{"name": "Solène Kerguelen"}, {"name": "Yann Le Goas"}], tags=["Abeilles"], image="https://le-phare.example/r.jpg", language="fr",
            summary="Douze élèves y apprennent à lire une ruche, là où l’on jouait.",
        )
    )  # fmt: skip
    assert found["author"] == "Solène Kerguelen, Yann Le Goas"
    assert (found["publishedDateTime"], found["language"]) == ("2021-06-18T08:00:00+02:00", "fr")
    assert found["images"] == [{"url": "https://le-phare.example/r.jpg"}]
    assert read(feed_of(content_html="<p>Les &lt;b&gt; tapis</p>"))[0].record.body == "\nLes <b> tapis\n"


@pytest.mark.parametrize(
    ("element", "author"),
    [
        ("<author>desk@harbor-ledger.example (Mara Lindqvist)</author>", "Mara Lindqvist"),
        ("<author>desk@harbor-ledger.example</author>", None),
        (
            "<dc:creator>Mara Lindqvist</dc:creator><dc:creator>Ole Brekke</dc:creator>",
            "Mara Lindqvist, Ole Brekke",
        ),
        ("<dc:creator>admin</dc:creator>", None),
        ("", None),
    ],
)
def test_authors_of_entries_are_names(element: str, author: str | None) -> None:
    assert data(rss(f"<item><title>Night ferry</title>{element}</item>")).get("author") == author


@pytest.mark.parametrize(
    ("elements", "url"),
    [
        ("<link>https://harbor-ledger.example/a</link>", "https://harbor-ledger.example/a"),
        ("<link>/a</link>", "https://www.harbor-ledger.example/a"),
        ("<guid>https://harbor-ledger.example/a</guid>", "https://harbor-ledger.example/a"),
        ('<guid isPermaLink="false">https://harbor-ledger.example/a</guid>', None),
        ("<guid>tag:1</guid>", None),
        ("<link>javascript:alert(1)</link>", None),
    ],
)
def test_addresses_of_entries_are_absolute(elements: str, url: str | None) -> None:
    assert data(rss(f"<item><title>Night ferry</title>{elements}</item>")).get("originalUrl") == url


def test_an_entry_from_elsewhere_is_not_published_by_the_feed() -> None:
    (one,) = read(rss("<item><title>Night ferry</title><link>https://other.example/a</link></item>"))
    assert one.record.data["provider"] == {"domain": "other.example"}
    assert "harbor-ledger.example" in reasons(one)["provider", "name"]
    named = rss(
        '<item><title>Night ferry</title><link>https://other.example/a</link><source url="https://other.example/rss">The Other</source></item>'
    )
    assert data(named)["provider"] == {"name": "The Other", "domain": "other.example"}


def test_media_have_sizes_titles_and_credits() -> None:
    media = (
        '<item><title>x y</title><media:group><media:content url="https://a.example/f.jpg" medium="image" width="600" height="360">'
        "<media:title>The ferry</media:title><media:credit>Ole Brekke</media:credit></media:content>"
        '<media:content url="https://a.example/f.mp4" type="video/mp4"/></media:group><media:thumbnail url="https://a.example/t.jpg"/></item>'
    )
    assert data(rss(media))["images"][0] == {
        "url": "https://a.example/f.jpg",
        "width": 600,
        "height": 360,
        "title": "The ferry",
        "attribution": "Ole Brekke",
    }
    assert not any(image["url"].endswith("mp4") for image in data(rss(media))["images"])


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ("nonsense", None),
        ("14/06/21", None),
        ("2021-06-14", "2021-06-14"),
        ("Mon, 14 Jun 2021 09:30 EST", "2021-06-14T09:30:00-05:00"),
    ],
)
def test_dates_of_entries_are_read_or_the_reason_told(said: str, field: str | None) -> None:
    (one,) = read(rss(f"<item><title>x y</title><pubDate>{said}</pubDate></item>"))
    assert one.record.data.get("publishedDateTime") == field
    assert field or said in reasons(one)["publishedDateTime",]


def test_an_entry_without_anything_is_a_record_with_reasons() -> None:
    (one,) = read(rss("<item></item>"))
    assert set(one.record.data) <= {"provider", "language"}
    assert {("title",), ("excerpt",), ("author",), ("publishedDateTime",), ("originalUrl",)} <= set(
        reasons(one)
    )


def test_values_stand_where_they_are_said_to_stand() -> None:
    text = rss()
    (one,) = read(text)
    found = {evidence.field: text[slice(*evidence.span)] for evidence in one.evidence}
    assert found["title",] == "Night ferry &amp; day ferry"
    assert found["author",] == "Mara Lindqvist"
    assert found["publishedDateTime",] == "Mon, 14 Jun 2021 09:30:00 +0100"
    assert found["images", 0] == "https://images.harbor-ledger.example/f.jpg"
    made = read(feed_of(title="Une école", url="https://le-phare.example/a"))[0]
    assert made.record.source.text[slice(*made.evidence[0].span)] == "Une \\u00e9cole"


def test_entries_come_in_their_order_and_a_second_run_says_the_same() -> None:
    text = rss("".join(ITEM.replace("Night", f"Night {n}") for n in range(50)))
    assert [one.record.data["title"][:8].strip() for one in read(text)] == [f"Night {n}" for n in range(50)]
    assert read(text) == read(text)


# --- hostile ------------------------------------------------------------------------------------------


def test_entities_are_neither_expanded_nor_fetched() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    text = rss("<item><title>Said &b; and &x; here</title></item>").replace("<rss", bomb + "<rss", 1)
    assert data(text)["title"] == "Said &b; and &x; here"


def test_a_feed_that_is_cut_off_gives_what_is_whole_and_says_so() -> None:
    made = read(rss(ITEM + ITEM)[:-100])
    assert [one.record.data is not None for one in made] == [True, False]
    assert "ends inside an entry" in made[-1].record.problems[0].message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "<html><body>x</body></html>",
        "<svg/>",
        "{",
        "[]",
        "{}",
        '{"items": 1}',
        '{"version": "x"',
        "<!DOCTYPE rss>",
    ],
)
def test_what_is_no_feed_is_a_problem(text: str) -> None:
    (one,) = read(text)
    assert one.record.data is None
    assert "no feed" in one.record.problems[0].message


@pytest.mark.parametrize(
    "text",
    [
        "<item>" * 100_000,
        "<item><title>x</title></item>" * 5_000,
        "<item>" + "<b>" * 100_000 + "</item>",
        "<item>" + "<category>x</category>" * 20_000 + "</item>",
        "<item><description>" + "&lt;p>" * 50_000 + "</description></item>",
        "<![CDATA[" * 50_000,
        "</item>" * 100_000,
        "<item><title>" + "\0" * 300_000 + "</title></item>",
    ],
    ids=["open", "many", "deep", "topics", "mark-up", "cdata", "closed", "nul"],
)
def test_a_feed_made_to_hurt_is_read_in_seconds(text: str) -> None:
    began = time.monotonic()
    list(ingest_feed(Source("feed.xml", rss(text)), Options()))
    assert time.monotonic() - began < 20


@given(st.data())
@settings(max_examples=800, deadline=None)
def test_a_mutated_feed_never_fails(source: st.DataObject) -> None:
    text = source.draw(
        st.sampled_from(
            [
                rss(ITEM + ITEM),
                atom("<title>x</title><link href='/a'/><published>2021-01-01</published>"),
                feed_of(title="x", url="https://a.example/"),
            ]
        )
    )
    for _ in range(source.draw(st.integers(1, 4))):
        at = source.draw(st.integers(0, len(text)))
        end = min(len(text), at + source.draw(st.sampled_from([0, 1, 5, 60])))
        text = (
            text[:at]
            + source.draw(
                st.sampled_from(["", "<", ">", "]]>", "<![CDATA[", "&", '"', "</item>", "{", "\u2028"])
            )
            + text[end:]
        )
    for one in read(text):
        assert all(0 <= evidence.span.start <= evidence.span.end <= len(text) for evidence in one.evidence)
        assert one.record.data is not None or one.record.problems


CYRILLIC = (
    "<rss><channel><title>Речной вестник</title><item><title>Паром вернулся</title>"
    "<description>Паром снова ходит через реку, сообщил в пятницу городской совет.</description></item></channel></rss>"
)


def from_file(path: Path, content: bytes) -> list[Any]:
    path.write_bytes(content)
    return [one.record for one in ingest(path)]


@pytest.mark.parametrize("name", ["feed.rss", "feed.xml", "feed.atom"])
@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        ("windows-1251", f'<?xml version="1.0" encoding="windows-1251"?>{CYRILLIC}'.encode("cp1251")),
        ("KOI8-R", f"<?xml version='1.0' encoding='KOI8-R'?>\n{CYRILLIC}".encode("koi8-r")),
        ("UTF-16 with a mark", f'<?xml version="1.0" encoding="utf-16"?>{CYRILLIC}'.encode("utf-16")),
        ("UTF-16 without one", f'<?xml version="1.0" encoding="utf-16"?>{CYRILLIC}'.encode("utf-16-be")),
        ("UTF-8 with a mark", f"\ufeff{CYRILLIC}".encode()),
        ("UTF-8", CYRILLIC.encode()),
    ],
)
def test_a_feed_is_decoded_as_it_declares(tmp_path: Path, name: str, encoding: str, content: bytes) -> None:
    [record] = from_file(tmp_path / name, content)
    assert record.problems == (), encoding
    assert (record.data["title"], record.data["provider"]) == ("Паром вернулся", {"name": "Речной вестник"})


def test_a_page_that_an_entry_quotes_does_not_declare_the_encoding_of_the_feed(tmp_path: Path) -> None:
    quoted = f"<rss><channel><title>Bréhat</title>{ITEM}</channel></rss>".replace(
        "<p>The", '<meta charset="iso-8859-1"><p>Thé'
    )
    [record] = from_file(tmp_path / "a.xml", quoted.encode())
    assert "Thé" in record.body
    assert record.data["provider"]["name"] == "Bréhat"


def test_what_stands_for_no_letter_does_not_keep_a_feed_from_being_read(tmp_path: Path) -> None:
    [record] = from_file(tmp_path / "a.xml", rss().encode().replace(b"Night ferry", b"Night \x80\xff ferry"))
    assert record.problems == ()
    assert "ferry" in record.data["title"]


def test_a_json_feed_is_utf_8_and_nothing_else(tmp_path: Path) -> None:
    feed = '{"version": "https://jsonfeed.org/version/1.1", "title": "Bréhat", "items": [{"title": "Marée haute"}]}'
    [record] = from_file(tmp_path / "a.json", feed.encode())
    assert record.data["title"] == "Marée haute"
    [record] = from_file(tmp_path / "b.json", feed.encode("latin-1"))
    assert record.data is None
    assert record.problems
