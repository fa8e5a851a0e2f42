"""Records as tables that belong together: `articles`, `related`, `images` and `topics`; exact both ways.

`layout` says which tables there are and what their columns hold, `describing` finds that out from a schema;
`splitting` makes rows of a record and `joining` a record of rows, whatever holds them. `ids` names articles.
On top of these stand two stores. Tables of CSV: `sheets` and `packages` say what stands in which file,
`binding` writes them; `scanning`, `shelves` and `tables` read them. SQLite: `values` and `relations` say what
stands in which column, `storing` writes, `database` reads.
"""
