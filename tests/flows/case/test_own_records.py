"""Whose record it is, found again: linked devices and ids belong to the person, what is ambiguous to nobody."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from tests.flows.case.conftest import Make, sealed
from tests.flows.case.test_access_export import asked, assessed, contents, last_run, records

from waspada.flows.case.own_records import known_people

ACCOUNTS = (
    "account_id,email\nu-1,ani@mail.example\nu-2,budi@mail.example\nu-3,citra@mail.example\n"
    "u-4,shared@mail.example\nu-5,shared@mail.example\nu-6,dewi@mail.example\n"
)


def event(number: int, **properties: Any) -> dict[str, Any]:
    given = {name.replace("S_", "$"): value for name, value in properties.items()}
    return {"event": f"e{number}", "properties": {"time": 1_764_000_000 + number, "token": "t", **given}}


EVENTS = [
    event(0, distinct_id="u-1", S_device_id="dev-1"),
    event(1, distinct_id="$device:dev-1", S_device_id="dev-1"),  # ani's device, nobody signed in
    event(2, distinct_id="u-1", S_email="ani@mail.example"),
    event(3, distinct_id="u-1", S_email="citra@mail.example"),  # two people: nobody's; citra is nowhere else
    event(4, distinct_id="u-2", S_email="budi@mail.example", note="ask ani@mail.example about it"),
    event(5, distinct_id="shared@mail.example"),  # of two accounts
    event(6, distinct_id="u-2", S_device_id="dev-2"),
    event(7, distinct_id="u-6", S_device_id="dev-2"),
    event(8, distinct_id="$device:dev-2", S_device_id="dev-2"),  # of two people
    event(9, distinct_id="lead@mail.example"),
    event(10, distinct_id="u-2", note="\ud83d\ude00 \\ud83d"),
    event(11, distinct_id="u-1", note="own words of ani@mail.example"),
]
OWN = {"ani": {0, 1, 2, 11}, "budi": {4, 6, 10}, "lead": {9}, "dewi": {7}}


def text(ending: str) -> bytes:
    if ending == "json":
        return json.dumps(EVENTS, indent=1).encode()
    lines = "".join(json.dumps(one) + "\n" for one in EVENTS).encode()
    return gzip.compress(lines) if ending.endswith("gz") else lines


@pytest.mark.parametrize(("ending", "encrypted"), [("jsonl", False), ("jsonl.gz", True), ("json", True)])
def test_own_records_without_the_directory(
    tmp_path: Path, make: Make, waspada_home: Path, ending: str, encrypted: bool
) -> None:
    (tmp_path / f"events.{ending}").write_bytes(text(ending))
    (tmp_path / "accounts.csv").write_text(ACCOUNTS)
    case = make(encrypted=encrypted)
    sealed(case, tmp_path / f"events.{ending}")
    assessed(case, tmp_path / "accounts.csv", waspada_home)
    people = {row["email"].partition("@")[0]: row for row in last_run(case).table("people").to_pylist()}
    assert {name for name in people if people[name]["relation"] == "subject"} == OWN.keys()
    for name, own in OWN.items():
        out = tmp_path / f"{name}.zip"
        answer = asked(case, out, people[name]["person_id"], waspada_home)
        lines = [json.loads(line) for line in records(contents(out)).splitlines()]
        assert {int(line["event"][1:]) for line in lines} == own
        assert answer.records == len(lines) == people[name]["records"]
        assert answer.mentions == (1 if name == "ani" else 0)
    if not encrypted:
        position = contents(tmp_path / "ani.zip")["mentions.csv"].decode().splitlines()[1]
        at = int(position.rpartition(":")[2])
        assert text(ending)[at:].startswith(json.dumps(EVENTS[4]).encode())


def test_what_the_run_kept_is_enough_of_a_directory() -> None:
    people = pa.table({"account_id": ["u-1", "", "u-2"], "email": ["a@b.example", "c@d.example", ""]})
    kept = known_people(people)
    assert kept.rows.read(["account_id", "email"]).to_pylist() == [
        {"account_id": "u-1", "email": "a@b.example"},
        {"account_id": "u-2", "email": ""},
    ]
