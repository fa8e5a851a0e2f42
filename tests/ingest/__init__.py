"""Tests of `artikit ingest`."""
