"""Whether the workbench knows a case; for commands, which also work where there is no workbench."""

from __future__ import annotations

import uuid

from django.db import connection
from django.db.utils import DatabaseError

from waspada.core.errors import CannotWrite
from waspada.store.db.models import Case


def is_set_up() -> bool:
    """Whether this database holds a workbench at all."""
    return Case._meta.db_table in connection.introspection.table_names()


def case(case_id: str) -> Case | None:
    """The row of a case; None: this database knows none of this id, or was never set up.

    Raises:
        CannotWrite: the database cannot be asked. What is guarded by it must not happen then.
    """
    found: Case | None = None
    failed = False
    try:
        if is_set_up():
            found = Case.objects.filter(pk=uuid.UUID(case_id)).first()
    except DatabaseError:
        failed = True
    if failed:
        raise CannotWrite("the database of the workbench cannot be read", hint="Check DATABASE_URL and WASPADA_HOME.")
    return found
