"""Who of a plan gets this version: everybody, who had no letter yet, whose letter would say more, or a given set.

A second version after a second hand-over goes only to whom it tells something; a correction goes to exactly those to
whom what it corrects was sent.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from waspada.core.errors import BadInput
from waspada.flows.case.texts import clean, without_values
from waspada.notify.audience import Shared, gone, without_facts
from waspada.notify.ledger import REACHED, Channel, State
from waspada.notify.recipient import Recipient
from waspada.store.db import notice_rows
from waspada.store.db.models import Case, Delivery, Notice

S = Notice.State
LIVE: Final = (S.APPROVED, S.SENDING, S.PAUSED, S.HALTED, S.DONE)
"""Notices whose letters went, or will."""


class Whom(StrEnum):
    """Whom a version is for."""

    ALL = "all"
    NEW = "new"
    """Who had no letter of an earlier version."""
    MORE = "more"
    """Who had none, or one that would say less than this."""
    TOLD = "told"
    """Of a correction: who was told what it corrects."""


class Choice(StrEnum):
    """What a person decides about an address that several people share."""

    MERGE = "merge"
    WITHOUT_FACTS = "without_facts"
    SKIP = "skip"


def chosen(case: Case, whom: Whom, recipients: Iterable[Recipient]) -> Iterator[Recipient]:
    """Those of the recipients who get it; of a correction see `corrected`."""
    if whom is Whom.ALL:
        yield from recipients
        return
    earlier = reached(case)
    for one in recipients:
        known = earlier.get(one.recipient_id)
        if known is None or (whom is Whom.MORE and fingerprint(one) not in known):
            yield one


def chosen_shared(case: Case, whom: Whom, held: Iterable[Shared]) -> Iterator[Shared]:
    """The same for addresses that wait for a person."""
    kept = {one.recipient.recipient_id: one for one in held}
    for one in chosen(case, whom, (shared.recipient for shared in kept.values())):
        yield kept[one.recipient_id]


def corrected(
    case: Case, recipients: Iterable[Recipient], held: Iterable[Shared], told: frozenset[str]
) -> Iterator[Recipient]:
    """Of a correction: everybody who was told what it corrects, whatever has become of them in the data since.

    What somebody decided about a shared address still holds while the same people share it; else the letter names
    nobody's facts: a correction waits for no decision.

    Args:
        told: `recipient_id` of those who were told.
    """
    left = set(told)
    for one in recipients:
        if one.recipient_id in left:
            left.remove(one.recipient_id)
            yield one
    shared = {one.recipient.recipient_id: one.recipient for one in held if one.recipient.recipient_id in left}
    ids = sorted(left)
    for start in range(0, len(ids), notice_rows.BATCH):
        batch = ids[start : start + notice_rows.BATCH]
        rows = Delivery.objects.filter(
            notice__case=case, notice__state__in=(*LIVE, S.WITHDRAWN), recipient_id__in=batch
        )
        latest = {row.recipient_id: row for row in rows.filter(channel=Channel.MAIL).order_by("notice__number")}
        for row in latest.values():
            before = notice_rows.recipient(row)
            yield _as_decided(before, shared[row.recipient_id]) if row.recipient_id in shared else gone(before)


def _as_decided(before: Recipient, now: Recipient) -> Recipient:
    merged = not before.without_facts and set(before.people) == set(now.people)
    return now if merged else without_facts(now)


def reached(case: Case) -> Mapping[str, set[bytes]]:
    """Who has, or may have, or will have a letter of an earlier version; and what it said of them, as fingerprints."""
    left = [str(one) for one in REACHED]
    found: dict[str, set[bytes]] = {}
    for notice in Notice.objects.filter(case=case, state__in=(*LIVE, S.WITHDRAWN)).order_by("number"):
        states = left if notice.state == S.WITHDRAWN else [*left, State.QUEUED, State.SENDING]
        for row in notice_rows.walk(notice_rows.of(notice).filter(state__in=states), "recipient_id", "facts"):
            found.setdefault(row.recipient_id, set()).add(_fingerprint(row.facts))
    return found


def told_of(case: Case, claims: Iterable[Sequence[str]]) -> frozenset[str]:
    """`recipient_id` of everybody who has, or may have, a letter that says one of these.

    Args:
        claims: version of the notice, and id of the sentence.
    """
    wanted: dict[str, set[str]] = {}
    for version, claim in claims:
        wanted.setdefault(version, set()).add(claim)
    told: set[str] = set()
    for notice in Notice.objects.filter(case=case, number__in=[int(version) for version in wanted]):
        ids = wanted[str(notice.number)]
        left = notice_rows.of(notice).filter(state__in=[str(one) for one in REACHED])
        rows = notice_rows.walk(left, "recipient_id", "claims")
        told.update(row.recipient_id for row in rows if ids & set(row.claims))
    return frozenset(told - _knows(case, {(version, claim) for version, ids in wanted.items() for claim in ids}))


def _knows(case: Case, claims: set[tuple[str, str]]) -> set[str]:
    """Who surely got a correction of all of these already."""
    known: set[str] = set()
    surely = (State.ACCEPTED.value, State.DELIVERED.value)
    for notice in Notice.objects.filter(case=case, corrects__isnull=False):
        if claims <= {(version, claim) for version, claim in notice.counts.get("claims", ())}:
            known.update(notice.deliveries.filter(state__in=surely).values_list("recipient_id", flat=True))
    return known


def fingerprint(one: Recipient) -> bytes:
    """Over what a letter would say of somebody."""
    return _fingerprint(one.as_json())


def decide(row: Delivery, choice: Choice, *, reason: str, now: float) -> None:
    """Settle one shared address of a draft.

    Raises:
        BadInput: it waits no more, it was approved already, or skipped without a reason.
    """
    if row.notice.state != S.DRAFT or row.state != State.HELD or row.note != notice_rows.SHARED:
        raise BadInput("this address waits for no decision", hint="Reload the page: it may be decided already.")
    changed: dict[str, Any] = {"state": State.QUEUED.value, "note": choice.value}
    if choice is Choice.WITHOUT_FACTS:
        bare = without_facts(notice_rows.recipient(row))
        changed |= {"facts": bare.as_json(), "name": "", "audience": bare.audience.value}
    if choice is Choice.SKIP:
        changed = {"state": State.CANCELLED.value, "note": reason_of(reason)}
    waiting = Delivery.objects.filter(pk=row.pk, state=State.HELD, note=notice_rows.SHARED)
    if not waiting.update(**changed, text_sha256="", claims=[], changed=datetime.fromtimestamp(now, UTC)):
        raise BadInput("this address waits for no decision", hint="Reload the page: it may be decided already.")


def reason_of(text: str) -> str:
    """A person's reason, as a row of the ledger keeps it. Raises BadInput."""
    text = clean(text, "the reason")
    if len(text) > 200:
        raise BadInput("the reason is longer than 200 characters", hint="Shorten it.")
    without_values([text], Path(settings.HOME) / "cache")
    return text


def _fingerprint(facts: Mapping[str, Any]) -> bytes:
    said = (
        facts["kinds"],
        facts["mentioned"],
        [(one["organisation_id"], one["people"]) for one in facts["customers"]],
        [(one["kind"], one["provider"]) for one in facts["found_keys"]],
        facts.get("without_facts", False),
        facts.get("gone", False),
    )
    return hashlib.blake2b(json.dumps(said).encode(), digest_size=12).digest()
