"""Which web addresses lead to the same page, whose host one lies under, and where the AMP cache keeps it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artikit.addresses import host_of, last_step, lies_under, normal, shares_domain, site_of
from artikit.amp import cache_address, keeps, prefixes

PAGE = "https://www.harbor-ledger.example/news/2021/06/night-ferry"
KEY = "harbor-ledger.example/news/2021/06/night-ferry"

SAME = {
    "as it is": PAGE,
    "without TLS": PAGE.replace("https", "http"),
    "without a scheme": PAGE.removeprefix("https:"),
    "blanks around it": f"  {PAGE}\n",
    "upper case in scheme and host": PAGE.replace("https://www.harbor", "HTTPS://WWW.Harbor"),
    "without www": PAGE.replace("www.", ""),
    "a mobile edition": PAGE.replace("www.", "m."),
    "another mobile edition": PAGE.replace("www.", "mobile."),
    "an AMP host": PAGE.replace("www.", "amp."),
    "a default port": PAGE.replace(".example", ".example:443"),
    "a port without a number": PAGE.replace(".example", ".example:"),
    "a final dot of the host": PAGE.replace(".example", ".example."),
    "a name and password": PAGE.replace("www.", "reader:secret@www."),
    "a slash at the end": f"{PAGE}/",
    "slashes at the end": f"{PAGE}//",
    "an empty query": f"{PAGE}?",
    "a fragment": f"{PAGE}#comments",
    "a bare mark of a fragment": f"{PAGE}#!",
    "steps in the path": PAGE.replace("news/", "news/./culture/../"),
    "steps above the root": PAGE.replace("/news", "/../news"),
    "escapes of plain letters": PAGE.replace("night", "%6Eigh%74"),
    "a campaign": f"{PAGE}?utm_source=feed&utm_medium=rss",
    "a click": f"{PAGE}?fbclid=IwAR0x#top",
    "marks in upper case": f"{PAGE}?UTM_Source=feed&CMP=share_btn_tw",
    "empty parameters": f"{PAGE}?&&",
    "an AMP path": f"{PAGE}/amp",
    "an AMP path with a slash": f"{PAGE}/amp/",
    "an AMP ending": f"{PAGE}.amp",
    "an AMP parameter": f"{PAGE}?amp",
    "an AMP parameter with a value": f"{PAGE}?amp=1",
    "another AMP parameter": f"{PAGE}?_amp=true",
    "an AMP output": f"{PAGE}?outputType=amp",
    "an address in the AMP cache": "https://amp-harbor--ledger-example.cdn.ampproject.org/c/s/amp.harbor-ledger.example"
    "/news/2021/06/night-ferry?amp=1",
    "the viewer of the AMP cache": "https://harbor--ledger-example.cdn.ampproject.org/v/s/harbor-ledger.example"
    "/news/2021/06/night-ferry?amp_js_v=0.1&usqp=mq331AQ",
    "Bing's AMP cache": "https://harbor--ledger-example.bing-amp.com/c/harbor-ledger.example/news/2021/06/night-ferry",
}
OTHER = {
    "another path": f"{PAGE}-2",
    "another case of the path": PAGE.replace("night", "Night"),
    "another host": PAGE.replace("www.", "blog."),
    "another port": PAGE.replace(".example", ".example:8443"),
    "a page of it": f"{PAGE}?page=2",
    "a number": f"{PAGE}?id=4711&utm_source=feed",
    "a path in the fragment": f"{PAGE}#!/comments",
    "an escaped slash": PAGE.replace("/night", "%2Fnight"),
    "slashes within": PAGE.replace("/night", "//night"),
    "a word that ends in amp": PAGE.replace("ferry", "lamp"),
    "an amp among the parameters that is none": f"{PAGE}?amp=12v",
    "an index page": f"{PAGE}/index.html",
    "no web address": f"mailto:{PAGE}",
}


@pytest.mark.parametrize("url", SAME.values(), ids=SAME.keys())
def test_addresses_of_one_page_have_one_key(url: str) -> None:
    assert normal(url) == KEY


@pytest.mark.parametrize("url", OTHER.values(), ids=OTHER.keys())
def test_addresses_of_other_pages_have_other_keys(url: str) -> None:
    assert normal(url) != KEY


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://amp.example/", "amp.example"),
        ("https://www.amp.example/amp", "amp.example/amp"),
        ("https://m.example.com.amp/x", "example.com.amp/x"),
        ("https://x.example/story.amp.html", "x.example/story.html"),
        ("https://x.example/.amp", "x.example/.amp"),
        ("https://x.example/a/amp/amp/", "x.example/a"),
        ("https://x.example/?b=2&a=1&a=0", "x.example?a=1&a=0&b=2"),
        ("https://x.example/caf%c3%a9?q=%e9%7E", "x.example/caf%C3%A9?q=%E9~"),
        ("https://Bücher.example/x", "xn--bcher-kva.example/x"),
        ("https://x.example/page#!id=4", "x.example/page#!id=4"),
        ("https://x.example/page#/4", "x.example/page#/4"),
        ("/local/path", "/local/path"),
        (" courses/one ", "courses/one"),
        ("https://", ""),
        ("", ""),
        (f"https://{'ü' * 70}.example/x", f"{'ü' * 70}.example/x"),
        ("https://[2001:db8::1]:80/x", "[2001:db8::1]/x"),
    ],
)
def test_keys_are_what_the_page_of_the_function_says(url: str, key: str) -> None:
    assert normal(url) == key


hosts = st.from_regex(r"[a-z][a-z0-9-]{0,6}(\.[a-z]{1,4}){1,3}", fullmatch=True)
paths = st.text("/aA.%2Femp~é", max_size=24).map(lambda text: f"/{text}")
queries = st.text("ab=&%41utm_?", max_size=16)


@settings(max_examples=1500, deadline=None)
@given(hosts, paths, queries, st.text("!/a#", max_size=4))
def test_a_key_is_its_own_key(host: str, path: str, query: str, fragment: str) -> None:
    key = normal(f"https://{host}{path}?{query}#{fragment}")
    assert normal(f"http://{key}") == key
    assert normal(key) == key


@settings(max_examples=1000, deadline=None)
@given(st.text(max_size=60) | st.text(":/?#@[].%-&=amp\x00 ü", max_size=40).map("https://".__add__))
def test_any_text_has_a_key_and_a_host(text: str) -> None:
    assert normal(text) == normal(f" {text} ") or not text.isprintable()
    assert isinstance(host_of(text), str)
    assert lies_under(text, "harbor-ledger.example") in (True, False)
    assert cache_address(text) is None or cache_address(text).startswith("https://")


def test_hostile_addresses_take_no_time() -> None:
    begin = time.process_time()
    nested = "https://a.cdn.ampproject.org" + "/c/s/a.cdn.ampproject.org" * 5_000
    for url in (
        nested,
        "https://x.example" + "/amp" * 50_000,
        "https://x.example" + "/.." * 50_000,
        "https://" + "www." * 50_000 + "x.example",
        "https://x.example/?" + "a=1&" * 50_000,
        "https://x.example/" + "%41" * 50_000,
        "https://xn--" + "a" * 60_000 + ".example/x",
        "https://" + "xn--a-0ga." * 6_000 + "example/x",
    ):
        normal(url)
        host_of(url)
        cache_address(url)
        keeps(url, url)
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    ("url", "domain", "under"),
    [
        (PAGE, "harbor-ledger.example", True),
        ("https://harbor-ledger.example", "harbor-ledger.example", True),
        ("https://harbor-ledger.example?x=/", "harbor-ledger.example", True),
        ("https://a.b.harbor-ledger.example/", "harbor-ledger.example", True),
        ("http://Feeds.Harbor-Ledger.Example:8080/x", "harbor-ledger.example", True),
        (PAGE, "Harbor-Ledger.example", True),
        ("https://news.harbor-ledger.example/x", "www.harbor-ledger.example", True),
        ("https://reader@harbor-ledger.example/x", "harbor-ledger.example", True),
        ("https://harbor-ledger.example./x", "harbor-ledger.example", True),
        ("https://the-harbor-ledger.example/x", "harbor-ledger.example", False),
        ("https://theharbor-ledger.example/x", "harbor-ledger.example", False),
        ("https://harbor-ledger.example.evil.example/x", "harbor-ledger.example", False),
        ("https://harbor-ledger.example@evil.example/x", "harbor-ledger.example", False),
        ("https://evil.example/harbor-ledger.example/", "harbor-ledger.example", False),
        ("https://evil.example?.harbor-ledger.example/x", "harbor-ledger.example", False),
        ("https://evil.example#.harbor-ledger.example/x", "harbor-ledger.example", False),
        ("https://ledger.example/x", "harbor-ledger.example", False),
        ("https://example/x", "harbor-ledger.example", False),
        ("ftp://harbor-ledger.example/x", "harbor-ledger.example", False),
        ("harbor-ledger.example/x", "harbor-ledger.example", False),
        ("https://www.harbor-ledger.example/x", "news.harbor-ledger.example", False),
        ("https://www.bücher.example/x", "bücher.example", True),
        ("http://xn--bcher-kva.example/x", "Bücher.example", True),
        ("https://bücher.example/x", "xn--bcher-kva.example", True),
        ("https://www.ledger.co.uk/x", "ledger.co.uk", True),
        ("https://harbor.github.io/x", "ledger.github.io", False),
        ("https://192.0.2.7/x", "192.0.2.7", True),
        ("https://9192.0.2.7/x", "192.0.2.7", False),
    ],
)
def test_a_host_lies_under_a_domain_or_not(url: str, domain: str, under: bool) -> None:
    assert lies_under(url, domain) is under
    assert shares_domain(url, domain) >= under


@pytest.mark.parametrize(
    ("url", "domain", "shared"),
    [
        ("https://www.harbor-ledger.example/x", "news.harbor-ledger.example", True),
        ("https://m.harbor-ledger.example/x", "news.harbor-ledger.example.", True),
        ("http://harbor-ledger.example:8080/x", "Deep.News.harbor-ledger.example", True),
        ("https://www.bücher.example/x", "news.xn--bcher-kva.example", True),
        ("https://sport.harbor-ledger.example/x", "news.harbor-ledger.example", False),
        ("https://ledger.example/x", "harbor-ledger.example", False),
        ("https://www.guardian.co.uk/x", "ledger.co.uk", False),
        ("https://harbor.github.io/x", "ledger.github.io", False),
        ("https://example/x", "harbor-ledger.example", False),
        ("https://www.example/x", "harbor-ledger.example", False),
        ("https://.example/x", "harbor-ledger.example", False),
        ("x", "harbor-ledger.example", False),
    ],
)
def test_a_host_and_a_domain_share_one_or_not(url: str, domain: str, shared: bool) -> None:
    assert shares_domain(url, domain) is shared


def test_hosts_are_without_port_name_and_upper_case() -> None:
    assert host_of("https://Reader:x@WWW.Harbor-Ledger.example:8443/x") == "www.harbor-ledger.example"
    assert host_of("https://x.example?y") == host_of("https://x.example#y") == "x.example"
    assert host_of("https://[2001:db8::1]:8080/x") == "[2001:db8::1]"
    assert host_of("/x") == host_of("mailto:x@y.example") == ""
    assert site_of("www.amp.harbor-ledger.example") == "harbor-ledger.example"
    assert site_of("amp.example") == "amp.example"


@pytest.mark.parametrize(
    ("host", "label"),
    [
        ("harbor.example", "harbor-example"),
        ("amp.harbor-ledger.example", "amp-harbor--ledger-example"),
        ("harbor--ledger.example", "harbor----ledger-example"),
        ("en-gb.harbor.example", "0-en--gb-harbor-example-0"),
        ("xn--bcher-kva.ch", "xn--bcher-ch-65a"),
        ("xn--57hw060o.com", "xn---com-p33b41770a"),
        ("xn--4gbrim.xn----rmckbbajlc6dj7bxne2c.xn--wgbh1c", "xn-------i5fvcbaopc6fkc0de0d9jybegt6cd"),
        (
            "itwasadarkandstormynight.therainfellintorrents.exceptatoccasionalintervalswhenitwascheckedby.aviolentgustofwindwhichsweptupthestreets.com",
            "dgz4cnrxufaulnwku4ow5biptyqnenjievjht56hd7wqinbdbteq",
        ),
    ],
)
def test_the_label_in_the_cache_is_the_one_of_the_specification(host: str, label: str) -> None:
    """The last four are in the specification, or in the tests of its reference implementation."""
    assert prefixes(host)[0] == label


@pytest.mark.parametrize(
    ("host", "label"),
    [
        ("toplevelnohyphens", "qsgpfjzulvuaxb66z77vlhb5gu2irvcnyp6t67cz6tqo5ae6fysa"),
        ("no-dot-domain", "4lxc7wqq7b25walg4rdiil62veijrmqui5z3ept2lyfqqwpowryq"),
        (
            "hello.xn--4gbrim.xn----rmckbbajlc6dj7bxne2c.xn--wgbh1c",
            "a6h5moukddengbsjm77rvbosevwuduec2blkjva4223o4bgafgla",
        ),
    ],
)
def test_where_the_reference_implementation_hashes_and_the_rule_does_not_both_pass(
    host: str, label: str
) -> None:
    assert len(prefixes(host)) == 2
    assert label in prefixes(host)


AMP = "https://amp.harbor-ledger.example/x?amp=1"
CACHED = "https://amp-harbor--ledger-example.cdn.ampproject.org/c/s/amp.harbor-ledger.example/x?amp=1"


def test_the_address_in_the_cache_follows_from_the_page() -> None:
    assert cache_address(AMP) == CACHED
    assert cache_address(AMP.replace("https", "http")) == CACHED.replace("/c/s/", "/c/")
    assert cache_address(AMP, "bing-amp.com") == CACHED.replace("cdn.ampproject.org", "bing-amp.com")
    assert cache_address(AMP.replace("amp.", "AMP.", 1)) == CACHED
    assert cache_address(AMP.replace(".example/", ".example:443/")) == CACHED
    assert cache_address("https://amp.harbor-ledger.example") == CACHED.removesuffix("/x?amp=1")


@pytest.mark.parametrize(
    "amp",
    [
        CACHED,
        AMP.replace(".example", ".example:8443"),
        AMP.replace("amp.", "reader@amp.", 1),
        "https://192.0.2.7/x",
        "https://[2001:db8::1]/x",
        "ftp://amp.harbor-ledger.example/x",
        "https:///x",
        "/x",
        "",
    ],
)
def test_what_no_cache_keeps_has_no_address_there(amp: str) -> None:
    assert cache_address(amp) is None
    assert not keeps(CACHED, amp)


@pytest.mark.parametrize(
    ("cached", "kept"),
    [
        (CACHED, True),
        (CACHED.replace("amp-harbor", "AMP-Harbor"), True),
        (CACHED.replace("amp.harbor", "AMP.harbor"), True),
        (f"{CACHED}#top", True),
        (CACHED.replace("https", "http"), False),
        (CACHED.replace("/c/s/", "/c/"), False),
        (CACHED.replace("/c/s/", "/v/s/"), False),
        (CACHED.replace("--", "-"), False),
        (CACHED.replace("cdn.", "cdn2."), False),
        (CACHED.replace(".cdn.", "."), False),
        (CACHED.replace("?amp=1", ""), False),
        (CACHED.replace("/x", "/X"), False),
        (CACHED.replace("/x", "/x/"), False),
        (CACHED.replace("amp.harbor", "harbor"), False),
        ("https://cdn.ampproject.org/c/s/amp.harbor-ledger.example/x?amp=1", False),
        ("", False),
    ],
)
def test_a_cached_page_is_told_from_another(cached: str, kept: bool) -> None:
    assert keeps(cached, AMP) is kept


def test_an_international_host_is_kept_however_it_is_written() -> None:
    right = "https://xn--bcher-ch-65a.cdn.ampproject.org/c/s/xn--bcher-kva.ch/x"
    for amp in ("https://xn--bcher-kva.ch/x", "https://bücher.ch/x", "https://BÜCHER.ch/x"):
        assert cache_address(amp) == right
        assert keeps(right, amp)
        assert keeps(right.replace("xn--bcher-kva", "bücher"), amp)
        assert not keeps(right.replace("xn--bcher-kva", "büchse"), amp)


@settings(max_examples=1000, deadline=None)
@given(hosts, st.text("/a-._~!*;:@", max_size=12), st.sampled_from(["http", "https"]))
def test_what_follows_is_kept_and_leads_back_to_the_page(host: str, path: str, scheme: str) -> None:
    amp = f"{scheme}://{host}/{path}"
    cached = cache_address(amp)
    assert cached is not None
    assert keeps(cached, amp)
    assert normal(cached) == normal(amp)
    label = cached[8:].partition(".")[0]
    assert len(label) <= 63
    assert not (label[2:4] == "--" and label[:2] not in ("xn", "0-"))


@settings(max_examples=1000, deadline=None)
@given(st.text("aåßあ🛶דر-", min_size=1, max_size=20).filter(str.strip))
def test_international_hosts_have_a_label_of_plain_letters(name: str) -> None:
    host = f"xn--{name.encode('punycode').decode('ascii').lower()}.example"
    for label in prefixes(host):
        assert label.isascii()
        assert 0 < len(label) <= 63


@settings(max_examples=2500, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "https://",
                    "HTTP://",
                    "//",
                    "/",
                    "?",
                    "#",
                    "%2E",
                    "%6E",
                    ".",
                    "..",
                    " ",
                    "\u3000",
                    ":",
                    "@",
                    "é",
                ),
                *(
                    "www.",
                    "a.example",
                    "amp",
                    ".amp",
                    "AMP",
                    ".html",
                    ".amp.html",
                    "p",
                    "L",
                    "c/s",
                    "wp",
                    "v",
                    "!",
                ),
                *("cdn.ampproject.org", "bing-amp.com", "utm_id=1", "&", "http", "x=1"),
            ]
        ),
        max_size=12,
    ),
    st.sampled_from(
        ["", "https://", "  https://www.", f"{PAGE}/", f"{CACHED}/", "https://cdn.ampproject.org/c/s/"]
    ),
)
def test_the_last_step_is_that_of_the_key(parts: list[str], begin: str) -> None:
    url = begin + "".join(parts)
    assert last_step(url) == normal(url).rpartition("/")[2]
