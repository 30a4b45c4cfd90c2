"""Rows of ids, whole or in parts in any order: every gap that is told is one, and the largest are told."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from waspada.assess import id_rows
from waspada.assess.id_rows import NO_DAY, Stretches, bounded, is_row, of_numbers, row_of

START = date(2025, 11, 1).toordinal() - date(1970, 1, 1).toordinal()


def made(numbers: list[int], per_day: int = 100) -> Stretches:
    """With `per_day` numbers a day from 1 November on."""
    values = np.array(numbers, np.int64)
    days = START + values // per_day
    return of_numbers(values, days, days)


def test_gaps_have_their_size_their_place_and_their_days() -> None:
    numbers = [n for n in range(1, 1001) if n not in range(401, 501) and n != 777]
    row = row_of([made(numbers)])
    assert row is not None
    assert (row.missing, row.exact, row.gaps_in_all) == (101, True, 2)
    assert [(gap.missing, gap.after) for gap in row.gaps] == [(100, 40), (1, 77)]
    assert (row.gaps[0].last_day, row.gaps[0].next_day) == (date(2025, 11, 5), date(2025, 11, 6))
    assert (row.first_day, row.last_day) == (date(2025, 11, 1), date(2025, 11, 11))


@pytest.mark.parametrize("seed", range(5))
def test_parts_in_any_order_are_as_the_whole(seed: int) -> None:
    rng = np.random.default_rng(seed)
    numbers = rng.permutation(np.setdiff1d(np.arange(5, 3000), rng.integers(10, 2900, 200)))
    parts = np.array_split(np.append(numbers, numbers[:50]), 7)
    whole = row_of([made(sorted(numbers.tolist()))])
    assert row_of([made(part.tolist()) for part in parts]) == whole
    assert (
        row_of([bounded([made(part.tolist()) for part in parts[:3]]), made(np.concatenate(parts[3:]).tolist())])
        == whole
    )


def test_of_too_many_stretches_the_largest_gaps_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(id_rows, "MOST", 20)
    rng = np.random.default_rng(3)
    numbers = rng.permutation(np.array([n for n in range(2000) if not 700 <= n < 900 and n % 13]))
    row = row_of([made(part.tolist()) for part in np.array_split(numbers, 3)])
    assert row is not None
    assert not row.exact
    assert (200, 34) in [(gap.missing, gap.after) for gap in row.gaps]
    assert row.missing <= 2000 - len(numbers)


def test_numbers_that_do_not_grow_with_time_have_no_days() -> None:
    values = np.arange(1000)
    days = START + np.random.default_rng(1).integers(0, 30, 1000)
    row = row_of([of_numbers(values, days, days)])
    assert row is not None
    assert (row.missing, row.first_day, row.last_day) == (0, None, None)
    mixed = row_of([made(list(range(100, 200))), of_numbers(np.arange(300, 400), np.full(100, 5), np.full(100, 5))])
    assert mixed is not None
    assert (mixed.missing, mixed.last_day, mixed.gaps[0].next_day) == (100, None, None)


def test_without_times_gaps_are_still_told() -> None:
    nothing = np.full(90, NO_DAY)
    row = row_of([of_numbers(np.append(np.arange(60), np.arange(70, 100)), nothing, nothing)])
    assert row is not None
    assert row.as_json() == {
        "missing": 10, "missing_is_least": False, "gaps_in_all": 1, "first_day": None, "last_day": None,
        "gaps": [{"missing": 10, "after_percent": 60, "last_day": None, "next_day": None}],
    }  # fmt: skip


def test_nothing_is_no_row() -> None:
    assert row_of([]) is None
    assert row_of([made([])]) is None
    assert [is_row(*pair) for pair in ((50, 100), (49, 49), (50, 101))] == [True, False, False]
