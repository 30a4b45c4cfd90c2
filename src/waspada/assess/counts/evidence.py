"""Who has which kind of data in which field: bits of dense fields and single hits, counted for everybody at once.

Works in whole columns of numbers, some ten thousand people at a time, so that memory stays bounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from waspada.core.partial import MASK_BITS

Ints = npt.NDArray[np.int64]
_PEOPLE_AT_ONCE: Final = 1 << 15
_NEVER: Final = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A kind in a field of a table."""

    kind: str
    table: str
    field: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Records of one person with the same filled fields: a row of each array."""

    person: Ints
    table: Ints
    words: tuple[Ints, ...]
    records: Ints
    order: Ints
    place: Ints
    """Where the example position stands, in `positions`."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Single findings by person and slot, grouped."""

    person: Ints
    slot: Ints
    values: Ints
    records: Ints
    order: Ints
    place: Ints


@dataclass(frozen=True, slots=True)
class Evidence:
    """Counts by person and slot, in the order of people and slots."""

    slots: tuple[Slot, ...]
    person: npt.NDArray[np.int32]
    slot: npt.NDArray[np.int16]
    values: Ints
    records: Ints
    place: Ints
    kinds: tuple[str, ...]
    combination: Ints
    """For each person: which row of `combinations`."""
    combinations: tuple[tuple[str, ...], ...]
    """Different sets of kinds, sorted."""

    def people_with(self, kinds: frozenset[str], among: npt.NDArray[np.bool_]) -> int:
        """How many of these people have at least one of these kinds."""
        has = np.array([not kinds.isdisjoint(combination) for combination in self.combinations], dtype=np.bool_)
        return int((has[self.combination] & among).sum()) if len(has) else 0


def slots_of(dense: pa.Table, hits: pa.Table) -> tuple[Slot, ...]:
    """All slots with a strong finding, sorted."""
    found = set()
    for table in (dense, hits):
        columns = (table[name].to_pylist() for name in ("kind", "table", "field", "strong"))
        found |= {Slot(kind, name, field) for kind, name, field, strong in zip(*columns, strict=True) if strong}
    return tuple(sorted(found))


def collect(
    people: int, rows: Rows, hits: Hits, slots: Sequence[Slot], bits: Sequence[tuple[int, int, int]]
) -> Evidence:
    """Count everything by person and slot.

    Args:
        people: how many there are; their numbers are 0 to people - 1.
        rows: masks; must hold known people only.
        hits: single findings of known people.
        slots: all slots.
        bits: (table number, bit, slot number) of dense findings.
    """
    by_person = np.argsort(rows.person, kind="stable")
    hits_by_person = np.argsort(hits.person, kind="stable")
    kinds = tuple(dict.fromkeys(slot.kind for slot in slots))
    kind_of = np.array([kinds.index(slot.kind) for slot in slots], dtype=np.int64)
    chunks, sets = [], []
    for start in range(0, people, _PEOPLE_AT_ONCE):
        size = min(_PEOPLE_AT_ONCE, people - start)
        values, records, places = _count(
            _cut(rows, by_person, start, size), _cut(hits, hits_by_person, start, size), (start, size, len(slots)), bits
        )
        there = np.flatnonzero(values)
        person, slot = there // max(1, len(slots)) + start, there % max(1, len(slots))
        chunks.append((person, slot, values[there], records[there], places[there]))
        sets.append(_kind_sets(values, size, kind_of, len(kinds)))
    empty = np.zeros(0, np.int64)
    columns = [np.concatenate(column) for column in zip(*chunks, strict=True)] if chunks else [empty] * 5
    person, slot, values, records, places = columns
    combination, combinations = _combinations(np.concatenate(sets) if sets else np.zeros((0, 1), np.uint8), kinds)
    return Evidence(
        tuple(slots),
        person.astype(np.int32),
        slot.astype(np.int16),
        values,
        records,
        places,
        kinds,
        combination,
        combinations,
    )


