r"""Records as rows of a table: the format "artikit CSV 1", exact both ways.

`headers` writes and reads typed column names, `cells` one value, `rows` one record; `plans` finds the
columns that a schema or the records themselves ask for; `splitting` cuts bytes into rows and rows into
cells; `reading` makes records of them. Nothing is guessed on reading: the header says what a cell is.
"""
