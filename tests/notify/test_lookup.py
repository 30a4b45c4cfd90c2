"""Recorded zones answer as DNS would."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.notify.settings import private

from waspada.core.errors import BadInput
from waspada.notify.lookup import NoAnswer, read_zone, recorded

ZONE: dict[str, dict[str, list[str]]] = {
    "Example.com.": {"TXT": ["one", "two"]},
    "alias.example.com": {"CNAME": ["example.com."]},
    "loop.example.com": {"CNAME": ["loop.example.com"]},
    "silent.example.com": {"FAIL": []},
}


def test_names_records_and_aliases() -> None:
    lookup = recorded(ZONE)
    assert lookup("EXAMPLE.com", "TXT") == ["one", "two"]
    assert lookup("example.com", "MX") == []
    assert lookup("none.example", "TXT") == []
    assert lookup("alias.example.com", "TXT") == ["one", "two"]


@pytest.mark.parametrize("name", ["silent.example.com", "loop.example.com"])
def test_nobody_answers(name: str) -> None:
    with pytest.raises(NoAnswer):
        recorded(ZONE)(name, "TXT")


def test_a_zone_in_a_file(tmp_path: Path) -> None:
    path = private(tmp_path / "zone.yaml", "example.com: {TXT: ['v=spf1 -all']}\n")
    assert read_zone(path)("example.com", "TXT") == ["v=spf1 -all"]
    with pytest.raises(BadInput):
        read_zone(private(tmp_path / "zone.yaml", "example.com: [x]\n"))
