"""Which family a kind belongs to: the sensitive ones by name, and nothing of a person in the last."""

from __future__ import annotations

import pytest

from waspada.assess.report.facts import is_secret
from waspada.assess.report.families import FAMILIES, family_of


@pytest.mark.parametrize(
    ("kind", "category", "family"),
    [
        ("secret.password", "user.authorization.password", "passwords"),
        ("secret.password_hash", "user.authorization.password", "passwords"),
        ("secret.session_cookie", "user.authorization.credentials", "sessions"),
        ("secret.jwt", "user.authorization.credentials", "sessions"),
        ("session_id", "user.device.cookie", "device"),
        ("secret.private_key", "user.authorization.credentials", "keys"),
        ("payment_card", "user.financial.credit_card", "payment"),
        ("id.nik", "user.government_id.national_identification_number", "government"),
        ("chat_content", "user.content.private", "content"),
        ("health", "user.health", "sensitive"),
        ("religion", "user.demographic.religious_belief", "sensitive"),
        ("date_of_birth", "user.demographic.date_of_birth", "personal"),
        ("hashed.md5_email", "user.contact.email", "contact"),
        ("city", "user.location.coarse", "location"),
        ("precise_location", "user.location.precise", "precise"),
        ("organisation_id", "user.professional_information.workplace", "ids"),
        ("token_issuer", "system.operations", "ids"),
        ("job_title", "user.professional_information.job_title", "work"),
        ("new_kind", "", "other"),
        ("new_kind", "system.operations", "other"),
    ],
)
def test_kinds_find_their_family(kind: str, category: str, family: str) -> None:
    assert family_of(kind, category).id == family


def test_only_what_opens_a_door_is_a_secret() -> None:
    assert is_secret("secret.acme", "user.authorization.credentials")
    assert not is_secret("session_id", "user.device.cookie")
    assert not is_secret("hashed.md5_email", "user.contact.email")


def test_every_family_speaks_both_languages() -> None:
    assert len({family.id for family in FAMILIES}) == len(FAMILIES)
    assert all(set(family.label) == set(family.one) == {"en", "id"} for family in FAMILIES)
