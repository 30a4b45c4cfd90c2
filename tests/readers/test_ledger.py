"""The second count, against the standard library's own parser."""

from __future__ import annotations

import json
import random
from typing import Any

import numpy as np
import pytest

from waspada.readers import ledger

SEPARATORS = [(",", ":"), (", ", ": "), (" , ", " : "), (",\t", "\t:\t")]
NASTY = [
    None,
    True,
    1.5,
    -3,
    "",
    ":x",
    '":null',
    'a\\"b',
    "\\\\",
    "\\",
    "[1,2]",
    '{"a":1}',
    ", ,",
    ":{",
    "null",
    "é🎉",
    "\u2028",
]


def scalars(node: Any) -> int:
    if isinstance(node, dict):
        return sum(map(scalars, node.values()))
    return sum(map(scalars, node)) if isinstance(node, list) else 1


def containers(node: Any) -> int:
    inner = list(node.values()) if isinstance(node, dict) else node if isinstance(node, list) else []
    return sum(isinstance(child, dict | list) for child in inner) + sum(map(containers, inner))


def document(rng: random.Random, depth: int) -> Any:
    draw = rng.random()
    if depth < 4 and draw < 0.25:
        keys = ["a", "b:", 'c"', "d\\", "e,", " {", "\n"]
        return {rng.choice(keys) + str(at): document(rng, depth + 1) for at in range(rng.randint(0, 4))}
    if depth < 4 and draw < 0.45:
        return [document(rng, depth + 1) for _ in range(rng.randint(0, 4))]
    return rng.choice(NASTY)


@pytest.fixture(scope="module")
def lines() -> tuple[np.ndarray[Any, np.dtype[np.uint8]], list[Any]]:
    rng = random.Random(11)
    documents = [{"r": document(rng, 0), "q": document(rng, 0)} for _ in range(4000)]
    documents += [document(rng, 0) for _ in range(200)]
    rng.shuffle(documents)
    text = "\n".join(json.dumps(item, separators=rng.choice(SEPARATORS), ensure_ascii=False) for item in documents)
    return np.frombuffer(text.encode() + b"\n", np.uint8), documents


def test_exact_counts_equal_the_parser(lines: Any) -> None:
    data, documents = lines
    starts, ends = ledger.line_spans(data)
    counts = ledger.exact(data, starts, ends)
    assert counts.scalars.tolist() == [scalars(item) for item in documents]
    assert counts.containers.tolist() == [containers(item) for item in documents]


def test_audit_agrees_with_a_true_delivery(lines: Any) -> None:
    data, documents = lines
    starts, ends = ledger.line_spans(data)
    truth = ledger.Counts(np.array([scalars(d) for d in documents]), np.array([containers(d) for d in documents]))
    verdict = ledger.audit(data, starts, ends, truth)
    assert verdict.scalars == int(truth.scalars.sum())
    assert not len(verdict.wrong)


def test_audit_names_every_line_that_lost_one_cell(lines: Any) -> None:
    data, documents = lines
    starts, ends = ledger.line_spans(data)
    delivered = np.array([scalars(item) for item in documents])
    lost = sorted(random.Random(5).sample(range(len(documents)), 100))
    delivered[lost] -= 1
    verdict = ledger.audit(data, starts, ends, ledger.Counts(delivered, np.array([containers(d) for d in documents])))
    assert verdict.wrong.tolist() == lost
    assert verdict.wrong_scalars.tolist() == [scalars(documents[at]) for at in lost]


def test_an_object_kept_as_text_does_not_balance() -> None:
    data = np.frombuffer(b'{"a":{"k":"v"}}\n', np.uint8)
    starts, ends = ledger.line_spans(data)
    as_text = ledger.Counts(np.array([1]), np.array([0]))  # one cell that holds the object's text
    assert ledger.audit(data, starts, ends, as_text).wrong.tolist() == [0]


def test_a_key_with_a_blank_before_its_colon_hides_no_lost_cell() -> None:
    data = np.frombuffer(b'{"a" :1,"late":"x"}\n', np.uint8)
    starts, ends = ledger.line_spans(data)
    assert ledger.audit(data, starts, ends, ledger.Counts(np.array([1]), np.array([0]))).wrong.tolist() == [0]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (b"", []),
        (b"\n\n  \n\t\n", []),
        (b"a\nb", [(0, 1), (2, 3)]),
        (b"\n a\r\n\r\nb\n", [(1, 4), (7, 8)]),
    ],
)
def test_blank_lines_are_not_records(text: bytes, spans: list[tuple[int, int]]) -> None:
    starts, ends = ledger.line_spans(np.frombuffer(text, np.uint8))
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == spans
