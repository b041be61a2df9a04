"""What the shop and a relation went through together, in one line."""
