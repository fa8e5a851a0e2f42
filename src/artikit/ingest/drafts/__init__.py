"""Articles while they are being read: what the cues claim of each field, until one record is settled of it.

A raw text has a `draft` with its `blocks`, a page or an entry of a feed has `findings`. `settling` makes the
record of either.
"""
