"""Names in claims: a kind, a group, a category, the beginning of ids; and what counts as a secret."""

from __future__ import annotations

import pytest
from tests.assess.builder import KINDS

from waspada.assess.kinds import all_named, categories_of, is_secret, label, named, secrets_of

SECRETS = {"secret.acme", "secret.github_pat"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("email", {"email"}),
        ("secret", SECRETS),
        ("secret.api_key", SECRETS),
        ("user.authorization", SECRETS),
        ("user.contact", {"email", "phone"}),
        ("id", {"id.nik"}),
        ("user.location.imprecise", set()),
        ("nonsense", set()),
    ],
)
def test_what_a_name_means(name: str, expected: set[str]) -> None:
    assert named(name, KINDS) == expected


def test_groups_and_unknown_names() -> None:
    kinds = {**KINDS, "x": {"category": "user.name", "by": "form", "groups": ["our_group"]}}
    assert all_named(["our_group", "nonsense"], kinds) == (frozenset({"x"}), ("nonsense",))  # type: ignore[arg-type]


def test_labels_categories_and_secrets() -> None:
    assert (label("email", KINDS, "id"), label("made.up_kind", KINDS, "en")) == ("alamat e-mail", "made up kind")
    assert categories_of(["phone", "email", "unknown"], KINDS) == ["user.contact.email", "user.contact.phone_number"]
    assert secrets_of(KINDS) == SECRETS
    assert is_secret("session", "user.authorization.credentials")
    assert not is_secret("email", "user.contact.email")
