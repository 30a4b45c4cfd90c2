"""Lines of JSON to typed columns: fast by DuckDB, audited by the ledger, repaired line by line where they differ.

`LineEngine.read` is the one way in for every JSON format: byte ranges of NDJSON, decompressed streams, and the elements
that `json_document` cuts out of an array.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson
import pyarrow as pa
import pyarrow.compute as pc

from waspada.core.split import Batch, Column, Quarantined
from waspada.readers import exact, ledger
from waspada.readers.duck import ChunkReader
from waspada.readers.schema import NOTHING, Schema, leaf_paths

CHUNK = 49 << 20
"""Bytes of lines parsed at once."""
LONGEST_LINE = 16 << 20
"""A longer line is quarantined (and scanned as raw text)."""

Index = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

_NULL = b"null"
_BLANK, _COMMA, _COLON, _OPEN = 32, 44, 58, 123
_BLOCK = 1 << 17
_TAIL = 8
"""Bytes before a colon, the closing quote among them, by which keys are told apart at first."""


class LineEngine:
    """Parses chunks of lines for one pinned schema. Holds the shared memory of one process; not thread-safe."""

    def __init__(self, schema: Schema, chunk: ChunkReader | None = None) -> None:
        self._schema = schema
        self._names = _unique_names(schema)
        self.chunk = chunk or ChunkReader(CHUNK)

    def read(self, view: memoryview, *, table: str, offset: int) -> Iterator[Batch]:
        """Parse the whole lines in `view`, a window of `chunk`, which stands at byte `offset` of the member.

        Yields the records parsed fast, then (if any) those that took the exact path with the quarantined ones.
        Blanks lines that are too long in `view`.
        """
        data = np.frombuffer(view, np.uint8)
        starts, ends = ledger.line_spans(data)
        quarantined = [
            Quarantined(
                offset + start, "record longer than 16 MiB", data[start:end].tobytes(), _scalars(data, start, end)
            )
            for start, end in _spans(starts, ends, np.flatnonzero(ends - starts > LONGEST_LINE))
        ]
        if quarantined:
            keep = ends - starts <= LONGEST_LINE
            for start, end in _spans(starts, ends, np.flatnonzero(~keep)):
                data[start:end] = _BLANK
            starts, ends = starts[keep], ends[keep]
        slow = np.arange(len(starts))
        if self._schema and len(starts):
            delivered = self._parse(view, data, starts, ends)
            verdict = ledger.audit(data, starts, ends, delivered.counts)
            slow = verdict.wrong
            yield delivered.batch(table, offset, starts, verdict, len(data))
        if len(slow) or quarantined:
            yield _repaired(table, offset, data, starts[slow], ends[slow], quarantined)

    def _parse(self, view: memoryview, data: Bytes, starts: Index, ends: Index) -> _Delivered:
        parsed = self.chunk.parse(len(view), self._schema)
        delivered = _Delivered(len(starts))
        if len(parsed) == len(starts):
            for name, column in zip(parsed.column_names, parsed.columns, strict=True):
                if name != NOTHING:
                    delivered.walk(column.combine_chunks() if column.num_chunks != 1 else column.chunk(0), name, None)
        self._explicit_nulls(data, starts, ends, delivered)
        return delivered

    def _explicit_nulls(self, data: Bytes, starts: Index, ends: Index, delivered: _Delivered) -> None:
        """Count `"key":null`, which DuckDB cannot tell from a missing key. A wrong guess shows in the ledger."""
        tokens = _null_tokens(data)
        lines = np.searchsorted(starts, tokens, side="right") - 1
        walk: set[int] = set()
        for key, members in _keys_before(data, starts[lines], tokens):
            path = self._names.get(key) if key is not None else None
            if path is None:
                walk.update(lines[members].tolist())
            else:
                delivered.nulls[path] += lines[members].tolist()
        for path, found in list(delivered.nulls.items()):
            delivered.nulls[path] = [line for line in found if line not in walk] if walk else found
        for line in walk:
            for path in _null_paths(data[starts[line] : ends[line]].tobytes()):
                delivered.nulls[path].append(line)
        for found in delivered.nulls.values():
            np.add.at(delivered.counts.scalars, found, 1)


class _Delivered:
    """The columns of one chunk and how many scalars and containers each line got."""

    def __init__(self, lines: int) -> None:
        self.counts = ledger.Counts(np.zeros(lines, np.int64), np.zeros(lines, np.int64))
        self.columns: list[tuple[str, pa.Array, Index | None]] = []
        self.nulls: defaultdict[str, list[int]] = defaultdict(list)

    def walk(self, array: pa.Array, path: str, rows: Index | None) -> None:
        """Take the leaves of a column apart. `rows` are the line numbers of its values; None is one a line."""
        if pa.types.is_struct(array.type):
            _count(self.counts.containers, array, rows)
            for field, child in zip(array.type, array.flatten(), strict=True):
                if field.name != NOTHING:
                    self.walk(child, f"{path}.{field.name}", rows)
        elif pa.types.is_list(array.type):
            _count(self.counts.containers, array, rows)
            self._walk_list(array, f"{path}[]", rows)
        elif array.null_count < len(array):
            _count(self.counts.scalars, array, rows)
            self.columns.append((path, array, rows))

    def _walk_list(self, array: pa.Array, path: str, rows: Index | None) -> None:
        lengths = pc.list_value_length(array).fill_null(0).to_numpy(zero_copy_only=False)
        inner = np.repeat(np.arange(len(array)) if rows is None else rows, lengths)
        child = array.flatten()
        if child.null_count:
            self.nulls[path] += inner[pc.is_null(child).to_numpy(zero_copy_only=False)].tolist()
        self.walk(child, path, inner)

    def batch(self, table: str, offset: int, starts: Index, verdict: ledger.Audit, size: int) -> Batch:
        """The lines that balance, as one batch."""
        wrong = verdict.wrong
        keep = None
        if len(wrong):
            keep = np.ones(len(starts), bool)
            keep[wrong] = False
            dropped = set(wrong.tolist())
        columns = []
        nulls = Counter({path: len(found) for path, found in self.nulls.items()})
        for path, array, rows in self.columns:
            values, index = (array, rows) if keep is None else _keep(array, rows, keep)
            count = nulls.pop(path, 0)
            if keep is not None and count:
                count = sum(line not in dropped for line in self.nulls[path])
            columns.append(Column(path, values, None if index is None else pa.array(index, pa.int32()), count))
        for path, count in nulls.items():
            left = count if keep is None else sum(line not in dropped for line in self.nulls[path])
            if left:
                columns.append(Column(path, pa.array([], pa.string()), pa.array([], pa.int32()), left))
        positions = starts if keep is None else starts[keep]
        return Batch(
            table=table,
            records=len(positions),
            columns=tuple(columns),
            positions=pa.array(positions + offset, pa.int64()),
            counted_apart=verdict.scalars - int(verdict.wrong_scalars.sum()),
            bytes_unpacked=size,
        )


def _repaired(
    table: str, offset: int, data: Bytes, starts: Index, ends: Index, quarantined: list[Quarantined]
) -> Batch:
    """The exact path: every given line parsed one by one, or quarantined."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    rows: defaultdict[str, list[int]] = defaultdict(list)
    nulls: Counter[str] = Counter()
    positions: list[int] = []
    counts = ledger.exact(data, starts, ends).scalars
    counted = int(counts.sum()) + sum(item.scalars for item in quarantined)
    broken = []
    for start, end, scalars in zip(starts.tolist(), ends.tolist(), counts.tolist(), strict=True):
        raw = data[start:end].tobytes()
        try:
            document = exact.parse(raw)
        except exact.NotJson as error:
            broken.append(Quarantined(offset + start, str(error), raw, scalars))
            continue
        for path, text in exact.leaves(document):
            if text is None:
                nulls[path] += 1
            else:
                texts[path].append(text)
                rows[path].append(len(positions))
        positions.append(offset + start)
    columns = [
        Column(path, pa.array(texts.get(path, []), pa.string()), pa.array(rows.get(path, []), pa.int32()), nulls[path])
        for path in {**texts, **nulls}
    ]
    return Batch(
        table=table,
        records=len(positions),
        columns=tuple(columns),
        positions=pa.array(positions, pa.int64()),
        quarantined=tuple(quarantined + broken),
        counted_apart=counted,
    )


