"""How a page comes to what holds for the whole workspace: administrators only."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from waspada.store.db.models import User

P = ParamSpec("P")


def administrators_only(
    view: Callable[Concatenate[HttpRequest, User, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """For a view of the workspace: hands the administrator in; for anybody else there is no such page."""

    @login_required
    @functools.wraps(view)
    def inner(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        user = request.user
        if not (isinstance(user, User) and user.is_admin):
            raise Http404
        return view(request, user, *args, **kwargs)

    return inner
