"""The statement of a case for the pages: its draft, what each sentence rests on, publishing by two people."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings

from waspada.core.errors import BadInput, Refused
from waspada.flows.case.facts import facts_of
from waspada.flows.case.run import finished
from waspada.flows.statement import edit, publish
from waspada.flows.statement.check import Now, Result, check
from waspada.flows.statement.compose import compose
from waspada.flows.statement.material import Material
from waspada.flows.statement.sentence import Section, Texts
from waspada.flows.statement.statement import About, Statement
from waspada.flows.statement.versions import Version
from waspada.notify.sentence import Basis
from waspada.store.case.folder import CaseFolder
from waspada.store.case.statements import StatementFolder
from waspada.store.db import approvals, audit, folders, notices
from waspada.store.db.access import Grant
from waspada.store.db.approvals import Act
from waspada.store.db.models import Approval, Case, Workspace
from waspada.store.db.notice_prepare import assessment
from waspada.store.db.rights import Right

ADDRESSES: Final = ("url", "check_url", "ask_url")
_LONGEST: Final = 300


def draft(case: Case) -> Statement | None:
    """The draft; None: nobody has begun. Raises NothingReadable."""
    return publish.draft_of(StatementFolder(folders.opened(case)))


def published(case: Case) -> tuple[Version, ...]:
    """All versions, oldest first. Raises EvidenceAltered, NothingReadable."""
    return publish.published(StatementFolder(folders.opened(case)))


def now_of(opened: CaseFolder) -> Now:
    """What is known now: the log, and the latest run."""
    entries = opened.custody.entries()
    run = max(finished(entries), default=None)
    return Now(facts=facts_of(entries), document=assessment(opened, run) if run else {}, run=run)


def composed(opened: CaseFolder, about: About | None = None) -> Statement:
    """The draft as it would be composed now; without a run, a holding statement."""
    now = now_of(opened)
    manifest = finished(opened.custody.entries()).get(now.run, "") if now.run else ""
    material = Material(
        about=about or _about(opened),
        facts=now.facts,
        document=now.document,
        run=now.run,
        run_sha256=manifest,
        zone=ZoneInfo(Workspace.get().zone),
    )
    return compose(material)


def checked(statement: Statement, opened: CaseFolder) -> Result:
    """Every sentence against the log and the run of now."""
    return check(statement, now_of(opened), cache=_cache())


def renew(granted: Grant, *, now: float) -> Statement:
    """Compose the draft anew; what people worded, added and dropped stays. Raises NotAllowed, BadInput."""

    def made(opened: CaseFolder, before: Statement | None) -> Statement:
        if before is None:
            return composed(opened)
        return edit.carried(before, composed(opened, before.about))

    return _changed(granted, "statement.compose", made, now)


def reword(granted: Grant, key: str, text: Texts, *, question: Texts | None, now: float) -> Statement:
    """Say a sentence in other words. Raises NotAllowed, BadInput."""

    def made(opened: CaseFolder, before: Statement | None) -> Statement:
        known = _there(before)
        by = granted.user.name
        return edit.reword(known, key, text, by=by, now=now_of(opened), cache=_cache(), question=question)

    return _changed(granted, "statement.reword", made, now, sentence=key)


def drop(granted: Grant, key: str, *, reason: str, now: float) -> Statement:
    """Take a sentence out. Raises NotAllowed, BadInput."""

    def made(_: CaseFolder, before: Statement | None) -> Statement:
        return edit.drop(_there(before), key, by=granted.user.name, reason=reason, cache=_cache())

    return _changed(granted, "statement.drop", made, now, sentence=key)


def bring_back(granted: Grant, topic: str, *, now: float) -> Statement:
    """Undo `drop`. Raises NotAllowed, BadInput."""

    def made(opened: CaseFolder, before: Statement | None) -> Statement:
        known = _there(before)
        return edit.bring_back(known, topic, composed(opened, known.about))

    return _changed(granted, "statement.bring_back", made, now, topic=topic)


def add(granted: Grant, section: str, text: Texts, *, fact: str, question: Texts | None, now: float) -> Statement:
    """A sentence of one's own: on a fact that we confirmed. Raises NotAllowed, BadInput."""

    def made(opened: CaseFolder, before: Statement | None) -> Statement:
        is_now = now_of(opened)
        confirmed = is_now.facts[fact].confirmed if fact in is_now.facts else None
        if confirmed is None:
            raise BadInput("this fact is not confirmed by us", hint="Confirm it on its page first.")
        backing = {"fact": fact, "entry": confirmed.entry}
        if section not in set(Section):
            raise BadInput("there is no such section", hint=f"One of: {', '.join(Section)}")
        by = granted.user.name
        known = _there(before)
        return edit.add(
            known, Section(section), text, Basis.ATTESTED, backing, by=by, now=is_now, cache=_cache(), question=question
        )

    return _changed(granted, "statement.add", made, now)


