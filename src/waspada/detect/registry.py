"""Every kind that is looked for, and the finders that look: plain tuples, in the order of the docs page."""

from __future__ import annotations

from collections.abc import Callable

from waspada.detect import hashed
from waspada.detect.kind import By, Finder, How, Kind, Place
from waspada.detect.kinds import (
    account_id,
    basic_auth_url,
    connection_string,
    date_of_birth,
    demographics,
    device_id,
    email,
    free_text,
    high_entropy,
    ip_address,
    jwt,
    locale,
    location,
    mac_address,
    one_time_code,
    organisation,
    password_field,
    password_hash,
    person_name,
    phone,
    postal_address,
    private_key,
    session_cookie,
    token_issuer,
    url,
    user_agent,
)
from waspada.detect.kinds.numbers.registry import FINDERS as NUMBERS
from waspada.detect.kinds.tokens import TOKENS
from waspada.detect.meaning import CONTACT_KINDS
from waspada.detect.token import TokenFinder

FINDERS: tuple[Finder, ...] = (
    email.FINDER,
    phone.FINDER,
    person_name.FINDER,
    postal_address.FINDER,
    date_of_birth.FINDER,
    demographics.FINDER,
    location.FINDER,
    ip_address.FINDER,
    mac_address.FINDER,
    device_id.FINDER,
    user_agent.FINDER,
    url.FINDER,
    account_id.FINDER,
    organisation.FINDER,
    locale.FINDER,
    token_issuer.FINDER,
    free_text.FINDER,
    hashed.FINDER,
    *NUMBERS,
    private_key.FINDER,
    jwt.FINDER,
    connection_string.FINDER,
    basic_auth_url.FINDER,
    password_field.FINDER,
    password_hash.FINDER,
    session_cookie.FINDER,
    one_time_code.FINDER,
    *(TokenFinder(token) for token in TOKENS),
    high_entropy.FINDER,
)

KINDS: dict[str, Kind] = {kind.id: kind for finder in FINDERS for kind in finder.kinds}

DENSE = frozenset(kind.id for kind in CONTACT_KINDS if kind.by is By.MEANING)
"""Kinds that only a field's meaning shows: every filled cell of such a field is one value."""

WHOLE: tuple[tuple[str, How, str, Callable[[Place], bool]], ...] = (
    ("email", How.FORM, email.WHOLE_SHAPE, lambda place: False),
    ("device_id", How.FORM, r"^\$device:[0-9A-Za-z][0-9A-Za-z-]{7,63}$", lambda place: place.meaning == "device_id"),
)
"""Kinds whose whole-cell values one vectorised regex can settle: (kind, how, RE2 regex, refuses this place).

A subset of what the finder accepts; whatever it does not settle takes the finder."""
