"""Who takes part in a case: an owner says, and at least one owner stays."""

from __future__ import annotations

from django.db.models import QuerySet

from waspada.core.errors import BadInput, Refused
from waspada.store.db import audit, folders
from waspada.store.db.access import Grant
from waspada.store.db.models import Case, Membership, Role, User
from waspada.store.db.rights import Right


def of(case: Case) -> QuerySet[Membership]:
    """Everybody who takes part, those first who came first."""
    return Membership.objects.filter(case=case).select_related("user")


def others(case: Case) -> QuerySet[User]:
    """Who could be added. Owners of the demonstration take part in nothing real."""
    found = User.objects.filter(is_active=True).exclude(memberships__case=case).order_by("name")
    return found if case.is_demo else found.filter(is_demo=False)


def add(granted: Grant, user_id: int, role: str, *, now: float) -> Membership:
    """Let somebody take part.

    Raises:
        NotAllowed: only an owner may.
        BadInput: nobody of this workspace, takes part already, or no such role.
    """
    granted.need(Right.MEMBERS)
    with audit.acting():
        user = others(granted.case).filter(pk=user_id).first()
        if user is None:
            raise BadInput("this person cannot be added", hint="Choose somebody who does not take part yet.")
        part = Membership.objects.create(case=granted.case, user=user, role=_role(role))
        _noted(granted, "member.add", now, part)
        return part


def change(granted: Grant, number: int, role: str, *, now: float) -> Membership:
    """Give somebody another role.

    Raises:
        NotAllowed: only an owner may.
        Refused: it would leave the case without an owner.
        BadInput: no such member, or no such role.
    """
    granted.need(Right.MEMBERS)
    with audit.acting():
        part = _part(granted, number)
        part.role = _role(role)
        if part.role != Role.OWNER:
            _owner_stays(part)
        part.save(update_fields=["role"])
        _noted(granted, "member.change", now, part)
        return part


def remove(granted: Grant, number: int, *, now: float) -> None:
    """Let somebody take part no longer. Raises as `change` does."""
    granted.need(Right.MEMBERS)
    with audit.acting():
        part = _part(granted, number)
        _owner_stays(part)
        part.delete()
        _noted(granted, "member.remove", now, part)


def only_owner_of(user: User) -> list[Case]:
    """Cases that have no other owner who can sign in."""
    mine = Case.objects.filter(members__user=user, members__role=Role.OWNER, destroyed=None)
    return [case for case in mine if not _other_owners(case, user.pk).exists()]


def _other_owners(case: Case, user_id: int) -> QuerySet[Membership]:
    owners = Membership.objects.filter(case=case, role=Role.OWNER, user__is_active=True)
    return owners.exclude(user_id=user_id)


def _owner_stays(part: Membership) -> None:
    if not _other_owners(part.case, part.user_id).exists():
        raise Refused("a case keeps at least one owner", hint="Make somebody else an owner first.")


def _part(granted: Grant, number: int) -> Membership:
    # Owners are locked together, so that two of them cannot remove each other at one moment.
    list(Membership.objects.select_for_update().filter(case=granted.case, role=Role.OWNER).order_by("pk"))
    part = Membership.objects.filter(case=granted.case, pk=number).select_related("user", "case").first()
    if part is None:
        raise BadInput("there is no such member in this case", hint="Reload the page.")
    return part


def _role(role: str) -> Role:
    if role not in Role.values:
        raise BadInput("there is no such role", hint=f"One of: {', '.join(Role.values)}")
    return Role(role)


def _noted(granted: Grant, action: str, now: float, part: Membership) -> None:
    folder = folders.opened(granted.case)
    folders.noted(folder, granted.case, granted.user, action, now=now, person=part.user_id, role=str(part.role))
