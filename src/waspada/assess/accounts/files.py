"""Directory files as columns of text: CSV in any usual dialect, Parquet, NDJSON and JSON.

Keys are read for all rows, everything else for the chosen rows only: a list of a million accounts is mostly people who
are not in the dataset.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import mmap
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from waspada.core.errors import UnusableDirectory

Rows = npt.NDArray[np.int64]
_HEAD: Final = 1 << 20
_FEW_BYTES: Final = 6
_WINDOW: Final = 16 << 20
_GZIP: Final = b"\x1f\x8b"
_BOM: Final = b"\xef\xbb\xbf"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_PARQUET: Final = frozenset({".parquet", ".pq"})
_BEGIN: Final = 4096
_CONTROL: Final = bytes({*range(32)} - {*b"\t\n\f\r\x1a"})


class DirectoryRows(Protocol):
    """Rows of a directory, every cell as text."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Names, as they stand."""

    def read(self, columns: Sequence[str]) -> pa.Table:
        """These columns of all rows."""

    def take(self, columns: Sequence[str], rows: Rows) -> pa.Table:
        """These columns of the chosen rows, which are in rising order."""


class TableRows:
    """Rows that are in memory."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table
        self.columns = tuple(table.column_names)

    def read(self, columns: Sequence[str]) -> pa.Table:
        return self._table.select(list(columns))

    def take(self, columns: Sequence[str], rows: Rows) -> pa.Table:
        return self._table.select(list(columns)).take(pa.array(rows))


class ParquetRows:
    """A Parquet file; lists become one text with semicolons."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with _plain_errors(path):
            self.columns = tuple(pq.read_schema(path).names)

    def read(self, columns: Sequence[str]) -> pa.Table:
        with _plain_errors(self._path):
            return _as_text(pq.read_table(self._path, columns=list(columns), memory_map=True))

    def take(self, columns: Sequence[str], rows: Rows) -> pa.Table:
        found, start = [], 0
        with (
            _plain_errors(self._path),
            pq.ParquetFile(self._path, memory_map=True, read_dictionary=self._repeated(columns)) as file,
        ):
            for group in range(file.num_row_groups):
                size = file.metadata.row_group(group).num_rows
                here = rows[np.searchsorted(rows, start) : np.searchsorted(rows, start + size)] - start
                if len(here):
                    found.append(_as_text(file.read_row_group(group, columns=list(columns)).take(pa.array(here))))
                start += size
        return pa.concat_tables(found) if found else pa.schema([(name, pa.string()) for name in columns]).empty_table()

    def _repeated(self, columns: Sequence[str]) -> list[str]:
        """Columns of few different values: read as codes, which spares making a million strings."""
        chosen = []
        with pq.ParquetFile(self._path, memory_map=True) as file:
            if not file.num_row_groups:
                return []
            group = file.metadata.row_group(0)
            for number in range(group.num_columns):
                column = group.column(number)
                small = column.total_uncompressed_size < _FEW_BYTES * max(1, column.num_values)
                text = column.physical_type == "BYTE_ARRAY" and "." not in column.path_in_schema
                if small and text and column.path_in_schema in columns:
                    chosen.append(column.path_in_schema)
        return chosen


