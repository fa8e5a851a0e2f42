"""The system's folder for temporary files. Few runs need it, and `tempfile` takes 1.5 ms to import."""

from __future__ import annotations

from artikit.signals import signals_held


def temporary_folder() -> str:
    """Give the folder. It is chosen while no signal comes in: the file that it is tried with would stay."""
    import tempfile

    with signals_held():
        return tempfile.gettempdir()
