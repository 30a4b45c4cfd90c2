"""Waspada: from the stolen row to the sentence in the notice."""

__version__ = "0.1.0"
