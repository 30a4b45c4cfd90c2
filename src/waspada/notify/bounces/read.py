"""A raw message that came back, and what it says about which letter.

Sources: RFC 3464 (fields), RFC 6522 (`multipart/report`), RFC 3834 (automatic answers), RFC 8098 (receipts).
"""

from __future__ import annotations

from collections.abc import Iterator

from waspada.notify import verp
from waspada.notify.bounces import second, words
from waspada.notify.bounces.bounce import Bounce, Kind, Told, decided
from waspada.notify.bounces.parts import Parts, take_apart
from waspada.notify.bounces.status import blocks, told_in, told_in_prose

_ENVELOPE = (
    "x-original-to",
    "delivered-to",
    "envelope-to",
    "x-envelope-to",
    "x-delivered-to",
    "x-rcpt-to",
    "apparently-to",
    "to",
    "cc",
    "received",
)
"""Where the address stands to which a report came."""


def read(raw: bytes, *, mailbox: str, domain: str, sender_domain: str) -> Bounce:
    """Read a message that came back. Never raises, whatever the message is.

    Args:
        mailbox: before the token, in the envelope sender.
        domain: of the envelope sender.
        sender_domain: of From, which stands in our Message-ID.
    """
    parts = take_apart(raw)
    if parts is None:
        return Bounce(kind=Kind.NOT_A_BOUNCE)
    token = _token(parts, mailbox=mailbox, domain=domain, sender_domain=sender_domain)
    told = _told(parts, raw, ours=(domain, sender_domain))
    if told:
        return Bounce(kind=decided(told), token=token, told=told)
    if parts.report != "feedback-report" and (parts.report == "disposition-notification" or words.is_auto_reply(parts)):
        return Bounce(kind=Kind.AUTO_REPLY, token=token)
    return Bounce(kind=Kind.NOT_A_BOUNCE, token=token)


def _told(parts: Parts, raw: bytes, *, ours: tuple[str, ...]) -> tuple[Told, ...]:
    """By the fields of a report, else by fields in the words, else by the words themselves."""
    if parts.report in ("feedback-report", "disposition-notification") or words.is_from_a_person(parts):
        return ()
    formal = tuple(one for one in told_in(parts.status) if one.kind is not Kind.NOT_A_BOUNCE)
    if not formal:
        formal = told_in_prose(parts.text)
    if formal:
        return formal
    for_a_person = not parts.status and not words.is_from_a_mail_system(parts)
    if for_a_person and words.says_auto_reply(parts):
        return ()
    tried, failed = second.opinion(raw)
    known = bool(tried or failed or parts.status)
    if not known and (not words.sounds_like_a_bounce(parts) or (for_a_person and words.is_auto_reply(parts))):
        return ()
    return words.told_in_words(parts, tried=tried, failed=failed, ours=ours)


def _token(parts: Parts, *, mailbox: str, domain: str, sender_domain: str) -> str:
    """By the address to which it came, else by what it says of the letter, which only its reader could know."""
    came_to = (value for name in _ENVELOPE for value in parts.headers.get(name, ()))
    sent_from = parts.returned.get("return-path", ())
    token = verp.token_in((*came_to, *sent_from), mailbox=mailbox, domain=domain)
    if token:
        return token
    named = next((found for text in _ids(parts) if (found := verp.token_of_id(text, domain=sender_domain))), "")
    if named or not words.is_from_a_mail_system(parts):
        return named
    quoted = (parts.text,)  # the letter that came back, as plain text
    return verp.token_in(quoted, mailbox=mailbox, domain=domain) or verp.token_of_id(parts.text, domain=sender_domain)


def _ids(parts: Parts) -> Iterator[str]:
    for text in parts.status:
        for block in blocks(text)[:1]:
            yield block.get("original-envelope-id", "")
    yield from parts.returned.get("message-id", ())
    for name in ("in-reply-to", "references", "x-original-message-id"):
        yield from parts.headers.get(name, ())
