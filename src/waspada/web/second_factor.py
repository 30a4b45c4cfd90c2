"""A second factor before any real case: nobody goes on without one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from waspada.store.db.models import User

OPEN: Final = frozenset(
    {
        "welcome",
        "set_language",
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_view_recovery_codes",
    }
)
"""Names of the pages that somebody without a second factor may open: to sign in and out, and to set one up."""


class SecondFactor:
    """Middleware. Owners of the demonstration need none, and see nothing but fictional people."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Send whoever lacks one to set it up."""
        user = request.user
        if isinstance(user, User) and not user.is_demo and not _is_open(request.path_info) and not _has_one(user):
            return redirect("mfa_index")
        return self.get_response(request)


def _is_open(path: str) -> bool:
    try:
        return resolve(path).view_name in OPEN
    except Resolver404:
        return False


def _has_one(user: User) -> bool:
    """Recovery codes alone are none: they only stand in for one that was lost."""
    return bool(is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]))
