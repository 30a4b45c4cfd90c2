"""Errors of ours that no page catches: a page with the sentence and the hint; faults stay faults."""

from __future__ import annotations

import pytest
from tests.workbench import Workbench

from waspada.core import errors
from waspada.core.errors import WaspadaError


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.BadInput("the rules cannot be read", hint="Put them right."), 400),
        (errors.EvidenceAltered("the log was altered", hint="Put them right."), 409),
        (errors.NothingReadable("the folder is gone", hint="Put them right."), 409),
        (errors.Locked("the case is locked", hint="Put them right."), 423),
        (errors.CannotWrite("the disk is full", hint="Put them right."), 507),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_it_is_said_and_nothing_stays(
    workbench: Workbench, monkeypatch: pytest.MonkeyPatch, error: WaspadaError, status: int, method: str
) -> None:
    from waspada.store.db import audit, members
    from waspada.store.db.models import User

    def wrong(*_: object) -> None:
        user = User.objects.get(name="Bob")
        user.lang = "id"
        if method == "post":
            user.save()
        raise error

    case, before = workbench.case(), audit.head()
    monkeypatch.setattr(members, "of", wrong)
    answer = getattr(workbench.client("Alice"), method)(f"/cases/{case.pk}/members/", {"act": "none"})
    assert answer.status_code == status
    assert f"{error}. Put them right." in answer.content.decode()
    assert User.objects.get(name="Bob").lang == ""
    assert (audit.head(), audit.verify()) == (before, [])


def test_a_fault_of_ours_is_told_by_its_number(workbench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    from waspada.store.db import members

    def wrong(*_: object) -> None:
        raise errors.AccountingBroken("two counts differ")

    monkeypatch.setattr(members, "of", wrong)
    browser = workbench.client("Alice")
    browser.raise_request_exception = False
    answer = browser.get(f"/cases/{workbench.case().pk}/members/")
    assert answer.status_code == 500
    assert b"two counts differ" not in answer.content
