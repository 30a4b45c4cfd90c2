"""Asks DNS, within a time: the one file that does."""

from __future__ import annotations

import time
from collections.abc import Sequence

import dns.exception
import dns.name
import dns.resolver

from waspada.notify.lookup import Lookup, NoAnswer, read_zone
from waspada.notify.sending import Sending

ONE = 5.0
"""Seconds for one answer …"""
ALL = 30.0
"""… and for all that one check asks."""


def lookup_of(sending: Sending) -> Lookup:
    """As the settings say: DNS, or a recorded zone for a rehearsal."""
    return read_zone(sending.zone_file) if sending.zone_file else live()


def live(*, one: float = ONE, all_of_them: float = ALL, resolver: dns.resolver.Resolver | None = None) -> Lookup:
    """Answers of DNS, each asked for once.

    Args:
        one: seconds for one answer.
        all_of_them: seconds from the first question on; then nobody answers any more.
        resolver: by default that of this machine.
    """
    known: dict[tuple[str, str], Sequence[str] | None] = {}
    until: list[float] = []

    def lookup(name: str, kind: str) -> Sequence[str]:
        key = (name.lower().rstrip("."), kind)
        if key not in known:
            if not until:
                until.append(time.monotonic() + all_of_them)
            left = min(one, until[0] - time.monotonic())
            known[key] = _asked(resolver, *key, left) if left > 0 else None
        answer = known[key]
        if answer is None:
            raise NoAnswer
        return answer

    return lookup


def _asked(resolver: dns.resolver.Resolver | None, name: str, kind: str, seconds: float) -> Sequence[str] | None:
    """The records; none where there is no such name or record; None: nobody answered."""
    try:
        asked = resolver or dns.resolver.Resolver()
        answer = asked.resolve(f"{name}.", kind, lifetime=seconds, search=False, raise_on_no_answer=False)
    except (dns.resolver.NXDOMAIN, dns.name.LabelTooLong, dns.name.EmptyLabel, dns.name.NameTooLong):
        return ()
    except (dns.exception.DNSException, OSError):
        return None
    found = []
    for record in answer.rrset or ():
        strings = getattr(record, "strings", None)
        text = b"".join(strings).decode("utf-8", "replace") if strings is not None else record.to_text().rstrip(".")
        found.append(text)
    return tuple(found)
