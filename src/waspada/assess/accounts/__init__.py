"""The account list as it comes: column names, files, databases."""
