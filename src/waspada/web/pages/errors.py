"""Pages for what went wrong; none shows a value, and 404 looks the same for what is not there and what is not yours."""

from __future__ import annotations

import secrets
import sys
import traceback
from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waspada.core import errors, told
from waspada.core.errors import WaspadaError
from waspada.store.db.access import NotAllowed
from waspada.web.templatetags.waspada import lang

_STATUS: Final[Mapping[type[WaspadaError], int]] = {
    errors.BadInput: 400,
    errors.UnusableDirectory: 400,
    errors.NothingReadable: 409,
    errors.EvidenceAltered: 409,
    errors.Refused: 409,
    errors.Locked: 423,
    errors.CannotWrite: 507,
}
"""Our error → status (RFC 9110; 423 and 507 of RFC 4918); the others are faults of ours."""


def status_of(error: WaspadaError) -> int:
    """The status of an answer that is one of our own errors; 500: a fault of ours."""
    return next((_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS), 500)


def sentence(error: WaspadaError) -> str:
    """What happened and what to do, for a note on a page."""
    return told.sentence(error, lang())


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404."""
    return render(request, "error.html", {"what": "not_found"}, status=404)


def not_allowed(request: HttpRequest, exception: NotAllowed, role: str) -> HttpResponse:
    """403: takes part, but not with this right."""
    return render(request, "error.html", {"what": "not_allowed", "role": role}, status=403)


def no_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form without its token."""
    return render(request, "error.html", {"what": "no_csrf"}, status=403)


def failed(request: HttpRequest, error: WaspadaError) -> HttpResponse:
    """One of our own errors that no page speaks of itself: what happened, and what to do."""
    context = {"what": "failed", "sentence": sentence(error)}
    return render(request, "error.html", context, status=status_of(error))


def broken(request: HttpRequest) -> HttpResponse:
    """500: type and place go to standard error with a number, never a message (libraries quote data in theirs)."""
    number = secrets.token_hex(4)
    kind, _, trace = sys.exc_info()
    places = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in traceback.extract_tb(trace)][-6:]
    sys.stderr.write(f"waspada: error {number}: {kind.__name__ if kind else 'unknown'} at {' < '.join(places[::-1])}\n")
    return render(request, "error.html", {"what": "broken", "number": number}, status=500)
