"""Signing in: a new key for the session, both factors, no word on who exists, and not too often."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from tests.workbench import HOST, Workbench

PASSWORD = "correct-horse-battery"


def code(secret: str) -> str:
    """What an app would show now."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


@pytest.fixture
def secret(workbench: Workbench) -> str:
    """Bob has a password, and an app with this secret."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from waspada.store.db import audit

    made = str(generate_totp_secret())
    with audit.acting():
        bob = workbench.people["Bob"]
        bob.set_password(PASSWORD)
        bob.save()
        Authenticator.objects.filter(user=bob).delete()
        TOTP.activate(bob, made)
        audit.record("tests", "people.make", now=time.time())
    return made


def test_both_factors_let_in_under_a_new_key_and_the_log_says_so(workbench: Workbench, secret: str) -> None:
    from waspada.store.db import audit
    from waspada.store.db.models import AuditEntry

    browser = workbench.client()
    session = browser.session
    session["planted"] = "by an attacker"
    session.save()
    planted = session.session_key
    answer = browser.post("/account/login/", {"login": "bob@example.org", "password": PASSWORD})
    assert answer["location"].startswith("/account/2fa/authenticate/")
    middle = browser.session.session_key
    answer = browser.post("/account/2fa/authenticate/", {"code": code(secret)})
    assert answer["location"] == "/"
    assert browser.get("/").status_code == 200
    assert browser.session.session_key not in (planted, middle)
    assert AuditEntry.objects.filter(action="sign.in", actor="Bob").count() == 1
    browser.post("/account/logout/")
    assert browser.get("/").status_code == 302
    assert AuditEntry.objects.filter(action="sign.out", actor="Bob").exists()
    assert audit.verify() == []


def test_the_password_alone_opens_nothing(workbench: Workbench, secret: str) -> None:
    from django.contrib.auth import SESSION_KEY

    case, browser = workbench.case(), workbench.client()
    browser.post("/account/login/", {"login": "bob@example.org", "password": PASSWORD})
    assert SESSION_KEY not in browser.session
    for path in (
        "/",
        f"/cases/{case.pk}/",
        "/account/",
        "/account/2fa/",
        "/account/tokens/",
        "/account/2fa/totp/activate/",
    ):
        answer = browser.get(path)
        assert answer.status_code == 302, path
        assert "/account/login/" in answer["location"], path
    assert browser.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert browser.get("/").status_code == 302


def test_a_code_is_good_for_once(workbench: Workbench, secret: str) -> None:
    shown = code(secret)
    answers = []
    for _ in range(2):
        browser = workbench.client()
        browser.post("/account/login/", {"login": "bob@example.org", "password": PASSWORD})
        answers.append(browser.post("/account/2fa/authenticate/", {"code": shown}).status_code)
    assert answers == [302, 200]


def test_a_wrong_password_an_unknown_address_and_a_closed_account_look_the_same(
    workbench: Workbench, secret: str
) -> None:
    from waspada.store.db.models import AuditEntry

    def said(email: str, password: str) -> tuple[int, list[str]]:
        answer: Any = workbench.client().post("/account/login/", {"login": email, "password": password}, follow=True)
        text = answer.content.decode()
        return answer.status_code, re.findall(r"The address or the password is not right", text)

    unknown, wrong = said("nobody@example.org", "x"), said("bob@example.org", "wrong")
    bob = workbench.people["Bob"]
    bob.is_active = False
    bob.save()
    closed = said("bob@example.org", PASSWORD)
    assert unknown == wrong == closed == (200, ["The address or the password is not right"])
    kept = str(list(AuditEntry.objects.filter(action="sign.fail").values_list()))
    assert "example.org" not in kept


def test_guessing_is_slowed_down_for_an_account_and_for_a_place(workbench: Workbench, secret: str) -> None:
    for _ in range(5):
        workbench.client().post("/account/login/", {"login": "bob@example.org", "password": "wrong"})
    answer = workbench.client().post("/account/login/", {"login": "bob@example.org", "password": PASSWORD})
    assert b"Too many tries" in answer.content
    codes = [
        workbench.client().post("/account/login/", {"login": f"n{n}@example.org", "password": "x"}).status_code
        for n in range(30)
    ]
    assert codes[-1] == 429


def test_nobody_signs_up_or_resets_by_mail(workbench: Workbench) -> None:
    for path in ("signup/", "password/reset/", "password/set/", "email/", "confirm-email/", "inactive/", "login/code/"):
        assert workbench.client().get(f"/account/{path}").status_code == 404, path


def test_messages_are_in_the_readers_language(workbench: Workbench, secret: str) -> None:
    browser = workbench.client()
    browser.cookies["waspada_lang"] = "id"
    answer = browser.post("/account/login/", {"login": "bob@example.org", "password": "wrong"}, headers=HOST)
    assert "Alamat atau kata sandi tidak tepat." in answer.content.decode()


def test_who_opened_the_account_meanwhile_is_said_at_the_next_sign_in(workbench: Workbench, secret: str) -> None:
    from waspada.store.db import audit, people_in

    bob, now = workbench.people["Bob"], time.time()
    audit.record(bob, "sign.in", now=now - 60)
    people_in.link_again(workbench.people["Alice"], bob.pk, now=now - 30)
    for told in (True, False):
        browser = workbench.client()
        browser.post("/account/login/", {"login": "bob@example.org", "password": PASSWORD})
        browser.post("/account/2fa/authenticate/", {"code": code(secret)})
        assert (b"Since you last signed in" in browser.get("/").content) is told
        secret = again(bob)


def again(user: Any) -> str:
    """A new secret: a code is good once."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    made = str(generate_totp_secret())
    Authenticator.objects.filter(user=user).delete()
    TOTP.activate(user, made)
    return made
