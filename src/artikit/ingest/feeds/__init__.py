"""From the file of a feed to records: `records.ingest_feed`. RSS, Atom, JSON Feed are `entries` at first."""
