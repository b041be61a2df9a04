"""Who works in the shop and who is signed in."""
