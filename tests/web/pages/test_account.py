"""One's own account."""

from __future__ import annotations

from tests.workbench import Workbench


def test_language_and_zone_are_ones_own(workbench: Workbench) -> None:
    from waspada.store.db.models import User

    browser = workbench.client("Bob")
    browser.cookies["waspada_lang"] = "en"
    assert browser.post("/account/", {"lang": "id", "zone": "Asia/Jakarta"}).status_code == 302
    bob = User.objects.get(name="Bob")
    assert (bob.lang, bob.zone) == ("id", "Asia/Jakarta")
    assert '<html lang="id">' in browser.get("/account/").content.decode()


def test_what_does_not_exist_is_not_saved(workbench: Workbench) -> None:
    from waspada.store.db.models import User

    for given in ({"lang": "xx", "zone": ""}, {"lang": "", "zone": "../../etc/passwd"}):
        answer = workbench.client("Bob").post("/account/", given)
        assert answer.status_code == 400
        assert b'role="alert"' in answer.content
    assert User.objects.get(name="Bob").zone == ""


def test_sessions_are_ended_from_the_page(workbench: Workbench) -> None:
    from waspada.store.db import sessions

    one, other = workbench.client("Bob"), workbench.client("Bob")
    for browser in (one, other):
        browser.get("/account/")
    key = other.session.session_key
    theirs = next(row for row in sessions.of(workbench.people["Bob"]) if row.session_key == key)
    assert b"this one" in one.get("/account/sessions/").content
    one.post("/account/sessions/", {"session": theirs.pk})
    assert (one.get("/account/").status_code, other.get("/account/").status_code) == (200, 302)


def test_who_has_no_password_changes_none(workbench: Workbench) -> None:
    assert workbench.client("Bob").get("/account/password/").status_code == 404


def test_a_changed_password_ends_all_other_sessions(workbench: Workbench) -> None:
    bob = workbench.people["Bob"]
    bob.set_password("correct-horse-battery")
    bob.save()
    one, other = workbench.client("Bob"), workbench.client("Bob")
    words = {"oldpassword": "correct-horse-battery", "password1": "staple-horse-battery"}
    assert b"The two passwords differ" in one.post("/account/password/", {**words, "password2": "x"}).content
    answer = one.post("/account/password/", {**words, "password2": words["password1"]})
    assert answer.status_code == 302
    assert (one.get("/account/").status_code, other.get("/account/").status_code) == (200, 302)


def test_what_others_did_to_the_account_stands_on_its_page(workbench: Workbench) -> None:
    import time

    from waspada.store.db import people_in

    browser, bob = workbench.client("Bob"), workbench.people["Bob"]
    assert b"What others did" not in browser.get("/account/").content
    people_in.link_again(workbench.people["Alice"], bob.pk, now=time.time())
    page = browser.get("/account/").content.decode()
    assert "Alice made a link with which a new password can be chosen." in page
    browser.cookies["waspada_lang"] = "id"
    assert "Alice membuat tautan untuk memilih kata sandi baru." in browser.get("/account/").content.decode()
