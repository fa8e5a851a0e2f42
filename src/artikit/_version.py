"""The version, read by the build and by `artikit --version`."""

__version__ = "0.1.0"
