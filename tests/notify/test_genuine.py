"""Our own letters pass the rules of those who look for phishing, and whatever breaks a rule is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.notify.people_made import CODE, MATERIAL, recipient
from tests.notify.settings import key, made, pem, private

from waspada.notify import verp
from waspada.notify.compose import compose
from waspada.notify.dkim_sign import signed
from waspada.notify.genuine import check
from waspada.notify.genuine_words import WORDS
from waspada.notify.html import as_html
from waspada.notify.message import Mail, content
from waspada.notify.plain import as_text
from waspada.notify.recipient import Audience, Customer
from waspada.notify.sending import Sending
from waspada.notify.texts import shipped

TOKEN = "abcdefghijklmnopqrstuvwx"
ENVELOPE = f"bounces+{TOKEN}@bounce.contoh.example"
TEXTS = shipped()


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Sending:
    """Settings of the company that writes."""
    return made(
        tmp_path_factory.mktemp("home"),
        company="Contoh Cloud",
        sender={"address": "notice@contoh.example"},
        bounces={"domain": "bounce.contoh.example"},
        dkim={"domain": "contoh.example", "selector": "s2026", "key_file": "dkim.pem"},
    )


def mail(lang: str = "en", audience: Audience = Audience.USER) -> Mail:
    """A real letter, as it is composed."""
    customers = (Customer(organisation_id="org-1", name="Toko Maju", people=12, admins_without_mfa=2),)
    admin = customers if audience is Audience.ADMIN else ()
    letter = compose(recipient(lang=lang, audience=audience, customers=admin), MATERIAL, TEXTS, CODE)
    return Mail(
        sender="notice@contoh.example",
        sender_name="Contoh Cloud",
        recipient="budi@example.org",
        subject=letter.subject,
        text=as_text(letter),
        html=as_html(letter),
        message_id=verp.message_id(TOKEN, domain="contoh.example"),
        lang=lang,
        date=1_795_420_800,
    )


def sign(raw: bytes) -> bytes:
    """With the key of the settings."""
    return signed(raw, domain="contoh.example", selector="s2026", key=pem(key()))


def codes(raw: bytes, ours: Sending, envelope: str = ENVELOPE) -> set[str]:
    """What speaks against it."""
    return {one.code.removeprefix("genuine.") for one in check(raw, ours, envelope=envelope)}


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("audience", list(Audience))
def test_nothing_speaks_against_a_real_letter(ours: Sending, lang: str, audience: Audience) -> None:
    assert codes(sign(content(mail(lang, audience))), ours) == set()


def in_both(text: str) -> Callable[[Mail], Mail]:
    """The same words more, in both parts."""

    def change(of: Mail) -> Mail:
        html = of.html.replace("</div>", f"<p>{text}</p></div>")
        return replace(of, text=f"{of.text}\n{text}\n", html=html)

    return change


def in_html(markup: str) -> Callable[[Mail], Mail]:
    """Something more in the HTML only."""
    return lambda of: replace(of, html=of.html.replace("</div>", f"{markup}</div>"))


def linked(target: str, shown: str) -> Callable[[Mail], Mail]:
    """A link, with its words in the text as well."""
    return lambda of: replace(
        of, text=f"{of.text}\n{shown}\n", html=of.html.replace("</div>", f'<a href="{target}">{shown}</a></div>')
    )


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda of: replace(of, sender="notice@contoh.example.evil.example"), {"from"}),
        (lambda of: replace(of, sender_name="security@other.example"), {"display_name"}),
        (lambda of: replace(of, reply_to="help@other.example"), {"reply_to"}),
        (lambda of: replace(of, message_id="<x@mailer.example>"), {"message_id"}),
        (lambda of: replace(of, text="Other words."), {"unequal_parts"}),
        (in_html('<img src="https://t.example/p.gif" alt="">'), {"fetches", "foreign_host"}),
        (in_html('<p style="background:url(https://t.example/p)"></p>'), {"fetches", "foreign_host"}),
        (in_html('<form action="https://contoh.example"></form>'), {"fetches"}),
        (in_both("See https://other.example/incident"), {"foreign_host"}),
        (in_both("Write to help@other.example"), {"foreign_host"}),
        (in_both("See https://contoh.example/incident"), set()),
        (in_both("See http://contoh.example/incident"), {"not_https"}),
        (in_both("See https://bit.ly/abc"), {"shortener"}),
        (in_both("See https://192.0.2.1/incident"), {"odd_address"}),
        (in_both("See https://contoh.example@evil.example/"), {"odd_address", "foreign_host"}),
        (in_both("See https://xn--cntoh-mqa.example/"), {"odd_address"}),
        (in_both("See https://contoh.example/i?u=123"), {"marked_address"}),
        (linked("https://evil.example/", "https://contoh.example/"), {"link", "foreign_host", "link_differs"}),
        (linked("https://contoh.example/", "here"), {"link"}),
    ],
)
def test_whatever_breaks_a_rule_is_named(ours: Sending, change: Callable[[Mail], Mail], found: set[str]) -> None:
    assert codes(sign(content(change(mail()))), ours) == found


def test_hidden_words_are_found(ours: Sending) -> None:
    changed = mail()
    html = changed.html.replace("</div>", '<p style="display: none">Secret words</p></div>')
    raw = sign(content(replace(changed, html=html, text=f"{changed.text}\nSecret words\n")))
    assert codes(raw, ours) == {"hidden_text"}


def test_the_signature_covers_what_leaves(ours: Sending, tmp_path: Path) -> None:
    raw = content(mail())
    assert codes(raw, ours) == {"unsigned"}
    good = sign(raw)
    assert codes(good.replace(b"Contoh", b"C0ntoh", 1), ours) >= {"signature"}
    other = signed(raw, domain="other.example", selector="s2026", key=pem(key()))
    assert codes(other, ours) >= {"signed_elsewhere"}
    private(tmp_path / "k.pem", pem(key(2049)))
    assert ours.dkim is not None
    changed = replace(ours, dkim=replace(ours.dkim, key_file=tmp_path / "k.pem"))
    assert codes(good, changed) == {"signature"}
    assert codes(good, replace(ours, dkim=None)) == {"unsigned"}


def test_the_envelope_speaks_for_the_sender(ours: Sending) -> None:
    good = sign(content(mail()))
    assert codes(good, ours, "bounces@bounce.contoh.example") == {"envelope"}
    assert codes(good, ours, f"bounces+{TOKEN}@esp.example") == {"envelope", "envelope_elsewhere"}


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (b"\r\n", b"\n", "lines"),
        (b"Subject: ", b"Subject: x\r\nSubject: ", "headers"),
        (b"Date: ", b"X-Date: ", "headers"),
        (b"multipart/alternative", b"multipart/mixed", "parts"),
        (b'charset="utf-8"', b'charset="us-ascii"', "charset"),
        (b"MIME-Version", b"Sender: x@other.example\r\nMIME-Version", "sender_header"),
        (b"Date: Mon, 23 Nov 2026", b"Date: soon", "date"),
    ],
)
def test_the_form_of_the_message(ours: Sending, old: bytes, new: bytes, found: str) -> None:
    raw = content(mail())
    assert old in raw
    assert found in codes(raw.replace(old, new), ours)


def test_every_finding_says_what_to_do_in_both_languages(ours: Sending) -> None:
    for code, texts in WORDS.items():
        for en, indonesian in texts:
            assert en != indonesian, code
    (one,) = check(content(mail()), ours, envelope=ENVELOPE)
    assert one.blocks
    assert set(one.words) == set(one.hint) == {"en", "id"}


def test_nonsense_is_not_genuine_and_breaks_nothing(ours: Sending) -> None:
    for raw in (b"", b"\0\xff" * 1_000, b"From: @@@<<\r\n\r\n", b"Date: \xff\r\n" * 100):
        assert codes(raw, ours, "")
