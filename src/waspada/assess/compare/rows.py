"""Rows with a key of their own compared: organisations, ambiguous identities, memberships, secrets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from waspada.assess.compare.join import BETWEEN, Flags, Joined, join, keys_of, pair, pair_of_lists, parts, slim

NEW, GONE, CHANGED, RECOUNTED, SAME = "new", "gone", "changed", "recounted", "same"
CHANGES: Final = (NEW, GONE, CHANGED, RECOUNTED)
"""`recounted`: nothing but how often and when."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two tables joined: what became of each key, and in which columns."""

    joined: Joined = field(repr=False)
    flags: Mapping[str, Flags] = field(repr=False)
    """Column → for each key whether it differs; the columns in their order."""
    counts: Mapping[str, Flags] = field(repr=False)
    """The same for columns that only say how often and when."""

    @property
    def change(self) -> pa.Array:
        """For each key one of `CHANGES`, or `same`."""
        found = np.full(len(self.joined.keys), SAME, dtype=object)
        found[_any(self.counts, len(found))] = RECOUNTED
        found[_any(self.flags, len(found))] = CHANGED
        found[self.joined.gone] = GONE
        found[self.joined.new] = NEW
        return pa.array(found, pa.string())

    @property
    def columns(self) -> pa.Array:
        """For each key the columns that differ, as a list."""
        return lists_of({**self.flags, **self.counts}, len(self.joined.keys))

    def by_column(self) -> dict[str, int]:
        """How many keys differ in each column; columns without a difference are left out."""
        sums = {name: int(flags.sum()) for name, flags in {**self.flags, **self.counts}.items()}
        return {name: count for name, count in sums.items() if count}


def compare(
    first: pa.Table, second: pa.Table, key: str, columns: Sequence[str], counts: Sequence[str] = ()
) -> Compared:
    """Compare two tables by one key column; a column that one of them lacks is left out."""
    joined = join(first[key], second[key])

    def differ(names: Sequence[str]) -> dict[str, Flags]:
        there = [name for name in names if name in first.column_names and name in second.column_names]
        return {name: joined.differ(_pair(first, second, name)) for name in there}

    return Compared(joined, differ(columns), differ(counts))


def organisations(first: pa.Table, second: pa.Table) -> tuple[dict[str, Any], pa.Table]:
    """Counts, and a row for each organisation that is not the same."""
    names = ("name", "people", "admins", "admins_without_mfa", "categories")
    return _sheet(first, second, "organisation_id", names, ("records",))


def ambiguous(first: pa.Table, second: pa.Table) -> tuple[dict[str, Any], pa.Table]:
    """Counts, and a row for each ambiguous identity that is not the same; identifiers themselves are left out."""
    names = ("reason", "strength", "identifiers", "candidates", "candidates_in_all")
    return _sheet(first, second, "identity_id", names, ("records",))


def memberships(first: pa.Table, second: pa.Table) -> tuple[dict[str, Any], pa.Table]:
    """Counts, and a row for each membership that is not the same: (person_id, organisation_id)."""
    one, other = (_with_key(table, "person_id", "organisation_id") for table in (first, second))
    counts, table = _sheet(one, other, "key", ("role", "admin"), ())
    halves = pc.split_pattern(table["key"], BETWEEN, max_splits=1)
    columns = {name: pc.list_element(halves, at) for at, name in enumerate(("person_id", "organisation_id"))}
    rest = {name: table[name] for name in table.column_names if name != "key"}
    return counts, pa.table({**columns, **rest})


def secrets(first: pa.Table, second: pa.Table) -> tuple[dict[str, Any], pa.Table]:
    """By fingerprint: new, gone, or changed in whose they are and where they stand."""
    place = ("kind", "fingerprint", "person_id", "organisation_id", "table", "field")
    rows = join(*(pc.unique(keys_of(table, *place)) for table in (first, second)))
    ends = join(*(pc.unique(keys_of(table, *place[:2])) for table in (first, second)))
    moved = {BETWEEN.join(key.split(BETWEEN)[:2]) for key in rows.keys.filter(pa.array(~rows.both)).to_pylist()}
    there = pc.is_in(ends.keys, pa.array(sorted(moved), pa.string())).to_numpy(zero_copy_only=False)
    compared = Compared(ends, {"places": there & ends.both}, {})
    found = _only_different(compared, "key")
    keys = [parts(key) for key in found["key"].to_pylist()]
    table = pa.table(
        {
            "kind": pa.array([key[0] for key in keys], pa.string()),
            "fingerprint": pa.array([key[1] for key in keys], pa.string()),
            "change": found["change"],
        }
    )
    by_kind: dict[str, dict[str, int]] = {}
    for kind, change in zip(table["kind"].to_pylist(), table["change"].to_pylist(), strict=True):
        here = by_kind.setdefault(kind, {NEW: 0, GONE: 0, CHANGED: 0})
        here[change] += 1
    counts = counted(compared)
    counts.pop(RECOUNTED)
    return {**counts, "by_kind": by_kind}, table


def counted(compared: Compared) -> dict[str, Any]:
    """How many are new, gone, changed, recounted and the same, and how many differ in which column."""
    change = compared.change
    sums = dict.fromkeys((*CHANGES, SAME), 0)
    for row in pc.value_counts(change).to_pylist():
        sums[row["values"]] = row["counts"]
    return {**sums, "changed_in": compared.by_column()}


def lists_of(flags: Mapping[str, Flags], size: int) -> pa.Array:
    """For each row the names whose flag is set."""
    names = list(flags)
    grid = np.stack([flags[name] for name in names], axis=1) if names else np.zeros((size, 0), np.bool_)
    ends = np.concatenate([[0], np.cumsum(grid.sum(axis=1))]).astype(np.int32)
    at = np.nonzero(grid)[1]
    return pa.ListArray.from_arrays(pa.array(ends), pa.array(names, pa.string()).take(pa.array(at)))


def _sheet(
    first: pa.Table, second: pa.Table, key: str, columns: Sequence[str], counts: Sequence[str]
) -> tuple[dict[str, Any], pa.Table]:
    lean = [
        slim(table.select([name for name in (key, *columns, *counts) if name in table.column_names]), (key,))
        for table in (first, second)
    ]
    compared = compare(lean[0], lean[1], key, columns, counts)
    return counted(compared), _only_different(compared, key)


def _only_different(compared: Compared, key: str) -> pa.Table:
    change = compared.change
    table = pa.table({key: compared.joined.keys, "change": change, "changed": compared.columns})
    return table.filter(pc.not_equal(change, SAME))


def _with_key(table: pa.Table, *names: str) -> pa.Table:
    return table.append_column("key", keys_of(table, *names))


def _pair(first: pa.Table, second: pa.Table, name: str) -> Any:
    one, other = first[name], second[name]
    return pair_of_lists(one, other) if name in _LISTS else pair(one, other)


_LISTS: Final = frozenset({"kinds", "categories", "products", "identifiers", "candidates"})


def _any(flags: Mapping[str, Flags], size: int) -> Flags:
    found = np.zeros(size, np.bool_)
    for one in flags.values():
        found |= one
    return found
