"""Links that work once."""

from __future__ import annotations

from tests.workbench import Workbench

NOW = 4_000_000_000.0  # links are made to last beyond the day on which the test runs


def test_looking_at_a_link_does_not_use_it_up(workbench: Workbench) -> None:
    from waspada.store.db import people_in

    bob = workbench.people["Bob"]
    secret = people_in.make_link(user=bob, now=NOW)
    for _ in range(2):
        assert workbench.client().get(f"/welcome/{secret}/").status_code == 200
    page = workbench.client().post(f"/welcome/{secret}/", {"password": "short"})
    assert page.status_code == 400
    answer = workbench.client().post(f"/welcome/{secret}/", {"password": "correct-horse-battery"})
    # Bob has a second factor already: a new password alone does not let anybody in.
    assert answer["location"].startswith("/account/2fa/authenticate/")
    assert workbench.client().get(f"/welcome/{secret}/").status_code == 404


def test_a_wrong_link_says_nothing(workbench: Workbench) -> None:
    for secret in ("x" * 43, "..", "%00"):
        assert workbench.client().get(f"/welcome/{secret}/").status_code == 404
