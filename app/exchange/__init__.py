"""Reading relations in from elsewhere, and handing them out."""
