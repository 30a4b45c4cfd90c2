"""Gates spare time and lose nothing: what is found in long texts is what a look at every byte finds."""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.detect.cases.loader import load

from waspada.detect import gates, layers, scanner
from waspada.detect.engine import NOWHERE, Detector
from waspada.detect.gates import Gate
from waspada.detect.registry import FINDERS

PROSE = (
    "Selamat pagi, the playground forgets what was set yesterday; what should we do? Terima kasih, und bis bald. "
    "Our colleague cannot open the page any more, although nothing was changed on our side! "
)
TRIGGERS = [trigger for finder in FINDERS for trigger in finder.triggers] + list(layers.TRIGGERS)


@pytest.mark.parametrize(
    ("trigger", "gate"),
    [
        ("[0-9]{3}-[0-9]{2}", Gate.DIGITS),
        ("[0-9] [0-9]", Gate.DIGITS),
        ("[0-9][A-Z][A-Z][0-9]", Gate.ANYWHERE),
        ("(?:[0-9]{2}|a)b", Gate.ANYWHERE),
        ("key_[a-z]{15}", Gate.SOLID),
        ("key_[a-z]{14}", Gate.ANYWHERE),
        ("key [a-z]{15}", Gate.ANYWHERE),
        ("(?i:azure|aws)[\\x00-\\xff]{0,48}[^A-Za-z0-9][a-z]{20}", Gate.SOLID),
        ("(?:[A-Za-z0-9]{4}){5}", Gate.SOLID),
        ("ab*[0-9]{2}", Gate.ANYWHERE),
        ("[a-z]{200}[0-9]{2}", Gate.ANYWHERE),
    ],
)
def test_a_gate_is_what_every_match_holds(trigger: str, gate: Gate) -> None:
    assert gates.gate_of(trigger) is gate


def test_most_triggers_have_a_gate() -> None:
    behind = [gates.gate_of(trigger) for trigger in TRIGGERS]
    assert behind.count(Gate.ANYWHERE) < 100 < behind.count(Gate.SOLID)


def _windows(data: bytes, gate: Gate) -> list[tuple[int, int]]:
    where = gates.places(np.frombuffer(data, np.uint8), gate)
    if not len(where):
        return []
    starts, ends = gates.around(where, np.zeros(1, np.int64), len(data))
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


@settings(
    max_examples=300 if os.environ.get("WASPADA_FULL") else 60,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_every_match_of_a_gated_trigger_lies_in_a_window(data: st.DataObject) -> None:
    gated = [trigger for trigger in TRIGGERS if gates.gate_of(trigger) is not Gate.ANYWHERE]
    trigger = data.draw(st.sampled_from(gated))
    match = data.draw(st.from_regex(re.compile(trigger.replace(r"\b", "").encode()), fullmatch=True))
    before = (PROSE * 9).encode()[: data.draw(st.integers(900, 1500))]
    text = before + b" " + match + b" " + (PROSE * 9).encode()
    begin = len(before) + 1
    windows = _windows(text, gates.gate_of(trigger))
    assert any(start < begin and begin + len(match) <= end for start, end in windows)


def test_prose_has_no_windows() -> None:
    text = (PROSE * 400).encode()
    assert _windows(text, Gate.DIGITS) == _windows(text, Gate.SOLID) == []


@pytest.mark.parametrize("gate", [Gate.DIGITS, Gate.SOLID])
def test_no_place_is_lost_where_blocks_meet(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(7)
    words = ["ab", "1", "x7", "long-and-solid-stretch-of-text", "8 9", "of", "\n"]
    data = np.frombuffer(" ".join(rng.choice(words) for _ in range(3000)).encode(), np.uint8)
    whole = gates.places(data, gate).tolist()
    monkeypatch.setattr(gates, "_BLOCK", 64)
    assert gates.places(data, gate).tolist() == whole
    assert gates.holds(data, gate)


def test_windows_stay_inside_their_value() -> None:
    data = b"x" * 50 + b"\n" + b"y" * 20 + b"42" + b"y" * 20 + b"\n" + b"z" * 50
    where = np.array([71], np.int64)
    starts, ends = gates.around(where, np.array([0, 51, 94], np.int64), len(data))
    assert (starts.tolist(), ends.tolist()) == ([51], [93])


def test_a_text_of_digits_alone_needs_few_triggers() -> None:
    assert gates.bare(np.frombuffer(b"123\n4567\n", np.uint8))
    assert not gates.bare(np.frombuffer(b"123\n45x7\n", np.uint8))
    assert 0 < sum(map(gates.fires_on_digits, TRIGGERS)) < 20


def test_nothing_is_lost_in_long_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hits of all kinds, each in the middle of prose: with the gates and without."""
    detector = Detector()
    files = Path(__file__).with_name("cases").rglob("*.yaml")
    cases = [case for file in sorted(files) for case in load(file) if case.spans and case.place == NOWHERE]
    assert len(cases) > 1000
    texts = pa.array([f"{PROSE * 5}\n{case.text}\n{PROSE * 5}" for case in cases], pa.string())

    def found() -> set[tuple[int, str, str, bool, str]]:
        scan = detector.scan(texts, NOWHERE)
        return {(hit.at, hit.match.kind, hit.value, hit.match.strong, hit.layer) for hit in scan.hits}

    with_gates = found()
    monkeypatch.setattr(scanner, "_MOSTLY", -1.0)
    without = found()
    assert with_gates == without
    assert len(with_gates) > 1000
