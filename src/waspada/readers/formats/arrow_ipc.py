"""Arrow IPC: Feather version 2 and stream files; the second count goes by offsets alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
import pyarrow as pa

from waspada.core.split import Batch, Column, Quarantined, Split, Unit
from waspada.readers.cells import byte_shares, entries, leaves
from waspada.readers.limits import MIB, Limits
from waspada.readers.lines import covered
from waspada.readers.reader import NotThisFormat, Opener, Planned, Shape, Source, option

_FILE = b"ARROW1\0\0"
_STREAM = b"\xff\xff\xff\xff"
_BROKEN = (pa.ArrowException, OSError, ValueError, KeyError, TypeError, IndexError, OverflowError, MemoryError)
_AT_ONCE = 65_536


class ArrowIpc:
    """Arrow files and streams."""

    name = "arrow"
    title = "Arrow or Feather"

    def detect(self, head: bytes, name: str) -> bool:
        """Magic bytes of a file, or a schema message of a stream."""
        return head.startswith(_FILE) or (head.startswith(_STREAM) and len(head) > 8 and 0 < head[4] | head[5] << 8)

    def plan(self, source: Source, limits: Limits, opener: Opener) -> Planned:
        """One split a record batch of a file; a stream is one split."""
        file = None
        kind = "file" if source.head.startswith(_FILE) else "stream"
        rows: list[int] = []
        schema = None
        try:
            file = opener.seekable(source)
            reader = pa.ipc.open_file(file) if kind == "file" else pa.ipc.open_stream(file)
            schema = reader.schema
            rows = [reader.get_batch(i).num_rows for i in range(reader.num_record_batches)] if kind == "file" else []
        except _BROKEN:
            schema = None
        finally:
            if file is not None:
                file.close()
        if schema is None:
            raise NotThisFormat
        paths = tuple(column.path for field in schema for column in leaves(field.name, _empty(field.type), None))
        ranges = [(i, i + 1) for i in range(len(rows))] or [(0, -1)]
        shares = byte_shares(max(source.size, 0), rows or [0])
        firsts = np.cumsum([0, *rows]).tolist()
        splits = tuple(
            Split(
                number=number, source=source.path, name=source.name, member=source.member, start=start, end=end,
                unit=Unit.ROW_GROUP if end > 0 else Unit.STREAM, format=self.name, table="", schema=paths,
                options=(
                    ("reader", self.name), ("layers", " ".join(source.layers)), ("kind", kind), ("row", str(first)),
                    ("bytes", str(share)),
                ),
            )
            for number, ((start, end), first, share) in enumerate(zip(ranges, firsts, shares, strict=False))
        )  # fmt: skip
        return Planned(splits=splits, shape=Shape(reader=self.name, paths=paths))

    def read(self, split: Split, limits: Limits, opener: Opener) -> Iterator[Batch]:
        """Record batches, checked before they are touched: a hostile offset must not lead outside the buffer."""
        row, problem = int(option(split, "row", "0")), "the file cannot be read on from here"
        empty = True
        try:
            with opener.seekable(split) as file:
                for batch in _batches(file, split):
                    batch.validate(full=True)
                    for begin in range(0, max(batch.num_rows, 1), _AT_ONCE):
                        part = batch.slice(begin, _AT_ONCE)
                        yield _delivered(part, split.table, row)
                        row += part.num_rows
                        empty = False
                problem = ""
        except _BROKEN:
            pass
        if empty and not problem:
            columns = tuple(Column(path, _empty(pa.string()), pa.array([], pa.int32())) for path in split.schema)
            yield Batch(table=split.table, records=0, columns=columns, positions=pa.array([], pa.int64()))
        yield covered(split.table, int(option(split, "bytes")))
        if problem:
            yield _refused(split, row, problem, opener)


def _empty(kind: pa.DataType) -> pa.Array:
    return pa.array([], kind)


def _batches(file: BinaryIO, split: Split) -> Iterator[pa.RecordBatch]:
    if option(split, "kind") == "stream":
        yield from pa.ipc.open_stream(file)
        return
    reader = pa.ipc.open_file(file)
    for number in range(split.start, reader.num_record_batches if split.end < 0 else split.end):
        yield reader.get_batch(number)


def _delivered(batch: pa.RecordBatch, table: str, row: int) -> Batch:
    columns: list[Column] = []
    for field, values in zip(batch.schema, batch.columns, strict=True):
        columns += leaves(field.name, values, None)
    return Batch(
        table=table,
        records=batch.num_rows,
        columns=tuple(columns),
        positions=pa.array(np.arange(row, row + batch.num_rows), pa.int64()),
        counted_apart=sum(entries(values) for values in batch.columns),
    )


def _refused(split: Split, row: int, problem: str, opener: Opener) -> Batch:
    stream = opener.stream(split)
    raw = b""
    while len(raw) < 64 * MIB and (data := stream.read(MIB)):
        raw += data
    stream.close()
    return Batch(
        table=split.table,
        records=0,
        columns=(),
        positions=pa.array([], pa.int64()),
        quarantined=(Quarantined(row, problem, raw, 0),),
    )
