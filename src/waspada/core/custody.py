"""An entry of the chain of custody, and the hash that ties it to the one before it.

Each line of `custody.ndjson` is one entry in canonical JSON (UTF-8, no blanks, keys in the order of their code points)
and holds the digest of the line before it, so that nothing can be changed, dropped or put in between without breaking
every digest that follows. What a cut at the end takes away shows against an exported head (an anchor).

>>> first = entry(None, time="2025-11-25T14:02:00Z", actor="dewi", action=Action.OPEN, data={"title": "Vendor"})
>>> second = entry(first, time="2025-11-25T14:05:00Z", actor="dewi", action=Action.FACT, data={"fact": "origin"})
>>> second.previous == first.digest and parse(line(second)) == second
True
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

GENESIS: Final = "0" * 64
"""What stands before the first entry."""


class Action(StrEnum):
    """What was done. One entry each."""

    OPEN = "case.open"
    FACT = "fact.state"
    ASK = "question.ask"
    ANSWER = "question.answer"
    SEAL = "evidence.seal"
    READ = "evidence.read"
    RUN = "run.finish"
    DECIDE = "decision.make"
    GROUP = "group.state"
    """Who a group of people is, and whether we are controller or processor for it."""
    RISK = "risk.assess"
    """The signed risk assessment of a group."""
    COUNSEL = "duty.judge"
    """Counsel's word on one duty."""
    APPROVE = "notice.approve"
    """Text, audience and evidence of a notice were locked together."""
    SEND = "notice.send"
    DELIVERIES = "notice.deliveries"
    """Who was told what, when and by which channel, written into the case."""
    PUBLISH = "statement.publish"
    REVEAL = "value.reveal"
    EXPORT = "export.write"
    COPY = "copy.note"
    ANCHOR = "anchor.export"
    HOLD = "hold.set"
    RELEASE = "hold.lift"
    SCHEDULE = "destroy.schedule"
    DESTROY = "data.destroy"
    TORN = "log.torn"
    """A line that a crash left half written was set aside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that somebody did with the evidence."""

    number: int
    """From 1, without gaps."""
    time: str
    """RFC 3339, UTC."""
    actor: str
    """Who did it, as they call themselves."""
    action: Action
    reason: str
    data: Mapping[str, Any] = field(repr=False)
    """What it was done to; JSON values. No personal value: people stand in it by `person_id`."""
    previous: str
    """Digest of the entry before."""
    digest: str
    """SHA-256 (hexadecimal) of all the others in canonical JSON."""


def entry(
    before: Entry | None, *, time: str, actor: str, action: Action, data: Mapping[str, Any], reason: str = ""
) -> Entry:
    """The entry that follows `before`."""
    number, previous = (before.number + 1, before.digest) if before else (1, GENESIS)
    fields = {
        "number": number,
        "time": time,
        "actor": actor,
        "action": str(action),
        "reason": reason,
        "data": dict(data),
        "previous": previous,
    }
    return parse(_canonical({**fields, "digest": hashlib.sha256(_canonical(fields)).hexdigest()}))


def line(one: Entry) -> bytes:
    """The entry as it stands in the file, without the newline."""
    return _canonical({name: getattr(one, name) for name in Entry.__slots__})


def parse(written: bytes) -> Entry:
    """Read one line back.

    Raises:
        ValueError: it is no entry, or its digest is not that of its content; the message holds nothing of it.
    """
    content: Any = None
    try:
        content = json.loads(written)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict) or content.keys() != _NAMES:
        raise ValueError("it is not an entry of the log")
    if not _fits(content, written):
        raise ValueError("its content does not fit its digest")
    texts = all(isinstance(content[name], str) for name in _TEXTS)
    if not (texts and type(content["number"]) is int and content["action"] in _ACTIONS):
        raise ValueError("it is not an entry of the log")
    if not isinstance(content["data"], dict):
        raise ValueError("it is not an entry of the log")
    return Entry(**{**content, "action": Action(content["action"])})


_NAMES: Final = frozenset(Entry.__slots__)
_TEXTS: Final = ("time", "actor", "action", "reason", "previous", "digest")
_ACTIONS: Final = frozenset(str(action) for action in Action)
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _fits(content: Mapping[str, Any], written: bytes) -> bool:
    """Whether the digest is that of the content, and the line is written as we write it."""
    try:
        without = _canonical({name: value for name, value in content.items() if name != "digest"})
        return hashlib.sha256(without).hexdigest() == content["digest"] and _canonical(content) == written
    except (ValueError, RecursionError):
        return False


def _canonical(content: Mapping[str, Any]) -> bytes:
    # A file name that is no text (a lone surrogate in Python) is kept as JSON's own escape: the file stays UTF-8.
    return _ENCODER.encode(content).encode("utf-8", "backslashreplace")
