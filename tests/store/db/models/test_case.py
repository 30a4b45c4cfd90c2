"""Cases, and who may see them."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.workbench import Workbench

from waspada.store.db.models import Membership


def test_a_case_points_to_its_folder_and_everybody_has_one_part_in_it(workbench: Workbench) -> None:
    case = workbench.case(title="Tickets of March")
    assert str(case) == "Tickets of March"
    assert (case.folder / "case.json").is_file()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(case=case, user=workbench.people["Bob"], role="owner")
