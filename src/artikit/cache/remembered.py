"""What was found between records in the last run, for one that goes over the same files as they were."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from artikit.cache.codec import packed, typed, unpacked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from artikit.cache.rows import Rows
    from artikit.model import Diagnostic

_NOTE = "between"
_LONGEST = 1 << 22
"""Characters of messages and frames that are kept of a run, roughly."""
_REST = 200
"""Characters of a finding beside those, roughly."""


class Remembered:
    """Findings between records, known again by all that makes a run the same as another one.

    That is the folder of the run, its files, what proves each, and what the reports want.
    """

    def __init__(self, rows: Rows, root: str) -> None:
        self._rows = rows
        self._root = root
        self._paths = sha256(os.fsencode(os.path.abspath(".")))
        self._proofs = sha256()
        self._kept: list[list[Any]] = []
        self._size = 0

    def saw(self, paths: str, proofs: str) -> None:
        r"""Take in files, and what proves each, by `\0`. It does not matter how many come at once."""
        for digest, text in ((self._paths, paths), (self._proofs, proofs)):
            digest.update(b"\0" + text.encode(errors="surrogateescape"))

    def findings(self) -> list[Diagnostic] | None:
        """Return what the last run found; None where that was another one, or pictures came or went."""
        noted = self._rows.about(_NOTE)
        try:
            last, looked_up, found = noted
            if last != self._key or (looked_up and not self._is_there(looked_up)):
                return None
            return [unpacked(typed(str, path), data) for path, data in found]
        except (TypeError, ValueError):  # a CodecError too
            return None

    def add(self, one: Diagnostic) -> bool:
        """Take in a finding of this run; tells whether they are still few enough to be kept."""
        self._size += _REST + len(one.message) + sum(map(len, one.frame.lines if one.frame else ()))
        if self._size > _LONGEST:
            self._kept.clear()
            return False
        self._kept.append([one.path, packed(one)])
        return True

    def keep(self, looked_up: Mapping[str, int]) -> None:
        """Keep all findings of this run, and where pictures were looked for, unless those are too many."""
        from artikit.corpus.pictures import MOST_NOTED

        if len(looked_up) <= MOST_NOTED:
            self._rows.note(_NOTE, [self._key, list(looked_up.items()), self._kept])

    @property
    def _key(self) -> str:
        return self._paths.hexdigest() + self._proofs.hexdigest()

    def _is_there(self, looked_up: Any) -> bool:
        """Tell whether there is at each path what was there."""
        from artikit.corpus.pictures import Site  # only where records name files of the site

        site = Site(self._root, ())
        return all(site.mode(path) == mode for path, mode in looked_up)
