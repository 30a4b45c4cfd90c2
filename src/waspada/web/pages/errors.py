"""Pages for what went wrong; none shows a value, and 404 looks the same for what is not there and what is not yours."""

from __future__ import annotations

import secrets
import sys
import traceback
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waspada.core import told
from waspada.core.errors import WaspadaError
from waspada.store.db.access import NotAllowed
from waspada.web.templatetags.waspada import lang


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


def broken(request: HttpRequest) -> HttpResponse:
    """500: type and place go to standard error with a number, never a message (libraries quote data in theirs)."""
    number = secrets.token_hex(4)
    kind, _, trace = sys.exc_info()
    places = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in traceback.extract_tb(trace)][-6:]
    sys.stderr.write(f"waspada: error {number}: {kind.__name__ if kind else 'unknown'} at {' < '.join(places[::-1])}\n")
    return render(request, "error.html", {"what": "broken", "number": number}, status=500)
