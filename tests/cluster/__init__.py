"""Tequio beyond one machine, on one machine: the set, and what it bears."""
