"""Whether two accounts may be in one person's hands: who opened the way into another account could act there too.

Read from the log, which nobody can take back. A new set-up link, a second factor taken away, an account opened again:
for a while whoever did it counts as one with that account, until another administrator has confirmed whose it is. So an
administrator does not become the second of two people by the accounts of others, or by one they made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from waspada.core.errors import Refused
from waspada.store.db import audit
from waspada.store.db.models import AuditEntry, User
from waspada.store.db.people_in import FOUNDING, administrator, person

DAYS: Final = 7
"""So long does it count: time in which its holder signs in, and reads who opened it."""
CONFIRM: Final = "person.confirm"
_TOUCHES: Final = ("link.make", "person.factors", "person.reopen")
_DAY: Final = 86400.0


@dataclass(frozen=True, slots=True)
class Touch:
    """What somebody did to another's account."""

    action: str
    who: str
    """Name, as it stands in the log."""
    time: str
    """RFC 3339, UTC."""


def are_one(one: int, other: int, now: float) -> bool:
    """Whether some person could have acted in both accounts, as of now.

    Args:
        one, other: numbers of the accounts.
        now: seconds since 1970; what was done later does not count.
    """
    found = _entries(now - DAYS * _DAY, now)
    doers = {entry.user_id for entry in found if entry.action != CONFIRM and entry.user_id}
    return any({one, other} <= _reach(doer, found) for doer in doers)


def confirm(by: User, number: int, *, now: float) -> User:
    """An administrator says that the account is in the hands of the person whose name it has.

    Raises:
        Refused: no administrator, their own account, or one that they opened themselves.
        BadInput: no such person.
    """
    administrator(by)
    user = person(number)
    if by.pk == user.pk or are_one(by.pk, user.pk, now):
        raise Refused("nobody confirms their own account, or one that they opened", hint="Another administrator does.")
    with audit.acting():
        audit.record(by, CONFIRM, now=now, data={"user": user.pk})
    return user


def touches(user: User, *, since: float, now: float) -> list[Touch]:
    """What others did to this account in that time, the latest first."""
    found = [one for one in _entries(since, now) if _target(one) == user.pk and one.action != CONFIRM]
    return [Touch(one.action, one.actor, one.time) for one in found[::-1] if one.user_id != user.pk]


def since_last_sign_in(user: User, now: float) -> list[Touch]:
    """The same since the holder last signed in; nothing for somebody who comes in for the first time."""
    last = AuditEntry.objects.filter(action="sign.in", user_id=user.pk).order_by("-number").first()
    return touches(user, since=datetime.fromisoformat(last.time).timestamp(), now=now) if last else []


def unconfirmed(user: User, now: float) -> bool:
    """Whether the account was opened by somebody of late, and nobody else has confirmed whose it is."""
    found = _entries(now - DAYS * _DAY, now)
    doers = {entry.user_id for entry in found if entry.action != CONFIRM and _target(entry) == user.pk}
    return any(user.pk in _reach(doer, found) for doer in doers if doer and doer != user.pk)


def _reach(doer: int, entries: list[AuditEntry]) -> set[int]:
    """Accounts in which this person could have acted: their own, those that they opened, and on from there."""
    hands = {doer}
    for entry in entries:
        target = _target(entry)
        if target is None or target == doer:
            continue
        if entry.action == CONFIRM:
            if entry.user_id not in hands:
                hands.discard(target)
        elif entry.user_id in hands:
            hands.add(target)
    return hands


def _entries(since: float, now: float) -> list[AuditEntry]:
    first, last = (_moment(one) for one in (since, now))
    found = AuditEntry.objects.filter(action__in=(*_TOUCHES, CONFIRM), time__gte=first, time__lte=last)
    return [one for one in found.order_by("number") if not one.data.get(FOUNDING)]


def _target(entry: AuditEntry) -> int | None:
    found = entry.data.get("for", entry.data.get("user"))
    return found if isinstance(found, int) else None


def _moment(seconds: float) -> str:
    """As the log writes it, so that texts compare as times do."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
