"""The fields of a record that cues speak of, as pointers."""

from __future__ import annotations

TITLE, EXCERPT, AUTHOR, LANGUAGE = ("title",), ("excerpt",), ("author",), ("language",)
PUBLISHED, UPDATED = ("publishedDateTime",), ("updatedDateTime",)
ORIGINAL, WEB, AMP, CACHED = ("originalUrl",), ("webUrl",), ("ampWebUrl",), ("cdnAmpWebUrl",)
NAME, DOMAIN, LOGO = ("provider", "name"), ("provider", "domain"), ("provider", "images")
IMAGES, TOPICS, TYPE = ("images",), ("topics",), ("type",)
AGENCY, HIGHLIGHTS = ("agency",), ("highlights",)
