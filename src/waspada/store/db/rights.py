"""What a role may do in a case."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from waspada.store.db.models import Role


class Right(StrEnum):
    """One thing that somebody may or may not do."""

    READ = "read"
    """Counts, facts, duties, reports, people by id with masked values."""
    STATE = "state"
    """Facts, questions, answers, tasks."""
    SEAL = "seal"
    """Bring evidence in, and have it assessed."""
    DECIDE = "decide"
    """Confirm or reject meanings, findings and matches."""
    JUDGE = "judge"
    """The risk assessment, and counsel's word on a duty."""
    REVEAL = "reveal"
    """One person's own values, with a reason."""
    ASK = "ask"
    """Request what needs two people: bulk reveal, export, send, publish, destroy."""
    APPROVE = "approve"
    """Grant or refuse such a request of another."""
    MEMBERS = "members"
    """Say who takes part."""


_RESPONDER: Final = frozenset((Right.READ, Right.STATE, Right.SEAL, Right.DECIDE, Right.REVEAL, Right.ASK))
RIGHTS: Final[Mapping[str, frozenset[Right]]] = MappingProxyType(
    {
        Role.OWNER: frozenset(Right),
        Role.COUNSEL: frozenset(
            (Right.READ, Right.STATE, Right.DECIDE, Right.JUDGE, Right.REVEAL, Right.ASK, Right.APPROVE)
        ),
        Role.RESPONDER: _RESPONDER,
        Role.READER: frozenset((Right.READ,)),
    }
)
