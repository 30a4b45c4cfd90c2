"""Text that is searched by its beginning is ordered by its bytes, whatever the database speaks."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from waspada.store.db.models import Belonging, Organisation, Person


@pytest.mark.parametrize(("vendor", "collation"), [("postgresql", "C"), ("sqlite", None)])
def test_the_collation(vendor: str, collation: str | None) -> None:
    from django.db import connection

    pretended: Any = SimpleNamespace(vendor=vendor, data_types=connection.data_types, ops=connection.ops)
    pretended.data_type_check_constraints = connection.data_type_check_constraints
    for model, name in ((Person, "email"), (Person, "name"), (Organisation, "key"), (Belonging, "person_id")):
        field = cast(Any, model._meta.get_field(name))
        assert field.db_parameters(pretended).get("collation") == collation


def test_every_lookup_of_people_has_an_index() -> None:
    indexed = {tuple(index.fields) for index in Person._meta.indexes}
    for name in ("email", "domain", "name", "account_id", "profile"):
        assert ("projection", name, "person_id") in indexed
