"""Who lives where, as far as codes tell."""

from __future__ import annotations

import pytest

from waspada.laws.places import lives_in


@pytest.mark.parametrize(
    ("residence", "places", "but", "answer"),
    [
        ("US-TX", ["US-TX"], [], True),
        ("US-TX", ["US"], [], True),
        ("US", ["US-TX"], [], None),
        ("US-CA", ["US-TX"], [], False),
        ("unknown", ["US-TX"], [], None),
        ("unknown", [], [], False),
        ("CA-QC", ["CA"], ["CA-QC"], False),
        ("CA-ON", ["CA"], ["CA-QC"], True),
        ("CA", ["CA"], ["CA-QC"], None),
        ("DE", ["FR", "DE"], [], True),
        ("USA", ["US"], [], False),
    ],
)
def test_lives_in(residence: str, places: list[str], but: list[str], answer: bool | None) -> None:
    assert lives_in(residence, places, but) is answer
