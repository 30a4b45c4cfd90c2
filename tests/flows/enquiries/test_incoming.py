"""Mail and forms taken in: whatever they hold, bounded, once."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waspada.core.errors import BadInput
from waspada.flows.enquiries import incoming
from waspada.flows.enquiries.incoming import of_form, of_mail


def mail(text: str = "Which data of mine is affected?", **headers: str) -> EmailMessage:
    message = EmailMessage()
    given = {"From": "Ani <Ani.Wijaya@mail.example>", "Subject": "My data", "Message-ID": "<1@mail.example>", **headers}
    for name, value in given.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def test_a_mail_becomes_an_enquiry() -> None:
    found = of_mail(mail(Date="Mon, 9 Mar 2026 14:02:00 +0700").as_bytes())
    assert (found.address, found.name, found.subject) == ("ani.wijaya@mail.example", "Ani", "My data")
    assert (found.body, found.lang, found.automatic) == ("Which data of mine is affected?", "en", False)
    assert found.sent is not None
    assert found.sent.isoformat() == "2026-03-09T14:02:00+07:00"
    assert "Ani" not in repr(found)
    assert "mail.example" not in repr(found)


@pytest.mark.parametrize(
    ("text", "kind", "lang"),
    [
        ("Please send me a copy of my personal data under Article 15.", "access", "en"),
        ("Data apa saja tentang saya yang bocor? Ini permintaan akses.", "access", "id"),
        ("Delete all my data, please.", "deletion", "en"),
        ("Mohon hapus semua data saya dari akun ini.", "deletion", "id"),
        ("My lawyer will ask for compensation.", "complaint", "en"),
        ("Is this mail of yours genuine?", "question", "en"),
    ],
)
def test_kind_and_language_are_guessed(text: str, kind: str, lang: str) -> None:
    found = of_mail(mail(text).as_bytes())
    assert (found.kind, found.lang) == (kind, lang)


def test_the_words_of_our_own_letter_below_an_answer_do_not_count() -> None:
    found = of_mail(mail("Thank you.\n\n> You may ask for a copy of my data.\n> Delete my data.").as_bytes())
    assert found.kind == "question"


def test_the_same_mail_has_the_same_fingerprint_and_another_under_its_id_has_not() -> None:
    first = mail().as_bytes()
    again = b"Received: from somewhere else\r\nX-Fetched: twice\r\n" + first
    assert of_mail(first).fingerprint == of_mail(again).fingerprint
    assert of_mail(first).fingerprint != of_mail(mail("Something else").as_bytes()).fingerprint


def test_html_alone_is_read_as_text() -> None:
    message = mail()
    message.set_content(
        "<style>p{color:red}</style><p>Is my <b>name</b> in it?</p><script>alert(1)</script><img src=https://x.example/p>",
        subtype="html",
    )
    found = of_mail(message.as_bytes())
    assert found.body.split() == "Is my name in it?".split()


def test_attachments_are_counted_and_not_kept() -> None:
    message = mail()
    message.add_attachment(b"%PDF-1.7 secret", maintype="application", subtype="pdf", filename="passport.pdf")
    found = of_mail(message.as_bytes())
    assert (found.attachments, found.body) == (1, "Which data of mine is affected?")


@pytest.mark.parametrize(
    "headers",
    [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"Return_Path": "<>"}],
)
def test_programs_are_recognised(headers: dict[str, str]) -> None:
    assert of_mail(mail(**headers).as_bytes()).automatic
    assert not of_mail(mail(Auto_Submitted="no").as_bytes()).automatic


@pytest.mark.parametrize("charset", ["no-such-charset", "rot13", "base64", "utf-7", "idna", "\x00", "x" * 5000])
def test_no_charset_breaks_it(charset: str) -> None:
    head = f'From: a@b.example\r\nSubject: =?{charset}?b?SGVsbG8=?=\r\nContent-Type: text/plain; charset="{charset}"'
    found = of_mail(head.encode("utf-8", "replace") + b"\r\n\r\nHello\xff there\r\n")
    assert "there" in found.body or found.body


def test_it_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    found = of_mail(mail("word " * 40_000).as_bytes())
    assert len(found.body) == incoming.BODY
    assert found.cut
    monkeypatch.setattr(incoming, "MOST", 100)
    with pytest.raises(BadInput):
        of_mail(mail().as_bytes())
    deep = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" * 300 + b"--b\r\n\r\nhello\r\n"
    monkeypatch.setattr(incoming, "MOST", 1 << 20)
    assert of_mail(b"From: a@b.example\r\n" + deep) is not None


@pytest.mark.parametrize("raw", [b"", b"  \r\n ", b"\xff\xfe\x00", b"no header at all"])
def test_what_is_no_mail_says_so_without_its_text(raw: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        of_mail(raw)
    assert "header at all" not in str(refused.value)


@given(st.binary(max_size=2000))
def test_nothing_breaks_it(raw: bytes) -> None:
    for whole in (raw, b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" + raw):
        try:
            found = of_mail(whole)
        except BadInput:
            continue
        assert len(found.subject) <= incoming.SUBJECT
        assert (found.address + found.name + found.subject + found.lang).isprintable()
        assert all(sign.isprintable() or sign in "\n\t" for sign in found.body)


def test_signs_that_steer_a_terminal_are_gone() -> None:
    found = of_mail(mail("Hello\x1b[2J \u202emoc.elpmaxe", Subject="a\u202eb").as_bytes())
    assert "\x1b" not in found.body
    assert "\u202e" not in found.body + found.subject


def test_a_form_and_a_call() -> None:
    said = {"address": "ani@mail.example", "text": "Apakah data saya ada?", "kind": "access"}
    found = of_form(said, identity="q1", lang="id-ID")
    assert (found.source, found.kind, found.lang, found.address) == ("form", "access", "id", "ani@mail.example")
    assert found.fingerprint == of_form({**said, "text": "changed"}, identity="q1").fingerprint
    assert of_form(said).fingerprint != of_form({**said, "text": "changed"}).fingerprint
    assert of_form({"text": "by phone", "address": "no address"}, source="phone").address == ""
    with pytest.raises(BadInput):
        of_form({"address": "ani@mail.example"})
