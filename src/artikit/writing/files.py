"""Writing files so that each is whole at every moment: the old one or the new one, no third thing."""

from __future__ import annotations

from artikit.writing.staging import Staging


def write_file(path: str, data: bytes) -> bool:
    """Put `data` into a file, in one step, and tell whether anything had to be written.

    What `Staging` says of its targets holds here: a file with the same bytes is left alone, links and
    modes are kept, missing folders are made. Raises UsageError where the path cannot be a file's, and
    OSError; then the file is as it was and nothing is left beside it.
    """
    with Staging(force=True) as staging:
        with staging.open(path) as file:
            file.write(data)
        return staging.commit().written == 1
