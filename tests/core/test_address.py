"""Addresses in the form in which they are compared."""

from __future__ import annotations

import pytest

from waspada.core.address import address_ids, normal, takes_mail


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Budi@Example.org", " budi@example.ORG"),
        ("\uff22\uff35\uff24\uff29@example.org", "budi@example.org"),
        ("STRASSE@example.org", "straße@example.org"),
        ("+62 812-3456-789", "0062 812 3456 789"),
        ("Jl. Melati  1,\nBandung", "jl. melati 1, bandung"),
    ],
)
def test_the_same_address_written_differently_has_one_normal_form(one: str, other: str) -> None:
    assert normal(one) == normal(other)


def test_a_leading_zero_is_not_a_plus() -> None:
    assert normal("0812 3456") != normal("+0812 3456")


@pytest.mark.parametrize("address", ["a@b.example", "a.b+c@sub.b.example", "ü@bücher.example", "o'neil@b.example"])
def test_what_mail_can_be_sent_to(address: str) -> None:
    assert takes_mail(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a",
        "a@b",
        "a@b.",
        "@b.example",
        "a@b.example, c@d.example",
        "a@b.example\r\nBcc: c@d.example",
        "<a@b.example>",
        "a b@c.example",
        "a@b@c.example",
        "a\u200b@b.example\u2028",
        "a" * 250 + "@b.example",
    ],
)
def test_what_mail_cannot_be_sent_to(address: str) -> None:
    assert not takes_mail(address)


def test_ids_need_the_key_and_differ_by_address() -> None:
    ids = address_ids(bytes(32), ["a@b.example", "c@d.example"])
    assert len({*ids, *address_ids(b"\x01" * 32, ["a@b.example"])}) == 3
    assert all(len(one) == 32 for one in ids)
