"""`waspada case copy`: a copy elsewhere is noted, and named on the day of destruction."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Call


def test_a_noted_copy_is_named_in_the_certificate(november: Path, call: Call) -> None:
    said = call("case", "copy", november, "people.csv", "laptop of counsel", "--actor", "bob", "--lang", "id").stdout
    assert said == "Dicatat: people.csv · laptop of counsel\n"
    done = call("case", "destroy", november, "--yes", "--reason", "over", "--actor", "alice", "--lang", "id")
    assert "people.csv · laptop of counsel" in done.stdout
