"""Things to do: one for each key that was found, made once; and what people write down."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.workbench import Workbench

from waspada.core.errors import BadInput

if TYPE_CHECKING:
    from waspada.store.db.models import Case

HEAD = '"kind","provider","fingerprint","last4","person_id","organisation_id","field","position","how_to_revoke"\n'


def run(case: Case, *rows: str) -> None:
    """A finished run with these secrets."""
    folder = Path(case.path) / "runs" / "0001"
    for name, content in (
        ("share/assessment.json", '{"kinds": {"secret.aws": {"label": {"en": "AWS key", "id": "kunci AWS"}}}}'),
        ("share/manifest.json", "{}"),
        ("restricted/secrets.csv", HEAD + "".join(f"{row}\n" for row in rows)),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)


def test_each_key_has_one_task_however_often_it_is_found(workbench: Workbench) -> None:
    from waspada.store.db import tasks
    from waspada.store.db.models import Task

    case = workbench.case()
    run(case, "secret.aws,AWS,f1,TKSJ,p1,,a,1,https://x", "secret.aws,AWS,f1,TKSJ,p2,,b,2,https://x",
        "secret.aws,AWS,f2,'-ab1,p1,,a,3,https://x")  # fmt: skip
    made = [tasks.tasks_of_run(case, 1, now=1_772_000_000.0) for _ in range(2)]
    assert made == [2, 0]
    found = Task.objects.filter(case=case).order_by("key")
    assert [(task.key, task.data["last4"]) for task in found] == [("revoke:f1", "TKSJ"), ("revoke:f2", "-ab1")]
    assert found[0].data["label"] == {"en": "AWS key", "id": "kunci AWS"}


def test_a_task_that_was_closed_stays_closed(workbench: Workbench) -> None:
    from waspada.store.db import audit, tasks
    from waspada.store.db.models import Task

    case = workbench.case()
    run(case, "secret.aws,AWS,f1,TKSJ,p1,,a,1,https://x")
    tasks.tasks_of_run(case, 1, now=1_772_000_000.0)
    with audit.acting():
        task = Task.objects.get(case=case)
        tasks.change(task, owner="Bob", due=None, state="done", note="", now=1_773_000_000.0)
        tasks.tasks_of_run(case, 1, now=1_772_000_000.0)
        audit.record("tests", "task.change", now=1_773_000_000.0)
    task.refresh_from_db()
    assert (task.state, task.closed) == ("done", datetime.fromtimestamp(1_773_000_000, UTC))
    assert task.owner == workbench.people["Bob"]


def test_what_may_not_be_written(workbench: Workbench) -> None:
    from waspada.store.db import tasks
    from waspada.store.db.models import Task

    case = workbench.case()
    with pytest.raises(BadInput, match="no part"):
        tasks.add(case, "Call them", owner="Charlie", due=None)
    with pytest.raises(BadInput, match="personal data"):
        tasks.add(case, "Call ani.wijaya@example.org", owner="", due=None)
    task = tasks.add(case, "Call the vendor", owner="Bob", due=None)
    with pytest.raises(BadInput, match="why"):
        tasks.change(task, owner="", due=None, state="dropped", note=" ", now=1.0)
    assert Task.objects.filter(case=case).count() == 1
