"""What the closing report is made from."""

from __future__ import annotations

import time
from datetime import date

from tests.store.db.enquiry_mails import mail
from tests.workbench import Workbench, assessed

from waspada.store.db import audit, closing, enquiries, folders
from waspada.store.db.models import Notice


def test_everything_that_is_known_is_gathered(workbench: Workbench) -> None:
    case = assessed(workbench)
    enquiries.take_in(mail(), case=case, now=time.time())
    enquiries.take_in(b"Auto-Submitted: auto-replied\r\n" + mail(number=2), case=case, now=time.time())
    with audit.acting():
        for number, state in ((1, "done"), (2, "draft")):
            Notice.objects.create(case=case, number=number, run=1, state=state)
        audit.record("tests", "notice.make", now=1.0)
    told = closing.gathered(case, folders.opened(case), "en", now=time.time(), today=date(2026, 3, 9))
    assert (told.run, told.vendor) == (1, "Acme Desk")
    assert told.assessment["people"]["matched"] > 0
    assert [one.number for one in told.enquiries] == [1]  # a program's note is no enquiry
    assert [(one.number, one.state) for one in told.notices] == [(1, "done")]
    assert told.open_tasks > 0
    assert len(told.duties) > 5


def test_an_empty_case_has_little_to_say(workbench: Workbench) -> None:
    case = workbench.case()
    told = closing.gathered(case, folders.opened(case), "id", now=time.time(), today=date(2026, 3, 9))
    assert (told.run, told.enquiries, told.notices, told.mfa) == (None, [], [], [])
