"""A filled form as lines, the same for every file."""

from __future__ import annotations

from tests.flows.forms.made import case

from waspada.flows.forms.fill import filled
from waspada.flows.forms.lines import sheet
from waspada.flows.forms.registry import BY_ID


def test_each_answer_stands_between_its_question_and_its_source() -> None:
    made = sheet(filled(BY_ID["id46"], case(duty="id_pdp.authority")), "id")
    styles = [line.style for line in made.lines]
    assert styles[:5] == ["sub", "note", "heading", "ask", "answer"]
    assert styles.count("heading") == 4
    assert styles.count("ask") == styles.count("source") == 6


def test_a_later_notice_begins_with_what_changed() -> None:
    lines = sheet(filled(BY_ID["id46"], case(stage="final")), "en").lines
    assert [line.text for line in lines[2:4]] == [
        "What changed since the notice before",
        "No earlier version is on record.",
    ]
