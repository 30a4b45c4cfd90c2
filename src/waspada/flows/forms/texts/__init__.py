"""The forms, a file each."""
