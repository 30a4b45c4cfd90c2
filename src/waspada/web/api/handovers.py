"""Hand-overs: what is under seal, and files on their way into it, piece by piece."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status
from pydantic import BaseModel

from waspada.core.custody import Entry
from waspada.core.errors import BadInput
from waspada.core.progress import Silent
from waspada.flows.case.arrive import Arriving, seal_arriving
from waspada.flows.case.seal import ORIGINS, About, HandOver
from waspada.flows.case.show import files_in
from waspada.flows.case.texts import written, zoned
from waspada.readers.wrapper import Secrets
from waspada.store.case.folder import CaseFolder
from waspada.store.case.vault import Vault
from waspada.store.db import audit, directories
from waspada.store.db.rights import Right
from waspada.web.api import problems
from waspada.web.api.case import cache, noted, opened
from waspada.web.api.shapes import CaseId, Found, line, lines, route
from waspada.web.form_parts import SentFile, sent_files
from waspada.web.pages.case import Opened

router = Router()
_BINARY: Final = {"type": "string", "format": "binary"}
_TEXT: Final = {"type": "string", "maxLength": 500}
_ABOUT: Final = ("origin", "by", "to", "at", "channel", "reference", "reason", "password")


def _form(fields: dict[str, Any], required: list[str]) -> dict[str, Any]:
    schema = {"type": "object", "properties": fields, "required": required, "additionalProperties": False}
    return {"required": True, "content": {"multipart/form-data": {"schema": schema}}}


_HANDOVER: Final = _form(
    {
        "origin": {"type": "string", "enum": list(ORIGINS)},
        **dict.fromkeys(_ABOUT[1:], _TEXT),
        "files": {"type": "array", "items": _BINARY, "minItems": 1},
    },
    ["origin", "files"],
)
_DIRECTORY: Final = _form({"directory": _BINARY}, ["directory"])


class HandedOver(BaseModel):
    """One hand-over under seal. The names of its files are in the evidence alone."""

    handover: int
    sealed: str
    actor: str
    reason: str
    origin: str
    handed_over_by: str
    received_by: str
    received: str
    channel: str
    reference: str
    in_place: bool
    files: int
    bytes: int
    sha256: str
    """Of its `handover.json`."""
    troubles: list[str] = []
    """What could not be opened; it is sealed as it is."""


class Directory(BaseModel):
    """An account directory that was kept: name it when an assessment is asked for."""

    directory: str


@router.get("/cases/{case_id}/handovers", url_name="handovers", **route(Right.READ, list[HandedOver]))
def index(request: HttpRequest, case_id: CaseId) -> list[Found]:
    """What is under seal."""
    return [_row(entry) for entry in opened(request, case_id, Right.READ).standing().handovers]


@router.post(
    "/cases/{case_id}/handovers",
    url_name="handovers",
    **route(Right.SEAL, HandedOver, status=201, requestBody=_HANDOVER),
)
def upload(request: HttpRequest, case_id: CaseId) -> Status[Found]:
    """Seal files while they arrive: the fields first, then the parts named `files`. Nothing stays of a broken one."""
    case = opened(request, case_id, Right.SEAL)
    folder, fields = case.folder, dict[str, str]()
    files = (Arriving(file.name, file.chunks) for file in _sent(request, fields, "files"))
    done = _sealed(case, folder, fields, files)
    with audit.acting():
        noted(request, case, folder, "handover.seal", handover=done.number)
    entry = next(one for one in case.standing().handovers if one.data.get("handover") == done.number)
    return Status(201, _row(entry) | {"troubles": list(done.troubles)})


@router.post(
    "/cases/{case_id}/directories",
    url_name="directories",
    **route(Right.SEAL, Directory, status=201, requestBody=_DIRECTORY),
)
def directory(request: HttpRequest, case_id: CaseId) -> Status[Found]:
    """Keep our own list of accounts, for assessments: one part named `directory`."""
    case = opened(request, case_id, Right.SEAL)
    folder = case.folder
    kept = [directories.keep(case.case, folder, file.name, file.chunks) for file in _sent(request, {}, "directory")]
    if not kept:
        raise BadInput("no directory arrived", hint="Send it as a part named directory.")
    with audit.acting():
        noted(request, case, folder, "directory.keep")
    return Status(201, {"directory": kept[-1]})


def _sent(request: HttpRequest, fields: dict[str, str], name: str) -> Iterator[SentFile]:
    length = request.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > settings.UPLOAD_LIMIT:
        raise problems.TooLarge
    kind = request.headers.get("Content-Type", "")
    for file in sent_files(request, kind, fields, settings.UPLOAD_LIMIT):
        if file.field != name:
            raise BadInput("a part of the form has a name that is not known here", hint=f"Files are named {name}.")
        yield file


def _sealed(case: Opened, folder: CaseFolder, fields: dict[str, str], files: Iterator[Arriving]) -> HandOver:
    from waspada.flows.dataset import detector
    from waspada.flows.paths import mask_name

    first = next(files, None)  # by now the fields before it are there
    if first is None:
        raise BadInput("no file arrived", hint="Send at least one part named files, behind the fields.")
    unknown = fields.keys() - {*_ABOUT}
    if unknown:
        raise BadInput("a field of the form is not known here", hint=f"Fields: {', '.join(_ABOUT)}")
    names, user = detector(Path(cache())), case.grant.user
    given = {name: line(fields.get(name, ""), f"the field {name}") for name in ("origin", "by", "to", "channel")}
    about = About(
        origin=given["origin"],
        handed_over_by=given["by"] or case.case.vendor.name,
        received_by=given["to"] or user.name,
        received=_received(fields.get("at", "")),
        channel=given["channel"] or "API",
        reference=line(fields.get("reference", ""), "the reference"),
    )

    def all_files() -> Iterator[Arriving]:
        yield first
        yield from files

    return seal_arriving(
        folder,
        Vault(folder.path, folder.recipient),
        all_files(),
        about,
        actor=user.name,
        reason=lines(fields.get("reason", ""), "the reason"),
        progress=Silent(),
        secrets=Secrets(password=fields.get("password", "")),
        mask=lambda name: mask_name(names, name),
    )


def _received(text: str) -> str:
    now = time.time()
    if not text.strip():
        return datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds")
    return written(zoned(text, now, "the time of the hand-over"))


def _row(entry: Entry) -> Found:
    data, (files, size) = entry.data, files_in(entry)
    texts = ("origin", "handed_over_by", "received_by", "received", "channel", "reference", "sha256")
    return {
        "handover": data.get("handover"),
        "sealed": entry.time,
        "actor": entry.actor,
        "reason": entry.reason,
        **{name: str(data.get(name, "")) for name in texts},
        "in_place": bool(data.get("in_place", False)),
        "files": files,
        "bytes": size,
    }
