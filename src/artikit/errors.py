"""What stops a run. Faults in content are values (`Problem`), never exceptions."""


class ArtikitError(Exception):
    """The run could not be done; the command line exits with 2."""


class UsageError(ArtikitError):
    """A path, an option or an argument cannot be used as given."""


class ConfigError(ArtikitError):
    """The configuration cannot be used; the message names file, line and column."""


class SchemaError(ArtikitError):
    """A schema is missing, broken or refers to something that may not be read."""
