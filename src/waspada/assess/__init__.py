"""Findings and the directory in, affected people out."""
