"""Parquet: one split a row group, every leaf as text; its own `num_values` must equal the second count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa

from waspada.core.split import Batch, Column, Quarantined, Split, Unit
from waspada.readers.cells import byte_shares, entries, leaves
from waspada.readers.limits import MIB, Limits
from waspada.readers.parquet_footer import values_per_row_group
from waspada.readers.reader import NotThisFormat, Opener, Planned, Shape, Source, option
from waspada.readers.streams import read_up_to

_MAGIC = b"PAR1"
_AIM = 16 * MIB
_KEPT = 64 * MIB
_BROKEN = (pa.ArrowException, OSError, ValueError, KeyError, TypeError, IndexError, OverflowError, MemoryError)


class Parquet:
    """Apache Parquet."""

    name = "parquet"
    title = "Parquet"

    def detect(self, head: bytes, name: str) -> bool:
        """Magic bytes; a file with an encrypted footer has others, and is not readable anyway."""
        return head.startswith(_MAGIC)

    def plan(self, source: Source, limits: Limits, opener: Opener) -> Planned:
        """One split for each row group."""
        file = None
        try:
            file = opener.seekable(source)
            meta = _file(file)
            rows = [meta.metadata.row_group(i).num_rows for i in range(meta.metadata.num_row_groups)]
            paths = tuple(_paths(meta.schema_arrow))
            values = values_per_row_group(file)
        except _BROKEN:
            rows, paths, values = [], (), []
        finally:
            if file is not None:
                file.close()
        if not paths or any(count < 0 for count in (*rows, *values)) or len(values) != len(rows):
            raise NotThisFormat
        # A table without rows still has fields to name.
        groups = list(zip(range(len(rows)), np.cumsum([0, *rows]).tolist(), strict=False)) or [(-1, 0)]
        shares = byte_shares(max(source.size, 0), rows or [0])
        splits = tuple(
            Split(
                number=number, source=source.path, name=source.name, member=source.member, start=group, end=group + 1,
                unit=Unit.ROW_GROUP, format=self.name, table="", schema=paths,
                options=(
                    ("reader", self.name), ("layers", " ".join(source.layers)), ("row", str(row)),
                    ("bytes", str(share)), ("values", str(count)),
                ),
            )
            for number, ((group, row), share, count) in enumerate(zip(groups, shares, values or [0], strict=True))
        )  # fmt: skip
        return Planned(splits=splits, shape=Shape(reader=self.name, paths=paths))

    def read(self, split: Split, limits: Limits, opener: Opener) -> Iterator[Batch]:
        """Some thousand rows at a time; what cannot be decoded is quarantined as a whole."""
        first, share = int(option(split, "row")), int(option(split, "bytes"))
        promised = int(option(split, "values", "-1"))
        if split.start < 0:
            yield _named(split)
            return
        rows = done = counted = 0
        problem = f"row group {split.start} cannot be decoded"
        try:
            with opener.seekable(split) as file:
                reader = _file(file, memory_map=False, pre_buffer=False)
                group = reader.metadata.row_group(split.start)
                rows = group.num_rows
                for batch in _batches(reader, split, group.total_byte_size, rows):
                    before, done = done, done + batch.num_rows
                    delivered = _delivered(batch, split, first + before, share * done // rows - share * before // rows)
                    counted += delivered.counted_apart
                    yield delivered
                problem = "" if done >= rows else "the row group ends early"
        except _BROKEN:
            pass
        if not rows and not problem:
            yield _named(split)
        elif not problem and promised >= 0 and counted != promised:
            problem = f"the footer promises {promised} values in row group {split.start}, it holds {counted}"
            yield _refused(split, first, problem, 0, 0, b"")
        if problem and done < max(rows, 1):
            left = share - (share * done // rows if rows else 0)
            yield _refused(split, first + done, problem, max(promised - counted, 0), left, _raw(split, opener, limits))


def _batches(reader: Any, split: Split, size: int, rows: int) -> Iterator[pa.RecordBatch]:
    at_once = max(min(rows * _AIM // max(size, 1), 65_536), 256)
    yield from reader.iter_batches(batch_size=at_once, row_groups=[split.start], use_threads=False)


def _delivered(batch: pa.RecordBatch, split: Split, row: int, size: int) -> Batch:
    columns: list[Column] = []
    for field, column in zip(batch.schema, batch.columns, strict=True):
        column.validate(full=True)
        columns += leaves(field.name, column, None)
    return Batch(
        table=split.table,
        records=batch.num_rows,
        columns=tuple(columns),
        positions=pa.array(np.arange(row, row + batch.num_rows), pa.int64()),
        counted_apart=sum(entries(column) for column in batch.columns),
        bytes_unpacked=size,
    )


def _named(split: Split) -> Batch:
    empty = pa.array([], pa.string())
    columns = tuple(Column(path, empty, pa.array([], pa.int32())) for path in split.schema)
    size = int(option(split, "bytes"))
    return Batch(table=split.table, records=0, columns=columns, positions=pa.array([], pa.int64()), bytes_unpacked=size)


def _raw(split: Split, opener: Opener, limits: Limits) -> bytes:
    """The file as it came, to be scanned as raw text."""
    stream = opener.stream(split)
    raw = read_up_to(stream, min(limits.keep_bytes, _KEPT))
    stream.close()
    return raw


def _refused(split: Split, row: int, problem: str, scalars: int, size: int, raw: bytes) -> Batch:
    """The damaged row group counts as one quarantined record."""
    return Batch(
        table=split.table,
        records=0,
        columns=(),
        positions=pa.array([], pa.int64()),
        quarantined=(Quarantined(row, problem, raw, scalars),),
        counted_apart=scalars,
        bytes_unpacked=size,
    )


def _paths(schema: pa.Schema) -> Iterator[str]:
    for field in schema:
        for column in leaves(field.name, pa.array([], field.type), None):
            yield column.path


def _file(file: BinaryIO, **options: bool) -> Any:
    from pyarrow.parquet import ParquetFile  # 50 ms, which a run without a Parquet file need not wait for

    return ParquetFile(file, **options)
