"""Who asks: a code to the address and back, or another way that a person answers for; only then is a person linked."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from datetime import UTC, datetime, timedelta
from typing import Final

from django.conf import settings

from waspada.core.errors import BadInput, Refused
from waspada.flows.enquiries import answers
from waspada.flows.enquiries.answers import Answer
from waspada.store.db import audit, enquiry_answers, enquiry_rows, project, search
from waspada.store.db.access import Grant
from waspada.store.db.models import Enquiry, User
from waspada.store.db.rights import Right

DAYS: Final = 7
"""A code is good for so long."""
TRIES: Final = 5
WAYS: Final = ("code", "account", "person")
_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH: Final = 10
_CODE: Final = re.compile(rf"(?<![0-9A-Z])([{_LETTERS}]{{5}})-?([{_LETTERS}]{{5}})(?![0-9A-Z])")
P = Enquiry.Proof


def ask_proof(granted: Grant, enquiry: Enquiry, *, now: float) -> tuple[Answer, str]:
    """A new code for the address that it came from: the message with it, which is stored nowhere. The last one ends.

    Raises:
        BadInput: there is no address, or it is proved already.
    """
    granted.need(Right.STATE)
    if not enquiry.address:
        raise BadInput("nobody can be asked: there is no address", hint="Prove it another way, and say how.")
    if enquiry.proof == P.PROVED:
        raise BadInput("who asks is proved already", hint="Link the person now.")
    code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    shown = f"{code[:5]}-{code[5:]}"
    made = enquiry_answers.compose(enquiry, (answers.PROVE,), code=shown)
    with audit.acting():
        enquiry.proof, enquiry.code_digest, enquiry.code_tries = P.ASKED, _digest(enquiry, code), 0
        enquiry.code_expires = datetime.fromtimestamp(now, UTC) + timedelta(days=DAYS)
        enquiry.save(update_fields=["proof", "code_digest", "code_tries", "code_expires"])
        enquiry_rows.noted(enquiry, granted.user, "enquiry.ask_proof", now)
    return made, shown


def give_code(granted: Grant, enquiry: Enquiry, typed: str, *, now: float) -> bool:
    """Try a code that came back. Raises BadInput: none waits any more."""
    granted.need(Right.STATE)
    if enquiry.proof != P.ASKED or not enquiry.code_digest:
        raise BadInput("no code waits to come back", hint="Ask for proof first.")
    return _tried(enquiry, typed, granted.user, now)


def prove(granted: Grant, enquiry: Enquiry, *, how: str, reason: str, now: float) -> None:
    """Take it as proved another way: signed in with us, or as a person decides, with a reason.

    Raises:
        NotAllowed: without the right to see one person's values.
        BadInput: no reason, or a way that is none.
    """
    granted.need(Right.REVEAL)
    if how not in WAYS[1:]:
        raise BadInput("this is no way to prove who asks", hint="Signed in with us, or decided by a person.")
    reason = enquiry_rows.worded(reason)
    with audit.acting():
        _proved(enquiry, how)
        enquiry_rows.noted(enquiry, granted.user, "enquiry.prove", now, how=how, reason=reason)


def candidates(enquiry: Enquiry) -> list[str]:
    """Person ids of those whom the proved address names in the latest run."""
    projection = project.current(enquiry.case)
    if projection is None or enquiry.proof != P.PROVED or not enquiry.address:
        return []
    found = search.search(projection, enquiry.address, "email", exact=True)
    return [row.person.person_id for row in found.rows]


def link(granted: Grant, enquiry: Enquiry, person_id: str, *, reason: str = "", now: float) -> None:
    """Say who asks.

    Raises:
        Refused: nothing is proved yet.
        BadInput: no such person; or the proved address is not this person's, and no reason was given.
    """
    granted.need(Right.REVEAL)
    if enquiry.proof != P.PROVED:
        raise Refused("who asks is not proved yet", hint="Ask for proof, and link the person afterwards.")
    projection = project.current(enquiry.case)
    row = search.person(projection, person_id) if projection else None
    if row is None:
        raise BadInput("there is no such person in the latest run", hint="Copy the id from the page of the person.")
    if person_id not in candidates(enquiry) and not reason.strip():
        raise BadInput("the proved address is not this person's", hint="Say why it is this person all the same.")
    worded = enquiry_rows.worded(reason) if reason.strip() else ""
    with audit.acting():
        enquiry.person_id = person_id
        if enquiry.due == enquiry_rows.due(enquiry, enquiry.kind):
            enquiry.due = enquiry_rows.due(enquiry, enquiry.kind, country=row.profile.country)
        enquiry.save(update_fields=["person_id", "due"])
        enquiry_rows.noted(
            enquiry, granted.user, "enquiry.link", now, person=person_id, **({"reason": worded} if worded else {})
        )


def code_in(enquiry: Enquiry, now: float) -> None:
    """A mail that brings a code back proves the enquiry that asked for it, and is no question of its own."""
    if not enquiry.address:
        return
    asked = Enquiry.objects.filter(case=enquiry.case, address=enquiry.address, proof=P.ASKED).exclude(pk=enquiry.pk)
    typed = [a + b for a, b in _CODE.findall(f"{enquiry.subject}\n{enquiry.body}".upper())[:3]]
    for other in asked.order_by("pk")[:10]:
        if any(_tried(other, one, "enquiries", now) for one in typed):
            enquiry.state, enquiry.closed = Enquiry.State.CLOSED, datetime.fromtimestamp(now, UTC)
            enquiry.kind, enquiry.due, enquiry.note = "other", None, f"→ {other.number}"
            enquiry.save(update_fields=["state", "closed", "kind", "due", "note"])
            return


def _tried(enquiry: Enquiry, typed: str, by: User | str, now: float) -> bool:
    late = enquiry.code_expires is None or enquiry.code_expires.timestamp() < now
    if late or enquiry.code_tries >= TRIES:
        if isinstance(by, User):
            raise BadInput("this code is no good any more", hint="Ask for proof again: a new code goes out.")
        return False
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    right = hmac.compare_digest(_digest(enquiry, plain), enquiry.code_digest)
    with audit.acting():
        enquiry.code_tries += 1
        enquiry.save(update_fields=["code_tries"])
        if right:
            _proved(enquiry, "code")
        enquiry_rows.noted(enquiry, by, "enquiry.prove" if right else "enquiry.wrong_code", now, how="code")
    return right


def _proved(enquiry: Enquiry, how: str) -> None:
    enquiry.proof, enquiry.proved_by = P.PROVED, how
    enquiry.code_digest, enquiry.code_expires = "", None
    enquiry.save(update_fields=["proof", "proved_by", "code_digest", "code_expires"])


def _digest(enquiry: Enquiry, code: str) -> str:
    return hmac.new(
        str(settings.SECRET_KEY).encode(), f"enquiry {enquiry.pk} {code}".encode(), hashlib.sha256
    ).hexdigest()