class CsvRows:
    """A CSV file: encoding and delimiter found, header in the first line."""

    def __init__(self, path: Path, head: bytes) -> None:
        self._path = path
        self._encoding, text = _decoded(head)
        first = text.lstrip("\r\n").split("\n", 1)[0]
        self._delimiter = max(",;\t|", key=first.count)
        header = next(csv.reader(io.StringIO(text, newline=""), delimiter=self._delimiter), [])
        self.columns = _unique(header)
        if any("@" in name for name in self.columns):
            raise UnusableDirectory(
                f"The first line of {path.name} holds an e-mail address where column names should stand.",
                hint="Put a line with the column names first.",
            )

    def read(self, columns: Sequence[str]) -> pa.Table:
        with _plain_errors(self._path):
            return self._parse(self._source(), columns, skip=1)

    def take(self, columns: Sequence[str], rows: Rows) -> pa.Table:
        lines = self._lines(rows)
        if lines is not None:
            return self._parse(pa.BufferReader(lines), columns, skip=0)
        found, start = [], 0
        with _plain_errors(self._path), pacsv.open_csv(self._source(), *self._options(columns, 1)) as stream:
            for batch in stream:
                here = rows[np.searchsorted(rows, start) : np.searchsorted(rows, start + batch.num_rows)] - start
                found.append(pa.Table.from_batches([batch]).take(pa.array(here)))
                start += batch.num_rows
        return pa.concat_tables(found)

    def _source(self) -> Any:
        return pa.input_stream(str(self._path), compression="gzip" if self._packed() else None)

    def _packed(self) -> bool:
        with self._path.open("rb") as stream:
            return stream.read(2) == _GZIP

    def _parse(self, source: Any, columns: Sequence[str], *, skip: int) -> pa.Table:
        with _plain_errors(self._path):
            return pacsv.read_csv(source, *self._options(columns, skip))

    def _options(self, columns: Sequence[str], skip: int) -> tuple[Any, Any, Any]:
        read = pacsv.ReadOptions(
            column_names=list(self.columns), skip_rows=skip, encoding=self._encoding, block_size=4 << 20
        )
        parse = pacsv.ParseOptions(delimiter=self._delimiter, newlines_in_values=self._quoted_breaks())
        convert = pacsv.ConvertOptions(
            include_columns=list(columns), column_types=dict.fromkeys(columns, pa.string()), strings_can_be_null=True,
            null_values=[""], quoted_strings_can_be_null=True, check_utf8=True,
        )  # fmt: skip
        return read, parse, convert

    def _quoted_breaks(self) -> bool:
        """Whether a line break may stand inside quotes: only then are lines not rows."""
        if getattr(self, "_breaks", None) is None:
            with self._mapped() as data:
                self._breaks = data is None or data.find(b'"') >= 0
        return bool(self._breaks)

    def _lines(self, rows: Rows) -> pa.Buffer | None:
        """The bytes of the chosen rows where each row is a line; None where that is not sure."""
        if self._encoding != "utf8" or self._quoted_breaks():
            return None
        with self._mapped() as data:
            if data is None or (data.find(b"\r") >= 0 and data.find(b"\r\n") < 0):
                return None
            ends = _line_ends(data)
            starts = np.concatenate([[0], ends[:-1]])
            # Blank lines are no rows: the parser skips them, so they must not count here either.
            filled = (ends - starts) > 2
            if not bool(filled.all()):
                return None
            starts, ends = starts[1:][rows], ends[1:][rows]
            joined = b"".join([data[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)])
        return pa.py_buffer(joined if joined.endswith(b"\n") else joined + b"\n")

    @contextmanager
    def _mapped(self) -> Iterator[mmap.mmap | None]:
        if self._packed():
            yield None
            return
        with self._path.open("rb") as stream:
            with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
                yield data


def _line_ends(data: mmap.mmap) -> Rows:
    """One past each line break, and the end; window by window, so that a large file costs no memory."""
    size = len(data)
    found = []
    for start in range(0, size, _WINDOW):
        window = np.frombuffer(data, dtype=np.uint8, count=min(_WINDOW, size - start), offset=start)
        found.append(np.flatnonzero(window == ord("\n")) + (start + 1))
        del window
    ends = np.concatenate(found)
    return ends if len(ends) and ends[-1] == size else np.append(ends, size)


def json_rows(path: Path, head: bytes) -> TableRows:
    """NDJSON, or one array of objects; what stands in an inner object is named by its path."""
    with _plain_errors(path):
        text = _whole(path)
    records: list[Any] = []
    at = 0
    try:
        if head.lstrip(_BOM + b" \t\r\n")[:1] == b"[":
            records = json.loads(text)
        else:
            for line in text.splitlines():
                at += 1
                if line.strip():
                    records.append(json.loads(line))
    except (ValueError, RecursionError):
        records = []
    if not records or not all(isinstance(record, dict) for record in records):
        where = f" (line {at})" if at else ""
        raise UnusableDirectory(
            f"The directory {path.name} is not JSON objects, one a line or in one array{where}.",
            hint="Check that the file is whole, or give it as CSV or Parquet.",
        )
    flat = [_flat(record) for record in records]
    names = list(dict.fromkeys(name for record in flat for name in record))
    return TableRows(pa.table({name: pa.array([record.get(name) for record in flat], pa.string()) for name in names}))


