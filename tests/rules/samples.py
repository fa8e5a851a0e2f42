"""A sound record of a made-up outlet, and the addresses that go with it."""

from __future__ import annotations

from typing import Any

PAGE = "https://www.harbor-ledger.example/news/night-ferry"
AMP = "https://amp.harbor-ledger.example/news/night-ferry"
CACHED = (
    "https://amp-harbor--ledger-example.cdn.ampproject.org/c/s/amp.harbor-ledger.example/news/night-ferry"
)
FERRY: dict[str, Any] = {
    "category": "news",
    "title": "Night ferry returns to the old pier",
    "excerpt": "After two winters of repairs the boat runs again.",
    "publishedDateTime": "2021-06-14T09:30:00Z",
    "originalUrl": PAGE,
    "webUrl": PAGE,
    "type": "article",
    "quality": 122,
    "provider": {"name": "The Harbor Ledger", "domain": "harbor-ledger.example"},
}
