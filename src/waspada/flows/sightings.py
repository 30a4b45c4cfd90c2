"""What was found in one split: kinds that fill whole cells, by mask; the rest one row for each person and value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from waspada.core.partial import DENSE, DENSE_VALUES, HIT_RECORDS, HITS, MASK_BITS, RAW_FIELD
from waspada.core.split import Batch, Split
from waspada.detect.engine import Detector, Hit
from waspada.detect.kind import Match, Place
from waspada.flows.cells import Cells, Dense
from waspada.flows.identities import position_text
from waspada.flows.raw import Lines

Index = npt.NDArray[np.int64]


_ACCOUNT = "account_id"


class _What(NamedTuple):
    """A finding, the value apart."""

    table: str
    field: str
    kind: str
    strong: bool
    how: str
    layer: str
    free_text: bool


class Sightings:
    """Collects the findings of one split."""

    def __init__(self, split: Split) -> None:
        self._split = split
        self._bits: dict[tuple[str, str, str, bool, str], int] = {}
        self._next_bit: Counter[str] = Counter()
        self._dense: Counter[tuple[str, str, str, bool, str]] = Counter()
        self._dense_values: list[pa.Table] = []
        self._hits: list[pa.Table] = []
        self._records: Counter[tuple[str, str, str, bool, str, bool]] = Counter()

    def mask(self, batch: Batch, cells: Iterable[Cells], own: Collection[str] = ()) -> Index:
        """int64[records, words]: which dense kinds each record holds.

        Args:
            own: paths that say whose record it is; ids in other fields are kept, since they name somebody else.
        """
        words: list[Index] = [np.zeros(batch.records, np.int64)]
        for item in cells:
            if not item.single:
                continue
            for dense in item.dense:
                bit = self._bit(batch.table, item, dense)
                while bit // MASK_BITS >= len(words):
                    words.append(np.zeros(batch.records, np.int64))
                chosen = np.flatnonzero(dense.mask[item.codes])
                words[bit // MASK_BITS][item.row_of(chosen)] |= 1 << bit % MASK_BITS
                self._dense[batch.table, item.path, dense.kind, dense.strong, str(dense.how)] += len(chosen)
                others_id = dense.kind == _ACCOUNT and item.raw_path not in own
                if (dense.by_form or others_id) and len(chosen):
                    self._keep_values(batch.table, item, dense)
        return np.stack(words, axis=1)

    def _bit(self, table: str, cells: Cells, dense: Dense) -> int:
        key = (table, cells.path, dense.kind, dense.strong, str(dense.how))
        if key not in self._bits:
            self._bits[key] = self._next_bit[table]
            self._next_bit[table] += 1
        return self._bits[key]

    def _keep_values(self, table: str, cells: Cells, dense: Dense) -> None:
        values = cells.texts if dense.mask.all() else cells.texts.filter(pa.array(dense.mask))
        values = values.unique()
        constant = [pa.array([text] * len(values), pa.string()) for text in (table, cells.path, dense.kind)]
        self._dense_values.append(pa.table([*constant, values], schema=DENSE_VALUES))

    def add(self, batch: Batch, cells: Cells, identity: Index, order: Index) -> None:
        """Give the sparse findings of one column to the records' identities."""
        hits = list(cells.hits)
        if not cells.single:
            hits += _as_hits(cells)
        self._expand(batch, cells, hits, identity, order)
        if cells.path_hits:
            rows = np.unique(cells.row_of(np.arange(len(cells.codes))))
            for hit in cells.path_hits:
                what = _What(batch.table, cells.path, hit.match.kind, hit.match.strong, str(hit.match.how), "key", True)
                self._group(batch, [(what, hit.value)], rows, np.zeros(len(rows), np.int64), identity, order)

    def _expand(self, batch: Batch, cells: Cells, hits: Sequence[Hit], identity: Index, order: Index) -> None:
        if not hits:
            return
        known: dict[tuple[_What, str], int] = {}
        codes = np.array([hit.at for hit in hits], np.int64)
        numbers = np.empty(len(hits), np.int64)
        for at, hit in enumerate(hits):
            match = hit.match
            free = bool(hit.layer) or match.end - match.start < len(cells.texts[hit.at].as_py())
            what = _What(batch.table, cells.path, match.kind, match.strong, str(match.how), hit.layer, free)
            numbers[at] = known.setdefault((what, hit.value), len(known))
        by_code = np.argsort(codes, kind="stable")
        codes, numbers = codes[by_code], numbers[by_code]
        begins = np.searchsorted(codes, np.arange(len(cells.texts)))
        counts = np.bincount(codes, minlength=len(cells.texts))
        chosen = np.flatnonzero(counts[cells.codes])
        repeats = counts[cells.codes[chosen]]
        within = np.arange(int(repeats.sum())) - np.repeat(np.cumsum(repeats) - repeats, repeats)
        picked = numbers[np.repeat(begins[cells.codes[chosen]], repeats) + within]
        rows = cells.row_of(np.repeat(chosen, repeats))
        self._group(batch, list(known), rows, picked, identity, order)

    def _group(
        self,
        batch: Batch,
        found: Sequence[tuple[_What, str]],
        rows: Index,
        picked: Index,
        identity: Index,
        order: Index,
    ) -> None:
        """One row for each (identity, finding, value); `rows` and `picked` are parallel: record and its value."""
        if not len(rows):
            return
        key = identity[rows] * len(found) + picked
        unique, first, values = np.unique(key, return_index=True, return_counts=True)
        pairs = np.unique(key * batch.records + rows)
        records = np.bincount(np.searchsorted(unique, pairs // batch.records), minlength=len(unique))
        whats = [what for what, _ in found]
        chosen = (unique % len(found)).tolist()
        positions = position_text(self._split.name, batch.positions.take(pa.array(rows[first])))
        columns = {name: [getattr(whats[at], name) for at in chosen] for name in _What._fields}
        self._hits.append(
            pa.table(
                {
                    **columns,
                    "value": [found[at][1] for at in chosen],
                    "identity": unique // len(found),
                    "values": values,
                    "records": records,
                    "first_position": positions,
                    "first_order": order[rows[first]],
                },
                schema=HITS,
            )
        )
        families: dict[tuple[str, str, str, bool, str, bool], int] = {}
        family = np.array([families.setdefault(_family(what), len(families)) for what in whats], np.int64)
        held = np.unique(family[picked] * batch.records + rows) // batch.records
        for name, number in families.items():
            self._records[name] += int(np.count_nonzero(held == number))

    def add_raw(self, detector: Detector, lines: Lines, *, one_record: bool = False) -> None:
        """Findings in text that belongs to no record, or in the lines of one broken record."""
        if not lines.texts:
            return
        scan = detector.scan(pa.array(lines.texts, pa.string()), Place())
        found = [(hit.at, hit.match.kind, hit.match.strong, hit.match.how, hit.layer, hit.value) for hit in scan.hits]
        for item in scan.whole:
            found += [(int(at), item.kind, True, item.how, "", lines.texts[at]) for at in np.flatnonzero(item.mask)]
        table = self._split.table if self._split.format == "unknown" else RAW_FIELD
        rows = [
            {
                "table": table,
                "field": RAW_FIELD,
                "kind": kind,
                "strong": strong,
                "how": str(how),
                "layer": layer,
                "free_text": True,
                "value": value,
                "identity": None,
                "values": 1,
                "records": 1,
                "first_position": f"{self._split.name}:{lines.offsets[at]}",
                "first_order": (self._split.number << 40) + lines.offsets[at],
            }
            for at, kind, strong, how, layer, value in found
        ]
        if rows:
            self._hits.append(pa.Table.from_pylist(rows, HITS))
        for what in {(0 if one_record else at, kind, strong, str(how)) for at, kind, strong, how, _, _ in found}:
            self._records[table, RAW_FIELD, what[1], what[2], what[3], True] += 1

    def tables(self) -> dict[str, pa.Table]:
        """`dense`, `dense_values`, `hits` and `hit_records`."""
        dense = [
            dict(zip(DENSE.names, (*key, self._bits[key], count, count), strict=True))
            for key, count in self._dense.items()
            if count
        ]
        records = [dict(zip(HIT_RECORDS.names, (*key, count), strict=True)) for key, count in self._records.items()]
        return {
            "dense": pa.Table.from_pylist(dense, DENSE),
            "dense_values": _concat(self._dense_values, DENSE_VALUES),
            "hits": _concat(self._hits, HITS),
            "hit_records": pa.Table.from_pylist(records, HIT_RECORDS),
        }


def _family(what: _What) -> tuple[str, str, str, bool, str, bool]:
    return what.table, what.field, what.kind, what.strong, what.how, what.free_text


def _as_hits(cells: Cells) -> list[Hit]:
    """Dense kinds of a field with several values a record: one hit for each text."""
    return [
        Hit(
            int(at),
            Match(dense.kind, 0, len(cells.texts[at].as_py()), dense.strong, dense.how),
            cells.texts[at].as_py(),
            "",
        )
        for dense in cells.dense
        for at in np.flatnonzero(dense.mask)
    ]


def _concat(tables: Sequence[pa.Table], schema: pa.Schema) -> pa.Table:
    return pa.concat_tables(tables) if tables else schema.empty_table()