def open_file(path: Path) -> DirectoryRows:
    """The reader of a directory file, told by its first bytes, not by its name."""
    failed = False
    head = b""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        failed = True
    if failed:
        raise UnusableDirectory(
            f"The directory {path.name} cannot be opened.", hint="Check the path and the permissions."
        )
    if head[:2] == _GZIP:
        with _plain_errors(path), gzip.open(path) as unpacked:
            head = unpacked.read(_HEAD)
    if not head.strip():
        raise UnusableDirectory(f"The directory {path.name} is empty.", hint="Give the account list of your company.")
    if head[:4] == b"PAR1":
        return ParquetRows(path)
    if head.lstrip(_BOM + b" \t\r\n")[:1] in (b"{", b"["):
        return json_rows(path, head)
    if path.suffix.lower() in _PARQUET or _is_binary(head):
        raise UnusableDirectory(
            f"The directory {path.name} is neither text nor Parquet, or it is damaged.",
            hint="Export it again as CSV, Parquet or NDJSON.",
        )
    return CsvRows(path, head)


def _is_binary(head: bytes) -> bool:
    """More than a stray control character at the beginning, in what should be text."""
    begin = head[:_BEGIN]
    if begin[:2] in _UTF16:
        return False
    return len(begin.translate(None, _CONTROL)) < 0.99 * len(begin)


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    """The library's errors quote the data; ours names the file and says what to do."""
    failed = False
    try:
        yield
    except (pa.ArrowException, OSError, UnicodeError, EOFError, zlib.error):
        failed = True
    if failed:
        raise UnusableDirectory(
            f"The directory {path.name} could not be read.",
            hint="Check that the file is whole and, in CSV, that every line has the same columns and closed quotes.",
        )


def _as_text(table: pa.Table) -> pa.Table:
    text = pa.table({name: _column(table[name]) for name in table.column_names})
    text.validate(full=True)  # Parquet does not promise that its strings are UTF-8
    return text


def _column(values: Any) -> Any:
    kind = values.type
    if pa.types.is_dictionary(kind):
        return _column(values.cast(kind.value_type))
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return pc.binary_join(values.cast(pa.list_(pa.string())), ";")
    if pa.types.is_struct(kind) or pa.types.is_map(kind):
        return pa.chunked_array(
            [pa.array([json.dumps(value, default=str) for value in values.to_pylist()], pa.string())]
        )
    return values.cast(pa.string())


def _decoded(head: bytes) -> tuple[str, str]:
    if head[:2] in _UTF16:
        return "utf16", head[: len(head) // 2 * 2].decode("utf-16", "replace")
    try:
        return "utf8", head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        cut = error.start >= len(head) - 4
    return ("utf8", head.decode("utf-8-sig", "replace")) if cut else ("latin1", head.decode("latin-1"))


def _unique(header: Sequence[str]) -> tuple[str, ...]:
    names: list[str] = []
    for number, cell in enumerate(header, start=1):
        name = cell.strip().lstrip("\ufeff") or f"column{number}"
        names.append(name if name not in names else f"{name}_{number}")
    return tuple(names)


def _whole(path: Path) -> str:
    data = path.read_bytes()
    if data[:2] == _GZIP:
        data = gzip.decompress(data)
    return data.decode("utf-8-sig", "replace")


def _flat(record: dict[str, Any], above: str = "") -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for key, value in record.items():
        name = f"{above}{key}"
        if isinstance(value, dict):
            found |= _flat(value, f"{name}.")
        elif isinstance(value, list):
            found[name] = ";".join(item if isinstance(item, str) else json.dumps(item) for item in value)
        else:
            found[name] = value if value is None or isinstance(value, str) else json.dumps(value)
    return found
