"""The follow-up by page: points, organisations, reminders, a newer directory."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.workbench import Workbench, assessed

from waspada.store.db import audit, worker
from waspada.store.db.models import MfaPoint, Task
from waspada.web.pages.follow_up import HEIGHT, chart


def test_a_newer_directory_is_a_new_point(workbench: Workbench) -> None:
    case, bob = assessed(workbench), workbench.client("Bob")
    url = f"/cases/{case.pk}/follow-up/"
    before = bob.get(url).content.decode()
    assert "Affected admins without MFA:" in before
    sent = {"directory": SimpleUploadedFile("accounts.csv", b"account_id,mfa\nnobody,on\n")}
    assert bob.post(f"{url}upload/", sent).status_code == 302
    assert worker.work_once() is not None
    page = bob.get(url).content.decode()
    assert MfaPoint.objects.filter(case=case).count() == 2
    assert "newer directory" in page
    assert "No affected admin is known to lack MFA" in page  # all of them are gone
    assert "What became of" in page
    assert audit.verify() == []


def test_reminders_are_tasks(workbench: Workbench) -> None:
    case, bob = assessed(workbench), workbench.client("Bob")
    url = f"/cases/{case.pk}/follow-up/"
    page = bob.get(url).content.decode()
    key = page.partition('name="key" value="')[2].partition('"')[0]
    assert key
    assert bob.post(url, {"key": [key, "made up"]}).status_code == 302
    assert bob.post(url, {"key": [key]}).status_code == 302
    assert Task.objects.filter(case=case, key=f"mfa:{key}").count() == 1
    assert "Remind organisation" in bob.get(f"/cases/{case.pk}/tasks/").content.decode()


def test_what_is_no_directory_is_refused(workbench: Workbench) -> None:
    case, bob = assessed(workbench), workbench.client("Bob")
    url = f"/cases/{case.pk}/follow-up/upload/"
    for sent in ({}, {"directory": SimpleUploadedFile("photo.png", b"x")}):
        assert bob.post(url, sent).status_code == 400
    assert workbench.client("Rita").post(url, {}).status_code == 403
    assert not MfaPoint.objects.exists()


def test_before_any_run_it_says_so(workbench: Workbench) -> None:
    case = workbench.case()
    assert "Nothing is known" in workbench.client("Rita").get(f"/cases/{case.pk}/follow-up/").content.decode()


def test_the_chart_stacks_to_its_whole_height() -> None:
    points = [MfaPoint(mfa_on=1, mfa_off=3, mfa_unknown=0), MfaPoint(mfa_on=2, mfa_off=2, mfa_unknown=0)]
    bars = chart(points)
    assert [bar.tone for bar in bars] == ["exposed", "ink", "exposed", "ink"]
    assert bars[0].height == HEIGHT * 3 // 4
    assert {bar.y + bar.height for bar in bars if bar.tone == "exposed"} == {HEIGHT}
    assert chart([]) == []
