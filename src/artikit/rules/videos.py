"""Rules about videos: the player, the picture and the address show the same one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.addresses import host_of, lies_under
from artikit.rules import Found, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artikit.rules import Article, Facts, Glance

_ID = r"(?!videoseries|live_stream)([A-Za-z0-9_-]{11})(?![A-Za-z0-9_-])"
"""Number of a video. Players of lists and channels have a word of as many signs in its place."""
_PAGE = rf"[?&]v={_ID}|/(?:embed|shorts|live|v)/{_ID}|youtu\.be/{_ID}"
_PLAYER = rf"youtube(?:-nocookie)?\.com/embed/{_ID}"
_STILL = rf"^https?://(?:i\d?\.ytimg\.com|img\.youtube\.com)/(?:vi|vi_webp|an_webp)/{_ID}"


def _are_elsewhere(glance: Glance, _facts: Facts) -> bool:
    urls = [data.get("originalUrl") for data in glance.articles]
    return not any(isinstance(url, str) and ("you" in url.lower() or not url.isascii()) for url in urls)


@rule("AK215", "error", reads=("originalUrl", "featuredContent", "images"), unless=_are_elsewhere)
def another_video(article: Article, _facts: Facts) -> Iterator[Found]:
    r"""The player, or the picture, is of another video than the address.

    ## What it is
    `originalUrl` leads to a video on YouTube, and the player in `featuredContent`, or a still of YouTube in
    `images`, belongs to a video with another number. Players of whole lists and channels pass.

    ## Why it matters
    Readers see another video than the one they were promised. The record was copied, and one of the
    places was not filled in anew.

    ## Example
        originalUrl: https://youtube.com/watch?v=night-ferry
        type: video
        featuredContent: "<iframe src=\"https://www.youtube.com/embed/fog-bell-21\"></iframe>"

    ## Use instead
        originalUrl: https://youtube.com/watch?v=night-ferry
        type: video
        featuredContent: "<iframe src=\"https://www.youtube.com/embed/night-ferry\"></iframe>"

    There is no fix: each of the places may be the right one.

    ## Source
    A rule of our own. Measured: 343 of 343 real records of videos have one number in all three places.
    """
    data = article.data
    url, player = data.get("originalUrl"), data.get("featuredContent")
    if not isinstance(url, str) or not _is_youtube(url):
        return
    own = _number(_PAGE, url)
    shown = _number(_PLAYER, player) if isinstance(player, str) else ""
    if own and shown and shown != own:
        message = f"the player shows the video `{shown}`, the address leads to `{own}`"
        yield Found(message, ("featuredContent",), help="one of the two was left behind by another record")
    images = data.get("images")
    for index, image in enumerate(images) if own and isinstance(images, list) else ():
        still = image.get("url") if isinstance(image, dict) else None
        shown = _number(_STILL, still) if isinstance(still, str) else ""
        if shown and shown != own:
            message = f"the picture is of the video `{shown}`, the address leads to `{own}`"
            yield Found(message, ("images", index, "url"), help="one of the two was left behind")


def _is_youtube(url: str) -> bool:
    return lies_under(url, "youtube.com") or host_of(url) == "youtu.be"


def _number(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return next((group for group in found.groups() if group), "") if found else ""
