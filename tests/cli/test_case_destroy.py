"""`waspada case destroy`: asks, destroys, certifies; nothing personal is left, counts are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Call, log_of

from waspada.cli.case_words_custody import WHERE_ID, translated
from waspada.store.case.signing import signed_by


def test_nothing_personal_is_left(november: Path, call: Call, waspada_home: Path) -> None:
    call("assess", "--case", november, "--directory", november.parent / "accounts.csv", "--actor", "bob")
    done = call("case", "destroy", november, "--yes", "--reason", "retention over", "--actor", "alice", "--lang", "en")
    assert "Destroyed" in done.stdout
    assert "events.jsonl · as it arrived, outside the case" in done.stdout
    left = [path for path in november.rglob("*") if path.is_file()]
    assert not any(b"@mail.example" in path.read_bytes() for path in left)
    assert {path.relative_to(november).as_posix() for path in left} == {
        "case.json",
        "custody.ndjson",
        "destroyed.json",
        *(f"runs/0001/share/{name}" for name in ("assessment.json", "manifest.json", "report.html", "run.json")),
        "runs/0001/share/report.id.html",
    }
    case_id = json.loads((november / "case.json").read_text())["case_id"]
    assert not (waspada_home / "cache" / case_id).exists()


def test_the_certificate_can_be_checked(november: Path, call: Call) -> None:
    where = november.parent / "certificate.json"
    call("case", "destroy", november, "--yes", "--reason", "over", "--actor", "alice", "--certificate", where)
    whole = json.loads(where.read_text())
    signed = json.dumps(whole["certificate"], ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert signed_by(whole["public_key"], whole["signature"], signed)
    assert log_of(november)[-1]["data"]["signature"] == whole["signature"]


def test_a_destroyed_case_is_not_an_altered_one(november: Path, call: Call) -> None:
    call("assess", "--case", november, "--directory", november.parent / "accounts.csv", "--actor", "bob")
    call("case", "destroy", november, "--yes", "--reason", "over", "--actor", "alice")
    verified = call("case", "verify", november, "--json")
    assert json.loads(verified.stdout)["altered"] == []


def test_it_asks_first(november: Path, call: Call) -> None:
    call("case", "destroy", november, "--reason", "over", "--actor", "alice", input="n\n", code=1)
    assert (november / "sealed/0001").is_dir()
    assert log_of(november)[-1]["action"] == "evidence.seal"


@pytest.mark.parametrize(("day", "goes"), [("2999-01-01", False), ("2020-01-01", True)])
def test_on_schedule(november: Path, call: Call, day: str, goes: bool) -> None:
    call("case", "destroy", november, "--on", day, "--reason", "policy", "--actor", "alice")
    call("case", "destroy", november, "--due", "--reason", "due", "--actor", "cron")
    assert (november / "sealed").exists() is not goes


def test_our_own_words_are_translated() -> None:
    for english, indonesian in WHERE_ID.items():
        assert translated(english, "id") == indonesian
        assert translated(english, "en") == english
    assert translated("a laptop", "id") == "a laptop"
