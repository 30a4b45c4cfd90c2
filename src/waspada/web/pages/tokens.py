"""One's own keys for programs: made, shown once, listed, revoked."""

from __future__ import annotations

import time

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from waspada.core.errors import WaspadaError
from waspada.store.db import access, tokens
from waspada.store.db.models import ApiToken, User
from waspada.web.pages import errors
from waspada.web.templatetags.waspada import lang
from waspada.web.words.registry import said


@login_required
def index(request: HttpRequest) -> HttpResponseBase:
    """All of one's keys, and the form for a new one; its secret is in this one answer and nowhere else."""
    user = request.user
    assert isinstance(user, User)
    problem, secret = "", ""
    if request.method == "POST":
        try:
            if "revoke" in request.POST:
                number = request.POST["revoke"]
                tokens.revoke(user, int(number) if number.isdigit() and len(number) < 19 else 0, now=time.time())
                messages.success(request, said("tokens.revoked_now", lang()))
                return redirect("tokens")
            secret = _make(request, user)
        except WaspadaError as error:
            problem = errors.sentence(error)
        except access.NoSuchCase:
            problem = said("tokens.no_case", lang())
    context = {
        "tokens": ApiToken.objects.filter(user=user).select_related("case"),
        "cases": access.cases_of(user),
        "scopes": tokens.SCOPES,
        "secret": secret,
        "problem": problem,
        "given": request.POST if problem else {},
        "now": timezone.now(),
        "area": "account",
    }
    return render(request, "account/tokens.html", context, status=400 if problem else 200)


def _make(request: HttpRequest, user: User) -> str:
    days = request.POST.get("days", "")
    _, secret = tokens.make(
        user,
        name=request.POST.get("name", ""),
        scopes=request.POST.getlist("scopes"),
        case_id=request.POST.get("case", ""),
        days=int(days) if days.isdigit() and len(days) < 6 else 0,
        now=time.time(),
    )
    return secret
