"""What the shop writes in its quotes again and again: written once, put in with one choice."""
