"""Rules about web addresses: AMP editions, hosts, and two addresses of one page."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from artikit.addresses import AMP_CACHES, host_of, lies_under, normal, shares_domain, site_of
from artikit.amp import cache_address, keeps, usual_begin
from artikit.model import Change, Note
from artikit.rules import Found, once, rule
from artikit.schema.wording import clip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from artikit.model import Json
    from artikit.rules import Article, Facts, Glance

_REDIRECTORS = ("feedproxy.google.com", "feeds.feedburner.com")
"""Hosts that lead from a feed to the provider's own pages."""


def _are_usual(glance: Glance, _facts: Facts) -> bool:
    """Tell whether each article lies at its provider's, and its AMP edition where Google's cache has it."""
    return _all_usual(glance)


def _are_in_the_first_cache(glance: Glance, facts: Facts) -> bool:
    caches = facts.options["caches"] or AMP_CACHES
    return caches[0] == AMP_CACHES[0] and _all_usual(glance)


@once
def _all_usual(glance: Glance) -> bool:
    return all(map(_is_usual, glance.articles))


def _is_usual(data: Mapping[str, Json]) -> bool:
    get = data.get  # there are 20 articles in a record
    provider, web, amp, cached = get("provider"), get("webUrl"), get("ampWebUrl"), get("cdnAmpWebUrl")
    domain = provider.get("domain") if isinstance(provider, dict) else None
    if not isinstance(domain, str):
        domain = ""
    if isinstance(amp, str) and isinstance(cached, str):
        end = amp.find("/", 8)
        begin = _begin_in_cache(amp[:end], domain) if end > 0 else ""
        if not begin or cached != begin + amp[8:]:
            return False
    elif amp is not None or cached is not None:
        return False
    if get("type") != "article":
        return True
    if not isinstance(web, str) or get("originalUrl", web) != web:
        return False
    end = web.find("/", 8)
    return end > 0 and _is_site_of(web[:end], domain)


@lru_cache(maxsize=1024)
def _begin_in_cache(site: str, domain: str) -> str:
    return usual_begin(site) if _is_site_of(site, domain) else ""


@lru_cache(maxsize=1024)
def _is_site_of(site: str, domain: str) -> bool:
    return bool(domain) and shares_domain(site, domain)


@rule("AK201", "error", reads=("ampWebUrl", "cdnAmpWebUrl"), unless=_are_usual)
def lone_amp_address(article: Article, _facts: Facts) -> Iterator[Found]:
    """An AMP address stands without its address in the AMP cache, or the other way round.

    ## What it is
    An article has both `ampWebUrl` and `cdnAmpWebUrl`, or neither. The finding points at the one that is
    there; its help gives the other, which follows from it.

    ## Why it matters
    A page that links to the one takes the other for granted: half of the readers get the slow page, or a
    link that leads nowhere.

    ## Example
        ampWebUrl: "https://amp.harbor-ledger.example/news/night-ferry"

    ## Use instead
        ampWebUrl: "https://amp.harbor-ledger.example/news/night-ferry"
        cdnAmpWebUrl: "https://amp-harbor--ledger-example.cdn.ampproject.org/c/s/amp.harbor-ledger.example/news/night-ferry"

    There is no fix: it may be the one that is there that should go.

    ## Source
    A rule of our own. Measured: 206 of 206 real news records have both or neither; 58 of 84 related
    articles have both, the others neither.
    """
    data = article.data
    amp, cached = data.get("ampWebUrl"), data.get("cdnAmpWebUrl")
    if isinstance(amp, str) and cached is None:
        right = cache_address(amp)
        help_ = f"add `cdnAmpWebUrl: {right}`, or remove `ampWebUrl`" if right else "remove `ampWebUrl`"
        yield Found("`ampWebUrl` has no `cdnAmpWebUrl` beside it", ("ampWebUrl",), help=help_)
    elif isinstance(cached, str) and amp is None:
        help_ = "add the address of the page that the cache keeps, or remove `cdnAmpWebUrl`"
        yield Found("`cdnAmpWebUrl` has no `ampWebUrl` beside it", ("cdnAmpWebUrl",), help=help_)


