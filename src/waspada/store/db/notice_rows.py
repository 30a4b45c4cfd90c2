"""The ledger's rows of one notice: in by batches, counted, read in order; a million of them stay a stream."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Final, TypeVar

from django.db import connection, transaction
from django.db.models import Count as Counting
from django.db.models import QuerySet

from waspada.flows.notices.deliveries import TOLD, Told
from waspada.flows.notices.lock import Audience, Count, audience_sha256
from waspada.notify.audience import Shared
from waspada.notify.ledger import Channel, State
from waspada.notify.recipient import Recipient, from_json
from waspada.notify.verp import new_token
from waspada.store.db.models import Case, Delivery, Notice
from waspada.store.db.rows import overwrite_deleted

BATCH: Final = 5_000
"""Rows between two commits: whoever else writes waits for them."""
SHARED: Final = "shared"
"""Why a row is held: several people at one address."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Composed:
    """What a letter's row learns when it is composed."""

    row: int
    text_sha256: str
    claims: Sequence[str]


def fill(notice: Notice, recipients: Iterable[Recipient], held: Iterable[Shared], *, now: float) -> int:
    """Write a row for each recipient; again, after a crash, nothing is written twice. How many rows there are."""
    for group in _batches(recipients):
        _insert([_row(notice, one, State.QUEUED, "", now) for one in group])
    for shared in _batches(held):
        _insert([_row(notice, one.recipient, State.HELD, SHARED, now) for one in shared])
    return of(notice).count()


def of(notice: Notice) -> QuerySet[Delivery]:
    """Its rows."""
    return Delivery.objects.filter(notice=notice)


def walk(rows: QuerySet[Delivery], *fields: str) -> Iterator[Delivery]:
    """Rows of one notice by recipient and channel, a batch at a time: no cursor stays open while others write.

    In the order of the unique index: by number, a database would sort what is left again for every batch.
    """
    last = ("", "")
    rows = rows.only(*fields, "recipient_id", "channel") if fields else rows
    while True:
        found = list(rows.filter(recipient_id__gte=last[0]).order_by("recipient_id", "channel")[: BATCH + len(Channel)])
        batch = [row for row in found if (row.recipient_id, row.channel) > last]
        yield from batch
        if not batch or len(found) < BATCH:
            return
        last = (batch[-1].recipient_id, batch[-1].channel)


def recipient(row: Delivery) -> Recipient:
    """Whom a row goes to."""
    return from_json(row.facts, address=row.address, name=row.name)


def composed(found: Iterable[Composed]) -> None:
    """Write down what the letters of so many rows are, in one commit."""
    rows = [(one.text_sha256, json.dumps(list(one.claims)), one.row) for one in found]
    cast = "%s::jsonb" if connection.vendor == "postgresql" else "%s"
    sql = f"update waspada_delivery set text_sha256 = %s, claims = {cast} where id = %s"  # noqa: S608 - ours
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(sql, rows)


def audience(notice: Notice) -> Audience:
    """Who gets what, counted and hashed."""
    rows = of(notice).order_by("recipient_id", "channel")
    columns = ("recipient_id", "channel", "state", "audience", "lang", "text_sha256")
    digest = audience_sha256(_strings(rows.values_list(*columns).iterator(chunk_size=BATCH)))
    return Audience(sha256=digest, counts=counts(notice))


def counts(notice: Notice) -> list[Count]:
    """Letters by audience, language, channel and state."""
    groups = ("audience", "lang", "channel", "state")
    found = of(notice).values(*groups).annotate(letters=Counting("pk")).order_by(*groups)
    return [Count(**row) for row in found]


def by_state(notice: Notice) -> dict[str, int]:
    """Rows by state."""
    found = of(notice).values_list("state").annotate(letters=Counting("pk")).order_by("state")
    return {str(state): int(letters) for state, letters in found}


def by_domain(notice: Notice, most: int = 20) -> list[tuple[str, dict[str, int]]]:
    """Rows by domain and state, those domains first that get most letters."""
    rows = of(notice).filter(channel=Channel.MAIL)
    largest = rows.values_list("domain").annotate(letters=Counting("pk")).order_by("-letters", "domain")[:most]
    found: dict[str, dict[str, int]] = {str(domain): {} for domain, _ in largest}
    states = rows.filter(domain__in=list(found)).values_list("domain", "state").annotate(letters=Counting("pk"))
    for domain, state, letters in states.order_by("domain", "state"):
        found[domain][state] = letters
    return list(found.items())


def by_reply(rows: QuerySet[Delivery], most: int = 12) -> list[tuple[str, int]]:
    """Rows by the code that a server answered with, the most frequent first."""
    found = rows.values_list("reply").annotate(letters=Counting("pk")).order_by("-letters", "reply")[:most]
    return [(str(reply), int(letters)) for reply, letters in found]


def told(notice: Notice) -> Iterator[Told]:
    """What became of every letter of which something became."""
    for row in walk(of(notice).filter(state__in=[str(one) for one in TOLD]).defer("facts")):
        yield Told(
            version=str(notice.number),
            recipient_id=row.recipient_id,
            people=row.people,
            address=row.address,
            channel=row.channel,
            state=row.state,
            at=moment_of(row),
            text_sha256=row.text_sha256,
            claims=row.claims,
            reply=row.reply,
            note=row.note,
        )


def moment_of(row: Delivery) -> datetime:
    """When it came to its state."""
    known = {State.ACCEPTED: row.accepted_at, State.DATA: row.began}.get(State(row.state))
    return known or row.changed


def remove(notice: Notice) -> int:
    """Take all rows of a draft away, some at a time; how many it were."""
    return _remove("notice_id = %s", [notice.pk])


def purge(case: Case) -> int:
    """Take all rows of a case away, addresses and all; how many it were."""
    overwrite_deleted()
    numbers = list(Notice.objects.filter(case=case).values_list("pk", flat=True))
    gone = sum(_remove("notice_id = %s", [number]) for number in numbers)
    if gone and connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("vacuum waspada_delivery")
    return gone


def _remove(where: str, values: list[Any]) -> int:
    gone = 0
    sql = f"delete from waspada_delivery where id in (select id from waspada_delivery where {where} limit {BATCH})"  # noqa: S608
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            if cursor.rowcount < 1:
                return gone
            gone += cursor.rowcount


def _row(notice: Notice, one: Recipient, state: State, note: str, now: float) -> Delivery:
    at = datetime.fromtimestamp(now, UTC)
    return Delivery(
        notice=notice,
        recipient_id=one.recipient_id,
        channel=Channel.MAIL.value,
        state=state.value,
        address=one.address,
        name=one.name.replace("\x00", "")[:300],
        domain=one.address.rpartition("@")[2].lower().rstrip("."),
        lang=one.lang,
        audience=one.audience.value,
        people=list(one.people),
        facts=one.as_json(),
        token=new_token(),
        note=note,
        queued=at,
    )


def _insert(rows: Sequence[Delivery]) -> None:
    Delivery.objects.bulk_create(rows, batch_size=1_000, ignore_conflicts=True)


def _strings(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[str, str, str, str, str, str]]:
    for one in rows:
        recipient_id, channel, state, audience, lang, text = map(str, one)
        yield recipient_id, channel, state, audience, lang, text


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    source = iter(items)
    while batch := list(islice(source, BATCH)):
        yield batch
