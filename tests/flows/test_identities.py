"""Grouping records by whose they are."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
import pyarrow as pa

from waspada.core.roles import Roles, Time
from waspada.core.split import Batch, Split
from waspada.detect.engine import Detector
from waspada.flows import identities
from waspada.flows.cells import read_cells
from waspada.flows.paths import Paths
from waspada.flows.times import MISSING


def test_groups_are_exact_also_when_mixing_would_collide(monkeypatch: object) -> None:
    rng = np.random.default_rng(3)
    keys = [rng.integers(-1, 4, 500), rng.integers(-1, 3, 500)]
    first, group = identities._group(keys, 500)
    pairs = list(zip(*(key.tolist() for key in keys), strict=True))
    assert len(first) == len(set(pairs))
    assert all(pairs[first[group[at]]] == pairs[at] for at in range(500))
    assert all(first[group[at]] <= at for at in range(500))


def test_the_first_identifier_that_is_there_counts_and_nothings_do_not(
    split: Split, batch: Callable[..., Batch], detector: Detector
) -> None:
    made = batch(
        [
            {"a": "", "b": "x1", "when": "1762646400"},
            {"a": "null", "b": "x1", "when": "broken"},
            {"a": "y2", "b": "x1", "when": "1762646500"},
        ]
    )
    paths = Paths(detector)
    cells = [read_cells(made, column, None, None, paths, detector) for column in made.columns]
    grouped = identities.Identities(split, "UTC")
    roles = Roles(email=("a", "b"), time=(Time("when", "s"),))
    rows = grouped.add(made, roles, cells, np.zeros((3, 1), np.int64))
    table = grouped.tables()["identities"].to_pylist()
    assert [table[row]["email"] for row in rows] == ["x1", "x1", "y2"]
    first = table[rows[0]]
    assert (first["records"], first["first_position"], first["first_seen"], first["last_seen"]) == (
        2,
        "e.jsonl:0",
        1762646400_000000,
        1762646400_000000,
    )


def test_extent_of_times_equals_a_plain_loop() -> None:
    rng = random.Random(2)
    group = np.array([rng.randrange(7) for _ in range(200)])
    times = np.array([rng.choice([MISSING, rng.randrange(1000)]) for _ in range(200)])
    found = identities._extent(times, group, 7)
    for number in range(7):
        mine = [int(t) for t, g in zip(times, group, strict=True) if g == number and t != MISSING]
        assert found["first_seen"][number].as_py() == (min(mine) if mine else None)
        assert found["last_seen"][number].as_py() == (max(mine) if mine else None)


def test_positions_are_named_by_file() -> None:
    assert identities.position_text("a.csv", pa.array([0, 12], pa.int64())).to_pylist() == ["a.csv:0", "a.csv:12"]
