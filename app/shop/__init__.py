"""The shop's own things: what the owner sets."""
