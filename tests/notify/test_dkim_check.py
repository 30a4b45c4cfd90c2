"""Signatures are verified over the bytes that leave."""

from __future__ import annotations

from email import message_from_bytes

from tests.notify.settings import key, pem

from waspada.notify import dkim_key
from waspada.notify.dkim_check import Signature, signature
from waspada.notify.dkim_sign import signed

RAW = b"From: a@example.com\r\nSubject: x\r\nDate: Mon, 23 Nov 2026 08:00:00 +0000\r\n\r\nwords\r\n"


def verified(raw: bytes, record: str) -> Signature:
    """Its signature."""
    return signature(raw, str(message_from_bytes(raw)["DKIM-Signature"]), record)


def test_a_signature_holds_for_these_bytes_and_this_key_only() -> None:
    raw = signed(RAW, domain="example.com", selector="s", key=pem(key()))
    good = verified(raw, dkim_key.record_for(key()))
    assert good.holds
    assert good.domain == "example.com"
    assert {"from", "subject", "date"} <= good.covers
    assert not verified(raw.replace(b"words", b"w0rds"), dkim_key.record_for(key())).holds
    assert not verified(raw, dkim_key.record_for(key(2049))).holds
    assert not verified(raw, "").holds
    assert not verified(RAW, dkim_key.record_for(key())).holds
