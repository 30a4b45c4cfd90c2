"""DuckDB sees its own chunk and nothing else; a chunk it refuses is not lost."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pytest

from waspada.readers.duck import ChunkReader, _hasher, hashes


def test_rows_of_a_chunk() -> None:
    reader = ChunkReader(1 << 16)
    view = reader.load(b'{"a":"x"}\nbroken\n{"a":1.5}\n')
    assert reader.parse(len(view), {"a": "s"}).to_pylist() == [{"a": "x"}, {"a": None}, {"a": "1.5"}]


def test_a_chunk_grows_and_shrinks() -> None:
    reader = ChunkReader(64)
    for count in (1, 100_000, 2):
        view = reader.load(b'{"a":"x"}\n' * count)
        assert reader.parse(len(view), {"a": "s"}).num_rows == count


def test_what_duckdb_refuses_gives_no_rows_and_no_error() -> None:
    reader = ChunkReader(1 << 16)
    view = reader.load(b'{"a":' * 150 + b"1" + b"}" * 150 + b"\n")
    assert reader.parse(len(view), {"a": "s"}).num_rows == 0


def test_no_other_file_can_be_read() -> None:
    reader = ChunkReader(1 << 16)
    connection = reader._connect()
    for statement in ("select * from read_text('/etc/hostname')", "set enable_external_access=true", "install httpfs"):
        with pytest.raises(duckdb.Error):
            connection.sql(statement).fetchall()


def test_hashes_are_the_same_for_the_same_text() -> None:
    first, second = hashes(pa.array(["a", "b", "a", ""])), hashes(pa.array(["b"]))
    assert first[0] == first[2] != first[1] == second[0]
    assert first.dtype == np.uint64
    assert len(hashes(pa.array([], pa.string()))) == 0


def test_short_of_memory_it_writes_nothing_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for connection in (ChunkReader(64)._connect(), _hasher(-1)):
        assert connection.sql("select current_setting('temp_directory')").fetchall() == [("",)]
    connection = _hasher(-1)
    connection.execute("set memory_limit = '20MB'")
    with pytest.raises(duckdb.OutOfMemoryException):
        connection.execute("create temp table big as select md5(i::varchar) as v from range(1000000) as t(i)")
    assert not list(tmp_path.iterdir())
