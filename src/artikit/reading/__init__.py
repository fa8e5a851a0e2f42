"""From bytes to values: decoding, fences, and one exact reader each for YAML, JSON and TOML."""
