"""Answers to what went wrong: problem details (RFC 9457) with our message and hint, and never a value."""

from __future__ import annotations

import json
import re
import secrets
import sys
import traceback
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Final

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from ninja.errors import AuthenticationError, ValidationError
from pydantic import BaseModel

from waspada.core.errors import WaspadaError
from waspada.store.db.access import NoSuchCase, NotAllowed
from waspada.web.pages.errors import status_of

MEDIA: Final = "application/problem+json"
_MOST_NAMED: Final = 20


class Fault(BaseModel):
    """One part of a request that is not what it must be."""

    where: str
    """As `body.reason`; what the sender called it is not repeated."""
    what: str
    """`missing`, `string_too_long` …"""


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    hint: str
    code: str
    """For programs: `bad_input`, `refused`, `no_token` …"""
    errors: list[Fault] = []


PROBLEMS: Final[Mapping[int, type[Problem]]] = dict.fromkeys(
    (400, 401, 403, 404, 409, 413, 422, 423, 500, 507), Problem
)


class TooLarge(Exception):
    """A body beyond its bound."""


def problem(
    status: int, code: str, detail: str, hint: str, *, faults: list[dict[str, str]] | None = None
) -> HttpResponse:
    """One answer."""
    found: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "hint": hint,
        "code": code,
        "errors": faults or [],
    }
    answer = HttpResponse(json.dumps(found, ensure_ascii=False), status=status, content_type=MEDIA)
    if status == HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def of_error(error: WaspadaError) -> HttpResponse:
    """One of our own errors."""
    code = re.sub(r"(?<!^)(?=[A-Z])", "_", type(error).__name__).lower()
    return problem(status_of(error), code, str(error), error.advice)


def missing(request: HttpRequest, error: object = None) -> HttpResponse:
    """404: not there, or not yours; the two look the same."""
    return problem(404, "not_found", "there is nothing here for you", "Check the address, and for whom the token is.")


def _not_allowed(request: HttpRequest, error: NotAllowed) -> HttpResponse:
    hint = "The token needs this scope, and its user a role in the case that has it."
    return problem(403, "not_allowed", f"this needs the right to {error.right}", hint)


def _no_token(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    hint = "Send Authorization: Bearer TOKEN. Tokens are made on the page of your account."
    return problem(401, "no_token", "no token that works came with the request", hint)


def _too_large(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(413, "too_large", "the request is larger than is taken here", "Send less at once.")


def _broken_off(request: HttpRequest, error: UnreadablePostError) -> HttpResponse:
    return problem(400, "broken_off", "the request broke off before its end", "Send it again.")


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    faults = [{"where": _where(one), "what": str(one["type"])} for one in error.errors[:_MOST_NAMED]]
    hint = "The document of the API says what is expected: /api/v1/openapi.json"
    return problem(422, "invalid", "the request does not say what it must", hint, faults=faults)


def unknown_query() -> HttpResponse:
    """Something behind the question mark that the route does not know."""
    fault = {"where": "query", "what": "extra_forbidden"}
    hint = "The document of the API says what is known: /api/v1/openapi.json"
    return problem(422, "invalid", "the address asks for what is not known here", hint, faults=[fault])


def _where(fault: Mapping[str, Any]) -> str:
    """The place without the names that the sender made up."""
    place = [str(part) for part in fault["loc"] if not isinstance(part, int)]
    if fault["type"] == "extra_forbidden":
        place = place[:-1]
    return ".".join(place)


def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """Type and place go to standard error with a number, never a message: libraries quote data in theirs."""
    number = secrets.token_hex(4)
    places = [f"{one.filename.rpartition('/')[2]}:{one.lineno}" for one in traceback.extract_tb(error.__traceback__)]
    sys.stderr.write(f"waspada: error {number}: {type(error).__name__} at {' < '.join(places[-6:][::-1])}\n")
    return problem(500, "broken", f"something of ours broke (error {number})", "Please report the number.")


HANDLERS: Final[tuple[tuple[type[Exception], Callable[..., HttpResponse]], ...]] = (
    (WaspadaError, lambda request, error: of_error(error)),
    (NoSuchCase, missing),
    (Http404, missing),
    (NotAllowed, _not_allowed),
    (AuthenticationError, _no_token),
    (ValidationError, _invalid),
    (RequestDataTooBig, _too_large),
    (TooLarge, _too_large),
    (UnreadablePostError, _broken_off),
    (Exception, _broken),
)
"""Exception → answer."""
