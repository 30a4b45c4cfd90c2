"""Secrets to plant, made at run time in the published shape of each provider, and ways to hide them.

Shapes: the providers' own documentation of their token formats; GitHub and npm tokens end in a CRC-32 in base 62.
"""

from __future__ import annotations

import base64
import hashlib
import json
import random
import string
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_WORD = string.ascii_letters + string.digits
_URL_SAFE = _WORD + "-_"
_BASE32 = string.ascii_uppercase + "234567"
_HEX = string.digits + "abcdef"
_PLACEHOLDERS = (
    *("example", "sample", "dummy", "fake", "test", "demo", "todo", "mock", "your", "redacted", "secret"),
    *(
        "placeholder",
        "changeme",
        "null",
        "none",
        "abcd",
        "1234",
        "aaaa",
        "xxxx",
        "0000",
        "qwer",
        "asdf",
        "admin",
        "pass",
    ),
)
Maker = Callable[[random.Random], str]


@dataclass(frozen=True, slots=True)
class Secret:
    """One secret to plant."""

    kind: str
    value: str

    def __repr__(self) -> str:
        return f"Secret({self.kind}, {len(self.value)} characters)"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.value.encode()).hexdigest()


def _letters(rng: random.Random, alphabet: str, count: int) -> str:
    return "".join(rng.choices(alphabet, k=count))


def _openai(rng: random.Random) -> str:
    return "-".join(
        ("sk", "proj", _letters(rng, _URL_SAFE, 73) + "x" + "T3Blbk" + "FJ" + _letters(rng, _URL_SAFE, 73) + "x")
    )


def _anthropic(rng: random.Random) -> str:
    return "-".join(("sk", "ant", "api03", _letters(rng, _WORD, 93) + "A" * 2))


def _aws(rng: random.Random) -> str:
    return "AK" + "IA" + _letters(rng, _BASE32, 16)


def _google(rng: random.Random) -> str:
    return "AI" + "za" + "Sy" + _letters(rng, _WORD, 33)


def _checked(rng: random.Random, prefix: str) -> str:
    body = _letters(rng, _WORD, 30)
    rest, digits = zlib.crc32(body.encode()), ""
    alphabet = string.digits + string.ascii_uppercase + string.ascii_lowercase
    for _ in range(6):
        rest, digit = divmod(rest, 62)
        digits = alphabet[digit] + digits
    return f"{prefix}_{body}{digits}"


def _github(rng: random.Random) -> str:
    return _checked(rng, "gh" + "p")


def _npm(rng: random.Random) -> str:
    return _checked(rng, "np" + "m")


def _gitlab(rng: random.Random) -> str:
    return "glp" + "at-" + _letters(rng, _WORD, 20)


def _slack(rng: random.Random) -> str:
    return "-".join(
        ("xo" + "xb", _letters(rng, "123456789", 12), _letters(rng, "123456789", 13), _letters(rng, _WORD, 24))
    )


def _stripe(rng: random.Random) -> str:
    return "_".join(("sk", "live", "51" + _letters(rng, _WORD, 97)))


def _sendgrid(rng: random.Random) -> str:
    return ".".join(("S" + "G", _letters(rng, _WORD, 22), _letters(rng, _WORD, 43)))


def _hugging_face(rng: random.Random) -> str:
    return "h" + "f_" + _letters(rng, string.ascii_letters, 34)


def _jwt(rng: random.Random) -> str:
    header = {"alg": "HS256", "typ": "JWT"}
    payload = {
        "iss": "kreasi-login",
        "sub": f"svc-{_letters(rng, _HEX, 8)}",
        "exp": 1_762_700_000 + rng.randrange(10**6),
    }
    parts = [_base64url(json.dumps(part, separators=(",", ":")).encode()) for part in (header, payload)]
    return ".".join((*parts, _base64url(rng.randbytes(32))))


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _password(rng: random.Random) -> str:
    return f"{_letters(rng, _WORD, 5)}!{_letters(rng, _WORD, 5)}{rng.randrange(10, 99)}"


def _reset_token(rng: random.Random) -> str:
    return _letters(rng, _WORD, 43)


