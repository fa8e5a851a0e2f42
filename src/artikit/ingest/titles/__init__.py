"""The title of a text, and the lines beside it that are none: kickers, rubrics, names of sites.

Titles of saved pages, which have mark-up to go by, are found in `artikit.ingest.pages.title`.
"""
