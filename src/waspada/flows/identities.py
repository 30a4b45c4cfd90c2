"""Whose record is it: the identifiers of each record, grouped; one row for each different set of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from waspada.core.partial import DAYS, IDENTITIES
from waspada.core.roles import Roles
from waspada.core.split import Batch, Split
from waspada.flows.cells import NOTHING, Cells
from waspada.flows.times import MISSING, microseconds

Index = npt.NDArray[np.int64]

_DAY = 86_400_000_000
_MIX = np.uint64(0x9E3779B97F4A7C15)
_NOBODY = pa.concat_arrays([NOTHING, pa.array([""])])


class Identities:
    """Groups the records of one split by identifiers and mask."""

    def __init__(self, split: Split, timezone: str) -> None:
        self._split, self._timezone = split, timezone
        self._tables: list[pa.Table] = []
        self._days: Counter[tuple[str, str]] = Counter()
        self._base = 0
        self._records = 0
        self.times: Index = np.zeros(0, np.int64)
        """When the records of the last batch were, in microseconds; `MISSING` without a time."""

    def add(self, batch: Batch, roles: Roles, cells: Sequence[Cells], mask: Index) -> Index:
        """Group one batch.

        Args:
            mask: int64[records, words], the dense kinds that each record holds.

        Returns:
            For each record its row in the `identities` table.
        """
        by_path = {item.raw_path: item for item in cells}
        parts = {name: _coalesce(by_path, paths, batch.records) for name, paths in _identifier_paths(roles).items()}
        keys = [codes for codes, _ in parts.values()] + list(mask.T)
        first, group = _group(keys, batch.records)
        self.times = times = self._times(by_path, roles, batch)
        columns: dict[str, object] = {"table": pa.array([batch.table] * len(first), pa.string())}
        for name, (codes, texts) in parts.items():
            columns[name] = _take(texts, codes[first])
        for name in ("name", "country", "region"):
            codes, texts = _coalesce(by_path, getattr(roles, name), batch.records)
            columns[name] = _take(texts, _first_present(codes, group, len(first)))
        positions = batch.positions.take(pa.array(first))
        columns |= {
            "mask": pa.FixedSizeListArray.from_arrays(pa.array(mask[first].ravel(), pa.int64()), mask.shape[1]).cast(
                pa.list_(pa.int64())
            ),
            "records": pa.array(np.bincount(group, minlength=len(first)), pa.int64()),
            "first_position": position_text(self._split.name, positions),
            "first_order": pa.array(first + self._order(), pa.int64()),
            **_extent(times, group, len(first)),
        }
        self._count_days(batch.table, times)
        self._tables.append(pa.table(columns, schema=IDENTITIES))
        rows = group + self._base
        self._base += len(first)
        self._records += batch.records
        return rows

    def _order(self) -> int:
        return (self._split.number << 40) + self._records

    def order_of(self, rows: Index, batch: Batch) -> Index:
        """Place of the batch's records in the whole dataset; call after `add`."""
        return rows + self._order() - batch.records

    def _times(self, by_path: dict[str, Cells], roles: Roles, batch: Batch) -> Index:
        times = np.full(batch.records, MISSING, np.int64)
        for time in roles.time:
            cells = by_path.get(time.path)
            if cells is None or not len(cells.codes):
                continue
            parsed = microseconds(cells.texts, time, self._timezone)[cells.codes]
            rows = cells.row_of(np.arange(len(cells.codes)))
            fresh = times[rows] == MISSING
            times[rows[fresh]] = parsed[fresh]
        return times

    def _count_days(self, table: str, times: Index) -> None:
        days, counts = np.unique(times[times != MISSING] // _DAY, return_counts=True)
        for day, count in zip(days.tolist(), counts.tolist(), strict=True):
            self._days[table, datetime.fromtimestamp(day * 86_400, UTC).date().isoformat()] += count
        missing = int(np.count_nonzero(times == MISSING))
        if missing:
            self._days[table, ""] += missing

    def tables(self) -> dict[str, pa.Table]:
        """`identities` and `days`."""
        days = [{"table": table, "day": day, "records": count} for (table, day), count in sorted(self._days.items())]
        return {
            "identities": pa.concat_tables(self._tables) if self._tables else IDENTITIES.empty_table(),
            "days": pa.Table.from_pylist(days, DAYS),
        }


def identifier_paths(roles: Roles) -> frozenset[str]:
    """Every path that says whose record it is."""
    return frozenset(
        path for name, paths in _identifier_paths(roles).items() if name != "organisation" for path in paths
    )


def position_text(name: str, positions: pa.Array) -> pa.Array:
    """`events.jsonl:123456` for each position."""
    return pc.binary_join_element_wise(pa.scalar(name), pc.cast(positions, pa.string()), ":")


def _identifier_paths(roles: Roles) -> dict[str, tuple[str, ...]]:
    if roles.alias:
        account, alias = roles.alias_of, roles.alias
    else:
        account, alias = roles.account[:1], roles.account[1:]
    return {
        "account": account,
        "alias": alias,
        "email": roles.email,
        "device": roles.device,
        "organisation": roles.organisation,
    }


def _coalesce(by_path: dict[str, Cells], paths: Sequence[str], records: int) -> tuple[Index, pa.Array]:
    """For each record the first text that is there among the paths: (code or -1, texts)."""
    codes = np.full(records, -1, np.int64)
    texts: list[pa.Array] = []
    base = 0
    for path in paths:
        cells = by_path.get(path)
        if cells is None or not len(cells.codes):
            continue
        somebody = ~pc.is_in(cells.texts, _NOBODY).to_numpy(zero_copy_only=False)
        at = np.arange(len(cells.codes))[::-1]  # the first of several in one record wins
        at = at[somebody[cells.codes[at]]]
        rows = cells.row_of(at)
        free = codes[rows] < 0
        codes[rows[free]] = cells.codes[at[free]] + base
        texts.append(cells.texts)
        base += len(cells.texts)
    return codes, pa.concat_arrays(texts) if texts else pa.array([], pa.string())


def _take(texts: pa.Array, codes: Index) -> pa.Array:
    if not len(texts):
        return pa.nulls(len(codes), pa.string())
    return texts.take(pa.array(codes, mask=codes < 0))


def _group(keys: Sequence[Index], records: int) -> tuple[Index, Index]:
    """First record and group of each record, for records equal in all keys."""
    mixed = np.zeros(records, np.uint64)
    for key in keys:
        mixed = (mixed ^ key.astype(np.uint64)) * _MIX
        mixed ^= mixed >> np.uint64(29)
    _, first, group = np.unique(mixed, return_index=True, return_inverse=True)
    if all((key == key[first][group]).all() for key in keys):
        return first, group
    group = np.zeros(records, np.int64)  # two different sets of keys fell together: the exact way
    for key in keys:
        _, codes = np.unique(key, return_inverse=True)
        _, group = np.unique(group * (int(codes.max()) + 1) + codes, return_inverse=True)
    _, first = np.unique(group, return_index=True)
    return first, group


def _first_present(codes: Index, group: Index, groups: int) -> Index:
    """The code of each group's first record that has one, else -1."""
    result = np.full(groups, -1, np.int64)
    present = np.flatnonzero(codes >= 0)[::-1]
    result[group[present]] = codes[present]
    return result


def _extent(times: Index, group: Index, groups: int) -> dict[str, pa.Array]:
    """Earliest and latest time of each group; null without one."""
    low = np.full(groups, np.iinfo(np.int64).max)
    high = np.full(groups, MISSING)
    timed = times != MISSING
    if timed.any():
        order = np.argsort(group[timed], kind="stable")
        members, moments = group[timed][order], times[timed][order]
        begins = np.flatnonzero(np.concatenate(([True], members[1:] != members[:-1])))
        low[members[begins]] = np.minimum.reduceat(moments, begins)
        high[members[begins]] = np.maximum.reduceat(moments, begins)
    return {
        "first_seen": pa.array(low, pa.int64(), mask=high == MISSING),
        "last_seen": pa.array(high, pa.int64(), mask=high == MISSING),
    }
