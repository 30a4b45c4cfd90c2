"""Whose record is it: identifiers, the directory, links, mentions, and what stays open."""
