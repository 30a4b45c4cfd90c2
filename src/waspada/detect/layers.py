"""Values hidden one layer down: URL-encoded, HTML-escaped, base64, JSON in a string, the query of a URL.

Source: RFC 3986 (percent-encoding), WHATWG URL (form encoding), HTML 5 (character references), RFC 4648 (base64 and its
URL-safe alphabet), RFC 8259 (JSON). `TRIGGERS` fire where a text may hide something; `unwrap` opens one layer, never
raises on junk, and gives back at most `GROWTH` times what it was given.

base64 is told from other runs of letters by what printable ASCII leaves in each group of four characters: the first
byte is 0x20 to 0x7E, so the first character stands for 8 to 31; the second byte has its highest bit clear and is not a
control character; the third has its highest bit clear. A random run passes one group with p = 0.07, five with 2e-6.

>>> [(label, place.name, text) for label, place, text in unwrap("/invite?first_name=Siti%20Rahma", Place("url", "url"))]
[('url-encoded', 'url', '/invite?first_name=Siti Rahma'), ('url query', 'first_name', 'Siti Rahma')]
>>> [(label, text) for label, _, text in unwrap("token YW5pQGV4YW1wbGUub3JnIQ== end", Place())]
[('base64', 'ani@example.org!')]
"""

from __future__ import annotations

import binascii
import html
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote, unquote_plus

from waspada.detect.evidence import snake
from waspada.detect.kind import Place
from waspada.detect.kinds import token_issuer
from waspada.detect.meaning import meaning_of_name

GROWTH = 4
"""Most that one layer gives back, in times of its input."""

_LEAST = 256
"""Characters that a short text may give back even so."""
_LEAVES = 20_000
_FIELDS = 300
"""An object of more pairs is a map: its keys are values themselves (the index of a search, words and counts)."""
_NO_NAME = "@"
_ATTEMPTS = 128
_GROUP = "[I-Za-f][C-HS-Xi-ny-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589][A-Za-z0-9+/_-]"
_NAMED = (
    "name|firstname|lastname|fullname|nama|user|username|login|e?mail|surel|phone|mobile|tel|telp|hp|wa|address|alamat|"
    "street|city|kota|zip|postcode|dob|birthday|birthdate|gender|pass|passwd|password|pwd|sandi|token|secret|key|apikey|"
    "auth|code|otp|pin|session|sid|sig|signature|nik|npwp|ssn|id|uid|lat|lng|lon|latitude|longitude|ip|cookie|jwt|card|iban"
)

TRIGGERS = (
    r"%[0-9A-Fa-f]{2}",
    r"&(?:amp|lt|gt|quot|apos|commat|period|plus|nbsp|colon|sol|#[0-9]{1,6}|#[xX][0-9A-Fa-f]{1,6});",
    r"\{\s{0,8}\\{0,3}\"",
    r"\\u[0-9A-Fa-f]{4}",
    rf"(?i)[?&#;](?:[a-z0-9_.%\[$-]{{0,24}}[_.\[$-])?(?:{_NAMED})\]?=[^&#;\s]",
    rf"(?:{_GROUP}){{5}}",
    rf"(?:{_GROUP}){{3}}[A-Za-z0-9+/_-]{{2,3}}=",
)
"""Hyperscan patterns: a text in which none fires hides nothing that we can open."""

