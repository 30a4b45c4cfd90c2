"""Who asks: the key in the Authorization header (RFC 6750), and nothing else. A cookie opens no door here."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from waspada.store.db import tokens
from waspada.store.db.access import NotAllowed
from waspada.store.db.models import ApiToken, User
from waspada.store.db.rights import Right


@dataclass(frozen=True, slots=True)
class Caller:
    """A program, and the person for whom it acts."""

    user: User
    token: ApiToken

    def need(self, right: Right) -> None:
        """For what belongs to no single case: this scope, and a key that is not bound to one case.

        Raises:
            NotAllowed: the key is narrower.
        """
        if right not in self.token.scopes or self.token.case_id is not None:
            raise NotAllowed(right)


class Bearer(HttpBearer):
    """`Authorization: Bearer waspada_…`."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """The key is looked up by its hash; entries of the log that are written by the request name its user."""
        found = tokens.authenticate(token, now=time.time())
        if found is None:
            return None
        request.user = found[0]
        return Caller(*found)


def caller(request: HttpRequest) -> Caller:
    """Who asks, behind `Bearer`."""
    who: Any = request.auth  # type: ignore[attr-defined] # set by ninja
    assert isinstance(who, Caller)
    return who
