"""Whole days at the shop, in a real browser on a real server."""
