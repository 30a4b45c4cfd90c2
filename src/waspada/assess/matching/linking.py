"""What the dataset itself says about ids and devices: an id that stands beside one person elsewhere is that person.

An identity map (`distinct_id` → `resolved_distinct_id`), a profile with id and address, an anonymous device that logged
in later. Learned only from identities that are settled; an id or device that stands beside several people settles
nothing. A device speaks only for records that hold no id of their own.
"""

from __future__ import annotations

from typing import Final

from waspada.assess.tables import Tables

_ROUNDS: Final = 12
"""Longest chain of ids that is followed; each round follows one more step."""

_OPEN: Final = """
create or replace temp table open as
select distinct s.kid, 'i' as sort, o.value from state as s join k_own as o using (kid) where s.rule is null
union all
select distinct s.kid, 'd', d.value from state as s join k_device as d using (kid) where s.rule is null
  and not exists (select 1 from k_own as o where o.kid = s.kid)
"""
_LINKS: Final = """
create or replace temp table link as
select distinct w.sort, w.value, s.person from state as s
join (select kid, 'i' as sort, value from k_own union all select kid, 'd', value from k_device) as w using (kid)
semi join open on open.sort = w.sort and open.value = w.value
where s.person is not null
"""
_FOUND: Final = """
create or replace temp table found as
select kid, sort, count(distinct person) as people, min(person) as person from open join link using (sort, value)
group by kid, sort
"""
_SETTLE: Final = """
update state set person = case when people = 1 then found.person end,
  rule = case when people > 1 then case when sort = 'i' then 'shared_id' else 'shared_device' end
              when sort = 'i' then 'linked_id' else 'device' end
from found where found.kid = state.kid
"""
# What is newly settled teaches more only by an identifier that another open identity holds.
_TEACHES: Final = """
select count(*) from found as f join state as s using (kid)
join (select kid, 'i' as sort, value from k_own union all select kid, 'd', value from k_device) as w using (kid)
join open as o on o.sort = w.sort and o.value = w.value and o.kid <> f.kid
join state as t on t.kid = o.kid
where f.people = 1 and t.rule is null
"""


def link(tables: Tables) -> None:
    """Settle what is open in `state` by links, step by step; `learned` keeps the candidates of what stays open."""
    tables.run("create temp table learned (kid bigint, key varchar)")
    for _ in range(_ROUNDS):
        tables.run(_OPEN)
        tables.run(_LINKS)
        tables.run(_FOUND)
        tables.run(
            "insert into learned select distinct kid, link.person from found join open using (kid, sort) "
            "join link using (sort, value) where people > 1"
        )
        tables.run(_SETTLE)
        if not tables.value(_TEACHES):
            break
