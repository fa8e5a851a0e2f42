"""From a saved page to a record: `record.ingest_html` joins what it states for machines and what it shows.

`head` finds the lines around the title; `lines`, `authors` and `times` read them. `body` is the article.
"""
