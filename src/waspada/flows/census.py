"""The census of one split: how full each field is, how many different values it has, what they look like (masked)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from waspada.assess.id_rows import NO_DAY, Stretches, bounded, of_numbers
from waspada.core.partial import FIELDS, SKETCH
from waspada.flows.cells import Cells, Index
from waspada.flows.times import MISSING

U64 = npt.NDArray[np.uint64]

_WORDY = r"\S\s+\S+\s+\S"
_ID = re.compile(r"(?:^|[._$-])(?:id|seq|sequence|number|no|nr)$|[a-z]I[dD]$")
_LOOKED_AT = 256
_SAMPLES = 3
_FEW = 4096
"""Where a batch has more different texts, one sample of it is enough: other batches give theirs."""
_THIN = 10_000
"""Numbers further apart than this, in a batch, are no row: even a batch of the largest dataset holds its share."""
_DAY = 86_400_000_000
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(slots=True)
class _Field:
    meaning: str = ""
    source: str = ""
    filled: int = 0
    empty: int = 0
    characters: int = 0
    wordy: int = 0
    parts: list[U64] = field(default_factory=list)
    """Hashes of the different texts of each batch."""
    samples: dict[int, int] = field(default_factory=dict)
    ids: bool = False
    """Named like an id, and nothing but whole numbers so far."""
    ends: tuple[int, int] | None = None
    """The smallest and the largest of them."""
    row: list[Stretches] | None = field(default_factory=list)
    """Their stretches; None: too far apart to be a row."""


class Census:
    """Counts every cell once, by field."""

    def __init__(self, hashes: Callable[[pa.Array], U64], salt: int = 0) -> None:
        self._hash, self._salt = hashes, np.uint64(salt)
        self._fields: dict[tuple[str, str], _Field] = {}

    def add(self, table: str, columns: Sequence[Cells]) -> None:
        """Count the columns of one batch."""
        todo: list[tuple[_Field, pa.Array, npt.NDArray[np.int64]]] = []
        for cells in columns:
            entry = self._fields.get((table, cells.path))
            if entry is None:
                entry = self._fields[table, cells.path] = _Field(ids=bool(_ID.search(cells.raw_path)))
            if cells.expected:
                entry.meaning, entry.source = cells.expected.kind, cells.expected.source
            entry.empty += cells.nulls
            if len(cells.codes):
                todo.append((entry, *_fill(entry, cells)))
                _stretch(entry, todo[-1][1])
        if not todo:
            return
        hashes = self._hash(pa.concat_arrays([texts for _, texts, _ in todo]))
        begin = 0
        for entry, texts, lengths in todo:
            if len(texts):
                self._distinct(entry, hashes[begin : begin + len(texts)], lengths)
            begin += len(texts)

    def date(self, table: str, columns: Sequence[Cells], times: Index) -> None:
        """Where the ids of the batch that was just counted have gaps, and when they were.

        Args:
            times: when each record was, in microseconds.
        """
        days = np.where(times == MISSING, NO_DAY, times // _DAY)
        for cells in columns:
            entry = self._fields[table, cells.path]
            if entry.ids and entry.ends and entry.row is not None and len(cells.codes):
                part = _stretches(cells, days)
                entry.row = None if part is None else [bounded([*entry.row, part])]

    def _distinct(self, entry: _Field, hashes: U64, lengths: npt.NDArray[np.int64]) -> None:
        keyed = (hashes ^ self._salt) * _MIX
        smallest = np.argsort(keyed)[:_SAMPLES] if len(keyed) < _FEW else [keyed.argmin()]
        for at in smallest:
            entry.samples[int(keyed[at])] = int(lengths[at])
        entry.parts.append(hashes)

    def table(self) -> pa.Table:
        """As `core.partial.FIELDS`."""
        sketches = [_sketch(entry.parts) for entry in self._fields.values()]
        rows = [
            {
                "table": table,
                "path": path,
                "meaning": entry.meaning,
                "meaning_from": entry.source,
                "filled": entry.filled,
                "empty": entry.empty,
                "characters": entry.characters,
                "wordy": entry.wordy,
                "sample_hashes": list(entry.samples),
                "sample_lengths": list(entry.samples.values()),
                "least": entry.ends[0] if entry.ends and entry.ids else None,
                "most": entry.ends[1] if entry.ends and entry.ids else None,
                **_row(entry),
            }
            for (table, path), entry in self._fields.items()
        ]
        found = pa.Table.from_pylist(rows, pa.schema([item for item in FIELDS if item.name != "hashes"]))
        offsets = np.cumsum([0, *map(len, sketches)])
        flat = np.concatenate(sketches or [np.zeros(0, np.uint64)])
        hashes = pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), pa.array(flat, pa.uint64()))
        return found.add_column(FIELDS.get_field_index("hashes"), FIELDS.field("hashes"), hashes)


def _sketch(parts: Sequence[U64]) -> U64:
    """The smallest different hashes, sorted only where several batches may repeat each other or the sketch is full."""
    hashes = np.concatenate(parts) if parts else np.zeros(0, np.uint64)
    return hashes if len(parts) < 2 and len(hashes) < SKETCH else np.unique(hashes)[:SKETCH]


def _stretch(entry: _Field, texts: pa.Array) -> None:
    """From where to where the numbers of an id run; a field with any other text has no such stretch."""
    if not entry.ids or not len(texts):
        return
    try:
        numbers = pc.cast(texts.slice(0, _LOOKED_AT), pa.int64())
        numbers = numbers if len(texts) <= _LOOKED_AT else pc.cast(texts, pa.int64())
    except pa.ArrowInvalid:
        entry.ids = False
        return
    ends = pc.min_max(numbers).as_py()
    known = entry.ends or (ends["min"], ends["max"])
    entry.ends = min(known[0], ends["min"]), max(known[1], ends["max"])


def _stretches(cells: Cells, days: Index) -> Stretches | None:
    filled = pc.greater(pc.binary_length(cells.texts), 0).to_numpy(zero_copy_only=False)
    first = np.full(len(cells.texts), np.iinfo(np.int64).max)
    last = np.full(len(cells.texts), NO_DAY, np.int64)
    when = days[cells.row_of(np.arange(len(cells.codes)))]
    dated = when != NO_DAY
    np.minimum.at(first, cells.codes[dated], when[dated])
    np.maximum.at(last, cells.codes[dated], when[dated])
    first[last == NO_DAY] = NO_DAY
    numbers = pc.cast(cells.texts.filter(pa.array(filled)), pa.int64()).to_numpy()
    if len(numbers) and int(numbers.max()) - int(numbers.min()) > _THIN * len(numbers):
        return None
    return of_numbers(numbers, first[filled], last[filled])


def _row(entry: _Field) -> dict[str, object]:
    """As `core.partial.FIELDS`."""
    if not (entry.ids and entry.ends and entry.row):
        return {}
    (row,) = entry.row
    names = {"run_least": row.least, "run_most": row.most, "run_first": row.first, "run_last": row.last}
    return {**{name: values.tolist() for name, values in names.items()}, "runs_exact": row.exact}


def _fill(entry: _Field, cells: Cells) -> tuple[pa.Array, npt.NDArray[np.int64]]:
    """Count filled and empty cells; return the texts that are not empty, and their lengths in bytes."""
    lengths = pc.binary_length(cells.texts).to_numpy(zero_copy_only=False).astype(np.int64)
    each = len(cells.texts) == len(cells.codes)
    counts = np.bincount(cells.codes, minlength=len(cells.texts)) if not each else np.ones(len(cells.texts), np.int64)
    filled = lengths > 0
    holding = int(counts[filled].sum())
    entry.filled += holding
    entry.empty += len(cells.codes) - holding
    entry.characters += int((lengths * counts).sum())
    texts = cells.texts if filled.all() else cells.texts.filter(pa.array(filled))
    if len(texts):
        look = texts.slice(0, _LOOKED_AT)
        entry.wordy += round(pc.sum(pc.match_substring_regex(look, _WORDY)).as_py() / len(look) * holding)
    return texts, lengths[filled]
