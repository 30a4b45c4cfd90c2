"""Keys for programs."""

from __future__ import annotations

import pytest
from tests.workbench import Workbench

from waspada.core.errors import BadInput

NOW = 1_772_000_100.0


def test_the_secret_opens_and_stands_nowhere(workbench: Workbench) -> None:
    from waspada.store.db import tokens
    from waspada.store.db.models import ApiToken, AuditEntry

    alice = workbench.people["Alice"]
    token, secret = tokens.make(alice, name="nightly", scopes=["read"], days=30, now=NOW)
    assert tokens.authenticate(secret, now=NOW) == (alice, token)
    kept = str([*ApiToken.objects.values_list(), *AuditEntry.objects.values_list()])
    assert secret not in kept
    assert secret.endswith(token.hint)


@pytest.mark.parametrize("wrong", ["", "waspada_", "waspada_" + "x" * 43, "Bearer", "waspada_" + "x" * 900])
def test_anything_else_does_not(workbench: Workbench, wrong: str) -> None:
    from waspada.store.db import tokens

    tokens.make(workbench.people["Alice"], name="nightly", scopes=["read"], days=30, now=NOW)
    assert tokens.authenticate(wrong, now=NOW) is None


def test_it_ends_by_time_by_hand_and_with_the_account(workbench: Workbench) -> None:
    from waspada.store.db import tokens

    alice, bob = workbench.people["Alice"], workbench.people["Bob"]
    _, late = tokens.make(alice, name="one", scopes=["read"], days=1, now=NOW)
    assert tokens.authenticate(late, now=NOW + 86_400) is None
    token, gone = tokens.make(alice, name="two", scopes=["read"], days=1, now=NOW)
    with pytest.raises(BadInput):
        tokens.revoke(bob, token.pk, now=NOW)
    tokens.revoke(alice, token.pk, now=NOW)
    assert tokens.authenticate(gone, now=NOW) is None
    _, closed = tokens.make(bob, name="three", scopes=["read"], days=1, now=NOW)
    bob.is_active = False
    bob.save()
    assert tokens.authenticate(closed, now=NOW) is None


def test_it_rests_while_its_user_has_no_second_factor(workbench: Workbench) -> None:
    from allauth.mfa.models import Authenticator

    from waspada.store.db import tokens

    _, secret = tokens.make(workbench.people["Bob"], name="n", scopes=["read"], days=1, now=NOW)
    assert tokens.authenticate(secret, now=NOW)
    Authenticator.objects.filter(user=workbench.people["Bob"]).delete()
    assert tokens.authenticate(secret, now=NOW) is None


def test_when_it_was_used_is_kept_to_the_minute(workbench: Workbench) -> None:
    from waspada.store.db import tokens

    token, secret = tokens.make(workbench.people["Alice"], name="n", scopes=["read"], days=1, now=NOW)
    for after, seen in ((0, 0), (30, 0), (60, 60), (61, 60)):
        assert tokens.authenticate(secret, now=NOW + after)
        token.refresh_from_db()
        assert token.last_used is not None
        assert token.last_used.timestamp() == NOW + seen


def test_no_token_approves_or_outlives_a_year_or_opens_a_strangers_case(workbench: Workbench) -> None:
    from waspada.store.db import access, tokens

    alice, case = workbench.people["Alice"], workbench.case()
    for scopes, days in ((["approve"], 30), ([], 30), (["read", "nonsense"], 30), (["read"], 367), (["read"], 0)):
        with pytest.raises(BadInput):
            tokens.make(alice, name="n", scopes=scopes, days=days, now=NOW)
    with pytest.raises(access.NoSuchCase):
        tokens.make(workbench.people["Charlie"], name="n", scopes=["read"], case_id=str(case.pk), days=1, now=NOW)
