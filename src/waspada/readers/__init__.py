"""A vendor's files in, Arrow batches out."""
