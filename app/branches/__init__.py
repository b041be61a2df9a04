"""The addresses of the shop itself."""
