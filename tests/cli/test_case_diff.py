"""`waspada case diff` and what it says: two runs of a real case, plain and encrypted."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from tests.flows.case import pairs

from waspada.cli.main import main
from waspada.core.custody import Action
from waspada.core.progress import Silent
from waspada.flows.assess import Request, assess
from waspada.readers.age import Identity, decrypt
from waspada.store.case.folder import CaseFolder, create, load
from waspada.store.case.runs import RunFolder


def case_with_runs(place: Path, seeds: tuple[Any, ...], identity: Identity | None = None) -> CaseFolder:
    """A case whose runs were assessed with its key."""
    case = create(place / "case", title="t", vendor="v", actor="dewi", clock=time.time, identity=identity)
    for number, world in enumerate(seeds):
        dataset, directory, claims = pairs.write(world, place / f"given{number}")
        request = Request(
            datasets=(dataset,), directory=str(directory), claims=claims, out=place / f"out{number}", workers=1
        )
        assess(request, cache=Path(os.environ["WASPADA_HOME"]) / "cache", key=case.key(), progress=Silent())
        RunFolder(case.path, case.recipient).take(request.out).keep()
    return case


def diff(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["case", "diff", *map(str, arguments)])


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> CaseFolder:
    first, second = pairs.pair(1)
    return case_with_runs(tmp_path_factory.mktemp("plain"), (first, second, second))


@pytest.mark.parametrize(("lang", "head"), [("en", "Run 1 compared with Run 2."), ("id", "Pemeriksaan 1 dibandingkan")])
def test_fifteen_seconds(case: CaseFolder, lang: str, head: str) -> None:
    done = diff(case.path, 1, 2, "--lang", lang)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith(head)
    assert len(done.stdout.splitlines()) <= 20
    assert "example.org" not in done.stdout


def test_the_last_two_runs_are_compared_by_default(case: CaseFolder) -> None:
    done = diff(case.path, "--lang", "en")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines()[0] == "Run 2 compared with Run 3."
    assert "Nothing differs" in done.stdout


def test_json_is_the_document_alone(case: CaseFolder) -> None:
    done = diff(case.path, 1, 2, "--json")
    document = json.loads(done.stdout)
    assert document["schema"] == "waspada/diff/1"
    assert document["key"] == "shown"
    truth = pairs.people_diff(*pairs.pair(1))
    assert document["people"]["new"] + document["people"]["gone"] >= 0
    assert document["people"]["changed"] == sum(row[0] == "changed" for row in truth.values())


def test_what_is_written_is_an_export_on_record(case: CaseFolder, tmp_path: Path) -> None:
    done = diff(case.path, 1, 2, "--out", tmp_path / "changes", "--actor", "dewi", "--reason", "for the letters")
    assert done.exit_code == 0, done.stderr
    *_, read, last = load(case.path, clock=time.time).custody.entries()
    assert (read.action, read.data) == (Action.READ, {"runs": [1, 2], "purpose": "diff"})
    assert (last.action, last.actor, last.reason) == (Action.EXPORT, "dewi", "for the letters")
    assert last.data == {"what": "diff", "runs": [1, 2], "where": str(tmp_path / "changes")}
    rows = pq.read_table(tmp_path / "changes" / "restricted" / "diff_people.parquet").num_rows
    assert rows == len(pairs.people_diff(*pairs.pair(1)))


def test_an_encrypted_case_is_compared_decrypted_and_written_encrypted(tmp_path: Path) -> None:
    identity = Identity.new()
    worlds = pairs.pair(3)
    case = case_with_runs(tmp_path, worlds, identity)
    assert not list(case.path.rglob("people.parquet"))
    key = tmp_path / "key.txt"
    key.write_text(identity.secret)
    assert diff(case.path).exit_code == 26
    done = diff(case.path, "--key-file", key, "--out", tmp_path / "changes", "--json")
    assert done.exit_code == 0, done.stderr
    written = tmp_path / "changes" / "restricted" / "diff_people.parquet.age"
    table = pq.read_table(pa.BufferReader(decrypt(written.read_bytes(), identity)))
    truth = pairs.people_diff(*worlds)
    assert sorted(table["change"].to_pylist()) == sorted(row[0] for row in truth.values())
    assert sorted(path.suffix for path in written.parent.iterdir()) == [".age"] * 5


@pytest.mark.parametrize(
    ("numbers", "code", "said"),
    [((1,), 2, "two different runs"), ((1, 1), 2, "two different runs"), ((1, 9), 10, "no run 9")],
)
def test_runs_that_cannot_be_compared(case: CaseFolder, numbers: tuple[int, ...], code: int, said: str) -> None:
    done = diff(case.path, *numbers)
    assert done.exit_code == code
    assert said in done.stderr


def test_a_case_with_one_run_has_nothing_to_compare(tmp_path: Path) -> None:
    create(tmp_path / "case", title="t", vendor="v", actor="dewi", clock=time.time)
    done = diff(tmp_path / "case")
    assert done.exit_code == 10
    assert "fewer than two runs" in done.stderr


def test_a_result_that_was_altered_is_12(tmp_path: Path) -> None:
    case = case_with_runs(tmp_path, pairs.pair(3))
    people = case.path / "runs" / "0002" / "restricted" / "people.parquet"
    content = bytearray(people.read_bytes())
    content[len(content) // 2] ^= 1
    people.chmod(0o600)
    people.write_bytes(content)
    done = diff(case.path)
    assert done.exit_code == 12
    assert "restricted/people.parquet" in done.stderr
