"""What somebody still has to do, and for whom."""
