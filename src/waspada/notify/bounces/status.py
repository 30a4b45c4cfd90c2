"""Delivery status fields (RFC 3464), and what their codes mean (RFC 3463)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from waspada.notify.bounces.bounce import Kind, Told
from waspada.notify.verp import from_xtext

MOST_RECIPIENTS: Final = 200
_FIELD: Final = re.compile(r"([a-z][a-z0-9-]{2,60})[ \t]*:[ \t]*(.*)", re.IGNORECASE)
_QUOTED: Final = re.compile(r"^(?:[ \t]{0,8}[>|*]?){0,3}[ \t]{0,8}")
ENHANCED: Final = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.]*\d)")
_REPLY: Final = re.compile(r"(?<![\d.])([245][0-5]\d)(?=[ \-#]|$)")
_TRANSIENT_ONLY: Final = (("2", "2"), ("4", "7"))
"""Subjects and details that RFC 3463 knows as passing only, whatever class a server gives them: a full mailbox, whose
owner can empty it, and a delivery time that ran out."""
_ACTIONS: Final = {
    "fail": Kind.BOUNCED,
    "error": Kind.BOUNCED,
    "expired": Kind.BOUNCED,
    "delay": Kind.DELAYED,
    "deliver": Kind.DELIVERED,
    "relay": Kind.RELAYED,
    "expand": Kind.RELAYED,
}
"""By how the word begins: some write `Failed`, `failure` or `failed (…)`."""
Block = Mapping[str, str]


def told_in(texts: Iterable[str]) -> tuple[Told, ...]:
    """What the fields in these texts say of each recipient."""
    found = [told for text in texts for block in blocks(text) if (told := told_of(block)) is not None]
    return tuple(dict.fromkeys(found))[:MOST_RECIPIENTS]


def told_in_prose(text: str) -> tuple[Told, ...]:
    """The same where the fields stand in a text for people: a report that lost its form on the way."""
    if "final-recipient" not in text.lower():
        return ()
    plain = "\n".join(_QUOTED.sub("", line) for line in text.splitlines())
    return tuple(one for one in told_in([plain]) if one.action or one.status)


def blocks(text: str) -> list[Block]:
    """Groups of fields: apart by an empty line, or by a field that names a recipient once more."""
    found: list[dict[str, str]] = [{}]
    last = ""
    for line in text.splitlines():
        field = _FIELD.match(line)
        if not line.strip():
            found.append({})
            last = ""
        elif field and not line[0].isspace():
            last = field[1].lower()
            if last in found[-1] and last in ("final-recipient", "original-recipient"):
                found.append({})
            found[-1].setdefault(last, field[2].strip())
        elif last and line[0].isspace() and len(found[-1][last]) < 2_000:
            found[-1][last] += " " + line.strip()
    return [block for block in found if block]


def told_of(block: Block) -> Told | None:
    """What a group of fields says; None: it is on no recipient."""
    original, final = _address(block.get("original-recipient", "")), _address(block.get("final-recipient", ""))
    if not original and not final:
        original = _address(block.get("x-actual-recipient", ""))
        if not original:
            return None
    action = block.get("action", "").lower()
    diagnostic = block.get("diagnostic-code", "") or block.get("x-supplementary-info", "")
    status, reply = _codes(block.get("status", ""), diagnostic)
    kind = next((kind for start, kind in _ACTIONS.items() if action.startswith(start)), None)
    if kind is None:
        kind = by_status(status)
        action = ""
    return Told(
        original=original,
        final=final,
        kind=kind,
        action=action.split("(")[0].strip()[:20],
        status=status,
        reply=reply,
        permanent=permanent(status) if kind in (Kind.BOUNCED, Kind.DELAYED) else None,
    )


def by_status(status: str) -> Kind:
    """What a code alone says: 5 failed, 4 is still tried, 2 arrived."""
    return {"5": Kind.BOUNCED, "4": Kind.DELAYED, "2": Kind.DELIVERED}.get(status[:1], Kind.NOT_A_BOUNCE)


def permanent(status: str) -> bool | None:
    """Whether the same would happen again: by class, but for what can only pass (RFC 3463, 3).

    >>> permanent("5.1.1"), permanent("5.2.2"), permanent("4.7.1"), permanent("")
    (True, False, False, None)
    """
    first, *rest = status.split(".") if status else ("",)
    if first not in ("4", "5"):
        return None
    return first == "5" and tuple(rest) not in _TRANSIENT_ONLY


def code_in(text: str) -> tuple[str, str]:
    """The enhanced code and the reply code that a server's words begin with; empty where there is none."""
    enhanced, reply = ENHANCED.search(text), _REPLY.search(text)
    status = ".".join(enhanced.groups()) if enhanced else ""
    if not status and reply and reply[1][0] in "45":
        status = f"{reply[1][0]}.0.0"
    return status, reply[1] if reply else ""


def _codes(status_field: str, diagnostic: str) -> tuple[str, str]:
    """Status and reply code: the field's, or the server's own where that says more."""
    stated = ENHANCED.search(status_field)
    status = ".".join(str(int(part)) for part in stated.groups()) if stated else code_in(status_field)[0]
    said, reply = code_in(diagnostic)
    says_more = status.endswith(".0.0") and not said.endswith(".0.0") and said[:1] == status[:1]
    refused = status[:1] == "4" and said[:1] == "5" and reply[:1] == "5"
    return (said if said and (not status or says_more or refused) else status), reply


def _address(value: str) -> str:
    """Of `rfc822; <ani+2Btag@example.org>`; what is no address of the Internet stays as it is."""
    kind, semicolon, text = value.partition(";")
    text = (text if semicolon else kind).strip()
    text = text.split("\t")[0].strip().strip("<>").strip()
    if kind.strip().lower() in ("rfc822", "utf-8") and semicolon and "+" in text and "@" in text:
        local, _at, domain = text.rpartition("@")
        text = f"{local if '+' not in local else _unescaped(local)}@{domain}"
    return text[:320]


def _unescaped(local: str) -> str:
    """Without xtext where it can only be that: `ani+2Btag`; `ani+20` is more likely a tag of its owner's."""
    return from_xtext(local) if re.search(r"\+(?:2B|3D|40)", local) else local
