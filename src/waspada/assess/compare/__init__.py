"""Two assessments in, what differs between them out: exact joins by key, counts for sharing, rows for those who act."""
