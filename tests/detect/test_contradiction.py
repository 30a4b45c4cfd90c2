"""What a value cannot be, and what people write that must pass."""

from __future__ import annotations

import doctest

import pytest

from waspada.detect import contradiction
from waspada.detect.contradiction import contradicts


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("postal_address", "0x000055fc7b2cb180"),
        ("postal_address", "192.0.2.7"),
        ("postal_address", "2001:db8:21f:cb07:6820:80da:af6b:8b2c"),
        ("operating_system", "./app/node_modules/alt-os"),
        ("city", "https://example.org/jakarta"),
        ("postal_code", "4"),
        ("locale", "3"),
        ("picture", "url"),
        ("session_id", "-1"),
        ("person_name", "Support"),
        ("person_name", "Company Bot"),
    ],
)
def test_no_such_value(kind: str, value: str) -> None:
    assert contradicts(kind, value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("postal_address", "10 Downing St"),
        ("postal_address", "1"),
        ("address_state", "NY"),
        ("operating_system", "#1 SMP Wed Mar 21 18:14:51 EDT 2018"),
        ("postal_code", "101"),
        ("locale", "id-ID"),
        ("locale", "Bahasa Indonesia"),
        ("picture", "ani.png"),
        ("session_id", "66126"),
        ("person_name", "Robert"),
        ("person_name", "Talbot"),
        ("person_name", "Bill Abbott"),
        ("person_name", "X"),
        ("account_id", "1"),
        ("no_such_kind", "0x0"),
    ],
)
def test_may_be_one(kind: str, value: str) -> None:
    assert not contradicts(kind, value)


def test_examples_in_the_docstring() -> None:
    assert doctest.testmod(contradiction).failed == 0
