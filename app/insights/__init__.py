"""What the shop can learn: why quotes are declined."""
