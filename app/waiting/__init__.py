"""What people wait for from the shop, whichever feature it comes from."""
