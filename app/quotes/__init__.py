"""Quotes: what was asked and offered, sent, and how it ended."""
