"""Who does what in the shop."""
