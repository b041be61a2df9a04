"""Cards that may be of the same relation, and making one of two."""
