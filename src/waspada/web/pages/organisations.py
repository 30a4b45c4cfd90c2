"""Organisations of a case: the list, and a page for each with its people."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from waspada.core import categories
from waspada.core.errors import BadInput
from waspada.core.mask import mask
from waspada.store.db import project, search
from waspada.store.db.models import Organisation
from waspada.store.db.search import Found, listed
from waspada.web.pages.case import Opened, on_case
from waspada.web.pages.errors import sentence
from waspada.web.pages.people import filters_of, gaps, options, shown_rows
from waspada.web.templatetags.waspada import lang
from waspada.web.words.registry import said


@on_case()
def index(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """All organisations with affected people."""
    projection = project.current(opened.case)
    if projection is None:
        return render(request, "people/none.html", {"opened": opened, "tab": "organisations", "gaps": []})
    without_mfa, problem = request.GET.get("admins") == "without_mfa", ""
    rows, after = list[Organisation](), ""
    try:
        rows, after = search.organisations(projection, without_mfa=without_mfa, after=request.GET.get("after", ""))
    except BadInput as error:
        problem = sentence(error)
    asked = {"admins": "without_mfa"} if without_mfa else {}
    context = {
        "opened": opened,
        "tab": "organisations",
        "projection": projection,
        "people": projection.facets["people"],
        "rows": [(one, shown_name(one)) for one in rows],
        "without_mfa": without_mfa,
        "next": urlencode({**asked, "after": after}) if after else "",
        "problem": problem,
        "gaps": [said("people.o_gap_names", lang()), *gaps(projection)],
    }
    return render(request, "people/organisations.html", context, status=400 if problem else 200)


@on_case()
def show(request: HttpRequest, opened: Opened, key: str) -> HttpResponseBase:
    """One organisation: its people, filtered as everybody is."""
    projection = project.current(opened.case)
    one = search.organisation(projection, key) if projection else None
    if projection is None or one is None:
        raise Http404
    filters, problem = filters_of(request, organisation=key), ""
    found = Found(rows=[], total=0)
    try:
        found = search.people(projection, filters, request.GET.get("after", ""))
    except BadInput as error:
        problem = sentence(error)
    given = {name: value for name, value in filters.given().items() if name != "organisation"}
    context: dict[str, Any] = {
        "opened": opened,
        "tab": "organisations",
        "projection": projection,
        "one": one,
        "name": shown_name(one),
        "categories": [categories.label(name, lang()) for name in listed(one.categories)],
        "found": found,
        "rows": shown_rows(projection, found.rows),
        "options": options(projection, filters),
        "filters": given,
        "next": urlencode({**given, "after": found.after}) if found.after else "",
        "first": urlencode(given),
        "problem": problem,
        "plain": True,
        "gaps": [said("people.o_gap_unknown", lang()), said("people.gap_run", lang(), run=projection.number)],
    }
    return render(request, "people/organisation.html", context, status=400 if problem else 200)


def shown_name(one: Organisation) -> str:
    """Its name; masked where it has one person only, whose name it may be."""
    name = one.name or one.organisation_id
    return mask("organisation", len(name)) if one.people <= 1 else name
