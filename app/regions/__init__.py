"""The parts of the country as the owner draws them, by postcode."""
