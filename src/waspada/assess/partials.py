"""The partial results of all splits as one set of Arrow tables, in the order of the splits.

They are mapped from disk, or decrypted into memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from waspada.assess.private_files import read, writing
from waspada.core.cover import Cover
from waspada.core.errors import Locked, WorkerFailed
from waspada.core.partial import MASK_BITS, SCHEMAS, Partial

Ints = npt.NDArray[np.int64]


def write_partial(partial: Partial, folder: Path, cover: Cover | None = None) -> None:
    """One uncompressed Arrow file a table: read back by mapping, which costs no memory of its own.

    Covered, it is read back into memory.
    """
    for name, schema in SCHEMAS.items():
        path = folder / f"{name}.arrow"
        file = writing(path, cover) if cover else pa.OSFile(str(path), "wb")
        with file as sink, pa.ipc.new_file(sink, schema) as writer:
            writer.write_table(getattr(partial, name).cast(schema))


@dataclass(frozen=True, slots=True, repr=False)
class Merged:
    """Everything that the splits found; what stands in `Partial`, concatenated, with two columns made global."""

    identities: pa.Table
    """As in `partial`, but `mask` became `m0`, `m1` …: a bit means the same field in every split."""
    words: int
    dense: pa.Table
    """Grouped: one row for each (table, field, kind, strong, how), with the global `bit`."""
    dense_values: pa.Table
    hits: pa.Table
    """`identity` is the row in `identities`; -1 in raw text."""
    hit_records: pa.Table
    fields: pa.Table
    days: pa.Table
    quarantine: pa.Table
    accounting: pa.Table


def read_partials(folders: Sequence[Path], cover: Cover | None = None) -> Merged:
    """Map the tables of every split and put them together."""
    parts = [_read(folder, cover) for folder in folders]
    together = {name: pa.concat_tables([part[name] for part in parts]) for name in SCHEMAS} if parts else _empty()
    bits = _Bits()
    remaps = [bits.add(part["dense"]) for part in parts]
    identities = [_with_words(part["identities"], remap, bits) for part, remap in zip(parts, remaps, strict=True)]
    words = max(1, -(-bits.count // MASK_BITS))
    starts = np.cumsum([0, *(part["identities"].num_rows for part in parts)])
    return Merged(
        identities=pa.concat_tables(_pad(table, words) for table in identities)
        if parts
        else _pad(together["identities"].drop("mask"), 1),
        words=words,
        dense=_group_dense(parts, remaps) if parts else together["dense"],
        dense_values=together["dense_values"],
        hits=_globally(together["hits"], [part["hits"].num_rows for part in parts], starts),
        hit_records=together["hit_records"],
        fields=together["fields"],
        days=together["days"],
        quarantine=together["quarantine"],
        accounting=together["accounting"],
    )


def _read(folder: Path, cover: Cover | None) -> dict[str, pa.Table]:
    found = {}
    for name, schema in SCHEMAS.items():
        try:
            with _source(folder / f"{name}.arrow", cover) as source:
                found[name] = pa.ipc.open_file(source).read_all()
        except (OSError, pa.ArrowException, Locked):
            raise WorkerFailed(f"The partial result {folder.name} is damaged or missing.") from None
        if found[name].schema != schema:
            raise WorkerFailed(f"The partial result {folder.name} is of another version.")
    return found


def _source(path: Path, cover: Cover | None) -> pa.NativeFile:
    return pa.BufferReader(read(path, cover)) if cover else pa.memory_map(str(path))


def _empty() -> dict[str, pa.Table]:
    return {name: schema.empty_table() for name, schema in SCHEMAS.items()}


class _Bits:
    """One bit for each dense finding of a table, the same in all splits."""

    def __init__(self) -> None:
        self._of: dict[str, dict[tuple[str | bool, ...], int]] = {}

    @property
    def count(self) -> int:
        return max((len(fields) for fields in self._of.values()), default=0)

    def add(self, dense: pa.Table) -> dict[str, dict[int, int]]:
        """Local bit → global bit by table, for one split."""
        local: dict[str, dict[int, int]] = {}
        names = ("table", "field", "kind", "strong", "how", "bit")
        for table, *finding, bit in zip(*(dense[name].to_pylist() for name in names), strict=True):
            known = self._of.setdefault(table, {})
            local.setdefault(table, {})[bit] = known.setdefault(tuple(finding), len(known))
        return local


def _with_words(identities: pa.Table, remap: dict[str, dict[int, int]], bits: _Bits) -> pa.Table:
    """The mask lists as one integer column a word, their bits put where they stand globally."""
    masks = identities["mask"].combine_chunks()
    masks = masks.chunk(0) if isinstance(masks, pa.ChunkedArray) and masks.num_chunks else masks
    rows = identities.num_rows
    local = _local_words(masks, rows)
    width = max(1, -(-bits.count // MASK_BITS))
    if all(bit == to for table in remap.values() for bit, to in table.items()):
        result = [local[n] if n < len(local) else np.zeros(rows, np.int64) for n in range(width)]
    else:
        result = [np.zeros(rows, np.int64) for _ in range(width)]
        for table, moves in remap.items():
            here = np.asarray(pc.equal(identities["table"], table).combine_chunks().to_numpy(zero_copy_only=False))
            for bit, to in moves.items():
                word = local[bit // MASK_BITS] if bit // MASK_BITS < len(local) else np.zeros(rows, np.int64)
                result[to // MASK_BITS] |= (((word >> (bit % MASK_BITS)) & 1) & here) << (to % MASK_BITS)
    table = identities.drop("mask")
    for number, word in enumerate(result):
        table = table.append_column(f"m{number}", pa.array(word))
    return table


def _local_words(masks: Any, rows: int) -> list[Ints]:
    if not rows:
        return []
    lengths = pc.fill_null(pc.list_value_length(masks), 0).to_numpy(zero_copy_only=False)
    width = int(lengths.max())
    values = masks.flatten().to_numpy(zero_copy_only=False).astype(np.int64, copy=False)
    if bool((lengths == width).all()):
        return [np.ascontiguousarray(values[number::width]) for number in range(width)]
    starts = np.cumsum(lengths) - lengths
    found = []
    for number in range(width):
        word = np.zeros(rows, np.int64)
        there = lengths > number
        word[there] = values[(starts + number)[there]]
        found.append(word)
    return found


def _pad(table: pa.Table, words: int) -> pa.Table:
    for number in range(words):
        if f"m{number}" not in table.column_names:
            table = table.append_column(f"m{number}", pa.array(np.zeros(table.num_rows, np.int64)))
    return table


def _group_dense(parts: Sequence[dict[str, pa.Table]], remaps: Sequence[dict[str, dict[int, int]]]) -> pa.Table:
    tables = []
    for part, remap in zip(parts, remaps, strict=True):
        dense = part["dense"]
        pairs = zip(dense["table"].to_pylist(), dense["bit"].to_pylist(), strict=True)
        moved = [remap[table][bit] for table, bit in pairs]
        tables.append(dense.set_column(dense.schema.get_field_index("bit"), "bit", pa.array(moved, pa.int32())))
    keys = ["table", "field", "kind", "strong", "how", "bit"]
    grouped = (
        pa.concat_tables(tables).group_by(keys, use_threads=False).aggregate([("values", "sum"), ("records", "sum")])
    )
    return grouped.rename_columns([*keys, "values", "records"]).sort_by([(key, "ascending") for key in keys])


def _globally(hits: pa.Table, counts: Sequence[int], starts: Ints) -> pa.Table:
    """`identity` as a row of all identities; -1 where there is none."""
    local = pc.fill_null(hits["identity"], -1).to_numpy()
    offset = (
        np.repeat(starts[: len(counts)], np.asarray(counts, dtype=np.int64)) if len(counts) else np.zeros(0, np.int64)
    )
    rows = np.where(local < 0, -1, local + offset)
    return hits.set_column(hits.schema.get_field_index("identity"), "identity", pa.array(rows, pa.int64()))
