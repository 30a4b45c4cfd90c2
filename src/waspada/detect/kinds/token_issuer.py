"""Who issued a token: the `iss` of a JSON Web Token, readable by anyone who holds the token.

`iss` alone says too little: in other data it is an injury severity score, an issue number or a date of issue. It counts
in an object that has another registered claim beside it (the payload of a token), in a table with two of them (one
where all values are URLs), and under a name that says token (`jwt.iss`); never where it is a number or a date.
Worse mistake: a false alarm. The token itself is found by its form, so a missed issuer hides no secret and no person.

Source: RFC 7519, sections 4.1 and 4.1.1

>>> is_payload(["iss", "sub"]), is_payload(["iss", "age"]), is_payload(["sub", "exp"])
(True, False, False)
>>> is_valid("https://id.example.org"), is_valid("joe"), is_valid("25"), is_valid("2024-05-01")
(True, True, False, False)
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from waspada.detect.contradiction import contradicts
from waspada.detect.evidence import ByMeaning
from waspada.detect.kind import By, Kind, Worse

KIND = Kind(
    id="token_issuer",
    category="system.operations",
    by=By.MEANING,
    worse=Worse.FALSE_ALARM,
    source="RFC 7519",
    label="issuer of a token",
    label_id="penerbit token",
    names=("jwt_issuer", "oidc_issuer", "openid_issuer", "id_token_issuer", "access_token_issuer"),
)
KINDS = (KIND,)

CLAIM = "iss"
INSIDE = "jwt_iss"
"""What a field is called that stands in the payload of a token: a name that says what the claim's own does not."""
_BESIDE = frozenset({"sub", "aud", "exp", "nbf", "iat", "jti"})
"""The other registered claims."""
_URL = re.compile(r"https?://\S+\Z")


def is_payload(names: Iterable[str], least: int = 1) -> bool:
    """Whether fields with these names are what a token says: an issuer and at least `least` other registered claims."""
    names = set(names)
    return CLAIM in names and len(_BESIDE & names) >= least


def is_column(names: Collection[str], sample: Iterable[str]) -> bool:
    """Whether the column `iss` of a table with these columns holds issuers; column names meet more easily by chance.

    >>> is_column(["iss", "sub"], ["https://id.example.org"]), is_column(["iss", "sub"], ["thorax"])
    (True, False)
    """
    return is_payload(names, least=1 if all(_URL.match(value) for value in sample) else 2)


def compact(value: str) -> str:
    """Without blanks around it."""
    return value.strip()


def validate(value: str) -> str:
    """The issuer, or ValueError."""
    issuer = compact(value)
    if not issuer or contradicts(KIND.id, issuer):
        message = "not the issuer of a token"
        raise ValueError(message)
    return issuer


def is_valid(value: str) -> bool:
    """Whether the value may name an issuer: any text will do that is no number and no date."""
    try:
        validate(value)
    except ValueError:
        return False
    return True


def format(value: str) -> str:
    """Issuers are compared letter by letter, so nothing is changed in them."""
    return compact(value)


FINDER = ByMeaning(KINDS)
