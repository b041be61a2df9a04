"""A quote leaves the shop, once more with a later last day, and each version that left stays to be read."""
