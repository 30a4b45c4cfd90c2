"""Letters to the people in it: each with that recipient's own facts, never lost and never twice."""
