"""Links that work once: the first owner, an invitation, the owner of the demonstration."""

from __future__ import annotations

import time

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from waspada.core.errors import WaspadaError
from waspada.store.db import people_in
from waspada.store.db.models import User
from waspada.web.pages import errors


def follow(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Show what the link is for; sending the form uses it up, so that a preview of the link does not."""
    link = people_in.link_of(secret, time.time())
    if link is None:
        return render(request, "account/gone.html", status=404)
    problem, given = "", {name: request.POST.get(name, "").strip() for name in ("name", "email")}
    if request.method == "POST":
        user: User | None = None
        try:
            user = people_in.follow(secret, password=request.POST.get("password", ""), now=time.time(), **given)
        except WaspadaError as error:
            problem = errors.sentence(error)
        if user is not None:
            # Whoever has just chosen a password is not asked for it again before the second factor is set up.
            record_authentication(request, user, method="password", reauthenticated=True)
            entered: HttpResponseBase = perform_login(request, Login(user=user, redirect_url=_after(request)))
            return entered
    context = {"link": link, "given": given, "problem": problem}
    return render(request, "account/welcome.html", context, status=400 if problem else 200)


def _after(request: HttpRequest) -> str:
    """Where to go then: a page of ours, or the first."""
    asked = request.GET.get("next", "/")
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else "/"
