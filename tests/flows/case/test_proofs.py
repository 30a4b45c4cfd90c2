"""Keyed hashes of deliveries: they prove to who has the key, and name nobody."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import pytest

from waspada.core.address import normal
from waspada.core.errors import EvidenceAltered
from waspada.flows.case.proofs import delivered_to, lines_of, summed, together

KEY = bytes(range(32))
TEXT = "a" * 64


def row(**change: Any) -> bytes:
    """A delivery as a sender writes it."""
    plain = {
        "version": 2, "person_id": "3f1c", "address": "Ani@Mail.example", "channel": "email", "state": "delivered",
        "at": "2025-12-01T09:00:00Z", "text_sha256": TEXT,
    }  # fmt: skip
    return json.dumps(plain | change).encode()


def test_the_hash_is_what_the_certificate_says_it_is() -> None:
    (line,) = lines_of([row()], KEY)
    message = f"2|ani@mail.example|email|{TEXT}|delivered|2025-12-01T09:00:00Z".encode()
    assert json.loads(line) == {
        "proof": hmac.new(KEY, message, hashlib.sha256).hexdigest(), "version": "2", "channel": "email",
        "state": "delivered", "at": "2025-12-01T09:00:00Z", "text_sha256": TEXT,
    }  # fmt: skip
    assert "mail.example" not in line
    assert "3f1c" not in line


def test_who_has_the_key_can_tell() -> None:
    rows = [row(), row(state="sent", at="2025-12-01T08:59:00+00:00"), row(address="budi@mail.example"), b"{broken"]
    lines = list(lines_of(rows, KEY))
    assert [one.state for one in delivered_to(" ani@mail.EXAMPLE ", lines, KEY)] == ["sent", "delivered"]
    assert delivered_to("citra@mail.example", lines, KEY) == []
    assert delivered_to("ani@mail.example", lines, bytes(32)) == []
    with pytest.raises(EvidenceAltered):
        delivered_to("ani@mail.example", [*lines, "{}"], KEY)


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{", b"[]", b"7", b"\xff\xfe", b'"x"', b"[" * 100_000,
        *(
            row(**change)
            for change in (
                {"address": ""}, {"address": None}, {"address": "\ud800"}, {"channel": "e|mail"}, {"state": ""},
                {"at": "yesterday"}, {"at": "2025-12-01T09:00:00"}, {"at": 7}, {"text_sha256": "abc"},
                {"version": None}, {"version": True}, {"version": "1\n2"}, {"version": [1]}, {"state": "x" * 2000},
            )
        ),
    ],
)  # fmt: skip
def test_a_bad_row_is_counted_and_not_shown(raw: bytes) -> None:
    lines = list(lines_of([row(), raw], KEY))
    assert len(lines) == 2
    assert list(json.loads(lines[1])) == ["unreadable"]
    proofs = summed(lines, "d" * 64)
    assert (proofs.rows, proofs.unreadable) == (1, 1)
    assert len(delivered_to("ani@mail.example", lines, KEY)) == 1


def test_counts_by_version_channel_and_state() -> None:
    lines = lines_of([row(), row(address="b@mail.example"), row(version=10, channel="letter", state="returned")], KEY)
    proofs = summed(lines, "d" * 64)
    assert proofs.counts == (
        {"version": "10", "channel": "letter", "state": "returned", "count": 1},
        {"version": "2", "channel": "email", "state": "delivered", "count": 2},
    )
    assert proofs.as_json("c-1")["sha256"] == "d" * 64


def test_a_second_try_neither_loses_nor_doubles() -> None:
    first = list(lines_of([row(), row(), row(address="b@mail.example"), b"{"], KEY))
    rest = list(lines_of([row(), b"{", row(address="c@mail.example")], KEY))
    whole = together(first, rest)
    assert whole == sorted(whole)
    proofs = summed(whole, "")
    assert (proofs.rows, proofs.unreadable) == (4, 1)
    assert together(whole, []) == together(whole, rest) == whole


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ani@Mail.example", " ani@mail.example\n"),
        ("+62 812-3456.7890", "0062 (812) 34567890"),
        ("Jl. Merdeka  1,\nBandung", "jl. merdeka 1, bandung"),
        ("\uff41ni@mail.example", "ani@mail.example"),
    ],
)
def test_addresses_are_compared_in_one_form(one: str, other: str) -> None:
    assert normal(one) == normal(other)
    assert normal("0812 3456 7890") != normal("+62 812 3456 7890")
