"""The furnished shop: an invented shop to look around in, and made-up people for tests and measurements."""
