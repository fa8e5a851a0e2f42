"""Dates and times as articles write them, and what a line says that has one.

`written` finds whole dates, with `clock` beside them and `east_asian` for the years of eras; `unclear` and
`vague` those that need more than themselves; `moments` are dates written for machines. `lines` says what
happened on the days of a line.
"""
