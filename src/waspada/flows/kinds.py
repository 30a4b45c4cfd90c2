"""What other rooms are told about kinds: plain rows, since rooms do not meet."""

from __future__ import annotations

from functools import cache

from waspada.assess.kinds import KindRow
from waspada.detect.recall import RECALL
from waspada.detect.registry import KINDS


@cache
def kind_rows() -> dict[str, KindRow]:
    """Every kind that is searched for, by id."""
    rows: dict[str, KindRow] = {}
    for kind in KINDS.values():
        row: KindRow = {
            "category": kind.category,
            "by": kind.by.value,
            "label": {"en": kind.label, "id": kind.label_id},
            "provider": kind.provider,
            "revoke": kind.revoke,
        }
        if kind.id in RECALL:
            row["recall"] = RECALL[kind.id]
        rows[kind.id] = row
    return rows