TWELVE: dict[str, Maker] = {
    "secret.openai": _openai, "secret.anthropic": _anthropic, "secret.aws": _aws,
    "secret.google": _google, "secret.github": _github, "secret.gitlab": _gitlab, "secret.slack": _slack,
    "secret.stripe": _stripe, "secret.sendgrid": _sendgrid, "secret.npm": _npm, "secret.huggingface": _hugging_face,
    "secret.jwt": _jwt,
}  # fmt: skip
"""Kinds that can stand at any place: their own form is enough."""
PASSWORD, RESET_TOKEN = "secret.password", "secret.high_entropy"
_BY_NAME: dict[str, Maker] = {PASSWORD: _password, RESET_TOKEN: _reset_token}


def make(kind: str, rng: random.Random) -> Secret:
    """A new secret of this kind; by chance none looks like a placeholder."""
    while True:
        value = (TWELVE | _BY_NAME)[kind](rng)
        if not any(word in value.lower() for word in _PLACEHOLDERS):
            return Secret(kind, value)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Where a secret went: the leaf path, and the text that stands in the line."""

    path: str
    needle: str


def _plain(properties: dict[str, Any], value: str) -> Hidden:
    properties["debug_value"] = value
    return Hidden("properties.debug_value", value)


def _text(properties: dict[str, Any], value: str) -> Hidden:
    properties["comment"] = f"Halo, ini punya saya: {value} dan masih gagal.\nCan you look?"
    return Hidden("properties.comment", value)


def _nested(properties: dict[str, Any], value: str) -> Hidden:
    properties["context"] = {"request": {"attempt": 2, "headers": {"x_debug": f"Bearer {value}"}}}
    return Hidden("properties.context.request.headers.x_debug", value)


def _array(properties: dict[str, Any], value: str) -> Hidden:
    properties["history"] = ["ls", {"command": f"export TOKEN={value}"}, None]
    return Hidden("properties.history[].command", value)


def _url(properties: dict[str, Any], value: str) -> Hidden:
    properties["$current_url"] = f"https://platform.example.com/help?topic=limits&debug={value}#top"
    return Hidden("properties.$current_url", value)


def _url_encoded(properties: dict[str, Any], value: str) -> Hidden:
    needle = "".join(letter if letter.isalnum() else f"%{ord(letter):02X}" for letter in value)
    properties["$referrer"] = f"https://www.example.org/open?next=%2Fhelp%3Fdebug%3D{needle}%26step%3D2"
    return Hidden("properties.$referrer", needle)


def _base64(properties: dict[str, Any], value: str) -> Hidden:
    needle = base64.b64encode(f"client=web;debug={value}".encode()).decode()
    properties["state"] = needle
    return Hidden("properties.state", needle)


def _json_string(properties: dict[str, Any], value: str) -> Hidden:
    properties["payload"] = json.dumps({"retry": True, "config": {"debug": value}})
    return Hidden("properties.payload", value)


def _html(properties: dict[str, Any], value: str) -> Hidden:
    needle = value.replace("-", "&#45;").replace("_", "&#95;")
    properties["error_message"] = f"&lt;input value=&quot;{needle}&quot;&gt; was refused"
    return Hidden("properties.error_message", needle)


def _key(properties: dict[str, Any], value: str) -> Hidden:
    properties["seen"] = {value: True}
    return Hidden(f"properties.seen.{value}", value)


LAYERS: dict[str, Callable[[dict[str, Any], str], Hidden]] = {
    "plain": _plain, "text": _text, "nested": _nested, "array": _array, "url": _url, "url_encoded": _url_encoded,
    "base64": _base64, "json_string": _json_string, "html": _html, "key": _key,
}  # fmt: skip
"""Places that suit every kind of `TWELVE`."""


def hide_password(properties: dict[str, Any], value: str) -> Hidden:
    """A form field swept up by an automatic tracker, as in Mixpanel's own incident of 2018."""
    properties["form"] = {"id": "signup", "fields": {"password": value, "remember": True}}
    return Hidden("properties.form.fields.password", value)


def hide_reset_token(properties: dict[str, Any], value: str) -> Hidden:
    """A reset link opened in the browser; the page view carries its query."""
    properties["$current_url"] = f"https://platform.example.com/reset-password?reset_token={value}&lang=id"
    return Hidden("properties.$current_url", value)
