"""One file per command, progress bars."""
