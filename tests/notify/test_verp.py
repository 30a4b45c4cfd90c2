"""The token in the envelope: drawn at random, read back in every form in which it returns."""

from __future__ import annotations

import pytest

from waspada.notify import verp
from waspada.notify.sending import is_address

TOKEN = "abcdefghijklmnopqrstuvwx"
WHERE = {"mailbox": "bounces", "domain": "bounce.example.com"}


def test_a_token_is_new_each_time_and_fits_into_an_address() -> None:
    tokens = {verp.new_token() for _ in range(1_000)}
    assert len(tokens) == 1_000
    for token in tokens:
        address = verp.address(token, **WHERE)
        assert len(token) == verp.TOKEN_LENGTH
        assert is_address(address)
        assert verp.token_in([address.upper()], **WHERE) == token


@pytest.mark.parametrize(
    "text",
    [
        f"bounces+{TOKEN}@bounce.example.com",
        f'"Mail" <BOUNCES+{TOKEN.upper()}@Bounce.Example.Com>, other@example.org',
        f"from a by b for <bounces+{TOKEN}@bounce.example.com>; Mon, 23 Nov 2026",
    ],
)
def test_a_token_is_found_in_headers(text: str) -> None:
    assert verp.token_in(["x@example.org", text], **WHERE) == TOKEN


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"bounces+{TOKEN}@example.com",
        f"bounces+{TOKEN}@bounce.example.com.evil.example",
        f"xbounces+{TOKEN}@bounce.example.com",
        f"bounces+{TOKEN}a@bounce.example.com",
        f"bounces+{TOKEN[:-1]}1@bounce.example.com",
        f"bounces@bounce.example.com {TOKEN}",
    ],
)
def test_what_is_not_ours_has_no_token(text: str) -> None:
    assert verp.token_in([text], **WHERE) == ""


def test_message_ids_and_envelope_ids_name_it_too() -> None:
    made = verp.message_id(TOKEN, domain="example.com")
    assert made == f"<{TOKEN}@example.com>"
    assert verp.token_of_id(f"<x@y> {made.upper()}", domain="example.com") == TOKEN
    assert verp.token_of_id(f" {TOKEN} ", domain="example.com") == TOKEN
    assert verp.token_of_id(f"<{TOKEN}@example.com.evil.example>", domain="example.com") == ""
    assert verp.token_of_id("<x@example.com>", domain="example.com") == ""


def test_xtext_goes_there_and_back() -> None:
    assert verp.orcpt("ani+tag=x@example.org") == "rfc822;ani+2Btag+3Dx@example.org"
    assert verp.from_xtext("ani+2Btag+3Dx@example.org") == "ani+tag=x@example.org"
