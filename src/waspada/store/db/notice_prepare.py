"""The worker's part of a draft: a row for each recipient, every letter composed once, one digest over all of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
from django.conf import settings

from waspada.core.errors import BadInput, Refused
from waspada.core.progress import Progress
from waspada.flows.case.results import Run, checked, manifest_of, open_run
from waspada.flows.case.run import finished
from waspada.flows.case.run_files import RunFiles
from waspada.flows.notices.letters import Letters
from waspada.flows.notices.lock import Evidence, Locked
from waspada.flows.notices.material import entries_of
from waspada.notify import domain_checks, preflight, resolver, sending
from waspada.notify.audience import Run as Tables
from waspada.notify.audience import plan as planned_audience
from waspada.notify.finding import Finding
from waspada.notify.html import as_html
from waspada.notify.ledger import State
from waspada.notify.material import from_json as material_from
from waspada.notify.plain import as_text
from waspada.store.case.folder import CaseFolder
from waspada.store.case.runs import content_of
from waspada.store.db import audit, folders, notice_rows, project
from waspada.store.db.models import Notice
from waspada.store.db.notice_audience import Whom, chosen, chosen_shared, corrected, told_of

WHOM, CLAIMS = "whom", "claims"
"""In `counts`: whom a version is for; of a correction, which sentences it corrects."""
LETTERS_FOUND, SENDER_FOUND, BEHIND = "letters_found", "sender_found", "behind"
"""In `counts`: what is wrong with so many letters; what the domain lacks; people behind the letters."""
_DEFAULT: Final = "en"
_PARTS: Final = 50
"""Of so many letters of each audience and language, text and HTML are compared word by word."""


def prepare(notice: Notice, progress: Progress, *, actor: str, now: float) -> Mapping[str, Any]:
    """The worker's part: rows where there are none yet, then the letter of each; whole, or begun again."""
    must_be_draft(notice)
    opened = folders.opened(notice.case)
    if "letters" not in notice.counts:
        progress.stage("plan")
        notice_rows.remove(notice)
        _fill(notice, opened, now)
    progress.stage("compose", notice_rows.of(notice).count())
    letters = Letters.of(notice.texts, notice.material, key=opened.key(), version=str(notice.number))
    found = _compose(notice, letters, progress)
    found[SENDER_FOUND] = [asdict(one) for one in of_domain()]
    with audit.acting():
        fresh = Notice.objects.select_for_update().get(pk=notice.pk)
        must_be_draft(fresh)
        if (fresh.texts, fresh.material) != (notice.texts, notice.material):
            raise Refused("the draft changed while it was prepared", hint="Have it prepared again.")
        fresh.counts = {**notice.counts, **found}
        fresh.digest = locked(fresh).digest
        fresh.save(update_fields=["digest", "counts"])
        data = {"notice": fresh.number, "digest": fresh.digest}
        folders.noted(opened, fresh.case, actor, "notice.prepare", now=now, **data)
    return data


def _fill(notice: Notice, opened: CaseFolder, now: float) -> None:
    files = project.run_files(opened, notice.run)
    languages = notice.languages
    default = _DEFAULT if _DEFAULT in languages else languages[0]
    tables = {name: _table(files, name) for name in ("people", "memberships", "organisations", "ambiguous")}
    run = Tables(**tables, secrets=_run(opened, notice.run).table("secrets"))
    planned = planned_audience(run, opened.key(), languages, default)
    whom = Whom(notice.counts.get(WHOM, Whom.ALL))
    if whom is Whom.TOLD:
        told = told_of(notice.case, notice.counts.get(CLAIMS, ()))
        notice_rows.fill(notice, corrected(notice.case, planned.recipients(), planned.held, told), (), now=now)
    else:
        held = chosen_shared(notice.case, whom, planned.held)
        notice_rows.fill(notice, chosen(notice.case, whom, planned.recipients()), held, now=now)
    counted = asdict(planned.counts)
    notice.counts = {**notice.counts, **counted, "planned": counted["letters"]}


def _compose(notice: Notice, letters: Letters, progress: Progress) -> dict[str, Any]:
    """Every letter once, checked as it is made; what was found, and how many people stand behind them."""
    waiting = notice_rows.of(notice).filter(state__in=(State.QUEUED, State.HELD))
    everybody = (notice_rows.recipient(row) for row in notice_rows.walk(waiting))
    checks = preflight.Letters(letters.material, letters.texts, everybody)
    wrong: Counter[str] = Counter()
    looked: Counter[tuple[str, str]] = Counter()
    batch: list[notice_rows.Composed] = []
    people = 0
    for row in notice_rows.walk(waiting):
        recipient = notice_rows.recipient(row)
        made = letters.letter(recipient, row.channel)
        wrong.update(set(checks.check(made, recipient)))
        looked[row.audience, row.lang] += 1
        if looked[row.audience, row.lang] <= _PARTS:
            wrong.update(one.code for one in preflight.from_parts(as_text(made), as_html(made)))
        people += len(row.people) if row.state == State.QUEUED else 0
        batch.append(notice_rows.Composed(row.pk, made.sha256, made.claims))
        if len(batch) == notice_rows.BATCH:
            batch = _written(batch, progress)
    _written(batch, progress)
    return {LETTERS_FOUND: dict(sorted(wrong.items())), BEHIND: people}


def _written(batch: list[notice_rows.Composed], progress: Progress) -> list[notice_rows.Composed]:
    notice_rows.composed(batch)
    progress.advance(size=len(batch))
    return []


def locked(notice: Notice) -> Locked:
    """What an approval would lock, from the rows as they are."""
    opened = folders.opened(notice.case)
    manifest = finished(opened.custody.entries()).get(notice.run, "")
    return Locked(
        version=str(notice.number),
        texts=notice.texts,
        material=notice.material,
        sender=notice.sender,
        audience=notice_rows.audience(notice),
        evidence=Evidence(run=notice.run, manifest=manifest, entries=entries_of(material_from(notice.material))),
        corrects=str(notice.corrects.number) if notice.corrects else "",
    )


def of_domain() -> tuple[Finding, ...]:
    """What the domain of the sender lacks, asked now."""
    path = Path(settings.HOME) / sending.NAME
    if not path.exists():
        return ()
    try:
        mail = sending.read(path)
    except BadInput:
        return ()  # said by the checks of the settings themselves
    return domain_checks.check(mail, resolver.lookup_of(mail))


def must_be_draft(notice: Notice) -> None:
    """Raises BadInput: it is locked."""
    if notice.state != Notice.State.DRAFT:
        raise BadInput("this version is locked", hint="Make a new version; the old one stays as it was sent.")


def assessment(opened: CaseFolder, number: int) -> Mapping[str, Any]:
    """`assessment.json` of a run. Raises NothingReadable, EvidenceAltered."""
    return _run(opened, number).document


def _run(opened: CaseFolder, number: int) -> Run:
    folder = opened.path / "runs" / f"{number:04}"
    return open_run(folder, read=checked(manifest_of(folder), content_of(opened.identity)))


def _table(files: RunFiles, name: str) -> pa.Table:
    return pa.Table.from_batches(list(files.batches(name)))
