"""CSV, TSV and their like: every row with all its cells as text, parsed by Arrow, counted apart by quote parity."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from waspada.core.split import Batch, Split, Unit
from waspada.readers import csv_dialect, csv_scan, encoding
from waspada.readers.csv_rows import Rows, first_line
from waspada.readers.csv_scan import Dialect
from waspada.readers.limits import MIB, Limits
from waspada.readers.reader import NotThisFormat, Opener, Planned, Shape, Source, Stream, option
from waspada.readers.streams import read_up_to

_NAMES = (".csv", ".tsv", ".tab", ".psv", ".csv.txt")


class Csv:
    """Tables as text."""

    name = "csv"
    title = "CSV or TSV"

    def detect(self, head: bytes, name: str) -> bool:
        """Text whose lines have the same number of cells."""
        code = encoding.guess(head)
        if not encoding.is_text(head, code):
            return False
        named = name.lower().endswith(_NAMES)
        return csv_dialect.find(_decoded(head, code), named=named, final=False) is not None or named

    def plan(self, source: Source, limits: Limits, opener: Opener) -> Planned:
        """Learn encoding, dialect and header from a sample, and cut a large plain file at record ends."""
        stream = opener.stream(source)
        sample = read_up_to(stream, limits.sample_bytes)
        final = not stream.read(1)
        stream.close()
        code = encoding.guess(sample)
        bom = encoding.mark(sample)[1] if code == "utf-8" else 0
        table = csv_dialect.find(_decoded(sample, code)[bom:], named=source.name.lower().endswith(_NAMES), final=final)
        if table is None:
            raise NotThisFormat
        options = (
            ("reader", self.name),
            ("layers", " ".join(source.layers)),
            ("encoding", code),
            ("delimiter", table.dialect.delimiter),
            ("quoted", "yes" if table.dialect.quoted else ""),
            ("escaped", "yes" if table.dialect.escaped else ""),
            ("preamble", str(table.preamble + bom)),
            ("skip", str(table.skip + bom)),
            ("bom", str(bom)),
        )
        ranges = [(0, -1)]
        if source.plain and code == "utf-8" and not table.dialect.escaped:
            ranges = _ranges(source, table.dialect, table.width, limits, opener)
        splits = tuple(
            Split(
                number=number, source=source.path, name=source.name, member=source.member, start=start, end=end,
                unit=Unit.STREAM if end < 0 else Unit.BYTES, format=self.name, table="", schema=table.header,
                options=options,
            )
            for number, (start, end) in enumerate(ranges)
        )  # fmt: skip
        rows = tuple(dict(zip(table.header, row, strict=False)) for row in table.rows)
        return Planned(splits=splits, shape=Shape(reader=self.name, paths=table.header, records=rows))

    def read(self, split: Split, limits: Limits, opener: Opener) -> Iterator[Batch]:
        """Blocks of whole records, each counted twice."""
        code = option(split, "encoding")
        stream = encoding.as_utf8(opener.stream(split), code)
        rows = Rows(split, by_row=code != "utf-8")
        at, buffer, final = split.start, b"", False
        if split.start == 0:
            skip = int(option(split, "skip", "0"))
            head = read_up_to(stream, skip)
            yield rows.opening(head, int(option(split, "preamble", "0")), int(option(split, "bom", "0")))
            at = len(head)
        while not final:
            data = read_up_to(stream, limits.block_bytes)
            final = len(data) < limits.block_bytes
            buffer += data
            taken, batches = rows.parse(buffer, at, final=final)
            yield from batches
            buffer, at = buffer[taken:], at + taken
            while not final and len(buffer) > limits.line_bytes:
                buffer, batches = _shortened(rows, buffer, at, stream, limits)
                at += sum(batch.bytes_unpacked for batch in batches)
                yield from batches
        if stream.problem:
            yield rows.refuse(b"", at, stream.problem, 0)
        stream.close()


def _shortened(rows: Rows, buffer: bytes, at: int, stream: Stream, limits: Limits) -> tuple[bytes, list[Batch]]:
    """Get past a record that is longer than the limit: a stray quote costs one line, a long line is kept."""
    if b"\n" in buffer or b"\r" in buffer[:-1]:
        line, after = first_line(buffer)
        batches = [rows.refuse(line, at, "a quote in this row is not closed", after)]
        taken, more = rows.parse(buffer[after:], at + after, final=False)
        return buffer[after + taken :], batches + more
    parts, size = [buffer], len(buffer)
    rest = b""
    while size < limits.keep_bytes and (data := stream.read(MIB)):
        line, newline, rest = data.partition(b"\n")
        parts.append(line + newline)
        size += len(line + newline)
        if newline:
            break
    raw = b"".join(parts)
    reason = f"the row is longer than {limits.line_bytes // MIB} MiB"
    return rest, [rows.refuse(raw.rstrip(b"\r\n"), at, reason, size)]


def _ranges(source: Source, dialect: Dialect, width: int, limits: Limits, opener: Opener) -> list[tuple[int, int]]:
    """Cut at record ends: the parity of all quotes before a place says whether it lies inside a cell."""
    if source.size < 2 * limits.split_bytes:
        return [(0, source.size)]
    stream = opener.stream(source)
    cuts, odd, at, aim = [0], 0, 0, limits.split_bytes
    while data := read_up_to(stream, min(4 * MIB, limits.split_bytes)):
        if at + len(data) > aim and (cut := _cut(data, odd, dialect, width)) is not None:
            cuts.append(at + cut)
            aim = at + cut + limits.split_bytes
        if dialect.quoted:
            odd ^= data.count(b'"') & 1
        at += len(data)
    stream.close()
    return list(itertools.pairwise([*cuts, source.size]))


def _cut(data: bytes, odd: int, dialect: Dialect, width: int) -> int | None:
    """A place in `data` where a record begins, proved by the records that follow."""
    at = 0
    for _ in range(1000):
        end = data.find(b"\n", at)
        if end < 0:
            return None
        if dialect.quoted:
            odd ^= data.count(b'"', at, end) & 1
        at = end + 1
        if not odd:
            following = list(itertools.islice(csv_scan.records(data, dialect, at, final=False), 20))
            proved = len(following) >= 5 and all(len(record.cells) == width for record in following)
            return at if proved else None
    return None


def _decoded(sample: bytes, code: str) -> bytes:
    if code == "utf-8":
        return sample
    return sample.decode(code, "replace").removeprefix("\ufeff").encode("utf-8", "replace")
