"""The other side of the fault tests: prepares a home and says what stands in it, a line of JSON for each line read.

Run as `python tests/faults/stage.py`, over WASPADA_HOME and DATABASE_URL; the test itself loads no Django.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

PEOPLE: Final = 60
TITLE: Final = "Kills"


def prepared(_: Any) -> Any:
    """An owner who is signed in, a case for uploads, a case that can be assessed; its first assessment waits."""
    from django.conf import settings
    from django.test import Client

    from waspada.core.progress import Silent
    from waspada.flows.case.seal import About, seal
    from waspada.store.case.vault import Vault
    from waspada.store.db import audit, directories, folders, jobs
    from waspada.store.db.models import User
    from waspada.web.load import migrate

    migrate()
    now = time.time()
    with audit.acting():
        owner = User.objects.create_user("alice@example.org", "Alice", is_demo=True)
        audit.record("tests", "people.make", now=now)
    cases = [
        folders.open_case(user=owner, vendor="Acme Desk", title=title, now=now, is_demo=True)
        for title in ("Uploads", TITLE)
    ]
    opened = folders.opened(cases[1])
    given = Path(settings.HOME) / "given"
    given.mkdir()
    tickets = given / "tickets.ndjson"
    rows = [{"id": n, "requester": {"email": f"p{n}@example.org", "name": f"P {n}"}} for n in range(PEOPLE)]
    tickets.write_text("".join(json.dumps(row) + "\n" for row in rows))
    received = "2026-03-09T08:30:00+00:00"
    about = About(origin="vendor", handed_over_by="Acme Desk", received_by="Alice", received=received, channel="SFTP")
    seal(opened, Vault(opened.path, opened.recipient), [tickets], about, actor="Alice", reason="", progress=Silent())
    accounts = "account_id,email\n" + "".join(f"{n},p{n}@example.org\n" for n in range(0, PEOPLE, 2))
    kept = directories.keep(cases[1], opened, "accounts.csv", [accounts.encode()])
    jobs.ask(cases[1], "assess", owner, {"handovers": [1], "directory": kept}, now=now)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(owner, backend=settings.AUTHENTICATION_BACKENDS[0])
    return {
        "session": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "uploads": str(cases[0].pk),
        "case": str(cases[1].pk),
    }


def open_jobs(_: Any) -> Any:
    """How many pieces of work have not ended."""
    from waspada.store.db.models import Job

    return Job.objects.filter(state__in=("queued", "running")).count()


def at_work(_: Any) -> Any:
    """The process that has a piece of work; 0: none has."""
    from waspada.store.db.models import Job

    job = Job.objects.filter(state="running").first()
    return int(job.worker.split("/")[-2]) if job else 0


def checked(given: Mapping[str, Any]) -> Any:
    """What stands in the two cases and in the log of the workbench."""
    from waspada.core.custody import Action
    from waspada.store.case.verify import verify
    from waspada.store.db import acts, audit, folders
    from waspada.store.db.models import Approval, AuditEntry, Case, Job

    uploads, case = (Case.objects.get(pk=given[name]) for name in ("uploads", "case"))
    entries = {one.pk: folders.opened(one).custody.entries() for one in (uploads, case)}
    names = [
        file["name"] for entry in entries[uploads.pk] if entry.action is Action.SEAL for file in entry.data["files"]
    ]
    exports = Counter(entry.reason for entry in entries[case.pk] if entry.action is Action.EXPORT)
    uses = Counter(entry.data["approval"] for entry in AuditEntry.objects.filter(action="approval.use"))
    return {
        "sealed": names,
        "jobs": Counter(Job.objects.filter(case=case).values_list("state", flat=True)),
        "attempts": sum(Job.objects.values_list("attempts", flat=True)),
        "problems": [job.problem for job in Job.objects.exclude(problem="")],
        "runs": [entry.data["run"] for entry in entries[case.pk] if entry.action is Action.RUN],
        "kept": acts.runs_of(folders.opened(case)),
        "searchable": Counter(entry.data["job"] for entry in AuditEntry.objects.filter(action="run.ready")),
        "uses": {str(number): count for number, count in uses.items()},
        "used": [str(one.pk) for one in Approval.objects.filter(state="used")],
        "exports": exports,
        "audit": [str(problem) for problem in audit.verify()],
        "custody": [str(problem) for one in (uploads, case) for problem in verify(folders.opened(one).path).altered],
        "left": [path.name for one in (uploads, case) for path in folders.opened(one).path.rglob(".running-*")],
    }


COMMANDS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "prepare": prepared,
    "open": open_jobs,
    "at_work": at_work,
    "check": checked,
}


def main() -> None:
    """Answer until nothing more is asked."""
    from waspada.cli.django import loaded

    loaded()
    for line in sys.stdin:
        name, _, given = line.strip().partition(" ")
        sys.stdout.write(json.dumps(COMMANDS[name](json.loads(given or "{}"))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
