"""Who is signed in where: listed, seen to the minute, and ended at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from allauth.usersessions.models import UserSession

from waspada.store.db import audit
from waspada.store.db.models import User

_SEEN: Final = timedelta(minutes=1)


def of(user: User) -> list[UserSession]:
    """Sessions that still work, the newest first; dead ones are forgotten."""
    found: list[UserSession] = UserSession.objects.purge_and_list(user)
    return sorted(found, key=lambda one: one.last_seen_at, reverse=True)


def seen(key: str, *, now: float) -> bool:
    """Note that a session is in use; False: it is not listed yet.

    Read first: a page view must not wait for the one writer of SQLite.
    """
    moment = datetime.fromtimestamp(now, UTC)
    one = UserSession.objects.filter(session_key=key).only("pk", "last_seen_at").first()
    if one is not None and one.last_seen_at < moment - _SEEN:
        UserSession.objects.filter(pk=one.pk).update(last_seen_at=moment)
    return one is not None


def end(user: User, *, by: User, now: float, number: int | None = None, spare: str = "") -> int:
    """End sessions of a person; how many.

    Args:
        by: who ends them.
        number: only this one.
        spare: key of a session that goes on.
    """
    found = UserSession.objects.filter(user=user).exclude(session_key=spare)
    if number is not None:
        found = found.filter(pk=number)
    ended = 0
    with audit.acting():
        for one in found:
            one.end()
            ended += 1
        if ended:
            audit.record(by, "session.end", now=now, data={"user": user.pk, "count": ended})
    return ended
