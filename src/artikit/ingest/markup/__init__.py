"""Pages taken apart: HTML into tokens, and in one pass a `page` of what its head states and its body shows.

Nothing here judges what a page says. `tokens` takes feeds apart too, `fragment` makes Markdown of a piece.
"""
