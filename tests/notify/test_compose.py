"""A letter holds exactly what is its recipient's, in every language, and says the same each time."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from tests.notify.people_made import ABSENT, CODE, KEY, MATERIAL, crowd, recipient

from waspada.core.errors import BadInput, Refused
from waspada.notify.audience import gone, plan, without_facts
from waspada.notify.compose import compose, one_line
from waspada.notify.html import as_html
from waspada.notify.letter import Block, Letter
from waspada.notify.material import Correction, Said
from waspada.notify.plain import as_text
from waspada.notify.preflight import Letters
from waspada.notify.recipient import Audience, Customer, FoundKey, from_json
from waspada.notify.sentence import Basis
from waspada.notify.texts import shipped

TEXTS = shipped()
LANGS = tuple(TEXTS)
PEOPLE = 10_000
CANARY = re.compile(r"(?=([0-9a-f]{10}))")
LABELS = {"secret.aws": {"en": "AWS access key", "id": "kunci akses AWS"}}


def block(letter: Letter, name: str) -> Block:
    return next(one for one in letter.blocks if one.id == name)


def own_kinds(letter: Letter) -> set[str]:
    return {kind for one in letter.sentences if one.backing.get("check") == "own" for kind in one.backing["kinds"]}


def test_ten_thousand_letters_hold_their_own_facts_and_nobody_elses() -> None:
    """Every letter in both languages: the kinds of its person, all of them and no other, and no canary of anybody."""
    run, made = crowd(PEOPLE, 20251123)
    recipients = list(plan(run, KEY, LANGS, "en").recipients())
    names = {one.organisation_id: one.name for who in recipients for one in who.customers}
    checks = Letters(MATERIAL, TEXTS, recipients)
    canaries = {canary for person in made.values() for canary in person.canaries}
    assert len(recipients) == len(made) == PEOPLE
    assert {one.lang for one in recipients} == {"en", "id"}
    for one in recipients:
        person = made[one.address]
        for lang in LANGS:
            letter = compose(replace(one, lang=lang), MATERIAL, TEXTS, CODE)
            assert own_kinds(letter) == set(person.kinds)
            text = as_text(letter)
            for customer in one.customers:
                assert customer.name in text
                text = text.replace(customer.name, "")
            assert canaries.isdisjoint(CANARY.findall(text))
            assert "Sangkar" not in text, "an organisation of somebody else"
            assert lang != one.lang or not list(checks.check(letter, one))
    assert len(set(names.values())) == len(names) > PEOPLE // 20


@pytest.mark.parametrize("lang", LANGS)
def test_each_kind_is_named_by_its_own_words(lang: str) -> None:
    words = TEXTS[lang].words
    letter = compose(recipient(lang=lang, kinds=("email", "iban", "secret.password")), MATERIAL, TEXTS, CODE)
    told = " ".join(one.text for one in block(letter, "yours").items)
    assert all(words[f"kind.{kind}"].lower() in told.lower() for kind in ("email", "iban", "secret.password"))
    assert words["kind.phone"] not in told


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("labels", "provider", "expected"),
    [(LABELS, "AWS", {"en": "AWS access key", "id": "kunci akses AWS"}), ({}, "AWS", None), ({}, "", None)],
)
def test_a_found_key_has_the_best_name_that_is_known(
    lang: str, labels: dict[str, dict[str, str]], provider: str, expected: dict[str, str] | None
) -> None:
    keys = (FoundKey(kind="secret.aws", provider=provider),)
    letter = compose(recipient(lang=lang, found_keys=keys), replace(MATERIAL, labels=labels), TEXTS, CODE)
    words = TEXTS[lang]
    name = (
        expected[lang] if expected else words.say("key.provider", provider="AWS") if provider else words.say("key.any")
    )
    assert name in block(letter, "yours").items[0].text
    assert name in next(one.text for one in letter.sentences if one.id == "advice.key.revoke")


def test_a_kind_without_a_word_is_refused_and_not_passed_over() -> None:
    with pytest.raises(BadInput):
        compose(recipient(kinds=("email", "new.kind")), MATERIAL, TEXTS, CODE)


@pytest.mark.parametrize(
    ("kinds", "categories", "absent"),
    [
        (("secret.password",), (), "user.authorization.password"),
        (("email",), ("user.contact.email",), "user.contact"),
        (("chat_content",), (), "chat_content"),
    ],
)
def test_a_letter_never_contradicts_its_recipients_own_data(
    kinds: tuple[str, ...], categories: tuple[str, ...], absent: str
) -> None:
    categories = categories or ("user.authorization.password",)
    with pytest.raises(Refused) as refused:
        compose(recipient(kinds=kinds, categories=categories), replace(MATERIAL, absent=(absent,)), TEXTS, CODE)
    assert absent not in str(refused.value)


def test_what_happened_rests_on_facts_and_days_are_those_of_the_zone() -> None:
    happened = block(compose(recipient(), MATERIAL, TEXTS, CODE), "happened").paragraphs
    assert [one.text for one in happened] == [
        "There was a security incident at Metrika Analytics, a company that works for us.",
        "It concerns Contoh API.",
        "It happened between 9 November 2025 and 10 November 2025.",
        "Metrika Analytics told us on 25 November 2025.",
        "We have known of it since 26 November 2025.",
        "A file with customer data was exported.",
    ]
    assert all(one.basis is Basis.ATTESTED and one.backing["fact"] and one.backing["entry"] for one in happened)


def test_only_what_is_known_is_told() -> None:
    bare = replace(
        MATERIAL,
        vendor=None,
        product=None,
        occurred_to=None,
        aware_at=MATERIAL.told_us_at,
        what_we_did=(),
        absent=(),
        check_url="",
        lookup_url="",
        statement_url="",
    )
    letter = compose(recipient(), bare, TEXTS, CODE)
    assert [one.id for one in letter.blocks] == ["happened", "yours", "do", "contact", "genuine"]
    assert [one.id.rpartition(".")[0] for one in block(letter, "happened").paragraphs][:2] == [
        "happened.since",
        "happened.told_us",
    ]
    assert CODE not in as_text(letter), "a code is of no use without a place to check it"


def test_one_day_is_one_day() -> None:
    day = replace(MATERIAL, occurred_to=MATERIAL.occurred_from)
    assert "It happened on 9 November 2025." in as_text(compose(recipient(), day, TEXTS, CODE))


@pytest.mark.parametrize("value", ["soon", "2025-13-01", ""])
def test_a_time_that_is_none_is_refused(value: str) -> None:
    assert MATERIAL.told_us_at is not None
    with pytest.raises(BadInput):
        compose(recipient(), replace(MATERIAL, told_us_at=replace(MATERIAL.told_us_at, value=value)), TEXTS, CODE)


@pytest.mark.parametrize("lang", LANGS)
def test_admins_learn_counts_of_their_organisations_and_no_name_of_a_person(lang: str) -> None:
    customers = (
        Customer(organisation_id="o1", name="PT Satu", people=1204, admins_without_mfa=2),
        Customer(organisation_id="o2", name="", people=1, admins_without_mfa=0),
    )
    letter = compose(recipient(lang=lang, audience=Audience.ADMIN, customers=customers), MATERIAL, TEXTS, CODE)
    told = " ".join(one.text for one in block(letter, "organisation").items)
    assert TEXTS[lang].number(1204) in told
    assert "PT Satu" in told
    assert "o2" in told
    assert "1 " in told
    assert "Budi" not in as_text(letter)


@pytest.mark.parametrize("lang", LANGS)
def test_a_shared_address_gets_a_letter_that_names_no_facts(lang: str) -> None:
    many = recipient(
        lang=lang,
        kinds=("email", "health", "secret.aws"),
        found_keys=(FoundKey(kind="secret.aws", provider="AWS"),),
        customers=(Customer(organisation_id="o1", name="PT Satu", people=3, admins_without_mfa=1),),
        mfa="off",
        people=("1", "2"),
    )
    letter = compose(without_facts(many), MATERIAL, TEXTS, CODE)
    assert [one.id for one in letter.blocks] == ["happened", "shared", "not", "did", "do", "contact", "genuine"]
    assert not own_kinds(letter)
    assert not any(one.id.startswith("own.") for one in letter.sentences)
    assert "PT Satu" not in as_text(letter)
    assert not list(Letters(MATERIAL, TEXTS).check(letter, without_facts(many)))


@pytest.mark.parametrize("lang", LANGS)
def test_who_is_only_mentioned_or_has_no_account_is_told_so(lang: str) -> None:
    words = TEXTS[lang].words
    mentioned = compose(recipient(lang=lang, audience=Audience.NO_ACCOUNT, mentioned=True), MATERIAL, TEXTS, CODE)
    stranger = compose(recipient(lang=lang, audience=Audience.NO_ACCOUNT), MATERIAL, TEXTS, CODE)
    assert block(mentioned, "yours").paragraphs[-1].text == words["yours.lead_mentioned"]
    assert block(stranger, "yours").paragraphs[0].text == words["yours.no_account"]


@pytest.mark.parametrize("lang", LANGS)
def test_who_has_records_and_no_known_kind_is_told_that(lang: str) -> None:
    bare = recipient(lang=lang, kinds=(), categories=())
    letter = compose(bare, MATERIAL, TEXTS, CODE)
    assert block(letter, "yours").paragraphs[-1].text == TEXTS[lang].words["yours.no_details"]
    assert not list(Letters(MATERIAL, TEXTS).check(letter, bare))


@pytest.mark.parametrize("lang", LANGS)
def test_who_was_told_and_is_not_in_the_data_after_all_is_told_that(lang: str) -> None:
    was = gone(recipient(lang=lang))
    letter = compose(was, MATERIAL, TEXTS, CODE)
    assert [one.text for one in block(letter, "yours").paragraphs] == [TEXTS[lang].words["yours.gone"]]
    assert block(letter, "yours").items == ()
    assert not list(Letters(MATERIAL, TEXTS).check(letter, was))
    assert from_json(json.loads(json.dumps(was.as_json())), address=was.address, name=was.name) == was


@pytest.mark.parametrize("lang", LANGS)
def test_a_correction_stands_at_the_top_and_names_what_was_wrong(lang: str) -> None:
    old = Said(id="absent.user.content", text={"en": "No chats.", "id": "Tanpa percakapan."})
    new = Said(
        id="exposed.chat_content",
        text={"en": "Some chats were in it.", "id": "Sebagian percakapan ada di dalamnya."},
        basis=Basis.COMPUTED,
        backing={"check": "exposed", "names": ["chat_content"]},
    )
    material = replace(MATERIAL, correction=Correction(corrects="1", old=(old,), new=(new,)))
    letter = compose(recipient(lang=lang), material, TEXTS, CODE)
    assert [one.id for one in letter.blocks[:2]] == ["correction", "corrected"]
    assert letter.blocks[0].items[0].text == old.text[lang]
    assert letter.blocks[0].items[0].id == "corrected.absent.user.content"
    assert "absent.user.content" not in letter.claims, "what is taken back is not claimed again"
    assert "exposed.chat_content" in letter.claims
    assert letter.subject == TEXTS[lang].say("subject.correction_vendor", vendor="Metrika Analytics")
    assert not list(Letters(material, TEXTS).check(letter, recipient(lang=lang)))


def test_claims_are_the_same_in_every_language_and_change_with_what_they_say() -> None:
    first = compose(recipient(lang="en"), MATERIAL, TEXTS, CODE)
    assert first.claims == compose(recipient(lang="id"), MATERIAL, TEXTS, "another").claims
    assert MATERIAL.told_us_at is not None
    later = replace(MATERIAL, told_us_at=replace(MATERIAL.told_us_at, value="2025-11-24T14:00:00Z", entry=30))
    changed = set(first.claims) ^ set(compose(recipient(), later, TEXTS, CODE).claims)
    assert {one.rpartition(".")[0] for one in changed} == {"happened.told"}
    assert {f"absent.{name}" for name in ABSENT} <= set(first.claims)


def test_the_same_letter_comes_out_of_the_ledger() -> None:
    one = recipient(
        lang="id",
        audience=Audience.ADMIN,
        customers=(Customer(organisation_id="o", name="PT Satu", people=3, admins_without_mfa=1),),
        found_keys=(FoundKey(kind="secret.aws", provider="AWS"),),
    )
    again = from_json(json.loads(json.dumps(one.as_json())), address="elsewhere@example.org")
    assert compose(one, MATERIAL, TEXTS, CODE).sha256 == compose(again, MATERIAL, TEXTS, CODE).sha256


@pytest.mark.parametrize("missing", ["language", "sentence"])
def test_nothing_falls_back_to_another_language(missing: str) -> None:
    material = (
        replace(MATERIAL, what_we_did=(Said(id="x", text={"en": "Done."}),)) if missing == "sentence" else MATERIAL
    )
    with pytest.raises(BadInput):
        compose(recipient(lang="id" if missing == "sentence" else "fr"), material, TEXTS, CODE)


def test_values_stay_one_line_and_braces_stay_braces() -> None:
    assert MATERIAL.vendor is not None
    wild = replace(MATERIAL.vendor, value="{contact}\r\nBcc: a@b.example\u2028<b>")
    letter = compose(recipient(), replace(MATERIAL, vendor=wild), TEXTS, CODE)
    assert one_line(wild.value) in letter.subject
    assert letter.subject.isprintable()
    assert "&lt;b&gt;" in as_html(letter)
    assert "<b>" not in as_html(letter)


def test_a_letter_shows_nobody_in_its_repr() -> None:
    customers = (Customer(organisation_id="o", name="PT Satu", people=3, admins_without_mfa=1),)
    letter = compose(recipient(audience=Audience.ADMIN, customers=customers), MATERIAL, TEXTS, CODE)
    assert "PT Satu" not in repr(letter)
    assert CODE not in repr(letter)