def _count(counts: Index, array: pa.Array, rows: Index | None) -> None:
    valid = 1 if not array.null_count else array.is_valid().to_numpy(zero_copy_only=False)
    if rows is None:
        counts += valid
    elif isinstance(valid, int):
        np.add.at(counts, rows, 1)
    else:
        np.add.at(counts, rows[valid], 1)


def _keep(array: pa.Array, rows: Index | None, keep: npt.NDArray[np.bool_]) -> tuple[pa.Array, Index | None]:
    if rows is None:
        return array.filter(pa.array(keep)), None
    renumbered = np.cumsum(keep) - 1
    chosen = keep[rows]
    return array.filter(pa.array(chosen)), renumbered[rows[chosen]]


def _null_tokens(data: Bytes) -> Index:
    """Offsets of `null` that follow a colon."""
    found = []
    for begin in range(0, len(data), _BLOCK):
        block = data[begin : begin + _BLOCK + 6]
        letter = block[2:] == _NULL[0]
        colon = block == _COLON
        near = letter & (colon[1:-1] | (colon[:-2] & (block[1:-1] == _BLANK)))
        found.append(np.flatnonzero(near[:_BLOCK]) + begin + 2)
    at = np.concatenate(found) if found else np.zeros(0, np.int64)
    at = at[at + 4 < len(data)]
    for step, char in enumerate(_NULL):
        at = at[data[at + step] == char]
    return np.asarray(at, np.int64)


