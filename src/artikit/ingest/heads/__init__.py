"""What stands between the title of a text and its first paragraph, and above the title: who, when, in short.

`head` reads the lines below a title and `masthead` those above it; a line that tells who or when goes to
`who_and_when`, whatever its shape. `datelines` and `excerpts` are what the first paragraph tells.
"""
