"""The verdicts on the records of one file, as the cache keeps them.

Where there is nothing to say they are counted only; all others are listed, as JSON.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from artikit.cache.codec import CodecError, packed, typed, unpacked, written
from artikit.reading.codes import UNREADABLE_FILE
from artikit.verdicts import Verdict

if TYPE_CHECKING:
    from artikit.model import Diagnostic
    from artikit.verdicts import Judge

_FRAMES, _PRINTS, _BYTES, IDENTITIES, ALL = 1, 2, 4, 8, 15
"""Bits for what verdicts carry beside the findings."""

_LONGEST = 1 << 22
"""Characters of the verdicts on one file, beyond which they are not kept."""


def extras_of(judge: Judge) -> int:
    """Tell what verdicts carry beside the findings, in bits."""
    wants = judge.wants
    extras = _FRAMES * wants.frames + _PRINTS * judge.prints + _BYTES * wants.byte_columns
    return extras + IDENTITIES * judge.identified


class Listing:
    """Takes in the verdicts on the file `path`, which carry `extras`.

    `clean` and `blank` records are counted. `lasting` says that all verdicts are the same on any later day,
    `fits` that they can be kept.
    """

    def __init__(self, path: str, extras: int) -> None:
        self.clean = self.blank = 0
        self.lasting = self.fits = True
        self._path = path
        self._identified = bool(extras & IDENTITIES)
        self._texts: list[str] = []
        self._size = 0

    @property
    def text(self) -> str | None:
        """The verdicts that are listed, as JSON; None where all are counted."""
        return f"[{','.join(self._texts)}]" if self._texts else None

    def add(self, verdict: Verdict) -> None:
        """Count a verdict, or list it where there is more to it."""
        self.lasting &= verdict.lasting
        if not self.fits:
            return
        if not verdict.diagnostics and not self._identified and (verdict.blank or not verdict.unread):
            self.clean += not verdict.blank
            self.blank += verdict.blank
            return
        try:
            text = _listed(self._path, verdict)
        except CodecError:
            self.fits = False
            return
        self._texts.append(text)
        self._size += len(text)
        self.fits = self._size <= _LONGEST


def _listed(path: str, verdict: Verdict) -> str:
    """Write a verdict as JSON. Raises CodecError for what JSON cannot hold, or what is not of the file."""
    found = verdict.diagnostics
    if any(one.path != path or one.code == UNREADABLE_FILE for one in found):
        raise CodecError(path)
    diagnostics = [packed(one) for one in found]
    return written([verdict.line, verdict.blank, verdict.unread, verdict.identity, diagnostics])


def verdicts_in(path: str, data: Any, extras: int) -> list[Verdict]:
    """Return the listed verdicts on a file, with no more than `extras`. Raises CodecError."""
    try:
        return [_verdict(path, extras, *one) for one in data]
    except (ValueError, TypeError) as error:
        raise CodecError(str(error)) from error


def _verdict(
    path: str, extras: int, line: Any, blank: Any, unread: Any, identity: Any, found: Any
) -> Verdict:
    diagnostics = tuple(_bare(unpacked(path, one), extras) for one in found)
    asked = typed(str, identity) if extras & IDENTITIES else ""
    return Verdict(path, typed(int, line), diagnostics, bool(blank), bool(unread), asked, known=True)


def _bare(diagnostic: Diagnostic, extras: int) -> Diagnostic:
    """Take off a diagnostic what this run does not ask for, as another one did."""
    if diagnostic.frame is not None and not extras & _FRAMES:
        diagnostic = replace(diagnostic, frame=None)
    if diagnostic.fingerprint and not extras & _PRINTS:
        diagnostic = replace(diagnostic, fingerprint="")
    if diagnostic.in_bytes is not None:
        in_bytes = _bare(diagnostic.in_bytes, extras) if extras & _BYTES else None
        diagnostic = replace(diagnostic, in_bytes=in_bytes)
    return diagnostic
