"""The queue of a run: what waits, what was decided, and the sums of both."""

from __future__ import annotations

from typing import Any

import pytest

from waspada.assess.decisions import decision_of
from waspada.flows.case.decide import OnRecord, Subject
from waspada.flows.case.review import SECTIONS, decision, review

DOCUMENT: dict[str, Any] = {
    "fields": [
        {"table": "t", "path": "comment", "filled": 51, "masked_samples": ["[text:40]"]},
        {"table": "t", "path": "note", "filled": 7, "masked_samples": []},
        {"table": "t", "path": "email", "filled": 90, "masked_samples": []},
    ],
    "fields_to_read": [{"table": "t", "path": "comment", "filled": 51, "kinds": ["chat_content"]}],
    "findings": [
        {
            "kind": kind,
            "table": "t",
            "field": field,
            "values": values,
            "strength": strength,
            "how": "",
            "masked_samples": [],
        }
        for kind, field, values, strength in (
            ("email", "email", 90, "strong"),
            ("person_name", "comment", 4, "weak"),
            ("secret.high_entropy", "comment", 2, "strong"),
        )
    ],
    "people": {"total_at_least": 100, "total_at_most": 102},
}
AMBIGUOUS = [
    {"identity_id": letter * 32, "reason": "shared_email", "strength": "strong", "records": 3}
    | {"candidates": ["c" * 32, "d" * 32], "candidates_in_all": 5}
    for letter in "ab"
]


def decided(row: dict[str, Any], *, entry: int = 9, author: str = "dewi") -> Subject:
    """One thing on which one person decided."""
    made = decision_of({"reason": "read", "author": author, "time": "2026-03-01T09:00:00Z", **row})
    one = OnRecord(entry=entry, actor=author, logged="2026-03-01T09:00:00Z", decision=made)
    return Subject(counts=one, history=(one,))


def test_what_needs_nobody_is_not_in_the_queue() -> None:
    queue = review(DOCUMENT, AMBIGUOUS, [], since=5)
    assert [(item.section, item.kind or item.field or item.match[0]) for item in queue.items] == [
        ("fields", "comment"),
        ("findings", "person_name"),
        ("findings", "secret.high_entropy"),
        ("matches", "a"),
        ("matches", "b"),
    ]
    assert (queue.open, queue.at_least, queue.at_most, queue.newer) == (5, 100, 102, 0)


def test_found_is_rejected_and_confirmed_and_remaining() -> None:
    subjects = [
        decided({"finding": {"kind": "person_name", "field": "comment", "table": "t"}, "reject": True}),
        decided({"field": "comment", "table": "t", "meaning": "chat_content"}),
        decided({"match": "a" * 32, "confirm": "c" * 32}, entry=4),
    ]
    queue = review(DOCUMENT, AMBIGUOUS, subjects, since=5)
    for section in SECTIONS:
        parts = [queue.count(section, state) for state in ("confirmed", "rejected", "open")]
        whole = queue.count(section)
        assert (sum(part.items for part in parts), sum(part.values for part in parts)) == (whole.items, whole.values)
    assert queue.count("findings", "rejected").values == 4
    assert (queue.at_most, queue.newer) == (101, 2)


def test_a_rejected_finding_stays_visible_when_the_next_run_has_dropped_it() -> None:
    gone = {**DOCUMENT["findings"][0], "kind": "phone", "field": "note", "values": 6}
    subject = decided({"finding": {"kind": "phone", "field": "note"}, "reject": True})
    assert review(DOCUMENT, [], [subject], since=10, dropped=[gone]).count("findings", "rejected").values == 6
    assert review(DOCUMENT, [], [], since=10, dropped=[gone]).count("findings").values == 6


def test_a_field_that_was_read_and_holds_nothing_counts_as_rejected() -> None:
    queue = review(DOCUMENT, [], [decided({"field": "note", "meaning": "nothing"})], since=1)
    assert [(item.field, item.state) for item in queue.of("fields")] == [("comment", "open"), ("note", "rejected")]


@pytest.mark.parametrize(
    ("number", "answer", "row"),
    [
        (0, "reject", {"field": "comment", "table": "t", "meaning": "nothing"}),
        (0, "chat_content", {"field": "comment", "table": "t", "meaning": "chat_content"}),
        (1, "reject", {"finding": {"kind": "person_name", "field": "comment", "table": "t"}, "reject": True}),
        (1, "confirm", {"finding": {"kind": "person_name", "field": "comment", "table": "t"}, "confirm": True}),
        (3, "d" * 32, {"match": "a" * 32, "confirm": "d" * 32}),
        (3, "reject", {"match": "a" * 32, "reject": True}),
    ],
)
def test_an_answer_becomes_a_decision_that_a_case_takes(number: int, answer: str, row: dict[str, Any]) -> None:
    made = decision(review(DOCUMENT, AMBIGUOUS, [], since=5).items[number], answer, reason="read it")
    assert made == {**row, "reason": "read it"}
    assert decision_of({**made, "author": "dewi", "time": "2026-03-01T09:00:00Z"}).author == "dewi"
