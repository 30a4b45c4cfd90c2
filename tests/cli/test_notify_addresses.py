"""`waspada notify addresses`: from a file to the letters that wait."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests import workbench as made

from waspada.cli.notify_addresses import WORDS, command


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[made.Workbench]:
    """A workbench whose home the command finds."""
    made.load()
    made.migrated()
    with made.opened(tmp_path / "home") as bench:
        monkeypatch.setenv("WASPADA_HOME", str(bench.home))
        yield bench


def test_an_address_for_a_letter_that_came_back(bench: made.Workbench, tmp_path: Path) -> None:
    from tests.store.db.test_postal import lost

    notice, rows = lost(bench, 2)
    file = tmp_path / "a.csv"
    file.write_text(f"email,line1,line2\n{rows[0].address},Name,Street 1\n")
    case = str(notice.case.case_id)
    found = CliRunner().invoke(command, [str(file), "--case", case, "--actor", "Alice", "--json"])
    answer = json.loads(found.stdout)
    assert (found.exit_code, answer["given"], answer["wait"]) == (11, 1, 1)
    file.write_text(f"email,line1,line2\n{rows[1].address},Name,Street 2\n")
    found = CliRunner().invoke(command, [str(file), "--case", case, "--actor", "Alice", "--lang", "en"])
    assert found.exit_code == 0
    assert "Letters that have an address now: 1" in found.stdout


def test_both_languages_say_the_same() -> None:
    assert list(WORDS["en"]) == list(WORDS["id"])
