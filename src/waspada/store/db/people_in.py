"""How people come in: links that work once, and what they make."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from typing import Final

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q

from waspada.core.errors import BadInput, Refused
from waspada.flows.case.texts import clean
from waspada.store.db import audit, members, sessions
from waspada.store.db.models import ApiToken, AuditEntry, Membership, Role, SetupLink, User

HOURS: Final = 24
FOUNDING: Final = "founding"
"""Marks the link of an invitation by the first administrator before there was another: nobody else could invite."""


def make_link(
    *, user: User | None, now: float, hours: int = HOURS, by: User | str = "waspada serve", founding: bool = False
) -> str:
    """A new link: its secret, which is stored nowhere. Without a user it makes the first owner.

    Links that were made before for the same person work no longer.
    """
    secret = secrets.token_urlsafe(32)
    moment = datetime.fromtimestamp(now, UTC)
    with audit.acting():
        SetupLink.objects.filter(user=user, used=None, expires__gt=moment).update(expires=moment)
        SetupLink.objects.create(digest=_digest(secret), user=user, expires=moment + timedelta(hours=hours))
        data = {"for": user.pk if user else "first owner", **({FOUNDING: True} if founding else {})}
        audit.record(by, "link.make", now=now, data=data)
    return secret


def link_of(secret: str, now: float) -> SetupLink | None:
    """The link, if it still works."""
    return SetupLink.objects.filter(
        digest=_digest(secret), used=None, expires__gt=datetime.fromtimestamp(now, UTC)
    ).first()


def follow(secret: str, *, name: str, email: str, password: str, now: float) -> User:
    """Use a link: the person it is for, or the first owner.

    Raises:
        BadInput: the link is gone, or what was given will not do.
    """
    with audit.acting():
        link = SetupLink.objects.select_for_update().filter(digest=_digest(secret), used=None).first()
        if link is None or link.expires.timestamp() < now:
            raise BadInput("this link was used, or is too old", hint="Ask for a new one.")
        user = link.user
        if user is None:
            user = _first_owner(name, email)
        elif not user.is_active:
            raise BadInput("this account was closed", hint="Ask an administrator of the workspace.")
        if not user.is_demo:
            _set_password(user, password)
        user.save()
        link.used = datetime.fromtimestamp(now, UTC)
        link.user = user
        link.save()
        audit.record(user, "link.follow", now=now)
        return user


def invite(by: User, *, name: str, email: str, is_admin: bool, now: float) -> tuple[User, str]:
    """A new person of the workspace, and the secret of the link with which they come in.

    Raises:
        Refused: only administrators invite.
        BadInput: no name or no address, or somebody has one of them already.
    """
    administrator(by)
    with audit.acting():
        user, founding = _new(name, email, is_admin=is_admin), not _had_two_administrators()
        user.set_unusable_password()
        user.save()
        audit.record(by, "person.invite", now=now, data={"user": user.pk, "admin": is_admin})
        return user, make_link(user=user, now=now, by=by, founding=founding)


def link_again(by: User, number: int, *, now: float) -> tuple[User, str]:
    """A new link for somebody who lost the first, or the password; sessions end when it is followed.

    Raises:
        Refused: only administrators may.
        BadInput: no such person, or the account is closed.
    """
    administrator(by)
    user = person(number)
    if not user.is_active or user.is_demo:
        raise BadInput("there is no link for this account", hint="Open it again first.")
    return user, make_link(user=user, now=now, by=by)


def close(by: User, number: int, *, successor: int | None = None, now: float) -> User:
    """Close an account: sessions end at once, tokens and links work no longer.

    Args:
        successor: becomes owner of the cases that would be left without one.

    Raises:
        Refused: one's own account, the last administrator, or a case would be left without an owner.
        BadInput: no such person.
    """
    administrator(by)
    with audit.acting():
        user = person(number)
        if user.pk == by.pk:
            raise Refused("nobody closes their own account", hint="Another administrator does.")
        _hand_over(by, user, successor, now)
        moment = datetime.fromtimestamp(now, UTC)
        user.is_active = False
        user.save(update_fields=["is_active"])
        ApiToken.objects.filter(user=user, revoked=None).update(revoked=moment)
        SetupLink.objects.filter(user=user, used=None, expires__gt=moment).update(expires=moment)
        audit.record(by, "person.close", now=now, data={"user": user.pk})
        sessions.end(user, by=by, now=now)
        return user


def reopen(by: User, number: int, *, now: float) -> User:
    """Open a closed account again. Raises Refused, BadInput."""
    return _set(by, number, "person.reopen", now, is_active=True)


def forget_factors(by: User, number: int, *, now: float) -> User:
    """Take away the second factor of somebody who lost it: sessions end, and nothing opens until there is another.

    Raises:
        Refused: only administrators may, and nobody for themselves.
        BadInput: no such person.
    """
    administrator(by)
    if by.pk == number:
        raise Refused("nobody takes away their own second factor here", hint="Another administrator does.")
    with audit.acting():
        user = person(number)
        Authenticator.objects.filter(user=user).delete()
        audit.record(by, "person.factors", now=now, data={"user": user.pk})
        sessions.end(user, by=by, now=now)
        return user


def set_admin(by: User, number: int, *, is_admin: bool, now: float) -> User:
    """Make somebody an administrator, or no longer one.

    Raises:
        Refused: only administrators may, and none takes it from themselves: one always stays.
        BadInput: no such person.
    """
    if by.pk == number and not is_admin:
        raise Refused("nobody takes this right from themselves", hint="Another administrator does.")
    return _set(by, number, "person.promote" if is_admin else "person.demote", now, is_admin=is_admin)


def _had_two_administrators() -> bool:
    """Whether there ever was another than the first; by the log, since a right can be taken for a moment."""
    made = Q(action="person.promote") | Q(action="person.invite", data__admin=True)
    return User.objects.filter(is_admin=True, is_demo=False).count() > 1 or AuditEntry.objects.filter(made).exists()


def _set(by: User, number: int, action: str, now: float, **values: bool) -> User:
    administrator(by)
    with audit.acting():
        user = person(number)
        for name, value in values.items():
            setattr(user, name, value)
        user.save(update_fields=list(values))
        audit.record(by, action, now=now, data={"user": user.pk})
        return user


def _hand_over(by: User, user: User, successor: int | None, now: float) -> None:
    left = members.only_owner_of(user)
    if not left:
        return
    heir = User.objects.filter(pk=successor, is_active=True).exclude(pk=user.pk).first() if successor else None
    if heir is None or (heir.is_demo and not all(case.is_demo for case in left)):
        raise Refused(
            f"{len(left)} of the cases would be left without an owner", hint="Choose who becomes their owner."
        )
    for case in left:
        Membership.objects.update_or_create(case=case, user=heir, defaults={"role": Role.OWNER})
        audit.record(by, "member.inherit", now=now, case=case, data={"user": heir.pk, "from": user.pk})


def administrator(by: User) -> None:
    """Raises Refused."""
    if not (by.is_admin and by.is_active):
        raise Refused("only administrators of the workspace may do this", hint="Ask one of them.")


def person(number: int) -> User:
    """Somebody of the workspace. Raises BadInput."""
    user = User.objects.filter(pk=number).first()
    if user is None:
        raise BadInput("there is no such person", hint="Reload the page.")
    return user


def _first_owner(name: str, email: str) -> User:
    if User.objects.filter(is_demo=False).exists():
        raise BadInput("this workspace has an owner already", hint="Ask that person to invite you.")
    return _new(name, email, is_admin=True)


def _new(name: str, email: str, *, is_admin: bool) -> User:
    name, problem = clean(name, "the name"), ""
    try:
        validate_email(email)
    except ValidationError:
        problem = "the e-mail address is none"
    if problem or "@" in name or len(name) > 120 or len(email) > 254:
        raise BadInput(problem or "the name is too long, or is an address", hint="A name, and an e-mail address.")
    if User.objects.filter(Q(name__iexact=name) | Q(email__iexact=email)).exists():
        raise BadInput("somebody has this name or this address already", hint="Add something that tells them apart.")
    return User(email=email.lower(), name=name, is_admin=is_admin)


def _set_password(user: User, password: str) -> None:
    problems: list[str] = []
    try:
        validate_password(password, user)
    except ValidationError as error:
        problems = list(error.messages)
    if problems:
        raise BadInput("the password will not do", hint=" ".join(problems))
    user.set_password(password)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
