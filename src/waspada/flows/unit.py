"""The unit of an assessment: one `Split` in, one `Partial` out. A pure function, so a pool or a cluster can run it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from waspada.core.partial import SCHEMAS, Partial
from waspada.core.roles import Roles
from waspada.core.split import Batch, Split
from waspada.detect.engine import Detector
from waspada.detect.meaning import meaning_of_name
from waspada.detect.number import ColumnMatch
from waspada.detect.registry import DENSE
from waspada.flows.cells import Expected, read_cells, repeats
from waspada.flows.census import Census
from waspada.flows.identities import Identities, identifier_paths
from waspada.flows.paths import Paths
from waspada.flows.raw import record_lines, window_lines
from waspada.flows.sightings import Sightings
from waspada.readers.formats.raw import OVERLAP, WINDOW

Hashes = Callable[[pa.Array], npt.NDArray[np.uint64]]
"""Same text, same number, in every process and run of one version."""


@dataclass(frozen=True, slots=True, repr=False)
class TablePlan:
    """What planning settled about one table, the same for all its splits."""

    roles: Roles
    meanings: Mapping[str, Expected] = field(default_factory=dict)
    """Path → kind and where the meaning is from."""
    columns: Mapping[str, ColumnMatch] = field(default_factory=dict)
    """Path → the number formats that a sample of the column matches almost whole."""
    sampled: frozenset[str] = frozenset()
    """Paths that planning saw; a path that turns up later is judged by its name."""

    def expected(self, table: str, path: str) -> Expected | None:
        """The meaning of a field, if it has one."""
        if path in self.meanings or path in self.sampled:
            return self.meanings.get(path)
        kind = meaning_of_name(path, table)
        return Expected(kind, "name", kind in DENSE) if kind else None


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """Everything a worker needs besides the split."""

    tables: Mapping[str, TablePlan]
    timezone: str = "UTC"
    """Zone of times that name none."""


def assess_split(
    split: Split, batches: Iterable[Batch], plan: UnitPlan, detector: Detector, hashes: Hashes, salt: int = 0
) -> Partial:
    """Scan every cell of the split.

    Args:
        batches: what the split's reader yields.
        hashes: hash of each text of an array.
        salt: chooses which values are shown as masked samples.
    """
    collector = _Collector(split, plan, detector, Census(hashes, salt))
    for batch in batches:
        collector.add(batch)
    return collector.partial()


class _Collector:
    def __init__(self, split: Split, plan: UnitPlan, detector: Detector, census: Census) -> None:
        self._split, self._plan, self._detector = split, plan, detector
        self._census = census
        self._paths = Paths(detector)
        self._identities = Identities(split, plan.timezone)
        self._sightings = Sightings(split)
        self._accounting: list[dict[str, object]] = []
        self._quarantine: list[dict[str, object]] = []

    def add(self, batch: Batch) -> None:
        table = self._plan.tables.get(batch.table) or TablePlan(Roles())
        cells = [
            read_cells(
                batch,
                column,
                table.expected(batch.table, column.path),
                table.columns.get(column.path),
                self._paths,
                self._detector,
            )
            for column in batch.columns
        ]
        self._census.add(batch.table, cells)
        if batch.records:
            mask = self._sightings.mask(batch, cells, identifier_paths(table.roles))
            identity = self._identities.add(batch, table.roles, cells, mask)
            self._census.date(batch.table, cells, self._identities.times)
            order = self._identities.order_of(np.arange(batch.records), batch)
            for item in cells:
                self._sightings.add(batch, item, identity, order)
        self._quarantined(batch)
        self._accounting.append(
            {
                "file": self._split.name,
                "format": self._split.format,
                "table": batch.table,
                "bytes_unpacked": batch.bytes_unpacked,
                "records_parsed": batch.records,
                "records_quarantined": len(batch.quarantined),
                "cells": batch.cells,
                "cells_quarantined": sum(item.scalars for item in batch.quarantined),
                "cells_counted_apart": batch.counted_apart,
                "duplicates": sum(repeats(item) for item in cells if item.raw_path in table.roles.insert_id),
            }
        )

    def _quarantined(self, batch: Batch) -> None:
        for item in batch.quarantined:
            self._quarantine.append(
                {
                    "file": self._split.name,
                    "position": item.position,
                    "reason": item.reason,
                    "raw": item.raw,
                    "scalars": item.scalars,
                }
            )
            self._sightings.add_raw(self._detector, record_lines(item.position, item.raw), one_record=True)
        if batch.raw:
            self._sightings.add_raw(self._detector, window_lines(batch.raw, WINDOW, OVERLAP))

    def partial(self) -> Partial:
        tables = {
            **self._identities.tables(),
            **self._sightings.tables(),
            "fields": self._census.table(),
            "quarantine": pa.Table.from_pylist(self._quarantine, SCHEMAS["quarantine"]),
            "accounting": pa.Table.from_pylist(self._accounting, SCHEMAS["accounting"]),
        }
        return Partial(**{name: tables[name] for name in SCHEMAS})
