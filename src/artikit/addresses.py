"""Web addresses: which two of them lead to the same page, and whose host one lies under."""

from __future__ import annotations

import re
from functools import lru_cache

_ESCAPE = r"%([0-9A-Fa-f]{2})?"
"""Compiled when the first escape is met. A sign that begins none stands for itself."""
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

_EDITIONS = frozenset({"www", "amp", "m", "mobile"})
"""First labels of hosts that show the same pages in another dress."""

AMP_CACHES = ("cdn.ampproject.org", "bing-amp.com")
"""Where the AMP caches are: Google's and Bing's (ampproject/amphtml, `caches.json`)."""

_LAST = frozenset("/pPlL")
"""Last characters of paths that may end in a slash, `amp` or `html`."""

_BEHIND_SCHEME = 8
"""Characters of `https://`: a slash behind them belongs to a path."""

_CACHE_PATHS = ("/c/s/", "/c/", "/v/s/", "/v/", "/wp/s/", "/wp/")
"""Begin of a path in an AMP cache; the page's own host and path follow (amp.dev, AMP Cache URL Format)."""

_MARKS = ("utm_", "hsa_", "mtm_", "pk_", "piwik_", "matomo_", "amp_")
"""Beginnings of parameters that say where a reader came from: Google, HubSpot, Matomo, the AMP caches."""

_TRACKING = frozenset(
    {
        *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ysclid", "twclid"),
        *("ttclid", "igshid", "igsh", "li_fat_id", "epik", "srsltid", "mc_cid", "mc_eid", "mkt_tok", "_ga"),
        *("_gl", "_hsenc", "_hsmi", "hsctatracking", "__twitter_impression", "vero_id", "oly_anon_id"),
        *("oly_enc_id", "wickedid", "s_cid", "ncid", "cmpid", "cmp", "smid", "smtyp", "at_medium"),
        *("at_campaign", "ns_campaign", "ns_mchannel", "feedtype", "feedname", "usqp"),
    }
)
"""Parameters that advertisers, newsletters and news sites add; no site finds a page by one of them."""

_FLAGS = frozenset({"amp", "_amp", "outputtype"})
_ON = frozenset({"", "1", "true", "amp"})


@lru_cache(maxsize=4096)
def normal(url: str) -> str:
    """Make one text of all addresses of one page: `host/path?query`, a key to compare by, not to follow.

    Two addresses have the same key if they differ only in

    - `http` or `https`, upper case in scheme and host, a name and password, a default port;
    - a first label `www`, `amp`, `m` or `mobile` of the host;
    - slashes at the end of the path, `.` and `..` in it, escapes of what needs none, `%e9` for `%E9`;
    - parameters that only tell where a reader came from, empty ones, and the order of parameters;
    - the fragment, but for `#!…` and `#/…`, by which some sites find their pages;
    - being the AMP edition, where its address follows from the page's own: an address in an AMP cache,
      a path that ends in `/amp`, `.amp` or `.amp.html`, a parameter `amp`, `amp=1` or `outputType=amp`.

    What only one provider does stays as it is, so two keys may differ for one page: `amp` in the middle of
    a path, the redirects of feeds, `index.html`. What is no web address is returned as it is, trimmed.
    """
    text = url.strip()
    scheme, mark, rest = text.partition("//")
    if not mark or scheme.lower() not in ("https:", "http:", ""):
        return text
    query = fragment = ""
    if "#" in rest:
        rest, _, fragment = rest.partition("#")
    if "?" in rest:
        rest, _, query = rest.partition("?")
    authority, slash, path = rest.partition("/")
    host = _host(authority)
    path = slash + path
    while host.endswith(AMP_CACHES) and path.startswith(_CACHE_PATHS):
        begin = next(one for one in _CACHE_PATHS if path.startswith(one))
        authority, slash, path = path[len(begin) :].partition("/")
        host, path = _host(authority), slash + path
    key = site_of(host) + _path(path)
    if query and (kept := _query(query)):
        key = f"{key}?{kept}"
    return f"{key}#{fragment}" if len(fragment) > 1 and fragment[0] in "!/" else key


def last_step(url: str) -> str:
    """What stands behind the last slash of `normal(url)`; of most addresses in a fifth of the time."""
    slash = url.rfind("/")
    step = url[slash + 1 :]
    plain = (
        slash > _BEHIND_SCHEME
        and url[:4] == "http"
        and step
        and step[0] != "."
        and not (step[-1] in _LAST and step.lower().endswith(("amp", ".amp.html")))
        and not step[-1].isspace()
        and not url.endswith(_CACHE_PATHS, 0, slash + 1)  # what follows is a host
        and not ("?" in url or "#" in url or "%" in url)
    )
    return step if plain else normal(url).rpartition("/")[2]


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """Host of a web address in lower case, without port; empty where it has none."""
    scheme, mark, rest = url.partition("://")
    if not mark or scheme.lower() not in ("https", "http"):
        return ""
    for sign in "/?#":
        rest = rest.partition(sign)[0]
    name, colon, port = _host(rest).rpartition(":")
    return name if colon and port.isdecimal() else f"{name}{colon}{port}"


