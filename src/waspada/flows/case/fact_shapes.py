"""Whether what stands in a log has the shape of its fact: another version may have written another one.

Whatever has not is unknown until somebody states it anew: nothing is computed from what was not understood.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from waspada.flows.case.fact_names import Shape, known

NONE: Final = "none"
ONE_OF: Final[Mapping[Shape, tuple[str, ...]]] = {
    Shape.ROLE: ("controller", "processor"),
    Shape.LEVEL: ("unlikely", "risk", "high"),
}
"""Shapes whose values are a few words."""
SECTOR: Final = re.compile(r"[a-z][a-z0-9_]{1,40}")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_PLACE: Final = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,5})?")
_ANY: Final = re.compile(r".*", re.DOTALL)


def shape_of(name: str) -> Shape:
    """What a value of this fact looks like; whatever we do not know by name is a text."""
    found = known(name)
    return found.shape if found else Shape.TEXT


def fits(name: str, value: object) -> bool:
    """Whether a stored value is one that this version writes for this fact; None is stated as unknown."""
    return value is None or _FITS[shape_of(name)](value)


def _moment(value: object) -> bool:
    ends = [value.get("from"), value.get("to")] if isinstance(value, dict) and len(value) == 2 else [value]
    return all(isinstance(end, str) and _zoned(end) for end in ends)


def _zoned(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).utcoffset() is not None
    except ValueError:
        return False


def _count(value: object) -> bool:
    if not isinstance(value, dict):
        return _whole(value)
    least, most = value.get("at_least"), value.get("at_most")
    return value.keys() <= {"at_least", "at_most"} and _whole(least) and ("at_most" not in value or _whole(most, least))


def _whole(value: object, least: Any = 0) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def _one(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _every(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    one = _one(pattern)
    return lambda value: isinstance(value, list) and all(one(item) for item in value)


_FITS: Final[Mapping[Shape, Callable[[object], bool]]] = {
    Shape.TEXT: lambda value: isinstance(value, str),
    Shape.MOMENT: _moment,
    Shape.COUNT: _count,
    Shape.LIST: _every(_ANY),
    Shape.COUNTRIES: _every(_COUNTRY),
    Shape.YES_NO: lambda value: isinstance(value, bool),
    Shape.PLACES: _every(_PLACE),
    Shape.STATE: lambda value: value == NONE or _one(_COUNTRY)(value),
    Shape.SECTORS: _every(SECTOR),
    Shape.ROLE: lambda value: value in ONE_OF[Shape.ROLE],
    Shape.LEVEL: lambda value: value in ONE_OF[Shape.LEVEL],
}
