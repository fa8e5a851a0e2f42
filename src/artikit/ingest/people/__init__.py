"""Who wrote an article: names, bylines, and what stands around them.

`names` and `byline` judge words alone, in pages too; `signatures`, `roles` and `bare_names` also where they
stand in a text.
"""
