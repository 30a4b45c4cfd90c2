"""People of a case: a list with filters and search, a page for each, and the single reveal. Masked, but for that."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from waspada.assess.report import countries
from waspada.core import categories
from waspada.core.errors import BadInput, WaspadaError
from waspada.core.language import Lang, in_language
from waspada.core.mask import mask
from waspada.flows.case.decide import subjects_of
from waspada.flows.case.results import Run
from waspada.flows.case.reveal import reveal_person
from waspada.flows.case.texts import without_values
from waspada.store.db import folders, project, search
from waspada.store.db.models import Projection
from waspada.store.db.rights import Right
from waspada.store.db.search import BY, Filters, Found, Row, listed
from waspada.web.pages.case import Opened, on_case
from waspada.web.pages.errors import sentence
from waspada.web.templatetags.waspada import lang
from waspada.web.words.registry import said

MOST_SHOWN: Final = 2000
"""Rows of evidence on a page."""
_VALUES: Final = ("account_id", "name", "email", "country", "region", "locale")
_MASKS: Final[Mapping[str, str]] = {"name": "person_name", "email": "email", "account_id": "account_id"}


@require_http_methods(["GET", "HEAD", "POST"])
@on_case()
def index(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """The list; sent (POST) it is a search, so that nothing personal stands in an address."""
    projection = project.current(opened.case)
    if projection is None:
        return render(request, "people/none.html", {"opened": opened, "tab": "people", "gaps": []})
    if request.method == "POST":
        return _searched(request, opened, projection)
    filters = filters_of(request)
    problem, found = "", Found(rows=[], total=0)
    try:
        found = search.people(projection, filters, request.GET.get("after", ""))
    except BadInput as error:
        problem = sentence(error)
    shown = _listing(projection, found, filters)
    return render(request, "people/index.html", _context(opened, projection, problem) | shown, status=_status(problem))


@on_case()
def show(request: HttpRequest, opened: Opened, person_id: str) -> HttpResponseBase:
    """Exactly what was exposed of one person, where, and why we think that it is this person."""
    return render(request, "people/person.html", _person(opened, person_id))


@require_POST
@on_case(Right.REVEAL)
def reveal(request: HttpRequest, opened: Opened, person_id: str) -> HttpResponseBase:
    """The values of one person, once: the log of the case is told first, and no address leads here again."""
    context = _person(opened, person_id)
    reason, number = request.POST.get("reason", "").strip(), context["projection"].number
    problem, values = "", dict[str, Any]()
    try:
        folder = opened.folder
        if reason:
            without_values([reason], settings.HOME / "cache")
        files = project.run_files(folder, number)
        run = Run(
            name=str(number),
            document={},
            manifest=files.manifest,
            folder=files.folder,
            read=lambda path: files.of_person(path.stem, person_id, check=True),
        )
        values = dict(reveal_person(folder, run, person_id, actor=opened.grant.user.name, reason=reason))
        folders.noted(
            folder, opened.case, opened.grant.user, "person.reveal", now=time.time(), person=person_id, run=number
        )
        context["entry"] = len(folder.custody.entries())
    except WaspadaError as error:
        problem = sentence(error)
    if values:
        context["revealed"] = [(said(f"people.{_LABELS[name]}", lang()), values[name]) for name in _LABELS]
    answer = render(request, "people/person.html", context | {"problem": problem}, status=_status(problem))
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


_LABELS: Final[Mapping[str, str]] = {"name": "name", "email": "email", "account_id": "account_id"}


def filters_of(request: HttpRequest, **fixed: str) -> Filters:
    """What the address asks for."""
    given = {one.name: request.GET[one.name][:64] for one in fields(Filters) if one.name in request.GET}
    return replace(Filters(**given), **fixed)


def masked(row: Row, name: str) -> str:
    """What stands in place of a value; nothing where there is none."""
    value = getattr(row.person, name)
    return mask(_MASKS[name], len(value)) if value else ""


def shown_rows(projection: Projection, rows: list[Row]) -> list[dict[str, Any]]:
    """People as a table shows them."""
    tongue, labels = lang(), projection.facets.get("labels", {})
    return [
        {
            "id": row.person.person_id,
            "name": masked(row, "name"),
            "email": masked(row, "email"),
            "residence": place(row, tongue),
            "mfa": row.profile.mfa,
            "kinds": row.kinds,
            "sensitive": [
                in_language(labels.get(kind, kind), tongue)
                for kind, category in _with_categories(projection, row)
                if categories.is_sensitive(category)
            ],
            "records": row.person.records,
            "admin": row.profile.admin == "yes",
        }
        for row in rows
    ]


def place(row: Row, tongue: Lang) -> str:
    """Where somebody lives, in words; empty: unknown."""
    country = countries.country(row.profile.country, tongue) if row.profile.country else ""
    region = countries.region(row.profile.region, tongue) if row.profile.region else ""
    return region if country in region and region else f"{region}, {country}" if region else country


def options(projection: Projection, filters: Filters) -> list[dict[str, Any]]:
    """The filters of a list: name, choices with their counts, and which is chosen."""
    tongue, facets = lang(), projection.facets
    return [
        {
            "name": name,
            "choices": [
                {"value": value or "none", "label": _choice(name, value, facets, tongue), "people": people}
                for value, people in facets.get(name, {}).items()
            ],
            "chosen": getattr(filters, name),
            "always": name == "relation",
        }
        for name in ("relation", "country", "kind", "category", "mfa", "admin", "matched_by")
    ]


def _choice(name: str, value: str, facets: Mapping[str, Any], tongue: Lang) -> str:
    if name == "country":
        return countries.country(value, tongue) if value else said("people.residence.unknown", tongue)
    if name == "kind":
        return in_language(facets.get("labels", {}).get(value, value), tongue)
    if name == "category":
        return categories.label(value, tongue)
    return word(name, value)


def word(name: str, value: str) -> str:
    """What people call a value of a column; a value that we do not know is its own name."""
    try:
        return said(f"people.{name}.{value}", lang())
    except KeyError:
        return value


def _searched(request: HttpRequest, opened: Opened, projection: Projection) -> HttpResponseBase:
    text, given = request.POST.get("q", ""), request.POST.get("by", "")
    by: Any = given if given in BY else "email"
    exact, problem, found = request.POST.get("exact") == "1", "", Found(rows=[], total=0)
    try:
        found = search.search(projection, text, by, exact=exact, after=request.POST.get("after", ""))
        folders.noted(
            opened.folder, opened.case, opened.grant.user, "people.search", now=time.time(), by=by, found=found.total
        )
    except WaspadaError as error:
        problem = sentence(error)
    context = _context(opened, projection, problem) | _listing(projection, found, Filters())
    context |= {"searched": True, "q": text, "chosen_by": by, "exact": exact}
    return render(request, "people/index.html", context, status=_status(problem))


def _context(opened: Opened, projection: Projection, problem: str) -> dict[str, Any]:
    return {
        "opened": opened,
        "tab": "people",
        "projection": projection,
        "people": projection.facets["people"],
        "problem": problem,
        "bys": [(by, word("by", by)) for by in BY],
        "gaps": gaps(projection),
    }


def _listing(projection: Projection, found: Found, filters: Filters) -> dict[str, Any]:
    return {
        "found": found,
        "rows": shown_rows(projection, found.rows),
        "options": options(projection, filters),
        "filters": filters.given(),
        "next": urlencode({**filters.given(), "after": found.after}) if found.after else "",
        "first": urlencode(filters.given()),
    }


def gaps(projection: Projection) -> list[str]:
    """What a list of people cannot say."""
    tongue, facets = lang(), projection.facets
    counts = {
        "gap_ambiguous": facets["people"].get("ambiguous"),
        "gap_device": facets["people"].get("device_only"),
        "gap_residence": facets["country"].get(""),
        "gap_mfa": facets["mfa"].get("unknown"),
    }
    said_of = [said(f"people.{key}", tongue, count=count) for key, count in counts.items() if count]
    return [*said_of, said("people.gap_run", tongue, run=projection.number)]


def _person(opened: Opened, person_id: str) -> dict[str, Any]:
    projection = project.current(opened.case)
    row = search.person(projection, person_id) if projection else None
    if projection is None or row is None:
        raise Http404
    tongue = lang()
    why, evidence = "", list[dict[str, Any]]()
    try:
        evidence = _evidence(opened, projection, person_id)
    except WaspadaError as error:
        why = f"{error}."
    return {
        "opened": opened,
        "tab": "people",
        "projection": projection,
        "row": row,
        "masked": {name: masked(row, name) for name in _MASKS},
        "residence": place(row, tongue),
        "residence_from": word("residence_from", row.profile.residence_from),
        "matched_by": word("matched_by", row.profile.matched_by),
        "strength": word("strength", row.profile.strength),
        "mfa": word("mfa", row.profile.mfa),
        "products": listed(row.person.products),
        "evidence": evidence,
        "why": why,
        "organisations": search.organisations_of(projection, person_id),
        "decisions": _decisions(opened, person_id),
        "may_reveal": opened.may("reveal"),
        "gaps": _unknown(row),
    }


def _evidence(opened: Opened, projection: Projection, person_id: str) -> list[dict[str, Any]]:
    tongue, labels = lang(), projection.facets.get("labels", {})
    files = project.run_files(opened.folder, projection.number)
    table = files.of_person("evidence", person_id, projection.facets.get("evidence", ()))
    found = table.slice(0, MOST_SHOWN).to_pylist()
    return [{**row, "label": in_language(labels.get(row["kind"], row["kind"]), tongue)} for row in found]


def _with_categories(projection: Projection, row: Row) -> list[tuple[str, str]]:
    known = projection.facets.get("kind_category", {})
    return [(kind, known.get(kind, "")) for kind in row.kinds]


def _decisions(opened: Opened, person_id: str) -> list[dict[str, Any]]:
    tongue = lang()
    return [
        {
            "verdict": "rejected" if (made := one.counts.decision).rejected else "confirmed",
            "author": made.author,
            "time": made.time,
            "reason": in_language(made.reason, tongue),
        }
        for one in subjects_of(opened.folder.custody.entries())
        if person_id in (one.counts.decision.match, one.counts.decision.person)
    ]


def _unknown(row: Row) -> list[str]:
    tongue = lang()
    open_questions = {
        "gap_one_residence": not row.profile.country,
        "gap_one_mfa": row.profile.mfa == "unknown",
        "gap_one_directory": row.profile.matched_by == "contact",
        "gap_one_time": row.person.first_seen is None,
    }
    found = [said(f"people.{key}", tongue) for key, is_open in open_questions.items() if is_open]
    return [*found, said("people.gap_one_used", tongue)]


def _status(problem: str) -> int:
    return 400 if problem else 200
