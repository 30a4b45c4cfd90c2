"""The case folder: evidence under hash and log, in plain files that can be carried away and verified anywhere."""
