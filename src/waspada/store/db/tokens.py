"""Keys for programs: made once, shown once, found again by their hash alone."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from allauth.mfa.models import Authenticator

from waspada.core.errors import BadInput
from waspada.flows.case.texts import clean
from waspada.store.db import access, audit
from waspada.store.db.models import ApiToken, Case, User
from waspada.store.db.rights import Right

PREFIX: Final = "waspada_"
"""So that a scanner for leaked secrets can recognise one."""
MOST_DAYS: Final = 366
SCOPES: Final = tuple(right for right in Right if right is not Right.APPROVE)
"""What a program may be given. To approve is a person's own act."""
_SEEN: Final = timedelta(minutes=1)


def make(
    user: User, *, name: str, scopes: Iterable[str], case_id: str = "", days: int, now: float
) -> tuple[ApiToken, str]:
    """A new key, and its secret, which is stored nowhere.

    Args:
        case_id: works in this case only; empty: in every case of its user.

    Raises:
        BadInput: no name, an unknown scope, or an end that is too far away.
        NoSuchCase: none for this person.
    """
    name = clean(name, "the name")[:120]
    chosen = [right.value for right in SCOPES if right.value in set(scopes)]
    if not chosen or len(chosen) != len(set(scopes)):
        raise BadInput("the scopes are missing, or one of them does not exist", hint="Choose at least one.")
    if not 1 <= days <= MOST_DAYS:
        raise BadInput("a token ends within a year", hint=f"Choose 1 to {MOST_DAYS} days.")
    case: Case | None = access.grant(user, case_id).case if case_id else None
    secret = PREFIX + secrets.token_urlsafe(32)
    with audit.acting():
        token = ApiToken.objects.create(
            digest=_digest(secret),
            hint=secret[-4:],
            name=name,
            user=user,
            case=case,
            scopes=chosen,
            expires=datetime.fromtimestamp(now, UTC) + timedelta(days=days),
        )
        audit.record(user, "token.make", now=now, case=case, data={"token": token.pk, "scopes": chosen})
    return token, secret


def authenticate(secret: str, *, now: float) -> tuple[User, ApiToken] | None:
    """Whose key this is, if it works; when it was last used is kept to the minute.

    A key stands in for its user and works only while that person has a second factor, as pages do.

    The row is found by the hash of the secret, which who guesses cannot steer, and the hashes are compared in constant
    time.
    """
    if not secret.startswith(PREFIX) or len(secret) > 200:
        return None
    given, moment = _digest(secret), datetime.fromtimestamp(now, UTC)
    token = ApiToken.objects.select_related("user").filter(digest=given).first()
    if token is None or not hmac.compare_digest(token.digest, given):
        return None
    if token.revoked or token.expires <= moment or not _may_sign_in(token.user):
        return None
    seen(token, now=now)
    return token.user, token


def seen(token: ApiToken, *, now: float) -> None:
    """Note that a key is in use, to the minute."""
    moment = datetime.fromtimestamp(now, UTC)
    if token.last_used is None or token.last_used <= moment - _SEEN:
        ApiToken.objects.filter(pk=token.pk).update(last_used=moment)


def revoke(user: User, number: int, *, now: float) -> None:
    """End a key of this person. Raises BadInput: none of theirs, or ended already."""
    with audit.acting():
        mine = ApiToken.objects.filter(pk=number, user=user, revoked=None)
        if not mine.update(revoked=datetime.fromtimestamp(now, UTC)):
            raise BadInput("there is no such token of yours", hint="Reload the page.")
        audit.record(user, "token.revoke", now=now, data={"token": number})


def _may_sign_in(user: User) -> bool:
    factors = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return user.is_active and (user.is_demo or Authenticator.objects.filter(user=user, type__in=factors).exists())


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
