"""From an assessed case to letters that may go: what they say, whether they are ready, what was locked, what went."""
