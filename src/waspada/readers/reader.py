"""The promise of a reader: say whether a file is yours, plan it into splits, read a split into batches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Protocol

from waspada.core.roles import Roles
from waspada.core.split import Batch, Split
from waspada.readers.limits import Limits


class NotThisFormat(Exception):
    """The file is not what its first bytes promised; the next reader is asked. Never leaves the room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One readable thing: a plain file, or a member inside containers."""

    path: str
    """The delivered file on disk."""
    name: str
    """Relative to the argument, members joined with `!`."""
    layers: tuple[str, ...]
    """What to unwrap, outermost first: `gzip`, `zstd`, `bzip2`, `xz`, `zip`, `tar`."""
    member: tuple[str, ...]
    """Member names, one for each `zip` and `tar` in `layers`."""
    size: int
    """Bytes after unpacking; -1 when only reading tells."""
    head: bytes = field(repr=False)
    """The first bytes, for detection."""

    @property
    def plain(self) -> bool:
        """A file on disk as it is, so byte ranges of it can be read apart."""
        return not self.layers


class Stream(Protocol):
    """Unpacked bytes in order. It never raises for bad data: it ends, and `problem` says why in plain words."""

    @property
    def problem(self) -> str:
        """Empty while all is well."""

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; empty at the end."""

    def close(self) -> None:
        """Let go of the file."""


class Opener(Protocol):
    """Opens what a split or a source names; handed in, so that readers do not know where bytes come from."""

    def stream(self, what: Source | Split) -> Stream:
        """The unpacked bytes; of a split in bytes exactly `start` to `end`."""

    def seekable(self, what: Source | Split) -> BinaryIO:
        """The same for formats with an index at their end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a recogniser may look at: the fields, and a few records."""

    reader: str
    """Name of the reader that planned it."""
    paths: tuple[str, ...] = field(repr=False)
    """Leaf paths seen in the sample, in order."""
    records: tuple[dict[str, Any], ...] = field(default=(), repr=False)
    """Some parsed records (JSON), or rows as dictionaries (CSV)."""
    envelope: tuple[str, ...] = ()
    """Keys around the records, when a document wraps them."""
    name: str = ""
    """The source's name: a hint where two exports look the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One source cut into splits."""

    splits: tuple[Split, ...]
    shape: Shape
    lines: tuple[bytes, ...] = field(default=(), repr=False)
    """Sample lines from which the table's schema is learned, over all files of the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What a known export is, and what its fields mean."""

    format: str
    table: str
    meanings: dict[str, str]
    """Leaf path to kind id."""
    roles: Roles


class Reader(Protocol):
    """Turns bytes into batches. `read` is a pure function of its split, so any process can run it."""

    @property
    def name(self) -> str:
        """Registry name: `csv`, `parquet`."""

    @property
    def title(self) -> str:
        """For people."""

    def detect(self, head: bytes, name: str) -> bool:
        """Cheap: magic bytes and the first bytes only. Content decides, a name only breaks ties."""

    def plan(self, source: Source, limits: Limits, opener: Opener) -> Planned:
        """Cut the source into splits; raise `NotThisFormat` when a closer look says no."""

    def read(self, split: Split, limits: Limits, opener: Opener) -> Iterator[Batch]:
        """Every record of the split, parsed or quarantined."""


class Recogniser(Protocol):
    """Knows one vendor's export by the keys of its first records; the bytes were read by a generic reader."""

    @property
    def name(self) -> str:
        """Registry name: `mixpanel.export`."""

    @property
    def title(self) -> str:
        """For people."""

    def recognise(self, shape: Shape) -> Recognised | None:
        """Name table, meanings and roles, or None when it is something else."""


def option(split: Split, key: str, default: str = "") -> str:
    """One thing that planning found out."""
    return dict(split.options).get(key, default)
