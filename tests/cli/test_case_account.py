"""`waspada case account`: facts of a case or a file, against a run."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.cli.conftest import Call
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


def test_where_ids_stop_is_told_and_no_id(call: Call, tmp_path: Path) -> None:
    rows = [
        {"time": 1_762_000_000 + n * 1000, "ticket_id": n, "$email": f"p{n}@mail.example"}
        for n in range(7_001, 8_001)
        if not 7_401 <= n < 7_501
    ]
    rows += [{"time": 1_772_000_000, "ticket_id": None, "$email": "late@mail.example"}]
    (tmp_path / "events.jsonl").write_text(
        "".join(json.dumps({"event": "e", "properties": row}) + "\n" for row in rows)
    )
    (tmp_path / "accounts.csv").write_text("account_id,email\nu1,p7001@mail.example\n")
    call("case", "open", tmp_path / "c", "--vendor", "V", "--actor", "alice")
    call("case", "seal", tmp_path / "c", tmp_path / "events.jsonl", "--actor", "alice")
    call("assess", "--case", tmp_path / "c", "--directory", tmp_path / "accounts.csv", "--actor", "bob")
    call("case", "fact", tmp_path / "c", "vendor_account.records", "901", "--by", "vendor", "--actor", "alice")
    said = call("case", "account", tmp_path / "c", "--lang", "en", code=11).stdout.replace("\n", " ")
    told = " ".join(said.split())
    assert "in properties.ticket_id 100 of 1,000 numbers in a row are missing: 100 after 40 % of the row" in told
    assert "between 26 January 2026 and 27 January 2026, and the row stops on" in told
    ids = next(
        row["ids"]
        for row in json.loads((tmp_path / "c/runs/0001/share/assessment.json").read_text())["fields"]
        if row["path"] == "properties.ticket_id"
    )
    assert (ids["missing"], ids["gaps"][0]["after_percent"], ids["last_day"]) == (100, 40, "2026-02-02")
    assert not {"7001", "7400", "7401", "7500", "8000"} & set(re.findall(r"\d+", json.dumps(ids) + said))
