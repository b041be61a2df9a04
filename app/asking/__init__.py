"""The reasons that are still to be asked: of a no without one, and of a quote that ended in silence."""
