"""Changes to what all letters of a draft share: where to ask, and sentences that rest on facts that we confirmed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings

from waspada.core.errors import BadInput
from waspada.flows.case.facts import facts_of
from waspada.flows.case.texts import clean, without_values
from waspada.flows.notices.material import attested
from waspada.store.db import audit, folders, notices
from waspada.store.db.access import Grant
from waspada.store.db.models import Notice
from waspada.store.db.notice_prepare import must_be_draft
from waspada.store.db.rights import Right

PLACES: Final = ("what_happened", "what_we_did")
"""Where a sentence of people's own may stand."""
URLS: Final = ("statement_url", "check_url", "lookup_url")
_LONGEST: Final = 500


def save(granted: Grant, notice: Notice, given: Mapping[str, str], *, now: float) -> None:
    """Where to ask and to look.

    Raises:
        NotAllowed: without the right to ask for sending.
        BadInput: it is locked, or an address is none.
    """
    contact = given.get("contact", "").strip()
    changes: dict[str, Any] = {"contact": clean(contact, "the contact") if contact else ""}
    for name in URLS:
        changes[name] = _url(given.get(name, "").strip())
    _change(granted, notice, {**notice.material, **changes}, now)


def add(granted: Grant, notice: Notice, place: str, fact: str, texts: Mapping[str, str], *, now: float) -> None:
    """A sentence for a fact that we confirmed, in every language of the letters.

    Raises:
        BadInput: a language is missing, a personal value is in it, or the fact is not confirmed.
    """
    if place not in PLACES:
        raise BadInput("a sentence stands under what happened or what we did", hint="Choose one of them.")
    worded = {code: _sentence(texts.get(code, ""), code) for code in notice.languages}
    without_values(worded.values(), Path(settings.HOME) / "cache")
    known = facts_of(folders.opened(granted.case).custody.entries()).get(fact)
    key = hashlib.sha256(repr(sorted(worded.items())).encode()).hexdigest()[:10]
    made = attested(known, worded, at=f"attested.{fact}.{key}") if known else None
    if made is None:
        raise BadInput("this fact is not confirmed by us", hint="Confirm it on its page first.")
    rows = [row for row in notice.material.get(place, ()) if row["id"] != made.id]
    _change(granted, notice, {**notice.material, place: [*rows, {**asdict(made), "basis": str(made.basis)}]}, now)


def take(granted: Grant, notice: Notice, place: str, key: str, *, now: float) -> None:
    """Take a sentence out. Raises BadInput: it is not there."""
    rows = notice.material.get(place, []) if place in PLACES else []
    kept = [row for row in rows if row["id"] != key]
    if len(kept) == len(rows):
        raise BadInput("this sentence is not there any more", hint="Reload the page.")
    _change(granted, notice, {**notice.material, place: kept}, now)


def _change(granted: Grant, notice: Notice, material: Mapping[str, Any], now: float) -> None:
    granted.need(Right.ASK)
    with audit.acting():
        fresh = Notice.objects.select_for_update().get(pk=notice.pk)
        must_be_draft(fresh)
        fresh.material = dict(material)
        notices.changed(fresh)
        opened = folders.opened(granted.case)
        folders.noted(opened, granted.case, granted.user, "notice.edit", now=now, notice=notice.number)
        notices.ask_preparation(fresh, granted.user, now=now)


def _url(text: str) -> str:
    if not text:
        return ""
    parts = urlsplit(text) if len(text) <= _LONGEST and text.isprintable() and " " not in text else None
    if parts is None or parts.scheme != "https" or not parts.hostname or "." not in parts.hostname or "@" in text:
        raise BadInput(
            "an address of a page begins with https:// and names a domain of ours", hint="Or leave it empty."
        )
    return text


def _sentence(text: str, code: str) -> str:
    found = clean(text, f"the sentence ({code})")
    if len(found) > _LONGEST:
        raise BadInput(f"a sentence is at most {_LONGEST} characters", hint="Make two of it.")
    return found
