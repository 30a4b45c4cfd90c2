"""A draft is read as it was written."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.flows.statement.told import by_topic, draft, known

from waspada.core.errors import NothingReadable
from waspada.flows.statement import edit, statement
from waspada.flows.statement.sentence import both


def test_a_draft_is_read_as_it_was_written() -> None:
    made = draft(known(found=None), speakers={"dewi": "our security lead"})
    assert statement.from_json(json.loads(json.dumps(made.as_json()))) == made
    edited = edit.drop(draft(), by_topic(draft(), "who.matched").id, by="Rina", reason="Too much.", cache=None)
    worded = edit.reword(
        edited, by_topic(edited, "did.contained").id, both("Shut.", "Rapat."), by="Rina", now=known(), cache=None
    )
    assert statement.from_json(json.loads(json.dumps(worded.as_json()))) == worded


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"schema": "other"},
        {"sentences": [5]},
        {"sentences": 5},
        {"about": {}},
        {"run": "x", "title": 5},
        {"title": {"en": 5}},
    ],
)
def test_what_is_no_draft_is_said_to_be_none(odd: dict[str, Any]) -> None:
    row = draft().as_json() | odd if odd else {}
    with pytest.raises(NothingReadable):
        statement.from_json(row)


def test_a_sentence_goes_into_a_letter_as_it_is() -> None:
    said = by_topic(draft(), "absent.payment")
    letter = said.in_language("id")
    assert (letter.id, letter.text, letter.basis, letter.backing) == (
        said.id,
        said.text["id"],
        said.basis,
        said.backing,
    )
    assert said.claims
    assert not by_topic(draft(), "do.never").claims
