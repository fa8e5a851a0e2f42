"""Records from one format into another: what goes out, where to, what is lost, and the proof of the rest."""
