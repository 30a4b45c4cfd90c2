"""The log of the workbench: every act is one entry, hash-chained, and every row that was written belongs to one.

Triggers of the database note each row that is inserted, updated or deleted in an audited table, also by bulk writes
and by hand; an entry takes up the changes of its own transaction. A change that no entry took up has slipped past, and
`verify` names it. Entries themselves cannot be updated or deleted (triggers again).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.db import connection, transaction

from waspada.store.db.models import AuditEntry, Case, Change, User

GENESIS: Final = "0" * 64
_LOCK: Final = 0x7761737061646100
"""Advisory lock of PostgreSQL: one writer of the chain at a time."""
_MOST_NAMED: Final = 50
_since: ContextVar[int | None] = ContextVar("since", default=None)


@dataclass(frozen=True, slots=True)
class Problem:
    """One place where the log does not hold."""

    what: str
    """`entry`, `gap` or `change`."""
    where: str
    why: str


@contextlib.contextmanager
def acting() -> Iterator[None]:
    """A transaction whose changes belong to the entries written in it. Nested, it is part of the outer one."""
    if _since.get() is not None:
        yield
        return
    with transaction.atomic():
        token = _since.set(_last_change())
        try:
            yield
        finally:
            _since.reset(token)


def record(
    who: User | str,
    action: str,
    *,
    now: float,
    case: Case | None = None,
    custody: str = "",
    data: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Write one entry, together with the changes of this transaction that no entry took up yet.

    Args:
        who: a person, or the name of a part of the program.
        now: seconds since 1970.
        custody: head of the case's own log.
        data: what it was done to; no personal value.
    """
    with acting():
        last = _locked_last()
        changes = _mine()
        named = [[one.place, one.row, one.act] for one in changes[:_MOST_NAMED]]
        fields: dict[str, Any] = {
            "number": last.number + 1 if last else 1,
            "time": datetime.fromtimestamp(now, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "actor": who.name if isinstance(who, User) else who,
            "user_id": who.pk if isinstance(who, User) else None,
            "action": action,
            "case_id": str(case.pk) if case else None,
            "custody": custody,
            "data": {**(data or {}), **({"rows": named, "row_count": len(changes)} if changes else {})},
            "previous": last.digest if last else GENESIS,
        }
        entry = AuditEntry.objects.create(**fields, digest=digest_of(fields))
        Change.objects.filter(pk__in=[one.pk for one in changes]).update(entry=entry.number)
        return entry


def pending() -> bool:
    """Whether this transaction wrote rows that no entry accounts for yet."""
    return bool(_mine())


def head() -> str:
    """Digest of the last entry; what an anchor holds."""
    last = AuditEntry.objects.order_by("-number").first()
    return last.digest if last else GENESIS


def count() -> int:
    """How many entries there are."""
    return AuditEntry.objects.count()


def verify() -> list[Problem]:
    """Everything that does not hold, in the order of the log; nothing: it is whole."""
    found: list[Problem] = []
    previous, expected = GENESIS, 1
    for entry in AuditEntry.objects.order_by("number").iterator(2000):
        if entry.number != expected:
            found.append(Problem("gap", f"entry {expected}", "entries are missing"))
        fields = {name: getattr(entry, name) for name in _FIELDS}
        fields["case_id"] = str(entry.case_id) if entry.case_id else None
        if entry.previous != previous and entry.number == expected:
            found.append(Problem("entry", f"entry {entry.number}", "does not follow the one before"))
        if digest_of(fields) != entry.digest:
            found.append(Problem("entry", f"entry {entry.number}", "was altered"))
        previous, expected = entry.digest, entry.number + 1
    slipped = Change.objects.filter(entry=None).order_by("pk")[:100]
    found += [Problem("change", f"{one.place} {one.row}", f"{one.act} outside the log") for one in slipped]
    return found


_FIELDS: Final = ("number", "time", "actor", "user_id", "action", "case_id", "custody", "data", "previous")


def digest_of(fields: Mapping[str, Any]) -> str:
    """What an entry with these fields holds as its own digest."""
    text = json.dumps(dict(fields), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _last_change() -> int:
    last = Change.objects.order_by("-pk").values_list("pk", flat=True).first()
    return last or 0


def _locked_last() -> AuditEntry | None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
    return AuditEntry.objects.order_by("-number").first()


def _mine() -> list[Change]:
    """Changes of this transaction without an entry. SQLite has one writer, so they are all behind where it began."""
    found = Change.objects.filter(entry=None).order_by("pk")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select txid_current()")
            return list(found.filter(transaction=cursor.fetchone()[0]))
    return list(found.filter(pk__gt=_since.get() or 0))
