"""JSON Web Tokens, signed (three parts) or encrypted (five); `alg: none` too: some servers accept it.

What a token says (issuer, subject, e-mail …) is readable by anyone, so `reveal` hands it on to be scanned as well.
Weak: a token without its signature, and keys that a vendor means to be public (`role: anon`). Not reported: the
sample token of jwt.io. Expiry is not looked at: the clock of the attacker is unknown, and the claims stay personal.
Worse mistake: a miss.

Source: RFC 7519, RFC 7515, RFC 7516

>>> token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJzaXRpIn0."
>>> list(reveal(token))
[('jwt.sub', 'siti')]
>>> is_valid(token), is_valid("eyJhbGciOiJub25lIn0.not.one")
(True, False)
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from typing import Any

from waspada.detect.kind import By, How, Kind, Match, Place, Worse
from waspada.detect.token import free_on_left

KIND = Kind(
    id="secret.jwt",
    category="user.authorization.credentials",
    by=By.FORM,
    worse=Worse.MISS,
    source="RFC 7519",
    label="JSON Web Token",
    label_id="JSON Web Token",
    names=("jwt", "jwt_token", "id_token"),
    revoke="End the sessions of its subject at the issuer; where tokens cannot be revoked, replace the signing key.",
)
KINDS = (KIND,)

_TOKEN = re.compile(
    r"ey[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*){1,3}|ey[A-Za-z0-9_-]{10,}\.ey[A-Za-z0-9_-]{6,}"
)
_LEFT = "A-Za-z0-9_"
_LEAST_SIGNATURE = 20
_DEEPEST = 6


def compact(text: str) -> str:
    """Without `Bearer` and blanks."""
    return re.sub(r"^\s*(?i:bearer)\s+", "", text).strip()


def _part(text: str) -> dict[str, Any] | None:
    try:
        inside = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return None
    return inside if isinstance(inside, dict) else None


def _header(token: str) -> dict[str, Any] | None:
    header = _part(token.partition(".")[0])
    return header if header is not None and "alg" in header else None


def claims(token: str) -> dict[str, Any]:
    """What a signed token says; empty for an encrypted one."""
    parts = compact(token).split(".")
    return (_part(parts[1]) or {}) if 2 <= len(parts) <= 3 else {}


def validate(text: str) -> str:
    """The compact token, or ValueError."""
    token = compact(text)
    if not _TOKEN.fullmatch(token) or _strength(token) is None:
        message = "not a JSON Web Token"
        raise ValueError(message)
    return token


def is_valid(text: str) -> bool:
    """Whether `validate` accepts it."""
    try:
        validate(text)
    except ValueError:
        return False
    return True


def format(text: str) -> str:
    """The compact serialisation is how it is written."""
    return compact(text)


def _strength(token: str) -> bool | None:
    """True: strong, False: weak, None: not a token."""
    header = _header(token)
    if header is None:
        return None
    parts = token.split(".")
    if len(parts) == 5:
        return True if "enc" in header and parts[2] and parts[3] and parts[4] else None
    body = _part(parts[1])
    if body is None or len(parts) > 3 or _is_sample(body):
        return None
    unsigned = str(header["alg"]).lower() == "none"
    signed = len(parts) == 3 and (unsigned or len(parts[2]) >= _LEAST_SIGNATURE)
    return signed and body.get("role") != "anon"


def _is_sample(body: dict[str, Any]) -> bool:
    return body.get("sub") == "1234567890" and body.get("name") in (None, "John Doe")


def _leaves(path: str, value: object, depth: int = 0) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and depth < _DEEPEST:
        for key, inner in value.items():
            yield from _leaves(f"{path}.{key}", inner, depth + 1)
    elif isinstance(value, list) and depth < _DEEPEST:
        for inner in value:
            yield from _leaves(path, inner, depth + 1)
    elif isinstance(value, str) and value:
        yield path, value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield path, str(value)


def _tokens(text: str) -> Iterator[tuple[int, int, bool]]:
    position = 0
    while found := _TOKEN.search(text, position):
        start, end = found.span()
        strength = _strength(text[start:end]) if free_on_left(text, start, _LEFT) else None
        if strength is None and found[0].count(".") > 2:
            # `header.payload.signature.` at the end of a sentence, or a file name behind it.
            end = start + len(".".join(found[0].split(".")[:3]))
            strength = _strength(text[start:end]) if free_on_left(text, start, _LEFT) else None
        if strength is None:
            position = start + 2
            continue
        yield start, end, strength
        position = end


def reveal(text: str) -> Iterator[tuple[str, str]]:
    """Give what the tokens in `text` say, each claim with its name, to be scanned in turn."""
    for start, end, _ in _tokens(text):
        for name, value in claims(text[start:end]).items():
            yield from _leaves(f"jwt.{name}", value)


class JwtFinder:
    """Finds tokens whose header decodes."""

    kinds = KINDS
    triggers = (r"ey[A-Za-z0-9_-]{12,}\.[A-Za-z0-9_.-]",)

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield every token in `text`."""
        for start, end, strong in _tokens(text):
            yield Match(KIND.id, start, end, strong, How.FORM)


FINDER = JwtFinder()
