r"""Records as rows of a table: the format "artikit CSV 1", exact both ways.

`headers` writes and reads typed column names, `cells` one value, `rows` one record, whose objects are spread
over columns (`spreading`); `known` finds the columns that a schema asks for, `plans` those that the records
need; `splitting` cuts bytes into rows and rows into cells, `lines` puts them together; `sources` and `faults`
say what is wrong with them; `reading` makes records of a table, `writing` a table of records. Nothing is
guessed on reading: the header says what a cell is, and in a table that artikit did not write the schema
(`foreign`).
"""
