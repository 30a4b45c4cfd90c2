"""The different identities of a dataset, and the identifiers that each of them holds, in one spelling.

An identity is what a record says about its own subject: account, alias, e-mail, device. Rows of `k`, numbered by `kid`:
`i1, i2` ids that are neither an address nor a device, `e1, e2, e3` addresses in lower case, `d1, d2, d3` devices.
"""

from __future__ import annotations

from typing import Final

from waspada.assess.tables import Tables

DEVICE_PREFIX: Final = "$device:"

_MACROS: Final = (
    "create macro filled(x) as nullif(trim(x), '')",
    # An address is one word with something before and after its `@`.
    "create macro as_mail(x) as case when contains(x, '@') then "
    "case when trim(x) like '_%@_%' and not contains(trim(x), ' ') then lower(trim(x)) end end",
    "create macro as_device(x) as case when starts_with(x, '$device:') then filled(substr(x, 9)) end",
    # Some exports say what sort of account an id is of: `agent:42`, `end_user:42`.
    "create macro bare(x) as case when contains(x, ':') then filled(regexp_replace(trim(x), "
    "'^(agent|end[-_]?user|user):', '', 'i')) else filled(x) end",
    "create macro as_id(x, device) as case when as_mail(x) is null and as_device(x) is null "
    "and filled(x) is distinct from filled(device) then bare(x) end",
)

_DISTINCT: Final = (
    "create temp table k as select row_number() over () - 1 as kid, * from "
    "(select distinct account, alias, email, device from identities)"
)
_SPELLED: Final = """
create temp table ks as select kid,
  as_id(account, device) as i1, as_id(alias, device) as i2, filled(account) as r1, filled(alias) as r2,
  as_mail(email) as e1, as_mail(account) as e2, as_mail(alias) as e3,
  coalesce(as_device(device), filled(device)) as d1, as_device(account) as d2, as_device(alias) as d3
from k
"""
_LONG: Final = (
    # Every id is looked up as it stands, also one that looks like an address or is used as a device.
    "create temp table k_id as select distinct kid, value from (select kid, r1 as value from ks union all "
    "select kid, r2 from ks union all select kid, bare(r1) from ks where contains(r1, ':') union all "
    "select kid, bare(r2) from ks where contains(r2, ':')) where value is not null",
    "create temp table k_mail as select distinct kid, value from (select kid, e1 as value from ks union all "
    "select kid, e2 from ks union all select kid, e3 from ks) where value is not null",
    "create temp table k_device as select distinct kid, value from (select kid, d1 as value from ks union all "
    "select kid, d2 from ks union all select kid, d3 from ks) where value is not null",
    "create temp table k_own as select distinct kid, value from (select kid, i1 as value from ks union all "
    "select kid, i2 from ks) where value is not null",
)
ROWS: Final = """
select k.kid from identities as i join k on i.account is not distinct from k.account and i.alias is not distinct
  from k.alias
  and i.email is not distinct from k.email and i.device is not distinct from k.device order by i.rn
"""
_HASHES: Final = """
create temp table k_hash as with found as (
  select distinct value, case
    when length(value) not in (22, 24, 27, 28, 32, 40, 43, 44, 64) then null
    when regexp_full_match(value, '[0-9a-fA-F]{32}') then 'md5_hex'
    when regexp_full_match(value, '[0-9a-fA-F]{40}') then 'sha1_hex'
    when regexp_full_match(value, '[0-9a-fA-F]{64}') then 'sha256_hex'
    when regexp_full_match(value, '[0-9A-Za-z+/_-]{22}(==)?') then 'md5_base64'
    when regexp_full_match(value, '[0-9A-Za-z+/_-]{27}=?') then 'sha1_base64'
    when regexp_full_match(value, '[0-9A-Za-z+/_-]{43}=?') then 'sha256_base64' end as shape
  from (select value from k_own union all select value from k_device union all select email from k
    where as_mail(email) is null union all select trim(value) from hits where kind like 'hashed.%'
    union all select trim(value) from dense_values where kind like 'hashed.%'))
select value as raw, shape, case when shape like '%_hex' then lower(value)
  else rtrim(translate(value, '-_', '+/'), '=') end as value from found where shape is not null
"""


def spell(tables: Tables) -> None:
    """Make `k` and its identifiers from the registered `identities`, which has a row number `rn`."""
    for statement in (*_MACROS, _DISTINCT, _SPELLED, *_LONG):
        tables.run(statement)


def hashes(tables: Tables) -> frozenset[str]:
    """Make `k_hash` (kid, raw, shape, value) and `need_hash` of what could be a hash of an address."""
    tables.run(_HASHES)
    tables.run("create temp table need_hash as select distinct shape, value from k_hash")
    return frozenset(row["shape"] for row in tables.rows("select distinct shape from need_hash"))
