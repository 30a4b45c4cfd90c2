"""What a JSON Web Token says is handed on."""

from __future__ import annotations

import base64
import json

from tests.detect.cases.loader import assemble

from waspada.detect.kinds import jwt


def test_reveal_gives_issuer_subject_and_whatever_else_it_says() -> None:
    text = "x " + assemble("{jwt:sub=siti@example.org,iss=https://id.example.org,name=Siti}", "1") + " y"
    assert list(jwt.reveal(text)) == [
        ("jwt.sub", "siti@example.org"),
        ("jwt.iss", "https://id.example.org"),
        ("jwt.name", "Siti"),
    ]


def test_reveal_of_an_encrypted_token_or_of_none() -> None:
    assert list(jwt.reveal(assemble("{jwe:x}", "1"))) == []
    assert list(jwt.reveal("nothing here")) == []


def test_claims_of_nested_values() -> None:
    body = base64.urlsafe_b64encode(json.dumps({"user": {"email": "a@example.org", "id": 7}, "r": ["x"]}).encode())
    token = "eyJhbGciOiJub25lIn0." + body.decode().rstrip("=") + "."
    assert list(jwt.reveal(token)) == [("jwt.user.email", "a@example.org"), ("jwt.user.id", "7"), ("jwt.r", "x")]
