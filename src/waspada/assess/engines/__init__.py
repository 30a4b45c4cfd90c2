"""Who runs the splits: a process pool here."""
