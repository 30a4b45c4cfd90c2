"""Identities that fit several people, and weak matches: kept with their candidates, nobody's until confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pyarrow as pa

from waspada.assess.tables import Tables
from waspada.core.person_key import identity_ids

_GROUPED: Final = """
create temp table puzzle as
select s.kid, s.rule as reason, case
    when s.rule = 'conflict' then list_sort(list_distinct(list_filter(
      [r1, r2, e1, e2, e3], lambda x: x is not null and not starts_with(x, '$device:'))))
    when s.rule = 'shared_email' then list_sort(list_distinct(list_filter([e1, e2, e3], lambda x: x is not null)))
    when s.rule = 'shared_id' then list_sort(list_distinct(list_filter([i1, i2], lambda x: x is not null)))
    else list_transform(list_sort(list_distinct(list_filter([d1, d2, d3], lambda x: x is not null))),
      lambda x: '$device:' || x) end as identifiers
from state as s join ks using (kid) where s.rule in ('conflict', 'shared_email', 'shared_id', 'shared_device')
"""
_ALL: Final = """
create temp table unsure as
with candidates as (
  select kid, key from named union select kid, key from learned),
weakly as (
  select w.idx, w.sort, w.value, d.key from weak as w join (
    select 'email' as sort, value, key from dir_mail union all select 'id', value, key from dir_key
    union all select 'name', value, key from dir_name union all select 'hash', raw, key from hash_of) as d
    using (sort, value))
select reason, identifiers, list_sort(list(distinct c.key)) as candidates, null::bigint as records, false as weak,
  min(p.kid) as kid
from puzzle as p join candidates as c using (kid) group by reason, identifiers
union all
select case when sort in ('email', 'hash') then 'mentioned_shared_email'
    when sort = 'id' then 'short_id_in_text' else 'name_in_text' end,
  [value], list_sort(list(distinct key)), null, true, null
from weakly group by sort, value
"""
_COUNTS: Final = """
select u.identity_id, sum(r.records)::bigint as records, arg_min(r.first_position, r.first_order) as position
from unsure_left as u join puzzle as p on p.reason = u.reason and p.identifiers = u.identifiers
join coded as r on r.kid = p.kid where not u.weak group by u.identity_id
union all
select u.identity_id, sum(h.records)::bigint, arg_min(h.first_position, h.first_order) from unsure_left as u
join weak as w on u.identifiers = [w.value] join hits as h using (idx) where u.weak group by u.identity_id
"""
SCHEMA: Final = pa.schema(
    [
        ("identity_id", pa.string()),
        ("reason", pa.string()),
        ("strength", pa.string()),
        ("identifiers", pa.list_(pa.string())),
        ("candidates", pa.list_(pa.string())),
        ("candidate_accounts", pa.list_(pa.string())),
        ("candidates_in_all", pa.int64()),
        ("records", pa.int64()),
        ("example_position", pa.string()),
    ]
)
_MOST: Final = 50
"""Candidates that are listed for one identity; a common name may fit thousands."""


def collect(tables: Tables, key: bytes) -> pa.Table:
    """Make `puzzle` (kid → identity) and return the identities with their ids and candidates, sorted by id."""
    tables.run(_GROUPED)
    tables.run(_ALL)
    found = tables.arrow("select reason, identifiers, candidates, weak from unsure")
    reasons, identifiers = found["reason"].to_pylist(), found["identifiers"].to_pylist()
    ids = identity_ids(key, ("\0".join([reason, *parts]) for reason, parts in zip(reasons, identifiers, strict=True)))
    return found.append_column("identity_id", pa.array(ids, pa.string())).sort_by("identity_id")


def table(tables: Tables, unsure: pa.Table, ids: Mapping[str, str]) -> pa.Table:
    """Rows of `ambiguous.parquet`.

    Args:
        unsure: what `collect` gave, without those that were decided.
        ids: person key → person id of every candidate.
    """
    tables.register("unsure_left", unsure)
    counted = {row["identity_id"]: row for row in tables.rows(_COUNTS)}
    tables.forget("unsure_left")
    rows = []
    for row in unsure.to_pylist():
        here = counted.get(row["identity_id"], {})
        candidates = row["candidates"][:_MOST]
        rows.append(
            {
                "identity_id": row["identity_id"],
                "reason": row["reason"],
                "strength": "weak" if row["weak"] else "strong",
                "identifiers": row["identifiers"],
                "candidates": [ids[name] for name in candidates],
                "candidate_accounts": [name[2:] if name.startswith("a:") else "" for name in candidates],
                "candidates_in_all": len(row["candidates"]),
                "records": here.get("records") or 0,
                "example_position": here.get("position") or "",
            }
        )
    return pa.Table.from_pylist(rows, SCHEMA)
