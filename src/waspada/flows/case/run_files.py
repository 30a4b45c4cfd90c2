"""The tables of a finished run, a batch at a time or for one person alone; each file held against the manifest."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from waspada.core.errors import EvidenceAltered, NothingReadable
from waspada.flows.case.results import RESTRICTED, ReadBytes

_ROWS: Final = 1 << 17
_ID: Final = "person_id"
_REPEATED: Final = ("person_id", "kind", "table", "field")
"""Read as they lie there, as dictionaries: a quarter of the time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFiles:
    """Where the tables of one run lie, and how they are opened."""

    folder: Path
    manifest: Mapping[str, Any] = field(repr=False)
    read: ReadBytes = field(repr=False)

    def batches(self, name: str, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
        """The rows of a table, one empty batch where it has none. Raises NothingReadable, EvidenceAltered, Locked."""
        file = self._open(name)
        there = set(file.schema_arrow.names)
        wanted = [column for column in columns if column in there] if columns else None
        if not file.metadata.num_rows:
            table = file.schema_arrow.empty_table()
            yield pa.RecordBatch.from_pylist([], (table.select(wanted) if wanted else table).schema)
        yield from _ours(file.iter_batches(batch_size=_ROWS, columns=wanted), name)

    def begins(self, name: str) -> list[str]:
        """The first `person_id` of each row group: rows are sorted by it, so one person is found by reading little."""
        file = self._open(name)
        firsts = []
        for group in range(file.num_row_groups):
            first = next(_ours(file.iter_batches(batch_size=1, row_groups=[group], columns=[_ID]), name))
            firsts.append(str(first[_ID][0]))
        return firsts

    def of_person(self, name: str, person_id: str, begins: Sequence[str] = (), *, check: bool = False) -> pa.Table:
        """The rows of one person.

        Args:
            begins: as `begins` gave it; without it everything is read.
            check: hold the whole file against the manifest first.
        """
        file = self._open(name, check=check)
        groups: Sequence[int] = range(file.num_row_groups)
        if len(begins) == file.num_row_groups:
            groups = range(max(0, bisect_left(begins, person_id) - 1), bisect_right(begins, person_id))
        found = [file.schema_arrow.empty_table()]
        failed = False
        try:
            for group in groups:
                ids = file.read_row_group(group, columns=[_ID], use_threads=False)[_ID]
                rows = pc.indices_nonzero(pc.equal(ids, person_id))
                if len(rows):
                    found.append(file.read_row_group(group, use_threads=False).take(rows))
        except (pa.ArrowException, OSError):
            failed = True
        if failed:
            raise NothingReadable(f"the file {name}.parquet of the run cannot be read")
        return pa.concat_tables(found)

    def _open(self, name: str, *, check: bool = True) -> pq.ParquetFile:
        path = self.folder / RESTRICTED / f"{name}.parquet"
        failed = False
        try:
            if not check and path.exists():
                return _file(path, repeated=True)
            content = self.read(path)
            if check:
                self._check(path, content)
            return _file(pa.BufferReader(content), repeated=not check)
        except (pa.ArrowException, OSError):
            failed = True
        assert failed
        raise NothingReadable(f"the file {path.name} of the run cannot be read")

    def _check(self, path: Path, content: bytes) -> None:
        name = f"{RESTRICTED}/{path.name}"
        said = next((row["sha256"] for row in self.manifest.get("outputs", ()) if row["path"] == name), None)
        if said != hashlib.sha256(content).hexdigest():
            raise EvidenceAltered(f"the file {name} of the run is not what its manifest says")


def _file(source: Any, *, repeated: bool) -> pq.ParquetFile:
    file = pq.ParquetFile(source, pre_buffer=False)
    names = [name for name in _REPEATED if name in file.schema_arrow.names] if repeated else []
    return pq.ParquetFile(source, metadata=file.metadata, pre_buffer=False, read_dictionary=names) if names else file


def _ours(batches: Iterator[pa.RecordBatch], name: str) -> Iterator[pa.RecordBatch]:
    try:
        yield from batches
        return
    except (pa.ArrowException, OSError):
        pass
    raise NothingReadable(f"the file {name}.parquet of the run cannot be read")
