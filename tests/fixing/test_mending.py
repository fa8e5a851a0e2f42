"""What mending promises: nothing but the faults changes, nothing becomes worse, and it comes to rest."""

from __future__ import annotations

from collections import Counter

import pytest

from .mending import REPEATED, SOUND, TYPO, mended


def test_a_sound_record_stays_as_it_is() -> None:
    assert mended(SOUND.encode()).data == SOUND.encode()


def test_safe_fixes_are_applied_and_unsafe_ones_only_where_wanted() -> None:
    both = REPEATED.replace("publishedDateTime", "publishedDatetime").encode()
    assert mended(both, unsafe=False).data == TYPO.encode()
    assert mended(both).data == SOUND.encode()
    assert Counter(one.code for one in mended(both).fixed) == {"AK021": 1, "AK102": 1}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_everything_at_once_takes_some_rounds(line_end: str) -> None:
    text = TYPO.replace("title:", "exerpt: a\nexerpt: a\ntitle:").replace("---\n", "\ufeff--- # old\n", 1)
    found = mended(text.replace("\n", line_end).encode())
    wanted = SOUND.replace('title: "Fog bell"', 'title: "Fog bell"\n# old\nexcerpt: "a"')
    assert found.data.decode() == wanted.replace("\n", line_end)
    assert found.judged[0].diagnostics == ()
    assert found.judged[0].record.body == f"Body.{line_end}"


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe-\x00", b"---\ntitle: \xff\n---\n", b"\x00", b"---\n- a\n---\n"]
)
def test_what_cannot_be_read_is_left_alone(data: bytes) -> None:
    assert mended(data).data == data


def test_a_long_record_with_thousands_of_faults_is_mended() -> None:
    notes = f"# {'note ' * 20}\n" * 3_000
    text = SOUND.replace("provider:", f"{notes}provider:")
    found = mended(text.replace("note \n", "note  \n").encode())
    assert found.data.decode() == text.replace("note \n", "note\n")
    assert Counter(one.code for one in found.fixed) == {"AK405": 3_000}
