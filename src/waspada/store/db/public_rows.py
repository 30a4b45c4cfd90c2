"""What of a case goes into the public bundle: its approved letters, and who is told yes when they ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import Any, Final

from django.db.models import QuerySet

from waspada.flows.notices.letters import Letters
from waspada.flows.public.keys import normal
from waspada.flows.public.letters import Shown, masked
from waspada.flows.public.members import Facts, facts_of
from waspada.flows.public.organisations import People
from waspada.notify.ledger import Channel, State
from waspada.notify.plain import as_text
from waspada.notify.recipient import Audience
from waspada.store.db import folders, notice_rows, project
from waspada.store.db.models import Belonging, Case, Delivery, Notice, Organisation, Person, Profile, Projection
from waspada.store.db.notice_rows import SHARED

_NOT_TOLD: Final = (State.CANCELLED.value, State.HELD.value)


def letters(case: Case) -> Iterator[Shown]:
    """Every letter of the approved notices, sent or about to be: a code must lead somewhere when its letter arrives.

    Raises:
        Locked: the case is encrypted, and its key was not given.
    """
    key = folders.opened(case).key()
    for notice in _approved(case):
        made = Letters.of(notice.texts, notice.material, key=key, version=str(notice.number))
        sender = _sender(notice.sender)
        for row in notice_rows.walk(notice_rows.of(notice).exclude(state__in=_NOT_TOLD)):
            letter = made.letter(notice_rows.recipient(row), row.channel)
            if letter.sha256 != row.text_sha256:
                continue  # the sender holds it: it does not go
            yield Shown(
                code=letter.code,
                sender=sender,
                subject=letter.subject,
                date=row.began.astimezone(UTC).date().isoformat() if row.began else "",
                masked_recipient=_masked(row),
                text=as_text(letter),
                lang=letter.lang,
            )


def members(case: Case) -> Iterator[tuple[str, Facts]]:
    """Every address of the approved notices with what it is told; of a later notice what that says.

    An address that several people share is told that it is in the data, and not whose data: until somebody decides.
    """
    for notice in _approved(case):
        rows = notice_rows.of(notice).filter(channel=Channel.MAIL.value)
        for row in notice_rows.walk(rows, "address", "facts", "state", "note"):
            open_question = row.state in _NOT_TOLD and row.note == SHARED
            yield row.address, Facts(categories=()) if open_question else facts_of(row.facts)


def _approved(case: Case) -> list[Notice]:
    return list(Notice.objects.filter(case=case, approved__isnull=False).order_by("number"))


def _sender(kept: dict[str, Any]) -> str:
    return f"{kept.get('name', '')} <{kept.get('address', '')}>".strip()


def _masked(row: Delivery) -> str:
    if row.channel == Channel.MAIL.value:
        return masked(row.address)
    return f"{row.name[:1]}•••"


class CaseLists:
    """The organisations of a case, for who proves that they speak for one (`flows.public.organisations.Lists`)."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def of_admin(self, contact: str, domain: str) -> People | None:
        """All affected people of the organisations that an address administers; None: it administers none."""
        known = project.current(self._case)
        rows = Delivery.objects.filter(notice__in=_approved(self._case), audience=Audience.ADMIN.value)
        found = rows.filter(address__iexact=normal(contact)).order_by("-pk").values_list("facts", flat=True).first()
        if known is None or found is None:
            return None
        ids = [one["organisation_id"] for one in found["customers"]]
        numbers = Organisation.objects.filter(projection=known, organisation_id__in=ids).values("number")
        theirs = Belonging.objects.filter(projection=known, organisation__in=numbers).values("person_id")
        return self._people(known, Person.objects.filter(projection=known, person_id__in=theirs))

    def of_domain(self, domain: str) -> People:
        """Affected people whose address is at the domain."""
        known = project.current(self._case)
        return self._people(known, Person.objects.filter(projection=known, domain=domain)) if known else ()

    def _people(self, known: Projection, rows: QuerySet[Person]) -> People:
        profiles = Profile.objects.filter(projection=known).values_list("number", "categories")
        categories = {number: [one for one in listed.split(";") if one] for number, listed in profiles}
        found = rows.order_by("person_id").values_list("email", "name", "profile")
        return [
            {"address": email, "name": name, "categories": categories.get(profile, [])}
            for email, name, profile in found.iterator()
        ]