@rule(
    "AK202",
    "error",
    reads=("ampWebUrl", "cdnAmpWebUrl"),
    unless=_are_in_the_first_cache,
    caches=list(AMP_CACHES),
)
def wrong_cdn_address(article: Article, facts: Facts) -> Iterator[Found]:
    """The address in the AMP cache is not the one that follows from the AMP address.

    ## What it is
    The AMP caches keep the page `https://amp.a.example/x` at
    `https://amp-a-example.cdn.ampproject.org/c/s/amp.a.example/x`. The first label is the host of the page
    with `--` for `-`, then `-` for `.`. International hosts are read from their `xn--` form before that and
    put back into it after; a label that would begin with two signs and two hyphens is put between `0-` and
    `-0`; one that would be too long is a hash. Then come `/c/s/` for `https`, `/c/` for `http`, the host,
    the path and the query. Addresses with a port pass, since no cache has them.

    ## Why it matters
    The address leads to an error page, or to another article, and only readers of the AMP edition see it.

    ## Example
        ampWebUrl: "https://amp.harbor-ledger.example/news/night-ferry"
        cdnAmpWebUrl: "https://amp-harbor-ledger-example.cdn.ampproject.org/c/s/amp.harbor-ledger.example/news/night-ferry"

    ## Use instead
        ampWebUrl: "https://amp.harbor-ledger.example/news/night-ferry"
        cdnAmpWebUrl: "https://amp-harbor--ledger-example.cdn.ampproject.org/c/s/amp.harbor-ledger.example/news/night-ferry"

    The fix writes the address that follows. It is safe where both name the same page, and unsafe where the
    cache keeps another one: it may be the AMP address that is wrong.

    ## Options
    `caches` lists the domains of the caches; the fix writes the first of them.

        [rules.wrong-cdn-address]
        caches = ["cdn.ampproject.org", "bing-amp.com"]

    ## Source
    amp.dev, AMP Cache URL Format and Request Handling; ampproject/amp-toolbox, cache-url. Measured: 98 of
    98 distinct pairs in real records, none of them with a hyphen, an `xn--` label or `http`.
    """
    data = article.data
    amp, cached = data.get("ampWebUrl"), data.get("cdnAmpWebUrl")
    if not (isinstance(amp, str) and isinstance(cached, str)):
        return
    caches = facts.options["caches"] or AMP_CACHES
    right = cache_address(amp, caches[0])
    if cached == right or right is None or any(keeps(cached, amp, cache) for cache in caches):
        return
    domain = _domain(data)
    if domain and not shares_domain(amp, domain) and shares_domain(f"https://{normal(cached)}", domain):
        return  # it is the AMP address that is wrong, and said to be by `foreign-amp-host`
    same = normal(amp) == normal(cached)
    fix = Change("write the address that follows from `ampWebUrl`", ((("cdnAmpWebUrl",), right),), safe=same)
    message = _difference(cached, right) if same else "`cdnAmpWebUrl` keeps another page than `ampWebUrl`"
    yield Found(message, ("cdnAmpWebUrl",), help=f"expected `{right}`", fix=fix)


@rule("AK203", "error", reads=("ampWebUrl", "provider.domain"), unless=_are_usual)
def foreign_amp_host(article: Article, _facts: Facts) -> Iterator[Found]:
    """The AMP edition lies on a host that is not the provider's.

    ## What it is
    The host of `ampWebUrl` is neither `provider.domain` nor a part of it. Where the provider is a part
    itself, as `news.a.example`, the hosts `a.example`, `www.a.example` and `amp.a.example` pass.
    Where `webUrl` lies on that other host too, `foreign-host` says so, as one fault.

    ## Why it matters
    It is mostly the address of another article, left behind when a record was copied. An address in an AMP
    cache that stands under `ampWebUrl` is found here too.

    ## Example
        ampWebUrl: "https://amp.northquill.example/news/night-ferry"
        provider:
          name: The Harbor Ledger
          domain: harbor-ledger.example

    ## Use instead
        ampWebUrl: "https://amp.harbor-ledger.example/news/night-ferry"
        provider:
          name: The Harbor Ledger
          domain: harbor-ledger.example

    ## Source
    A rule of our own. Measured: 98 of 98 AMP addresses in real records, of articles and videos alike.
    """
    data = article.data
    amp, domain = data.get("ampWebUrl"), _domain(data)
    if not isinstance(amp, str) or not domain or shares_domain(amp, domain):
        return
    if any(lies_under(amp, site_of(host)) for host in _foreign_hosts(data, domain).values()):
        return
    message = f"`ampWebUrl` lies on `{clip(host_of(amp))}`, which is not under `{clip(domain)}`"
    help_ = "the AMP edition of a page lies under the domain of its provider"
    yield Found(message, ("ampWebUrl",), help=help_)


@rule(
    "AK204",
    "error",
    reads=("type", "webUrl", "originalUrl", "provider.domain"),
    unless=_are_usual,
    redirectors=list(_REDIRECTORS),
)
def foreign_host(article: Article, facts: Facts) -> Iterator[Found]:
    """An article lies on a host that is not its provider's.

    ## What it is
    In records of `type: article`, the host of `webUrl` or `originalUrl` is neither `provider.domain` nor a
    part of it. `www.` before the domain does not count, and where the provider is a part itself, as
    `news.a.example`, the hosts `a.example`, `www.a.example` and `m.a.example` pass. Another part, as
    `sport.a.example`, may be another outlet's, as on platforms of blogs. Videos, courses and the like pass,
    since they lie on platforms, and so do images, which lie anywhere. Two addresses on one foreign host are
    one finding.

    ## Why it matters
    Either the address or the provider belongs to another article, and readers are given a wrong source.

    ## Example
        webUrl: "https://www.northquill.example/culture/quieter-horn"
        type: article
        provider:
          name: The Harbor Ledger
          domain: harbor-ledger.example

    ## Use instead
        webUrl: "https://www.northquill.example/culture/quieter-horn"
        type: article
        provider:
          name: North Quill
          domain: northquill.example

    ## Options
    `redirectors` lists hosts that lead on to the pages of any provider.

        [rules.foreign-host]
        redirectors = ["feedproxy.google.com", "feeds.feedburner.com"]

    ## Source
    A rule of our own. Measured: 216 of 216 real news articles and 84 of 84 related ones, redirects of feeds
    included: those lay under the provider's domain too. Of videos 74 of 343.
    """
    domain = _domain(article.data)
    foreign = _foreign_hosts(article.data, domain)
    if not foreign:
        return
    told: set[str] = set()
    for key, host in foreign.items():
        if host not in told and host not in facts.options["redirectors"]:
            told.add(host)
            message = f"`{key}` lies on `{clip(host)}`, which is not under `{clip(domain)}`"
            yield Found(message, (key,), help="either the address or `provider` belongs to another article")


