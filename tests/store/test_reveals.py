"""A look is on record before it happens, or it does not happen."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from waspada.core.errors import CannotWrite
from waspada.store.reveals import NAME, record


def look(home: Path, reason: str = "is it a test account?") -> None:
    record(home, time="2025-11-26T09:00:00Z", actor="dewi", reason=reason, command="scan", what=["export.csv"])


def test_each_look_is_a_line(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"
    look(home)
    look(home, "again")
    lines = [json.loads(line) for line in (home / NAME).read_text().splitlines()]
    assert [line["reason"] for line in lines] == ["is it a test account?", "again"]
    assert lines[0] == {
        "time": "2025-11-26T09:00:00Z", "actor": "dewi", "reason": "is it a test account?", "command": "scan",
        "what": ["export.csv"],
    }  # fmt: skip
    assert stat.S_IMODE((home / NAME).stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_what_others_could_read_they_no_longer_can(tmp_path: Path) -> None:
    (tmp_path / NAME).touch(0o644)
    look(tmp_path)
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600


def test_a_line_that_does_not_fit_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look(tmp_path)
    before = (tmp_path / NAME).read_bytes()
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:10]))
    with pytest.raises(CannotWrite, match="nothing is shown: no space left"):
        look(tmp_path)
    assert (tmp_path / NAME).read_bytes() == before


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / NAME).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CannotWrite):
        look(tmp_path)
    assert not (tmp_path / "elsewhere").exists()
