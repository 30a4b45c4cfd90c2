"""Forms for authorities and controllers: which duty asks for which, what is missing, and the files."""

from __future__ import annotations

import time
from typing import Any, Final, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import BaseModel

from waspada.flows.forms import document, versions
from waspada.flows.forms.fill import filled
from waspada.flows.forms.form import STAGES, Stage
from waspada.store.db.rights import Right
from waspada.web.api.case import opened
from waspada.web.api.shapes import CaseId, Found, Line, Sent, Word, Words, route
from waspada.web.api.token import caller
from waspada.web.duty_rows import rows
from waspada.web.pages import duties, form_files

router = Router()
_FILES: Final = {
    "content": {
        media.partition(";")[0]: {"schema": {} if ending == "json" else {"type": "string", "format": "binary"}}
        for ending, (media, _) in form_files.MAKERS.items()
    }
}


class Lack(BaseModel):
    """Something that is missing, and who owes it."""

    id: str
    ask: Words
    owner: str
    """`vendor`, `counsel`, `dpo`, `team`, `admin`."""
    what: Words
    fact: str
    """The fact to state; empty: none."""
    question: str
    """The question to the vendor; empty: none."""


class For(BaseModel):
    """A duty that asks for the form."""

    duty: str
    place: str
    controller: str
    recipient: Words
    status: str
    due: str | None
    done: str | None
    stage: str
    """Of the version that was taken out last; empty: none was."""


class FormRow(BaseModel):
    """One form, what is missing in it, and the duties that ask for it, the soonest first."""

    form: str
    title: Words
    law: Words
    stages: list[str]
    asked: int
    answered: int
    missing: list[Lack]
    duties: list[For]


class Answer(BaseModel):
    """What the case says to one thing that the form asks."""

    id: str
    ask: Words
    origin: str
    """`computed`, `attested` or `missing`."""
    withheld: bool
    """A personal value stands in it, and none may: state the fact anew."""
    text: Words
    sources: list[Found]
    lack: Lack | None


class Part(BaseModel):
    """A heading of the form."""

    id: str
    title: Words
    answers: list[Answer]


class Version(BaseModel):
    """A version that was taken out."""

    entry: int
    """Of the log of the case."""
    at: str
    stage: str
    lang: str


class Whole(BaseModel):
    """A form as the case stands now."""

    form: str
    title: Words
    law: Words
    official: Words
    """In which language whoever receives it wants it."""
    stage: str
    case_id: str
    recipient: Words
    made: Words
    against: Words | None
    """The version that it is compared with."""
    answered: int
    asked: int
    parts: list[Part]
    changed: list[str]
    """Ids of answers that are not what they were in that version."""
    versions: list[Version]


class Which(Sent):
    """Names the duty; by default the soonest that asks for the form."""

    duty: Word = ""
    place: Line = ""
    controller: Line = ""

    @property
    def key(self) -> versions.Key:
        """The same, as forms are filed by it."""
        return (self.duty, self.place, self.controller)


class Taken(Which):
    """The file that is wanted."""

    stage: Stage
    ending: Literal["pdf", "docx", "txt", "json"]
    lang: Literal["en", "id"]


@router.get("/cases/{case_id}/forms", **route(Right.READ, list[FormRow]))
def index(request: HttpRequest, case_id: CaseId) -> list[Found]:
    """Forms that a duty asks for, with what is missing in each."""
    case, now = opened(request, case_id, Right.READ), time.time()
    made = duties.of(case, now)
    gather, entries = form_files.gatherer(case.case, case.folder, made, now), case.folder.custody.entries()
    found = []
    for form, asking in form_files.by_form(rows(made, "en", now)):
        whole = filled(form, gather(outcome=asking[0].outcome))
        owed: list[Found] = []
        for row in asking:
            one = row.outcome
            taken = versions.versions_of(entries, form.id, form_files.key_of(one))
            owed.append(
                {
                    "duty": one.duty,
                    "place": one.place,
                    "controller": one.controller,
                    "recipient": dict(one.recipient),
                    "status": one.status,
                    "due": row.due.isoformat() if row.due else None,
                    "done": one.done.isoformat() if one.done else None,
                    "stage": taken[-1].stage if taken else "",
                }
            )
        found.append(
            {
                "form": form.id,
                "title": dict(form.title),
                "law": dict(form.law),
                "stages": list(STAGES),
                "asked": len(whole.answers),
                "answered": len(whole.answers) - len(whole.lacks),
                "missing": [document.lack_of(one) for one in whole.lacks],
                "duties": owed,
            }
        )
    return found


@router.get("/cases/{case_id}/forms/{form}", **route(Right.READ, Whole))
def show(
    request: HttpRequest,
    case_id: CaseId,
    form: Word,
    stage: Stage = STAGES[0],
    duty: Word = "",
    place: Line = "",
    controller: Line = "",
) -> Found:
    """One form as the case stands now: each answer with where it comes from. To take it out, POST to its files."""
    case = opened(request, case_id, Right.READ)
    made = form_files.wanted(case, form, stage=stage, key=(duty, place, controller), lang="en")
    withheld = {one.id for one in form_files.places(case, made)}
    before = [
        {"entry": one.entry, "at": one.at.isoformat(), "stage": one.stage, "lang": one.lang} for one in made.before
    ]
    return document.as_json(made.filled, withheld=withheld) | {"versions": before}


@router.post("/cases/{case_id}/forms/{form}/files", **route(Right.STATE, None, responses={200: _FILES}))
def take(request: HttpRequest, case_id: CaseId, form: Word, body: Taken) -> Any:
    """Take a version out as a file; the log of the case keeps which. Refused where a personal value stands in it."""
    case = opened(request, case_id, Right.STATE)
    made = form_files.wanted(case, form, stage=body.stage, key=body.key, lang="en")
    token = caller(request).token.pk
    content = form_files.taken_out(case, made, body.lang, body.ending, token=token)
    answer = HttpResponse(content, content_type=form_files.MAKERS[body.ending][0])
    name = form_files.file_name(made, body.lang, body.ending)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
