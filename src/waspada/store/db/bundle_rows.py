"""What the database knows of a case, as one JSON document, and back: who takes part, tasks, approvals, work, log.

The document is the same whenever the rows are the same, in whichever workbench. People stand in it by address and name.
What a workbench makes again for itself (projections, and the entries about making them), and the entries about taking
the case out and in, are not in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from django.db import models

from waspada.core.errors import EvidenceAltered
from waspada.store.db import approvals, audit, folders
from waspada.store.db.models import Approval, AuditEntry, Case, Consent, Job, Membership, Role, Task, User, Vendor

SCHEMA: Final = "waspada/case-work/1"
LEFT_OUT: Final = ("bundle.write", "bundle.take", "run.ready")
"""Entries of the log about what is not the case's own."""
_VENDOR: Final = ("slug", "name", "service", "role", "contact", "contract", "contract_hours", "ended", "notes")
_TASK: Final = ("key", "title", "data", "due", "state", "note", "made", "closed")
_APPROVAL: Final = ("act", "parameters", "digest", "reason", "asked", "expires", "state", "mode", "opens", "used")
_JOB: Final = (
    "kind",
    "arguments",
    "actor",
    "state",
    "asked",
    "started",
    "ended",
    "attempts",
    "entries",
    "result",
    "problem",
    "hint",
)
_ENTRY: Final = ("number", "time", "actor", "user_id", "action", "case_id", "custody", "data", "previous", "digest")
_COUNTERSIGN: Final = "countersign:"


def written(case: Case, history: Iterable[Mapping[str, Any]]) -> bytes:
    """The document.

    Args:
        history: entries that came with the case from another workbench.
    """
    numbers = {one.pk: at for at, one in enumerate(Approval.objects.filter(case=case).order_by("pk"), 1)}
    found = {
        "schema": SCHEMA,
        "case": {"case_id": str(case.pk), **_fields(case, ("title", "opened", "is_demo", "destroyed"))},
        "vendor": _fields(case.vendor, _VENDOR),
        "members": [
            {"email": one.user.email, "name": one.user.name, **_fields(one, ("role", "since"))}
            for one in Membership.objects.filter(case=case).select_related("user").order_by("since", "user__email")
        ],
        "tasks": [
            {**_fields(one, _TASK), "owner": _email(one.owner), **_renumbered(one.key, one.data, numbers)}
            for one in Task.objects.filter(case=case).select_related("owner").order_by("pk")
        ],
        "approvals": [_approval(one) for one in Approval.objects.filter(case=case).order_by("pk")],
        "jobs": [_job(one, numbers) for one in _jobs(case)],
        "log": _log(case, history),
    }
    text = json.dumps(found, ensure_ascii=False, sort_keys=True, indent=1, default=str)
    return text.encode("utf-8", "surrogatepass") + b"\n"


def read(content: bytes) -> dict[str, Any]:
    """The document, when it is one. Raises EvidenceAltered."""
    found: Any = None
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = None
    lists = ("members", "tasks", "approvals", "jobs", "log")
    if (
        not isinstance(found, dict)
        or found.get("schema") != SCHEMA
        or not all(isinstance(found.get(name), dict) for name in ("case", "vendor"))
        or not all(isinstance(found.get(name), list) for name in lists)
    ):
        raise _altered("what the workbench knew of the case is not there")
    for entry in found["log"]:
        if not isinstance(entry, dict) or {*_ENTRY} != entry.keys() or not _whole(entry):
            raise _altered("an entry of the workbench's log in it was changed")
    return found


def of_folder(*, case_id: str, title: str, vendor: str, now: float) -> dict[str, Any]:
    """The document of a case that no workbench knew: nobody takes part, and nothing was done."""
    moment = datetime.fromtimestamp(now, UTC).isoformat()
    slug = folders.slug(vendor)
    known = {**_fields(Vendor(slug=slug, name=vendor), _VENDOR)}
    case = {"case_id": case_id, "title": title, "opened": moment, "is_demo": False, "destroyed": None}
    nothing: dict[str, Any] = {name: [] for name in ("members", "tasks", "approvals", "jobs", "log")}
    return {"schema": SCHEMA, "case": case, "vendor": known, **nothing}


def kept(found: Mapping[str, Any], path: str) -> Case:
    """Make the rows; the caller's transaction holds them together. Raises EvidenceAltered."""
    failed = False
    try:
        return _kept(found, path)
    except (KeyError, TypeError, ValueError, AttributeError):
        failed = True
    assert failed
    raise _altered("a row in it lacks what it must have")


def _kept(found: Mapping[str, Any], path: str) -> Case:
    told = found["case"]
    vendor, _ = Vendor.objects.get_or_create(
        slug=str(found["vendor"]["slug"]), defaults={**_of(Vendor, found["vendor"], _VENDOR[1:])}
    )
    case = Case.objects.create(
        case_id=told["case_id"], path=path, vendor=vendor, **_of(Case, told, ("title", "is_demo", "destroyed"))
    )
    Case.objects.filter(pk=case.pk).update(**_of(Case, told, ("opened",)))
    people = _people(found)
    for row in found["members"]:
        part = Membership.objects.create(case=case, user=people[row["email"]], role=Role(row["role"]))
        Membership.objects.filter(pk=part.pk).update(**_of(Membership, row, ("since",)))
    numbers = {at: _keep_approval(case, row, people) for at, row in enumerate(found["approvals"], 1)}
    for row in found["tasks"]:
        new = {**_of(Task, row, _TASK), **_renumbered(row["key"], row["data"], numbers)}
        task = Task.objects.create(case=case, owner=people.get(row["owner"]), **new)
        Task.objects.filter(pk=task.pk).update(**_of(Task, row, ("made",)))
    for row in found["jobs"]:
        new = {**_of(Job, row, _JOB), "arguments": _renumbered("", row["arguments"], numbers)["data"]}
        if new["state"] not in (Job.State.DONE, Job.State.FAILED):
            raise ValueError
        job = Job.objects.create(case=case, **new)
        Job.objects.filter(pk=job.pk).update(**_of(Job, row, ("asked",)))
    case.refresh_from_db()
    return case


