"""The system's folder for temporary files. Few runs need it, and `tempfile` takes 1.5 ms to import."""

from __future__ import annotations

import signal


def temporary_folder() -> str:
    """Give the folder. It is chosen while no signal comes in: the file that it is tried with would stay."""
    import tempfile

    if tempfile.tempdir is not None or not hasattr(signal, "pthread_sigmask"):  # Windows
        return tempfile.gettempdir()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    try:
        return tempfile.gettempdir()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
