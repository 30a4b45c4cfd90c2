"""The list of cases, and opening one."""

from __future__ import annotations

import time

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from waspada.core.errors import WaspadaError
from waspada.store.db import access, folders
from waspada.store.db.models import Membership, User, Vendor
from waspada.web.pages.errors import sentence


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """All cases in which the reader takes part."""
    assert isinstance(request.user, User)
    roles = dict(Membership.objects.filter(user=request.user).values_list("case_id", "role"))
    rows = [(case, roles[case.pk]) for case in access.cases_of(request.user)]
    return render(request, "cases/index.html", {"rows": rows})


@login_required
def new(request: HttpRequest) -> HttpResponseBase:
    """Open a case: a vendor and a few words are enough."""
    assert isinstance(request.user, User)
    given = {name: request.POST.get(name, "").strip() for name in ("vendor", "title", "aware_at")}
    problem = ""
    if request.method == "POST":
        try:
            case = folders.open_case(
                user=request.user,
                vendor=given["vendor"],
                title=given["title"],
                aware_at=given["aware_at"],
                now=time.time(),
                is_demo=request.user.is_demo,
            )
        except WaspadaError as error:
            problem = sentence(error)
        else:
            return redirect("case", case_id=case.pk)
    context = {"given": given, "problem": problem, "vendors": Vendor.objects.all()}
    return render(request, "cases/new.html", context, status=400 if problem else 200)