def _keys_before(data: Bytes, starts: Index, tokens: Index) -> Iterator[tuple[str | None, Index]]:
    """The key of the member whose value begins at each token, and which tokens it has; None takes a real parser.

    Tokens are grouped by the last bytes of their key, one of each group is parsed and the others compared with it.
    """
    colon = tokens - np.where(data[tokens - 1] == _COLON, 1, 2)
    near = np.flatnonzero(colon < _TAIL)
    if len(near):
        yield None, near
    tail = data[np.maximum(colon[:, None] - _TAIL + np.arange(_TAIL), 0)].view("<u8")[:, 0]
    _, first, group = np.unique(tail, return_index=True, return_inverse=True)
    for number, sample in enumerate(first.tolist()):
        members = np.flatnonzero((group == number) & (colon >= _TAIL))
        if not len(members):
            continue
        key = _key_before(data, int(starts[sample]), int(tokens[sample]))
        if key is None:
            yield None, members
            continue
        written = np.frombuffer(f'"{key}"'.encode(), np.uint8)
        begin = colon[members] - len(written)
        inside = begin > starts[members]
        at = np.where(inside, begin, 1)
        opened = (data[at - 1] == _COMMA) | (data[at - 1] == _OPEN)
        same = inside & opened & (data[at[:, None] + np.arange(len(written))] == written).all(axis=1)
        yield key, members[same]
        if not same.all():
            yield None, members[~same]


def _key_before(data: Bytes, start: int, token: int) -> str | None:
    head = data[max(start, token - 200) : token].tobytes().rstrip(b" ").removesuffix(b":")
    if not head.endswith(b'"') or head.endswith(b'\\"'):
        return None
    opening = head.rfind(b'"', 0, -1)
    if opening < 1 or head[opening - 1] not in b"{,":
        return None
    try:
        return head[opening + 1 : -1].decode()
    except UnicodeDecodeError:
        return None


def _null_paths(line: bytes) -> Iterator[str]:
    """Paths of the members that hold null; those in lists of scalars are counted by the list itself."""
    try:
        document = orjson.loads(line)
    except orjson.JSONDecodeError:
        return
    yield from _none_members(document, "")


def _none_members(node: Any, path: str) -> Iterator[str]:
    if isinstance(node, dict):
        for key, child in node.items():
            inner = f"{path}.{key}" if path else key
            if child is None:
                yield inner
            else:
                yield from _none_members(child, inner)
    elif isinstance(node, list):
        for child in node:
            if child is not None:
                yield from _none_members(child, f"{path}[]")


def _unique_names(schema: Schema) -> Mapping[str, str]:
    """Keys that stand at one place of the schema only, and the path of that place."""
    names: dict[str, str] = {}
    doubled: set[str] = set()
    for key, path in leaf_paths(schema):
        if key in names:
            doubled.add(key)
        names[key] = path
    return {key: path for key, path in names.items() if key not in doubled and "[]" not in path}


def _spans(starts: Index, ends: Index, lines: Index) -> Iterator[tuple[int, int]]:
    for line in lines.tolist():
        yield int(starts[line]), int(ends[line])


def _scalars(data: Bytes, start: int, end: int) -> int:
    return int(ledger.exact(data, np.array([start]), np.array([end])).scalars[0])
