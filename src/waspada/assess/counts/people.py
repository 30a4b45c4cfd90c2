"""The people of a dataset as rows: who they are by the directory, where they live, what they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import pyarrow as pa

from waspada.assess.accounts.columns import ADMIN_ROLES, MFA_OFF, MFA_ON, OTHER_ROLES, word
from waspada.assess.counts.residence import country_code, region_code
from waspada.assess.directory import Directory
from waspada.assess.tables import Tables

_VALUE_MAPS: Final = (
    ("map_role", "select distinct role as value from dir where role is not null"),
    ("map_mfa", "select distinct mfa as value from dir where mfa is not null"),
    ("map_country", "select distinct country as value from dir where country is not null"),
    (
        "map_region",
        "select distinct region as value, coalesce(c.code, '') as country from dir left join map_country as c "
        "on c.value = dir.country where region is not null",
    ),
)
# What the dataset says of a person matters only where the directory says nothing.
_LACKING: Final = (
    "create temp table lacking as select c.person, c.first_order, nullif(trim(c.name), '') as name, "
    "nullif(trim(c.country), '') as country, nullif(trim(c.region), '') as region from coded as c semi join ("
    "select p.code from person as p left join known as k using (key) where k.name is null or k.country is null) as l "
    "on l.code = c.person"
)
_SEEN_MAPS: Final = (
    ("map_seen_country", "select distinct country as value from lacking where country is not null"),
    (
        "map_seen_region",
        "select distinct region as value, coalesce(c.code, '') as country from lacking left join map_seen_country as c "
        "on c.value = lacking.country where region is not null",
    ),
)
_KNOWN: Final = (
    # One row for each organisation of a person; its name stands in for an id that the directory does not have.
    "create temp table member as select d.key, coalesce(d.organisation_id, d.organisation_name) as organisation_id, "
    "min(d.organisation_name) as organisation_name, string_agg(distinct d.role, '; ' order by d.role) as role, "
    "case when bool_or(m.code = 'yes') then 'yes' when bool_and(coalesce(m.code, 'unknown') = 'no') then 'no' "
    "else 'unknown' end as admin from dir as d left join map_role as m on m.value = d.role "
    "where coalesce(d.organisation_id, d.organisation_name) is not null group by 1, 2",
    "create temp table known as select d.key, min(d.account_id) as account_id, "
    "min(coalesce(d.name, nullif(trim(concat_ws(' ', d.first_name, d.last_name)), ''))) as name, min(d.email) as "
    "email, "
    "min(nullif(c.code, '')) as country, min(nullif(r.code, '')) as region, min(d.locale) as locale, "
    "case when bool_or(f.code = 'off') then 'off' when bool_or(f.code = 'on') then 'on' else 'unknown' end as mfa, "
    "list_sort(list_distinct(flatten(list(coalesce(list_filter(list_transform(regexp_split_to_array(d.products, "
    "'[,;|\\[\\]\"]'), lambda x: trim(x)), lambda x: x <> ''), []))))) as products, "
    # An admin of nothing in particular counts too; who has no organisation and no role is not one.
    "case when bool_or(m.code = 'yes') then 'yes' when bool_or(coalesce(m.code, case when d.role is null and "
    "coalesce(d.organisation_id, d.organisation_name) is null then 'no' else 'unknown' end) = 'unknown') then "
    "'unknown' "
    "else 'no' end as admin from dir as d left join map_role as m on m.value = d.role left join map_mfa as f "
    "on f.value = d.mfa left join map_country as c on c.value = d.country left join map_region as r "
    "on r.value = d.region and r.country = coalesce(c.code, '') group by d.key",
)
_SEEN: Final = (
    "create temp table seen as select person, sum(records)::bigint as records, min(first_seen) as first_seen, "
    "max(last_seen) as last_seen from coded where person >= 0 group by person",
    "create temp table seen_place as select person, arg_min(l.name, first_order) filter (l.name is not null) as name, "
    "arg_min(c.code, first_order) filter (c.code <> '') as country from lacking as l "
    "left join map_seen_country as c on c.value = l.country group by person",
    "create temp table seen_region as select l.person, arg_min(r.code, first_order) as region from lacking as l "
    "join map_seen_country as c on c.value = l.country join map_seen_region as r on r.value = l.region "
    "and r.country = c.code join seen_place as s on s.person = l.person and s.country = c.code where r.code <> '' "
    "group by l.person",
    "create temp table spoken as select p.code as person, sum(h.records)::bigint as records from mention as m "
    "join person as p on p.key = m.person and p.relation = 'mentioned' join hits as h using (idx) group by p.code",
)
_PEOPLE: Final = """
select p.person_id, coalesce(k.account_id, '') as account_id, coalesce(k.name, w.name, '') as name,
  coalesce(k.email, case when starts_with(p.key, 'e:') then substr(p.key, 3) end, '') as email,
  coalesce(k.country, w.country, '') as country,
  coalesce(k.region, case when k.country is null then g.region end, '') as region,
  case when k.country is not null then 'directory' when w.country is not null then 'dataset' else 'unknown' end
    as residence_from,
  coalesce(k.locale, '') as locale, coalesce(k.mfa, 'unknown') as mfa, coalesce(k.products, []) as products,
  p.relation, p.combination, coalesce(s.records, t.records, 0) as records,
  make_timestamptz(s.first_seen) as first_seen, make_timestamptz(s.last_seen) as last_seen,
  p.rule as matched_by, 'strong' as strength, coalesce(k.admin, 'unknown') as admin, k.key is not null as known
