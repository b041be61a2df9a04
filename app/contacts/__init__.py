"""How to reach a relation: its people, numbers, addresses and social accounts."""
