"""`waspada case account`: facts of a case or a file, against a run."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.cli.test_case_diff import case_with_runs
from tests.flows.case import pairs

from waspada.cli.main import main
from waspada.core.custody import Action
from waspada.store.case.folder import CaseFolder, create

WORLD = pairs.pair(1)[0]


def account(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["case", "account", *map(str, arguments)])


def state(case: CaseFolder, name: str, value: Any) -> None:
    data = {"fact": f"vendor_account.{name}", "value": value, "status": "claimed", "by": "vendor", "source": "letter"}
    case.custody.append(Action.FACT, actor="dewi", data=data)


@pytest.fixture
def case(tmp_path: Path) -> CaseFolder:
    return case_with_runs(tmp_path, (WORLD,))


def test_an_account_in_the_facts_of_a_case(case: CaseFolder) -> None:
    state(case, "records", len(WORLD.events) + 5)
    state(case, "files", 1)
    done = account(case.path, "--lang", "en")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("The vendor's account does not hold, because ")
    assert "5 fewer than announced" in done.stdout.replace("\n", " ")
    assert account(case.path, "--strict").exit_code == 1
    state(case, "records", len(WORLD.events))
    done = account(case.path, 1, "--strict", "--lang", "id")
    assert done.exit_code == 0
    assert done.stdout.startswith("Keterangan vendor benar: 2 dari 2 pernyataan sesuai")


def test_a_file_stands_in_place_of_a_fact(case: CaseFolder, tmp_path: Path) -> None:
    state(case, "records", 1)
    state(case, "people", None)
    file = tmp_path / "vendor.yaml"
    file.write_text(f"account:\n  - records: {len(WORLD.events)}\n  - fields: [e-mail, phone_of_mother]\n")
    done = account(case.path, "--account", file, "--json")
    document = json.loads(done.stdout)
    verdicts = {row["id"]: row["verdict"] for row in document["statements"]}
    assert document["schema"] == "waspada/account/1"
    assert verdicts == {
        "records": "holds", "people": "cannot_tell", "fields": "does_not_hold", "more": "does_not_hold"
    }  # fmt: skip
    assert (document["verdict"], done.exit_code) == ("does_not_hold", 11)
    assert "example.org" not in done.stdout


def test_results_without_a_case(case: CaseFolder, tmp_path: Path) -> None:
    file = tmp_path / "vendor.yaml"
    file.write_text(f"account:\n  - records: {len(WORLD.events)}\n")
    assert account(case.path / "runs" / "0001", "--account", file).exit_code == 0
    done = account(case.path / "runs" / "0001")
    assert done.exit_code == 2
    assert "no account of the vendor" in done.stderr


def test_no_run_yet_and_no_such_run(case: CaseFolder, tmp_path: Path) -> None:
    empty = create(tmp_path / "other", title="t", vendor="v", actor="dewi", clock=time.time)
    assert account(empty.path).exit_code == 10
    done = account(case.path, 7)
    assert done.exit_code == 10
    assert "no run 7" in done.stderr
