"""Tidy up: likely doubles, cards that lack something, quiet customers, and the end of the bin."""
