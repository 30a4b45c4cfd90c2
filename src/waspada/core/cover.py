"""The promise of a cover: whatever is written passes through it, so that nothing stands on disk in the clear."""

from __future__ import annotations

from typing import Final, Protocol

SUFFIX: Final = ".age"
"""After the name of a file that is covered."""


class Cover(Protocol):
    """Encrypts whole files. It goes to the workers with their task, so it holds no secret itself."""

    @property
    def recipient(self) -> str:
        """Public; whom it encrypts to."""

    def close(self, content: bytes) -> bytes:
        """Encrypted."""

    def open(self, content: bytes) -> bytes:
        """What `close` was given. Raises Locked when this process has no key, another one, or it was altered."""
