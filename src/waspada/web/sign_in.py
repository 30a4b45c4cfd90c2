"""How people get in: invited, never by signing up. Every sign-in, failed or not, stands in the log."""

from __future__ import annotations

import time
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import translation

from waspada.store.db import audit, hands
from waspada.store.db.models import User
from waspada.web.words.registry import said

_TOLD: Final = {
    "account/messages/password_changed.txt": "accounts.told.password",
    "mfa/messages/totp_activated.txt": "accounts.told.app_added",
    "mfa/messages/totp_deactivated.txt": "accounts.told.app_removed",
    "mfa/messages/recovery_codes_generated.txt": "accounts.told.codes",
    "mfa/messages/webauthn_added.txt": "accounts.told.key_added",
    "mfa/messages/webauthn_removed.txt": "accounts.told.key_removed",
}
"""What people are told, by allauth's name for it; of the rest the page itself tells."""


class Adapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Closes the sign-up page, sends no mail that nobody configured, and writes the log."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Links are handed over by the person who invites; the log tells of changes to factors."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """See `send_mail`."""

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """In our words and the reader's language."""
        key = _TOLD.get(message_template or "")
        text = said(key, _lang()) if key else message
        if text:
            messages.add_message(request, level, text, extra_tags=extra_tags)

    def login(self, request: HttpRequest, user: User) -> None:
        """All factors were given: the session gets a new key, and the log an entry."""
        super().login(request, user)
        now = time.time()
        touched = hands.since_last_sign_in(user, now)
        if touched:
            names = ", ".join(sorted({one.who for one in touched}))
            messages.warning(request, said("accounts.touched_since", _lang(), names=names))
        audit.record(user, "sign.in", now=now)

    def logout(self, request: HttpRequest) -> None:
        """The session ends."""
        if isinstance(request.user, User):
            audit.record(request.user, "sign.out", now=time.time())
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Whose address was typed stands nowhere: it may be a stranger's, or a password in the wrong field."""
        audit.record("somebody not signed in", "sign.fail", now=time.time())

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponseBase:
        """A closed account answers as a wrong password does, but for the log."""
        clear_login(request)
        audit.record("somebody not signed in", "sign.fail", now=time.time(), data={"user": user.pk})
        messages.error(request, said("accounts.problem.mismatch", _lang()))
        answer: HttpResponse = redirect("account_login")
        return answer

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponseBase | None:
        """Nothing before the factors."""
        if not user.is_active:
            return self.respond_user_inactive(request, user)
        return None


def _lang() -> Any:
    return "id" if (translation.get_language() or "").startswith("id") else "en"
