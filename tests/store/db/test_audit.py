"""The log of the workbench: chained, only added to, and no write slips past it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.workbench import Workbench

NOW = 1_772_000_100.0


def test_entries_are_chained_and_the_log_is_whole(workbench: Workbench) -> None:
    from waspada.store.db import audit
    from waspada.store.db.models import AuditEntry

    workbench.case()
    entries = list(AuditEntry.objects.order_by("number"))
    assert [one.number for one in entries] == list(range(1, len(entries) + 1))
    assert entries[0].previous == audit.GENESIS
    assert all(later.previous == one.digest for one, later in pairwise(entries))
    assert audit.verify() == []
    assert audit.head() == entries[-1].digest
    assert audit.count() == len(entries)


def test_an_entry_names_the_rows_it_wrote_and_the_head_of_the_case(workbench: Workbench) -> None:
    from waspada.store.db.models import AuditEntry

    case = workbench.case()
    entry = AuditEntry.objects.get(action="case.open")
    assert ["waspada_case", str(case.pk).replace("-", ""), "insert"] in entry.data["rows"] or [
        "waspada_case",
        str(case.pk),
        "insert",
    ] in entry.data["rows"]
    assert len(entry.custody) == 64


@pytest.mark.parametrize("statement", ["update waspada_auditentry set actor = 'x'", "delete from waspada_auditentry"])
def test_the_database_itself_refuses_to_change_an_entry(workbench: Workbench, statement: str) -> None:
    from django.db import DatabaseError, connection, transaction

    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_entry_that_was_altered_behind_the_triggers_is_named(workbench: Workbench) -> None:
    from waspada.store.db import audit
    from waspada.store.db.models import AuditEntry

    workbench.case()
    _without_triggers("update waspada_auditentry set actor = 'Somebody Else' where number = 1")
    assert [(one.what, one.where) for one in audit.verify()] == [("entry", "entry 1")]
    assert AuditEntry.objects.get(number=1).actor == "Somebody Else"


def test_an_entry_that_was_taken_out_behind_the_triggers_leaves_a_gap(workbench: Workbench) -> None:
    from waspada.store.db import audit

    workbench.case()
    _without_triggers("delete from waspada_auditentry where number = 2")
    assert ("gap", "entry 2") in [(one.what, one.where) for one in audit.verify()]


def test_bulk_writes_and_raw_sql_are_noticed(workbench: Workbench) -> None:
    from django.db import connection

    from waspada.store.db import audit
    from waspada.store.db.models import Membership, Task, User

    case = workbench.case()
    Membership.objects.filter(user=workbench.people["Rita"]).update(role="owner")
    Task.objects.bulk_create([Task(case=case, title="one"), Task(case=case, title="two")])
    with connection.cursor() as cursor:
        cursor.execute("update waspada_user set is_admin = %s where name = 'Charlie'", [True])
    Membership.objects.filter(user=workbench.people["Bob"]).delete()
    named = [one.where.split()[0] + " " + one.why.split()[0] for one in audit.verify()]
    assert named == [
        "waspada_membership update",
        "waspada_task insert",
        "waspada_task insert",
        "waspada_user update",
        "waspada_membership delete",
    ]
    assert User.objects.get(name="Charlie").is_admin


def test_a_change_that_slipped_past_cannot_be_explained_away_later(workbench: Workbench) -> None:
    """On PostgreSQL by the number of the transaction, on SQLite by where it began; one test is one transaction."""
    from django.db import connection

    from waspada.store.db import audit
    from waspada.store.db.models import Membership

    workbench.case()
    Membership.objects.filter(user=workbench.people["Rita"]).update(role="owner")
    if connection.vendor == "sqlite":
        with audit.acting():
            audit.record("tests", "something.else", now=NOW)
        assert [one.what for one in audit.verify()] == ["change"]
    else:
        assert audit.pending()


def test_changes_themselves_cannot_be_taken_back(workbench: Workbench) -> None:
    from django.db import DatabaseError, transaction

    from waspada.store.db.models import Change

    workbench.case()
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        Change.objects.all().delete()
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        Change.objects.exclude(entry=None).update(place="elsewhere")


def test_what_fails_leaves_neither_rows_nor_entry(workbench: Workbench) -> None:
    from waspada.store.db import audit
    from waspada.store.db.models import User

    def broken() -> None:
        with audit.acting():
            User.objects.create_user("eve@example.org", "Eve")
            audit.record("tests", "person.invite", now=NOW)
            raise RuntimeError

    before = audit.head()
    with pytest.raises(RuntimeError):
        broken()
    assert audit.head() == before
    assert not User.objects.filter(name="Eve").exists()


def _without_triggers(statement: str) -> None:
    """As somebody who runs the database could."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("alter table waspada_auditentry disable trigger user")
            cursor.execute(statement)
            cursor.execute("alter table waspada_auditentry enable trigger user")
            return
        for act in ("update", "delete"):
            cursor.execute(f"drop trigger keep_auditentry_{act}")
        cursor.execute(statement)
