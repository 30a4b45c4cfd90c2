"""Things to do in a case: what people write down, and one for each key that a run found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from waspada.core.errors import BadInput
from waspada.flows.case.results import Run, checked, manifest_of, open_run
from waspada.flows.case.texts import clean, without_values
from waspada.store.case.runs import content_of
from waspada.store.db import audit, folders
from waspada.store.db.models import Case, Task, User

REVOKE: Final = "revoke:"
LONGEST_TITLE: Final = 300
_QUOTED: Final = ("'=", "'+", "'-", "'@")
"""How our own sheets keep a cell from being taken for a formula."""


def tasks_of_run(case: Case, number: int, *, now: float) -> int:
    """One task for each key that a run found; how many are new. Again, it makes none twice, and touches no other.

    Raises:
        NothingReadable, EvidenceAltered, Locked: the run cannot be read.
    """
    opened = folders.opened(case)
    folder = opened.path / "runs" / f"{number:04}"
    run = open_run(folder, read=checked(manifest_of(folder), content_of(opened.identity)))
    known = set(Task.objects.filter(case=case, key__startswith=REVOKE).values_list("key", flat=True))
    new = {key: data for key, data in _keys(run, number) if key not in known}
    with audit.acting():
        for key, data in new.items():
            Task.objects.get_or_create(case=case, key=key, defaults={"data": data})
        if new:
            folders.noted(opened, case, "waspada worker", "task.find", now=now, run=number, count=len(new))
    return len(new)


def add(case: Case, title: str, *, owner: str, due: datetime | None) -> Task:
    """Write down what somebody has to do.

    Args:
        owner: name of a member; empty: nobody yet.

    Raises:
        BadInput: no title, personal data in it, or an owner who takes no part in the case.
    """
    title = worded(clean(title, "what is to be done"))
    return Task.objects.create(case=case, title=title, owner=_member(case, owner), due=due)


def change(task: Task, *, owner: str, due: datetime | None, state: str, note: str, now: float) -> None:
    """Give it to somebody, set its day, close it or open it again.

    Raises:
        BadInput: dropped without a note, personal data in it, or an owner who takes no part in the case.
    """
    if state not in Task.State.values:
        raise BadInput("a task is open, done or dropped", hint="Choose one of them.")
    note = note.strip()
    if state == Task.State.DROPPED and not note:
        raise BadInput("a task is not dropped without a word why", hint="Say in the note why nobody does it.")
    without_values([note], Path(settings.HOME) / "cache")
    task.owner, task.due, task.note = _member(task.case, owner), due, note
    if state != task.state:
        task.closed = None if state == Task.State.OPEN else datetime.fromtimestamp(now, UTC)
    task.state = state
    task.save()


def worded(title: str) -> str:
    """A title as it may stand. Raises BadInput."""
    if len(title) > LONGEST_TITLE:
        raise BadInput(f"a task is at most {LONGEST_TITLE} characters", hint="Put the rest into its note.")
    without_values([title], Path(settings.HOME) / "cache")
    return title


def _member(case: Case, name: str) -> User | None:
    if not name:
        return None
    found = User.objects.filter(memberships__case=case, name=name, is_active=True).first()
    if found is None:
        raise BadInput("whoever is to do it takes no part in the case", hint="An owner of the case can add them.")
    return found


def _keys(run: Run, number: int) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Key of the task, and what its words need."""
    labels = run.document.get("kinds", {})
    for row in run.table("secrets").to_pylist():
        kind, last4 = row["kind"], row["last4"] or ""
        yield (
            f"{REVOKE}{row['fingerprint']}",
            {
                "kind": kind,
                "label": labels.get(kind, {}).get("label", kind),
                "provider": row["provider"] or "",
                "last4": last4[1:] if last4.startswith(_QUOTED) else last4,
                "how": row["how_to_revoke"] or "",
                "run": number,
            },
        )
