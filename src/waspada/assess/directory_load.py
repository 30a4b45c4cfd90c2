"""The rows of the directory that the dataset needs, and no others: keys of all rows first, then the chosen rows."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from waspada.assess.accounts.columns import MEANINGS
from waspada.assess.directory import Directory
from waspada.assess.tables import Tables

HASHES: Final = {
    "md5_hex": "md5({0})",
    "sha1_hex": "sha1({0})",
    "sha256_hex": "sha256({0})",
    "md5_base64": "rtrim(to_base64(unhex(md5({0}))), '=')",
    "sha1_base64": "rtrim(to_base64(unhex(sha1({0}))), '=')",
    "sha256_base64": "rtrim(to_base64(unhex(sha256({0}))), '=')",
}
"""Unsalted hashes of an address, in SQL; compared in lower case (hex) and without padding (base64)."""

_NEEDS: Final = ("need_id", "need_mail", "need_name")
_FINAL: Final = (
    "create temp table dir as select distinct * from (select case when account_id is not null then 'a:' || account_id "
    "else 'e:' || lower(email) end as key, *, lower(email) as mail from dir_trimmed) where key is not null",
    "create temp table dir_key as select distinct account_id as value, key from dir where account_id is not null",
    "create temp table dir_mail as select distinct mail as value, key from dir where mail is not null",
)


def load(tables: Tables, directory: Directory, shapes: frozenset[str]) -> int:
    """Make `dir`, `dir_key` and `dir_mail`; returns how many rows the whole directory has.

    Rows are needed whose account, address, hash of an address or name is in a `need_…` table, and with each of them all
    other rows of the same account: one person may belong to several organisations.
    """
    known = directory.recognised
    wanted = {meaning: known[meaning] for meaning in ("account_id", "email", "name") if meaning in known}
    names = tables.arrow("select value from need_name")["value"]
    if not len(names):
        wanted.pop("name", None)
    keys = directory.rows.read(list(wanted.values()))
    chosen = _choose(tables, keys, wanted, names, shapes)
    columns = {**known, **{f"extra{number}": column for number, column in enumerate(directory.extra.values())}}
    rest = [column for column in dict.fromkeys(columns.values()) if column not in keys.column_names]
    rows = directory.rows.take(rest, chosen) if rest else keys.slice(0, 0)
    read = keys.take(pa.array(chosen))
    tables.register(
        "dir_raw",
        pa.table({name: (read if column in keys.column_names else rows)[column] for name, column in columns.items()}),
    )
    trimmed = [f"nullif(trim({name}), '') as {name}" for name in columns]
    missing = [f"null::varchar as {meaning}" for meaning in MEANINGS if meaning not in known]
    tables.run(f"create temp table dir_trimmed as select {', '.join(trimmed + missing)} from dir_raw")  # noqa: S608 - names of ours only
    tables.forget("dir_raw")
    for statement in _FINAL:
        tables.run(statement)
    return int(keys.num_rows)


def empty(tables: Tables) -> None:
    """The same tables without a row, for a run without a directory."""
    columns = ", ".join(f"{name} varchar" for name in ("key", *MEANINGS, "mail"))
    tables.run(f"create temp table dir ({columns})")
    tables.run("create temp table dir_key (value varchar, key varchar)")
    tables.run("create temp table dir_mail (value varchar, key varchar)")


def unknown_organisations(tables: Tables, directory: Directory, named: pa.ChunkedArray) -> int | None:
    """How many of these organisations the directory does not name; null where it names none at all."""
    meanings = [name for name in ("organisation_id", "organisation_name") if name in directory.recognised]
    if not meanings:
        return None
    left = pc.unique(_spelled(pc.unique(named).drop_null()))
    left = left.filter(pc.not_equal(left, ""))
    for meaning in meanings:
        left = _without(left, tables.arrow(f"select distinct {meaning} as value from dir")["value"])  # noqa: S608 - names of ours only
    if not len(left):  # which spares reading those columns of a large directory
        return 0
    rows = directory.rows.read([directory.recognised[meaning] for meaning in meanings])
    for column in rows.column_names:
        left = _without(left, pc.unique(rows[column]))
    return len(left)


def _spelled(values: Any) -> Any:
    return pc.utf8_lower(pc.utf8_trim_whitespace(values))


def _without(values: Any, known: Any) -> Any:
    return values.filter(pa.array(~_among(values, _spelled(known))))


def _choose(
    tables: Tables, keys: pa.Table, wanted: dict[str, str], names: Any, shapes: frozenset[str]
) -> npt.NDArray[np.int64]:
    chosen = np.zeros(keys.num_rows, dtype=np.bool_)
    if "email" in wanted:
        mails = pc.utf8_lower(pc.utf8_trim_whitespace(keys[wanted["email"]]))
        chosen |= _among(mails, tables.arrow("select value from need_mail")["value"])
        if shapes:
            chosen |= _hashed(tables, mails, shapes)
    if "name" in wanted:
        chosen |= _among(pc.utf8_lower(pc.utf8_trim_whitespace(keys[wanted["name"]])), names)
    if "account_id" in wanted:
        accounts = pc.utf8_trim_whitespace(keys[wanted["account_id"]])
        by_id = _among(accounts, tables.arrow("select value from need_id")["value"])
        by_other = accounts.filter(pa.array(chosen & ~by_id))
        chosen |= by_id
        if len(by_other):
            chosen |= _among(accounts, by_other.drop_null())
    return np.flatnonzero(chosen)


def _among(values: Any, wanted: Any) -> npt.NDArray[np.bool_]:
    wanted = wanted.combine_chunks() if isinstance(wanted, pa.ChunkedArray) else wanted
    found = pc.is_in(values, value_set=wanted.drop_null(), skip_nulls=True)
    return np.asarray(found.to_numpy(zero_copy_only=False) if isinstance(found, pa.Array) else found.to_numpy())


def _hashed(tables: Tables, mails: Any, shapes: frozenset[str]) -> npt.NDArray[np.bool_]:
    """Which addresses have a hash that stands in the dataset. All shapes of a function are computed in one pass."""
    tables.register("all_mails", pa.table({"row": np.arange(len(mails)), "mail": mails}))
    tests = [
        f"{HASHES[shape].format('mail')} in (select value from need_hash where shape = '{shape}')"  # noqa: S608 - names of ours only
        for shape in sorted(shapes)
    ]
    sql = f"select row from all_mails where {' or '.join(tests)}"  # noqa: S608 - names of ours only
    found = tables.arrow(sql)["row"].to_numpy()
    tables.forget("all_mails")
    chosen = np.zeros(len(mails), dtype=np.bool_)
    chosen[found] = True
    return chosen