def set_about(granted: Grant, given: Mapping[str, str], *, now: float) -> Statement:
    """Where it stands, and where to ask. Raises NotAllowed, BadInput."""

    def made(_: CaseFolder, before: Statement | None) -> Statement:
        known = _there(before)
        url, check_url, ask_url = (_https(given.get(name, "").strip()) for name in ADDRESSES)
        contact = given.get("contact", "").strip()
        if len(contact) > _LONGEST or not contact.isprintable():
            raise BadInput("the contact is one line", hint="An address of the company, not of a person.")
        about = replace(known.about, url=url, check_url=check_url, ask_url=ask_url, contact=contact)
        return replace(known, about=about)

    return _changed(granted, "statement.about", made, now)


def parameters(case: Case, statement: Statement) -> dict[str, Any]:
    """What an approval of the act `publish` says exactly."""
    text = json.dumps(statement.as_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    number = len(published(case)) + 1
    return {"statement": number, "digest": hashlib.sha256(text.encode()).hexdigest(), "run": statement.run or 0}


def ask(granted: Grant, *, reason: str, now: float, confirmation: str = "", break_glass: bool = False) -> Approval:
    """Ask to publish the draft as it is. Raises NotAllowed, BadInput; Refused: a sentence cannot be vouched for."""
    opened = folders.opened(granted.case)
    known = _there(draft(granted.case))
    publish.refuse(checked(known, opened).problems)
    wanted = parameters(granted.case, known)
    return approvals.ask(
        granted, Act.PUBLISH, wanted, reason=reason, now=now, confirmation=confirmation, break_glass=break_glass
    )


def put_out(granted: Grant, number: int, *, note: Texts | None, now: float) -> Version:
    """Use the approval, and make the draft the next version. Not inside a transaction: the use is kept first.

    Raises:
        Refused: the approval does not cover it, or a sentence cannot be vouched for by now.
    """
    case, opened = granted.case, folders.opened(granted.case)
    known = _there(draft(case))
    publish.refuse(checked(known, opened).problems)
    used = approvals.use(case, number, Act.PUBLISH, parameters(case, known), who=granted.user, now=now)
    version = publish.publish(
        StatementFolder(opened),
        known,
        now_of(opened),
        actor=granted.user.name,
        reason=f"{used.reason} (approval {number})",
        at=now,
        cache=_cache(),
        note=note,
    )
    with audit.acting():
        data = {"version": version.number, "approval": number}
        folders.noted(opened, case, granted.user, "statement.publish", now=now, **data)
    return version


def _changed(
    granted: Grant,
    action: str,
    made: Callable[[CaseFolder, Statement | None], Statement],
    now: float,
    **data: object,
) -> Statement:
    granted.need(Right.STATE)
    if granted.case.destroyed:
        raise Refused("the data of this case was destroyed", hint="Nothing is left to do it with.")
    opened = folders.opened(granted.case)
    kept = StatementFolder(opened)
    found = made(opened, publish.draft_of(kept))
    with audit.acting():
        publish.keep_draft(kept, found)
        folders.noted(opened, granted.case, granted.user, action, now=now, **data)
    return found


def _there(statement: Statement | None) -> Statement:
    if statement is None:
        raise BadInput("there is no draft yet", hint="Have it composed first.")
    return statement


def _about(opened: CaseFolder) -> About:
    house = notices.house(notices.mail_settings())
    return About(
        company=house.company, vendor=opened.vendor, contact=house.contact, domains=tuple(house.sender_domains)
    )


def _https(text: str) -> str:
    parts = urlsplit(text) if len(text) <= _LONGEST and text.isprintable() and " " not in text else None
    if text and (parts is None or parts.scheme != "https" or not parts.hostname or "@" in text):
        raise BadInput("the address of a page begins with https:// and names a domain", hint="Or leave it empty.")
    return text


def _cache() -> Path:
    return Path(settings.HOME) / "cache"
