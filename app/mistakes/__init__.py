"""The mistakes we made ourselves: noted without blame, talked over, and what we agreed."""
