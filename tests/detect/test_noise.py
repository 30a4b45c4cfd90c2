"""Noise: examples are told from secrets, random values are not lost, and analytics data gives no strong finding."""

from __future__ import annotations

import random
import string
import uuid
from functools import cache

import hyperscan
import pytest

from waspada.detect import noise
from waspada.detect.kind import Place
from waspada.detect.kinds import (
    basic_auth_url,
    connection_string,
    high_entropy,
    jwt,
    one_time_code,
    password_field,
    password_hash,
    private_key,
    session_cookie,
)
from waspada.detect.kinds.tokens import TOKENS
from waspada.detect.token import TokenFinder

_MODULES = (
    *(private_key, jwt, connection_string, basic_auth_url, password_field),
    *(session_cookie, one_time_code, password_hash, high_entropy),
)
FINDERS = (*(TokenFinder(token) for token in TOKENS), *(module.FINDER for module in _MODULES))
_BASE62 = string.ascii_letters + string.digits

EXAMPLES = (
    "xxxxxxxxxxxxxxxxxxxxxxxx",
    "YOUR_API_KEY_HERE_1234567",
    "00000000000000000000000000000000",
    "0123456789abcdef0123456789abcdef",
    "deadbeefdeadbeefdeadbeefdeadbeef",
    "abcdefghijklmnopqrstuvwxyz012345",
    "a1b2c3d4e5f6g7h8i9j0",
    "${SECRET_FROM_VAULT}",
    "{{ api_key }}",
    "<your-secret-key>",
    "sk-****************abcd",
    "abcd...wxyz",
    "replace_me_with_a_real_one_92",
    "process.env.API_KEY",
    "contoh-kunci-92ks02ld93",
)


@pytest.mark.parametrize("value", EXAMPLES)
def test_example(value: str) -> None:
    assert noise.is_example(value)


@pytest.mark.parametrize(
    "alphabet",
    [_BASE62, string.hexdigits[:16], _BASE62 + "-_", string.ascii_uppercase + "234567", string.ascii_letters],
)
def test_random_values_are_not_lost(alphabet: str) -> None:
    rng = random.Random(7)
    for length in (20, 32, 40, 64):
        values = ["".join(rng.choices(alphabet, k=length)) for _ in range(4000)]
        lost = sum(noise.is_example(value) or noise.is_wordy(value) for value in values)
        assert lost <= 4, (alphabet, length)


@cache
def database() -> tuple[hyperscan.Database, list[int]]:
    """All triggers of all secrets, as the engine compiles them."""
    rows = [(number, trigger) for number, finder in enumerate(FINDERS) for trigger in finder.triggers]
    compiled = hyperscan.Database()
    compiled.compile([trigger.encode() for _, trigger in rows], list(range(len(rows))), len(rows), [0] * len(rows))
    return compiled, [number for number, _ in rows]


def strong(values: list[str], place: Place) -> list[tuple[str, str]]:
    """Strong findings as the engine makes them."""
    compiled, owner = database()
    named = {number for number, finder in enumerate(FINDERS) if hasattr(finder, "by_name") and finder.by_name(place)}
    found = []
    for value in values:
        fired: list[int] = []
        compiled.scan(
            value.encode(), match_event_handler=lambda id_, *_, fired=fired: fired.append(owner[id_]) and None
        )
        for number in named.union(fired):
            found += [(match.kind, value) for match in FINDERS[number].find(value, place) if match.strong]
    return found


def _values(rng: random.Random) -> dict[str, list[str]]:
    hexes = ["".join(rng.choices("0123456789abcdef", k=rng.choice((16, 24, 32, 40, 64)))) for _ in range(3000)]
    ids = ["".join(rng.choices(_BASE62 + "-_", k=rng.choice((11, 16, 20, 22, 28, 32, 36, 43)))) for _ in range(3000)]
    base64s = ["".join(rng.choices(_BASE62 + "+/", k=rng.choice((24, 44, 88, 172)))) + "=" for _ in range(2000)]
    words = "the user opened page about data key value session login token secret project task force disk".split()
    return {
        "insert_id": [str(uuid.UUID(int=rng.getrandbits(128), version=4)) for _ in range(3000)],
        "distinct_id": hexes,
        "device_id": ids,
        "payload": base64s,
        "current_url": [
            f"https://app.example.org/{rng.choice(words)}/{rng.choice(hexes)[:16]}?utm_source={rng.choice(words)}"
            f"&fbclid={rng.choice(ids)}&gclid={rng.choice(ids)}&v={rng.randrange(9)}.{rng.randrange(30)}.1"
            for _ in range(3000)
        ],
        "script": [f"https://cdn.example.org/static/js/main.{rng.choice(hexes)[:8]}.chunk.js" for _ in range(1500)],
        "comment": [" ".join(rng.choices(words, k=24)) + "." for _ in range(2000)],
        "code": [f"function {rng.choice(words)}(e,t){{return e.{rng.choice(words)}.key=t}}" for _ in range(1500)],
        "session_id": [str(rng.randrange(10**12, 10**13)) for _ in range(1500)],
        "phone_model": [f"SM-G{rng.randrange(900, 999)}F {rng.choice(words)}" for _ in range(1500)],
        "referrer": [f"https://www.facebook.com/{rng.choice(words)}/{rng.choice(hexes)}" for _ in range(1500)],
        "commit": [f"https://github.com/o/{rng.choice(words)}/commit/{rng.choice(hexes)}" for _ in range(1500)],
        "mp_lib": [f"mixpanel {rng.choice(words[:5])} {rng.choice(hexes)}" for _ in range(500)],
        "token_count": [str(rng.randrange(100_000)) for _ in range(1000)],
        "next_page_token": rng.sample(ids, 1000),
    }


def test_a_megabyte_of_analytics_values_holds_no_strong_secret() -> None:
    values = _values(random.Random(11))
    assert sum(len(value) for column in values.values() for value in column) > 1_000_000
    for name, column in values.items():
        assert strong(column, Place(name, f"properties.{name}")) == [], name
