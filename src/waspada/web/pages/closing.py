"""The closing report: on a page, and to be kept as a file."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from waspada.flows.case.closing import Report, as_html, as_text, report
from waspada.store.db import closing
from waspada.web.pages.case import Opened, on_case
from waspada.web.templatetags.waspada import lang

_KINDS: Final = {"html": (as_html, "text/html; charset=utf-8"), "txt": (as_text, "text/plain; charset=utf-8")}


@require_safe
@on_case()
def show(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """How the case stands, from everything that is known of it."""
    made = _report(opened)
    context = {"opened": opened, "tab": "enquiries", "report": made, "gaps": list(made.gaps)}
    return render(request, "closing/show.html", context)


@require_safe
@on_case()
def file(request: HttpRequest, opened: Opened, ending: str) -> HttpResponseBase:
    """The same as a file."""
    if ending not in _KINDS:
        raise Http404
    write, kind = _KINDS[ending]
    name = {"en": "closing-report", "id": "laporan-penutup"}[lang()]
    answer = HttpResponse(write(_report(opened)), content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return answer


def _report(opened: Opened) -> Report:
    now = time.time()
    today = datetime.fromtimestamp(now, UTC).date()
    told = closing.gathered(opened.case, opened.folder, lang(), now=now, today=today)
    return report(told, lang(), timezone.get_current_timezone())
