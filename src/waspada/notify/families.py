"""Which kinds stand together in a letter, and the order in which a reader needs them: what can do most harm first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

_KINDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "password": ("secret.password", "secret.password_hash", "secret.one_time_code", "secret.one_time_seed"),
        "keys": (),
        "government_id": (),
        "money": ("payment_card", "iban", "crypto_address", "income"),
        "health": ("health", "id.us_mbi", "id.ca_bc_phn", "id.gb_nhs", "id.au_medicare", "id.nz_nhi"),
        "private": (
            *("religion", "ethnicity", "sexual_orientation", "political_opinion", "marital_status", "nationality"),
            *("gender", "date_of_birth", "age"),
        ),
        "name": ("person_name", "first_name", "last_name", "username", "picture"),
        "contact": (
            *("email", "phone", "postal_address", "street_address", "postal_code", "address_city", "address_state"),
            *("address_country", "social_profile"),
        ),
        "account": ("account_id",),
        "work": ("organisation_name", "organisation_id", "job_title"),
        "exact_location": ("precise_location",),
        "location": ("city", "region", "country"),
        "device": (
            *("browser", "operating_system", "device_model", "user_agent", "ip_address", "mac_address", "device_id"),
            *("advertising_id", "cookie_id", "session_id"),
        ),
        "activity": ("page_url", "referrer", "search_query", "api_usage"),
        "content": ("chat_content", "api_request"),
        "other": ("locale", "timezone", "token_issuer"),
    }
)
_PREFIXES: Final = (("secret.", "keys"), ("id.", "government_id"), ("bank.", "money"), ("hashed.", "contact"))
_PLACES: Final = {kind: (family, at) for family, kinds in _KINDS.items() for at, kind in enumerate(kinds)}

FAMILIES: Final = tuple(_KINDS)


@lru_cache(maxsize=4096)
def family(kind: str) -> str:
    """Where a kind stands; `other` where nobody has placed it."""
    if kind in _PLACES:
        return _PLACES[kind][0]
    return next((found for prefix, found in _PREFIXES if kind.startswith(prefix)), "other")


def grouped(kinds: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The kinds by family, both in the order of a letter."""
    found: dict[str, list[str]] = {}
    for kind in sorted(set(kinds), key=lambda one: (_PLACES.get(one, ("", len(_PLACES)))[1], one)):
        found.setdefault(family(kind), []).append(kind)
    return {name: tuple(found[name]) for name in FAMILIES if name in found}
