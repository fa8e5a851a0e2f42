"""Mending files: choose fixes, apply them, read and judge again, until nothing is left to be mended."""
