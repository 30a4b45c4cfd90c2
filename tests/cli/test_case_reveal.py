"""`waspada case reveal`: one person or one record, with a reason, on record before it is shown."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import LINES, Call, log_of


def test_a_record_is_shown_and_logged(november: Path, call: Call) -> None:
    shown = ("case", "reveal", november, "--position", "events.jsonl:0", "--actor", "bob")
    call(*shown, code=2)
    assert log_of(november)[-1]["action"] == "evidence.seal"
    done = call(*shown, "--reason", "chat?")
    assert done.stdout == LINES.splitlines()[0] + "\n"
    assert (log_of(november)[-1]["action"], log_of(november)[-1]["reason"]) == ("value.reveal", "chat?")


def test_a_person_is_shown_and_logged(november: Path, call: Call) -> None:
    person = ("case", "reveal", november, "--actor", "bob", "--reason", "asked us", "--json")
    call(*person, "--person", "0" * 32, code=10)  # no run yet
    call("assess", "--case", november, "--directory", november.parent / "accounts.csv", "--actor", "bob")
    call(*person, "--person", "0" * 32, code=2)
    import pyarrow.parquet as pq

    people = pq.read_table(november / "runs/0001/restricted/people.parquet").to_pylist()
    done = call(*person, "--person", people[0]["person_id"])
    assert json.loads(done.stdout)["email"] == people[0]["email"]
    assert log_of(november)[-1]["data"] == {"what": "person", "id": people[0]["person_id"]}
    assert "@mail.example" not in (november / "custody.ndjson").read_text()


def test_it_is_one_or_the_other(november: Path, call: Call) -> None:
    refused = call("case", "reveal", november, "--reason", "x", code=2)
    assert "Give --person or --position." in refused.stderr
    assert log_of(november)[-1]["action"] != "value.reveal"
