"""The register of breaches (GDPR Art. 33(5)): every case of the reader, whether anybody was notified or not."""

from __future__ import annotations

import io
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_safe

from waspada.assess.sheets import write_csv
from waspada.core.errors import WaspadaError
from waspada.flows.forms import clean
from waspada.flows.forms.form import Answer, Sentence
from waspada.flows.forms.register import ORDER, Record, as_table, record_of
from waspada.store.db import access, audit, folders
from waspada.store.db import duties as duties_in_db
from waspada.store.db.models import Case, User
from waspada.web.pages.errors import sentence
from waspada.web.pages.form_files import gatherer, knows_of
from waspada.web.templatetags.waspada import lang, say
from waspada.web.words.registry import said


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One case in the register."""

    case: Case
    record: Record | None
    """None: its folder cannot be read."""
    problem: str
    notices: Sequence[tuple[str, Sequence[Any]]]


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponseBase:
    """A table per case; prints on paper."""
    assert isinstance(request.user, User)
    now = time.time()
    lines = [_line(case, now) for case in access.cases_of(request.user)]
    told = [line for line in lines if line.record and line.record.of("told")]
    context = {
        "area": "register",
        "lines": lines,
        "told": len(told),
        "gaps": [gap for line in lines for gap in _gaps(line)],
    }
    return render(request, "register/index.html", context)


@require_GET
@login_required
def sheet(request: HttpRequest) -> HttpResponseBase:
    """The register as CSV, a row a case; on record."""
    assert isinstance(request.user, User)
    now, to = time.time(), lang()
    lines = [_line(case, now) for case in access.cases_of(request.user)]
    headings = {name: said(f"register.{name}", to) for name in ("case", "name", *ORDER)}
    table = as_table([line.record for line in lines if line.record], headings, to, said("register.unknown", to))
    stream = io.BytesIO()
    write_csv(stream, table)
    with audit.acting():
        audit.record(request.user, "register.export", now=now, data={"cases": len(lines)})
    response = HttpResponse(b"\xef\xbb\xbf" + stream.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="register.csv"'
    return response


def _line(case: Case, now: float) -> Line:
    try:
        record = _record(case, now)
    except WaspadaError as error:
        return Line(case=case, record=None, problem=sentence(error), notices=())
    groups = [(told, record.of(told)) for told in ORDER]
    return Line(case=case, record=record, problem="", notices=[(told, found) for told, found in groups if found])


def _record(case: Case, now: float) -> Record:
    folder = folders.opened(case)
    made = duties_in_db.duties_of(case, folder, today=datetime.fromtimestamp(now, UTC).date())
    gathered = gatherer(case, folder, made, now)()
    record = record_of(gathered, case.title)
    cache = Path(settings.HOME) / "cache"
    own = clean.own_of(gathered, cache)
    found = clean.places(record.filled, own, cache=cache, knows=knows_of(case))
    return replace(record, filled=_without(record, {place.id for place in found})) if found else record


def _without(record: Record, withheld: set[str]) -> Any:
    """The line with what holds personal data left out, and said so."""
    texts = {code: said("forms.withheld", code) for code in ("en", "id")}

    def hide(answer: Answer) -> Answer:
        if answer.ask.id not in withheld and "" not in withheld:
            return answer
        return replace(answer, sentences=(Sentence(text=texts, origin="attested", sources=()),))

    parts = tuple((part, tuple(hide(answer) for answer in answers)) for part, answers in record.filled.parts)
    return replace(record.filled, parts=parts)


def _gaps(line: Line) -> list[str]:
    if line.record is None:
        return [say("register.gap_closed", title=line.case.title)]
    count = len(line.record.filled.lacks)
    return [say("register.gap", title=line.case.title, count=count)] if count else []
