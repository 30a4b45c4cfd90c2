"""How a page comes to a case."""

from __future__ import annotations

from tests.workbench import Workbench


def test_reading_and_sending_ask_for_their_own_rights(workbench: Workbench) -> None:
    case = workbench.case()
    page = f"/cases/{case.pk}/members/"
    assert [workbench.client(name).get(page).status_code for name in ("Alice", "Rita", "Charlie", "")] == [
        200,
        200,
        404,
        302,
    ]
    assert [workbench.client(name).post(page).status_code for name in ("Rita", "Charlie", "")] == [403, 404, 302]


def test_an_opened_case_knows_folder_standing_rights_and_alarms(workbench: Workbench) -> None:
    from waspada.store.db import access
    from waspada.web.pages.case import Opened

    case = workbench.case()
    opened = Opened(access.grant(workbench.people["Rita"], case.pk))
    assert opened.folder.case_id == str(case.pk)
    assert opened.standing() is not None
    assert (opened.may("read"), opened.may("state")) == (True, False)
    assert opened.alarms == []
