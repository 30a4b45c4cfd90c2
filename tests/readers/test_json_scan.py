"""Pieces of a document are exactly its elements, however the bytes are cut."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waspada.readers import json_scan
from waspada.readers.json_scan import Cutter, Piece, Scanner

LEAF = st.none() | st.integers() | st.text(st.sampled_from('ab"\\{}[],:\n é'), max_size=6)
VALUE = st.recursive(
    LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
)


class Trickle:
    """A stream that gives a few bytes at a time."""

    problem = ""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def read(self, size: int) -> bytes:
        out, self.data = self.data[:size], self.data[size:]
        return out

    def close(self) -> None:
        pass


def pieces(data: bytes, *path: str, block: int = 7, longest: int = 1 << 20) -> list[Piece]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_scan, "_BLOCK", block)
        return list(Cutter(Trickle(data), path, longest).pieces())


@given(st.lists(VALUE, max_size=5), st.sampled_from([None, 1]), st.integers(3, 40))
def test_an_array_gives_its_elements(values: list[Any], indent: int | None, block: int) -> None:
    data = json.dumps(values, indent=indent, ensure_ascii=False).encode()
    found = pieces(data, block=block)
    assert [json.loads(piece.raw) for piece in found] == values
    assert all(data[piece.start :].startswith(piece.raw) for piece in found)


@given(st.lists(VALUE, min_size=1, max_size=4), VALUE, st.integers(3, 40), st.integers(1, 3))
def test_a_page_gives_its_elements_and_what_stands_around(
    values: list[Any], other: Any, block: int, copies: int
) -> None:
    page = {"a": other, "results": values, "z": {"results": 1}}
    data = b"\n".join([json.dumps(page, indent=1).encode()] * copies)
    found = pieces(data, "results", block=block)
    assert [json.loads(piece.raw) for piece in found if not piece.envelope] == values * copies
    around = [json.loads(piece.raw) for piece in found if piece.envelope]
    assert around == [{**page, "results": []}] * copies


def test_a_deeper_path() -> None:
    data = json.dumps({"log": {"v": {"entries": [0]}, "entries": [{"a": 1}, {"a": 2}]}}).encode()
    found = pieces(data, "log", "entries")
    assert [piece.raw for piece in found if not piece.envelope] == [b'{"a": 1}', b'{"a": 2}']


def test_one_document_after_the_other() -> None:
    found = pieces(b'{"a": 1}{"a": 2}\n{"a": [3]} , \x1e{"a": 4}')
    assert [json.loads(piece.raw)["a"] for piece in found] == [1, 2, [3], 4]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'[{"a": 1}}, {"a": 2}]', [b'{"a": 1}}', b'{"a": 2}']),
        (b'[{"a": "1}, {"a": 2}, {"a": 3}]', [b'{"a": "1}', b'{"a": 2}', b'{"a": 3}']),
        (b'[{"a": 1}, {"a": 2', [b'{"a": 1}', b'{"a": 2']),
        (b"[", []),
        (b"", []),
        (b"}]", [b"}]"]),
        (b'junk {"a": 1} more', [b"junk ", b'{"a": 1}', b"more"]),
    ],
)
def test_damage_stays_where_it_is(data: bytes, expected: list[bytes]) -> None:
    assert [piece.raw for piece in pieces(data, block=1 << 20)] == expected


def test_a_cut_page_keeps_what_stood_around_it() -> None:
    found = pieces(b'{"page": 7, "results": [{"a": 1}, {"a"', "results", block=1 << 20)
    assert [piece.raw for piece in found if not piece.envelope] == [b'{"a": 1}', b'{"a"']
    assert [json.loads(piece.raw) for piece in found if piece.envelope] == [{"page": 7, "results": []}]


def test_a_stray_quote_costs_little_in_a_long_document() -> None:
    elements = [json.dumps({"n": i, "text": "x" * 50}) for i in range(2000)]
    elements[100] = elements[100].replace("xx", 'x"x', 1)
    found = pieces(("[" + ",".join(elements) + "]").encode(), block=4096, longest=20_000)
    good = {piece.raw.decode() for piece in found}
    assert len(good & set(elements)) >= 1990


def test_escapes_across_blocks() -> None:
    data = b'{"a\\\\\\"b": "c\\\\"}'
    for cut in range(1, len(data)):
        scanner = Scanner()
        events = [
            event.at + begin
            for begin, part in ((0, data[:cut]), (cut, data[cut:]))
            for event in scanner.feed(np.frombuffer(part, np.uint8), 5)
        ]
        assert events == [0, len(data) - 1]
