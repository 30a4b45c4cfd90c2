"""Records to people: identifiers are spelled, looked up in the directory, linked, and everybody gets a number.

Person numbers follow the order of `person_id`, so whatever is sorted by number is sorted by id.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from waspada.assess import directory_load
from waspada.assess.decisions import Decision
from waspada.assess.directory import Directory
from waspada.assess.matching import ambiguous, identities, linking, mentions, named
from waspada.assess.partials import Merged
from waspada.assess.tables import Tables
from waspada.core.person_key import account_ids, identity_ids

Ints = npt.NDArray[np.int64]
HASH_OF_DIRECTORY: Final = "hash of an address in the directory"
_KEYS: Final = ("account", "alias", "email", "device")
_EVERYONE: Final = """
with subject as (
  select person as key, $rules[min(list_position($rules, rule))] as rule from state where person is not null group
    by person),
spoken as (
  select person as key, min(case sort when 'id' then 'account_id' when 'hash' then 'hashed_email' else 'email' end)
    as rule
  from mention group by person)
select key, 'subject' as relation, rule from subject
union all select key, 'mentioned', rule from spoken anti join subject using (key)
"""


@dataclass(frozen=True, slots=True, repr=False)
class Resolved:
    """Where everybody is: numbers into the tables."""

    rows: int
    """Of the whole directory."""
    organisations_unknown: int | None
    """Organisations that the dataset names and the directory does not; null where the directory names none."""
    ambiguous: pa.Table
    rejected: tuple[Decision, ...]
    """Decisions about matches that applied."""


def resolve(
    tables: Tables, merged: Merged, directory: Directory | None, matches: Sequence[Decision], key: bytes
) -> Resolved:
    """Make `coded` (identity rows with `kid` and `person`), `hits` (with `kid`, `person`, `idx`) and `person_base`."""
    keyed = merged.identities.select(list(_KEYS))
    tables.register("identities", keyed.append_column("rn", pa.array(np.arange(keyed.num_rows))))
    tables.register("dense_values", merged.dense_values)
    identities.spell(tables)
    kid = tables.arrow(identities.ROWS)["kid"].to_numpy()
    given = _with_records(merged, kid)
    tables.register("hits", given)
    shapes = identities.hashes(tables) if directory else frozenset[str]()
    for statement in mentions.NEEDS:
        tables.run(statement)
    if directory is None:
        directory_load.empty(tables)
    size = directory_load.load(tables, directory, shapes) if directory else 0
    named.match(tables, shapes)
    linking.link(tables)
    hits = _hits(tables, given, shapes)
    mentions.mentions(tables)
    unsure = ambiguous.collect(tables, key)
    unsure, applied = _decide(tables, unsure, matches, key)
    _number(tables, key)
    _code(tables, merged, hits, kid)
    strangers = _strangers(tables, merged, directory)
    return Resolved(size, strangers, unsure, applied)


def _strangers(tables: Tables, merged: Merged, directory: Directory | None) -> int | None:
    if directory is None:
        return None
    return directory_load.unknown_organisations(tables, directory, merged.identities["organisation"])


def _with_records(merged: Merged, kid: Ints) -> pa.Table:
    """Hits with `idx` and the `kid` of their record, -1 in raw text."""
    rows = merged.hits["identity"].to_numpy()
    of_record = np.full(len(rows), -1, np.int64)
    of_record[rows >= 0] = kid[rows[rows >= 0]]
    return merged.hits.append_column("idx", pa.array(np.arange(len(rows)))).append_column("kid", pa.array(of_record))


def _hits(tables: Tables, hits: pa.Table, shapes: frozenset[str]) -> pa.Table:
    """Hashes become strong where they are of a known address; others are dropped unless strong anyway."""
    known = (
        "select raw, key from k_hash join dir_hash using (shape, value)"
        if shapes
        else "select null::varchar as raw, null::varchar as key where false"
    )
    tables.run(f"create temp table hash_of as {known}")
    tables.run("create temp table known_hash as select distinct raw from hash_of")
    if not any(kind.startswith("hashed.") for kind in pc.unique(hits["kind"]).to_pylist()):
        return hits
    tables.forget("hits")
    tables.register("hits_given", hits)
    changed = tables.arrow(
        "select * replace (coalesce(strong or (kind like 'hashed.%' and k.raw is not null), false) as strong, "
        "case when kind like 'hashed.%' and k.raw is not null then $how else how end as how) from hits_given as h "
        "left join known_hash as k on k.raw = trim(h.value) "
        "where kind not like 'hashed.%' or strong or k.raw is not null "
        "order by idx",
        {"how": HASH_OF_DIRECTORY},
    ).drop("raw")
    tables.forget("hits_given")
    tables.register("hits", changed)
    return changed


def _decide(
    tables: Tables, unsure: pa.Table, matches: Sequence[Decision], key: bytes
) -> tuple[pa.Table, tuple[Decision, ...]]:
    """Apply decisions about identities: confirmed ones become their person, rejected ones nobody."""
    tables.register("unsure_ids", unsure)
    if not matches:
        return unsure, ()
    rows = {row["identity_id"]: row for row in unsure.to_pylist()}
    applied, gone = [], []
    for decision in matches:
        row = rows.get(decision.match)
        if row is None:
            continue
        names = dict(zip(_person_ids(row["candidates"], key), row["candidates"], strict=True))
        names |= {candidate[2:]: candidate for candidate in row["candidates"]}
        person = names.get(decision.person)
        if not decision.rejected and person is None:
            continue
        tables.run(
            "update state set person = $person, rule = case when $person is null then 'rejected' else 'decision' end "
            "where kid in (select kid from puzzle where reason = $reason and identifiers = $identifiers)",
            {"person": person, "reason": row["reason"], "identifiers": row["identifiers"]},
        )
        if row["weak"] and person is not None:
            tables.run(
                "insert into mention select idx, kid, sort, value, $person from weak where [value] = $identifiers",
                {"person": person, "identifiers": row["identifiers"]},
            )
        applied.append(decision)
        gone.append(decision.match)
    left = unsure.filter(pa.array([name not in gone for name in unsure["identity_id"].to_pylist()], pa.bool_()))
    tables.forget("unsure_ids")
    tables.register("unsure_ids", left)
    _reject_people(tables, matches, applied, key)
    return left, tuple(applied)


def _reject_people(tables: Tables, matches: Sequence[Decision], applied: list[Decision], key: bytes) -> None:
    """A rejected person id: everything that led to this person leads to nobody."""
    rejected = {decision.match: decision for decision in matches if decision.rejected and decision not in applied}
    if not rejected:
        return
    known = tables.arrow("select distinct person from state where person is not null")["person"].to_pylist()
    for identifier, person in zip(_person_ids(known, key), known, strict=True):
        if identifier in rejected:
            tables.run("update state set person = null, rule = 'rejected' where person = $person", {"person": person})
            tables.run("delete from mention where person = $person", {"person": person})
            applied.append(rejected[identifier])


def _person_ids(keys: Sequence[str], key: bytes) -> list[str]:
    """Of `a:<account>` and `e:<address>`, in order."""
    known = [name[2:] for name in keys if name.startswith("a:")]
    others = [name[2:] for name in keys if name.startswith("e:")]
    accounts, contacts = iter(account_ids(key, known)), iter(identity_ids(key, others))
    return [next(accounts) if name.startswith("a:") else next(contacts) for name in keys]


person_ids = _person_ids


def _number(tables: Tables, key: bytes) -> None:
    everyone = tables.arrow(_EVERYONE, {"rules": list(named.RULES)})
    ids = _person_ids(everyone["key"].to_pylist(), key)
    everyone = everyone.append_column("person_id", pa.array(ids, pa.string())).sort_by("person_id")
    tables.register("person_base", everyone.append_column("code", pa.array(np.arange(everyone.num_rows))))


def _code(tables: Tables, merged: Merged, hits: pa.Table, kid: Ints) -> None:
    """Person numbers for identity rows and hits; -1 is nobody."""
    found = tables.arrow("select s.kid, p.code from state as s join person_base as p on p.key = s.person")
    size = tables.value("select count(*) from k")
    code = np.full(size + 1, -1, np.int64)  # the last is for hits without a record, whose kid is -1
    code[found["kid"].to_numpy()] = found["code"].to_numpy()
    rows = merged.identities.append_column("rn", pa.array(np.arange(len(kid))))
    tables.register("coded", rows.append_column("kid", pa.array(kid)).append_column("person", pa.array(code[kid])))
    person = code[hits["kid"].to_numpy()]
    others = tables.arrow(
        "select m.idx, max(p.code)::bigint as code from (select idx, null as person from weak union all select "
        "idx, person "
        "from mention) as m left join person_base as p on p.key = m.person where m.idx >= 0 group by m.idx"
    )
    at = np.searchsorted(hits["idx"].to_numpy(), others["idx"].to_numpy())
    person[at] = pc.fill_null(others["code"], -1).to_numpy()
    tables.forget("hits")
    tables.register("hits", hits.append_column("person", pa.array(person)))
