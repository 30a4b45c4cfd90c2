"""How a notice is sent: a small first batch, what makes it stop itself, and how fast each mail domain is written to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final

from waspada.core.errors import BadInput

EVERY: Final = "default"
"""In `rates`: any domain that has no rate of its own."""
_ALONE: Final = 1
"""So many bounces or deferrals never stop it, however few letters went: one wrong address is no sign."""
_ENOUGH: Final = 20
"""Letters; a share of fewer says nothing, but at the end of the first batch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`Notice.plan`. A limit below 1 is a share of the letters that were tried, from 1 a number of them."""

    first_batch: int = 50
    """Letters; 0: no first batch."""
    wait_minutes: float = 30
    """After the first batch, for bounces to come back by mail."""
    most_bounces: float = 0.05
    """Also of letters of which nobody knows whether they arrived."""
    most_deferrals: float = 0.3
    rates: Mapping[str, float] = field(default_factory=dict)
    """Domain, or `default` → letters a second; what is not here follows the settings of mail."""
    lanes: int = 1
    """How many workers send at a time."""
    most_tries: int = 30
    """A letter that a server defers so often is given up and falls to the next channel."""

    @property
    def as_json(self) -> dict[str, Any]:
        """For the row of the notice."""
        return {one.name: getattr(self, one.name) for one in fields(self)} | {"rates": dict(self.rates)}

    def rate(self, domain: str) -> float:
        """Letters a second; 0: no limit."""
        return self.rates.get(domain) or self.rates.get(EVERY, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How the letters of a notice stand."""

    tried: int = 0
    bounced: int = 0
    deferred: int = 0
    """Wait for another try after a server said “later”."""
    doubtful: int = 0
    """The connection broke while the letter was on its way; those of killed workers are not counted."""
    under_way: int = 0


def planned(given: Mapping[str, Any]) -> Plan:
    """The plan that a row or a person's file holds.

    Raises:
        BadInput: an unknown key, or a number that means nothing.
    """
    known = {one.name for one in fields(Plan)}
    rates = given.get("rates") or {}
    numbers = [value for name, value in given.items() if name != "rates"] + list(
        rates.values() if isinstance(rates, Mapping) else [""]
    )
    if not set(given) <= known or any(type(one) not in (int, float) or not 0 <= one < 1e9 for one in numbers):
        raise BadInput("the plan of this notice says something that no plan can", hint=f"It knows: {', '.join(known)}")
    if any(one <= 0 for one in rates.values()) or given.get("lanes", 1) < 1 or given.get("most_tries", 1) < 1:
        raise BadInput("a rate, the lanes and the tries of a plan are above 0", hint="Leave out what has no limit.")
    return Plan(**{**given, "rates": {domain.lower(): float(rate) for domain, rate in rates.items()}})


def halted(plan: Plan, tally: Tally, *, batch_over: bool = False) -> str:
    """Why it must stop itself: `bounces`, `doubts`, `deferrals`; empty: it may go on.

    Args:
        batch_over: the first batch was sent; now even few letters count.
    """
    if tally.tried < _ENOUGH and not batch_over:
        return ""
    if _over(tally.bounced, plan.most_bounces, tally.tried):
        return "bounces"
    if _over(tally.doubtful, plan.most_bounces, tally.tried):
        return "doubts"
    return "deferrals" if _over(tally.deferred, plan.most_deferrals, tally.tried) else ""


def _over(count: int, limit: float, tried: int) -> bool:
    return count > _ALONE and count > (limit * tried if limit < 1 else limit)
