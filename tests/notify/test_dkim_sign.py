"""Signatures hold with the library that many receivers use, and break when somebody changes the letter."""

from __future__ import annotations

import base64
import re
from functools import cache

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from dkim import crypto
from tests.notify.test_message import MAIL

from waspada.core.errors import BadInput
from waspada.notify.dkim_sign import signed
from waspada.notify.message import content


@cache
def keys() -> tuple[bytes, bytes]:
    """Private key in PEM; record for DNS."""
    key = rsa.generate_private_key(65537, 2048)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return private, b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)


def holds(message: bytes) -> bool:
    return bool(dkim.verify(message, dnsfunc=lambda name, timeout=5: keys()[1]))


def made() -> bytes:
    return signed(content(MAIL), domain="example.com", selector="s2026", key=keys()[0])


def test_the_signature_holds_and_the_letter_is_unchanged_behind_it() -> None:
    message = made()
    assert message.endswith(content(MAIL))
    assert message.startswith(b"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/simple; d=example.com;")
    assert holds(message)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Dear Ani", b"Dear Eve"),
        (b"Subject: Your", b"Subject: My"),
        (b"To: ani@", b"To: eve@"),
        (b"From: ", b"From: Eve <eve@example.net>\r\nFrom: "),
        (b"Subject: ", b"Subject: Pay now\r\nSubject: "),
        (b'multipart/alternative;', b'multipart/mixed;'),
    ],
)  # fmt: skip
def test_whatever_is_changed_breaks_it(old: bytes, new: bytes) -> None:
    head, found, rest = made().partition(content(MAIL)[:6])
    message = head + (found + rest).replace(old, new, 1)
    assert message != made()
    assert not holds(message)


@pytest.mark.parametrize("key", [b"", b"no key", keys()[1]])
def test_a_key_that_cannot_sign_is_said(key: bytes) -> None:
    with pytest.raises(BadInput):
        signed(content(MAIL), domain="example.com", selector="s", key=key)


def test_openssl_counts_what_the_library_would(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = made()
    monkeypatch.setattr(dkim, "RSASSA_PKCS1_v1_5_sign", crypto.RSASSA_PKCS1_v1_5_sign)
    monkeypatch.setattr(dkim.time, "time", lambda: int(re.findall(rb"t=(\d+)", fast)[0]))
    assert made() == fast
