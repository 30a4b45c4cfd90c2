"""The register of vendors: whom to call, what was agreed, and what they are known to hold."""

from __future__ import annotations

import time
from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from waspada.core.errors import BadInput, WaspadaError
from waspada.core.language import in_language
from waspada.flows.case.texts import clean
from waspada.store.db import access, audit, folders
from waspada.store.db.models import Case, Projection, User, Vendor
from waspada.web.pages.errors import sentence
from waspada.web.templatetags.waspada import lang
from waspada.web.words.registry import said

_SHORT: Final = ("name", "service", "role", "contract_hours", "ended")
_LONG: Final = ("contact", "contract", "notes")
_ROLES: Final = ("processor", "sub_processor", "controller")
_LENGTH: Final = 200
_LONG_LENGTH: Final = 5000


@login_required
def index(request: HttpRequest) -> HttpResponseBase:
    """Everybody who receives or holds our data, as far as anybody told us."""
    user = request.user
    assert isinstance(user, User)
    own = dict(access.cases_of(user).order_by().values_list("vendor_id").annotate(number=Count("pk")))
    rows = [(vendor, own.get(vendor.pk, 0)) for vendor in visible(user)]
    silent = sum(not (vendor.contact and vendor.contract) for vendor, _ in rows)
    gaps = [said("vendors.gap_silent", lang(), count=silent)] if silent else []
    gaps.append(said("vendors.gap_others", lang()))
    return render(request, "vendors/index.html", {"rows": rows, "gaps": gaps, "area": "vendors"})


@login_required
def show(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One vendor, with the cases in which the reader takes part."""
    user = request.user
    assert isinstance(user, User)
    vendor = _one(user, slug)
    cases = list(access.cases_of(user).filter(vendor=vendor))
    held, assessed = _held(cases)
    context = {
        "vendor": vendor,
        "cases": cases,
        "held": held,
        "assessed": assessed,
        "area": "vendors",
        "gaps": _gaps(vendor, assessed),
    }
    return render(request, "vendors/one.html", context)


@login_required
def edit(request: HttpRequest, slug: str = "") -> HttpResponseBase:
    """Write down what we know of a vendor; without one, a new one."""
    user = request.user
    assert isinstance(user, User)
    vendor = _one(user, slug) if slug else Vendor()
    if not user.is_admin:
        return render(request, "vendors/admins.html", {"vendor": vendor, "area": "vendors"}, status=403)
    problem = ""
    given = {name: str(getattr(vendor, name) or "") for name in (*_SHORT, *_LONG)}
    if request.method == "POST":
        given = {name: request.POST.get(name, "").strip() for name in (*_SHORT, *_LONG)}
        try:
            fill(vendor, given, new=not slug)
            with audit.acting():
                vendor.save(force_insert=not slug)
                audit.record(user, "vendor.write", now=time.time(), data={"vendor": vendor.slug})
            messages.success(request, said("vendors.saved", lang()))
            return redirect("vendor", slug=vendor.slug)
        except WaspadaError as error:
            problem = sentence(error)
    context = {
        "vendor": vendor,
        "given": given,
        "problem": problem,
        "roles": _ROLES,
        "new": not slug,
        "area": "vendors",
    }
    return render(request, "vendors/edit.html", context, status=400 if problem else 200)


def visible(user: User) -> QuerySet[Vendor]:
    """Owners of the demonstration see the vendors of their cases, the others see no vendor of it alone."""
    if user.is_demo:
        return Vendor.objects.filter(cases__in=access.cases_of(user)).distinct()
    demo, real = (Case.objects.filter(is_demo=one).values("vendor") for one in (True, False))
    return Vendor.objects.exclude(Q(pk__in=demo) & ~Q(pk__in=real))


def _one(user: User, slug: str) -> Vendor:
    vendor = visible(user).filter(slug=slug).first()
    if vendor is None:
        raise Http404
    return vendor


def fill(vendor: Vendor, given: dict[str, str], *, new: bool) -> None:
    """Put what was given into its fields, a new one gets its name in addresses. Raises BadInput."""
    name = clean(given["name"], "the name of the vendor")
    if max(len(given[key]) for key in ("name", "service")) > _LENGTH or max(len(given[key]) for key in _LONG) > (
        _LONG_LENGTH
    ):
        raise BadInput("a text is too long", hint="Name the document, and where it lies.")
    if Vendor.objects.filter(name__iexact=name).exclude(pk=vendor.pk).exists():
        raise BadInput("a vendor of this name is in the register already", hint="Open its page.")
    if given["role"] not in _ROLES:
        raise BadInput("the role is none that we know", hint="Processor, sub-processor or controller.")
    vendor.name, vendor.service, vendor.role = name, given["service"], given["role"]
    vendor.contact, vendor.contract, vendor.notes = given["contact"], given["contract"], given["notes"]
    vendor.contract_hours, vendor.ended = _hours(given["contract_hours"]), _day(given["ended"])
    if new:
        base = folders.slug(name)
        taken = set(Vendor.objects.filter(slug__startswith=base).values_list("slug", flat=True))
        vendor.slug = next(one for one in (base, *(f"{base}-{n}" for n in range(2, 999))) if one not in taken)


def _hours(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= 10_000):
        raise BadInput("the hours are no number", hint="Write digits alone: 24.")
    return int(text)


def _day(text: str) -> date | None:
    if not text:
        return None
    day: date | None = None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None:
        raise BadInput("the day is none", hint="Write it like 2026-03-31.")
    return day


def _held(cases: list[Case]) -> tuple[list[dict[str, Any]], int]:
    """What the last assessment of each case found, by kind; and how many cases were assessed."""
    found: dict[str, dict[str, Any]] = {}
    assessed = 0
    for case in cases:
        last = Projection.objects.filter(case=case, ready=True).order_by("-number").first()
        if last is None:
            continue
        assessed += 1
        kinds = last.assessment.get("kinds", {})
        for row in last.assessment.get("exposures", ()):
            name = row["kind"]
            one = found.setdefault(
                name,
                {
                    "label": in_language(kinds.get(name, {}).get("label") or name, lang()),
                    "category": row.get("category", ""),
                    "people": None,
                    "fields": [],
                    "cases": [],
                },
            )
            if row.get("people") is not None:
                one["people"] = max(one["people"] or 0, row["people"])
            one["fields"] = sorted({*one["fields"], *row.get("fields", ())})
            one["cases"].append(case)
    return sorted(found.values(), key=lambda one: (-(one["people"] or 0), one["label"])), assessed


def _gaps(vendor: Vendor, assessed: int) -> list[str]:
    found = [said(f"vendors.gap_{name}", lang()) for name in ("contact", "contract") if not getattr(vendor, name)]
    if vendor.contract_hours is None:
        found.append(said("vendors.gap_hours", lang()))
    found.append(said("vendors.gap_beyond" if assessed else "vendors.gap_held", lang()))
    return found
