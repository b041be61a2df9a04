"""How quick Kaartenbak is, beside the least that the same work can cost on this computer."""
