"""Links that work once."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from waspada.core.errors import BadInput, CannotWrite
from waspada.flows.public import fetches

NOW = 1_795_000_000.0
CONTENT = b"alamat,nama\nbudi@example.org,Budi\n"


def test_a_token_has_256_bits() -> None:
    tokens = {fetches.new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert {len(token) for token in tokens} == {43}


def test_it_gives_what_lies_there_once_and_notes_it(tmp_path: Path) -> None:
    token = fetches.new_token()
    fetches.put(tmp_path, token, CONTENT, expires=NOW + 1)
    assert fetches.exists(tmp_path, token, NOW)
    found = fetches.take(tmp_path, token, NOW)
    assert found is not None
    assert found.content == CONTENT
    assert fetches.take(tmp_path, token, NOW) is None
    assert not fetches.exists(tmp_path, token, NOW)
    note = json.loads((tmp_path / fetches.LOG).read_text())
    assert note == {"at": "2026-11-18T11:06:40+00:00", "link": fetches.link_name(token)}
    assert [path.name for path in tmp_path.iterdir()] == [fetches.LOG]


def test_of_many_who_ask_at_once_one_gets_it(tmp_path: Path) -> None:
    token = fetches.new_token()
    fetches.put(tmp_path, token, CONTENT, expires=NOW + 1)
    with ThreadPoolExecutor(16) as pool:
        got = list(pool.map(lambda _: fetches.take(tmp_path, token, NOW), range(64)))
    assert sum(one is not None for one in got) == 1


def test_after_its_end_it_gives_nothing(tmp_path: Path) -> None:
    token = fetches.new_token()
    fetches.put(tmp_path, token, CONTENT, expires=NOW)
    assert not fetches.exists(tmp_path, token, NOW)
    assert fetches.take(tmp_path, token, NOW) is None


def test_neither_token_nor_content_can_be_read_where_it_lies(tmp_path: Path) -> None:
    token = fetches.new_token()
    fetches.put(tmp_path, token, CONTENT, expires=NOW + 1)
    (box,) = tmp_path.iterdir()
    assert token not in box.name
    assert b"budi" not in box.read_bytes()
    assert token.encode() not in box.read_bytes()
    for wrong in ("", "x", token[:-1], token.lower(), "../" + box.stem):
        assert fetches.take(tmp_path, wrong, NOW) is None
    assert fetches.exists(tmp_path, token, NOW)


def test_lists_of_similar_length_are_boxes_of_one_size(tmp_path: Path) -> None:
    for length in (0, 1, 1000, 60_000):
        fetches.put(tmp_path, fetches.new_token(), b"x" * length, expires=NOW)
    assert len({path.stat().st_size for path in tmp_path.iterdir()}) == 1


def test_one_that_was_moved_in_time_does_not_open(tmp_path: Path) -> None:
    token = fetches.new_token()
    fetches.put(tmp_path, token, CONTENT, expires=NOW)
    (box,) = tmp_path.iterdir()
    raw = box.read_bytes()
    box.write_bytes(int(NOW + 1000).to_bytes(8) + raw[8:])
    assert fetches.take(tmp_path, token, NOW) is None


def test_what_has_ended_or_was_left_half_is_swept(tmp_path: Path) -> None:
    live, old = fetches.new_token(), fetches.new_token()
    fetches.put(tmp_path, live, CONTENT, expires=NOW + 10)
    fetches.put(tmp_path, old, CONTENT, expires=NOW)
    for name, age in (("a.taken", 7200), ("b.new", 7200), ("c.new", 60)):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (NOW - age, NOW - age))
    assert fetches.sweep(tmp_path, NOW) == 1
    assert fetches.exists(tmp_path, live, NOW)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".box", ".new"]


def test_a_link_that_reached_nobody_is_taken_back(tmp_path: Path) -> None:
    token = fetches.new_token()
    fetches.put(tmp_path, token, CONTENT, expires=NOW + 1)
    fetches.remove(tmp_path, token)
    fetches.remove(tmp_path, token)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_kept_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CannotWrite):
        fetches.put(tmp_path / "none", fetches.new_token(), CONTENT, expires=NOW)
    monkeypatch.setattr(fetches, "_MOST", 10)
    with pytest.raises(BadInput, match="too long"):
        fetches.put(tmp_path, fetches.new_token(), CONTENT, expires=NOW)
