"""`waspada assess --case`: only what is sealed, into a run of the case, byte for byte the same again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Call, log_of


def assess(call: Call, case: Path, *more: str | Path, code: int = 0) -> str:
    accounts = case.parent / "accounts.csv"
    done = call("assess", *more, "--case", case, "--directory", accounts, "--actor", "bob", "--lang", "en", code=code)
    return done.stdout


def test_the_results_become_a_run(november: Path, call: Call) -> None:
    assert "runs/0001/share/report.html" in assess(call, november)
    assess(call, november)
    first, second = (november / "runs" / name for name in ("0001", "0002"))
    names = sorted(path.relative_to(first).as_posix() for path in first.rglob("*") if path.is_file())
    assert "restricted/people.parquet" in names
    for name in names:
        if name != "share/run.json":
            assert (first / name).read_bytes() == (second / name).read_bytes(), name
    assert [entry["action"] for entry in log_of(november)][-2:] == ["evidence.read", "run.finish"]
    call("case", "verify", november, "--lang", "en")


def test_a_path_is_refused(november: Path, call: Call) -> None:
    assert assess(call, november, november.parent / "events.jsonl", code=13) == ""
    assert not (november / "runs").exists() or not list((november / "runs").iterdir())


def test_hand_overs_are_named_by_number(november: Path, call: Call) -> None:
    call("case", "seal", november, november.parent / "accounts.csv", "--actor", "bob")
    assess(call, november, "1")
    document = json.loads((november / "runs/0001/share/assessment.json").read_text())
    assert document["accounting"]["files"] == 1
    assess(call, november, "7", code=2)


def test_altered_evidence_ends_with_12(november: Path, call: Call) -> None:
    path = november / "sealed/0001/0001/events.jsonl"
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-3] + b"x}\n")
    assess(call, november, code=12)
    assert not list((november / "runs").iterdir())


def test_a_decisions_file_belongs_into_the_log(november: Path, call: Call, tmp_path: Path) -> None:
    (tmp_path / "decisions.yaml").write_text("decisions: []\n")
    assert assess(call, november, "--decisions", tmp_path / "decisions.yaml", code=2) == ""
    assert [entry["action"] for entry in log_of(november)] == ["case.open", "evidence.seal"]


@pytest.mark.parametrize("by", ["key", "passphrase"])
def test_an_encrypted_case_holds_nothing_in_the_clear(
    tmp_path: Path, call: Call, november: Path, waspada_home: Path, by: str
) -> None:
    closed, key = tmp_path / "closed", tmp_path / "key.txt"
    if by == "key":
        call("case", "open", closed, "--vendor", "Vendor", "--actor", "alice", "--encrypt", "--key-file", key)
        opens = ("--key-file", key)
    else:
        key.write_text("several plain words\n")
        call("case", "open", closed, "--vendor", "V", "--actor", "alice", "--encrypt", "--password-file", key)
        opens = ("--password-file", key)
    call("case", "seal", closed, tmp_path / "events.jsonl", "--actor", "alice")
    call("assess", "--case", closed, "--directory", tmp_path / "accounts.csv", "--actor", "bob", code=26)
    call("assess", "--case", closed, "--directory", tmp_path / "accounts.csv", "--actor", "bob", *opens)
    for path in closed.rglob("*"):
        assert not path.is_file() or b"@mail.example" not in path.read_bytes(), path
    case_id = json.loads((closed / "case.json").read_text())["case_id"]
    assert not (waspada_home / "cache" / case_id).exists()
    call("case", "verify", closed)
