"""What we remember: `case/` as plain files, later `db/` for the work around it."""
