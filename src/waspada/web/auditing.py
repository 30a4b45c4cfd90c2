"""Every request that may write runs in one transaction, and what it wrote belongs to an entry of the log."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import resolve

from waspada.store.db import audit
from waspada.store.db.models import User


def streams(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view that takes long (an upload): it opens its own transactions."""
    view.streams = True  # type: ignore[attr-defined]
    return view


def undone(response: HttpResponseBase) -> HttpResponseBase:
    """Mark an answer that says that nothing was done: what was written until then is taken back."""
    response.undone = True  # type: ignore[attr-defined]
    return response


class Auditing:
    """Middleware. Views write entries that say what was done; what they did not name stands under the page's name.

    Nothing stays of a request that broke.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Wrap what is not safe (RFC 9110, 9.2.1)."""
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return self.get_response(request)
        match = resolve(request.path_info)
        if getattr(match.func, "streams", False):
            return self.get_response(request)
        with audit.acting():
            response = self.get_response(request)
            if response.status_code >= 500 or getattr(response, "undone", False):
                transaction.set_rollback(True)
            elif audit.pending():
                who = request.user if isinstance(request.user, User) else "somebody not signed in"
                audit.record(who, f"page.{match.view_name or 'unnamed'}", now=time.time())
        return response
