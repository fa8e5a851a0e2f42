"""Manual pages of what `artikit convert` reports beside the readers."""

from __future__ import annotations

from artikit.rules import reported

CANNOT_BE_WRITTEN = "AK601"


@reported(CANNOT_BE_WRITTEN, "error")
def cannot_be_written() -> None:
    """The target format cannot hold the record, or there is no safe name for its file.

    ## What it is
    Reported by `artikit convert`, never by `artikit validate`: the record is sound, but something in it
    cannot go where it is sent. A record without any key cannot be front matter. TOML has no list with a
    null in it. A key called `_path`, `_body` or `_newline` would be taken for artikit's own in a data file.
    With `-o DIR` every record needs a file name, from its `_path` or from `--name`, that stays inside the
    folder, is no other record's, and exists on every common system.

    ## Why it matters
    A record that is written in part, under another name, or over another record is lost without a word.

    ## Example
    Two records of one list, converted with `--to md -o news`:

        {"title": "Fog bell", "_path": "../fog-bell.md"}
        {"title": "Fog horn", "_path": "aux.md"}

    ## Use instead
        {"title": "Fog bell", "_path": "2021/fog-bell.md"}
        {"title": "Fog horn", "_path": "2021/fog-horn.md"}

    ## Options
    By default the run stops, and no file is changed. `--on-error skip` leaves such records out,
    `--rejects FILE` keeps them with the reason.

    ## Source
    TOML 1.0 has no null. CWE-22 for `..` in a name; Microsoft, "Naming Files, Paths, and Namespaces", for
    names that Windows keeps for devices. It depends on the target, so no rate was measured.
    """
