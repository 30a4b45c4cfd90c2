"""The company that runs this."""

from __future__ import annotations

from tests.workbench import Workbench

from waspada.store.db.models import Workspace


def test_there_is_one_row_from_the_first_migration_on(workbench: Workbench) -> None:
    assert Workspace.objects.count() == 1
    assert Workspace.get().zone == "UTC"
