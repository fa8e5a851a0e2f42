"""Hostile input: every case in a process of its own, under limits of memory and processor time."""
