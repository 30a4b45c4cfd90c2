"""Two kinds on the same characters: the more specific one stays."""

from __future__ import annotations

from collections.abc import Iterable

from waspada.detect.kind import How, Match

GENERIC = frozenset(
    {"secret.high_entropy", "secret.password", "secret.bearer_token", "secret.session_cookie", "secret.one_time_code"}
)
"""Kinds that say only that something is secret; they yield to any kind that says what it is."""

_RANK = {
    How.CHECKSUM: 0,
    How.NAME_AND_CHECK: 1,
    How.WORDS_AND_CHECK: 1,
    How.NAME_AND_FORM: 2,
    How.FORM: 2,
    How.WORDS_AND_FORM: 3,
}


def without_overlaps(matches: Iterable[Match]) -> list[Match]:
    """Of matches that share characters keep the specific, the strong, the better proved, the longer, in this order."""
    found = list(matches)
    if len(found) < 2:
        return found
    found.sort(key=lambda m: (m.kind in GENERIC, not m.strong, _RANK.get(m.how, 4), m.start - m.end, m.start, m.kind))
    kept: list[Match] = []
    for match in found:
        if all(match.end <= other.start or match.start >= other.end or _both(match, other) for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: (m.start, m.end, m.kind))


def _both(match: Match, other: Match) -> bool:
    """A URL and the address inside it are two findings; two secrets on the same characters are one."""
    families = {match.kind.partition(".")[0], other.kind.partition(".")[0]}
    return match.kind != other.kind and families.isdisjoint({"secret", "id"}) and len(families) == 2
