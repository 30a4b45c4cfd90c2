"""Letters of a case and the public statement: how far they are. Letters leave by people on pages, never by a key."""

from __future__ import annotations

from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Router
from pydantic import BaseModel, Field

from waspada.flows.notices.ready import as_json
from waspada.store.db import notice_checks, notice_rows, statements
from waspada.store.db.models import Notice
from waspada.store.db.rights import Right
from waspada.web.api.case import opened
from waspada.web.api.shapes import CaseId, Found, Words, route

router = Router()
Number = Annotated[int, Field(ge=1, le=999_999)]


class NoticeRow(BaseModel):
    """One version of the letters."""

    notice: int
    state: str
    """`draft`, `approved`, `sending`, `paused`, `halted`, `done`, `withdrawn`."""
    run: int
    why: str
    digest: str
    """Empty: the draft is not prepared."""
    corrects: int | None
    languages: list[str]
    states: dict[str, int]
    """Letters by state."""
    approved: str | None
    started: str | None
    ended: str | None


class LetterCount(BaseModel):
    """Letters that are alike."""

    audience: str
    lang: str
    channel: str
    state: str
    letters: int


class Check(BaseModel):
    """What a check found."""

    code: str
    blocks: bool
    words: Words
    hint: dict[str, str]


class NoticeWhole(NoticeRow):
    """The same, with who gets which letter."""

    letters: list[LetterCount]
    domains: dict[str, dict[str, int]]
    findings: list[Check]
    """Empty for a draft that is not prepared."""


class StatementVersion(BaseModel):
    """One published version of the statement."""

    version: int
    at: str
    note: dict[str, str]
    changes: int
    statement: Found


@router.get("/cases/{case_id}/notices", **route(Right.READ, list[NoticeRow]))
def index(request: HttpRequest, case_id: CaseId) -> list[NoticeRow]:
    """All versions, the latest first."""
    case = opened(request, case_id, Right.READ).case
    return [NoticeRow(**_row(one)) for one in Notice.objects.filter(case=case).select_related("corrects")]


@router.get("/cases/{case_id}/notices/{number}", **route(Right.READ, NoticeWhole))
def show(request: HttpRequest, case_id: CaseId, number: Number) -> NoticeWhole:
    """One version: letters by audience, language, channel and state, by domain, and what the checks say."""
    case = opened(request, case_id, Right.READ).case
    notice = Notice.objects.filter(case=case, number=number).select_related("case", "corrects").first()
    if notice is None:
        raise Http404
    found = notice_checks.findings(notice) if notice.digest else []
    letters = [LetterCount(audience=one.audience, lang=one.lang, channel=one.channel, state=one.state,
                           letters=one.letters) for one in notice_rows.counts(notice)]  # fmt: skip
    return NoticeWhole(
        **_row(notice),
        letters=letters,
        domains=dict(notice_rows.by_domain(notice)),
        findings=[Check(**as_json(one)) for one in found],
    )


@router.get("/cases/{case_id}/statement", **route(Right.READ, list[StatementVersion]))
def statement(request: HttpRequest, case_id: CaseId) -> list[StatementVersion]:
    """Published versions of the statement, oldest first."""
    case = opened(request, case_id, Right.READ).case
    return [
        StatementVersion(
            version=one.number,
            at=one.at,
            note=dict(one.note),
            changes=len(one.changes),
            statement=one.statement.as_json(),
        )
        for one in statements.published(case)
    ]


def _row(notice: Notice) -> Found:
    moments = {name: getattr(notice, name) for name in ("approved", "started", "ended")}
    return {
        "notice": notice.number,
        "state": notice.state,
        "run": notice.run,
        "why": notice.why,
        "digest": notice.digest,
        "corrects": notice.corrects.number if notice.corrects else None,
        "languages": list(notice.languages),
        "states": notice_rows.by_state(notice),
        **{name: at.isoformat() if at else None for name, at in moments.items()},
    }
