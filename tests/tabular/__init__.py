"""Tables: the codec, files of it both ways, and what other tools do to them."""
