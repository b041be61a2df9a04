"""What people let us do: ring, mail, send a message or a letter; asked, noted and taken back."""
