"""The pass over a column: nothing is missed at a border, nothing is found across one, the cache is only ours."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow as pa
import pytest

from waspada.detect import scanner
from waspada.detect.scanner import Scanner

TRIGGERS = ("ab", "[0-9]{4}", "z\\s+z")


def pairs(values: list[str], cache: Path | None = None) -> set[tuple[int, int]]:
    triggers, index = Scanner(TRIGGERS, cache).scan_values(pa.array(values, pa.string()))
    return set(zip(triggers.tolist(), index.tolist(), strict=True))


def test_cells_do_not_touch() -> None:
    assert pairs(["xa", "bx", "12", "34", "", "ab", "1234"]) == {(0, 5), (1, 6)}


def test_a_hit_at_the_first_and_last_character_belongs_to_its_cell() -> None:
    assert pairs(["ab12", "1234ab", ""]) == {(0, 0), (1, 1), (0, 1)}


def test_windows_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    values = [f"{'ab' if number % 7 == 0 else 'x'}{number}" for number in range(500)] + ["y" * 400, "ab"]
    whole = pairs(values)
    monkeypatch.setattr(scanner, "WINDOW", 64)
    assert pairs(values) == whole


def test_a_slice_of_an_array_is_scanned_from_its_own_beginning() -> None:
    values = pa.array(["ab", "x", "ab", "1234"], pa.string()).slice(1)
    triggers, index = Scanner(TRIGGERS).scan_values(values)
    assert set(zip(triggers.tolist(), index.tolist(), strict=True)) == {(0, 1), (1, 2)}


def test_nothing_to_scan() -> None:
    assert pairs([]) == set()
    assert pairs(["", ""]) == set()


def test_the_cache_is_private_and_used(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    expected = pairs(["ab"], cache)
    (file,) = cache.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    before = file.stat().st_mtime_ns
    assert pairs(["ab"], cache) == expected
    assert file.stat().st_mtime_ns == before


@pytest.mark.parametrize("damage", ["cut", "flipped", "open to others"])
def test_a_cache_that_cannot_be_trusted_is_made_anew(tmp_path: Path, damage: str) -> None:
    cache = tmp_path / "cache"
    expected = pairs(["ab", "1234"], cache)
    (file,) = cache.iterdir()
    content = file.read_bytes()
    if damage == "cut":
        file.write_bytes(content[:-10])
    elif damage == "flipped":
        file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    else:
        os.chmod(file, 0o644)
    assert pairs(["ab", "1234"], cache) == expected
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert pairs(["ab"], blocked / "cache") == {(0, 0)}
