"""Progress as an object handed in: rooms report, faces show."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Receives what was done; never asked for anything back."""

    def stage(self, name: str, total_bytes: int = 0) -> None:
        """A new stage begins. Names: `plan`, `read`, `resolve`, `write`."""

    def advance(self, *, records: int = 0, size: int = 0) -> None:
        """So many more records and bytes are done."""

    def say(self, message: str) -> None:
        """A line for people; holds no personal value."""


class Silent:
    """Shows nothing."""

    def stage(self, name: str, total_bytes: int = 0) -> None:
        """See `Progress`."""

    def advance(self, *, records: int = 0, size: int = 0) -> None:
        """See `Progress`."""

    def say(self, message: str) -> None:
        """See `Progress`."""
