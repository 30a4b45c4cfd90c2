"""The census counts every cell once, whatever batches it comes in."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from waspada.core.split import Batch
from waspada.detect.engine import Detector
from waspada.flows import census
from waspada.flows.cells import read_cells
from waspada.flows.paths import Paths
from waspada.readers.duck import hashes


def counted(batches: list[Batch], detector: Detector) -> dict[str, dict[str, object]]:
    paths, found = Paths(detector), census.Census(hashes, 7)
    for batch in batches:
        found.add("t", [read_cells(batch, column, None, None, paths, detector) for column in batch.columns])
    return {row["path"]: row for row in found.table().to_pylist()}


def test_counts_do_not_depend_on_batches(batch: Callable[..., Batch], detector: Detector) -> None:
    rng = random.Random(1)
    rows = [{"a": rng.choice(["", "x", "yy", None]), "b": f"t{rng.randrange(90)}"} for _ in range(300)]
    whole = counted([batch(rows)], detector)
    parts = counted([batch(rows[:100]), batch(rows[100:110]), batch(rows[110:])], detector)
    for path, row in whole.items():
        assert row["filled"] == parts[path]["filled"] == sum(bool(r[path]) for r in rows)
        assert row["empty"] == parts[path]["empty"] == sum(r[path] == "" for r in rows)
        assert set(row["hashes"]) == set(parts[path]["hashes"])  # type: ignore[call-overload]
        assert len(set(row["hashes"])) == len({r[path] for r in rows if r[path]})  # type: ignore[call-overload]
        assert set(row["sample_hashes"]) <= set(parts[path]["sample_hashes"])  # type: ignore[call-overload]


def test_a_full_sketch_keeps_the_smallest(
    batch: Callable[..., Batch], detector: Detector, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"a": f"v{number}"} for number in range(300)]
    everything = sorted(set(counted([batch(rows)], detector)["a"]["hashes"]))  # type: ignore[call-overload]
    monkeypatch.setattr(census, "SKETCH", 50)
    kept = counted([batch(rows[:150]), batch(rows[100:])], detector)["a"]["hashes"]
    assert list(kept) == everything[:50]  # type: ignore[call-overload]


def test_sentences_are_told_from_words(batch: Callable[..., Batch], detector: Detector) -> None:
    rows = [{"note": "please call me back", "page": "home"}] * 20
    found = counted([batch(rows)], detector)
    assert (found["note"]["wordy"], found["page"]["wordy"]) == (20, 0)
    assert found["note"]["characters"] == 20 * len("please call me back")
