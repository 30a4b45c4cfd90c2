"""The vendor's account from a log and from a file, against real runs in which the truth is known."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from tests.flows.case import pairs

from waspada.core.custody import Action, Entry, entry
from waspada.core.errors import BadInput
from waspada.core.progress import Silent
from waspada.flows.assess import Request, assess
from waspada.flows.case.account import Account, account
from waspada.flows.case.results import Run, open_run


def log(**facts: Any) -> list[Entry]:
    made: list[Entry] = []
    for name, value in facts.items():
        data = {"fact": f"vendor_account.{name}", "value": value, "status": "claimed", "by": "vendor", "source": "call"}
        made.append(
            entry(made[-1] if made else None, time="2025-11-25T14:02:00Z", actor="dewi", action=Action.FACT, data=data)
        )
    return made


def run_of(world: Any, place: Path) -> Run:
    dataset, directory, _ = pairs.write(world, place / "given")
    request = Request(datasets=(dataset,), directory=str(directory), out=place / "out", workers=1)
    assess(request, cache=Path(os.environ["WASPADA_HOME"]) / "cache", key=pairs.KEY, progress=Silent())
    return open_run(place / "out", name="Run 1")


@pytest.fixture(scope="module")
def world() -> Any:
    """Twelve days with 24 records each, and two days in the middle without any."""
    maker = pairs.Maker(7)
    whose = maker.one()
    maker.world.events = []
    for day in (*range(5), *range(7, 14)):
        for _ in range(24):
            maker.event(day, distinct_id=whose.id, **{"$user_id": whose.id, "$email": whose.email})
    return maker.world


@pytest.fixture(scope="module")
def run(world: Any, tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run_of(world, tmp_path_factory.mktemp("account"))


def verdicts(found: Account) -> dict[str, str]:
    return {row["id"]: row["verdict"] for row in found.document["statements"]}


def test_missing_days_are_found_and_named(run: Run) -> None:
    ends = {"from": "2025-11-07T07:00:00Z", "to": "2025-11-21T00:00:00Z"}
    found = account(run, entries=log(records=288, people=1, **ends))
    assert verdicts(found) == {"records": "holds", "people": "holds", "window": "holds", "days": "does_not_hold"}
    days = found.document["statements"][-1]["numbers"]
    assert days["count"] == len(days["names"]) >= 2
    assert found.document["line"]["en"].startswith("The vendor's account does not hold, because ")
    assert (found.exit_code(), found.exit_code(strict=True)) == (0, 1)
    assert found.document["run"] == "Run 1"


def test_ids_that_stop_early_are_days_missing_at_the_end(run: Run) -> None:
    found = account(run, entries=log(**{"from": "2025-11-15T00:00:00Z", "to": "2025-11-26T00:00:00Z"}))
    rows = {row["id"]: row for row in found.document["statements"]}
    assert rows["window"]["verdict"] == "does_not_hold"  # it begins later than the data
    assert rows["days"]["numbers"]["names"][-1] == "2025-11-25"


def test_announced_fields_against_those_that_are_there(run: Run) -> None:
    found = account(run, entries=log(fields=["time", "$email", "$user_id", "distinct_id", "$insert_id", "event"]))
    assert verdicts(found) == {"fields": "holds", "more": "holds"}
    found = account(run, entries=log(fields=["time", "$email", "phone"]))
    rows = {row["id"]: row for row in found.document["statements"]}
    assert rows["fields"]["numbers"]["absent"] == ["phone"]
    assert rows["more"]["numbers"]["names"] == ["properties.$user_id", "properties.distinct_id"]


def test_a_later_fact_supersedes_and_a_file_stands_in_place(run: Run, tmp_path: Path) -> None:
    entries = [*log(records=1), *log(records=288)]
    assert verdicts(account(run, entries=entries)) == {"records": "holds"}
    file = tmp_path / "vendor.yaml"
    file.write_text("account:\n  - records: 5\n")
    assert verdicts(account(run, entries=entries, file=file)) == {"records": "does_not_hold"}


def test_cannot_tell_is_11_before_1(run: Run) -> None:
    found = account(run, entries=log(records=5, people=None))
    assert found.exit_code(strict=True) == 11


def test_a_log_without_an_account_is_refused(run: Run) -> None:
    with pytest.raises(BadInput, match="no account"):
        account(run)
