"""Kaartenbak: the card-index box beside the till."""
