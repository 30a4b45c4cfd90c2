"""From how many networks a code was looked at."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from waspada.web.public.seen import MOST_PLACES, Seen

CODE, OTHER = b"c" * 16, b"o" * 16


def test_networks_are_counted_once_for_each_code(tmp_path: Path) -> None:
    seen = Seen(tmp_path / "seen.json")
    assert [seen.note(CODE, place, 1.0) for place in ("a", "a", "b", "a", "c")] == [1, 1, 2, 2, 3]
    assert seen.note(OTHER, "a", 1.0) == 1


def test_counts_outlive_the_process_and_name_no_network(tmp_path: Path) -> None:
    path = tmp_path / "seen.json"
    seen = Seen(path)
    for place in ("203.0.113.0", "198.51.100.0"):
        seen.note(CODE, place, 1.0)
    seen.save()
    assert Seen(path).note(CODE, "203.0.113.0", 2.0) == 2
    assert "203.0" not in path.read_text()
    assert path.stat().st_mode & 0o077 == 0
    marks = [set(json.loads(path.read_text())["codes"][CODE.hex()])]
    other = Seen(tmp_path / "other.json")
    other.note(CODE, "203.0.113.0", 1.0)
    other.save()
    marks.append(set(json.loads((tmp_path / "other.json").read_text())["codes"][CODE.hex()]))
    assert not marks[0] & marks[1], "another server has another key"


def test_it_is_bounded(tmp_path: Path) -> None:
    seen = Seen(tmp_path / "seen.json", most=10)
    counts = [seen.note(CODE, str(number), 1.0) for number in range(MOST_PLACES + 10)]
    assert max(counts) == MOST_PLACES
    for number in range(20):
        seen.note(bytes([number]) * 16, "a", 1.0)
    assert seen.note(CODE, "a", 1.0) == 1, "the longest silent one was forgotten"


def test_it_writes_at_most_twice_a_minute(tmp_path: Path) -> None:
    seen = Seen(tmp_path / "seen.json")
    seen.note(CODE, "a", 100.0)
    first = (tmp_path / "seen.json").read_text()
    seen.note(CODE, "b", 110.0)
    assert (tmp_path / "seen.json").read_text() == first
    seen.note(CODE, "c", 131.0)
    assert (tmp_path / "seen.json").read_text() != first


@pytest.mark.parametrize("content", ["", "{", "[]", '{"salt": 5}', '{"salt": "zz", "codes": {}}'])
def test_a_broken_file_begins_anew(tmp_path: Path, content: str) -> None:
    (tmp_path / "seen.json").write_text(content)
    assert Seen(tmp_path / "seen.json").note(CODE, "a", 1.0) == 1


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    assert Seen(tmp_path / "none" / "seen.json").note(CODE, "a", 1.0) == 1
