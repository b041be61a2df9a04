"""Copies of the database that are opened and checked."""
