"""The census counts every cell once, whatever batches it comes in."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
import pytest

from waspada.assess.id_rows import NO_DAY
from waspada.core.split import Batch
from waspada.detect.engine import Detector
from waspada.flows import census
from waspada.flows.cells import read_cells
from waspada.flows.paths import Paths
from waspada.flows.times import MISSING
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


def test_ids_that_are_numbers_have_ends(batch: Callable[..., Batch], detector: Detector) -> None:
    rows = [
        {"ticket_id": str(n), "id": f"x{n}", "size": str(n), "eventId": "" if n % 2 else str(n)} for n in range(7, 400)
    ]
    found = counted([batch(rows[:300]), batch(rows[300:])], detector)
    ends = {path: (row["least"], row["most"]) for path, row in found.items()}
    assert ends == {"ticket_id": (7, 399), "id": (None, None), "size": (None, None), "eventId": (8, 398)}


def test_one_text_among_the_numbers_and_there_are_no_ends(batch: Callable[..., Batch], detector: Detector) -> None:
    rows = [{"id": str(n)} for n in range(400)]
    found = counted([batch([{"id": "none"}]), batch(rows)], detector)
    assert (found["id"]["least"], found["id"]["most"]) == (None, None)


def test_ids_that_are_numbers_have_stretches_and_days(batch: Callable[..., Batch], detector: Detector) -> None:
    paths, found = Paths(detector), census.Census(hashes, 7)
    numbers = [n for n in range(1, 600) if not 200 <= n < 250]
    random.Random(2).shuffle(numbers)
    for part in (numbers[:80], numbers[80:]):
        given = batch([{"ticket_id": str(n), "far_id": str(n * 10**7), "id": "" if n % 2 else str(n)} for n in part])
        cells = [read_cells(given, column, None, None, paths, detector) for column in given.columns]
        found.add("t", cells)
        found.date("t", cells, np.array([MISSING if n == 1 else n // 100 * 86_400_000_000 for n in part]))
    rows = {row["path"]: row for row in found.table().to_pylist()}
    told = [rows["ticket_id"][name] for name in ("run_least", "run_most", "run_first", "run_last", "runs_exact")]
    assert told == [[1, 250], [199, 599], [NO_DAY, 2], [1, 5], True]
    assert (rows["far_id"]["run_least"], rows["far_id"]["runs_exact"]) == (None, None)
    assert rows["id"]["run_least"][:3] == [2, 4, 6]
