"""Manual pages of what is found across records, where a folder is walked or `--corpus` names one."""

from __future__ import annotations

from artikit.rules import reported

DUPLICATE_ARTICLE = "AK301"
DRIFTED_COPY = "AK302"
PROVIDER_WITH_TWO_DOMAINS = "AK303"
DOMAIN_WITH_TWO_NAMES = "AK304"
SAME_SLUG = "AK305"
MISSING_LOGO = "AK306"
MISSING_IMAGE = "AK307"

ACROSS = frozenset(
    {
        DUPLICATE_ARTICLE,
        DRIFTED_COPY,
        PROVIDER_WITH_TWO_DOMAINS,
        DOMAIN_WITH_TWO_NAMES,
        SAME_SLUG,
        MISSING_LOGO,
        MISSING_IMAGE,
    }
)
"""All of them: what a run on a list of files leaves out."""

_ESTABLISHED = 10
"""Records in which a second name or domain is no slip, if the usual one is not ten times as common."""

_FOLDERS = ["static", "public", "assets"]
"""Folders whose files appear at the top of a site: Hugo and Docusaurus, Next.js and Astro, many others."""


@reported(DUPLICATE_ARTICLE, "warning")
def duplicate_article() -> None:
    """The same article is in the repository twice.

    ## What it is
    Two published records have an address of the same page: `webUrl`, `originalUrl` or `ampWebUrl` of the one
    is one of those of the other. `http` or `https`, `www`, a slash at the end, tracking parameters and the
    AMP edition make no difference. The finding is at the later record, in the order of the paths, and shows
    the first one as well.

    Records with `published: false` or `removed: true` do not count, nor does a site's front page. A record in
    a data file whose `_path` or `path` is the file of another record is that record, and no second one.

    ## Why it matters
    Readers meet the same story twice, and two records drift apart: one is corrected, the other is not.

    ## Example
        webUrl: https://www.harbor-ledger.example/news/2021/06/night-ferry?utm_source=letter

    ## Use instead
    Keep the record that has `https://www.harbor-ledger.example/news/2021/06/night-ferry` already, and take
    this one off the site, if it is not to be deleted:

        published: false

    ## Source
    A rule of our own. Measured: among the published records of a real repository `webUrl` was there twice
    once, `originalUrl` three times; more than 99 % of its records were the only ones of their article. There
    is no fix: which of the two is to stay, nobody can tell from the text.
    """


@reported(DRIFTED_COPY, "warning")
def drifted_copy() -> None:
    """A copy in `related` says something else than the article's own record.

    ## What it is
    The repository has a record of the article, by its address, and its title, date or provider is not what
    the entry in `related` says. What readers do not see makes no difference (blanks, hidden characters,
    `&amp;` for `&`), nor does another way to write the same moment, a day without a time, or what one of the
    two leaves out. Where several records have the address, the copy may be as any of them. Two copies that
    differ are no fault as long as the article has no record of its own.

    ## Why it matters
    A list of related articles shows a headline that was changed long ago, or a wrong day.

    ## Example
        related:
          - title: Night ferry retruns to the old pier
            webUrl: https://www.harbor-ledger.example/news/2021/06/night-ferry

    ## Use instead
        related:
          - title: Night ferry returns to the old pier
            webUrl: https://www.harbor-ledger.example/news/2021/06/night-ferry

    ## Source
    A rule of our own. Entries of `related` are copies: all 84 that were looked at had title, date and
    provider. How many drift was not measured. There is no fix: it may be the article's own record that is
    wrong.
    """


@reported(PROVIDER_WITH_TWO_DOMAINS, "warning", established=_ESTABLISHED)
def provider_with_two_domains() -> None:
    """A provider has another domain here than elsewhere.

    ## What it is
    Records and their `related` name a provider with one domain mostly, and with another one here. The domain
    that more records have is the usual one; of two that are equally common, the one that comes first. The
    finding is at the other one, once a record, and shows a record with the usual domain as well. A part of
    the domain, such as `news.harbor-ledger.example`, is no other one; upper case, `www.` and `xn--` for
    letters beyond ASCII do not count.

    ## Why it matters
    A slip in a domain breaks the logo that is looked up by it and splits a provider's articles in two.

    ## Example
        provider:
          name: The Harbor Ledger
          domain: harbour-ledger.example

    ## Use instead
        provider:
          name: The Harbor Ledger
          domain: harbor-ledger.example

    ## Options
    A publisher may well have two domains. One that is in so many records, and not ten times rarer than the
    usual one, is taken for that:

        [rules.provider-with-two-domains]
        established = 10

    ## Source
    A rule of our own. Measured: `provider.domain` is the domain of the article's address in 216 of 216 real
    articles and 84 of 84 copies, so that it hardly varies. There is no fix.
    """


