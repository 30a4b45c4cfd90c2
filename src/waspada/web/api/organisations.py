"""Organisations: those with affected people, most first; their people are under people, by `organisation`."""

from __future__ import annotations

from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Router
from pydantic import BaseModel, StringConstraints

from waspada.store.db import search
from waspada.store.db.models import Organisation
from waspada.store.db.rights import Right
from waspada.web.api.case import opened, searchable
from waspada.web.api.shapes import CaseId, Found, Word, route
from waspada.web.pages.organisations import shown_name

router = Router()
After = Annotated[str, StringConstraints(pattern=r"^([0-9]{1,9}-[0-9]{1,9})?$")]


class OrganisationRow(BaseModel):
    """One customer."""

    key: str
    name: str
    """Masked where it has one person only, whose name it may be."""
    people: int
    admins: int
    admins_without_mfa: int
    records: int
    categories: list[str]


class OrganisationPage(BaseModel):
    """A page of them."""

    run: int
    organisations: list[OrganisationRow]
    after: str


@router.get("/cases/{case_id}/organisations", **route(Right.READ, OrganisationPage))
def index(request: HttpRequest, case_id: CaseId, without_mfa: bool = False, after: After = "") -> Found:
    """Those with most people first; or those whose admins lack a second factor."""
    run = searchable(opened(request, case_id, Right.READ))
    rows, rest = search.organisations(run, without_mfa=without_mfa, after=after)
    return {"run": run.number, "organisations": [_row(one) for one in rows], "after": rest}


@router.get("/cases/{case_id}/organisations/{key}", **route(Right.READ, OrganisationRow))
def show(request: HttpRequest, case_id: CaseId, key: Word) -> OrganisationRow:
    """One of them."""
    one = search.organisation(searchable(opened(request, case_id, Right.READ)), key)
    if one is None:
        raise Http404
    return _row(one)


def _row(one: Organisation) -> OrganisationRow:
    return OrganisationRow(
        key=one.key,
        name=shown_name(one),
        people=one.people,
        admins=one.admins,
        admins_without_mfa=one.admins_without_mfa,
        records=one.records,
        categories=search.listed(one.categories),
    )
