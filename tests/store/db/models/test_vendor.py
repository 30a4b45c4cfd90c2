"""Third parties that receive or hold our data."""

from __future__ import annotations

import pytest
from django.db.models import ProtectedError
from tests.workbench import Workbench


def test_a_vendor_with_a_case_stays(workbench: Workbench) -> None:
    case = workbench.case(vendor="Acme Desk")
    assert (str(case.vendor), case.vendor.slug) == ("Acme Desk", "acme-desk")
    with pytest.raises(ProtectedError):
        case.vendor.delete()
