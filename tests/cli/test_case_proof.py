"""`waspada case proof`: after the destruction, who has the key and an address can tell what was delivered to it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.cli.conftest import Call, log_of
from tests.flows.case.test_proofs import row

ADDRESS = "ani@mail.example"


@pytest.fixture
def destroyed(november: Path, call: Call) -> Path:
    """A case from which notices were sent, after its destruction; one row of the deliveries was broken."""
    folder = november / "notices" / "2"
    folder.mkdir(parents=True)
    rows = [row(), row(address="budi@mail.example", state="bounced"), b"{broken"]
    (folder / "deliveries.ndjson").write_bytes(b"\n".join(rows) + b"\n")
    done = call("case", "destroy", november, "--yes", "--reason", "over", "--actor", "alice", "--lang", "en", code=11)
    told = " ".join(done.stdout.split())
    assert "Of 2 deliveries a keyed hash stays as proof" in told
    assert "Rows of deliveries that could not be read: 1." in told
    return november


@pytest.fixture
def address(tmp_path: Path) -> Path:
    path = tmp_path / "address.txt"
    path.write_text(f"{ADDRESS.title()}\n")
    return path


def test_addresses_are_gone_and_deliveries_proved(destroyed: Path, call: Call, address: Path) -> None:
    assert not any(b"mail.example" in path.read_bytes() for path in destroyed.rglob("*") if path.is_file())
    done = call("case", "proof", destroyed, "--address-file", address, "--json")
    assert [(one["version"], one["state"]) for one in json.loads(done.stdout)["deliveries"]] == [("2", "delivered")]
    done = call("case", "proof", destroyed, "--lang", "en", input="budi@mail.example\n")
    assert "2 · email · bounced · 2025-12-01T09:00:00Z" in done.stdout
    assert "Tidak ada bukti" in call("case", "proof", destroyed, "--lang", "id", input="x@mail.example\n").stdout


def test_the_certificate_and_the_log_name_the_proofs(destroyed: Path, call: Call) -> None:
    content = json.loads((destroyed / "destroyed.json").read_text())["certificate"]
    assert content["proofs"]["counts"] == [
        {"version": "2", "channel": "email", "state": "bounced", "count": 1},
        {"version": "2", "channel": "email", "state": "delivered", "count": 1},
    ]
    assert content["proofs"]["unreadable"] == 1
    assert log_of(destroyed)[-1]["data"]["proofs"]["sha256"] == content["proofs"]["sha256"]
    call("case", "verify", destroyed)


def test_a_certificate_that_was_taken_away_is_enough(
    destroyed: Path, call: Call, tmp_path: Path, address: Path
) -> None:
    away = tmp_path / "away"
    away.mkdir()
    shutil.copy(destroyed / "destroyed.json", away / "certificate.json")
    certificate = away / "certificate.json"
    call("case", "proof", certificate, "--address-file", address, code=10)
    shutil.copy(destroyed / "proofs.ndjson", away)
    done = call("case", "proof", certificate, "--address-file", address, "--lang", "en")
    assert "Proved for this address: 1" in done.stdout


@pytest.mark.parametrize("name", ["destroyed.json", "proofs.ndjson"])
def test_what_was_altered_proves_nothing(destroyed: Path, call: Call, address: Path, name: str) -> None:
    content = (destroyed / name).read_text()
    (destroyed / name).write_text(content.replace("delivered", "returned_", 1))
    done = call("case", "proof", destroyed, "--address-file", address, code=12)
    assert done.stdout == ""
    assert ADDRESS not in done.stderr.casefold()


def test_without_the_key_nobody_can_tell(destroyed: Path, call: Call, address: Path, tmp_path: Path) -> None:
    nothing = call("case", "proof", destroyed, "--address-file", address, "--proof-key", tmp_path / "none", code=26)
    assert "the key of the proofs is not here" in nothing.stderr
    (tmp_path / "other").write_text("00" * 32)
    done = call("case", "proof", destroyed, "--address-file", address, "--proof-key", tmp_path / "other", "--json")
    assert json.loads(done.stdout)["deliveries"] == []


def test_before_a_destruction_and_without_an_address_it_says_so(
    november: Path, call: Call, address: Path, tmp_path: Path
) -> None:
    assert "no certificate" in call("case", "proof", november, "--address-file", address, code=10).stderr
    call("case", "destroy", november, "--yes", "--reason", "over", "--actor", "alice")
    assert "nothing was delivered" in call("case", "proof", november, "--address-file", address, code=2).stderr


def test_an_empty_address_is_none(destroyed: Path, call: Call, tmp_path: Path) -> None:
    assert "no address" in call("case", "proof", destroyed, code=2, input="\n").stderr
    assert "cannot be read" in call("case", "proof", destroyed, "--address-file", tmp_path / "none", code=10).stderr
