"""The house rules of the Smartable family: what they compute, and when they keep still."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import artikit
from artikit.config import Config
from artikit.rules import all_rules

if TYPE_CHECKING:
    from pathlib import Path

RUN = datetime(2026, 1, 1, tzinfo=UTC)
HOUSE = Config(preset="smartable", select=("AK5",), now=RUN)
NEWS: dict[str, Any] = {
    "category": "news",
    "title": "Fog bell rings again",
    "excerpt": "At dawn.",
    "publishedDateTime": "2021-06-17T05:30:00Z",
    "originalUrl": "https://www.harbor-ledger.example/fog",
    "webUrl": "https://www.harbor-ledger.example/fog",
    "type": "article",
    "quality": 100,
    "heat": 100,
    "published": True,
    "provider": {"name": "The Harbor Ledger", "domain": "harbor-ledger.example"},
    "topics": ["Harbours"],
    "secured": "dR1ZG+U3qp0KpdyzsSFVwQ==;sp6QTcpMdHf45imv3EJx3w==",
}
NAME = "_news/2021-06-17-fog-bell-rings-again.md"


def found(tmp_path: Path, config: Config = HOUSE, **changes: Any) -> list[tuple[str, str]]:
    data = {key: value for key, value in {**NEWS, **changes}.items() if value is not None}
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps(data) + "\n", encoding="utf-8")
    pointers = [(one.name, one.pointer) for one in artikit.check(artikit.load(path), config=config)]
    return [(name, "/".join(map(str, pointer))) for name, pointer in pointers]


def test_they_are_off_unless_the_preset_is_named(tmp_path: Path) -> None:
    house = [rule for rule in all_rules().values() if rule.code.startswith("AK5")]
    assert {rule.preset for rule in house} == {"smartable"}
    assert not [code for code in Config().severities if code.startswith("AK5")]
    assert {rule.code for rule in house} <= HOUSE.severities.keys()
    assert found(tmp_path, Config(now=RUN), heat=101) == []
    assert found(tmp_path, heat=101) == [("wrong-heat", "heat")]


@pytest.mark.parametrize(
    ("changes", "right"),
    [
        ({"heat": -1}, True),
        ({"heat": 100}, True),
        ({"heat": 0}, False),
        ({"heat": 120, "related": []}, False),
        ({"heat": 100, "related": []}, True),
        ({"heat": 140, "related": [{}, {}]}, True),
        ({"heat": 130, "related": [{}, {}]}, False),
        ({"heat": True}, True),  # no number: the schema says so
        ({"heat": "100"}, True),
        ({"heat": None}, True),
        ({"quality": None, "heat": 3}, True),
        ({"heat": 3, "related": "none"}, True),
        ({"heat": 3, "category": "letters"}, True),
    ],
)
def test_heat_follows_from_quality_and_related(changes: dict[str, Any], right: bool, tmp_path: Path) -> None:
    assert found(tmp_path, **changes) == ([] if right else [("wrong-heat", "heat")])


@pytest.mark.parametrize(
    ("path", "changes", "at"),
    [
        (NAME, {}, None),
        (NAME.replace("06-17", "06-18"), {}, None),
        (NAME.replace("06-17", "06-16"), {}, "publishedDateTime"),
        (NAME.replace("06-17", "06-19"), {}, "publishedDateTime"),
        (NAME.replace("06-17", "06-16"), {"publishedDateTime": "2021-06-17T01:00:00+02:00"}, None),
        (NAME.replace("06-17", "06-18"), {"publishedDateTime": "2021-06-17"}, None),
        (NAME.replace("06-17", "06-19"), {"publishedDateTime": "2021-06-17t05:30:00z"}, "publishedDateTime"),
        (NAME.replace("06-17", "12-31"), {"publishedDateTime": "2021-12-31T23:59:60Z"}, None),
        (NAME.replace("06-17", "12-30"), {"publishedDateTime": "2021-12-31T23:59:60Z"}, "publishedDateTime"),
        (NAME.replace("bell", "horn"), {}, "title"),
        ("_news/fog-bell-rings-again.md", {}, "title"),
        ("_news/.md", {}, "title"),
        ("_news/2021-06-17-fog-bell-rings-again.MD", {}, None),
        ("_news/2021-06-17-fog-bell-rings-again-.md", {}, "title"),
        ("_news/2021-06-17-fog-bell-rings-again-.md", {"title": "Fog bell rings again ★"}, None),
        ("_news/2021-06-17-.md", {"title": "★"}, None),
        ("_news/2021-06-17-.md", {"title": "★ ★"}, "title"),
        (None, {}, None),
        ("fog.html", {}, None),
        ("fog", {}, None),
        (NAME.replace("bell", "horn"), {"publishedDateTime": "in June"}, None),
        (NAME.replace("bell", "horn"), {"publishedDateTime": "9999-12-31T23:00:00-05:00"}, None),
        (NAME.replace("bell", "horn"), {"title": 5}, None),
        (NAME.replace("bell", "horn"), {"category": "letters"}, None),
    ],
)
def test_a_file_is_named_after_date_and_title(
    path: str | None, changes: dict[str, Any], at: str | None, tmp_path: Path
) -> None:
    assert found(tmp_path, _path=path, **changes) == ([("wrong-file-name", at)] if at else [])


@given(moment=st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1)), late=st.integers(-1, 2))  # noqa: DTZ001  # hypothesis wants them naive
@settings(max_examples=200, deadline=None)
def test_the_day_in_a_name_is_that_of_the_date_or_the_next(
    moment: datetime, late: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    day = (moment + timedelta(days=late)).date().isoformat()
    said = found(
        tmp_path_factory.getbasetemp(),
        _path=f"{day}-fog-bell-rings-again.md",
        publishedDateTime=moment.replace(microsecond=0).isoformat() + "Z",
    )
    assert (said == []) == (late in (0, 1))


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"type": "video"}, "webUrl"),
        ({"type": "video", "webUrl": None}, None),
        ({"webUrl": None}, "type"),
        ({"webUrl": None, "originalUrl": None}, None),  # the schema's finding
        ({"weburl": NEWS["webUrl"], "webUrl": None}, None),  # a misspelt key is one fault
        ({"type": "video", "category": "videos"}, None),
        ({"type": ["video"]}, None),
    ],
)
def test_a_video_and_only_a_video_has_no_web_address(
    changes: dict[str, Any], at: str | None, tmp_path: Path
) -> None:
    said = [one for one in found(tmp_path, **changes) if one[0] == "wrong-video-address"]
    assert said == ([("wrong-video-address", at)] if at else [])


LOGO = {
    "url": "https://assets.example.org/organizations/harbor-ledger.example-50x50.jpg",
    "width": 50,
    "height": 50,
}


@pytest.mark.parametrize(
    ("images", "at"),
    [
        ([LOGO], None),
        ([{**LOGO, "url": "/assets/images/organizations/harbor-ledger.example-50x50.jpg"}], None),
        ([{**LOGO, "url": "https://assets.example.org/50x50/logo.jpg"}], "0/url"),
        ([{**LOGO, "url": LOGO["url"].replace("harbor", "my-harbor")}], "0/url"),  # type: ignore[attr-defined]
        ([{**LOGO, "width": 400}], "0/width"),
        ([{**LOGO, "height": 49}], "0/height"),
        ([LOGO, LOGO], ""),
        ([], None),
        ("logo.jpg", None),
        (["logo.jpg"], None),
    ],
)
def test_a_logo_is_one_small_picture_named_after_the_domain(
    images: Any, at: str | None, tmp_path: Path
) -> None:
    said = found(tmp_path, provider={**NEWS["provider"], "images": images})
    place = f"provider/images/{at}".rstrip("/")
    assert said == ([] if at is None else [("wrong-logo", place)])


def test_what_the_schema_says_already_is_not_said_again(tmp_path: Path) -> None:
    strict = Config(schema="news", preset="smartable", select=("AK1", "AK5"), now=RUN)
    assert found(tmp_path, strict, type="video") == [("forbidden-value", "webUrl")]
    assert found(tmp_path, strict, webUrl=None) == [("missing-key", "")]
    two = {**NEWS["provider"], "images": [LOGO, LOGO]}
    assert found(tmp_path, strict, provider=two) == [("wrong-length", "provider/images")]
    assert found(tmp_path, strict, heat="hot") == [("wrong-type", "heat")]


class TestTopics:
    def config(self, tmp_path: Path, files: dict[str, str], **rules: Any) -> Config:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        now = datetime.now(UTC)
        return Config(root=str(tmp_path), preset="smartable", select=("AK505",), now=now, rules=rules)

    def test_a_topic_without_a_file_is_reported_where_it_stands(self, tmp_path: Path) -> None:
        config = self.config(tmp_path, {"_data/topics/01-a.yaml": "name: Harbours\n"})
        assert found(tmp_path, config, topics=["Harbours"]) == []
        said = found(tmp_path, config, topics=["Harbours", "harbours", 5])
        assert said == [("unknown-topic", "topics/1")]

    @pytest.mark.parametrize(
        "files",
        [
            {},
            {"_data/topics/README.md": "no topic\n"},
            {"_data/topics/01-a.yaml": "name: Markets\n", "_data/topics/02-b.yaml": "name: [broken\n"},
            {"_data/topics/01-a.yaml": "name: Markets\n", "_data/topics/02-b.yaml": "shortname: B\n"},
            {"_data/topics/01-a.yaml": "- Markets\n"},
        ],
        ids=["no folder", "no topic file", "a broken file", "a file without name", "a list"],
    )
    def test_where_the_topics_cannot_be_told_no_record_is_judged(
        self, files: dict[str, str], tmp_path: Path
    ) -> None:
        assert found(tmp_path, self.config(tmp_path, files)) == []

    def test_nothing_outside_the_root_is_read(self, tmp_path: Path) -> None:
        inside = tmp_path / "site"
        inside.mkdir()
        config = self.config(tmp_path, {"_data/topics/01-a.yaml": "name: Markets\n"})
        escaped = Config(
            root=str(inside),
            preset="smartable",
            select=("AK505",),
            rules={"unknown-topic": {"folder": "../_data/topics"}},
            now=config.now,
        )
        assert found(tmp_path, escaped) == []
        (inside / "_data").symlink_to(tmp_path / "_data")
        assert found(tmp_path, Config(root=str(inside), preset="smartable", select=("AK505",))) == []
        assert found(tmp_path, config) == [("unknown-topic", "topics/0")]

    def test_the_folder_is_an_option_and_is_read_anew_in_every_run(self, tmp_path: Path) -> None:
        files = {"topics/a.yml": "name: Markets\n"}
        config = self.config(tmp_path, files, **{"unknown-topic": {"folder": "topics"}})
        assert found(tmp_path, config) == [("unknown-topic", "topics/0")]
        files["topics/b.json"] = '{"name": "Harbours"}'
        again = self.config(tmp_path, files, **{"unknown-topic": {"folder": "topics"}})
        assert found(tmp_path, again) == []
