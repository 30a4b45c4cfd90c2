"""The mails: yes and no look alike from outside, and ask for nothing."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default

import pytest
from tests.flows.public.desk import ABOUT, NOW, SENDER

from waspada.core.errors import BadInput
from waspada.core.language import LANGUAGES, Lang
from waspada.flows.public import answers
from waspada.flows.public.members import Facts

YES = Facts(categories=("user.contact.email", "user.name"))


def test_yes_names_the_kinds_and_no_value() -> None:
    text = answers.affected(ABOUT, YES, "en")
    assert "The answer is yes" in text
    assert "- e-mail address\n- name" in text
    indonesian = answers.affected(ABOUT, YES, "id")
    assert "Jawabannya: ya" in indonesian
    assert "- alamat e-mail" in indonesian


def test_no_says_for_which_address_it_holds() -> None:
    assert "The answer is no" in answers.affected(ABOUT, None, "en")
    assert "Jawabannya: tidak" in answers.affected(ABOUT, None, "id")


def test_somebody_who_is_only_named_is_told_so() -> None:
    text = answers.affected(ABOUT, Facts(categories=(), mentioned=True), "en")
    assert "somebody else wrote about you" in text
    assert "holds:" not in text


def test_the_link_of_an_organisation_stands_alone_on_its_line() -> None:
    text = answers.organisation(ABOUT, "acme.example", "en", people=1234, token="T" * 43)
    assert f"\nhttps://notice.kopi.example/fetch?lang=en&token={'T' * 43}\n" in text
    assert "1,234" in text
    assert "after 7 days" in text
    nobody = answers.organisation(ABOUT, "acme.example", "id", people=0, token="T" * 43)
    assert "fetch" not in nobody
    assert "tidak menemukan siapa pun" in nobody


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("facts", [None, YES])
def test_every_answer_asks_for_nothing_and_leads_nowhere_else(lang: Lang, facts: Facts | None) -> None:
    text = answers.affected(ABOUT, facts, lang)
    assert text.count("https://") == text.count("https://notice.kopi.example/\n") == 1
    assert ABOUT.contact in text
    assert ABOUT.company in text


def test_from_outside_yes_and_no_differ_in_nothing_but_the_body() -> None:
    heads = []
    for facts in (None, YES):
        text = answers.affected(ABOUT, facts, "en")
        out = answers.outgoing(SENDER, "budi@example.org", "affected", text, "en", row=1, now=NOW)
        read = message_from_bytes(out.content, policy=default)
        heads.append({name: value for name, value in read.items() if name != "Message-ID"})
        assert str(read.get_content()).splitlines() == text.splitlines()
        assert b"\r\n" in out.content
        assert b"\n" not in out.content.replace(b"\r\n", b"")
        assert out.sender.startswith("bounces+")
        assert "budi" not in repr(out)
    assert heads[0] == heads[1]
    assert heads[0]["To"] == "budi@example.org"
    assert heads[0]["Auto-Submitted"] == "auto-replied"


def test_a_foreign_address_is_written_as_servers_take_it() -> None:
    out = answers.outgoing(SENDER, "budi@bücher.example", "affected", "x", "en", row=1, now=NOW)
    assert b"To: budi@xn--bcher-kva.example\r\n" in out.content
    out = answers.outgoing(SENDER, "bödi@example.org", "affected", "x", "en", row=1, now=NOW)
    assert "To: bödi@example.org\r\n".encode() in out.content
    with pytest.raises(BadInput):
        answers.outgoing(SENDER, "a b@example.org", "affected", "x", "en", row=1, now=NOW)


def test_it_is_signed_where_a_key_was_given() -> None:
    sender = answers.From(
        address="n@k.example",
        name="K",
        bounce_mailbox="b",
        bounce_domain="k.example",
        sign=lambda raw: b"S: 1\r\n" + raw,
    )
    out = answers.outgoing(sender, "a@b.example", "organisation", "x", "id", row=1, now=NOW)
    assert out.content.startswith(b"S: 1\r\n")
    assert message_from_bytes(out.content, policy=default)["Subject"] == "Pertanyaan Anda tentang organisasi Anda"
