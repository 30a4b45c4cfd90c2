"""Who reads: their language, their zone, and when they were last here."""

from __future__ import annotations

import time
import zoneinfo
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone, translation

from waspada.store.db import sessions
from waspada.store.db.models import User, Workspace


class Reader:
    """Middleware: a person's own language (else the browser's) and own zone (else that of the workspace)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Set both for this request."""
        user = request.user
        if isinstance(user, User):
            if user.lang and not request.COOKIES.get("waspada_lang"):
                translation.activate(user.lang)
                request.LANGUAGE_CODE = user.lang
            timezone.activate(_zone(user.zone or Workspace.get().zone))
            if not sessions.seen(request.session.session_key or "", now=time.time()):
                UserSession.objects.create_from_request(request)
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()


def _zone(name: str) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("UTC")
