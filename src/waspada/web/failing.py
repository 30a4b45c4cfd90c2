"""Errors of ours that a page does not speak of itself become a page that does, in place of a fault."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from waspada.core.errors import WaspadaError
from waspada.web.auditing import undone
from waspada.web.pages import errors


class Failing:
    """Middleware. What is a fault of ours goes on, and is told by its number alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing to do on the way."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Called by Django with what a view raised."""
        if not isinstance(exception, WaspadaError) or errors.status_of(exception) == 500:
            return None
        return undone(errors.failed(request, exception))
