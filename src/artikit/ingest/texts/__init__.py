"""From a raw text to a record: `record.ingest_text` asks cue by cue, the surest first.

Here is what concerns a text as a whole, its body and its end; its title and its head have rooms of their own.
"""