@reported(DOMAIN_WITH_TWO_NAMES, "info", established=_ESTABLISHED)
def domain_with_two_names() -> None:
    """A domain has another name here than elsewhere.

    ## What it is
    Records and their `related` call the provider of a domain by one name mostly, and by another one here. The
    name that more records have is the usual one; of two that are equally common, the one that comes first.
    The finding is at the other one, once a record, and shows a record with the usual name as well. Blanks do
    not count, nor do other ways to write an accented letter. What `provider-with-two-domains` or
    `drifted-copy` says already is not said again.

    ## Why it matters
    Lists by provider show the same one twice. It is a remark only, as one site may speak for several.

    ## Example
        provider:
          name: Harbor Ledger
          domain: harbor-ledger.example

    ## Use instead
        provider:
          name: The Harbor Ledger
          domain: harbor-ledger.example

    ## Options
    One site may have several voices. A name that is in so many records, and not ten times rarer than the
    usual one, is taken for that:

        [rules.domain-with-two-names]
        established = 10

    ## Source
    A rule of our own. In real records some domains have several names: three for the one that most records
    have, three persons on a site of videos, `The` before a name or not. There is no fix.
    """


@reported(SAME_SLUG, "warning")
def same_slug() -> None:
    """Two records have the same file name, made of the day and the title.

    ## What it is
    Two published records of different articles are called `2021-06-14-night-ferry-returns`, say. A record of
    a file of its own counts if its name is made in this way; one in a data file has the name that
    `artikit convert` gives it. The finding is at the title of the later record, in the order of the paths,
    and shows the first one as well. A title of which no letter `a` to `z` and no digit is left makes no name.

    ## Why it matters
    Sites make addresses of file names, so that one page hides the other one. Data cannot be written into
    files of one folder.

    ## Example
        {"title": "Night ferry returns", "publishedDateTime": "2021-06-14T09:30:00Z"}
        {"title": "Night ferry returns!", "publishedDateTime": "2021-06-14T18:00:00Z"}

    ## Use instead
        {"title": "Night ferry returns", "publishedDateTime": "2021-06-14T09:30:00Z"}
        {"title": "Night ferry returns for good", "publishedDateTime": "2021-06-14T18:00:00Z"}

    ## Source
    A rule of our own. Measured: 228 of 228 news files have the name of their day and title; five pairs of
    some 800 records have the same title. There is no fix.
    """


@reported(MISSING_LOGO, "warning", folders=_FOLDERS)
def missing_logo() -> None:
    """The logo of a provider is not in the repository.

    ## What it is
    `provider.images` names a path inside the site, as `/assets/logos/harbor-ledger.example-50x50.jpg`, or the
    images of an organization do, and no folder from that of the record up to the root of the repository has
    such a file. The path may begin with the site's base URL. Addresses that begin with `https://` or `//`,
    paths with a template in them, and paths whose first folder is nowhere in the repository are not looked
    for: the files of the site may be kept elsewhere.

    ## Why it matters
    The page shows a broken image beside every article of the provider.

    ## Example
        provider:
          name: The Harbor Ledger
          domain: harbor-ledger.example
          images:
            - url: /assets/logos/harbor-ledgr.example-50x50.jpg

    ## Use instead
        provider:
          name: The Harbor Ledger
          domain: harbor-ledger.example
          images:
            - url: /assets/logos/harbor-ledger.example-50x50.jpg

    ## Options
    Folders whose files appear at the top of the site:

        [rules.missing-logo]
        folders = ["static", "public", "assets"]

    ## Source
    A rule of our own. Measured: 764 of 768 real records name a logo where there is one, and none where there
    is none; of 280 logos that organizations name, 260 are there. There is no fix.
    """


@reported(MISSING_IMAGE, "warning", folders=_FOLDERS)
def missing_image() -> None:
    """An image with a path inside the site is not in the repository.

    ## What it is
    `images` of a record, or of an entry of `related`, names a path inside the site, and no folder from that
    of the record up to the root of the repository has such a file. The path may begin with the site's base
    URL. Addresses that begin with `https://` or `//`, paths with a template in them, and paths whose first
    folder is nowhere in the repository are not looked for: the files of the site may be kept elsewhere. Under
    the schema `news`, which wants full addresses here, a path is an `invalid-address` already.

    ## Why it matters
    The page shows a broken image.

    ## Example
        images:
          - url: "/assets/2021/night-fery.jpg"

    ## Use instead
        images:
          - url: "/assets/2021/night-ferry.jpg"

    ## Options
    Folders whose files appear at the top of the site:

        [rules.missing-image]
        folders = ["static", "public", "assets"]

    ## Source
    A rule of our own. Real news records have full web addresses here, so nothing is looked for. How many
    paths of other records lead nowhere was not measured, hence a warning. There is no fix.
    """
