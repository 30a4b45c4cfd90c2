"""Check codes: typed in any way they name the same letter, and what is derived of them does not lead back."""

from __future__ import annotations

import hashlib
import hmac
import secrets

import pytest

from waspada.notify import code

KEY = bytes(range(32))


def made(**changed: str) -> str:
    said = {"version": "1", "recipient_id": "ab" * 16, "channel": "mail", **changed}
    return code.code(KEY, **said)


def test_it_is_of_four_groups_of_five_letters_that_nobody_misreads() -> None:
    groups = made().split("-")
    assert [len(group) for group in groups] == [5, 5, 5, 5]
    assert set("".join(groups)) <= set(code.LETTERS)
    assert not set("ILOU") & set(code.LETTERS)


def test_it_is_the_same_for_the_same_letter_and_another_for_any_other() -> None:
    others = [made(version="2"), made(recipient_id="cd" * 16), made(channel="post"), code.code(
        secrets.token_bytes(32), version="1", recipient_id="ab" * 16, channel="mail")]  # fmt: skip
    assert made() == made()
    assert len({made(), *others}) == 5


@pytest.mark.parametrize(
    "typed",
    [
        "01AB2-CDEFG-HJKMN-PQRST",
        " o1ab2 cdefg hjkmn pqrst\n",
        "OIAB2CDEFGHJKMNPQRST",
        "0lab2–cdefg\u2014hjkmn\u2212pqrst",
        "01AB2\u00a0CDEFG\u200bHJKMN\u2011PQRST\ufeff",
        "\uff10\uff11\uff21\uff22\uff12-CDEFG-HJKMN-PQRST",
    ],
)
def test_however_it_is_typed_it_is_the_same(typed: str) -> None:
    assert code.canonical(typed) == "01AB2CDEFGHJKMNPQRST"


@pytest.mark.parametrize(
    "typed", ["", "-", "01AB2CDEFGHJKMNPQRS", "01AB2CDEFGHJKMNPQRSTV", "UUUUU-UUUUU-UUUUU-UUUUU", "é" * 20, "0" * 10**6]
)
def test_what_can_be_no_code_is_none(typed: str) -> None:
    assert code.canonical(typed) == ""


def test_printed_and_canonical_lead_to_each_other() -> None:
    assert code.printed(code.canonical(made())) == made()


def test_name_and_key_are_those_of_hkdf() -> None:
    canonical = code.canonical(made())
    extracted = hmac.new(b"waspada.check.code.1", canonical.encode(), hashlib.sha256).digest()

    def expanded(label: bytes) -> bytes:
        return hmac.new(extracted, label + b"\x01", hashlib.sha256).digest()

    name, key = code.opened(canonical)
    assert (name, key) == (expanded(b"name")[:16], expanded(b"key"))
    assert name not in key
