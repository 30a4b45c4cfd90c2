"""Chunks are cut at line ends, wherever the chunk's own end falls."""

from __future__ import annotations

import json

import pytest

from waspada.core.split import Batch, Split, Unit
from waspada.readers import lines
from waspada.readers.json_scan import Cutter
from waspada.readers.limits import Limits
from waspada.readers.schema import infer


class Stream:
    problem = ""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def read(self, size: int) -> bytes:
        out, self.data = self.data[: min(size, 3)], self.data[min(size, 3) :]
        return out

    def close(self) -> None:
        pass


def split(start: int = 0) -> Split:
    return Split(
        number=0,
        source="x",
        name="x",
        member=(),
        start=start,
        end=-1,
        unit=Unit.STREAM,
        format="ndjson",
        table="x",
        schema=infer([b'{"a": 1}']),
    )


def values(batches: list[Batch]) -> dict[int, str]:
    found: dict[int, str] = {}
    for batch in batches:
        for column in batch.columns:
            rows = range(batch.records) if column.rows is None else column.rows.to_pylist()
            found |= {batch.positions[row].as_py(): v for row, v in zip(rows, column.values.to_pylist(), strict=True)}
    return found


@pytest.mark.parametrize("chunk", [20, 33, 64, 1000])
@pytest.mark.parametrize("end", [b"", b"\n", b"\n\n"])
def test_every_line_once(monkeypatch: pytest.MonkeyPatch, chunk: int, end: bytes) -> None:
    monkeypatch.setattr(lines, "CHUNK", chunk)
    data = b"\n".join(b'{"a": "%d"}' % i for i in range(50)) + end
    batches = list(lines.read_lines(Stream(data), split(100), Limits()))
    assert list(dict(sorted(values(batches).items())).values()) == [str(i) for i in range(50)]
    assert min(values(batches)) == 100
    assert sum(batch.bytes_unpacked for batch in batches) == len(data)


def test_a_long_line_is_kept_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "CHUNK", 64)
    long = b'{"a": "' + b"x" * 500 + b'"}'
    batches = list(lines.read_lines(Stream(b'{"a": "1"}\n' + long + b'\n{"a": "2"}\n'), split(), Limits(line_bytes=40)))
    (item,) = [item for batch in batches for item in batch.quarantined]
    assert (item.position, item.raw, item.scalars) == (11, long, 1)
    assert set(values(batches).values()) == {"1", "2"}


def test_pieces_keep_their_own_places() -> None:
    data = b'[ {"a": "x"},\n  {"a":\n "y"}, {"a": "z\n"}, nope]'
    batches = list(lines.read_pieces(Cutter(Stream(data), (), 1000), split(), Limits()))
    assert values(batches) == {data.index(b'{"a": "x'): "x", data.index(b'{"a":\n'): "y"}
    bad = {item.position: item.raw for batch in batches for item in batch.quarantined}
    assert bad == {data.index(b'{"a": "z'): b'{"a": "z\n"}', data.index(b"nope"): b"nope"}
    assert sum(batch.bytes_unpacked for batch in batches) == len(data)
    assert json.loads(b'{"a":  "y"}') == {"a": "y"}
