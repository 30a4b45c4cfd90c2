"""What the statement needs from whoever keeps it; `store/case/statements` keeps it as plain files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from waspada.core.custody import Entry


class Statements(Protocol):
    """The draft and the published versions of one case."""

    def draft(self) -> Mapping[str, Any] | None:
        """The draft as it was kept; None: there is none. Raises NothingReadable."""

    def keep_draft(self, content: bytes) -> None:
        """Keep a draft in the place of the one before. Raises CannotWrite."""

    def versions(self) -> Sequence[Mapping[str, Any]]:
        """What was published, oldest first, each held against its entry in the log. Raises EvidenceAltered."""

    def publish(self, number: int, content: bytes, *, actor: str, reason: str, data: Mapping[str, Any]) -> Entry:
        """Write the entry into the log, then let the version appear, read-only.

        Args:
            number: the one that follows the last.
            data: what the entry says besides number and hash.

        Raises:
            BadInput: somebody else published in the meantime.
            CannotWrite: nothing was published.
        """
