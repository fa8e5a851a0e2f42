"""What earlier runs of `validate` found out, so that a run looks only at what changed.

The cache says the same as a run without it, byte for byte, or nothing. It is keyed by the proof that a file
is as it was (see `artikit.states`) and by everything else that can change an answer (see `terms`). Whatever
is the matter with it, a run goes on without: nothing here raises for what lies on the disk.
"""
