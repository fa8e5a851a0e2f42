"""What proves that a file is as it was in an earlier run: its status, or a digest of its content."""

from __future__ import annotations

import os
from hashlib import sha256
from stat import S_ISREG

from artikit import states

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_BLOCK = 1 << 20
"""Bytes that are hashed at once."""


class Proofs:
    """The proofs of one run, which begins now; `by` is `stat` or `hash`.

    `at` returns what proves the content of the regular file at a path; None for anything else.
    """

    def __init__(self, by: str) -> None:
        self.by_hash = by == "hash"
        self.at = _hashed if self.by_hash else states.proof_at
        self._began = states.began()

    def holds(self, path: str, proof: str) -> bool:
        """Tell whether what was read since the run began is what the proof is of."""
        status = states.status_of(path)
        if status is None:
            return False
        if not self.by_hash:
            return states.is_sure(status, self._began) and states.proof_of(status) == proof
        return states.is_sure(status, self._began) or _hashed(path) == proof


def _hashed(path: str) -> str | None:
    """Return the SHA-256 of the content of a regular file, in hexadecimal digits; None for anything else."""
    try:
        descriptor = os.open(path, _FLAGS)
    except (OSError, ValueError):
        return None
    try:
        status = os.fstat(descriptor)
        if not S_ISREG(status.st_mode):
            return None
        most = min(status.st_size, _BLOCK) + 1  # one more, so that one block is seen to be the last
        block = os.read(descriptor, most)
        digest = sha256(block)
        while len(block) == most:
            block = os.read(descriptor, most)
            digest.update(block)
        return digest.hexdigest()
    except OSError:
        return None
    finally:
        os.close(descriptor)
