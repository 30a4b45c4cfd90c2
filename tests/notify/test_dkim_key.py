"""The key record in DNS: what receivers take, and whether it is ours."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from tests.notify.settings import key, pem

from waspada.notify import dkim_key

OURS = dkim_key.record_for(key())


def test_our_own_record_is_ours_and_no_other() -> None:
    found = dkim_key.parse(OURS)
    assert found.problem == ""
    assert found.key is not None
    assert dkim_key.same(found.key, key())
    assert not dkim_key.same(found.key, key(1024))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (OURS.replace("v=DKIM1; ", ""), ""),
        (OURS.replace("p=", "p= ").replace("A", "A ", 3), ""),
        (OURS + "; t=y:s", ""),
        (OURS + "; h=sha1:sha256; s=email", ""),
        ("v=DKIM1; p=", "revoked"),
        ("v=DKIM1; k=rsa", "broken"),
        ("v=DKIM2; p=AAAA", "broken"),
        ("v=DKIM1; p=AAAA", "broken"),
        ("v=DKIM1; p=????", "broken"),
        ("v=DKIM1; k=ed25519; p=AAAA", "not_rsa"),
        (OURS + "; h=sha1", "not_for_mail"),
        (OURS + "; s=tlsrpt", "not_for_mail"),
        ("", "broken"),
    ],
)
def test_what_receivers_take(text: str, problem: str) -> None:
    assert dkim_key.parse(text).problem == problem


def test_a_record_that_is_only_tried_out() -> None:
    assert dkim_key.parse(OURS + "; t=s:Y").testing
    assert not dkim_key.parse(OURS + "; t=s").testing


def test_only_an_rsa_key_can_sign() -> None:
    other = ed25519.Ed25519PrivateKey.generate()
    assert dkim_key.private_key(pem(key())) is not None
    assert dkim_key.private_key(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())) is None
    assert dkim_key.private_key(b"no key") is None
    raw = base64.b64encode(other.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()
    assert dkim_key.parse(f"v=DKIM1; p={raw}").problem == "broken"
