"""The line engine against the traps that make stock readers lose or rewrite cells: each holds a planted value."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from waspada.core.split import Batch
from waspada.readers import jsonlines
from waspada.readers.schema import infer

PLANT = "AKIA" + "Q" * 16
BASE = b'{"event":"E","properties":{"a":1,"s":"x"}}'

TRAPS = {
    "late key in an object": b'{"event":"E","properties":{"a":1,"late":"%s"}}',
    "late top-level key": b'{"event":"E","properties":{"a":1},"top":"%s"}',
    "number column holds text": b'{"event":"E","properties":{"a":"%s"}}',
    "string column holds an object": b'{"event":"E","properties":{"a":1,"s":{"k":"%s"}}}',
    "string column holds a list": b'{"event":"E","properties":{"a":1,"s":["%s"]}}',
    "duplicate key, first value": b'{"event":"E","properties":{"a":1,"s":"%s","s":"x"}}',
    "duplicate key, second value": b'{"event":"E","properties":{"a":1,"s":"x","s":"%s"}}',
    "properties is a string": b'{"event":"E","properties":"%s"}',
    "lone surrogate": b'{"event":"E","properties":{"a":1,"s":"\\ud83d %s"}}',
    "escaped letter": b'{"event":"E","properties":{"a":1,"s":"\\u0041%s"}}',
    "key in another case": b'{"EVENT":"%s","properties":{"a":1}}',
    "empty key": b'{"event":"E","properties":{"":"%s"}}',
    "root is a list": b'["%s",1]',
    "root is text": b'"%s"',
    "blank before the colon": b'{"event" :"E","properties" : {"a":1 , "late"\t: "%s"}}',
}
QUARANTINED = {
    "invalid UTF-8": b'{"event":"E","properties":{"a":1,"s":"\xff %s"}}',
    "cut last line": b'{"event":"E","properties":{"a":1,"s":"%s',
    "two documents in a line": b'{"event":"%s"}{"event":"E"}',
    "words behind the document": b'{"event":"%s"} and more',
    "NaN": b'{"event":"%s","n":NaN}',
    "too deep": b'{"event":"%s","n":' + b"[" * 300 + b"]" * 300 + b"}",
}


def read(lines: list[bytes], *, offset: int = 0) -> list[Batch]:
    engine = jsonlines.LineEngine(infer(lines[:200]))
    return list(engine.read(engine.chunk.load(b"\n".join(lines) + b"\n"), table="t", offset=offset))


def balance(batches: list[Batch]) -> None:
    for batch in batches:
        assert batch.cells + sum(item.scalars for item in batch.quarantined) == batch.counted_apart


def texts(batches: list[Batch]) -> list[str]:
    return [text for batch in batches for column in batch.columns for text in column.values.to_pylist() if text]


@pytest.mark.parametrize("trap", TRAPS)
def test_no_trap_loses_a_cell(trap: str) -> None:
    lines = [BASE] * 3000
    lines[2500] = TRAPS[trap].replace(b"%s", PLANT.encode())
    batches = read(lines)
    balance(batches)
    assert sum(batch.records for batch in batches) == 3000
    assert sum(PLANT in text for text in texts(batches)) == 1


@pytest.mark.parametrize("trap", QUARANTINED)
def test_what_does_not_parse_is_kept_with_its_position(trap: str) -> None:
    lines = [BASE] * 300
    lines[250] = QUARANTINED[trap].replace(b"%s", PLANT.encode())
    batches = read(lines, offset=1000)
    balance(batches)
    quarantined = [item for batch in batches for item in batch.quarantined]
    assert sum(batch.records for batch in batches) == 299
    assert [item.position for item in quarantined] == [1000 + 250 * (len(BASE) + 1)]
    assert quarantined[0].raw == lines[250]
    assert PLANT not in quarantined[0].reason
    assert PLANT not in repr(quarantined[0])


def test_a_number_keeps_every_digit() -> None:
    lines = [BASE] * 300
    lines[100] = b'{"event":"E","properties":{"a":41111111111111111111111}}'
    batches = read(lines)
    balance(batches)
    assert texts(batches).count("41111111111111111111111") == 1


def test_explicit_null_is_a_cell_and_a_missing_key_is_none() -> None:
    lines = [b'{"e":"a","p":{"x":1,"y":null,"l":[1,null,"z"],"o":{"x":null}}}', b'{"e":null,"p":{"x":2}}', b'{"e":"b"}']
    batches = read(lines)
    balance(batches)
    nulls = {column.path: column.nulls for batch in batches for column in batch.columns if column.nulls}
    assert nulls == {"e": 1, "p.y": 1, "p.l[]": 1, "p.o.x": 1}
    assert sum(batch.cells for batch in batches) == 10


def test_list_elements_know_their_record() -> None:
    lines = [b'{"t":["a","b"]}', b'{"t":[]}', b'{"t":["c"],"i":[{"n":"x"},{"n":"y","m":1}]}']
    batches = read(lines)
    balance(batches)
    columns = {column.path: column for batch in batches for column in batch.columns}
    assert columns["t[]"].values.to_pylist() == ["a", "b", "c"]
    rows = columns["t[]"].rows
    assert rows is not None
    assert rows.to_pylist() == [0, 0, 2]
    assert [text for text in columns["i[].n"].values.to_pylist() if text] == ["x", "y"]


def test_a_line_that_is_too_long_is_quarantined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonlines, "LONGEST_LINE", 1000)
    long = b'{"event":"' + b"x" * 2000 + b'"}'
    batches = read([BASE, long, BASE])
    balance(batches)
    assert sum(batch.records for batch in batches) == 2
    assert [item.raw for batch in batches for item in batch.quarantined] == [long]


def test_random_documents_deliver_what_the_standard_library_reads() -> None:
    rng = random.Random(7)

    def value(depth: int) -> Any:
        draw = rng.random()
        if depth < 3 and draw < 0.2:
            return {rng.choice("abcde"): value(depth + 1) for _ in range(3)}
        if depth < 3 and draw < 0.3:
            return [value(depth + 1) for _ in range(rng.randint(0, 3))]
        return rng.choice([None, True, False, 7, -1.5, "x", "é", 'q"', "tab\t", "", "null", ":n"])

    documents = [{"a": value(0), "b": value(0), rng.choice("cd"): value(0)} for _ in range(2000)]
    lines = [json.dumps(item, ensure_ascii=rng.random() < 0.5).encode() for item in documents]
    batches = read(lines)
    balance(batches)
    assert sum(batch.records for batch in batches) == len(lines)
    expected: list[str] = []

    def leaves(node: Any) -> None:
        if isinstance(node, dict | list):
            for child in node.values() if isinstance(node, dict) else node:
                leaves(child)
        elif node is not None:
            expected.append(json.dumps(node) if not isinstance(node, str) else node)

    for item in documents:
        leaves(item)
    found = [
        text for batch in batches for column in batch.columns for text in column.values.to_pylist() if text is not None
    ]
    assert sorted(found) == sorted(expected)
