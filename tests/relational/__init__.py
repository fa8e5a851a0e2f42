"""Tables that belong together: CSV with a Data Package, and SQLite; both ways, and what may befall them."""
