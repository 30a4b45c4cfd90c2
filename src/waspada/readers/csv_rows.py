"""A block of CSV bytes to a batch: the quick way where quotes are in order, row by row where they are not."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv

from waspada.core.split import Batch, Column, Quarantined, Split
from waspada.readers import csv_scan
from waspada.readers.cells import text_columns
from waspada.readers.csv_scan import Bytes, Dialect, Record, Scan
from waspada.readers.limits import KIB
from waspada.readers.reader import option

_PIECE = 64 * KIB
_AT_ONCE = 1 << 20


class Rows:
    """Parses the blocks of one split, in order."""

    def __init__(self, split: Split, *, by_row: bool) -> None:
        self.table = split.table
        self.header: tuple[str, ...] = split.schema
        self.dialect = Dialect(
            option(split, "delimiter", ","), bool(option(split, "quoted")), bool(option(split, "escaped"))
        )
        self._by_row = by_row
        self._row = 0

    def parse(self, block: bytes, at: int, *, final: bool) -> tuple[int, list[Batch]]:
        """Take every complete record from `block`, which stands at byte `at`; returns the bytes taken."""
        data = np.frombuffer(block, np.uint8)
        whole = csv_scan.scan(data, self.dialect, final=final)
        if whole is not None and (batch := self._quick(block, whole, at)) is not None:
            return whole.size, [batch] if whole.size else []
        batches: list[Batch] = []
        taken = 0
        while taken < len(block):
            size, batch = self._piece(data, block, taken, at, final=final)
            if not size:
                break
            taken += size
            batches.append(batch)
        return taken, batches

    def _piece(self, data: Bytes, block: bytes, begin: int, at: int, *, final: bool) -> tuple[int, Batch]:
        end = begin + _PIECE
        last = final and end >= len(data)
        found = csv_scan.scan(data[begin:end], self.dialect, final=last)
        if found is not None and found.size:
            batch = self._quick(block[begin : begin + found.size], found, at + begin)
            if batch is not None:
                return found.size, batch
        return self._slow(block, begin, at, final=final)

    def _quick(self, block: bytes, found: Scan, at: int) -> Batch | None:
        good = found.fields == len(self.header)
        sound: bytes | memoryview = memoryview(block)[: found.size]
        if not good.all():
            spans = zip(found.starts[good].tolist(), found.ends[good].tolist(), strict=True)
            sound = b"\n".join(block[start:end] for start, end in spans)
        columns = self._arrow(sound, int(good.sum()))
        if columns is None:
            return None
        bad = [
            Quarantined(self._position(i, at + start), self._reason(fields), block[start:end], fields)
            for i, start, end, fields in zip(
                np.flatnonzero(~good).tolist(),
                found.starts[~good].tolist(),
                found.ends[~good].tolist(),
                found.fields[~good].tolist(),
                strict=True,
            )
        ]
        positions = np.flatnonzero(good) + self._row if self._by_row else found.starts[good] + at
        self._row += len(found.starts)
        return Batch(
            table=self.table,
            records=int(good.sum()),
            columns=columns,
            positions=pa.array(positions, pa.int64()),
            quarantined=tuple(bad),
            counted_apart=int(found.fields.sum()),
            bytes_unpacked=found.size,
        )

    def _position(self, index: int, offset: int) -> int:
        return self._row + index if self._by_row else offset

    def _reason(self, fields: int) -> str:
        return f"the row has {fields} cells, the table has {len(self.header)}"

    def _arrow(self, block: bytes | memoryview, expected: int) -> tuple[Column, ...] | None:
        """Parse with Arrow; None when it sees other rows than the scan did."""
        if not expected:
            return ()
        names = [str(number) for number in range(len(self.header))]
        for kind in (pa.string(), pa.binary()):
            try:
                table = arrow_csv.read_csv(
                    pa.BufferReader(pa.py_buffer(block)),
                    arrow_csv.ReadOptions(use_threads=False, block_size=len(block) + 1, column_names=names),
                    arrow_csv.ParseOptions(
                        delimiter=self.dialect.delimiter,
                        quote_char='"' if self.dialect.quoted else False,
                        double_quote=self.dialect.quoted,
                        escape_char="\\" if self.dialect.escaped else False,
                        newlines_in_values=True,
                        ignore_empty_lines=True,
                    ),
                    arrow_csv.ConvertOptions(
                        column_types=dict.fromkeys(names, kind),
                        null_values=[],
                        strings_can_be_null=False,
                        check_utf8=kind == pa.string(),
                    ),
                )
            except pa.ArrowInvalid:
                continue
            if table.num_rows != expected:
                return None
            columns: list[Column] = []
            for path, column in zip(self.header, table.columns, strict=True):
                values = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
                columns += text_columns(path, values)
            return tuple(columns)
        return None

    def _slow(self, block: bytes, begin: int, at: int, *, final: bool) -> tuple[int, Batch]:
        believed: list[tuple[int, Record]] = []
        bad: list[Quarantined] = []
        here = begin
        while here < min(begin + _PIECE, len(block)):
            record = csv_scan.record_at(block, self.dialect, here, final=final)
            if record is None:
                break
            here = record.after
            if record.end == record.start:
                continue
            if len(record.cells) == len(self.header) and not record.doubtful:
                believed.append((self._position(0, at + record.start), record))
            else:
                here, item = self._refused(block, record, at)
                bad.append(item)
            self._row += 1
        refused = sum(item.scalars for item in bad)
        counts = csv_scan.counts_apart([block[record.start : record.end] for _, record in believed], self.dialect)
        rows: list[Record] = []
        positions: list[int] = []
        for (position, record), fields in zip(believed, counts, strict=True):
            if fields == len(self.header):
                positions.append(position)
                rows.append(record)
            else:
                raw = block[record.start : record.end]
                bad.append(Quarantined(position, "two ways of reading this row differ", raw, fields))
        columns: list[Column] = []
        for number, path in enumerate(self.header) if rows else ():
            columns += text_columns(path, pa.array([row.cells[number] for row in rows], pa.binary()))
        batch = Batch(
            table=self.table,
            records=len(rows),
            columns=tuple(columns),
            positions=pa.array(positions, pa.int64()),
            quarantined=tuple(sorted(bad, key=lambda item: item.position)),
            counted_apart=sum(counts) + refused,
            bytes_unpacked=here - begin,
        )
        return here - begin, batch

    def _refused(self, block: bytes, record: Record, at: int) -> tuple[int, Quarantined]:
        """Quarantine the first line of a record only: a stray quote must not take the rows after it along."""
        raw, after = first_line(block[record.start : record.after])
        fields = csv_scan.fields_apart(raw, self.dialect)
        reason = self._reason(fields)
        if record.doubtful or fields == len(self.header):
            reason = "a quote in this row is not closed, or closed twice"
        return record.start + after, Quarantined(self._position(0, at + record.start), reason, raw, fields)

    def refuse(self, raw: bytes, at: int, reason: str, size: int) -> Batch:
        """A record that was not parsed at all, with the bytes it took."""
        scalars = csv_scan.fields_apart(raw, self.dialect) if raw else 0
        item = Quarantined(self._position(0, at), reason, raw, scalars)
        self._row += 1
        return Batch(
            table=self.table,
            records=0,
            columns=(),
            positions=pa.array([], pa.int64()),
            quarantined=(item,),
            counted_apart=scalars,
            bytes_unpacked=size,
        )

    def opening(self, head: bytes, preamble: int, bom: int) -> Batch:
        """The bytes before the first row: titles are quarantined, the header names the columns, no record yet."""
        bad = []
        for record in csv_scan.records(head[:preamble], self.dialect, bom, final=True):
            if record.end > record.start:
                raw = head[record.start : record.end]
                scalars = csv_scan.fields_apart(raw, self.dialect)
                where = self._position(0, record.start)
                bad.append(Quarantined(where, "it stands before the header of the table", raw, scalars))
                self._row += 1
        return Batch(
            table=self.table,
            records=0,
            columns=tuple(Column(path, pa.array([], pa.string())) for path in self.header),
            positions=pa.array([], pa.int64()),
            quarantined=tuple(bad),
            counted_apart=sum(item.scalars for item in bad),
            bytes_unpacked=len(head),
        )


def first_line(raw: bytes) -> tuple[bytes, int]:
    """The first line without its end, and where the next begins."""
    feed = raw.find(b"\n")
    back = raw.find(b"\r", 0, feed if feed >= 0 else len(raw))
    if 0 <= back != feed - 1:
        return raw[:back], back + 1
    if feed < 0:
        return raw, len(raw)
    return raw[: back if back >= 0 else feed], feed + 1
