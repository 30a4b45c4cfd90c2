"""DuckDB as the parser of newline-delimited JSON: one chunk in shared memory in, one Arrow table out.

The schema is pinned and every scalar is VARCHAR, so nothing is guessed or turned into a float. A line that DuckDB
cannot parse comes back as a row of nulls (`ignore_errors`), and unknown or duplicate keys are dropped silently; both
are safe only because `jsonlines` counts every line a second time (`ledger`) and repairs what does not balance.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from waspada.readers.schema import Schema

_ROOM = 1 << 20
_CONFIG: Final[dict[str, str | bool | int | float | list[str]]] = {"threads": 1, "temp_directory": ""}
"""Without a folder for it: short of memory it would write what it reads into `.tmp` of the current one."""


class ChunkReader:
    """Holds one chunk of lines in anonymous shared memory and lets DuckDB parse it. One for each process."""

    def __init__(self, capacity: int) -> None:
        self._fd = os.memfd_create("waspada-chunk", os.MFD_CLOEXEC)
        os.ftruncate(self._fd, capacity + _ROOM)
        self._capacity = capacity + _ROOM
        self._map = mmap.mmap(self._fd, self._capacity)
        self._path = f"/proc/self/fd/{self._fd}"
        self._connection: duckdb.DuckDBPyConnection | None = None

    def window(self, size: int) -> memoryview:
        """A writable view of `size` bytes, shared with the parser."""
        if size > self._capacity:
            self._map.close()
            os.ftruncate(self._fd, size + _ROOM)
            self._capacity = size + _ROOM
            self._map = mmap.mmap(self._fd, self._capacity)
        os.ftruncate(self._fd, self._capacity)
        return memoryview(self._map)[:size]

    def load(self, data: bytes | bytearray | memoryview) -> memoryview:
        """Copy `data` into the chunk."""
        source = memoryview(data)
        view = self.window(source.nbytes)
        view[:] = source
        return view

    def parse(self, size: int, schema: Schema) -> pa.Table:
        """Parse the first `size` bytes: one row for each non-blank line, all-null where a line does not parse.

        No rows at all where DuckDB refuses the chunk as a whole (nested deeper than 128, out of memory): every line
        then takes the exact path.
        """
        os.ftruncate(self._fd, size)
        try:
            return self._connect().sql(self._statement(schema)).to_arrow_table(1 << 24)
        except duckdb.Error:
            return pa.table({})
        finally:
            os.ftruncate(self._fd, self._capacity)

    def _statement(self, schema: Schema) -> str:
        columns = ", ".join(f"{_literal(key)}: {_literal(_type(child))}" for key, child in schema.items())
        return (
            f"select * from read_json({_literal(self._path)}, format='newline_delimited', ignore_errors=true, "  # noqa: S608
            f"maximum_object_size={64 << 20}, columns={{{columns}}})"
        )

    def _connect(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            connection = duckdb.connect(config=_CONFIG)
            for statement in (
                f"set allowed_paths=[{_literal(self._path)}]",
                "set enable_external_access=false",
                "set enable_external_file_cache=false",
                "set autoload_known_extensions=false",
                "set lock_configuration=true",
            ):
                connection.execute(statement)
            self._connection = connection
        return self._connection


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _identifier(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _type(node: Any) -> str:
    if isinstance(node, Mapping):
        return "STRUCT(" + ", ".join(f"{_identifier(key)} {_type(child)}" for key, child in node.items()) + ")"
    if isinstance(node, list):
        return _type(node[0]) + "[]"
    return "VARCHAR"


def hashes(texts: pa.Array) -> npt.NDArray[np.uint64]:
    """DuckDB's hash of each text: the same in every process and run of one version."""
    if not len(texts):
        return np.zeros(0, np.uint64)
    connection = _hasher(os.getpid())
    connection.register("texts", pa.table({"text": texts}))
    try:
        found = connection.sql("select hash(text) as h from texts").to_arrow_table()
    finally:
        connection.unregister("texts")
    return np.asarray(found.column(0).combine_chunks(), np.uint64)


@cache
def _hasher(_: int) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config=_CONFIG)
    connection.execute("set enable_external_access=false")
    return connection
