"""Rows of the ledger become lines that prove a delivery, each once."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from waspada.flows.case import proofs
from waspada.flows.notices import deliveries
from waspada.flows.notices.deliveries import Told

AT = datetime(2026, 3, 9, 15, 30, tzinfo=timezone(timedelta(hours=7)))


def told(**more: Any) -> Told:
    given: dict[str, Any] = {"state": "accepted", "at": AT, "text_sha256": "a" * 64, "people": ["p1", "p2"]}
    given |= {"version": "1", "recipient_id": "r1", "address": "ani@example.org", "channel": "mail"}
    return Told(**given | more)


def test_a_line_is_what_a_proof_is_made_from() -> None:
    key = bytes(32)
    (line,) = proofs.lines_of([told().line()], key)
    (found,) = proofs.delivered_to("Ani@Example.org", [line], key)
    assert (found.version, found.channel, found.state) == ("1", "mail", "accepted")
    assert found.at == "2026-03-09T08:30:00.000Z"
    row = json.loads(told().line())
    assert row["person_id"] == "p1"
    assert row["people"] == ["p1", "p2"]


def test_a_recipient_without_a_person_is_named_by_itself() -> None:
    assert json.loads(told(people=[]).line())["person_id"] == "r1"


def test_what_stands_in_the_case_is_not_written_twice() -> None:
    known = deliveries.fingerprints([told().line()])
    found = list(deliveries.files([told(), told(state="bounced"), told(state="bounced")], known))
    assert [[json.loads(line)["state"] for line in file] for file in found] == [["bounced"]]
    assert list(deliveries.files([told(state="bounced")], known)) == []


def test_a_file_holds_so_many_lines_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliveries, "LINES", 2)
    found = list(deliveries.files([told(recipient_id=f"r{n}") for n in range(5)], set()))
    assert [len(file) for file in found] == [2, 2, 1]


def test_what_was_taken_out_before_there_was_a_letter_proves_nothing() -> None:
    assert list(deliveries.files([told(state="cancelled", text_sha256="")], set())) == []


def test_times_are_utc_to_the_millisecond() -> None:
    assert deliveries.written(datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)) == "2026-01-02T03:04:05.678Z"
