"""What became of a quote: a yes, a no with its reason, or taken back."""
