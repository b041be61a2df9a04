"""Flask glue for all features; it knows no word of a CRM."""
