"""The sorts of things the shop sells."""
