"""The people of the workspace: invited, given a new link, closed, made administrators."""

from __future__ import annotations

import time

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from waspada.core.errors import WaspadaError
from waspada.store.db import hands, members, people_in
from waspada.store.db.models import User
from waspada.web.pages import errors
from waspada.web.pages.administration import administrators_only
from waspada.web.templatetags.waspada import lang
from waspada.web.words.registry import said


@administrators_only
def index(request: HttpRequest, user: User) -> HttpResponseBase:
    """Everybody, and the form to invite somebody; the link stands in this one answer and nowhere else."""
    problem, link, invited = "", "", None
    if request.method == "POST":
        try:
            invited, secret = people_in.invite(
                user,
                name=request.POST.get("name", ""),
                email=request.POST.get("email", "").strip(),
                is_admin=request.POST.get("is_admin") == "1",
                now=time.time(),
            )
            link = _address(request, secret)
        except WaspadaError as error:
            problem = errors.sentence(error)
    context = {
        "people": User.objects.order_by("-is_active", "name"),
        "problem": problem,
        "given": request.POST if problem else {},
        "link": link,
        "invited": invited,
        "hours": people_in.HOURS,
        "area": "workspace",
    }
    return render(request, "workspace/people.html", context, status=400 if problem else 200)


@administrators_only
def one(request: HttpRequest, user: User, number: int) -> HttpResponseBase:
    """One person, and what may be done with the account."""
    person = User.objects.filter(pk=number).first()
    if person is None:
        raise Http404
    problem, link = "", ""
    if request.method == "POST":
        try:
            link = _do(request, user, person)
        except WaspadaError as error:
            problem = errors.sentence(error)
        if not link and not problem:
            return redirect("workspace_person", number=person.pk)
    orphans, now = members.only_owner_of(person), time.time()
    context = {
        "unconfirmed": hands.unconfirmed(person, now),
        "touches": hands.touches(person, since=now - hands.DAYS * 86400, now=now),
        "days": hands.DAYS,
        "person": person,
        "problem": problem,
        "link": link,
        "hours": people_in.HOURS,
        "orphans": orphans,
        "heirs": User.objects.filter(is_active=True, is_demo=False).exclude(pk=person.pk).order_by("name"),
        "area": "workspace",
    }
    return render(request, "workspace/person.html", context, status=400 if problem else 200)


def _do(request: HttpRequest, user: User, person: User) -> str:
    """Do what was chosen; a new link, where one was made."""
    act, now = request.POST.get("act", ""), time.time()
    if act == "link":
        return _address(request, people_in.link_again(user, person.pk, now=now)[1])
    if act == "close":
        heir = request.POST.get("successor", "")
        people_in.close(user, person.pk, successor=int(heir) if heir.isdigit() and len(heir) < 19 else None, now=now)
    elif act == "reopen":
        people_in.reopen(user, person.pk, now=now)
    elif act == "factors":
        people_in.forget_factors(user, person.pk, now=now)
    elif act == "confirm":
        hands.confirm(user, person.pk, now=now)
    elif act in ("promote", "demote"):
        people_in.set_admin(user, person.pk, is_admin=act == "promote", now=now)
    messages.success(request, said("workspace.done", lang()))
    return ""


def _address(request: HttpRequest, secret: str) -> str:
    return request.build_absolute_uri(reverse("welcome", kwargs={"secret": secret}))
