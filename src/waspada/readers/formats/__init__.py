"""One file per format; the order in which they are asked stands in `registry.py`."""
