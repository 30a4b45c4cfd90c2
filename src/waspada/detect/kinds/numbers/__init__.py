"""Government and financial numbers: rows by region, and the two finders that read them."""
