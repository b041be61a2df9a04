"""A furnished shop of invented people."""
