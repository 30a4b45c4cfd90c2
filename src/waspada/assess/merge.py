"""From the partial results of all splits to one assessment: joined, resolved to people, counted, claims checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from waspada.assess import claim_verdicts
from waspada.assess.census import FieldRow, fields_of, to_read
from waspada.assess.claim_verdicts import Column
from waspada.assess.counts import people, secrets
from waspada.assess.counts.decided import decide_fields, decide_findings, findings_of_fields
from waspada.assess.counts.evidence import Evidence, Hits, Rows, Slot, collect, slots_of
from waspada.assess.findings import FindingRow, absent, distinct_of_kinds, findings, searched
from waspada.assess.kinds import categories_of
from waspada.assess.matching import ambiguous
from waspada.assess.partials import Merged, read_partials
from waspada.assess.resolve import HASH_OF_DIRECTORY, Resolved, person_ids, resolve
from waspada.assess.result import Assessment, Inputs
from waspada.assess.summary import Parts, document, parsed_by_table
from waspada.assess.tables import Tables
from waspada.core.cover import Cover
from waspada.core.errors import AccountingBroken

_COLUMN: Final = """
create or replace temp table judged as
with given as (
  select p.code, list_distinct(flatten(list(coalesce(list_filter(list_transform(
    regexp_split_to_array(coalesce(d.{column}, ''), '[,;|\\[\\]"]'), lambda x: trim(x)), lambda x: x <> ''), []))))
      as found
  from person_base as p left join dir as d using (key) where p.relation = 'subject' group by p.code)
select code, found, len(found) = 0 as without,
  len(list_filter(found, lambda x: list_contains($values, lower(x)))) > 0 as same from given
