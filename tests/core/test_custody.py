"""Entries of the log: chained, canonical, and never read back as anything but what was written."""

from __future__ import annotations

import doctest
import hashlib
import json
from typing import Any

import pytest

import waspada.core.custody
from waspada.core.custody import GENESIS, Action, Entry, entry, line, parse

NASTY: list[Any] = [
    "",
    "Œ é 😀 \u2028 \x00 \x1b",
    "\udc80 a file name that is no text",
    {"z": 1, "a": [True, None, -0.5, 1e300, 10**30], "😀": {}, "\ufb33": ""},
    "\\ud800 written as an escape",
]


def first(data: dict[str, Any] | None = None) -> Entry:
    return entry(None, time="2025-11-25T14:02:00Z", actor="dewi", action=Action.OPEN, data=data or {})


def test_the_example_in_the_file_is_true() -> None:
    assert doctest.testmod(waspada.core.custody) == doctest.TestResults(failed=0, attempted=3)


def test_the_digest_is_that_of_the_line_without_it() -> None:
    one = first({"title": "Vendor"})
    assert line(one) == (
        b'{"action":"case.open","actor":"dewi","data":{"title":"Vendor"},"digest":"' + one.digest.encode() + b'",'
        b'"number":1,"previous":"' + GENESIS.encode() + b'","reason":"","time":"2025-11-25T14:02:00Z"}'
    )
    without = line(one).replace(b'"digest":"' + one.digest.encode() + b'",', b"")
    assert hashlib.sha256(without).hexdigest() == one.digest


@pytest.mark.parametrize("value", NASTY)
def test_any_value_comes_back_as_it_was(value: Any) -> None:
    one = first({"value": value})
    assert parse(line(one)) == one
    assert one.data["value"] == value
    line(one).decode("utf-8")
    assert b"\n" not in line(one)


def test_every_byte_counts() -> None:
    written = line(first({"title": "Œ", "n": 1.5}))
    for at in range(len(written)):
        for bit in (1, 32):
            changed = bytearray(written)
            changed[at] ^= bit
            with pytest.raises(ValueError, match=r"log|digest"):
                parse(bytes(changed))


@pytest.mark.parametrize(
    "change",
    [
        {"action": ["case.open"]},
        {"action": "case.unknown"},
        {"number": True},
        {"number": 1.0},
        {"data": []},
        {"time": None},
        {"more": ""},
    ],
)
def test_what_is_no_entry_is_refused_though_its_digest_fits(change: dict[str, Any]) -> None:
    content = {**json.loads(line(first())), **change}
    content.pop("digest")
    plain = json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
    content["digest"] = hashlib.sha256(plain).hexdigest()
    with pytest.raises(ValueError, match="not an entry"):
        parse(json.dumps(content, sort_keys=True, separators=(",", ":")).encode())


@pytest.mark.parametrize("written", [b"", b"[]", b"\xff", b"[" * 100_000, b'{"a":' * 50_000, b"1" * 5_000, b"NaN"])
def test_rubbish_is_refused(written: bytes) -> None:
    with pytest.raises(ValueError, match="not an entry"):
        parse(written)


def test_the_same_content_written_another_way_is_refused() -> None:
    written = line(first({"a": 1}))
    for other in (written.replace(b":", b": "), written + b" ", written.replace(b'"a":1', b'"a":2,"a":1')):
        with pytest.raises(ValueError, match="digest"):
            parse(other)


def test_an_error_and_a_repr_hold_no_value() -> None:
    canary = "canary-4711@example.org"
    one = first({"value": canary})
    assert canary not in repr(one)
    with pytest.raises(ValueError, match="digest") as caught:
        parse(line(one).replace(b"canary", b"kanary"))
    assert "4711" not in repr(caught.value) + repr(caught.value.__context__)


def test_what_is_no_json_is_not_written() -> None:
    for value in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match="JSON"):
            first({"value": value})
