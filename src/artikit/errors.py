"""What stops a run. Faults in content are values (`Problem`), never exceptions."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from artikit.model import Pointer


class ArtikitError(Exception):
    """The run could not be done; the command line exits with 2."""


class UsageError(ArtikitError):
    """A path, an option or an argument cannot be used as given."""


class ConfigError(ArtikitError):
    """The configuration cannot be used; the message names file, line and column."""


class SchemaError(ArtikitError):
    """A schema is missing, broken or refers to something that may not be read."""


class WriteError(ArtikitError, ValueError):
    """A format cannot hold a record, and nothing of it was written; `pointer` leads to what is in the way."""

    def __init__(self, message: str, pointer: Pointer = (), help_: str = "") -> None:
        super().__init__(message)
        self.pointer = pointer
        self.help = help_