_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_PARAMETER = re.compile(r"(?:^|[?&#;])([A-Za-z0-9_.~\[\]%$-]{1,64})=([^&#;\s\"'<>]{1,65536})")
_INTERESTING = re.compile(rf"(?:.*[_.\[$-])?(?:{_NAMED})\]?", re.IGNORECASE)
_RUN = re.compile(r"[A-Za-z0-9+/_-]{14,}={0,2}")
_GROUPS = re.compile(rf"(?:{_GROUP}){{3}}")
_STRONG_GROUPS = re.compile(rf"(?:{_GROUP}){{5}}")
_OBJECT = re.compile(r"[{\[]\s*[\"{\[]")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\([\"\\/bfnrt])")
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")

Layer = tuple[str, Place, str]


def unwrap(text: str, place: Place) -> Iterator[Layer]:
    """Open one layer.

    Args:
        text: what a trigger fired on.
        place: where it stands.

    Yields:
        label (`url-encoded`, `url query`, `html`, `json`, `base64`), place of the inner text, inner text.
    """
    budget = GROWTH * len(text) + _LEAST
    for label, where, inner in _all(text, place):
        if not inner or inner == text:
            continue
        budget -= len(inner)
        if budget < 0:
            return
        yield label, where, inner


def _all(text: str, place: Place) -> Iterator[Layer]:
    if "{" in text or "\\" in text:
        yield from _json(text, place)
    if "%" in text and _PERCENT.search(text):
        yield "url-encoded", place, unquote(text, errors="replace")
    if "=" in text:
        yield from _query(text, place)
    if "&" in text and _ENTITY.search(text):
        yield "html", place, html.unescape(text)
    yield from _base64(text, place)


def _query(text: str, place: Place) -> Iterator[Layer]:
    """Parameters whose name is evidence; the others are seen in the text itself or in its decoded form."""
    for name, value in _PARAMETER.findall(text):
        if _INTERESTING.fullmatch(name) or (len(name) < 40 and meaning_of_name(name)):
            yield "url query", _below(place, (unquote(name),)), unquote_plus(value, errors="replace")


@lru_cache(maxsize=4096)
def _below(place: Place, keys: tuple[str, ...]) -> Place:
    """The place of a leaf. Keys that are ids themselves become `*`: thousands of names would say nothing."""
    names = [
        snake(key) if len(key) <= 64 and sum(map(str.isdigit, key)) < 6 and "@" not in key else "*" for key in keys
    ]
    named = [name for name in names if name != "*"]
    path = ".".join(filter(None, (place.path, *names)))
    return Place(named[-1] if named else place.name, path, meaning_of_name(".".join(names)) if named else "")


class _Pairs(list[tuple[str, object]]):
    """An object with every pair it was written with: duplicate keys are not lost."""


_DECODER = json.JSONDecoder(object_pairs_hook=_Pairs, parse_int=str, parse_float=str, parse_constant=str, strict=False)


def _json(text: str, place: Place) -> Iterator[Layer]:
    at, attempts, opened = 0, 0, False
    while attempts < _ATTEMPTS:
        hit = _OBJECT.search(text, at)
        if hit is None:
            break
        value, at = _decoded(text, hit.start())
        if value is None:
            attempts += 1
            at = hit.start() + 1
            continue
        opened = True
        yield from _leaves(value, place, "\\" in text)
    if "\\" in text and (not opened or attempts == _ATTEMPTS):
        yield "json", place, _unescaped(text)


def _decoded(text: str, start: int) -> tuple[object, int]:
    try:
        return _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None, start


def _unescaped(text: str) -> str:
    """One level of JSON string escapes, for strings that were escaped twice or cut."""
    return _ESCAPE.sub(_character, text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else _SHORT.get(escape[2], escape[2])


def _leaves(value: object, place: Place, with_keys: bool) -> Iterator[Layer]:
    """Scalars in the order written; keys too where an escape may have hidden them."""
    stack: list[tuple[tuple[str, ...], object]] = [((), value)]
    left = _LEAVES
    while stack and left:
        keys, item = stack.pop()
        left -= 1
        if isinstance(item, _Pairs):
            if with_keys:
                yield from (("json", place, key) for key, _ in item if len(key) > 7)
            named = len(item) <= _FIELDS
            said = {token_issuer.CLAIM: token_issuer.INSIDE} if _is_token_payload(item) else {}
            stack += [((*keys[-3:], said.get(key, key) if named else _NO_NAME), inner) for key, inner in reversed(item)]
        elif isinstance(item, list):
            stack += [(keys, inner) for inner in reversed(item)]
        elif isinstance(item, str):
            yield "json", _below(place, keys), _without_surrogates(item)


def _is_token_payload(pairs: _Pairs) -> bool:
    names = [key for key, _ in pairs]
    return token_issuer.CLAIM in names and token_issuer.is_payload(names)


def _without_surrogates(text: str) -> str:
    """Arrow strings are UTF-8: a lone surrogate becomes the replacement character."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _base64(text: str, place: Place) -> Iterator[Layer]:
    for run in _RUN.finditer(text):
        inner = _from_base64(run[0])
        if inner:
            yield "base64", place, inner


def _from_base64(run: str) -> str:
    """The text in a run, or an empty string. The run may begin with letters that do not belong to it."""
    body = run.rstrip("=")
    pattern = _GROUPS if len(body) < len(run) else _STRONG_GROUPS
    groups = pattern.search(body)
    for _ in range(4):
        if groups is None:
            break
        first = groups.start()
        inner = (_printable(body) if first and first % 4 == 0 else "") or _printable(body[first:])
        if inner:
            return inner
        groups = pattern.search(body, first + 1)
    return ""


def _printable(body: str) -> str:
    body = body.replace("-", "+").replace("_", "/")
    body = body[: len(body) - 1] if len(body) % 4 == 1 else body
    try:
        data = binascii.a2b_base64(body + "=" * (-len(body) % 4))
    except binascii.Error:
        return ""
    text = data.decode("utf-8", "replace")
    return text if len(_CONTROL.findall(text)) <= len(text) // 16 else ""
