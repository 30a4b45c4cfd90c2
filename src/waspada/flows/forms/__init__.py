"""Notices to authorities and controllers: what each asks, filled from the case; what is missing and who owes it."""
