"""Something that a check found: whether letters can go all the same, what it is, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One of them."""

    code: str
    blocks: bool
    """Nobody can approve while it stands."""
    words: Mapping[str, str]
    """`en`, `id`: what it is."""
    hint: Mapping[str, str] = field(default_factory=dict)
    """What to do."""
