"""Answers to enquiries: put together from blocks that may be said, written down before they leave, never sent twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from waspada.core.errors import BadInput
from waspada.core.language import LANGUAGES, Lang, in_language, number, series
from waspada.flows.enquiries import answers
from waspada.flows.enquiries.answers import Answer
from waspada.store.db import audit, enquiry_rows, project, search
from waspada.store.db.access import Grant
from waspada.store.db.models import Enquiry, EnquiryAnswer, User, Workspace
from waspada.store.db.rights import Right

P = Enquiry.Proof


def compose(enquiry: Enquiry, blocks: Sequence[str], *, code: str = "") -> Answer:
    """The answer that these blocks make. Raises BadInput: a block that cannot be said (yet)."""
    texts = answers.shipped()[answers.language(enquiry.lang)]
    closed = {name: why for name, why in shut(enquiry).items() if name in blocks}
    if closed or any(texts.blocks[one].alone for one in blocks if one in texts.blocks and not code):
        raise BadInput("one of the blocks cannot be said yet", hint="First prove who asks, and link the person.")
    workspace = Workspace.get()
    values = {
        "vendor": enquiry.case.vendor.name,
        "company": workspace.name,
        "contact": workspace.dpo,
        "number": str(enquiry.number),
        "code": code,
        **_own(enquiry, texts.lang),
    }
    return answers.answer(texts.lang, blocks, values)


def shut(enquiry: Enquiry) -> dict[str, str]:
    """Blocks that cannot be chosen now → what they need."""
    texts = answers.shipped()[answers.language(enquiry.lang)]
    met = {
        "": True,
        "proof": enquiry.proof == P.PROVED,
        "person": bool(enquiry.person_id) and enquiry.proof == P.PROVED,
        "contact": bool(Workspace.get().dpo.strip()),
    }
    return {one.id: one.needs for one in texts.blocks.values() if not met[one.needs]}


def answered(
    enquiry: Enquiry, made: Answer, *, channel: str, state: str, by: User, now: float, reply: str = ""
) -> EnquiryAnswer:
    """Write an answer down, inside `audit.acting`; one that left closes the question, the asking for proof does not."""
    moment = datetime.fromtimestamp(now, UTC)
    row = EnquiryAnswer.objects.create(
        enquiry=enquiry,
        lang=made.lang,
        blocks=list(made.blocks),
        subject=made.subject,
        text="" if answers.PROVE in made.blocks else made.text,  # the code in it is stored nowhere
        sha256=made.sha256,
        channel=channel,
        state=state,
        reply=reply,
        by=by,
        at=moment,
    )
    settle(row, now=now)
    data = {"answer": row.pk, "channel": channel, "state": state, "sha256": made.sha256}
    enquiry_rows.noted(enquiry, by, "enquiry.answer", now, **data)
    return row


def settle(row: EnquiryAnswer, *, now: float) -> None:
    """What an answer that left does to its enquiry."""
    enquiry = row.enquiry
    if row.state == EnquiryAnswer.State.SENT and answers.PROVE not in row.blocks:
        enquiry.state, enquiry.answered = Enquiry.State.ANSWERED, datetime.fromtimestamp(now, UTC)
        enquiry.save(update_fields=["state", "answered"])


def copied(granted: Grant, enquiry: Enquiry, blocks: Sequence[str], *, now: float) -> EnquiryAnswer:
    """A person sent this answer, and says so. Raises BadInput."""
    granted.need(Right.STATE)
    made = compose(enquiry, blocks)
    with audit.acting():
        return answered(enquiry, made, channel="copied", state=EnquiryAnswer.State.SENT, by=granted.user, now=now)


def _own(enquiry: Enquiry, lang: str) -> dict[str, str]:
    """The person's own kinds and records, once who asks is proved and linked."""
    projection = project.current(enquiry.case)
    row = search.person(projection, enquiry.person_id) if projection and enquiry.person_id else None
    if row is None or projection is None or enquiry.proof != P.PROVED:
        return {}
    tongue: Lang = "id" if lang == LANGUAGES[1] else "en"
    labels = projection.facets.get("labels", {})
    names = [in_language(labels.get(kind, kind), tongue) for kind in row.kinds]
    return {"kinds": series(names, tongue), "records": number(row.person.records, tongue)}
