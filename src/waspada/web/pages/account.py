"""One's own account: language, zone, and where one is signed in."""

from __future__ import annotations

import time
import zoneinfo

from allauth.account import views as allauth
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from waspada.store.db import audit, hands, sessions
from waspada.store.db.models import User
from waspada.web.templatetags.waspada import lang
from waspada.web.words.registry import said

LANGUAGES = dict(settings.LANGUAGES)
TOLD_DAYS = 30
"""So long does the page tell what others did to the account."""


@login_required
def show(request: HttpRequest) -> HttpResponseBase:
    """Language and zone; what else belongs to the account is linked."""
    user = request.user
    assert isinstance(user, User)
    zones = sorted(zoneinfo.available_timezones())
    given = {"lang": user.lang, "zone": user.zone}
    problem = False
    if request.method == "POST":
        given = {"lang": request.POST.get("lang", ""), "zone": request.POST.get("zone", "").strip()}
        problem = given["lang"] not in ("", *LANGUAGES) or given["zone"] not in ("", *zones)
        if not problem:
            user.lang, user.zone = given["lang"], given["zone"]
            user.save(update_fields=["lang", "zone"])
            audit.record(user, "account.change", now=time.time())
            messages.success(request, said("accounts.saved", lang()))
            answer: HttpResponse = redirect("account")
            answer.delete_cookie(settings.LANGUAGE_COOKIE_NAME)  # it would win over the account
            return answer
    now = time.time()
    touched = hands.touches(user, since=now - TOLD_DAYS * 86400, now=now)
    context = {
        "given": given,
        "problem": problem,
        "zones": zones,
        "languages": settings.LANGUAGES,
        "touches": [(said(f"accounts.touched.{one.action}", lang(), name=one.who), one.time) for one in touched],
        "touched_days": TOLD_DAYS,
        "area": "account",
    }
    return render(request, "account/account.html", context, status=400 if problem else 200)


@login_required
def where(request: HttpRequest) -> HttpResponseBase:
    """Where one is signed in; each of them can be ended."""
    user = request.user
    assert isinstance(user, User)
    here = request.session.session_key or ""
    if request.method == "POST":
        number = request.POST.get("session", "")
        chosen = int(number) if number.isdigit() and len(number) < 19 else None
        if chosen is not None or number == "others":
            count = sessions.end(user, by=user, now=time.time(), number=chosen, spare=here)
            messages.success(request, said("accounts.sessions.ended", lang(), count=count))
        return redirect("account_sessions")
    context = {"sessions": sessions.of(user), "here": here, "area": "account"}
    return render(request, "account/sessions.html", context)


@login_required
def password(request: HttpRequest) -> HttpResponseBase:
    """Change it. Who came in without one, as the owner of the demonstration did, has none to change."""
    assert isinstance(request.user, User)
    if not request.user.has_usable_password():
        raise Http404
    answer: HttpResponseBase = allauth.password_change(request)
    return answer
