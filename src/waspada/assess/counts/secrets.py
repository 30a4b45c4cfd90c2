"""Secrets that were found: whose, where, and how to revoke them. Never tried against the provider."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Any, Final

import pyarrow as pa

from waspada.assess.kinds import Kinds, secrets_of
from waspada.assess.tables import Tables
from waspada.core.person_key import fingerprints

_FOUND: Final = """
select h.kind, h.value, coalesce(p.person_id, '') as person_id, h.field, h."table",
  coalesce(arg_min(coalesce(o.organisation, m.organisation_id), h.first_order), '') as organisation_id,
  arg_min(h.first_position, h.first_order) as position
from hits as h join secret_kind as s using (kind)
left join person as p on p.code = h.person left join coded as o on o.rn = h.identity
left join (select key, min(organisation_id) as organisation_id from member group by key having count(*) = 1) as m
  on m.key = p.key
where h.strong group by h.kind, h.value, p.person_id, h.field, h."table"
union all
select distinct v.kind, v.value, '', v.field, v."table", '', '' from dense_values as v join secret_kind using (kind)
semi join (select * from dense where strong) as d using (kind, "table", field)
order by 1, 3, 4, 2
"""
_SHOWN: Final = 4
_SHORTEST_SHOWN: Final = 16
"""Below this length the last four characters would give too much away."""


def _github(value: str) -> str:
    """GitHub's audit log names a token by `hashed_token`, the base64 of its SHA-256 (GitHub documentation)."""
    return b64encode(sha256(value.encode("utf-8", "surrogatepass")).digest()).decode("ascii")


_PROVIDERS: Final[tuple[tuple[str, Callable[[str], str]], ...]] = (("secret.github", _github),)
COLUMNS: Final = (
    *("kind", "provider", "fingerprint", "last4", "person_id", "organisation_id", "field", "position", "how_to_revoke"),
    *("table", "provider_fingerprint"),
)


def secrets(tables: Tables, kinds: Kinds, key: bytes) -> pa.Table:
    """A row for each secret, person and field, sorted."""
    tables.register("secret_kind", pa.table({"kind": pa.array(sorted(secrets_of(kinds)), pa.string())}))
    rows = tables.rows(_FOUND)
    tables.forget("secret_kind")
    prints = fingerprints(key, (row["value"] for row in rows))
    found = [_row(row, kinds, mark) for row, mark in zip(rows, prints, strict=True)]
    found.sort(key=lambda row: tuple(row[name] for name in ("kind", "fingerprint", "person_id", "table", "field")))
    return pa.table({name: pa.array([row[name] for row in found], pa.string()) for name in COLUMNS})


def _row(row: dict[str, Any], kinds: Kinds, mark: str) -> dict[str, str]:
    value, known = row["value"], kinds[row["kind"]]
    published = next((of for start, of in _PROVIDERS if row["kind"].startswith(start)), None)
    return {
        "kind": row["kind"],
        "provider": known.get("provider", ""),
        "fingerprint": mark,
        "last4": value[-_SHOWN:] if len(value) >= _SHORTEST_SHOWN else "",
        "person_id": row["person_id"],
        "organisation_id": row["organisation_id"],
        "field": row["field"],
        "position": row["position"],
        "how_to_revoke": known.get("revoke", ""),
        "table": row["table"],
        "provider_fingerprint": published(value) if published else "",
    }


def by_kind(found: pa.Table, kinds: Kinds) -> list[dict[str, Any]]:
    """Rows of `secrets` in `assessment.json`: counts only."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in found.to_pylist():
        groups.setdefault(row["kind"], []).append(row)
    summary = []
    for kind, rows in sorted(groups.items()):
        owned = {row["fingerprint"] for row in rows if row["person_id"]}
        revoke = kinds[kind].get("revoke", "")
        summary.append(
            {
                "kind": kind,
                "provider": kinds[kind].get("provider", ""),
                "count": len({row["fingerprint"] for row in rows}),
                "people": len({row["person_id"] for row in rows} - {""}),
                "organisations": len({row["organisation_id"] for row in rows} - {""}),
                "unattributed": len({row["fingerprint"] for row in rows} - owned),
                "fields": sorted({row["field"] for row in rows}),
                **(
                    {"revoke_source": revoke}
                    if revoke.startswith("https://")
                    else {"how_to_revoke": revoke}
                    if revoke
                    else {}
                ),
            }
        )
    return summary
