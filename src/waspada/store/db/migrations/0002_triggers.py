"""Triggers behind the log of the workbench; see `store.db.audit`."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from waspada.store.db.triggers import WATCHED, make


def _make(apps: Any, editor: Any) -> None:
    apps.get_model("waspada", "Workspace").objects.get_or_create(pk=1)
    connection = editor.connection
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))  # tables of later migrations are watched there
        columns = {
            table: [column.name for column in connection.introspection.get_table_description(cursor, table)]
            for table in WATCHED
            if table in there
        }
        for statement in make(connection.vendor, columns):
            cursor.execute(statement)


class Migration(migrations.Migration):
    """Made last, over tables that are there."""

    dependencies = (("waspada", "0001_tables"), ("mfa", "0003_authenticator_type_uniq"))
    operations = (migrations.RunPython(_make, migrations.RunPython.noop),)
