"""May this address send for this domain (SPF, RFC 7208)? pyspf decides, over questions that are handed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import spf

from waspada.notify.lookup import Lookup, NoAnswer

RESULTS: Final = ("pass", "fail", "softfail", "neutral", "none", "permerror", "temperror")
_MOST_VOID: Final = 2
_MOST_QUESTIONS: Final = 120


class _Query(spf.query):  # type: ignore[misc]
    """pyspf's query over our questions, with the limit of RFC 7208, 4.6.4 on those without an answer."""

    def __init__(self, ip: str, sender: str, helo: str, lookup: Lookup) -> None:
        super().__init__(i=ip, s=sender, h=helo, strict=True)
        self._lookup, self._asked = lookup, 0

    def dns(self, name: Any, qtype: str, cnames: Any = None, ignore_void: bool = False) -> list[Any]:
        """Records as pyspf takes them."""
        self._asked += 1
        if self._asked > _MOST_QUESTIONS:
            raise spf.PermError("Too many DNS lookups")
        name = str(name).rstrip(".").lower()
        if not name or not all(0 < len(label) < 64 for label in name.split(".")) or len(name) > 253:
            return []
        try:
            found = [] if qtype == "SPF" else [_as_pyspf(one, qtype) for one in self._lookup(name, qtype)]
        except NoAnswer:
            found = None
        if found is None:
            raise spf.TempError("DNS did not answer")
        if not found and not ignore_void:
            self.void_lookups += 1
            if self.void_lookups > _MOST_VOID:
                raise spf.PermError("Void lookup limit exceeded")
        return found


def result(ip: str, *, sender: str, helo: str, lookup: Lookup) -> str:
    """One of `RESULTS`, for mail from this IP address with this envelope sender."""
    try:
        said = str(_Query(ip, sender, helo, lookup).check()[0])
    except (spf.PermError, spf.AmbiguityWarning, AssertionError, LookupError, RecursionError, TypeError, ValueError):
        return "permerror"  # of the library, on records that nobody should publish
    return said if said in RESULTS else "permerror"


def records(domain: str, lookup: Lookup) -> Sequence[str]:
    """The SPF records of a domain."""
    return [one for one in lookup(domain, "TXT") if one.lower() == "v=spf1" or one.lower().startswith("v=spf1 ")]


def _as_pyspf(text: str, qtype: str) -> Any:
    if qtype == "TXT":
        return (text.encode("utf-8", "surrogateescape"),)
    if qtype == "MX":
        preference, _, exchange = text.partition(" ")
        return (int(preference) if preference.isdigit() else 0, exchange.strip().rstrip("."))
    return text
