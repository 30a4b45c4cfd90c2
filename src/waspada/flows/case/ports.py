"""What the flows of a case need from whoever keeps it; `store/case` keeps it as plain files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from waspada.core.cover import Cover
from waspada.core.custody import Action, Entry


class Custody(Protocol):
    """The append-only log of a case."""

    def append(self, action: Action, *, actor: str, reason: str = "", data: Mapping[str, Any]) -> Entry:
        """Write one entry, on disk when this returns.

        Raises:
            CannotWrite: it could not be written; then what it would have recorded must not happen.
        """

    def entries(self) -> Sequence[Entry]:
        """All entries, oldest first.

        Raises:
            EvidenceAltered: the chain is broken.
        """


class Case(Protocol):
    """One case folder, opened."""

    @property
    def path(self) -> Path:
        """The folder."""

    @property
    def case_id(self) -> str:
        """A UUIDv7 (RFC 9562)."""

    @property
    def title(self) -> str:
        """As people call it."""

    @property
    def encrypted(self) -> bool:
        """Whether evidence and results are encrypted at rest."""

    @property
    def custody(self) -> Custody:
        """Its log."""

    def key(self) -> bytes:
        """The key behind person ids, fingerprints and proofs of this case, 32 bytes. Raises Locked."""

    def open_seal(self) -> None:
        """Let the readers of this process read what is encrypted. Raises Locked."""


class Writer(Protocol):
    """One hand-over being written."""

    @property
    def number(self) -> int:
        """Of the hand-over, from 1."""

    promised: bool
    """Set when its entry stands in the log: from then on it may not be taken away."""

    def store(self, place: str, name: str, chunks: Iterable[bytes]) -> dict[str, Any]:
        """Write one file; its name, bytes, SHA-256 and segments. Raises CannotWrite."""

    def lies(self, row: Mapping[str, Any]) -> Path | None:
        """Where a file that was stored can be read again as it came; None: it is encrypted."""

    def finish(self, handover: Mapping[str, Any]) -> str:
        """Write the hand-over's own file; its SHA-256. Raises CannotWrite."""

    def keep(self) -> Path:
        """Make it appear under its number, read-only."""


class Vault(Protocol):
    """Where hand-overs are sealed."""

    def handover(self, known: Mapping[int, str]) -> AbstractContextManager[Writer]:
        """Begin a hand-over; what a crash left is settled by what the log says of it (number → SHA-256)."""


class Kept(Protocol):
    """A run's results on their way into the case."""

    @property
    def number(self) -> int:
        """From 1."""

    @property
    def folder(self) -> Path:
        """Where they will lie."""

    @property
    def manifest(self) -> str:
        """SHA-256 of `share/manifest.json`."""

    @property
    def stored(self) -> Mapping[str, str]:
        """Path below the run's folder → SHA-256 of the bytes as they are stored."""

    def keep(self) -> None:
        """Make them appear, read-only, and let go. Call it when the entry stands in the log."""

    def let_go(self) -> None:
        """Let others take runs in again; what was not kept is settled by the log."""


class Runs(Protocol):
    """The runs of a case."""

    @property
    def cover(self) -> Cover | None:
        """How the work on a run lies on disk; None where the case is not encrypted."""

    def finish_interrupted(self, known: Mapping[int, str]) -> None:
        """Settle what a crash left, by what the log says of it (number → SHA-256 of the manifest)."""

    def take(self, results: Path, known: Callable[[], Mapping[int, str]]) -> Kept:
        """Copy finished results (`share`, `restricted`) in, `restricted` encrypted where the case is; they may be
        covered already. Until it is kept, or let go of, nobody else takes or settles a run.

        Args:
            known: what the log says, asked when nobody else can write a run any more.

        Raises:
            CannotWrite, Locked.
        """
