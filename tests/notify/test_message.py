"""A message reads, in another reader, as the letter that went in, and holds nothing that a server must change."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waspada.core.errors import BadInput
from waspada.notify.message import Mail, content, envelope

MAIL = Mail(
    sender="notice@example.com",
    sender_name="Contoh Café",
    recipient="ani@example.org",
    subject="Your data – what happened, and what you can do about it: a subject that is far longer than one line",
    text="Dear Ani,\n\nFrom the vendor’s system your name was taken.\n.\nFrom here on, beware.   \n" + "x" * 300 + "\n",
    html="<!doctype html>\n<p>Dear Ani – “hello”</p>\n",
    message_id="<abc@example.com>",
    lang="en",
    date=1_772_000_000.9,
)


def parsed(mail: Mail) -> EmailMessage:
    found = email.message_from_bytes(content(mail), policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    assert not found.defects
    return found


def parts(mail: Mail) -> tuple[str, str]:
    text, html = (part.get_content().replace("\r\n", "\n") for part in parsed(mail).iter_parts())
    return text, html


def test_another_reader_finds_the_letter() -> None:
    found = parsed(MAIL)
    assert str(found["From"]) == "Contoh Café <notice@example.com>"
    assert str(found["To"]) == "ani@example.org"
    assert str(found["Subject"]) == MAIL.subject
    assert str(found["Date"]) == "Wed, 25 Feb 2026 06:13:20 +0000"
    assert (found["Message-ID"], found["Content-Language"]) == ("<abc@example.com>", "en")
    assert found.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in found.iter_parts()] == ["text/plain", "text/html"]
    assert parts(MAIL) == (MAIL.text, MAIL.html)


def test_it_is_marked_as_automatic_and_as_no_marketing() -> None:
    names = {name.lower() for name in parsed(MAIL)}
    assert parsed(MAIL)["Auto-Submitted"] == "auto-generated"
    assert not names & {"list-unsubscribe", "precedence", "x-mailer", "list-id", "disposition-notification-to"}


def test_no_server_has_to_change_it() -> None:
    made = content(MAIL)
    assert made.isascii()
    lines = made.split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line and len(line) <= 78 for line in lines)
    assert not any(line.startswith(b"From ") or line.endswith((b" ", b"\t")) for line in lines)
    assert made.endswith(b"--\r\n")


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert content(MAIL) == content(MAIL)
    assert content(MAIL).replace(b"06:13:20", b"06:14:20") == content(replace(MAIL, date=MAIL.date + 60))


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))), st.text(st.sampled_from("aé\n .=\t-_?<&")))
def test_every_text_comes_through(first: str, second: str) -> None:
    assert parts(replace(MAIL, text=first, html=second)) == (first, second)


@pytest.mark.parametrize("name", ["subject", "sender_name", "message_id", "lang", "recipient"])
def test_no_value_makes_a_header_of_its_own(name: str) -> None:
    with pytest.raises(BadInput) as caught:
        content(replace(MAIL, **{name: f"{getattr(MAIL, name)}\r\nBcc: eve@example.net"}))  # type: ignore[arg-type]
    assert "eve" not in str(caught.value)


def test_addresses_that_are_not_ascii() -> None:
    assert str(parsed(replace(MAIL, recipient="ani@bücher.example"))["To"]) == "ani@xn--bcher-kva.example"
    assert "To: änï@xn--bcher-kva.example\r\n".encode() in content(replace(MAIL, recipient="änï@bücher.example"))


@pytest.mark.parametrize(
    "address", ["", "ani", "@example.org", "ani@", "a b@example.org", "a>@example.org", "ani@a..é"]
)
def test_what_is_no_address_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(BadInput) as caught:
        envelope(address)
    assert not address or address not in str(caught.value)
