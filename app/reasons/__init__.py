"""The reasons of a no and of a yes that the shop chooses from."""
