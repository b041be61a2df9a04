"""What the quotes tell: why customers said no."""
