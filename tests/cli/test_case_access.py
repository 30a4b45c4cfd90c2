"""`waspada case access`: one person's own records, on record."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from tests.cli.conftest import Call, log_of

from waspada.cli.case_options import opened_case
from waspada.cli.case_runs import run_of


def test_one_person_gets_their_own_records(november: Path, call: Call) -> None:
    out = november.parent / "request.zip"
    access = ("case", "access", november)
    rest = ("--out", out, "--actor", "bob", "--lang", "en")
    call(*access, "0" * 32, *rest, "--reason", "T-7", code=10)  # no run yet
    call("assess", "--case", november, "--directory", november.parent / "accounts.csv", "--actor", "bob")
    person = run_of(opened_case(november)).table("people").to_pylist()[0]
    call(*access, person["person_id"], *rest, code=2)  # no reason
    call(*access, "0" * 32, *rest, "--reason", "T-7", code=2)  # nobody
    said = call(*access, person["person_id"], *rest, "--reason", "T-7").stdout
    assert f"{person['records']} records" in said
    assert "It stands in the log" in said
    entry = log_of(november)[-1]
    assert (entry["action"], entry["data"]["person"]) == ("export.write", person["person_id"])
    with zipfile.ZipFile(out) as archive:
        assert json.loads(archive.read("manifest.json"))["records"] == person["records"]


def test_with_the_directory_it_is_the_same(november: Path, call: Call) -> None:
    accounts = november.parent / "accounts.csv"
    call("assess", "--case", november, "--directory", accounts, "--actor", "bob")
    person = run_of(opened_case(november)).table("people").to_pylist()[0]
    given = ("--directory", accounts, "--actor", "bob", "--reason", "T-7", "--json")
    out = november.parent / "request.zip"
    told = json.loads(call("case", "access", november, person["person_id"], "--out", out, *given).stdout)
    assert (told["records"], told["mentions"], told["path"]) == (person["records"], 0, str(out))