def _keep_approval(case: Case, row: Mapping[str, Any], people: Mapping[str, User]) -> int:
    new = _of(Approval, row, _APPROVAL)
    if new["state"] in (Approval.State.ASKED, Approval.State.GRANTED):
        raise ValueError
    if new["digest"] != approvals.digest(case, new["act"], new["parameters"]):
        raise ValueError
    made = Approval.objects.create(case=case, asked_by=people[row["asked_by"]], **new)
    for said in row["consents"]:
        told = _of(Consent, said, ("granted", "reason", "at"))
        Consent.objects.create(approval=made, user=people[said["by"]], **told)
    return made.pk


def _people(found: Mapping[str, Any]) -> dict[str, User]:
    """Everybody who is named; whom this workbench does not know becomes an account that is closed until an
    administrator opens it."""
    names = {str(row["email"]): str(row["name"]) for row in found["members"]}
    for row in found["approvals"]:
        for one in (row["asked_by"], *(said["by"] for said in row["consents"])):
            names.setdefault(str(one), str(one).partition("@")[0])
    for row in found["tasks"]:
        if row["owner"]:
            names.setdefault(str(row["owner"]), str(row["owner"]).partition("@")[0])
    known = {}
    for email, name in names.items():
        user = User.objects.filter(email=email.lower()).first()
        known[email] = user or User.objects.create_user(email, _free(name), is_active=False)
    return known


def _free(name: str) -> str:
    name = name[:110]
    taken = set(User.objects.filter(name__startswith=name).values_list("name", flat=True))
    return next(one for one in (name, *(f"{name} ({n})" for n in range(2, 9999))) if one not in taken)


def _approval(one: Approval) -> dict[str, Any]:
    """What was asked for here is good for nothing elsewhere: open requests leave as expired."""
    row = _fields(one, _APPROVAL)
    if one.state in (Approval.State.ASKED, Approval.State.GRANTED):
        row["state"] = str(Approval.State.EXPIRED)
    consents = one.consents.select_related("user").order_by("at", "user__email")
    said = [{"by": who.user.email, **_fields(who, ("granted", "reason", "at"))} for who in consents]
    return {**row, "asked_by": one.asked_by.email, "consents": said}


def _jobs(case: Case) -> Iterable[Job]:
    done = Job.objects.filter(case=case, state__in=(Job.State.DONE, Job.State.FAILED))
    return done.exclude(kind="project").order_by("pk")


def _job(one: Job, numbers: Mapping[int, int]) -> dict[str, Any]:
    return {**_fields(one, _JOB), "arguments": _renumbered("", one.arguments, numbers)["data"]}


def _renumbered(key: str, data: Mapping[str, Any], numbers: Mapping[int, int]) -> dict[str, Any]:
    """An approval is named by its place among those of the case, and by its number in a workbench."""
    approval = data.get("approval")
    if approval is None:
        return {"key": key, "data": dict(data)}
    number = numbers[int(approval)]
    key = f"{_COUNTERSIGN}{number}" if key.startswith(_COUNTERSIGN) else key
    return {"key": key, "data": {**data, "approval": number}}


def _log(case: Case, history: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """What came with the case, then what was written here; of a case that came home, each entry once."""
    found = AuditEntry.objects.filter(case_id=case.pk).exclude(action__in=LEFT_OUT).order_by("number")
    here = [_fields(one, _ENTRY) for one in found]
    known = {entry["digest"] for entry in here}
    return [*(entry for entry in history if entry["digest"] not in known), *here]


def _fields(row: models.Model, names: Iterable[str]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | str | list | dict) else str(value)


def _of(model: type[models.Model], row: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Columns from a row of the document, each held against what the column takes."""
    made = {}
    for name in names:
        column = model._meta.get_field(name)
        value = row[name]
        if isinstance(column, models.DateTimeField) and value is not None:
            value = datetime.fromisoformat(value)
            if value.tzinfo is None:
                raise ValueError
        elif isinstance(column, models.DateField) and value is not None:
            value = date.fromisoformat(value)
        elif isinstance(column, models.JSONField):
            value = value if isinstance(value, dict) else {}[value]
        elif isinstance(column, models.CharField | models.TextField):
            value = _text(value, column)
        made[name] = value
    return made


def _text(value: Any, column: Any) -> str:
    if not isinstance(value, str) or "\0" in value or len(value) > (column.max_length or len(value)):
        raise ValueError
    if column.choices and value not in dict(column.choices):
        raise ValueError
    return value


def _whole(entry: Mapping[str, Any]) -> bool:
    """Whether an entry still is what its digest says; it stands alone, without the entries about other cases."""
    return bool(audit.digest_of({name: entry[name] for name in _ENTRY[:-1]}) == entry["digest"])


def _email(user: User | None) -> str:
    return user.email if user else ""


def _altered(why: str) -> EvidenceAltered:
    return EvidenceAltered(f"the bundle was altered: {why}", hint="Nothing of it was kept. Fetch it again.")
