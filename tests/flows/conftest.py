"""A detector that all tests of flows share, and batches from plain rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pytest

from waspada.core.split import Batch, Column, Split, Unit
from waspada.detect.engine import Detector

Maker = Callable[..., Batch]


@pytest.fixture(scope="session")
def detector() -> Detector:
    return Detector()


@pytest.fixture
def split() -> Split:
    return Split(
        number=2,
        source="/data/e.jsonl",
        name="e.jsonl",
        member=(),
        start=0,
        end=10,
        unit=Unit.BYTES,
        format="ndjson",
        table="t",
    )


@pytest.fixture
def batch() -> Maker:
    def make(rows: Sequence[Mapping[str, Any]], **lists: Sequence[tuple[int, str]]) -> Batch:
        """One batch: rows of texts (None is a missing cell), and lists as (record, text)."""
        paths = dict.fromkeys(path for row in rows for path in row)
        columns = [Column(path, pa.array([row.get(path) for row in rows], pa.string())) for path in paths]
        for path, cells in lists.items():
            values, records = pa.array([text for _, text in cells]), pa.array([row for row, _ in cells], pa.int32())
            columns.append(Column(f"{path}[]", values, records))
        positions = pa.array([100 * at for at in range(len(rows))], pa.int64())
        return Batch(table="t", records=len(rows), columns=tuple(columns), positions=positions)

    return make
