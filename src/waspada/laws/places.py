"""Whether somebody who lives in one place lives in another, as far as codes tell."""

from __future__ import annotations

from collections.abc import Iterable

from waspada.laws.situation import UNKNOWN


def lives_in(residence: str, places: Iterable[str], but: Iterable[str] = ()) -> bool | None:
    """Yes, no, or None: it may be.

    `US-TX` lies in `US`; who is known to live in `US` may live in `US-TX`; an unknown residence may be anywhere.

    Args:
        but: parts of the places that do not count.
    """
    inside, outside = _in(residence, places), _in(residence, but)
    if inside is None or outside is None:
        return False if inside is False or outside is True else None
    return inside and not outside


def _in(residence: str, places: Iterable[str]) -> bool | None:
    found: bool | None = False
    for place in places:
        if residence == place or residence.startswith(f"{place}-"):
            return True
        if residence == UNKNOWN or place.startswith(f"{residence}-"):
            found = None
    return found
