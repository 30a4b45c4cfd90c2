"""A record of what was evaluated, and its hash: the same inputs and rules give the same hash, today and in ten years.

In it stand the situation, which version of which rule (with the hash of its text), the calendar package, and every
outcome with its reasons.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Final

from waspada.laws import calendars
from waspada.laws.evaluate import evaluate
from waspada.laws.law import Law
from waspada.laws.outcome import Outcome
from waspada.laws.situation import Situation, canonical, from_json

SCHEMA: Final = "waspada/evaluation/1"


def record(laws: Sequence[Law], situation: Situation, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """What is stored; `sha256` in it is of everything else."""
    content: dict[str, Any] = {
        "schema": SCHEMA,
        "situation": situation.to_json(),
        "laws": [{"id": law.id, "version": law.version, "sha256": law.sha256} for law in laws],
        "holidays": calendars.VERSION,
        "outcomes": [outcome.as_json() | {"words": []} for outcome in outcomes],
    }
    return content | {"sha256": sha256(canonical(content)).hexdigest()}


def replay(stored: dict[str, Any], laws: Sequence[Law]) -> dict[str, Any]:
    """Evaluate a stored record's situation again; equal `sha256` means equal outcomes under equal rules."""
    situation = from_json(stored["situation"])
    return record(laws, situation, evaluate(laws, situation))


def differs(stored: dict[str, Any], again: dict[str, Any]) -> tuple[str, ...]:
    """What is not as it was: `situation`, `holidays`, `law <id>` or the duties whose outcome moved."""
    if stored["sha256"] == again["sha256"]:
        return ()
    found = [part for part in ("situation", "holidays") if stored[part] != again[part]]
    before, after = ({law["id"]: law for law in one["laws"]} for one in (stored, again))
    found += [f"law {law}" for law in sorted({*before, *after}) if before.get(law) != after.get(law)]
    moved = [_by_duty(one) for one in (stored, again)]
    found += sorted({duty[0] for duty in {*moved[0], *moved[1]} if moved[0].get(duty) != moved[1].get(duty)})
    return tuple(found)


def _by_duty(stored: dict[str, Any]) -> dict[tuple[str, str, str], Any]:
    return {(one["duty"], one["place"], one["controller"]): one for one in stored["outcomes"]}
