"""From records to text and files."""
