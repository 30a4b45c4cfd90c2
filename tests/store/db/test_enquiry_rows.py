"""What the parts of enquiries share."""

from __future__ import annotations

import pytest
from tests.store.db.enquiry_mails import NOW, mail
from tests.workbench import Workbench

from waspada.core.errors import BadInput
from waspada.store.db import enquiries, enquiry_rows
from waspada.store.db.models import AuditEntry


def test_a_reason_holds_no_personal_value(workbench: Workbench) -> None:
    assert enquiry_rows.worded(" showed a passport ") == "showed a passport"
    for text in (" ", "wrote from ani.wijaya@mail.example"):
        with pytest.raises(BadInput):
            enquiry_rows.worded(text)


def test_an_entry_names_the_enquiry_by_its_number(workbench: Workbench) -> None:
    enquiry = enquiries.take_in(mail(), case=workbench.case(), now=NOW).enquiry
    enquiry_rows.noted(enquiry, "tests", "enquiry.look", NOW, why="x")
    last = AuditEntry.objects.order_by("-number")[0]
    assert (last.action, last.data) == ("enquiry.look", {"enquiry": 1, "why": "x"})


def test_the_day_is_that_of_the_clocks(workbench: Workbench) -> None:
    enquiry = enquiries.take_in(mail(), case=workbench.case(), now=NOW).enquiry
    assert enquiry_rows.due(enquiry, "access", country="ID") < enquiry_rows.due(enquiry, "access", country="DE")
