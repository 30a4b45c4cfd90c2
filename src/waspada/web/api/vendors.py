"""The register of vendors: whom to call, what was agreed."""

from __future__ import annotations

import time
from typing import Annotated, Literal

from django.http import Http404, HttpRequest
from ninja import Router
from ninja.responses import Status
from pydantic import BaseModel, Field

from waspada.store.db import audit
from waspada.store.db.access import NotAllowed
from waspada.store.db.models import Vendor
from waspada.store.db.rights import Right
from waspada.web.api.shapes import Day, Line, Sent, Text, Word, route
from waspada.web.api.token import Caller, caller
from waspada.web.pages import vendors as pages

router = Router()


class VendorRow(BaseModel):
    """One vendor."""

    vendor: str
    name: str
    service: str
    role: str
    contact: str
    contract: str
    contract_hours: int | None
    """Hours within which the vendor promised to tell us."""
    ended: str | None
    notes: str


class NewVendor(Sent):
    """What we know of it."""

    name: Annotated[Line, Field(min_length=1, max_length=200)]
    service: Annotated[Line, Field(max_length=200)] = ""
    role: Literal["processor", "sub_processor", "controller"] = "processor"
    contact: Annotated[Text, Field(max_length=5000)] = ""
    contract: Annotated[Text, Field(max_length=5000)] = ""
    contract_hours: Annotated[int, Field(ge=1, le=10_000)] | None = None
    ended: Day = ""
    notes: Annotated[Text, Field(max_length=5000)] = ""


@router.get("/vendors", **route(Right.READ, list[VendorRow]))
def index(request: HttpRequest) -> list[VendorRow]:
    """The register. Not with a token that is for one case."""
    who = caller(request)
    who.need(Right.READ)
    return [_row(one) for one in pages.visible(who.user)]


@router.get("/vendors/{slug}", **route(Right.READ, VendorRow))
def show(request: HttpRequest, slug: Word) -> VendorRow:
    """One vendor."""
    who = caller(request)
    who.need(Right.READ)
    return _row(_one(who, slug))


@router.post("/vendors", **route(Right.STATE, VendorRow, status=201))
def new(request: HttpRequest, body: NewVendor) -> Status[VendorRow]:
    """Add one. Administrators only, as on the page."""
    return Status(201, _written(_administrator(request), Vendor(), body, new=True))


@router.put("/vendors/{slug}", **route(Right.STATE, VendorRow))
def change(request: HttpRequest, slug: Word, body: NewVendor) -> VendorRow:
    """Write down what we know of one. Administrators only."""
    who = _administrator(request)
    return _written(who, _one(who, slug), body, new=False)


def _administrator(request: HttpRequest) -> Caller:
    who = caller(request)
    who.need(Right.STATE)
    if not who.user.is_admin:
        raise NotAllowed(Right.STATE)
    return who


def _one(who: Caller, slug: str) -> Vendor:
    found = pages.visible(who.user).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def _written(who: Caller, vendor: Vendor, body: NewVendor, *, new: bool) -> VendorRow:
    given = {name: str(value or "").strip() for name, value in body.model_dump().items()}
    pages.fill(vendor, given, new=new)
    with audit.acting():
        vendor.save(force_insert=new)
        audit.record(who.user, "vendor.write", now=time.time(), data={"vendor": vendor.slug, "token": who.token.pk})
    return _row(vendor)


def _row(one: Vendor) -> VendorRow:
    same = ("name", "service", "role", "contact", "contract", "contract_hours", "notes")
    return VendorRow(
        vendor=one.slug,
        ended=one.ended.isoformat() if one.ended else None,
        **{name: getattr(one, name) for name in same},
    )
