"""Which tables are watched, and that each of them is."""

from __future__ import annotations

from tests.workbench import Workbench


def test_every_watched_table_has_its_triggers_for_every_act(workbench: Workbench) -> None:
    from django.db import connection

    from waspada.store.db.triggers import WATCHED, make

    columns = {table: ["id", "name"] for table in WATCHED}
    for vendor in ("sqlite", "postgresql"):
        made = " ".join(make(vendor, columns))
        assert all(f"on {table} " in made for table in WATCHED)
        assert "waspada_auditentry" in made
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from sqlite_master where type = 'trigger' and name like 'audit_%'")
            assert cursor.fetchone()[0] == 3 * len(WATCHED)


def test_every_table_of_ours_is_watched_or_named_here_with_its_reason(workbench: Workbench) -> None:
    from waspada.store.db.triggers import WATCHED

    program = {"waspada_job", "waspada_auditentry", "waspada_change"}
    ledger = {"waspada_delivery", "waspada_pace"}  # is itself the record, and written at every step of every letter
    made_from_a_run = {name for name in _tables() if name not in WATCHED and name not in program | ledger}
    assert made_from_a_run <= {
        "waspada_projection",
        "waspada_person",
        "waspada_profile",
        "waspada_organisation",
        "waspada_belonging",
    }, "watch it in store/db/triggers.py, or say here why not"


def _tables() -> set[str]:
    from django.apps import apps

    return {model._meta.db_table for model in apps.get_app_config("waspada").get_models()}


def test_signing_in_is_no_change_of_a_person(workbench: Workbench) -> None:
    from django.utils import timezone

    from waspada.store.db import audit
    from waspada.store.db.models import User

    User.objects.filter(name="Alice").update(last_login=timezone.now())
    assert audit.verify() == []
