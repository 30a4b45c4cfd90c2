"""What people have, added up: evidence, their rows, their secrets, and what was decided about it."""
