"""Forms filled from a case as it stands, for pages and programs: which duty asks, the files, what is on record."""

from __future__ import annotations

import functools
import hashlib
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import orjson
from django.conf import settings
from django.http import Http404

from waspada.core.errors import BadInput
from waspada.core.language import Lang
from waspada.flows.duties import Duties
from waspada.flows.forms import clean, versions
from waspada.flows.forms.document import as_json
from waspada.flows.forms.fill import filled
from waspada.flows.forms.form import STAGES, Filled, Form
from waspada.flows.forms.material import Material, material
from waspada.flows.forms.pdf_file import as_pdf
from waspada.flows.forms.registry import BY_ID, form_of
from waspada.flows.forms.text import as_text
from waspada.flows.forms.versions import NOBODY, Key
from waspada.flows.forms.word_file import as_docx
from waspada.laws.outcome import Outcome
from waspada.store.case.folder import CaseFolder
from waspada.store.db import audit, folders, project
from waspada.store.db.models import Case, Projection, Task, Workspace
from waspada.store.db.named import named
from waspada.web.duty_rows import Row, rows
from waspada.web.pages import duties
from waspada.web.pages.case import Opened

_Maker = Callable[[Filled, Lang], bytes]
MAKERS: Final[Mapping[str, tuple[str, _Maker]]] = {
    "pdf": ("application/pdf", as_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", as_docx),
    "txt": ("text/plain; charset=utf-8", lambda form, language: as_text(form, language).encode()),
    "json": ("application/json", lambda form, _: orjson.dumps(as_json(form), option=orjson.OPT_INDENT_2)),
}
"""Ending → media type, and what makes the file."""
_ASKING: Final = ("owed", "open", "ask_counsel")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One form for one duty, filled."""

    case: Material
    filled: Filled
    key: Key
    row: Row | None
    """The duty that it is filled for; None: no duty asks for it."""
    choices: Sequence[Row]
    """All duties that ask for it."""

    @property
    def before(self) -> list[versions.Version]:
        """Versions of it that left the case, oldest first."""
        return versions.versions_of(self.case.entries, self.filled.form.id, self.key)


def wanted(opened: Opened, form: str, *, stage: str, key: Key, lang: Lang) -> Wanted:
    """Fill a form.

    Args:
        stage: empty: the first.
        key: duty, place and controller; NOBODY: the soonest duty that asks for it.
        lang: of the words in `row`.

    Raises:
        Http404: no such form, stage or duty.
    """
    known = BY_ID.get(form)
    if known is None or (stage and stage not in STAGES):
        raise Http404
    now = time.time()
    made = duties.of(opened, now)
    every = [row for row in rows(made, lang, now) if form_of(row.outcome) is known]
    choices = [row for row in every if asks(row)]
    row = _chosen(every, key) if key[0] else next(iter(choices), None)
    which = stage or STAGES[0]
    case = gatherer(opened.case, opened.folder, made, now)(outcome=row.outcome if row else None, stage=which)
    found = key_of(row.outcome) if row else NOBODY
    before = versions.before(versions.versions_of(case.entries, form, found), which, case.facts)
    return Wanted(case=case, filled=filled(known, case, before=before), key=found, row=row, choices=choices)


def by_form(found: Iterable[Row]) -> list[tuple[Form, list[Row]]]:
    """Forms that a duty asks for, each with its duties, in the order of these."""
    made: dict[str, tuple[Form, list[Row]]] = {}
    for row in found:
        form = form_of(row.outcome)
        if form and asks(row):
            made.setdefault(form.id, (form, []))[1].append(row)
    return list(made.values())


def asks(row: Row) -> bool:
    """Whether this duty asks for its form, or did until it was done."""
    return row.outcome.status in _ASKING or row.outcome.done is not None


def key_of(outcome: Outcome) -> Key:
    """Names one of several outcomes of a duty."""
    return (outcome.duty, outcome.place, outcome.controller)


def places(opened: Opened, made: Wanted) -> list[clean.Place]:
    """Where a personal value stands in it."""
    return clean.places(made.filled, clean.own_of(made.case, cache()), cache=cache(), knows=knows_of(opened.case))


def taken_out(opened: Opened, made: Wanted, lang: Lang, ending: str, **data: object) -> bytes:
    """The file. On record before it leaves: it may be the version that an authority gets.

    Args:
        data: what the entry of the workbench's log says besides.

    Raises:
        Refused: a personal value stands in it.
    """
    clean.check(made.filled, clean.own_of(made.case, cache()), cache=cache(), knows=knows_of(opened.case))
    content = MAKERS[ending][1](made.filled, lang)
    if not content:
        raise BadInput("the form is empty")
    folder, user, form = opened.folder, opened.grant.user, made.filled
    digest = hashlib.sha256(content).hexdigest()
    with audit.acting():
        entry = versions.note(folder, form, made.key, lang=lang, ending=ending, sha256=digest, actor=user.name)
        told: dict[str, Any] = {"form": form.form.id, "stage": form.stage, "ending": ending, "entry": entry.number}
        folders.noted(folder, opened.case, user, "form.export", now=time.time(), **told, **data)
    return content


def file_name(made: Wanted, lang: Lang, ending: str) -> str:
    """`gdpr-33-preliminary-en.pdf`."""
    return f"{made.filled.form.id}-{made.filled.stage}-{lang}.{ending}"


def gatherer(case: Case, folder: CaseFolder, made: Duties, now: float) -> Callable[..., Material]:
    """What forms of a case are filled from; `outcome` and `stage` are still to be given."""
    workspace, run = Workspace.get(), project.current(case)
    tasks = Task.objects.filter(case=case)
    return functools.partial(
        material,
        case_id=str(case.pk),
        vendor=case.vendor.name,
        entries=folder.custody.entries(),
        run=run.number if run else None,
        assessment=run.assessment if run else {},
        duties=made,
        name=workspace.name,
        contact=workspace.dpo,
        now=now,
        zone=ZoneInfo(workspace.zone),
        tasks=(tasks.filter(state=Task.State.DONE).count(), tasks.filter(state=Task.State.OPEN).count()),
    )


def knows_of(case: Case) -> clean.Knows | None:
    """Who knows the people of a case: its searchable run."""
    run: Projection | None = project.current(case)
    return None if run is None else functools.partial(named, run)


def cache() -> Path:
    """Folder of the pattern database."""
    return Path(settings.HOME) / "cache"


def _chosen(choices: Sequence[Row], key: Key) -> Row:
    """The row that is named. Raises Http404."""
    for row in choices:
        if key_of(row.outcome) == key:
            return row
    raise Http404
