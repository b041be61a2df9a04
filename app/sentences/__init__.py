"""What the shop says when it rings: our sentences, until the owner writes her own."""