def _cut(table: Any, order: Ints, start: int, size: int) -> Any:
    """The rows of people `start` to `start + size`."""
    people = table.person[order]
    chosen = order[np.searchsorted(people, start) : np.searchsorted(people, start + size)]
    parts = {}
    for name in type(table).__slots__:
        column = getattr(table, name)
        parts[name] = tuple(word[chosen] for word in column) if isinstance(column, tuple) else column[chosen]
    return type(table)(**parts)


def _count(
    rows: Rows, hits: Hits, shape: tuple[int, int, int], bits: Sequence[tuple[int, int, int]]
) -> tuple[Ints, Ints, Ints]:
    start, size, width = shape
    values, records = np.zeros(size * width, np.int64), np.zeros(size * width, np.int64)
    orders, places = np.full(size * width, _NEVER), np.zeros(size * width, np.int64)
    # Rows in the order of their first record: whoever writes last, written backwards, is the first.
    backwards = np.argsort(rows.order, kind="stable")[::-1]
    person = (rows.person - start)[backwards]
    word = tuple(mask[backwards] for mask in rows.words)
    table, amount, order, place = (column[backwards] for column in (rows.table, rows.records, rows.order, rows.place))
    for number, bit, slot in bits:
        has = np.flatnonzero(((word[bit // MASK_BITS] >> (bit % MASK_BITS)) & 1).astype(bool) & (table == number))
        cell = person[has] * width + slot
        total = np.bincount(person[has], weights=amount[has], minlength=size).astype(np.int64)
        values[slot::width] += total
        records[slot::width] += total
        first = order[has] < orders[cell]
        orders[cell[first]], places[cell[first]] = order[has][first], place[has][first]
    cell = (hits.person - start) * width + hits.slot
    np.add.at(values, cell, hits.values)
    np.add.at(records, cell, hits.records)
    late_first = np.argsort(hits.order, kind="stable")[::-1]
    cell, order, place = cell[late_first], hits.order[late_first], hits.place[late_first]
    first = order < orders[cell]
    places[cell[first]] = place[first]
    return values, records, places


def _kind_sets(values: Ints, size: int, kind_of: Ints, kinds: int) -> npt.NDArray[np.uint8]:
    has = np.zeros((size, kinds), dtype=np.bool_)
    grid = values.reshape(size, -1) > 0
    for slot, kind in enumerate(kind_of):
        has[:, kind] |= grid[:, slot]
    return np.packbits(has, axis=1) if kinds else np.zeros((size, 1), np.uint8)


def _combinations(sets: npt.NDArray[np.uint8], kinds: Sequence[str]) -> tuple[Ints, tuple[tuple[str, ...], ...]]:
    rows = np.ascontiguousarray(sets).view(np.dtype((np.void, sets.shape[1]))).ravel()
    different, combination = np.unique(rows, return_inverse=True)
    unpacked = np.unpackbits(different.view(np.uint8).reshape(len(different), sets.shape[1]), axis=1)[:, : len(kinds)]
    names = tuple(tuple(sorted(kinds[at] for at in np.flatnonzero(row).tolist())) for row in unpacked)
    return combination.astype(np.int64), names


def batches(evidence: Evidence, person_ids: pa.Array, positions: pa.ChunkedArray) -> Iterator[pa.Table]:
    """The rows of `evidence.parquet`, a piece at a time."""
    # Each value once: pyarrow fills the page of a dictionary that repeats itself up with whatever the memory holds.
    names = {
        part: pa.array([getattr(slot, part) for slot in evidence.slots], pa.string()).dictionary_encode()
        for part in Slot.__slots__
    }
    step = 1 << 18
    for start in range(0, len(evidence.person), step) or (0,):
        cut = slice(start, start + step)
        slot = pa.array(evidence.slot[cut])
        yield pa.table(
            {
                "person_id": person_ids.take(pa.array(evidence.person[cut])),
                **{part: names[part].take(slot) for part in ("kind", "table", "field")},
                "values": pa.array(evidence.values[cut]),
                "records": pa.array(evidence.records[cut]),
                "example_position": positions.take(pa.array(evidence.place[cut])),
            }
        )
