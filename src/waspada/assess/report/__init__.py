"""The report: one page that a board member, counsel and a privacy lead can each read."""
