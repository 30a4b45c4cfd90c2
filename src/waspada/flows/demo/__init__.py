"""The re-enactment of November 2025: a seeded generator of fictional people, and the truth about what it wrote."""

from waspada.flows.demo.truth import Truth
from waspada.flows.demo.writer import generate

__all__ = ["Truth", "generate"]
