"""JSON Schema: finding and loading schemas, the verdict on a record, and what is wrong in plain words."""
