"""What a reader promises to deliver: splits of the input, and batches of typed columns with nothing lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pyarrow as pa


class Unit(StrEnum):
    """How a split is cut out of its source."""

    BYTES = "bytes"
    ROWS = "rows"
    ROW_GROUP = "row_group"
    STREAM = "stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """One unit of work: a part of one member of one input file. Plain data: it pickles, and a cluster can ship it."""

    number: int
    """Position in the plan, from 0; results are merged in this order."""
    source: str
    """Path of the file on disk."""
    name: str
    """Name relative to the argument, as shown to people and stored in positions; members are joined with `!`."""
    member: tuple[str, ...]
    """Names of the members inside containers, outermost first; empty for a plain file."""
    start: int
    """First byte, row or row group (after unpacking)."""
    end: int
    """One past the last; -1 means to the end (unsplittable stream)."""
    unit: Unit
    format: str
    """Registry name of the format: `mixpanel.export`, `csv`, `unknown` …"""
    table: str
    """Files of one export with the same format are one table."""
    schema: Any = field(default=None, repr=False)
    """Pinned schema, the same for every split of a table; its type belongs to the format."""
    options: tuple[tuple[str, str], ...] = ()
    """What planning found out: encoding, delimiter, header …"""


@dataclass(frozen=True, slots=True, repr=False)
class Column:
    """The cells of one field in one batch: only cells that exist. `values[i]` stands in record `rows[i]`."""

    path: str
    """Leaf path, `properties.$email`; list elements as `items[]`."""
    values: pa.Array
    """`string` (the usual), or `binary` when not UTF-8. Null: this record has no such cell; it is not counted."""
    rows: pa.Array | None = None
    """int32 record index for each value; None means one value a record, in order."""
    nulls: int = 0
    """Explicit nulls: cells that exist and hold null."""

    @property
    def cells(self) -> int:
        """Scalars delivered, null included."""
        return int(len(self.values) - self.values.null_count + self.nulls)


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A record that could not be parsed, as it came. Scanned as raw text, counted, never fatal for the rest."""

    position: int
    """Byte offset (or row number) in the unpacked member."""
    reason: str
    """Plain words, no value from the data."""
    raw: bytes = field(repr=False)
    """The bytes as they came."""
    scalars: int
    """Scalars that the second counter sees in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some records of one table: parsed columns, positions, and what did not parse."""

    table: str
    records: int
    """Records parsed in this batch; `records + len(quarantined)` is what was read."""
    columns: tuple[Column, ...]
    positions: pa.Array = field(repr=False)
    """int64, one a record: byte offset (or row number) in the unpacked member."""
    quarantined: tuple[Quarantined, ...] = ()
    counted_apart: int = 0
    """Scalars of the same bytes by the second implementation; must equal cells + scalars of the quarantined."""
    raw: tuple[tuple[int, bytes], ...] = field(default=(), repr=False)
    """Raw text of a file that no reader knows: (offset, bytes) windows; scanned, no cells."""
    bytes_unpacked: int = 0
    """Bytes of the unpacked member that this batch covers."""

    @property
    def cells(self) -> int:
        """Scalars delivered to detection, null included."""
        return sum(column.cells for column in self.columns)
