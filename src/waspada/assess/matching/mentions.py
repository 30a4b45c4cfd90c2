"""Whom hits inside texts name: an address or an id in somebody else's comment, and weak matches that stay candidates.

`mention` holds the hits that name a person other than the record's own; `weak` those that may: an address of several
people, a short number, a name. A hit that names the record's own person is neither.
"""

from __future__ import annotations

from typing import Final

from waspada.assess.tables import Tables

MAIL: Final = "email"
ACCOUNT: Final = "account_id"
NAME: Final = "person_name"
_SHORT: Final = 6
"""An id below this length, or of up to nine digits only, is a short number: a candidate, never a match."""

NEEDS: Final = (
    "create temp table dense_mail as select distinct lower(trim(value)) as value from dense_values where kind = "
    "'email'",
    "create temp table dense_id as select distinct bare(value) as value from dense_values where kind = 'account_id'",
    "create temp table need_id as select distinct value from k_id union select bare(value) from hits where kind "
    "= 'account_id' union select value from dense_id",
    "create temp table need_mail as select distinct value from k_mail union select lower(trim(value)) from hits "
    "where kind = 'email' union select value from dense_mail",
    "create temp table need_name as select distinct lower(trim(value)) as value from hits where kind = 'person_name' "
    "and free_text and contains(trim(value), ' ')",
)
_SAID: Final = (
    "create temp table dir_name as select distinct lower(name) as value, key from dir "
    "where lower(name) in (select value from need_name)",
    # What hits outside the record's own identifiers say; values of dense columns have no record of their own. A short
    # number is an id where its field says so, and may be anything inside a text.
    "create temp table said as "
    "select idx, kid, 'email' as sort, lower(trim(value)) as value, strong as sure from hits where kind = "
    "'email' and strong "
    "union all select idx, kid, 'id', bare(value), strong and (not free_text or (length(bare(value)) >= $short "
    "and not regexp_full_match(bare(value), '[0-9]{1,9}'))) from hits where kind = 'account_id' "
    "union all select idx, kid, 'name', lower(trim(value)), false from hits where kind = 'person_name' and free_text "
    "and contains(trim(value), ' ')",
    "insert into said select idx, kid, 'hash', trim(value), true from hits join known_hash on raw = trim(value) "
    "where kind like 'hashed.%'",
    "insert into said select -1, -1, 'email', value, true from dense_mail anti join k_mail using (value)",
    "insert into said select -1, -1, 'id', value, true from dense_id anti join k_id using (value) where value is not "
    "null",
)
_TOLD: Final = """
create temp table told as
with named as (select 'email' as sort, value, key from dir_mail union all select 'id', value, key from dir_key
  union all select 'name', value, key from dir_name union all select 'hash', raw, key from hash_of)
select s.idx, s.kid, s.sort, s.value, s.sure, count(distinct n.key) as people, min(n.key) as key,
  coalesce(bool_or(n.key = t.person), false)
    or coalesce(bool_or(s.sort = 'email' and 'e:' || s.value = t.person), false)
    or bool_or(m.kid is not null) or bool_or(i.kid is not null) as own
from said as s left join named as n on n.sort = s.sort and n.value = s.value
left join state as t on t.kid = s.kid
left join k_mail as m on s.sort = 'email' and m.kid = s.kid and m.value = s.value
left join k_id as i on s.sort = 'id' and i.kid = s.kid and i.value = s.value
group by s.idx, s.kid, s.sort, s.value, s.sure
"""
_SPLIT: Final = (
    "create temp table mention as select idx, kid, sort, value, case when people = 0 then 'e:' || value else key "
    "end as person "
    "from told where not own and sure and (people = 1 or (people = 0 and sort = 'email'))",
    "create temp table weak as select idx, kid, sort, value from told where not own and people > 0 and (not sure "
    "or people > 1)",
    "create temp table own_hit as select distinct idx from told where own and idx >= 0",
)


def mentions(tables: Tables) -> None:
    """Make `mention`, `weak` and `own_hit` from `hits` (with `idx` and the `kid` of their record) and dense values."""
    for statement in _SAID:
        tables.run(statement, {"short": _SHORT} if "$short" in statement else None)
    tables.run(_TOLD)
    for statement in _SPLIT:
        tables.run(statement)
