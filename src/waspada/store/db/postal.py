"""Postal addresses from a file, for letters that mail did not bring: each to its row, the rest said."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.db.models import QuerySet

from waspada.core.errors import BadInput
from waspada.notify.ledger import Channel, State
from waspada.store.db import audit, folders, next_channel, notice_rows
from waspada.store.db.access import Grant
from waspada.store.db.models import Delivery, Notice
from waspada.store.db.rights import Right

LINES: Final = tuple(f"line{number}" for number in range(1, 7))
_MOST_BYTES: Final = 64 << 20
_HINT: Final = "CSV in UTF-8 with the columns email or person_id, and line1 to line6 as they stand in the window."


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody lives."""

    email: str = field(repr=False)
    person_id: str
    lines: tuple[str, ...] = field(repr=False)


def read(path: Path) -> list[Place]:
    """The rows of a file.

    Raises:
        BadInput: it is no such file.
    """
    text = None
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        text = data.decode("utf-8-sig") if len(data) <= _MOST_BYTES else None
    except (OSError, UnicodeDecodeError):
        text = None
    if text is None:
        raise BadInput("the file with addresses cannot be read", hint=_HINT)
    rows = csv.DictReader(io.StringIO(text, newline=""))
    names = {name.strip().lower() for name in rows.fieldnames or ()}
    if "line1" not in names or not names & {"email", "person_id"}:
        raise BadInput("the file with addresses lacks a column", hint=_HINT)
    try:
        return list(_places(rows))
    except csv.Error:
        pass
    raise BadInput("the file with addresses is no valid CSV", hint=_HINT)


def take(granted: Grant, notice: Notice, places: list[Place], *, now: float) -> Mapping[str, int]:
    """Give letters that wait for it their postal address; how many were `given`, `unknown`, `unusable`, still `wait`.

    Raises:
        NotAllowed: without the right to decide.
    """
    granted.need(Right.DECIDE)
    counts = {"given": 0, "unknown": 0, "unusable": 0}
    with audit.acting():
        next_channel.opened(notice, now=now)
        waiting = _Waiting(notice)
        for place in places:
            row = waiting.of(place)
            counts[_given(row, place, now) if row else "unknown"] += 1
        folders.noted(folders.opened(granted.case), granted.case, granted.user, "notice.addresses", now=now, **counts)
    return {**counts, "wait": _held(notice).count()}


class _Waiting:
    """Rows of post that wait, by the address of their mail and by their people."""

    def __init__(self, notice: Notice) -> None:
        rows = list(_held(notice))
        mails = Delivery.objects.filter(notice=notice, channel=Channel.MAIL.value, state=State.BOUNCED.value)
        addresses = dict(mails.values_list("recipient_id", "address"))
        self._by_email = {addresses.get(row.recipient_id, "").strip().lower(): row for row in rows}
        self._by_person = {person: row for row in rows for person in row.people}

    def of(self, place: Place) -> Delivery | None:
        """Whose place it is."""
        by_email = self._by_email.get(place.email.strip().lower()) if place.email.strip() else None
        return by_email or self._by_person.get(place.person_id.strip())


def _held(notice: Notice) -> QuerySet[Delivery]:
    post = notice_rows.of(notice).filter(channel=Channel.POST.value, state=State.HELD.value)
    return post.filter(note=next_channel.NO_ADDRESS)


def _given(row: Delivery, place: Place, now: float) -> str:
    try:
        next_channel.address(row, place.lines, now=now)
    except BadInput:
        return "unusable"
    return "given"


def _places(rows: csv.DictReader[str]) -> Iterator[Place]:
    for row in rows:
        given = {(name or "").strip().lower(): value or "" for name, value in row.items() if isinstance(value, str)}
        lines = tuple(given[name] for name in LINES if given.get(name, "").strip())
        yield Place(given.get("email", ""), given.get("person_id", ""), lines)
