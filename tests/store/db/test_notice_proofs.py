"""Who was told what: each row once into the case, and as CSV and NDJSON into a new folder, on record first."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from tests.store.db.letters import NOW, notice
from tests.workbench import Workbench

from waspada.core.custody import Action
from waspada.core.errors import BadInput
from waspada.store.case import notices as kept
from waspada.store.db import folders, notice_proofs
from waspada.store.db.models import Delivery


def sent(bench: Workbench, count: int) -> Any:
    from datetime import UTC, datetime

    made = notice(bench.case(), count, state="done")
    made.approved = datetime.fromtimestamp(NOW, UTC)
    made.save()
    kept.approve(folders.opened(made.case), "1", b"{}\n", actor="Bob", reason="", data={})
    Delivery.objects.filter(notice=made).update(state="accepted", text_sha256="a" * 64, people=["p1"])
    return made


def test_rows_go_into_the_case_once_and_again_when_they_changed(workbench: Workbench) -> None:
    made = sent(workbench, 3)
    assert notice_proofs.keep(made, actor="Bob") == 3
    assert notice_proofs.keep_all(made.case, actor="Bob") == 0
    row = made.deliveries.first()
    Delivery.objects.filter(pk=row.pk).update(state="bounced")
    assert notice_proofs.keep(made, actor="Bob") == 1
    opened = folders.opened(made.case)
    assert notice_proofs.kept_rows(opened, made) == 4
    assert [entry.data["states"] for entry in opened.custody.entries() if entry.action is Action.DELIVERIES] == [
        {"accepted": 3},
        {"bounced": 1},
    ]


def test_the_proof_is_written_out_on_record_and_no_cell_is_a_formula(workbench: Workbench, tmp_path: Path) -> None:
    made = sent(workbench, 2)
    Delivery.objects.filter(pk=made.deliveries.first().pk).update(address="=cmd@d0.example")
    to = notice_proofs.write_out(made, tmp_path / "proof", actor="Bob", reason="asked")
    rows = list(csv.reader(io.StringIO((to / notice_proofs.CSV).read_text())))
    assert len(rows) == 3
    assert "'=cmd@d0.example" in rows[1]
    lines = [json.loads(line) for line in (to / notice_proofs.NDJSON).read_text().splitlines()]
    assert {one["person_id"] for one in lines} == {"p1"}
    assert to.stat().st_mode & 0o777 == 0o700
    entry = folders.opened(made.case).custody.entries()[-1]
    assert entry.action is Action.EXPORT
    assert set(entry.data["files"]) == {notice_proofs.CSV, notice_proofs.NDJSON}
    with pytest.raises(BadInput, match="already"):
        notice_proofs.write_out(made, to, actor="Bob", reason="asked")