"""
_SIDES: Final = (
    "select count(*) filter (without) as without, count(*) filter (same) as same, "
    "count(*) filter (not without and not same) as differs from judged"
)
_DIFFERENT: Final = (
    "select value, count(*) as people from (select unnest(found) as value from judged where not without and not same) "
    "group by value order by people desc, value limit 50"
)


def assess(partials: Sequence[Path], inputs: Inputs, cover: Cover | None = None) -> Assessment:
    """Merge the partial results of all splits, in the order of their numbers."""
    merged = read_partials(partials, cover)
    _check_accounting(merged.accounting)
    merged = decide_findings(merged, inputs.decisions.findings)
    with Tables(spill=inputs.work, memory=inputs.memory) as tables:
        resolved = resolve(tables, merged, inputs.directory, inputs.decisions.matches, inputs.key)
        merged = _with_known_hashes(tables, merged)
        tables.register("dense", merged.dense)
        tables.register("hit_records", _hit_records(tables, merged))
        texts = tables.rows('select distinct "table", field from hits where free_text')
        census = fields_of(merged.fields, frozenset((row["table"], row["field"]) for row in texts))
        census = decide_fields(census, inputs.decisions.fields)
        found = findings(tables, census, inputs.kinds)
        found += findings_of_fields(census, inputs.decisions.fields, found, inputs.kinds)
        evidence = _evidence(tables, merged)
        _combine(tables, evidence)
        return _finish(tables, merged, resolved, inputs, census, found, evidence)


def _finish(
    tables: Tables,
    merged: Merged,
    resolved: Resolved,
    inputs: Inputs,
    census: list[FieldRow],
    found: list[FindingRow],
    evidence: Evidence,
) -> Assessment:
    everybody = people.people(tables, inputs.directory)
    organisations = _with_categories(people.organisations(tables), evidence, inputs)
    unread = to_read(census, inputs.could_hold)
    looked = searched(merged.accounting)
    missing = absent(found, unread, inputs.kinds, looked)
    of_secrets = secrets.secrets(tables, inputs.kinds, inputs.key)
    subjects = np.asarray(pc.equal(everybody["relation"], "subject").combine_chunks().to_numpy(zero_copy_only=False))
    facts = claim_verdicts.Facts(
        findings=found,
        absent=missing,
        kinds=inputs.kinds,
        looked=looked,
        records=parsed_by_table(merged),
        people_with=lambda kinds: evidence.people_with(kinds, subjects) if inputs.directory else None,
        column=lambda name, values: _column(tables, inputs, name, values),
    )
    names = sorted({name for row in resolved.ambiguous["candidates"].to_pylist() for name in row})
    unsure = ambiguous.table(tables, resolved.ambiguous, dict(zip(names, person_ids(names, inputs.key), strict=True)))
    parts = Parts(
        merged=merged,
        inputs=inputs,
        resolved=resolved,
        census=census,
        found=found,
        missing=missing,
        unread=unread,
        everybody=everybody,
        subjects=subjects,
        organisations=organisations,
        ambiguous=unsure,
        secrets=of_secrets,
        evidence=evidence,
        claims=claim_verdicts.check(inputs.claims, facts),
        distinct=distinct_of_kinds(tables),
        open=_open(tables),
        first_last=tables.rows(_FIRST_LAST)[0],
    )
    return Assessment(
        document=document(parts),
        people=_with_kinds(everybody, evidence, inputs),
        memberships=people.memberships(tables),
        organisations=organisations,
        ambiguous=unsure,
        secrets=of_secrets,
        quarantine=merged.quarantine.sort_by([("file", "ascending"), ("position", "ascending")]),
        person_ids=everybody["person_id"].combine_chunks(),
        positions=_positions(merged),
        counted=evidence,
    )


_FIRST_LAST: Final = "select min(first_seen) as first, max(last_seen) as last from coded"
_OPEN: Final = (
    (
        "device_only",
        "select count(distinct d.value) from state as s join k_device as d using (kid) where s.rule is null "
        "and not exists (select 1 from k_own as o where o.kid = s.kid) and d.value not in ("
        "select value from k_device semi join k_own using (kid))",
    ),
    (
        "unknown_without_contact",
        "select count(distinct value) from (select kid, min(value) as value from state as s join k_own using (kid) "
        "where s.rule is null group by kid)",
    ),
)


def _open(tables: Tables) -> dict[str, int]:
    """Identities that are nobody yet."""
    return {name: int(tables.value(sql)) for name, sql in _OPEN}


def _check_accounting(accounting: pa.Table) -> None:
    sums = {
        name: pc.sum(accounting[name]).as_py() or 0 for name in ("cells", "cells_quarantined", "cells_counted_apart")
    }
    if sums["cells"] + sums["cells_quarantined"] != sums["cells_counted_apart"]:
        raise AccountingBroken(
            f"The cells do not add up: {sums['cells']} searched and {sums['cells_quarantined']} in broken records, but "
            f"{sums['cells_counted_apart']} counted apart."
        )


def _with_known_hashes(tables: Tables, merged: Merged) -> Merged:
    """A column of hashes is strong where one is of an address in the directory, and no finding where none is."""
    kinds = [kind for kind in pc.unique(merged.dense["kind"]).to_pylist() if kind.startswith("hashed.")]
    if not kinds:
        return merged
    tables.register("dense", merged.dense)
    dense = tables.arrow(
        'with known as (select distinct kind, "table", field from dense_values join known_hash on raw = value) '
        "select d.* replace (d.strong or k.kind is not null as strong, case when k.kind is null then d.how else "
        "$how end as how) "
        'from dense as d left join known as k using (kind, "table", field) '
        "where d.kind not like 'hashed.%' or d.strong or k.kind is not null",
        {"how": HASH_OF_DIRECTORY},
    )
    tables.forget("dense")
    return replace(merged, dense=dense)


def _hit_records(tables: Tables, merged: Merged) -> pa.Table:
    """Counts of records by finding; for hashes anew, since some of them became strong and some were dropped."""
    rest = merged.hit_records.filter(pc.invert(pc.starts_with(merged.hit_records["kind"], "hashed.")))
    hashed = tables.arrow(
        'select "table", field, kind, strong, how, free_text, sum(records)::bigint as records from hits '
        "where kind like 'hashed.%' group by all"
    )
    return pa.concat_tables([rest, hashed.cast(rest.schema)])


def _evidence(tables: Tables, merged: Merged) -> Evidence:
    hits = tables.arrow('select distinct kind, "table", field, strong from hits where strong and person >= 0')
    slots = slots_of(merged.dense, hits)
    number = {slot: at for at, slot in enumerate(slots)}
    names = sorted(pc.unique(merged.identities["table"]).to_pylist())
    words = [f"m{word}" for word in range(merged.words)]
    columns = ", ".join(words)
    rows = tables.arrow(
        f'select person, list_position($names, "table") - 1 as at, {columns}, sum(records)::bigint as records, '  # noqa: S608
        "min(first_order) as first_order, arg_min(rn, first_order) as place from coded where person >= 0 "
        f'group by person, "table", {columns}',
        {"names": names},
    )
    tables.register(
        "slot",
        pa.table(
            {
                **{
                    part: pa.array([getattr(slot, part) for slot in slots], pa.string())
                    for part in ("kind", "table", "field")
                },
                "slot": pa.array(range(len(slots)), pa.int64()),
            }
        ),
    )
    grouped = tables.arrow(
        "select person, slot, sum(values)::bigint as amount, sum(records)::bigint as records, min(first_order) "
        "as first_order, "
        'arg_min(idx, first_order) as place from hits join slot using (kind, "table", field) '
        "where strong and person >= 0 "
        "group by person, slot"
    )
    bits = {
        (names.index(row["table"]), row["bit"], number[Slot(row["kind"], row["table"], row["field"])])
        for row in merged.dense.to_pylist()
        if row["strong"] and row["table"] in names
    }
    whole = Rows(
        person=_ints(rows, "person"),
        table=_ints(rows, "at"),
        words=tuple(_ints(rows, word) for word in words),
        records=_ints(rows, "records"),
        order=_ints(rows, "first_order"),
        place=_ints(rows, "place"),
    )
    single = Hits(
        person=_ints(grouped, "person"),
        slot=_ints(grouped, "slot"),
        values=_ints(grouped, "amount"),
        records=_ints(grouped, "records"),
        order=_ints(grouped, "first_order"),
        place=_ints(grouped, "place") + merged.identities.num_rows,
    )
    return collect(tables.value("select count(*) from person_base"), whole, single, slots, sorted(bits))


def _ints(table: pa.Table, name: str) -> Any:
    return table[name].to_numpy().astype(np.int64, copy=False)


def _positions(merged: Merged) -> pa.ChunkedArray:
    """Positions of identity rows, then of hits."""
    return pa.chunked_array(
        [*merged.identities["first_position"].chunks, *merged.hits["first_position"].chunks], pa.string()
    )


def _combine(tables: Tables, evidence: Evidence) -> None:
    """Make `person`: everybody, with the number of their set of kinds."""
    tables.register(
        "combination", pa.table({"code": np.arange(len(evidence.combination)), "combination": evidence.combination})
    )
    tables.run("create temp table person as select * from person_base join combination using (code)")


def _with_kinds(everybody: pa.Table, evidence: Evidence, inputs: Inputs) -> pa.Table:
    """`people` as in the contract: the set of kinds spelled out."""
    at = everybody["combination"]
    lists = pa.list_(pa.string())
    kinds = pa.array([list(kinds) for kinds in evidence.combinations], lists)
    categories = pa.array([categories_of(kinds, inputs.kinds) for kinds in evidence.combinations], lists)
    table = everybody.drop(["combination", "admin", "known"])
    place = table.schema.get_field_index("records")
    table = table.add_column(place, "kinds", kinds.take(at) if len(kinds) else pa.array([], lists))
    return table.add_column(place, "categories", categories.take(at) if len(kinds) else pa.array([], lists))


def _with_categories(organisations: pa.Table, evidence: Evidence, inputs: Inputs) -> pa.Table:
    categories = [
        categories_of({kind for at in row for kind in evidence.combinations[at]}, inputs.kinds)
        for row in organisations["combinations"].to_pylist()
    ]
    return organisations.drop("combinations").append_column("categories", pa.array(categories, pa.list_(pa.string())))


def _column(tables: Tables, inputs: Inputs, name: str, values: tuple[str, ...]) -> Column | None:
    directory = inputs.directory
    if directory is None or name not in directory.extra:
        return None
    column = f"extra{list(directory.extra).index(name)}"
    tables.run(_COLUMN.format(column=column), {"values": [value.lower() for value in values]})
    row, others = tables.rows(_SIDES)[0], tables.rows(_DIFFERENT)
    personal = directory.extra[name] in {directory.recognised.get(key) for key in _PERSONAL}
    shown = (
        {}
        if personal or any("@" in row["value"] for row in others)
        else {row["value"]: row["people"] for row in others}
    )
    return Column(differs=row["differs"], without=row["without"], same=row["same"], values=shown)


_PERSONAL: Final = ("account_id", "email", "name", "first_name", "last_name")
