"""Relations: everyone in the card box, what they are to the shop, and the bin."""
