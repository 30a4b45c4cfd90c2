"""MFA of affected admins over time, from newer directories."""

from __future__ import annotations

import csv
import io
import time

import pyarrow as pa
import pytest
from tests.workbench import Workbench, _handed_over, assessed

from waspada.assess.accounts.columns import ColumnMap, parse_mapping
from waspada.assess.accounts.files import TableRows
from waspada.assess.directory import Directory
from waspada.core.errors import BadInput
from waspada.store.db import audit, directories, folders, follow_up, jobs, project, worker
from waspada.store.db.models import Case, Job, MfaPoint, Task


def refreshed(bench: Workbench, case: Case, *, switched_on: int) -> Job:
    """The directory again, the first few admins without MFA having it by now."""
    rows = list(csv.DictReader(io.StringIO((_handed_over() / "directory.csv").read_text())))
    for row in rows:
        if row["mfa"] == "off" and switched_on:
            row["mfa"], switched_on = "on", switched_on - 1
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    kept = directories.keep(case, folders.opened(case), "directory.csv", [text.getvalue().encode()])
    jobs.ask(case, follow_up.JOB, bench.people["Bob"], {"directory": kept}, now=time.time())
    job = worker.work_once()
    assert job is not None
    job.refresh_from_db()
    return job


def test_each_directory_is_one_dated_point(workbench: Workbench) -> None:
    case = assessed(workbench)
    people = project.current(case).assessment["people"]  # type: ignore[union-attr]
    assert refreshed(workbench, case, switched_on=0).problem == ""
    assert refreshed(workbench, case, switched_on=10_000).problem == ""
    of_run, same, later = follow_up.points(case)
    assert (of_run.mfa_off, of_run.mfa_unknown) == (people["admins_without_mfa"], people["admins_mfa_unknown"])
    assert sum((of_run.mfa_on, of_run.mfa_off, of_run.mfa_unknown)) == people["admins"]
    assert (same.mfa_on, same.mfa_off, same.gone) == (of_run.mfa_on, of_run.mfa_off, 0)
    assert (later.mfa_on, later.mfa_off) == (of_run.mfa_on + of_run.mfa_off, 0)
    assert later.lacking == []
    assert sum(row[2] for row in of_run.lacking) >= of_run.mfa_off > 0
    assert audit.verify() == []


def test_the_same_directory_is_one_point(workbench: Workbench) -> None:
    case = assessed(workbench)
    for _ in range(2):
        refreshed(workbench, case, switched_on=1)
    assert MfaPoint.objects.filter(case=case).count() == 2


def test_nothing_to_follow_without_a_run(workbench: Workbench) -> None:
    case = workbench.case()
    assert follow_up.begin(case, by="tests", now=1.0) is None
    job = refreshed(workbench, case, switched_on=0)
    assert job.problem == "the case has no run yet"
    waiting = follow_up.waiting(case)
    assert waiting is not None
    assert waiting.pk == job.pk


def test_reminders_are_made_once(workbench: Workbench) -> None:
    case = assessed(workbench)
    point = follow_up.begin(case, by="tests", now=time.time())
    assert point is not None
    keys = [row[0] for row in point.lacking]
    made = [follow_up.remind(case, [*keys, "made up"], by=workbench.people["Bob"], now=time.time()) for _ in range(2)]
    assert made == [len(keys), 0]
    assert {task.data["key"] for task in Task.objects.filter(case=case, key__startswith="mfa:")} == set(keys)


def directory(columns: dict[str, list[str]], values: ColumnMap | None = None) -> Directory:
    table = pa.table({name: pa.array(column, pa.string()) for name, column in columns.items()})
    return Directory(
        name="d",
        recognised={name: name for name in columns},
        columns=tuple(columns),
        extra={},
        values=values or ColumnMap(),
        admin_roles=frozenset(),
        rows=TableRows(table),
    )


def test_of_several_rows_the_weakest_counts() -> None:
    rows = {"account_id": ["a", "a", "b", "b", "c", " d "], "mfa": ["on", "off", "", "on", "perhaps", "Enabled"]}
    known = {name: name.upper() for name in "abcd"}
    assert follow_up.mfa_of(directory(rows), known) == {"A": "off", "B": "on", "C": "unknown", "D": "on"}


def test_values_can_be_named() -> None:
    rows = {"account_id": ["a", "b"], "mfa": ["ya", "tidak"]}
    given = parse_mapping(["mfa:on=ya", "mfa:off=tidak"])
    assert follow_up.mfa_of(directory(rows, given), {"a": "A", "b": "B"}) == {"A": "on", "B": "off"}


@pytest.mark.parametrize("columns", [{"email": ["a"], "mfa": ["on"]}, {"account_id": ["a"], "email": ["b"]}])
def test_a_directory_that_cannot_say_it_is_refused(columns: dict[str, list[str]]) -> None:
    with pytest.raises(BadInput):
        follow_up.mfa_of(directory(columns), {"a": "A"})
