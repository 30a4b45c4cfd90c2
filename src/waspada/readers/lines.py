"""From bytes to the line engine: chunks cut at line ends, and pieces of a document laid out as lines."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import numpy as np
import orjson
import pyarrow as pa

from waspada.core.split import Batch, Quarantined, Split
from waspada.readers import ledger
from waspada.readers.duck import ChunkReader
from waspada.readers.json_scan import Cutter, Piece
from waspada.readers.jsonlines import CHUNK, LineEngine
from waspada.readers.limits import MIB, Limits
from waspada.readers.reader import Stream
from waspada.readers.schema import Schema
from waspada.readers.streams import fill

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_FORBIDDEN = bytes.maketrans(b"\n\r", b"\x0b\x0b")
_BLANKS = bytes.maketrans(b"\n\r", b"  ")
_PIECES = 50_000
_BOM = b"\xef\xbb\xbf"


@cache
def _chunk(_: int) -> ChunkReader:
    return ChunkReader(CHUNK)


def engine(schema: Schema) -> LineEngine:
    """An engine over the one chunk of this process."""
    return LineEngine(schema, _chunk(os.getpid()))


def read_lines(stream: Stream, split: Split, limits: Limits) -> Iterator[Batch]:
    """Every line of a stream that begins at byte `split.start`."""
    reader = engine(split.schema or {})
    at, rest, final = split.start, b"", False
    while not final:
        view = reader.chunk.window(CHUNK)
        view[: len(rest)] = rest
        size = len(rest) + fill(stream, view[len(rest) :])
        final = size < CHUNK
        if at == 0 and bytes(view[:3]) == _BOM:
            view[:3] = b"   "
        cut = size if final else _last_line_end(view)
        rest = bytes(view[cut:size])
        if cut:
            yield from reader.read(view[:cut], table=split.table, offset=at)
        at += cut
        if not final and len(rest) > limits.line_bytes:
            size, rest, batch = _overlong(stream, rest, at, split.table, limits)
            at += size
            yield batch
    if stream.problem:
        yield lost(split.table, at, stream.problem)


def _last_line_end(view: memoryview) -> int:
    """Where the last whole line ends; 0 when there is none."""
    for begin in range(view.nbytes - MIB, -MIB, -MIB):
        found = bytes(view[max(begin, 0) : begin + MIB]).rfind(b"\n")
        if found >= 0:
            return max(begin, 0) + found + 1
    return 0


def _overlong(stream: Stream, begun: bytes, at: int, table: str, limits: Limits) -> tuple[int, bytes, Batch]:
    """Read a line that is longer than the limit to its end and keep it; returns its size and what follows it."""
    parts, size, rest = [begun], len(begun), b""
    while size < limits.keep_bytes and (data := stream.read(MIB)):
        line, newline, rest = data.partition(b"\n")
        parts.append(line + newline)
        size += len(line) + len(newline)
        if newline:
            break
    raw = b"".join(parts).removesuffix(b"\n")
    return size, rest, refused(table, at, f"the record is longer than {limits.line_bytes // MIB} MiB", raw, size)


def refused(table: str, at: int, reason: str, raw: bytes, size: int) -> Batch:
    """One record that was not parsed."""
    scalars = _scalars(raw) if raw else 0
    return Batch(
        table=table,
        records=0,
        columns=(),
        positions=pa.array([], pa.int64()),
        quarantined=(Quarantined(at, reason, raw, scalars),),
        counted_apart=scalars,
        bytes_unpacked=size,
    )


def _scalars(raw: bytes) -> int:
    data = np.frombuffer(raw, np.uint8)
    return int(ledger.exact(data, np.array([0]), np.array([len(data)])).scalars[0])


def lost(table: str, at: int, problem: str) -> Batch:
    """Stands for everything behind the place where a stream ended too early."""
    return refused(table, at, problem, b"", 0)


def read_pieces(cutter: Cutter, split: Split, limits: Limits) -> Iterator[Batch]:
    """Records cut out of a document, each laid out as one line."""
    reader, plain = engine(split.schema or {}), engine({})
    waiting: list[Piece] = []
    size = told = 0
    for piece in cutter.pieces():
        if piece.envelope:
            yield from _around(plain, piece, split.table)
        elif len(piece.raw) > limits.line_bytes:
            reason = f"the record is longer than {limits.line_bytes // MIB} MiB"
            yield refused(split.table, piece.start, reason, piece.raw, 0)
        else:
            waiting.append(piece)
            size += len(piece.raw)
            if size > limits.block_bytes or len(waiting) >= _PIECES:
                yield from _laid_out(reader, waiting, split.table)
                yield covered(split.table, cutter.at - told)
                told, waiting, size = cutter.at, [], 0
    if waiting:
        yield from _laid_out(reader, waiting, split.table)
    yield covered(split.table, cutter.seen - told)


def covered(table: str, size: int) -> Batch:
    """Says how many bytes the batches before it covered, where they cannot say it themselves."""
    return Batch(table=table, records=0, columns=(), positions=pa.array([], pa.int64()), bytes_unpacked=size)


def _laid_out(reader: LineEngine, pieces: list[Piece], table: str) -> Iterator[Batch]:
    lines = [one_line(piece.raw) for piece in pieces]
    lengths = np.array([len(line) + 1 for line in lines])
    starts = np.cumsum(lengths) - lengths
    where = np.array([piece.start for piece in pieces], np.int64)
    for batch in reader.read(reader.chunk.load(b"\n".join(lines) + b"\n"), table=table, offset=0):
        index = np.searchsorted(starts, batch.positions.to_numpy(zero_copy_only=False), side="right") - 1
        bad = []
        for item in batch.quarantined:
            piece = pieces[int(np.searchsorted(starts, item.position, side="right")) - 1]
            bad.append(replace(item, position=piece.start, raw=piece.raw))
        yield replace(batch, positions=pa.array(where[index], pa.int64()), quarantined=tuple(bad), bytes_unpacked=0)


def one_line(raw: bytes) -> bytes:
    """A record of a document as one line.

    Line ends outside strings become blanks. Inside, JSON forbids them: another forbidden sign keeps it refused.
    """
    raw = raw.strip()
    if b"\n" in raw or b"\r" in raw:
        if not _parses(raw):
            raw = _STRING.sub(lambda found: found[0].translate(_FORBIDDEN), raw)
        raw = raw.translate(_BLANKS)
    # A bare text or number becomes a record of one field, so that a list of a million addresses is read quickly.
    return raw if raw[:1] in (b"{", b"[") or not _parses(raw) else b'{"value":' + raw + b"}"


def _parses(raw: bytes) -> bool:
    try:
        orjson.loads(raw)
    except orjson.JSONDecodeError:
        return False
    return True


def _around(reader: LineEngine, piece: Piece, table: str) -> Iterator[Batch]:
    """What stands around the records: its cells are delivered and counted, but it is no record."""
    for batch in _laid_out(reader, [piece], f"{table}.envelope"):
        yield replace(batch, records=0, positions=pa.array([], pa.int64()))
