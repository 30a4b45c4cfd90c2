"""`waspada case export`: restricted results out of the case, on record."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Call, log_of


def test_results_leave_on_record(november: Path, call: Call) -> None:
    export = ("case", "export", november, "--to", november.parent / "out", "--actor", "bob", "--lang", "en")
    call(*export, "--reason", "x", code=10)  # no run yet
    call("assess", "--case", november, "--directory", november.parent / "accounts.csv", "--actor", "bob")
    call(*export, code=2)  # no reason
    assert "in the clear" in call(*export, "--reason", "for counsel").stdout
    assert "@mail.example" in (november.parent / "out" / "people.csv").read_text()
    assert log_of(november)[-1]["action"] == "export.write"
