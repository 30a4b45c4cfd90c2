"""Identities to people by what they say of themselves: account id, e-mail address, hash of an address.

A person is a text key here: `a:<account id>`, or `e:<address>` for somebody without an account. Two identifiers that
name different people settle nothing: the identity is ambiguous, and its candidates are kept.
"""

from __future__ import annotations

from typing import Final

from waspada.assess.directory_load import HASHES
from waspada.assess.tables import Tables

_NAMED: Final = (
    # Whom each identifier names: by account id, by address, by the hash of an address.
    "create temp table named as select distinct kid, 'a' as rule, d.key from k_id join dir_key as d using (value) "
    "union all select distinct kid, 'e', d.key from k_mail join dir_mail as d using (value)",
)
_HASHED: Final = (
    "insert into named select distinct kid, 'h', d.key from (select kid, value from k_own union all "
    "select kid, value from k_device union all select kid, email from k where as_mail(email) is null) as v "
    "join k_hash as h on h.raw = v.value join dir_hash as d on d.value = h.value and d.shape = h.shape",
    # A hash in another field of the record speaks only where nothing else does, and never for records without any id.
    "insert into named select distinct h.kid, 'h', d.key from hits as h join k_hash as s on s.raw = trim(h.value) "
    "join dir_hash as d on d.value = s.value and d.shape = s.shape where h.kind like 'hashed.%' and not h.free_text "
    "and h.kid in (select kid from k_own union select kid from k_device) and h.kid not in (select kid from named)",
)
_COUNTED: Final = """
create temp table state as
with counted as (
  select kid, count(*) filter (rule = 'a') as an, min(key) filter (rule = 'a') as ak,
    count(*) filter (rule = 'e') as en, min(key) filter (rule = 'e') as ek,
    count(*) filter (rule = 'h') as hn, min(key) filter (rule = 'h') as hk from named group by kid),
agreed as (
  select distinct c.kid, n.rule from counted as c join named as n on n.kid = c.kid
    and n.key = case when c.an > 0 then c.ak else c.ek end),
judged as (
  select c.*, e.kid is not null as e_agrees, h.kid is not null as h_agrees from counted as c
    left join agreed as e on e.kid = c.kid and e.rule = 'e' left join agreed as h on h.kid = c.kid and h.rule = 'h'),
mails as (select kid, count(*) as n, min(value) as value from k_mail group by kid)
select k.kid, case
    when an > 1 then null
    when an = 1 then case when (en = 0 or e_agrees) and (hn = 0 or h_agrees) then ak end
    when en > 1 then null
    when en = 1 then case when hn = 0 or h_agrees then ek end
    when hn = 1 then hk
    when hn > 1 then null
    when m.value is not null then 'e:' || coalesce(k.e1, m.value) end as person,
  case
    when an > 1 then 'conflict'
    when an = 1 then case when (en = 0 or e_agrees) and (hn = 0 or h_agrees) then 'account_id' else 'conflict' end
    when en > 1 then case when m.n = 1 then 'shared_email' else 'conflict' end
    when en = 1 then case when hn = 0 or h_agrees then 'email' else 'conflict' end
    when hn = 1 then 'hashed_email'
    when hn > 1 then 'shared_email'
    when m.value is not null then 'contact' end as rule
from ks as k left join judged using (kid) left join mails as m using (kid)
"""
RULES: Final = ("account_id", "email", "hashed_email", "contact", "linked_id", "device", "decision")
"""How an identity became a person, the best first."""


def match(tables: Tables, shapes: frozenset[str]) -> None:
    """Make `named` (whom each identifier names) and `state` (kid, person, rule), both for later steps."""
    for statement in _NAMED:
        tables.run(statement)
    if shapes:
        tables.run(_hash_table(shapes))
        for statement in _HASHED:
            tables.run(statement)
    tables.run(_COUNTED)


def _hash_table(shapes: frozenset[str]) -> str:
    each = (
        f"select '{shape}' as shape, {HASHES[shape].format('value')} as value, key from dir_mail"  # noqa: S608 - names of ours only
        for shape in sorted(shapes)
    )
    return "create temp table dir_hash as " + " union all ".join(each)
