"""Loads the cases: assembles their texts, so that nothing in the repo looks like a live secret.

`~` disappears (`~~` leaves one); `{alnum:24}` and the other builders below become seeded random characters; `«` and `»`
mark the value that must be found (without them it is the whole text). A case is a text or a mapping with `text` and
`name` / `path` / `meaning` (where it stands), `weak: true` (a candidate only), `kind` (another than the file's key),
`how`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from waspada.detect.kind import Place
from waspada.detect.kinds.tokens.checks import base62_crc32, bech32_checksum

_ALPHABETS = {
    "alnum": string.ascii_letters + string.digits,
    "base62": string.ascii_letters + string.digits,
    "b64": string.ascii_letters + string.digits + "+/",
    "b64url": string.ascii_letters + string.digits + "-_",
    "hex": "0123456789abcdef",
    "HEX": "0123456789ABCDEF",
    "digits": string.digits,
    "upper": string.ascii_uppercase,
    "lower": string.ascii_lowercase,
    "letters": string.ascii_letters,
    "UPPER": string.ascii_uppercase + string.digits,
    "low": string.ascii_lowercase + string.digits,
    "base32": string.ascii_uppercase + "234567",
    "base32low": string.ascii_lowercase + "234567",
}
_BUILDER = re.compile(r"\{([A-Za-z0-9_]+)(?::([^{}]*))?\}")


@dataclass(frozen=True, slots=True)
class Case:
    """One text with what must be found in it."""

    kind: str
    text: str
    place: Place
    spans: tuple[tuple[int, int], ...]
    """Empty for a near miss."""
    strong: bool
    how: str


def chars(rng: random.Random, alphabet: str, count: int) -> str:
    """Draw until the result is no accident: entropy as random values have it, a digit and a letter where possible."""
    while True:
        drawn = "".join(rng.choice(alphabet) for _ in range(count))
        mixed = any(map(str.isdigit, drawn)) and any(map(str.isalpha, drawn))
        if count < 8 or alphabet.isalpha() or alphabet.isdigit() or mixed:
            return drawn


def _uuid(rng: random.Random, _: str) -> str:
    digits = chars(rng, _ALPHABETS["hex"], 32)
    return "-".join((digits[:8], digits[8:12], "4" + digits[13:16], "a" + digits[17:20], digits[20:]))


def _crc(rng: random.Random, prefix: str) -> str:
    body = chars(rng, _ALPHABETS["alnum"], 30)
    return f"{prefix}_{body}{base62_crc32(body)}"


def _age(rng: random.Random, _: str) -> str:
    data = "".join(rng.choice("qpzry9x8gf2tvdw0s3jn54khce6mua7l") for _ in range(52))
    return ("age-secret-key-1" + data + bech32_checksum("age-secret-key-", data)).upper()


def _b64of(rng: random.Random, text: str) -> str:
    return base64.b64encode(re.sub(r"#", lambda _: rng.choice(string.digits), text).encode()).decode().rstrip("=")


def _jwt(rng: random.Random, claims: str) -> str:
    header = {"alg": "HS256", "typ": "JWT"}
    body: dict[str, Any] = dict(pair.split("=", 1) for pair in claims.split(",") if pair)
    algorithm = body.pop("alg", None)
    if algorithm == "none":
        header = {"alg": "none"}
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in (header, body)]
    if algorithm == "unsigned":
        return ".".join(parts)
    signature = "" if algorithm == "none" else chars(rng, _ALPHABETS["b64url"], 43)
    return ".".join((*parts, signature))


def _jwe(rng: random.Random, _: str) -> str:
    header = base64.urlsafe_b64encode(b'{"alg":"RSA-OAEP","enc":"A256GCM"}').decode().rstrip("=")
    return ".".join((header, *(chars(rng, _ALPHABETS["b64url"], size) for size in (64, 16, 80, 22))))


def _pem(rng: random.Random, label: str) -> str:
    lines = "\n".join(chars(rng, _ALPHABETS["b64"], 64) for _ in range(6))
    return f"-----BEGIN {label}-----\n{lines}\n-----END {label}-----"


_BUILDERS: dict[str, Callable[[random.Random, str], str]] = {
    "uuid": _uuid,
    "github": _crc,
    "npm": lambda rng, _: _crc(rng, "npm"),
    "age": _age,
    "b64of": _b64of,
    "jwt": _jwt,
    "jwe": _jwe,
    "pem": _pem,
}


def assemble(text: str, seed: str) -> str:
    """Build the text of a case: the same seed gives the same text."""
    rng = random.Random(hashlib.sha256(seed.encode()).digest())

    def build(found: re.Match[str]) -> str:
        name, argument = found[1], found[2] or ""
        if name in _BUILDERS:
            return _BUILDERS[name](rng, argument.replace("~", ""))
        if name in _ALPHABETS and argument.isdigit():
            return chars(rng, _ALPHABETS[name], int(argument))
        return found[0]

    built = _BUILDER.sub(build, text)
    return re.sub("~~?", lambda tilde: tilde[0][1:], built)


def _case(kind: str, raw: str | dict[str, Any], number: int, *, hit: bool) -> Case:
    entry: dict[str, Any] = {"text": raw} if isinstance(raw, str) else raw
    text = assemble(str(entry["text"]), f"{kind}/{number}/{hit}")
    spans = []
    while hit and "«" in text:
        start = text.index("«")
        text = text[:start] + text[start + 1 :]
        end = text.index("»")
        text = text[:end] + text[end + 1 :]
        spans.append((start, end))
    if hit and not spans:
        spans = [(0, len(text))]
    name = str(entry.get("name", ""))
    place = Place(name, str(entry.get("path", name)), str(entry.get("meaning", "")))
    return Case(entry.get("kind", kind), text, place, tuple(spans), not entry.get("weak"), entry.get("how", ""))


def load(path: Path) -> Iterator[Case]:
    """Yield the cases of one file: hits have spans, near misses none."""
    for kind, both in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        for number, raw in enumerate(both.get("hits", ())):
            yield _case(kind, raw, number, hit=True)
        for number, raw in enumerate(both.get("near", ())):
            yield _case(kind, raw, number, hit=False)
