"""An assessment: what was found, whose it is, and what that says about the claims. Frozen; tables are Arrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from waspada.assess.census import CouldHold
from waspada.assess.claims import Claim
from waspada.assess.counts.evidence import Evidence, batches
from waspada.assess.decisions import Decisions
from waspada.assess.directory import Directory
from waspada.assess.kinds import Kinds


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file of the dataset, as the plan knows it."""

    name: str
    """Relative to the argument."""
    sha256: str
    bytes: int
    format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """Everything that merging needs besides the partial results."""

    kinds: Kinds
    """Every kind that was searched for."""
    files: Sequence[InputFile]
    key: bytes = field(repr=False)
    """Of the case, or of the installation."""
    work: Path | None
    """Folder for spilling, 0700; cleared by the flow. None: nothing is spilled."""
    directory: Directory | None = None
    claims: Sequence[Claim] = ()
    decisions: Decisions = field(default_factory=Decisions)
    could_hold: CouldHold = lambda _path, _free_text: ()
    dataset: Mapping[str, Any] = field(default_factory=dict)
    """`name`, and where known `title`, `origin`, `sha256`."""
    unopened: Sequence[Mapping[str, Any]] = ()
    """Files that could not be opened: `path`, `reason`."""
    left_out: Sequence[Mapping[str, Any]] = ()
    """Files that are no part of the dataset though they lie in it: `path`, `reason`."""
    layers: Sequence[str] = ()
    """Encodings that were opened and searched too."""
    zone: str = "UTC"
    """In which days are counted."""
    mask_path: Callable[[str], str] = str
    """Masks what is personal in the name of a field or file, for `share/`."""
    memory: str = ""
    """For joining; by default what `assess.tables` says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The result. `document` is `assessment.json`: no value from the data stands in it."""

    document: Mapping[str, Any]
    people: pa.Table = field(repr=False)
    memberships: pa.Table = field(repr=False)
    organisations: pa.Table = field(repr=False)
    ambiguous: pa.Table = field(repr=False)
    secrets: pa.Table = field(repr=False)
    quarantine: pa.Table = field(repr=False)
    person_ids: pa.Array = field(repr=False)
    positions: pa.ChunkedArray = field(repr=False)
    counted: Evidence = field(repr=False)

    @property
    def evidence(self) -> pa.Table:
        """A row for each person, kind and field."""
        return pa.concat_tables(self.evidence_batches())

    def evidence_batches(self) -> Iterator[pa.Table]:
        """The same, a piece at a time; at least one, also when empty."""
        return batches(self.counted, self.person_ids, self.positions)

    @property
    def incomplete(self) -> bool:
        """Something was quarantined, could not be opened, or was read as raw text only: exit code 11."""
        accounting = self.document["accounting"]
        unknown = any(row["format"] == "unknown" for row in self.document["files"])
        return bool(accounting["records_quarantined"] or self.document["files_unopened"] or unknown)

    @property
    def contradicted(self) -> bool:
        """A claim is contradicted: exit code 1 with `--strict`."""
        return any(row["verdict"] == "contradicted" for row in self.document["claims"])
