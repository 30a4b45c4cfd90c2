"""The parts of the API, in the order of a case."""

from __future__ import annotations

from typing import Final

from waspada.web.api import (
    approvals,
    bundles,
    cases,
    duties,
    facts,
    forms,
    groups,
    handovers,
    jobs,
    log,
    members,
    notices,
    organisations,
    people,
    questions,
    review,
    runs,
    tasks,
    vendors,
    workspace,
)

PARTS: Final = (
    cases,
    facts,
    questions,
    handovers,
    runs,
    jobs,
    people,
    organisations,
    review,
    groups,
    duties,
    notices,
    forms,
    tasks,
    log,
    members,
    approvals,
    bundles,
    vendors,
    workspace,
)
LONG: Final = frozenset(("handovers", "directories", "approval_use", "bundle", "bundles"))
"""Names of routes that take long, or must commit a step before the next: they open their own transactions."""
FILES: Final = frozenset(("handovers", "directories", "bundles"))
"""Names of routes whose body is read piece by piece, within a bound of their own."""
