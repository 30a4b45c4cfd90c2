"""One's own keys for programs."""

from __future__ import annotations

import re
import time

from tests.workbench import Workbench


def test_a_secret_is_shown_once(workbench: Workbench) -> None:
    from waspada.store.db import tokens

    browser = workbench.client("Bob")
    page = browser.post("/account/tokens/", {"name": "nightly", "scopes": ["read"], "days": "30"}).content.decode()
    found = re.search(r"waspada_[\w-]{43}", page)
    assert found
    assert tokens.authenticate(found.group(), now=time.time())
    assert found.group() not in browser.get("/account/tokens/").content.decode()


def test_it_is_revoked_by_its_owner_alone(workbench: Workbench) -> None:
    from waspada.store.db.models import ApiToken

    workbench.client("Bob").post("/account/tokens/", {"name": "nightly", "scopes": ["read"], "days": "30"})
    token = ApiToken.objects.get()
    assert workbench.client("Carol").post("/account/tokens/", {"revoke": token.pk}).status_code == 400
    assert workbench.client("Bob").post("/account/tokens/", {"revoke": token.pk}).status_code == 302
    token.refresh_from_db()
    assert token.revoked


def test_a_case_of_others_is_no_choice(workbench: Workbench) -> None:
    from waspada.store.db.models import ApiToken

    case = workbench.case()
    given = {"name": "x", "scopes": ["read"], "days": "30", "case": str(case.pk)}
    assert workbench.client("Charlie").post("/account/tokens/", given).status_code == 400
    assert not ApiToken.objects.exists()
    assert workbench.client("Rita").post("/account/tokens/", given).status_code == 200
    assert ApiToken.objects.get().case == case
