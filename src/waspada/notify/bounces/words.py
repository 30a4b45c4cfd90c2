"""Reports without form: what mail programs write for people, in the words and codes that they use.

Codes count before words (RFC 5321, RFC 3463).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from waspada.notify.bounces import phrases
from waspada.notify.bounces.bounce import Kind, Told
from waspada.notify.bounces.parts import Parts
from waspada.notify.bounces.status import ENHANCED, permanent

_MOST_SEARCHED: Final = 16 << 10
_MOST_ADDRESSES: Final = 20
_NEAR: Final = 400
_ADDRESS: Final = re.compile(
    r"(?<![\w.+%=/-])[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}\b", re.I
)
_CODES: Final = (
    "421 432 450 451 452 454 455 471 501 503 504 510 511 512 513 521 523 530 533 535 540 541 542 544 545 546 547 "
    "550 551 552 553 554 555 556 557 571"
)
_REPLY: Final = re.compile(rf"(?<![\w.:/-])({'|'.join(_CODES.split())})(?=[ \t]+[a-z#<5(\[]|-[a-z\d]|:)", re.I)
_ANSWER: Final = re.compile(r"(?:re|aw|sv|fw|fwd|bls|ters?|tr)\b ?:", re.IGNORECASE)
_AUTO_HEADERS: Final = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-autoreply-from")


def is_from_a_mail_system(parts: Parts) -> bool:
    """Whether a program of a mail system wrote it: by who it says that it is, or by a header that only these write."""
    sender = parts.first("from")
    found = _ADDRESS.search(sender)
    local = found[0].rpartition("@")[0] if found else sender.strip("<> ")
    return (
        bool(parts.first("x-failed-recipients"))
        or phrases.DAEMONS.search(local) is not None
        or phrases.DAEMON_NAMES.search(sender) is not None
    )


def is_from_a_person(parts: Parts) -> bool:
    """Whether somebody answers or forwards, perhaps with a report quoted below."""
    answers = _ANSWER.match(parts.first("subject")) is not None and parts.first("return-path").strip() != "<>"
    return answers and not parts.status and not is_from_a_mail_system(parts)


def says_auto_reply(parts: Parts) -> bool:
    """Whether its subject says that a program answered for a person."""
    return phrases.AUTO_REPLY.search(parts.first("subject")) is not None


def is_auto_reply(parts: Parts) -> bool:
    """Whether a program answered for a person (RFC 3834, and what was usual before)."""
    submitted = parts.first("auto-submitted").lower()
    if submitted and submitted.split(";")[0].strip() != "no":
        return True
    if any(parts.first(name) for name in _AUTO_HEADERS) or "auto_reply" in parts.first("precedence").lower():
        return True
    return says_auto_reply(parts)


def sounds_like_a_bounce(parts: Parts) -> bool:
    """Whether a mail system says that something did not arrive."""
    if phrases.SUBJECTS.search(parts.first("subject")):
        return is_from_a_mail_system(parts) or parts.first("return-path").strip() == "<>" or bool(_said(parts)[0])
    return is_from_a_mail_system(parts) and (
        bool(_said(parts)[0]) or phrases.GIVEN_UP.search(_prose(parts)) is not None
    )


def told_in_words(
    parts: Parts, *, tried: frozenset[str], failed: frozenset[str], ours: Iterable[str]
) -> tuple[Told, ...]:
    """What a report for people says of each recipient whom it names; at least of one.

    Args:
        tried: addresses for which a second opinion says that it is still tried.
        failed: addresses for which it says that it failed.
        ours: domains whose addresses are not the recipient.
    """
    named = _addresses(parts.first("x-failed-recipients"), tuple(ours))
    failed = failed | {*named} - {one for one in named if one.lower() in {other.lower() for other in failed}}
    recipients = sorted(failed | tried) or [_recipient(parts, tuple(ours))]
    return tuple(
        _told(parts, one, waits=one in tried - failed, fails=one in failed, alone=len(recipients) == 1)
        for one in recipients[:_MOST_ADDRESSES]
    )


def _told(parts: Parts, recipient: str, *, waits: bool, fails: bool, alone: bool) -> Told:
    prose = _prose(parts)
    status, reply = _said_in(prose if alone else _near(prose, recipient), parts.first("subject") if alone else "")
    if not status and not alone:
        status, reply = _said(parts)
    words = f"{parts.first('subject')}\n{prose}"
    given_up = phrases.GIVEN_UP.search(words) is not None
    still = phrases.STILL_TRIED.search(parts.first("subject") if fails else words) is not None
    waits = not given_up and (waits or still)
    if waits and status[:1] != "4":
        status = "4.0.0"
    if not waits and not status and fails and not given_up:
        status = "5.0.0"
    return Told(
        original=recipient,
        kind=Kind.DELAYED if waits else Kind.BOUNCED,
        action="delayed" if waits else "failed",
        status=status,
        reply=reply,
        permanent=permanent(status),
    )


def _near(prose: str, recipient: str) -> str:
    """The words from where a recipient is named to where the next one is."""
    start = prose.lower().find(recipient.lower())
    if start < 0:
        return ""
    end = start + len(recipient)
    following = (one.start() for one in _ADDRESS.finditer(prose, end) if one[0].lower() != recipient.lower())
    return prose[start : min(next(following, len(prose)), end + _NEAR)]


def _said(parts: Parts) -> tuple[str, str]:
    """Enhanced code and reply code: as written, else the code that the words stand for."""
    return _said_in(_prose(parts), parts.first("subject"))


def _said_in(prose: str, subject: str) -> tuple[str, str]:
    enhanced = next((one for one in ENHANCED.finditer(prose) if one[1] in "45"), None)
    found = _REPLY.search(prose)
    reply = found[1] if found else ""
    status = ".".join(enhanced.groups()) if enhanced else ""
    if status and not status.endswith(".0.0"):
        return status, reply
    words = f"{prose}\n{subject}"
    detail = next((detail for pattern, detail in phrases.MEANINGS if pattern.search(words)), "")
    rank = status[:1] or reply[:1]
    if detail and not rank:
        rank = "4" if detail in ("2.2", "4.7") else "5"
    if not rank:
        return "", ""
    return f"{rank}.{detail or '0.0'}", reply


def _prose(parts: Parts) -> str:
    """The words, up to where the letter begins that was sent back."""
    text = parts.text[:_MOST_SEARCHED]
    cut = phrases.RETURNED.search(text, 40)
    return text[: cut.start()] if cut else text


def _recipient(parts: Parts, ours: tuple[str, ...]) -> str:
    """The address that it is about: named in the words, or by the letter that came back; empty: by none."""
    to = _addresses(" ".join(parts.returned.get("to", ())), ours)
    words = _addresses(_prose(parts), (*ours, _domain_of(parts.first("from"))))
    both = [one for one in words if one.lower() in {address.lower() for address in to}]
    return next(iter([*both, *to, *words, *_addresses(_prose(parts), ours)]), "")


def _addresses(text: str, ours: tuple[str, ...]) -> list[str]:
    found = (one[0].strip("'*`") for one in _ADDRESS.finditer(text[:_MOST_SEARCHED]))
    theirs = dict.fromkeys(one for one in found if _domain_of(one) not in ours and not phrases.DAEMONS.search(one))
    return list(theirs)[:_MOST_ADDRESSES]


def _domain_of(address: str) -> str:
    return address.rpartition("@")[2].strip("<> \"'").lower()
