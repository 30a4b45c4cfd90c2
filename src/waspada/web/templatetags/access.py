"""What the pages of accounts, members and approvals need in templates."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django import forms, template
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from waspada.core import language
from waspada.store.db.models import User
from waspada.web.templatetags.waspada import lang, mark
from waspada.web.words.registry import said

register = template.Library()

_PROBLEMS: Final = {
    "email_password_mismatch": "mismatch",
    "account_inactive": "mismatch",
    "incorrect_code": "incorrect_code",
    "incorrect_password": "incorrect_password",
    "enter_current_password": "incorrect_password",
    "too_many_login_attempts": "too_many",
    "rate_limited": "too_many",
    "required": "required",
}
"""allauth's codes in our words; what a password lacks is said by Django, in both languages."""
_TONES: Final = {"ready": "clear", "waits": "unsure", "too_early": "unsure", "unsigned": "exposed"}


@register.simple_tag
def say_standing(state: str) -> SafeString:
    """Where a request stands, with its colour."""
    return mark(_TONES.get(state, "plain"), said(f"approvals.state.{state}", lang()))


@register.simple_tag
def moment(value: datetime | None) -> str:
    """A moment as plain text, to stand inside a sentence."""
    return language.moment(value, lang(), timezone.get_current_timezone()) if value else ""


@register.simple_tag
def may(opened: Any, right: str) -> bool:
    """Whether the reader may, in this case."""
    return bool(opened.may(right))


@register.simple_tag
def named_address(request: HttpRequest) -> str:
    """The address by name of a page that is asked for by number: a passkey is bound to a name (WebAuthn 5.1.3)."""
    host, _, port = request.get_host().rpartition(":")
    host, port = (host, port) if host and port.isdigit() else (request.get_host(), "")
    try:
        number = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return ""
    return f"{request.scheme}://localhost{':' + port if port else ''}/" if number.is_loopback else ""


@register.filter
def problems(form: forms.BaseForm) -> list[str]:
    """What is wrong with a form, each once."""
    found = []
    for field, errors in form.errors.as_data().items():
        for error in errors:
            known = _PROBLEMS.get(error.code or "")
            known = "different" if known is None and field == "password2" else known
            found.append(said(f"accounts.problem.{known}", lang()) if known else " ".join(error.messages))
    return list(dict.fromkeys(found))


@register.filter
def active_count(people: Iterable[User]) -> int:
    """How many may sign in."""
    return sum(one.is_active for one in people)
