"""The cells of one column in one batch: encoded once, scanned once, ready to be counted and given to people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from waspada.core.split import Batch, Column
from waspada.detect.engine import Detector, Hit
from waspada.detect.evidence import snake
from waspada.detect.kind import PLACEHOLDERS, How, Place
from waspada.detect.number import ColumnMatch
from waspada.flows.paths import Paths

Index = npt.NDArray[np.int64]

NOTHING = pa.array(sorted(PLACEHOLDERS))

_SHOWS_ITSELF = frozenset({"email", "phone", "device_id"})
"""Kinds that stand in fields meant for another id: an e-mail address as `distinct_id` is no account id."""
_SAMPLE, _SAMPLE_LEAST, _SAMPLE_BYTES = 4096, 256, 1 << 19


@dataclass(frozen=True, slots=True)
class Expected:
    """The meaning of a field."""

    kind: str
    source: str
    """`format`, `name` or `decision`."""
    dense: bool
    """True: every filled cell is one value of the kind, nothing in the text could confirm or refute it."""


@dataclass(frozen=True, slots=True)
class Dense:
    """A kind that fills whole cells."""

    kind: str
    strong: bool
    how: How
    mask: npt.NDArray[np.bool_]
    """Over `Cells.texts`."""
    by_form: bool


@dataclass(frozen=True, slots=True, repr=False)
class Cells:
    """One column of one batch."""

    path: str
    """Safe to show: a personal value in the path is masked."""
    raw_path: str
    expected: Expected | None
    texts: pa.Array
    """The different non-null texts (all of them, in order, where nearly all differ)."""
    codes: Index
    """For each cell its text."""
    rows: Index | None
    """For each cell its record; None: one a record, in order, none missing."""
    single: bool
    """At most one cell a record."""
    nulls: int
    dense: tuple[Dense, ...]
    hits: tuple[Hit, ...]
    path_hits: tuple[Hit, ...]
    """Values found in the path itself: they stand in every record that has the cell."""

    def row_of(self, cells: Index) -> Index:
        """Records of the given cells."""
        return cells if self.rows is None else self.rows[cells]


@lru_cache(maxsize=8192)
def place_of(path: str, meaning: str) -> Place:
    """The evidence that a field's path gives."""
    segments = [snake(part) for part in path.replace("[]", "").split(".")]
    return Place(segments[-1], ".".join(segments), meaning)


def read_cells(
    batch: Batch, column: Column, expected: Expected | None, match: ColumnMatch | None, paths: Paths, detector: Detector
) -> Cells:
    """Encode and scan one column."""
    safe, path_hits = paths.safe(batch.table, column.path)
    rows, values = _present(column)
    if pa.types.is_binary(values.type):
        values = pa.array([item.as_py().decode("utf-8", "backslashreplace") for item in values], pa.string())
    codes, texts = _encode(values)
    scan = detector.scan(texts, place_of(column.path, expected.kind if expected else ""), match)
    dense = [Dense(item.kind, True, item.how, item.mask, True) for item in scan.whole]
    own = expected.kind if expected and expected.dense else ""
    hits = tuple(hit for hit in scan.hits if hit.match.kind != own or hit.layer)
    if expected and expected.dense and len(texts):
        dense.append(_meant(expected, texts, dense, hits))
    single = column.rows is None or rows is None or len(np.unique(rows)) == len(rows)
    return Cells(safe, column.path, expected, texts, codes, rows, single, column.nulls, tuple(dense), hits, path_hits)


def repeats(cells: Cells) -> int:
    """Cells whose text stood in an earlier record of this batch: of an insert id, events that were sent twice."""
    return len(cells.codes) - int(pc.count_distinct(cells.texts).as_py())


def _meant(expected: Expected, texts: pa.Array, shown: Sequence[Dense], hits: Sequence[Hit]) -> Dense:
    """Every filled text is a value of the field's kind, but one that shows by its form that it is something else."""
    filled = pc.and_(pc.not_equal(texts, ""), pc.invert(pc.is_in(texts, NOTHING)))
    mask = filled.to_numpy(zero_copy_only=False).copy()
    for other in shown:
        mask = mask & ~other.mask
    for hit in hits:
        if hit.match.kind in _SHOWS_ITSELF and not hit.layer and hit.value == texts[hit.at].as_py():
            mask[hit.at] = False
    how = {"format": How.FORMAT, "name": How.NAME}.get(expected.source, How.DECISION)
    return Dense(expected.kind, True, how, mask, False)


def _present(column: Column) -> tuple[Index | None, pa.Array]:
    """Records and values of the cells that exist."""
    values = column.values
    rows = None if column.rows is None else np.asarray(column.rows).astype(np.int64)
    if values.null_count:
        valid = np.flatnonzero(values.is_valid().to_numpy(zero_copy_only=False))
        rows = valid if rows is None else rows[valid]
        values = values.drop_null()
    return rows, values


def _encode(values: pa.Array) -> tuple[Index, pa.Array]:
    """(code of each cell, texts). Where a sample is nearly all different, each cell is its own text."""
    sample = values.slice(0, max(_SAMPLE_LEAST, min(_SAMPLE, _SAMPLE_BYTES * len(values) // (values.nbytes + 1))))
    if len(values) > len(sample) and pc.count_distinct(sample).as_py() > 0.9 * len(sample):
        return np.arange(len(values)), values
    encoded = values.dictionary_encode()
    return np.asarray(encoded.indices).astype(np.int64), encoded.dictionary
