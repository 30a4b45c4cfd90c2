"""`waspada notify plan`: a draft with its counts and findings, prepared at once, and taken up again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.notified import answer, opened, run
from tests.noticed import mail
from tests.workbench import Workbench, assessed


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workbench]:
    with opened(tmp_path / "home", monkeypatch) as found:
        yield found


def test_a_draft_is_made_prepared_and_taken_up_again(bench: Workbench) -> None:
    from waspada.store.db import audit
    from waspada.store.db.models import Job, Notice, Workspace

    mail(bench.home)
    case = assessed(bench)
    found = answer("plan", "--case", case.path, "--actor", "Bob", code=1)
    assert {"no_contact"} == {one["code"] for one in found["findings"] if one["blocks"]}
    with audit.acting():
        Workspace.objects.update(name="Example Works", dpo="privacy@example.com")
        audit.record("tests", "workspace.change", now=1.0)
    again = run("plan", "--case", case.pk, "--actor", "Bob")
    assert "Nothing blocks it." in again.stdout
    notice = Notice.objects.get(case=case)
    assert notice.digest
    assert not Job.objects.filter(case=case, kind="notice", state="queued").exists()
    addresses = notice.deliveries.values_list("address", flat=True)
    assert not any(one in again.output for one in addresses)
    run("plan", "--case", case.path, "--actor", "Rita", code=13)
    run("plan", "--case", case.path, "--actor", "Charlie", code=13)
    shown = run("preview", "--case", case.pk, "--audience", "user", "--html", bench.home / "letter.html")
    assert "What you can do" in shown.stdout
    assert (bench.home / "letter.html").read_text().startswith("<!DOCTYPE html>")
    refused = run("send", "--case", case.pk, "--actor", "Bob", code=13)
    assert "--approval" in refused.stderr
