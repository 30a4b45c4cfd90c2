"""Decisions applied: rejected findings go before anything is counted, confirmed ones are strong, meanings are set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from waspada.assess.census import NOTHING, FieldRow
from waspada.assess.decisions import Decision
from waspada.assess.findings import FindingRow
from waspada.assess.kinds import Kinds
from waspada.assess.partials import Merged

CONFIRMED: Final = "confirmed by a person"
_TABLES: Final = ("dense", "dense_values", "hits", "hit_records")


def decide_findings(merged: Merged, decisions: Sequence[Decision]) -> Merged:
    """Drop rejected findings and make confirmed ones strong."""
    if not decisions:
        return merged
    changed: dict[str, Any] = {}
    for name in _TABLES:
        table = getattr(merged, name)
        for decision in decisions:
            here = _matching(table, decision)
            if decision.rejected:
                table = table.filter(pa.array(~here))
            elif "strong" in table.column_names:
                table = _confirmed(table, here)
        changed[name] = table
    return replace(merged, **changed)


def _matching(table: pa.Table, decision: Decision) -> Any:
    here = np.ones(table.num_rows, dtype=np.bool_)
    for column, wanted in (("kind", decision.kind), ("field", decision.field), ("table", decision.table)):
        if wanted:
            here &= np.asarray(pc.equal(table[column], wanted).combine_chunks().to_numpy(zero_copy_only=False))
    return here


def _confirmed(table: pa.Table, here: Any) -> pa.Table:
    weak = pa.array(here & ~np.asarray(table["strong"].combine_chunks().to_numpy(zero_copy_only=False)))
    strong = pc.or_(table["strong"], weak)
    how = pc.if_else(weak, CONFIRMED, table["how"])
    table = table.set_column(table.schema.get_field_index("strong"), "strong", strong)
    return table.set_column(table.schema.get_field_index("how"), "how", how)


def decide_fields(fields: Iterable[FieldRow], decisions: Sequence[Decision]) -> list[FieldRow]:
    """Give fields the meanings that people confirmed."""
    meanings = {(decision.table, decision.field): decision.meaning for decision in decisions}
    found = []
    for field in fields:
        meaning = meanings.get((field.table, field.path), meanings.get(("", field.path)))
        found.append(field if meaning is None else replace(field, meaning=meaning, meaning_from="decision"))
    return found


def findings_of_fields(
    fields: Iterable[FieldRow], decisions: Sequence[Decision], found: Sequence[FindingRow], kinds: Kinds
) -> list[FindingRow]:
    """A field that a person says holds a kind is a finding, also where no unit counted it as one."""
    if not decisions:
        return []
    there = {(row.kind, row.table, row.field) for row in found if row.strong}
    return [
        FindingRow(
            kind=field.meaning,
            category=kinds[field.meaning]["category"],
            table=field.table,
            field=field.path,
            values=field.filled,
            distinct=field.distinct,
            records=field.filled,
            free_text=False,
            strong=True,
            how=CONFIRMED,
            samples=field.samples,
        )
        for field in fields
        if field.meaning_from == "decision"
        and field.meaning != NOTHING
        and field.meaning in kinds
        and field.filled
        and (field.meaning, field.table, field.path) not in there
    ]
