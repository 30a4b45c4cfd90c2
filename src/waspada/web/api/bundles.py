"""The whole case as one file: fetched with an approval, and taken in by an administrator of another workbench."""

from __future__ import annotations

import time
from typing import Annotated, Final

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse
from ninja import Router
from ninja.responses import Status
from pydantic import BaseModel, Field

from waspada.store.db import bundle as kept
from waspada.store.db.access import NotAllowed
from waspada.store.db.rights import Right
from waspada.web.api import problems
from waspada.web.api.case import opened
from waspada.web.api.shapes import CaseId, Found, Sent, route
from waspada.web.api.token import caller

router = Router()
_FILE: Final = {"content": {kept.MEDIA: {"schema": {"type": "string", "format": "binary"}}}}

_BODY: Final = {
    "required": True,
    "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
}


class Granted(Sent):
    """An approval to export, asked for with `bundle`."""

    approval: Annotated[int, Field(ge=1, le=2**53)]


class Taken(BaseModel):
    """A case that was taken in."""

    case_id: str
    title: str
    sha256: str
    """Of the bundle: compare it with the sender's."""


@router.post("/cases/{case_id}/bundle", url_name="bundle", **route(Right.ASK, None, responses={200: _FILE}))
def fetch(request: HttpRequest, case_id: CaseId, body: Granted) -> StreamingHttpResponse:
    """The bundle of a case (tar): what is encrypted stays encrypted. Uses the approval."""
    case = opened(request, case_id, Right.ASK)
    pieces = kept.with_approval(case.case, body.approval, case.grant.user, now=time.time())
    answer = StreamingHttpResponse(pieces, content_type=kept.MEDIA)
    answer.headers["Content-Disposition"] = f'attachment; filename="{case_id}.tar"'
    return answer


@router.post("/bundles", url_name="bundles", **route(Right.SEAL, Taken, status=201, requestBody=_BODY))
def take(request: HttpRequest) -> Status[Found]:
    """Take a bundle in (the body is the tar). Administrators only, and not with a token that is for one case."""
    who = caller(request)
    who.need(Right.SEAL)
    if not who.user.is_admin:
        raise NotAllowed(Right.SEAL)
    length = request.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > settings.UPLOAD_LIMIT:
        raise problems.TooLarge
    case, digest = kept.take_in(request, most=settings.UPLOAD_LIMIT, by=who.user, owner=who.user.email, now=time.time())
    return Status(201, {"case_id": str(case.pk), "title": case.title, "sha256": digest})
