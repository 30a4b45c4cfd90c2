"""What is done once it is granted, from a page."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from tests.workbench import Workbench

from waspada.core.errors import BadInput, NothingReadable, Refused
from waspada.core.progress import Silent

NOW = 1_772_000_100.0


def granted(workbench: Workbench, case: Any, act: str, what: dict[str, Any]) -> Any:
    """Bob asks, Carol grants."""
    from waspada.store.db import access, approvals

    asker = access.grant(workbench.people["Bob"], case.pk)
    made = approvals.ask(asker, act, what, reason="retention is over", now=NOW)
    return approvals.decide(access.grant(workbench.people["Carol"], case.pk), made.pk, yes=True, reason="seen", now=NOW)


def test_destruction_is_asked_for_once_and_done_by_the_worker(workbench: Workbench) -> None:
    from waspada.store.db import acts, audit, bounced, folders
    from waspada.store.db.models import Job

    case = workbench.case()
    folder = Path(case.path)
    (folder / "sealed").mkdir()
    (folder / "sealed" / "evidence").write_text("a@b.example")
    exports = acts.exports(case)
    exports.mkdir(parents=True)
    reports = workbench.home / bounced.FOLDER
    reports.mkdir(parents=True)
    (reports / "nobodys.eml").write_text("of a letter to a@b.example")
    approval = granted(workbench, case, "destroy", {})
    job = acts.ask_destruction(case, approval, workbench.people["Bob"], now=NOW + 1)
    with pytest.raises(Refused):
        acts.ask_destruction(case, approval, workbench.people["Bob"], now=NOW + 2)
    assert acts.destroy(job, Silent(), time.time) == {"certificate": "destroyed.json"}
    case.refresh_from_db()
    assert case.destroyed is not None
    assert not (folder / "sealed").exists()
    assert not exports.exists()
    assert bounced.unmatched(workbench.home) == []
    assert (folder / "destroyed.json").exists()
    assert [one.action for one in folders.opened(case).custody.entries()][-1] == "data.destroy"
    # Taken up again after a crash at the very end, it destroys nothing twice.
    entries = len(folders.opened(case).custody.entries())
    acts.destroy(job, Silent(), time.time)
    assert len(folders.opened(case).custody.entries()) == entries
    assert list(Job.objects.filter(case=case)) == [job]
    assert audit.verify() == []


def test_a_legal_hold_is_stronger_than_two_people(workbench: Workbench) -> None:
    from waspada.flows.case.destroy import hold
    from waspada.store.db import acts, folders

    case = workbench.case()
    approval = granted(workbench, case, "destroy", {})
    job = acts.ask_destruction(case, approval, workbench.people["Bob"], now=NOW + 1)
    hold(folders.opened(case), "court", actor="carol", reason="letter of the court")
    with pytest.raises(Refused, match="legal hold"):
        acts.destroy(job, Silent(), time.time)
    case.refresh_from_db()
    assert case.destroyed is None


def test_what_a_request_says_is_checked_when_it_is_asked(workbench: Workbench) -> None:
    from waspada.store.db import acts, folders

    case = workbench.case()
    opened = folders.opened(case)
    assert acts.parameters("destroy", opened) == {}
    with pytest.raises(NothingReadable):
        acts.parameters("export", opened)
    (Path(case.path) / "runs" / "0001").mkdir(parents=True)
    assert acts.parameters("export", opened, to=" /tmp/x ") == {"run": 1, "to": "/tmp/x"}
    assert acts.parameters("reveal", opened, run="1", people="b, a b") == {"run": 1, "people": ["a", "b"]}
    for more in ({"run": "2"}, {"run": "../1"}, {"people": ""}, {"people": " ".join(map(str, range(201)))}):
        with pytest.raises(BadInput):
            acts.parameters("reveal", opened, **{"people": "a", **more})


def test_an_export_is_written_once_where_only_the_server_can_read_it(workbench: Workbench) -> None:
    from waspada.store.db import acts, folders

    case = workbench.case()
    restricted = Path(case.path) / "runs" / "0001" / "restricted"
    restricted.mkdir(parents=True)
    (restricted / "people.csv").write_text("a@b.example")
    approval = granted(workbench, case, "export", acts.exporting(1, ""))
    where = acts.write_out(case, approval, workbench.people["Bob"], now=NOW + 1)
    assert (where / "people.csv").read_text() == "a@b.example"
    assert where.stat().st_mode & 0o777 == 0o700
    entry = folders.opened(case).custody.entries()[-1]
    assert (entry.action, entry.actor) == ("export.write", "Bob")
    assert entry.reason == f"retention is over (approval {approval.pk})"
    with pytest.raises(Refused):
        acts.write_out(case, approval, workbench.people["Bob"], now=NOW + 2)


def test_a_folder_of_somebodys_choice_is_never_written_by_the_server(workbench: Workbench) -> None:
    from waspada.store.db import acts

    case = workbench.case()
    approval = granted(workbench, case, "export", acts.exporting(1, "/etc/cron.d"))
    with pytest.raises(BadInput):
        acts.write_out(case, approval, workbench.people["Bob"], now=NOW + 1)
    approval.refresh_from_db()
    assert approval.state == "granted"


def test_bulk_reveal_shows_those_people_and_logs_each(workbench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    from waspada.store.db import acts

    seen = []

    def one(opened: Any, run: Any, person: str, *, actor: str, reason: str) -> dict[str, str]:
        seen.append((person, actor, reason))
        return {"person_id": person}

    monkeypatch.setattr(acts, "reveal_person", one)
    monkeypatch.setattr(acts, "_run", lambda opened, number: None)
    case = workbench.case()
    approval = granted(workbench, case, "reveal", acts.revealing(1, ["b", "a"]))
    rows = acts.reveal(case, approval, workbench.people["Bob"], now=NOW + 1)
    assert [row["person_id"] for row in rows] == ["a", "b"]
    assert [(person, actor) for person, actor, _ in seen] == [("a", "Bob"), ("b", "Bob")]
    with pytest.raises(Refused):
        acts.reveal(case, approval, workbench.people["Bob"], now=NOW + 2)
