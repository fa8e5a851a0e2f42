"""The rules AK201 to AK216, asked one by one, and records for them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from artikit.formats import json as json_format
from artikit.formats import jsonl, md, yaml
from artikit.model import Record, Source
from artikit.reading.limits import Limits
from artikit.rules import Article, Facts, Found, Rule, all_rules

from .samples import FERRY

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMATS: dict[str, Any] = {"md": md, "json": json_format, "jsonl": jsonl, "yaml": yaml}
NOW = datetime(2026, 1, 1, tzinfo=UTC)
RULES = {
    rule.name: rule
    for code, rule in all_rules().items()
    if "AK201" <= code <= "AK216" and rule.check is not None
}
SOUND: dict[str, Any] = {
    **FERRY,
    "heat": 122,
    "published": True,
    "topics": ["Harbours"],
    "secured": "dR1ZG+U3qp0KpdyzsSFVwQ==;sp6QTcpMdHf45imv3EJx3w==",
}
HORN: dict[str, Any] = {
    "title": "Fog horn falls silent",
    "webUrl": "https://www.northquill.example/fog-horn",
    "type": "article",
    "provider": {"name": "North Quill", "domain": "northquill.example"},
    "quality": 96,
}


def facts_of(rule: Rule, **options: Any) -> Facts:
    return Facts(NOW, {**rule.options, **options}, style=lambda: pytest.fail("no style is needed"))


def record_of(data: Mapping[str, Any]) -> Record:
    return Record(Source("x.json", json.dumps(data)), dict(data))


def found(rule: Rule, data: Mapping[str, Any], **options: Any) -> list[Found]:
    """Ask one rule, without the schema before it; what is found in `related` has its whole pointer."""
    assert rule.check is not None
    record, facts = record_of(data), facts_of(rule, **options)
    if rule.scope == "record":
        return list(rule.check(record, facts))
    articles = [Article((), data, record)]
    related = data.get("related")
    for index, item in enumerate(related) if isinstance(related, list) else ():
        if isinstance(item, dict):
            articles.append(Article(("related", index), item, record))
    return [
        one._replace(pointer=(*article.pointer, *one.pointer))
        for article in articles
        for one in rule.check(article, facts)
    ]


def names(data: Mapping[str, Any]) -> list[str]:
    return [rule.name for rule in RULES.values() for _ in found(rule, data)]


def moved(url: str) -> str:
    """The same address at another provider."""
    return url.replace("harbor-ledger.example", "tidewater.example").replace("harbor--ledger-", "tidewater-")


def written(data: Mapping[str, Any], kind: str) -> str:
    if kind.startswith("json"):
        return json.dumps(data, indent=2 if kind == "json" else None)
    lines = [f"{key}: {json.dumps(value)}" for key, value in data.items() if key != "related"]
    lines.append("related:")
    for item in data["related"]:
        first, *others = (f"{key}: {json.dumps(value)}" for key, value in item.items())
        lines += [f"  - {first}", *(f"    {other}" for other in others)]
    text = "\n".join(lines) + "\n"
    return f"---\n{text}---\n" if kind == "md" else text


def read(text: str, kind: str) -> Record:
    (record,) = FORMATS[kind].read(BytesIO(text.encode()), f"x.{kind}", Limits())
    assert isinstance(record, Record)
    return record