def site_at(start: str) -> str | None:
    """Get the site of all addresses that begin so: the host and nothing behind it, such as `https://a.b`.

    `normal` begins with it too, whatever the path. None for an AMP cache, and for what is no such beginning.
    """
    scheme, _, authority = start.partition("//")
    if scheme not in ("https:", "http:") or not authority or any(sign in authority for sign in "/?#"):
        return None
    host = _host(authority)
    return None if host.endswith(AMP_CACHES) else site_of(host)


def lies_under(url: str, domain: str) -> bool:
    """Tell whether the host of a web address is a domain or a part of it.

    `www.` before the domain does not count, nor do upper and lower case.
    """
    end = url.find("/", 8)
    if end > 0 and url.startswith("https://"):  # most do, and most of these are sound
        host = url[8:end]
        own = host.endswith(domain) and host[: -len(domain)][-1:] in (".", "")
        if own and "?" not in host and "#" not in host:
            return True
    host, domain = host_of(url), _host(domain).removeprefix("www.")
    return host == domain or host.endswith(f".{domain}")


def shares_domain(url: str, domain: str) -> bool:
    """Tell whether one of the host of a web address and a domain is the other, or a part of it.

    What only names an edition does not count: `www.a.example` and `news.a.example` share one. Two parts of
    one domain need not: `a.github.io` and `b.github.io` are of different people.
    """
    if lies_under(url, domain):
        return True
    site = site_of(host_of(url))
    return "." in site and _host(domain).endswith(f".{site}")


def site_of(host: str) -> str:
    """Drop the first labels of a host that only name an edition (`www`, `amp`, `m`, `mobile`)."""
    label, _, rest = host.partition(".")
    if label not in _EDITIONS or "." not in rest:
        return host
    if rest.partition(".")[0] not in _EDITIONS:
        return rest
    labels = host.split(".")
    first = next((at for at, label in enumerate(labels) if label not in _EDITIONS), len(labels))
    return ".".join(labels[min(first, len(labels) - 2) :])


def _host(authority: str) -> str:
    if ":" not in authority and "@" not in authority and authority.isascii():
        return authority.lower().rstrip(".")
    host = authority.rpartition("@")[2].lower()
    name, colon, port = host.rpartition(":")
    if colon and (not port or port.isdecimal()):
        host = name if port in ("", "80", "443") else host
    return ascii_host(host.rstrip("."))


def ascii_host(host: str) -> str:
    """Write an international host with `xn--` (RFC 3490); one that cannot be written so stays as it is."""
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


def _path(path: str) -> str:
    if "%" in path:
        path = re.sub(_ESCAPE, _plain, path)
    if "/." in path:
        path = _without_dots(path)
    if path[-1:] not in _LAST:
        return path
    if path[-9:].lower() == ".amp.html":
        return path[: _end(path, len(path) - 5, ".amp")] + path[-5:]
    return path[: _end(path, len(path), "/amp", ".amp")]


def _end(path: str, end: int, *marks: str) -> int:
    """Where a path ends without slashes and the marks of AMP editions before `end`.

    A mark that stands for a whole name, or behind `.` or `..`, is none.
    """
    while end:
        if path[end - 1] == "/":
            end -= 1
        elif path[end - 4 : end].lower() in marks and path[end - 5 : end - 4] not in ("", "/"):
            if path.endswith(("/.", "/.."), 0, end - 4):
                break
            end -= 4
        else:
            break
    return end


def _without_dots(path: str) -> str:
    """Take the steps `.` and `..` (RFC 3986 §5.2.4)."""
    kept: list[str] = []
    for step in path.split("/")[1:]:
        if step == "..":
            del kept[-1:]
        elif step != ".":
            kept.append(step)
    return "".join(f"/{step}" for step in kept)


def _plain(escape: re.Match[str]) -> str:
    if not escape[1]:
        return "%25"
    sign = chr(int(escape[1], 16))
    return sign if sign in _UNRESERVED else escape[0].upper()


def _query(query: str) -> str:
    if "%" in query:
        query = re.sub(_ESCAPE, _plain, query)
    kept = [one for one in query.split("&") if one and not _says_nothing(one)]
    return "&".join(sorted(kept, key=_name))


def _name(parameter: str) -> str:
    return parameter.partition("=")[0]


def _says_nothing(parameter: str) -> bool:
    name, _, value = parameter.lower().partition("=")
    return name in _TRACKING or name.startswith(_MARKS) or (name in _FLAGS and value in _ON)
