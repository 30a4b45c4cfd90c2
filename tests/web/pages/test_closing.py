"""The closing report by page and as a file."""

from __future__ import annotations

import time

from tests.store.db.enquiry_mails import mail
from tests.workbench import Workbench, assessed

from waspada.store.db import enquiries
from waspada.store.db.models import Person


def test_a_page_and_two_files_without_a_personal_value(workbench: Workbench) -> None:
    case = assessed(workbench)
    enquiries.take_in(mail(), case=case, now=time.time())
    rita = workbench.client("Rita")
    page = rita.get(f"/cases/{case.pk}/closing/").content.decode()
    assert "Closing report: Tickets of March" in page
    assert "1 is unresolved:" in page
    assert "Notices to people" not in page  # none was ever made
    html = rita.get(f"/cases/{case.pk}/closing/report.html")
    text = rita.get(f"/cases/{case.pk}/closing/report.txt")
    assert 'filename="closing-report.html"' in html.headers["Content-Disposition"]
    values = [str(value) for row in Person.objects.values_list("email", "name") for value in row if value]
    for content in (page, html.content.decode(), text.content.decode()):
        assert "ani@mail.example" not in content
        assert not [value for value in values if len(value) > 8 and value in content.lower()]
    assert rita.get(f"/cases/{case.pk}/closing/report.exe").status_code == 404


def test_in_indonesian(workbench: Workbench) -> None:
    case = workbench.case()
    page = workbench.client("Rita").get(f"/cases/{case.pk}/closing/", headers={"accept-language": "id"})
    assert "Laporan penutup" in page.content.decode()
    assert "Yang tidak dapat kami katakan" in page.content.decode()
