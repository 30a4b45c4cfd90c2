"""Reads everything under some paths and holds every reader to its promise: the two counts agree, batch by batch."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from waspada.core.split import Batch, Quarantined
from waspada.readers import planning
from waspada.readers.limits import Limits


@dataclass
class Census:
    """What came out of the readers."""

    plan: planning.Plan
    records: int = 0
    quarantined: list[Quarantined] = field(default_factory=list)
    cells: int = 0
    bytes_unpacked: int = 0
    values: dict[tuple[str, str], list[str | bytes]] = field(default_factory=dict)
    """(table, path) to values in order, nulls left out."""
    nulls: Counter[tuple[str, str]] = field(default_factory=Counter)
    rows: dict[tuple[str, str], list[tuple[int, str | bytes]]] = field(default_factory=dict)
    """(table, path) to (position of its record, value)."""
    positions: list[int] = field(default_factory=list)
    windows: list[tuple[str, int, bytes]] = field(default_factory=list)

    def column(self, path: str) -> list[str | bytes]:
        """Values of a path, over all tables."""
        return [value for (_, name), values in self.values.items() if name == path for value in values]

    def formats(self) -> dict[str, str]:
        """Member name to format."""
        return {member.name: member.format for member in self.plan.members}

    def everything(self) -> bytes:
        """All that detection would see, as one text."""
        cells = [cell if isinstance(cell, bytes) else cell.encode() for cells in self.values.values() for cell in cells]
        return b"\n".join([*cells, *(item.raw for item in self.quarantined), *(raw for _, _, raw in self.windows)])

    def take(self, batch: Batch) -> None:
        """Add a batch and check it."""
        refused = sum(item.scalars for item in batch.quarantined)
        assert batch.counted_apart == batch.cells + refused, "the second count differs"
        assert len(batch.positions) == batch.records
        self.records += batch.records
        self.cells += batch.cells
        self.quarantined += batch.quarantined
        self.bytes_unpacked += batch.bytes_unpacked
        self.windows += [(batch.table, offset, raw) for offset, raw in batch.raw]
        positions = batch.positions.to_pylist()
        self.positions += positions
        for column in batch.columns:
            key = batch.table, column.path
            values = column.values.to_pylist()
            rows = range(len(values)) if column.rows is None else column.rows.to_pylist()
            if column.rows is None:
                assert len(values) in (batch.records, 0)
            assert len(rows) == len(values)
            self.nulls[key] += column.nulls
            found = [(row, value) for row, value in zip(rows, values, strict=True) if value is not None]
            self.values.setdefault(key, []).extend(value for _, value in found)
            if batch.records:
                self.rows.setdefault(key, []).extend((positions[row], value) for row, value in found)


@pytest.fixture
def census() -> Callable[..., Census]:
    """Read paths through plan and splits, each split after a trip through pickle, as a process pool would."""

    def run(*paths: Path | str, limits: Limits | None = None) -> Census:
        plan = planning.plan([str(path) for path in paths], limits)
        result = Census(plan)
        assert [split.number for split in plan.splits] == list(range(len(plan.splits)))
        for split in plan.splits:
            for batch in planning.read(pickle.loads(pickle.dumps(split)), limits):
                result.take(batch)
        return result

    return run


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, bytes | str], Path]:
    """Write a file and give its path."""

    def write(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write
