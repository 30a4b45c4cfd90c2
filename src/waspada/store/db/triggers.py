"""SQL of the triggers behind `audit`: which tables are watched, and what may never be changed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

WATCHED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "waspada_user": "id",
        "waspada_vendor": "slug",
        "waspada_case": "case_id",
        "waspada_membership": "id",
        "waspada_task": "id",
        "waspada_approval": "id",
        "waspada_consent": "id",
        "waspada_apitoken": "id",
        "waspada_workspace": "id",
        "waspada_setuplink": "id",
        "mfa_authenticator": "id",
        "waspada_notice": "id",
        "waspada_enquiry": "id",
        "waspada_enquiryanswer": "id",
        "waspada_mfapoint": "id",
    }
)
"""Table → primary key. Not watched: jobs and projections (made by the program, checked against the run's manifest), and
the ledger of letters, which is itself the record of what was sent, written at every step of every letter."""
_UNWATCHED_COLUMNS: Final = MappingProxyType(
    {
        "waspada_user": ("last_login",),
        "waspada_apitoken": ("last_used",),
        "mfa_authenticator": ("last_used_at", "data"),
    }
)
"""Written at every use; a change of nothing else is no act. (`data` of a passkey counts its uses.)"""
_ACTS: Final = (("insert", "new"), ("update", "new"), ("delete", "old"))


def make(vendor: str, columns: Mapping[str, list[str]]) -> list[str]:
    """Statements that make all triggers.

    Args:
        vendor: `sqlite` or `postgresql`.
        columns: table → its columns.
    """
    return [*(_KEEP_SQLITE if vendor == "sqlite" else _KEEP_POSTGRESQL), *watch(vendor, columns)]


def watch(vendor: str, columns: Mapping[str, list[str]]) -> list[str]:
    """Statements that watch these tables, which are in WATCHED; of a later migration, those that it made."""
    return _sqlite(columns) if vendor == "sqlite" else _postgresql(columns)


def _watched_columns(table: str, columns: Mapping[str, list[str]]) -> list[str]:
    return [name for name in columns[table] if name not in _UNWATCHED_COLUMNS.get(table, ())]


def _sqlite(columns: Mapping[str, list[str]]) -> list[str]:
    made = []
    for table in columns:
        for act, row in _ACTS:
            of = f" of {', '.join(_watched_columns(table, columns))}" if act == "update" else ""
            noted = f"insert into waspada_change (place, row, act) values ('{table}', {row}.{WATCHED[table]}, '{act}')"  # noqa: S608 - names of ours
            made.append(f"create trigger audit_{table}_{act} after {act}{of} on {table} begin {noted}; end")
    return made


def _postgresql(columns: Mapping[str, list[str]]) -> list[str]:
    made = []
    for table in columns:
        of = ", ".join(_watched_columns(table, columns))
        made.append(
            f"create trigger audit_{table} after insert or delete or update of {of} on {table} "
            f"for each row execute function waspada_note('{WATCHED[table]}')"
        )
    return made


_KEEP_SQLITE: Final = (
    *(
        f"create trigger keep_auditentry_{act} before {act} on waspada_auditentry begin "
        "select raise(abort, 'the log is only added to'); end"
        for act in ("update", "delete")
    ),
    "create trigger keep_change_delete before delete on waspada_change begin "
    "select raise(abort, 'the log is only added to'); end",
    "create trigger keep_change_update before update on waspada_change when old.entry is not null "
    "or new.place is not old.place or new.row is not old.row or new.act is not old.act begin "
    "select raise(abort, 'the log is only added to'); end",
)
_KEEP_POSTGRESQL: Final = (
    "create function waspada_note() returns trigger language plpgsql as $$ declare changed jsonb; begin "
    "changed := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end; "
    "insert into waspada_change (place, row, act, transaction) "
    "values (tg_table_name, changed ->> tg_argv[0], lower(tg_op), txid_current()); return null; end $$",
    "create function waspada_keep() returns trigger language plpgsql as $$ begin "
    "raise exception 'the log is only added to'; end $$",
    *(
        f"create trigger keep_{table} before {acts} on {table} for each row execute function waspada_keep()"
        for table, acts in (("waspada_auditentry", "update or delete"), ("waspada_change", "delete"))
    ),
    *(
        f"create trigger keep_{table}_whole before truncate on {table} "
        "for each statement execute function waspada_keep()"
        for table in ("waspada_auditentry", "waspada_change")
    ),
    "create trigger keep_waspada_change_update before update on waspada_change for each row "
    "when (old.entry is not null or new.place <> old.place or new.row <> old.row or new.act <> old.act) "
    "execute function waspada_keep()",
)
