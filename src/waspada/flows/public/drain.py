"""The key holder's side: open what was asked, find the true answer, and send it to exactly that address, once.

A question is written down before its mail leaves and after; a mail on whose way the process died is `unknown` and does
not go again. A file leaves the queue when its question is dealt with.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from waspada.core.errors import BadInput, Locked
from waspada.core.language import Lang
from waspada.flows.public import answers, bundle, fetches, members, queue
from waspada.flows.public.answers import From
from waspada.flows.public.bundle import Bundle
from waspada.flows.public.journal import Claim, Journal, State
from waspada.flows.public.keys import Keys, normal
from waspada.flows.public.organisations import Lists, domain_of, sheet
from waspada.flows.public.queue import Kind, Question
from waspada.flows.public.table import Table
from waspada.notify.lookup import Lookup, NoAnswer
from waspada.notify.message import envelope
from waspada.notify.sending import is_domain
from waspada.notify.transport import Outcome, Outgoing, Transport

PROVES_FOR: Final = 7 * 86_400.0
"""Seconds in which the proof of a domain is looked for."""
TRIES_FOR: Final = 5 * 86_400.0
"""Seconds in which an address that cannot be reached is tried again, as mail servers do."""
UNREADABLE: Final = ".unreadable"
_LOCAL: Final = re.compile(r'[^\s<>()\[\],;:\\"@\x00-\x1f\x7f]{1,64}')
_PROOF: Final = re.compile(r"waspada-proof=[A-Za-z0-9_-]{43}")
_ENDS: Final[Mapping[Outcome, State]] = {
    Outcome.ACCEPTED: State.ANSWERED,
    Outcome.LATER: State.BEGUN,
    Outcome.REFUSED: State.REFUSED,
    Outcome.UNKNOWN: State.UNKNOWN,
}

Enquiry = Callable[[Question], None]
"""Takes an enquiry in, once for each id however often it is handed over; when it returns, it is kept. BadInput: it
says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What is worked with."""

    found: Bundle
    keys: Keys
    journal: Journal
    sender: From
    transport: Transport
    lookup: Lookup
    """Asks DNS."""
    organisations: Lists
    clock: Callable[[], float]
    pace: Callable[[str], object] = len
    """Waits until a domain may get its next mail."""
    enquiry: Enquiry | None = None
    """None: enquiries stay in the queue."""


@dataclass(frozen=True, slots=True)
class Drained:
    """How many questions ended how: `answered`, `refused`, `unknown`, `skipped`, `done`, `no_address`, `unproven`,
    `expired`, `enquiry`, `unreadable`, and `waiting` for what stays in the queue."""  # fmt: skip

    counts: Mapping[str, int]

    def __getitem__(self, end: str) -> int:
        return self.counts.get(end, 0)


def drain(desk: Desk, *, most: int | None = None) -> Drained:
    """Deal with what waits, oldest first.

    Args:
        most: questions at most.

    Raises:
        Locked: the key is not the one that the bundle was made with.
    """
    if desk.found.queue_key != desk.keys.identity.recipient:
        raise Locked("the key is not the one that this bundle was made with")
    place = desk.found.root / bundle.QUEUE
    counts: Counter[str] = Counter()
    table = Table(desk.found.folder / bundle.MEMBERS)
    try:
        for number, (path, question) in enumerate(queue.questions(place, desk.keys.identity)):
            if most is not None and number >= most:
                break
            end = "unreadable" if question is None else _dealt_with(question, desk, table, number)
            counts[end] += 1
            with contextlib.suppress(FileNotFoundError):
                if question is None:
                    path.rename(path.with_suffix(UNREADABLE))
                elif end == "waiting":
                    queue.keep(path)
                else:
                    path.unlink()
    finally:
        table.close()
    counts["expired"] += queue.too_many(place)
    desk.journal.forget(desk.clock())
    fetches.sweep(desk.found.root / bundle.FETCH, desk.clock())
    return Drained({end: count for end, count in counts.items() if count})


def address_of(typed: str) -> str:
    """One address that mail can go to, as it was typed; empty when it is none."""
    text = typed.strip()
    local, _, domain = text.rpartition("@")
    plain = ""
    with contextlib.suppress(BadInput):
        plain = envelope(text)
    return text if plain and _LOCAL.fullmatch(local) and is_domain(plain.rpartition("@")[2]) and domain else ""


def _dealt_with(question: Question, desk: Desk, table: Table, number: int) -> str:
    """How it ended; `waiting`: it stays."""
    if question.kind is Kind.AFFECTED:
        return _affected(question, desk, table, number)
    if question.kind is Kind.ORGANISATION:
        return _organisation(question, desk, number)
    if desk.enquiry is None:
        return "waiting"
    try:
        desk.enquiry(question)
    except BadInput:
        return "refused"
    return "enquiry"


def _affected(question: Question, desk: Desk, table: Table, number: int) -> str:
    address = address_of(question.fields.get("address", ""))
    if not address:
        return "no_address"
    lang = _lang(question)
    text = answers.affected(desk.found.about, members.find(table, address, desk.keys), lang)
    return _sent(question, desk, address, _who(desk, "affected", address), text, number)


def _organisation(question: Question, desk: Desk, number: int) -> str:
    domain, contact = domain_of(question.fields.get("domain", "")), address_of(question.fields.get("contact", ""))
    if not domain or not contact:
        return "no_address"
    people = desk.organisations.of_admin(contact, domain)
    if people is None and _proven(domain, question.fields.get("proof", ""), desk.lookup):
        people = desk.organisations.of_domain(domain)
    if people is None:
        return "waiting" if desk.clock() - question.at < PROVES_FOR else "unproven"
    token, lang, place = fetches.new_token(), _lang(question), desk.found.root / bundle.FETCH
    if people:
        fetches.put(place, token, sheet(people, lang), expires=desk.clock() + fetches.LIVES)
    text = answers.organisation(desk.found.about, domain, lang, people=len(people), token=token)
    end = _sent(question, desk, contact, _who(desk, f"organisation {domain}", contact), text, number)
    if end not in ("answered", "unknown"):
        fetches.remove(place, token)
    return end


def _sent(question: Question, desk: Desk, address: str, who: bytes, text: str, number: int) -> str:
    claim = desk.journal.claim(question.id, who, desk.clock())
    if claim is not Claim.GO:
        return str(claim)
    message: Outgoing | None = None
    with contextlib.suppress(BadInput, ValueError):
        message = answers.outgoing(
            desk.sender, address, str(question.kind), text, _lang(question), row=number, now=desk.clock()
        )
    if message is None:
        desk.journal.mark(question.id, State.REFUSED, desk.clock())
        return "no_address"
    desk.pace(address.rpartition("@")[2].lower())
    answer = desk.transport.send(message, lambda: desk.journal.mark(question.id, State.DATA, desk.clock()))
    end = _ENDS[answer.outcome]
    desk.journal.mark(question.id, end, desk.clock())
    if end is State.BEGUN:
        return "waiting" if desk.clock() - question.at < TRIES_FOR else "expired"
    return str(end)


def _proven(domain: str, proof: str, lookup: Lookup) -> bool:
    """Whether the domain shows the proof in a TXT record."""
    if not _PROOF.fullmatch(proof):
        return False
    try:
        return any(hmac.compare_digest(text.strip().encode(), proof.encode()) for text in lookup(domain, "TXT"))
    except NoAnswer:
        return False


def _who(desk: Desk, what: str, address: str) -> bytes:
    return hmac.new(desk.keys.journal, f"{what}\x1f{normal(address)}".encode(), hashlib.sha256).digest()


def _lang(question: Question) -> Lang:
    return "id" if question.lang == "id" else "en"
