"""The only way to a case for a person. Who has no part in it learns not even that it exists."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from waspada.store.db.models import ApiToken, Case, Membership, User
from waspada.store.db.rights import RIGHTS, Right


class NoSuchCase(Exception):
    """There is none for this person."""


class NotAllowed(Exception):
    """The person takes part, but not with this right."""

    def __init__(self, right: Right) -> None:
        super().__init__(f"this needs the right to {right}")
        self.right = right


@dataclass(frozen=True, slots=True)
class Grant:
    """A case, and what this person may do with it."""

    case: Case
    user: User
    role: str
    rights: frozenset[Right]

    def may(self, right: Right) -> bool:
        """Whether this person may."""
        return right in self.rights

    def need(self, right: Right) -> None:
        """Raises NotAllowed."""
        if right not in self.rights:
            raise NotAllowed(right)


def grant(user: Any, case_id: str | uuid.UUID, right: Right = Right.READ, *, token: ApiToken | None = None) -> Grant:
    """A case for a person.

    Args:
        user: who asks; nobody signed in gets nothing.
        token: the key of a program, which narrows what its user may do.

    Raises:
        NoSuchCase: no such case, or none for this person; the two look the same.
        NotAllowed: takes part, without this right.
    """
    try:
        number = uuid.UUID(str(case_id))
    except ValueError:
        raise NoSuchCase from None
    found = (
        Membership.objects.select_related("case__vendor", "user").filter(user_id=user.pk, case_id=number).first()
        if isinstance(user, User) and user.is_active
        else None
    )
    if found is None or (token is not None and token.case_id not in (None, number)):
        raise NoSuchCase
    if user.is_demo and not found.case.is_demo:
        raise NoSuchCase
    rights = RIGHTS[found.role]
    if token is not None:
        rights &= {Right(scope) for scope in token.scopes if scope in set(Right)}
    allowed = Grant(case=found.case, user=user, role=found.role, rights=rights)
    allowed.need(right)
    return allowed


def cases_of(user: Any, *, token: ApiToken | None = None) -> QuerySet[Case]:
    """The cases in which this person takes part, the newest first."""
    if not isinstance(user, User) or not user.is_active:
        return Case.objects.none()
    found = Case.objects.filter(members__user=user).select_related("vendor")
    if user.is_demo:
        found = found.filter(is_demo=True)
    if token is not None and token.case_id is not None:
        found = found.filter(pk=token.case_id)
    return found
