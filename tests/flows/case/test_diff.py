"""Two hand-overs compared: exact against a truth of their own; what is written; what is refused."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.conftest import FULL
from tests.flows.case import pairs

from waspada.assess.compare.compare import Diff
from waspada.core.errors import BadInput, CannotWrite
from waspada.core.progress import Silent
from waspada.flows.assess import Request, assess
from waspada.flows.case.diff import diff, to_look_at, write
from waspada.flows.case.results import Run, open_run

SEEDS = range(50 if FULL else 10)


def run(world: Any, place: Path, *, key: bytes = pairs.KEY, directory: Any = None) -> Run:
    """Assess one hand-over."""
    dataset, accounts, claims = pairs.write(world, place / "given")
    if directory is not None:
        accounts.write_text(directory)
    request = Request(
        datasets=(dataset,), directory=str(accounts), claims=claims, out=place / "out", workers=1, title=place.name
    )
    assess(request, cache=Path(os.environ["WASPADA_HOME"]) / "cache", key=key, progress=Silent())
    return open_run(place / "out", name=place.name)


def nameless(one: Run) -> Run:
    """As written before manifests named the key."""
    return replace(one, manifest={**one.manifest, "options": {}})


@pytest.fixture(scope="module", params=SEEDS)
def compared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any, Diff]:
    first, second = pairs.pair(request.param)
    place = tmp_path_factory.mktemp("pair")
    return first, second, diff(run(first, place / "1"), run(second, place / "2"))


def test_people_are_exactly_those_who_differ(compared: tuple[Any, Any, Diff]) -> None:
    first, second, found = compared
    rows = {
        row["person_id"]: (
            row["change"], frozenset(row["added_kinds"]), frozenset(row["removed_kinds"]),
            frozenset() if row["change"] in ("new", "gone") else frozenset(row["changed"]),
        )
        for row in found.people.to_pylist()
    }  # fmt: skip
    truth = pairs.people_diff(first, second)
    assert rows == truth
    assert found.people["person_id"].to_pylist() == sorted(truth)
    counts = found.document["people"]
    for change in ("new", "gone", "changed", "recounted"):
        assert counts[change] == sum(row[0] == change for row in truth.values())
    assert counts["more_exposed"] == sum(bool(row[1]) for row in truth.values() if row[0] == "changed")
    assert counts["less_exposed"] == sum(bool(row[2]) for row in truth.values() if row[0] == "changed")
    assert (counts["before"], counts["after"]) == (len(pairs.people(first)), len(pairs.people(second)))
    assert sorted(to_look_at(found)["person_id"].to_pylist()) == sorted(
        name for name, row in truth.items() if row[0] != "recounted"
    )


def test_organisations_and_memberships_are_exact(compared: tuple[Any, Any, Diff]) -> None:
    first, second, found = compared
    one, other = pairs.organisations(first), pairs.organisations(second)
    new, gone, changed = pairs.split(one, other)
    recounted = {name for name in changed if {**one[name], "records": 0} == {**other[name], "records": 0}}
    rows = {row["organisation_id"]: row["change"] for row in found.organisations.to_pylist()}
    assert rows == {
        **dict.fromkeys(new, "new"), **dict.fromkeys(gone, "gone"), **dict.fromkeys(changed, "changed"),
        **dict.fromkeys(recounted, "recounted"),
    }  # fmt: skip
    members = [
        {(who, name): role for who, row in pairs.people(world).items() for name, role in row.get("roles", {}).items()}
        for world in (first, second)
    ]
    found_members = {(row["person_id"], row["organisation_id"]): row["change"] for row in found.memberships.to_pylist()}
    new, gone, changed = pairs.split(*members)
    assert found_members == {
        **dict.fromkeys(new, "new"), **dict.fromkeys(gone, "gone"), **dict.fromkeys(changed, "changed")
    }  # fmt: skip


def test_fields_and_findings_are_exact(compared: tuple[Any, Any, Diff]) -> None:
    first, second, found = compared
    one, other = pairs.fields(first), pairs.fields(second)
    assert pairs.each(found.document["fields"], "path")[:2] == pairs.split(one, other)[:2]
    counted = {
        row["path"]: ({**one[row["path"]], **row["before"]}, {**one[row["path"]], **row["after"]})
        for row in found.document["fields"]["changed"]
    }
    for path in pairs.split(one, other)[2]:
        before, after = ({name: side[name] for name in ("filled", "empty", "distinct")} for side in counted.pop(path))
        assert (before, after) == (one[path], other[path])
    assert all(before == {**after, "free_text": before["free_text"]} for before, after in counted.values()), counted
    mine = pairs.findings(first), pairs.findings(second)
    new, gone, _ = pairs.each(found.document["findings"], "kind", "field")
    assert (new, gone) == pairs.split(*mine)[:2]
    changed = {
        (row["kind"], row["field"]): (row["before"]["values"], row["after"]["values"])
        for row in found.document["findings"]["changed"]
        if "values" in row["changed"]
    }
    assert changed == {key: (mine[0][key], mine[1][key]) for key in pairs.split(*mine)[2]}


def test_secrets_claims_and_days_are_exact(compared: tuple[Any, Any, Diff]) -> None:
    first, second, found = compared
    new, gone, moved = pairs.split(pairs.secrets(first), pairs.secrets(second))
    rows = {row["fingerprint"]: row["change"] for row in found.secrets.to_pylist()}
    assert rows == {**dict.fromkeys(new, "new"), **dict.fromkeys(gone, "gone"), **dict.fromkeys(moved, "changed")}
    one, other = pairs.verdicts(first), pairs.verdicts(second)
    changed = {
        row["id"]: (row["before"]["verdict"], row["after"]["verdict"])
        for row in found.document["claims"]["changed"]
        if "verdict" in row["changed"]
    }
    assert changed == {name: (one[name], other[name]) for name in one if one[name] != other[name]}
    before, after = pairs.days(first), pairs.days(second)
    assert {row["name"]: (row["before"], row["after"]) for row in found.document["period"]["days"]} == {
        day: (before.get(day, 0), after.get(day, 0))
        for day in before.keys() | after.keys()
        if before.get(day, 0) != after.get(day, 0)
    }


def test_the_same_hand_over_twice_is_no_difference(tmp_path: Path) -> None:
    world = pairs.pair(9)[0]
    one, other = run(world, tmp_path / "1"), run(world, tmp_path / "2")
    found = diff(one, other)
    assert not found.differs
    assert found.people.num_rows == found.memberships.num_rows == found.organisations.num_rows == 0
    assert found.document["key"] == "shown"


def test_a_diff_is_written_for_sharing_and_restricted(tmp_path: Path) -> None:
    first, second = pairs.pair(1)
    found = diff(run(first, tmp_path / "1"), run(second, tmp_path / "2"))
    out = tmp_path / "diff"
    write(found, out)
    shared = (out / "share" / "diff.json").read_text()
    assert json.loads(shared) == found.document
    assert not [name for name in found.people["person_id"].to_pylist() if name in shared]
    assert "example.org" not in shared
    assert "Siti" not in shared
    kept = pq.read_table(out / "restricted" / "diff_people.parquet")
    assert kept.to_pylist() == found.people.to_pylist()
    assert kept.column_names[:4] == ["person_id", "change", "added_kinds", "removed_kinds"]
    assert stat.S_IMODE((out / "restricted").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (out / "restricted").iterdir()} == {0o600}
    before = {path.name: path.read_bytes() for path in (out / "restricted").iterdir()}
    write(found, out)
    assert before == {path.name: path.read_bytes() for path in (out / "restricted").iterdir()}


def test_what_is_restricted_can_be_encrypted(tmp_path: Path) -> None:
    world = pairs.pair(2)[0]
    found = diff(run(world, tmp_path / "1"), run(world, tmp_path / "2"))
    write(found, tmp_path / "diff", protect=lambda content: content[::-1])
    names = sorted(path.name for path in (tmp_path / "diff" / "restricted").iterdir())
    assert names == [
        f"diff_{name}.parquet.age" for name in ("ambiguous", "memberships", "organisations", "people", "secrets")
    ]
    again = (tmp_path / "diff" / "restricted" / "diff_people.parquet.age").read_bytes()[::-1]
    assert pq.read_table(pa.BufferReader(again)).num_rows == found.people.num_rows


def test_runs_with_different_keys_are_refused(tmp_path: Path) -> None:
    first, second = pairs.pair(3)
    one, other = run(first, tmp_path / "1"), run(second, tmp_path / "2", key=b"q" * 32)
    for sides in ((one, other), (nameless(one), nameless(other))):
        with pytest.raises(BadInput, match="different keys"):
            diff(*sides)
    with pytest.raises(BadInput, match="different keys"):
        diff(one, one, keys=("a" * 32, "b" * 32))


def test_where_nobody_is_in_both_nothing_shows_that_the_key_is_one(tmp_path: Path) -> None:
    first, second = pairs.pair(4)[0], pairs.World()
    maker = pairs.Maker(4)
    maker.add_contact()
    second.events = maker.world.events[-1:]
    second.accounts = first.accounts
    one, other = (nameless(run(world, tmp_path / str(at))) for at, world in enumerate((first, second)))
    found = diff(one, other)
    assert found.document["key"] == "not_shown"
    assert found.incomplete
    told = diff(one, other, keys=("a" * 32, "a" * 32))
    assert told.document["key"] == "shown"
    assert not told.incomplete


def test_a_folder_that_cannot_be_written_is_an_error_of_ours(tmp_path: Path) -> None:
    world = pairs.pair(5)[0]
    found = diff(run(world, tmp_path / "1"), run(world, tmp_path / "2"))
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite):
        write(found, tmp_path / "file")
