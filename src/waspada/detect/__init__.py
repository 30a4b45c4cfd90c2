"""Arrow columns in, findings out."""
