"""The worker's part of a notice besides sending."""

from __future__ import annotations

import pytest
from tests.store.db.letters import NOW, notice
from tests.workbench import Workbench

from waspada.core.errors import BadInput
from waspada.core.progress import Silent
from waspada.store.db import notice_going, notice_work
from waspada.store.db.models import Job


def test_a_worker_writes_what_became_of_letters(workbench: Workbench) -> None:
    made = notice(workbench.case(), 2)
    notice_going.ask_proofs(made, workbench.people["Bob"], now=NOW)
    job = Job.objects.get(kind="notice")
    assert notice_work.work(job, Silent(), lambda: NOW) == {"notice": 1, "rows": 0}  # it was never approved
    job.arguments = {"notice": 4711}
    with pytest.raises(BadInput, match="gone"):
        notice_work.work(job, Silent(), lambda: NOW)
