"""`waspada duties`, before any dataset and after a run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Call, log_of


@pytest.fixture
def case(tmp_path: Path, call: Call) -> Path:
    """A case with facts and no dataset."""
    folder = tmp_path / "c"
    call("case", "open", folder, "--vendor", "V", "--actor", "alice", "--lang", "en")
    return folder


def state(call: Call, case: Path, **facts: str) -> None:
    """State facts; `__` is a dot."""
    for name, value in facts.items():
        call(
            "case", "fact", case, name.replace("__", "."), value, "--actor", "alice", "--source", "call", "--lang", "en"
        )


def test_a_new_case_says_that_nobody_was_counted(case: Path, call: Call) -> None:
    done = call("duties", case, "--lang", "en", code=11)
    assert "Nobody has counted the people yet." in done.stdout
    assert "legal advice" in done.stdout


def test_facts_alone_give_duties(case: Path, call: Call) -> None:
    state(
        call,
        case,
        aware_at="2025-11-25T14:02:00Z",
        countries="DE,ZW",
        people="1200-1500",
        fields="email,name",
        eu_main_establishment="none",
        sectors="none",
        established_in="ID",
        does_business_in="ID",
        risk__all="high",
    )
    english = call("duties", case, "--lang", "en", code=11).stdout
    assert "due 28 November 2025 at 15:02 CET" in english
    assert "1–1,499 people" in english
    indonesian = call("duties", case, "--lang", "id", "--all", code=11).stdout
    assert "tenggat 28 November 2025 pukul 15.02 CET" in indonesian
    assert "TIDAK WAJIB" in indonesian
    document = json.loads(call("duties", case, "--json", code=11).stdout)
    assert (document["schema"], document["run"]) == ("waspada/duties/1", None)
    before = [entry["action"] for entry in log_of(case)]
    assert "evidence.read" not in before


def test_people_of_the_last_run_are_counted(november: Path, tmp_path: Path, call: Call) -> None:
    accounts = tmp_path / "accounts.csv"
    accounts.write_text(
        "account_id,email,name,country\n" + "".join(f"u{n},p{n}@mail.example,Person {n},DE\n" for n in range(9))
    )
    call("assess", "--case", november, "--directory", accounts, "--actor", "alice", "--lang", "en")
    state(call, november, aware_at="2025-11-25T14:02:00Z", eu_main_establishment="IE", risk__all="risk")
    document = json.loads(call("duties", november, "--json", "--actor", "bob", code=11).stdout)
    (row,) = [one for one in document["duties"] if one["duty"] == "eu_gdpr.authority"]
    assert (document["run"], row["status"], row["place"], row["people"]) == (
        1,
        "owed",
        "IE",
        {"at_least": 7, "at_most": 7},
    )
    last = log_of(november)[-1]
    assert (last["action"], last["actor"], last["data"]["purpose"]) == ("evidence.read", "bob", "duties")


def test_a_run_that_is_not_there_is_an_error(case: Path, call: Call) -> None:
    assert "no run yet" in call("duties", case, "--run", "7", "--lang", "en", code=10).stderr
    assert "no case" in call("duties", case / "nowhere", "--lang", "en", code=10).stderr
