"""What `verify` names: one place where a case is not what was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

What = Literal["entry", "file", "segment", "handover", "run", "tail", "anchor"]
Why = Literal[
    "changed",
    "missing",
    "added",
    "moved",
    "rewritten",
    "one_of_two",
    "cut",
    "unfinished",
    "unsealed",
    "unfitting",
    "unreadable",
    "unproved",
]
WHYS: Final[tuple[Why, ...]] = Why.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Altered:
    """One altered place."""

    what: What
    name: str
    """Path relative to the case folder; of a file left in place, where it lies."""
    where: str
    """First altered byte range (`0-65535`, both ends included), number of the entry (`7`, `7-9`), or empty: whole."""
    why: Why
