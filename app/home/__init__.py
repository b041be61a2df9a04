"""What to do today, and for whom."""
