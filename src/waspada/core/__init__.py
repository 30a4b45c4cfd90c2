"""The words everyone shares; no I/O."""
