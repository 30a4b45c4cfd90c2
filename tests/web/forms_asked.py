"""A case in which laws ask for forms; everybody in it is made up."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from tests.web.assessed import document
from tests.workbench import Workbench

from waspada.core.custody import Action
from waspada.flows.case import facts, judged
from waspada.store.db import audit, folders
from waspada.store.db.models import Case, Person, Projection, Workspace

MAIL = "canary.person" + "@mail.example"


def state(case: Case, name: str, value: str) -> None:
    facts.state(folders.opened(case), name, value, actor="Alice", now=time.time(), cache=None)


def ago(hours: float) -> str:
    return (datetime.fromtimestamp(time.time(), UTC) - timedelta(hours=hours)).isoformat(timespec="seconds")


def unsafe(case: Case, name: str, value: str) -> None:
    """A fact that came into the log by another way than ours."""
    data = {"fact": name, "value": value, "status": "confirmed", "by": "us", "source": "", "supersedes": None}
    folders.opened(case).custody.append(Action.FACT, actor="Alice", data=data)


def asked(workbench: Workbench) -> Case:
    """A case with a run, a signed risk, a contact of ours, and an affected person in the database."""
    made = workbench.case()
    for name, value in (
        ("aware_at", ago(20)),
        ("occurred_from", ago(90)),
        ("occurred_to", ago(80)),
        ("contained", "yes"),
        ("eu_main_establishment", "none"),
        ("note.measures_taken", "The session was ended."),
    ):
        state(made, name, value)
    judged.assess_risk(
        folders.opened(made), "all", severity="medium", likelihood="likely", level="high",
        reason="phishing", actor="Carol", cache=None,
    )  # fmt: skip
    people = [
        {"group": "all", "residence": place, "kinds": ["email"], "people": count}
        for place, count in (("DE", 12), ("ID", 30))
    ]
    run = Projection.objects.create(
        case=made, number=1, manifest="0" * 64, ready=True, assessment=document(), profiles=people
    )
    common = {"projection": run, "profile": 1, "records": 1}
    Person.objects.create(**common, person_id="p1", name="siti canary", email=MAIL, account_id="canary-4711")
    with audit.acting():
        Workspace.objects.update(name="Nusantara Pay", dpo="Data Protection Office\nprivacy@example.org")
        audit.record("tests", "workspace.change", now=time.time())
    return made