def _have_one_address(glance: Glance, _facts: Facts) -> bool:
    pairs = ((data.get("originalUrl"), data.get("webUrl")) for data in glance.articles)
    return all(original is None or original == web for original, web in pairs)


@rule(
    "AK205",
    "warning",
    reads=("category", "type", "webUrl", "originalUrl", "provider.domain"),
    unless=_have_one_address,
)
def addresses_differ(article: Article, _facts: Facts) -> Iterator[Found]:
    """The two addresses of a news record are not the same.

    ## What it is
    In records of `category: news`, and in what is related to them, `originalUrl` and `webUrl` are equal
    where both are there. Videos, which have no `webUrl` of their own, pass, and so do redirects of feeds
    (a path with `/~r/`, or a host as `foreign-host` knows them). Where only one of the two lies on a
    foreign host, that is said instead.

    ## Why it matters
    One of the two is out of date, and which one readers are sent to depends on the page they come from.

    ## Example
        category: news
        originalUrl: "https://www.harbor-ledger.example/news/night-ferry?utm_source=feed"
        webUrl: "https://www.harbor-ledger.example/news/night-ferry"

    ## Use instead
        category: news
        originalUrl: "https://www.harbor-ledger.example/news/night-ferry"
        webUrl: "https://www.harbor-ledger.example/news/night-ferry"

    Where both lead to the same page, the fix writes `webUrl` in both places. It is unsafe: `originalUrl`
    says where the article was found.

    ## Source
    A rule of our own. Measured: 194 of 194 real news records that have both. A warning all the same, since
    elsewhere `originalUrl` may well lead to `webUrl` by a redirect.
    """
    data, record = article.data, article.record
    web, original = data.get("webUrl"), data.get("originalUrl")
    category = data.get("category", (record.data or {}).get("category"))
    if web == original or category != "news" or data.get("type") == "video":
        return
    if not (isinstance(web, str) and isinstance(original, str)) or _leads_on(original):
        return
    if len(_foreign_hosts(data, _domain(data))) == 1:
        return
    same = normal(web) == normal(original)
    fix = Change("write `webUrl` in both places", ((("originalUrl",), web),), safe=False) if same else None
    help_ = "both lead to the same page" if same else "one of the two is another page, or out of date"
    note = Note(record.spans.value((*article.pointer, "webUrl")), "`webUrl`")
    message = "`originalUrl` is not the same as `webUrl`"
    yield Found(message, ("originalUrl",), help=help_, fix=fix, notes=(note,))


def _domain(data: Mapping[str, Json]) -> str:
    provider = data.get("provider")
    domain = provider.get("domain") if isinstance(provider, dict) else None
    return domain if isinstance(domain, str) else ""


def _foreign_hosts(data: Mapping[str, Json], domain: str) -> dict[str, str]:
    """Hosts of an article that are not under its provider's domain, by the key of the address."""
    if data.get("type") != "article" or not domain:
        return {}
    web, original = data.get("webUrl"), data.get("originalUrl")
    if (original is None or original == web) and isinstance(web, str) and shares_domain(web, domain):
        return {}
    hosts = {key: host_of(url) for key in ("webUrl", "originalUrl") if isinstance(url := data.get(key), str)}
    return {key: host for key, host in hosts.items() if host and not shares_domain(f"https://{host}", domain)}


def _leads_on(original: str) -> bool:
    return "/~r/" in original or host_of(original) in _REDIRECTORS


def _difference(cached: str, right: str) -> str:
    """Say in which part an address in a cache is wrong that names the right page."""
    host, right_host = host_of(cached), host_of(right)
    begin = _begin(right)
    if not cached.lower().startswith("https://"):
        return "`cdnAmpWebUrl` must begin with `https`, as all addresses in the AMP cache do"
    if host != right_host:
        return f"the host of `cdnAmpWebUrl` is `{clip(host)}`, not `{clip(right_host)}`"
    if _begin(cached) == begin:
        return "`cdnAmpWebUrl` does not end as `ampWebUrl` does"
    scheme = "https" if begin == "/c/s/" else "http"
    return f"`cdnAmpWebUrl` must have `{begin}` behind the host, since `ampWebUrl` begins with `{scheme}`"


def _begin(cached: str) -> str:
    path = cached.partition("://")[2].partition("/")[2]
    return next((one for one in ("/c/s/", "/c/") if f"/{path}".startswith(one)), "")
