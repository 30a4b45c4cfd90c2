"""An access request: exactly one person's own records, from plain and encrypted evidence, counted against the run."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from tests.flows.case.conftest import Make, run, sealed

from waspada.core.custody import Action
from waspada.core.errors import AccountingBroken, BadInput
from waspada.core.progress import Silent
from waspada.flows.assess import Request as Assessing
from waspada.flows.case.access_export import Answer, Place, Request, access_export
from waspada.flows.case.results import Run, checked, manifest_of, open_run
from waspada.flows.case.run import assess_case
from waspada.flows.demo.writer import generate
from waspada.store.case.folder import CaseFolder
from waspada.store.case.runs import RunFolder, content_of

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
NOW = 1_764_100_000.0


def last_run(case: CaseFolder) -> Run:
    folder = max((case.path / "runs").iterdir())
    return open_run(folder, read=checked(manifest_of(folder), content_of(case.identity)))


def asked(case: CaseFolder, out: Path, person: str, home: Path, **more: Any) -> Answer:
    given = Request(person_id=person, out=out, reason="asked by letter, T-7", vendor="Vendor", workers=1, **more)
    place = Place(staging=out.parent / "work", cache=home / "cache", cover=RunFolder(case.path, case.recipient).cover)
    return access_export(case, last_run(case), given, place, actor="bob", progress=Silent(), now=NOW)


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def records(found: dict[str, bytes]) -> bytes:
    return b"".join(content for name, content in found.items() if name.startswith("records/"))


def assessed(case: CaseFolder, directory: Path, home: Path) -> None:
    assess_case(
        case,
        RunFolder(case.path, case.recipient),
        Assessing(datasets=(), directory=str(directory), workers=1),
        handovers=(),
        staging=case.path.parent / "staging",
        cache=home / "cache",
        actor="bob",
        reason="",
        progress=Silent(),
        clock=lambda: 1_764_000_000.0,
    )


@pytest.mark.parametrize("encrypted", [False, True])
def test_every_record_of_one_person_and_none_of_another(
    files: Path, make: Make, waspada_home: Path, encrypted: bool
) -> None:
    case = make(encrypted=encrypted)
    sealed(case, files / "events.jsonl")
    run(case, files, waspada_home / "cache")
    for person in last_run(case).table("people").to_pylist():
        out = files / f"{person['account_id']}.zip"
        answer = asked(case, out, person["person_id"], waspada_home)
        found = contents(out)
        lines = [json.loads(line) for line in records(found).splitlines()]
        assert {line["properties"]["distinct_id"] for line in lines} == {person["account_id"]}
        assert answer.records == len(lines) == person["records"]
        assert answer.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
        assert out.stat().st_mode & 0o777 == 0o600
    assert not (files / "work").exists()


def test_the_manifest_adds_up_and_the_summary_is_in_both_languages(files: Path, make: Make, waspada_home: Path) -> None:
    case = make()
    sealed(case, files / "events.jsonl")
    run(case, files, waspada_home / "cache")
    person = last_run(case).table("people").to_pylist()[0]
    asked(case, files / "one.zip", person["person_id"], waspada_home)
    found = contents(files / "one.zip")
    manifest = json.loads(found["manifest.json"])
    assert manifest["records"] == person["records"] == sum(row.get("records", 0) for row in manifest["files"])
    for row in manifest["files"]:
        assert hashlib.sha256(found[row["path"]]).hexdigest() == row["sha256"]
        assert len(found[row["path"]]) == row["bytes"]
    evidence = [row for row in last_run(case).table("evidence").to_pylist() if row["person_id"] == person["person_id"]]
    assert sum(row["values"] for row in manifest["evidence"]) == sum(row["values"] for row in evidence) > 0
    assert "records are yours" in found["summary.en.html"].decode()
    assert "rekaman milik Anda" in found["summary.id.html"].decode()


def test_the_log_is_told_before_anything_is_written(files: Path, make: Make, waspada_home: Path) -> None:
    case = make()
    sealed(case, files / "events.jsonl")
    run(case, files, waspada_home / "cache")
    person = last_run(case).table("people").to_pylist()[0]
    asked(case, files / "one.zip", person["person_id"], waspada_home)
    *_, read, export = case.custody.entries()
    assert (read.action, read.data["purpose"]) == (Action.READ, "access")
    assert (export.action, export.reason) == (Action.EXPORT, "asked by letter, T-7")
    assert export.data["person"] == person["person_id"]
    assert "@" not in json.dumps(dict(export.data))
    with pytest.raises(BadInput):
        asked(case, files / "one.zip", person["person_id"], waspada_home)
    with pytest.raises(BadInput):
        asked(case, files / "two.zip", "0" * 32, waspada_home)


def test_nobody_of_the_re_enactment_gets_a_record_of_another(tmp_path: Path, make: Make, waspada_home: Path) -> None:
    made = tmp_path / "demo"
    generate(made, people=60, organisations=12, events=900, secrets=True)
    case = make()
    data, directory = made / "dataset" / "events.jsonl", made / "directory.csv"
    sealed(case, data)
    assessed(case, directory, waspada_home)
    people = last_run(case).table("people").to_pylist()
    by_kind = {person["matched_by"]: person for person in people if person["relation"] == "subject"}
    mentioned = next(one for one in people if one["relation"] == "mentioned")
    own = {person["account_id"] or person["email"]: person for person in people}
    for number, person in enumerate((*by_kind.values(), people[0], people[-1])):
        out = tmp_path / f"{number}.zip"
        answer = asked(case, out, person["person_id"], waspada_home)
        lines = [json.loads(line)["properties"] for line in records(contents(out)).splitlines()]
        assert answer.records == len(lines) == (person["records"] if person["relation"] == "subject" else 0)
        for line in lines:
            said = {str(line.get(name)) for name in ("$user_id", "distinct_id", "$email")}
            others = {name for name in said & own.keys() if own[name]["person_id"] != person["person_id"]}
            assert not others
    answer = asked(case, tmp_path / "named.zip", mentioned["person_id"], waspada_home)
    found = contents(tmp_path / "named.zip")
    assert answer.records == 0
    assert answer.mentions >= 1
    assert not records(found)
    positions = [row[0] for row in csv.reader(io.StringIO(found["mentions.csv"].decode()))][1:]
    whole = data.read_bytes()
    for position in positions:
        at = int(position.rpartition(":")[2])
        assert mentioned["email"].encode() in unquote_to_bytes(whole[at : whole.find(b"\n", at)]).lower()


def test_tables_of_text_and_people_who_share_an_address(tmp_path: Path, make: Make, waspada_home: Path) -> None:
    case = make()
    for name in ("user", "ticket", "ticket_chat_event"):
        sealed(case, SAMPLES / f"zendesk_{name}_data.csv")
    assessed(case, SAMPLES / "zendesk_user_data.csv", waspada_home)
    people = last_run(case).table("people").to_pylist()
    for number, person in enumerate(people):
        out = tmp_path / f"{number}.zip"
        answer = asked(case, out, person["person_id"], waspada_home)
        own = person["records"] if person["relation"] == "subject" else 0
        found = contents(out)
        rows = [
            row
            for name, content in found.items()
            if name.startswith("records/")
            for row in csv.DictReader(io.StringIO(content.decode()))
        ]
        assert answer.records == len(rows) == own
        for row in rows:
            ids = {row.get(name, "").removeprefix("agent:") for name in ("id", "requester_id", "actor_id")}
            assert person["account_id"] in ids


def test_numbers_that_differ_from_the_run_hand_nothing_out(files: Path, make: Make, waspada_home: Path) -> None:
    case = make()
    sealed(case, files / "events.jsonl")
    run(case, files, waspada_home / "cache")
    right = last_run(case)
    person = right.table("people").to_pylist()[0]
    read = right.read

    def other(path: Path) -> Any:
        table = read(path)
        if path.stem != "people":
            return table
        at = table.schema.get_field_index("records")
        return table.set_column(at, "records", [[n + 1 for n in table["records"].to_pylist()]])

    given = Request(person_id=person["person_id"], out=files / "x.zip", reason="T-7", workers=1)
    place = Place(staging=files / "work", cache=waspada_home / "cache", cover=None)
    with pytest.raises(AccountingBroken):
        access_export(case, replace(right, read=other), given, place, actor="bob", progress=Silent(), now=NOW)
    assert not (files / "x.zip").exists()
    assert case.custody.entries()[-1].action is Action.READ
