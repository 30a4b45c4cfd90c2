"""What must never leave: sentences on nothing, values, strangers, foreign hosts, parts that differ."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.notify.people_made import CODE, MATERIAL, recipient

from waspada.notify.compose import compose
from waspada.notify.html import as_html
from waspada.notify.letter import Letter
from waspada.notify.material import Material, Said
from waspada.notify.plain import as_text
from waspada.notify.preflight import Letters, finding, from_addresses, from_parts
from waspada.notify.preflight_words import WORDS
from waspada.notify.recipient import Audience, Customer, Recipient
from waspada.notify.sentence import Basis, Sentence
from waspada.notify.texts import shipped

TEXTS = shipped()


def checked(
    letter: Letter, one: Recipient, material: Material = MATERIAL, others: tuple[Recipient, ...] = ()
) -> list[str]:
    return sorted(set(Letters(material, TEXTS, [one, *others]).check(letter, one)))


def with_sentence(letter: Letter, **given: Any) -> Letter:
    block = letter.blocks[-1]
    sentence = Sentence(**{"id": "genuine.plain", "text": "Nothing.", **given})
    return replace(letter, blocks=(*letter.blocks[:-1], replace(block, items=(*block.items, sentence))))


def said(text: str) -> Material:
    """The material with one more sentence, as somebody could write it."""
    more = Said(id="x", text={"en": text, "id": text}, backing={"fact": "cause", "entry": 12})
    return replace(MATERIAL, what_happened=(*MATERIAL.what_happened, more))


@pytest.mark.parametrize("lang", list(TEXTS))
def test_an_ordinary_letter_passes(lang: str) -> None:
    customers = (Customer(organisation_id="o-1", name="PT 123456789012", people=3, admins_without_mfa=1),)
    one = recipient(lang=lang, audience=Audience.ADMIN, customers=customers)
    assert checked(compose(one, MATERIAL, TEXTS, CODE), one) == []
    assert from_addresses(MATERIAL) == []


@pytest.mark.parametrize(
    "given",
    [
        {"id": "mine"},
        {"basis": Basis.COMPUTED},
        {"basis": Basis.COMPUTED, "backing": {"check": "own", "kinds": ["health"]}},
        {"basis": Basis.COMPUTED, "backing": {"check": "own", "kinds": [], "organisation": "other"}},
        {"basis": Basis.COMPUTED, "backing": {"check": "absent", "names": ["user.health"]}},
        {"basis": Basis.COMPUTED, "backing": {"check": "absent", "names": []}},
        {"basis": Basis.COMPUTED, "backing": {"check": "count", "of": "people.matched", "is": 3}},
        {"basis": Basis.ATTESTED},
        {"basis": Basis.ATTESTED, "backing": {"fact": "vendor", "entry": 99}},
        {"basis": Basis.ATTESTED, "backing": {"fact": "vendor", "entry": 3, "also": [{"fact": "x", "entry": 1}]}},
        {"basis": Basis.ADVICE, "backing": {"advice": "money.card"}},
        {"id": "advice.keys.keep", "basis": Basis.COMPUTED, "backing": {"check": "absent", "names": ["x"]}},
    ],
)
def test_a_sentence_on_nothing_blocks(given: dict[str, Any]) -> None:
    one = recipient()
    found = checked(with_sentence(compose(one, MATERIAL, TEXTS, CODE), **given), one)
    assert "no_backing" in found


def test_a_letter_with_the_facts_of_somebody_else_blocks() -> None:
    one, other = recipient(), recipient(kinds=("email", "health"))
    assert "not_own_facts" in checked(compose(other, MATERIAL, TEXTS, CODE), one)
    less = compose(replace(one, kinds=one.kinds[:-1]), MATERIAL, TEXTS, CODE)
    assert checked(less, one) == ["not_own_facts"]


@pytest.mark.parametrize(
    "value",
    [
        "budi@example.org",
        "+62 812-3456-7890",
        "4111 1111 1111 1111",
        "192.168.10.4",
        "2001:db8:0:0:1::7",
        "key " + "ab12" * 6,
        "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "3174015802900001",
    ],
)
def test_what_has_the_form_of_a_value_blocks(value: str) -> None:
    material, one = said(f"It held {value}."), recipient()
    assert checked(compose(one, material, TEXTS, CODE), one, material) == ["value"]


@pytest.mark.parametrize(
    "text",
    [
        "It happened on 9 November 2025 at 21.02 WIB.",
        "About 1,204,000 records in 3 files.",
        "Ask us: incident@contoh.example, or read https://contoh.example/incident.",
        "Multi-factor authentication (RFC 6238) protects.",
    ],
)
def test_what_only_looks_like_one_passes(text: str) -> None:
    material, one = said(text), recipient()
    assert checked(compose(one, material, TEXTS, CODE), one, material) == []


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Siti Aminah", "We were told by Siti Aminah.", "stranger"),
        ("Siti Aminah", "SITI  AMINAH, who works there, told us.", "stranger"),
        ("李 小龙", "We were told by 李 小龙.", "stranger"),
        ("Siti Aminah binti Haji Umar Said", "Told by siti aminah Binti Haji Umar.", "stranger"),
        ("Suharto", "We were told by Suharto.", "stranger_perhaps"),
        ("Jakarta", "It happened in Jakarta.", "stranger_perhaps"),
        ("Mark Will", "They will mark it.", ""),
        ("Customer Data", "A file with customer data was exported.", ""),
        ("Attacker", "An attacker came in.", ""),
        ("Attacker", "Attacker found.", ""),
        ("Data", "The Data was taken.", ""),
        ("Metrika Analytics", "Metrika Analytics told us.", ""),
        ("", "Nothing.", ""),
    ],
)
def test_a_strangers_name_blocks_and_what_may_be_one_is_noted(name: str, text: str, found: str) -> None:
    material, one = said(text), recipient()
    other = recipient(recipient_id="cd" * 16, name=name)
    letter = compose(one, material, TEXTS, CODE)
    assert checked(letter, one, material, (other,)) == ([found] if found else [])


@pytest.mark.parametrize(
    ("name", "address", "code"),
    [
        ("statement_url", "https://contoh.example.evil.example/x", "foreign_host"),
        ("check_url", "https://evil.example", "foreign_host"),
        ("statement_url", "https://bit.ly/3abc", "shortener"),
        ("statement_url", "http://contoh.example/x", "address_not_plain"),
        ("statement_url", "https://contoh.example@evil.example/", "address_not_plain"),
        ("statement_url", "https://xn--contoh-x.example/", "address_not_plain"),
        ("statement_url", "https://10.0.0.1/", "address_not_plain"),
        ("statement_url", "https://[::1", "address_not_plain"),
        ("statement_url", "javascript:alert(1)", "address_not_plain"),
        ("statement_url", "https://contoh.example/x?u=1", "address_marked"),
        ("check_url", "https://contoh.example/login", "asks_to_sign_in"),
        ("lookup_url", "https://contoh.example/akun/masuk", "asks_to_sign_in"),
        ("contact", "help@evil.example", "foreign_host"),
    ],
)
def test_addresses_that_a_checker_would_not_trust_block(name: str, address: str, code: str) -> None:
    given: dict[str, Any] = {name: address}
    found = from_addresses(replace(MATERIAL, **given))
    assert [one.code for one in found] == [code]
    assert found[0].blocks


@pytest.mark.parametrize(
    ("domains", "address"),
    [
        (("mail.contoh.example",), "https://contoh.example/incident"),
        (("contoh.example",), "https://www.contoh.example/incident/account-data-export"),
        (("contoh.example", "contoh.co.id"), "https://bantuan.contoh.co.id/blog/authors"),
    ],
)
def test_own_addresses_pass(domains: tuple[str, ...], address: str) -> None:
    urls: dict[str, Any] = {
        "statement_url": address,
        "check_url": "",
        "lookup_url": "",
        "contact": f"tanya@{domains[0]}",
    }
    assert from_addresses(replace(MATERIAL, sender_domains=domains, **urls)) == []


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("See evil.example for more.", ["evil.example"]),
        ("See https://a@evil.example/x?y, or www.other.example.", ["evil.example", "www.other.example"]),
        ("See contoh.example.evil.example.", ["evil.example"]),
        ("The file export.csv and its copy.zip were taken, e.g. today.", []),
        ("See https://evil.zip/.", ["evil.zip"]),
        ("See contoh.example and incident@contoh.example.", []),
        ("Metrika.io told us.", []),
    ],
)
def test_a_foreign_host_in_a_sentence_blocks(text: str, hosts: list[str]) -> None:
    assert MATERIAL.vendor is not None
    named = replace(said(text), vendor=replace(MATERIAL.vendor, value="Metrika.io"))
    found = from_addresses(named)
    assert [one.words["en"].removesuffix(".").rpartition(": ")[2] for one in found] == hosts
    assert all(one.code == "foreign_host" for one in found)


def test_without_a_domain_of_ours_nothing_goes() -> None:
    assert from_addresses(replace(MATERIAL, sender_domains=()))[0].code == "no_domain"


def test_an_organisation_of_somebody_else_blocks() -> None:
    owned = Customer(organisation_id="o-2", name="PT Rahasia Dagang", people=3, admins_without_mfa=1)
    other = recipient(recipient_id="cd" * 16, name="", audience=Audience.ADMIN, customers=(owned,))
    material = said("It also struck PT Rahasia Dagang.")
    one = recipient()
    assert checked(compose(one, material, TEXTS, CODE), one, material, (other,)) == ["stranger"]
    assert checked(compose(other, MATERIAL, TEXTS, CODE), other, MATERIAL, (one,)) == []


def test_parts_that_differ_or_do_more_than_say_block() -> None:
    letter = compose(recipient(), MATERIAL, TEXTS, CODE)
    text, html = as_text(letter), as_html(letter)
    assert from_parts(text, html) == []
    assert [one.code for one in from_parts(text + "more\n", html)] == ["unequal_parts"]
    linked = html.replace("Contoh Cloud</p>", '<a href="https://evil.example">Contoh Cloud</a></p>')
    assert [one.code for one in from_parts(text, linked)] == ["forbidden_html"]


def test_findings_speak_both_languages() -> None:
    for code, (said_, hint) in WORDS.items():
        found = finding(code, count=1204, host="evil.example")
        assert found.blocks == (code != "stranger_perhaps")
        assert all({"en", "id"} == set(one) for one in (found.words, found.hint))
        assert all(text and "{" not in text.format(count="", host="") for text in (*said_, *hint))
    assert "1.204" in finding("value", count=1204).words["id"]
