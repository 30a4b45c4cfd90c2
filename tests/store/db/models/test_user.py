"""People who sign in."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.workbench import Workbench

from waspada.store.db.models import User


def test_an_address_is_kept_in_small_letters_and_belongs_to_one(workbench: Workbench) -> None:
    made = User.objects.create_user("Dewi@Example.ORG", "Dewi")
    assert (made.email, str(made), made.get_full_name()) == ("dewi@example.org", "Dewi", "Dewi")
    assert not made.has_usable_password()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("dewi@example.org", "Another")


def test_a_name_belongs_to_one_because_it_stands_in_logs(workbench: Workbench) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("second@example.org", "Alice")