from person as p left join known as k using (key) left join seen as s on s.person = p.code
left join seen_place as w on w.person = p.code left join seen_region as g on g.person = p.code
left join spoken as t on t.person = p.code order by p.code
"""


def people(tables: Tables, directory: Directory | None) -> pa.Table:
    """Rows of everybody in `person`, in the order of their ids; `combination` says which kinds they have."""
    _maps(tables, directory, _VALUE_MAPS)
    for statement in (*_KNOWN, _LACKING):
        tables.run(statement)
    _maps(tables, directory, _SEEN_MAPS)
    for statement in _SEEN:
        tables.run(statement)
    return tables.arrow(_PEOPLE)


def _maps(tables: Tables, directory: Directory | None, maps: Iterable[tuple[str, str]]) -> None:
    """Tables from what stands in the data to what it means: roles, MFA, countries, regions."""
    given = directory.values.values if directory else {}
    chosen = directory.admin_roles if directory else frozenset()
    for name, sql in maps:
        values = tables.arrow(sql)
        rows = values.to_pylist()
        if name == "map_role":
            codes = [_role(row["value"], given, chosen) for row in rows]
        elif name == "map_mfa":
            codes = [_mfa(row["value"], given) for row in rows]
        elif name.endswith("country"):
            codes = [country_code(row["value"]) for row in rows]
        else:
            codes = [region_code(row["value"], row["country"]) for row in rows]
        tables.register(f"{name}_given", values.append_column("code", pa.array(codes, pa.string())))
        tables.run(f"create temp table {name} as select * from {name}_given")  # noqa: S608 - names of ours only
        tables.forget(f"{name}_given")


def memberships(tables: Tables) -> pa.Table:
    return tables.arrow(
        "select p.person_id, m.organisation_id, coalesce(m.role, '') as role, m.admin from member as m "
        "join person as p using (key) order by p.person_id, m.organisation_id"
    )


def organisations(tables: Tables) -> pa.Table:
    """Organisations of the subjects; `combinations` lists what their people have."""
    return tables.arrow(
        "select m.organisation_id, coalesce(min(m.organisation_name), '') as name, count(*) as people, "
        "count(*) filter (m.admin = 'yes') as admins, count(*) filter (m.admin = 'yes' and k.mfa = 'off') as "
        "admins_without_mfa, "
        "sum(s.records)::bigint as records, list_sort(list(distinct p.combination)) as combinations "
        "from member as m join person as p using (key) join known as k using (key) join seen as s on s.person = p.code "
        "where p.relation = 'subject' group by m.organisation_id order by m.organisation_id"
    )


def _role(value: str, given: Mapping[tuple[str, str], frozenset[str]], chosen: frozenset[str]) -> str:
    lower, spelled = value.strip().lower(), word(value)
    if lower in given.get(("role", "admin"), ()) or lower in chosen:
        return "yes"
    if chosen or lower in given.get(("role", "other"), ()):
        return "no"
    # Several roles in one cell: `member;admin`.
    words = {word(part) for part in lower.replace("|", ";").replace(",", ";").split(";")} | {spelled}
    if not ADMIN_ROLES.isdisjoint(words):
        return "yes"
    return "no" if words - {spelled} <= OTHER_ROLES and (spelled in OTHER_ROLES or len(words) > 1) else "unknown"


def _mfa(value: str, given: Mapping[tuple[str, str], frozenset[str]]) -> str:
    lower = value.strip().lower()
    for code, known in (("on", MFA_ON), ("off", MFA_OFF)):
        if lower in given.get(("mfa", code), ()):
            return code
        if ("mfa", "on") not in given and ("mfa", "off") not in given and word(value) in known:
            return code
    return "unknown"
