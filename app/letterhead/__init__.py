"""What our letters look like: the logo, the side of the window, the general terms and the legal texts."""
