"""What to do follows from what was exposed, and from nothing else."""

from __future__ import annotations

from itertools import product

import pytest
from tests.notify.people_made import recipient

from waspada.detect.registry import KINDS
from waspada.notify.advice import KEEPS, RULES, advice, facts_of
from waspada.notify.recipient import Audience, Customer, FoundKey

MAIN = {
    "email": "phishing.mail",
    "phone": "phishing.phone",
    "secret.password": "password.change",
    "secret.aws": "key.revoke",
    "iban": "money.bank",
    "id.nik": "identity.watch",
}
"""A kind of each main family, and the advice that it brings."""
PROVED = tuple(KEEPS.values())


def ids(**changes: object) -> tuple[str, ...]:
    absent = changes.pop("absent", ())
    assert isinstance(absent, tuple)
    return advice(facts_of(recipient(**changes), absent))


@pytest.mark.parametrize("mix", list(product((False, True), repeat=len(MAIN))))
def test_all_mixes_of_the_main_families(mix: tuple[bool, ...]) -> None:
    """64 mixes: each piece of advice exactly where its kind is, and never a word against the facts."""
    kinds = tuple(kind for kind, there in zip(MAIN, mix, strict=True) if there)
    told = ids(kinds=kinds)
    for kind, rule in MAIN.items():
        assert (rule in told) == (kind in kinds), (kind, kinds)
    assert ("phishing.any" in told) == ("email" not in kinds)
    assert "never" in told
    assert "given" in told
    assert not {"password.keep", "keys.keep"} & set(told), "nothing was proved absent"
    order = [rule.id for rule in RULES]
    assert list(told) == sorted(told, key=order.index)
    exposed = {"secret.password", "secret.aws"} & set(kinds)
    kept = {"password.keep", "keys.keep"} & set(ids(kinds=kinds, absent=PROVED))
    assert kept == (set() if exposed else {"password.keep", "keys.keep"})


SECRETS = {"key.revoke", "password.change", "password.hash", "session.end", "seed.renew"}
MONEY = {"money.card", "money.bank", "money.crypto"}


def test_every_kind_brings_advice_that_fits() -> None:
    for kind, known in KINDS.items():
        told = set(ids(kinds=(kind,), mfa="on"))
        secret = kind.startswith("secret.") and kind != "secret.one_time_code"
        bank = known.category.startswith("user.financial") and kind != "income"
        assert secret == bool(told & SECRETS), kind
        assert bank == bool(told & MONEY), kind
        assert known.category.startswith("user.government_id") == ("identity.watch" in told), kind


@pytest.mark.parametrize(
    ("mfa", "audience", "rule"),
    [
        ("off", Audience.USER, "mfa.off"),
        ("off", Audience.ADMIN, "mfa.off"),
        ("unknown", Audience.USER, "mfa.unknown"),
        ("on", Audience.USER, None),
        ("off", Audience.NO_ACCOUNT, None),
        ("unknown", Audience.NO_ACCOUNT, None),
    ],
)
def test_mfa_where_it_is_off_or_nobody_knows(mfa: str, audience: Audience, rule: str | None) -> None:
    told = [one for one in ids(mfa=mfa, audience=audience) if one.startswith("mfa.")]
    assert told == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("kinds", "rules"),
    [
        (("secret.password_hash",), {"password.hash"}),
        (("secret.jwt",), {"session.end"}),
        (("secret.session_cookie",), {"session.end"}),
        (("secret.one_time_seed",), {"seed.renew"}),
        (("secret.connection_string",), {"key.revoke"}),
        (("payment_card",), {"money.card", "money.bank"}),
        (("crypto_address",), {"money.crypto"}),
        (("id.passport",), {"identity.watch", "identity.document", "identity.copy"}),
        (("date_of_birth",), {"identity.birth"}),
        (("health",), {"private.threat"}),
        (("religion",), {"private.threat"}),
        (("gender",), set()),
        (("chat_content",), {"private.threat", "private.wrote"}),
        (("precise_location",), {"private.place"}),
        (("postal_address",), {"private.place", "phishing.post"}),
        (("advertising_id",), {"device.advertising"}),
        (("city", "browser"), set()),
    ],
)
def test_single_kinds(kinds: tuple[str, ...], rules: set[str]) -> None:
    assert set(ids(kinds=kinds)) - {"phishing.any", "never", "given"} == rules


def test_a_found_key_counts_even_where_the_kinds_do_not_name_it() -> None:
    assert "key.revoke" in ids(kinds=("email",), found_keys=(FoundKey(kind="secret.openai", provider="X"),))


def test_admins_also_help_their_organisation() -> None:
    safe = Customer(organisation_id="a", name="A", people=1, admins_without_mfa=0)
    open_ = Customer(organisation_id="b", name="B", people=1, admins_without_mfa=1)
    assert {"admin.tell", "admin.payment"} <= set(ids(customers=(safe,)))
    assert "admin.mfa" not in ids(customers=(safe,))
    assert "admin.mfa" in ids(customers=(safe, open_))
    assert not [one for one in ids() if one.startswith("admin.")]


def test_you_need_not_only_where_it_was_proved() -> None:
    assert "password.keep" in ids(absent=("user.authorization",))
    assert "password.keep" in ids(absent=("user.authorization.password",))
    assert "keys.keep" not in ids(absent=("user.authorization.password",))
    assert "password.keep" not in ids(absent=("user.authorization.password",), audience=Audience.NO_ACCOUNT)
    assert "password.keep" not in ids(absent=("secret.password",)), "one kind is not all of them"


def test_a_letter_without_facts_gives_general_advice() -> None:
    assert ids(kinds=(), without_facts=True, mfa="off", absent=PROVED) == ("phishing.any", "never", "given")
