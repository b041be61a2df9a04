"""Finding a relation by any piece of what is on its card."""
