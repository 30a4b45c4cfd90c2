"""A sentence that is contradicted, stale, only claimed or rests on nothing cannot be published."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.flows.statement.told import FIRST, WIDER, by_topic, document, draft, facts, known

from waspada.flows.statement.check import Now, Why, check, numbers_of, wrong_number
from waspada.flows.statement.sentence import Said, Section, advice, both, computed, frame
from waspada.flows.statement.statement import Statement
from waspada.notify.backing import Checker
from waspada.notify.sentence import Basis


def alone(said: Said) -> Statement:
    return replace(draft(), sentences=(said,))


def whys(statement: Statement, now: Now) -> set[Why]:
    return {one.why for one in check(statement, now).problems if one.blocks}


def test_a_contradicted_sentence_blocks() -> None:
    made = draft(known(found=FIRST))
    result = check(made, known(found=WIDER, run=2))
    assert not result.may_be_published
    wrong = {one.id for one in result.problems if one.why is Why.CONTRADICTED}
    for topic in ("digest.people", "digest.exposed", "digest.absent", "exposed.email", "absent.keys", "who.people"):
        said = by_topic(made, topic)
        assert said.id in wrong
        assert result.of(said.id)[0].because.keys() == {"en", "id"}
    assert by_topic(made, "absent.payment").id not in wrong
    assert Why.OLD_RUN in {one.why for one in result.problems}


def test_what_cannot_be_told_blocks() -> None:
    made = draft(known())
    result = check(made, known(unsettled=["payment_card"], run=1))
    assert {one.why for one in result.of(by_topic(made, "absent.payment").id)} == {Why.CANNOT_TELL}
    assert not result.may_be_published


def test_a_superseded_fact_makes_its_sentence_stale() -> None:
    made = draft()
    result = check(made, known(("contained", False)))
    assert [one.why for one in result.of(by_topic(made, "did.contained").id)] == [Why.STALE]
    assert not result.may_be_published
    again = check(made, known(("contained", True)))
    assert [one.why for one in again.of(by_topic(made, "did.contained").id)] == [Why.STALE]
    assert check(draft(known(("contained", True))), known(("contained", True))).may_be_published


def test_what_the_vendor_says_otherwise_is_pointed_out_and_leaves_our_word_as_it_is() -> None:
    result = check(draft(), known(("contained", False, {"by": "vendor", "status": "claimed"})))
    assert result.may_be_published
    assert [(one.id, one.why) for one in result.problems] == [(by_topic(draft(), "did.contained").id, Why.DISPUTED)]


@pytest.mark.parametrize("more", [{"by": "vendor", "status": "claimed"}, {"status": "claimed"}], ids=str)
def test_a_fact_that_is_only_claimed_blocks(more: dict[str, str]) -> None:
    stated = ("published", True, more)
    entry = facts(stated)["published"].history[-1].entry
    said = replace(by_topic(draft(), "did.contained"), backing={"fact": "published", "entry": entry})
    assert whys(alone(said), known(stated)) == {Why.CLAIMED}


def test_a_second_fact_of_a_sentence_counts_too() -> None:
    made = by_topic(draft(known(("product", "the Lumen API"))), "digest.happened")
    assert [one["fact"] for one in made.backing["also"]] == ["product"]
    assert whys(alone(made), known(("product", "the Lumen API"))) == set()
    assert whys(alone(made), known(("product", "the Lumen API"), ("product", "Lumen Chat"))) == {Why.STALE}


@pytest.mark.parametrize(
    "said",
    [
        computed(Section.WHO, "t", both("a.", "b."), {}),
        computed(Section.WHO, "t", both("a.", "b."), {"check": "trust me"}),
        replace(by_topic(draft(), "did.contained"), backing={"fact": "contained", "entry": 99}),
        replace(by_topic(draft(), "did.contained"), backing={"fact": "no_such_fact", "entry": 1}),
        replace(by_topic(draft(), "did.contained"), backing={}),
        replace(by_topic(draft(), "do.never"), backing={"advice": "no such rule"}),
        replace(by_topic(draft(), "do.never"), section=Section.ABSENT),
        replace(by_topic(draft(), "who.people"), section=Section.DID),
        frame(Section.DIGEST, "digest.happened", both("Nothing was taken.", "Tidak ada yang diambil.")),
        frame(Section.ABSENT, "absent.all", both("Nothing else.", "Tidak ada yang lain.")),
    ],
    ids=lambda said: f"{said.basis}-{said.topic}-{said.backing}"[:60],
)
def test_what_rests_on_nothing_blocks(said: Said) -> None:
    assert whys(alone(said), known()) & {Why.UNBACKED, Why.CANNOT_TELL}


def test_a_source_that_is_not_the_facts_own_blocks() -> None:
    said = by_topic(draft(), "did.contained")
    assert said.stated is not None
    assert whys(alone(replace(said, stated=replace(said.stated, source="an oracle"))), known()) == {Why.STALE}
    assert whys(alone(replace(said, stated=None)), known()) == {Why.STALE}


def test_a_missing_language_blocks_and_the_same_words_are_pointed_out() -> None:
    said = by_topic(draft(), "did.contained")
    assert whys(alone(replace(said, text={"en": "Closed.", "id": " "})), known()) == {Why.MISSING}
    assert whys(alone(replace(said, text={"en": "Closed."})), known()) == {Why.MISSING}
    asked = by_topic(draft(), "questions.ask")
    assert whys(alone(replace(asked, question={})), known()) == {Why.MISSING}
    assert whys(replace(draft(), sentences=()), known()) == {Why.MISSING}
    same = check(alone(replace(said, text={"en": "OK.", "id": "OK."})), known())
    assert same.may_be_published
    assert [one.why for one in same.problems] == [Why.ONE_LANGUAGE]


@pytest.mark.parametrize(
    "value", ["ana.sari@kirana.example", "NIK 3174012501900001", "+62 812 3456 7890", "card 4111 1111 1111 1111"]
)
def test_a_personal_value_or_a_secret_blocks(value: str) -> None:
    said = replace(by_topic(draft(), "did.contained"), text={"en": f"We told {value}.", "id": "Sudah ditutup."})
    assert Why.PERSONAL in whys(alone(said), known())
    assert not any(value in text for one in check(alone(said), known()).problems for text in one.because.values())
    assert Why.PERSONAL in whys(replace(alone(said), title={"en": value, "id": value}, sentences=(said,)), known())


COUNT: dict[str, Any] = {"check": "count", "of": "people.total_at_least", "is": 1204}


@pytest.mark.parametrize(
    ("english", "indonesian", "good"),
    [
        ("1,204 people.", "1.204 orang.", True),
        ("1204 people.", "1204 orang.", True),
        ("People are in it.", "Ada orang di dalamnya.", True),
        ("1,205 people.", "1.204 orang.", False),
        ("1,204 people.", "1.205 orang.", False),
        ("1.204 people.", "1.204 orang.", False),
        ("1,204 people.", "1,204 orang.", False),
        ("1,204 people, of 2 firms.", "1.204 orang.", False),
        ("1,204.5 people.", "1.204 orang.", False),
        ("12,04 people.", "1.204 orang.", False),
        ("42% of 1,204 people.", "1.204 orang.", False),
        ("people,1205.", "1.204 orang.", False),
        ("1,204½ people.", "1.204 orang.", False),
        ("twelve hundred people.", "1.204 orang.", False),
        ("At most 1,204 people.", "Paling banyak 1.204 orang.", True),
        ("Most people.", "1.204 orang.", False),
        ("1,204 people with two-factor sign-in.", "1.204 orang dengan dua faktor.", True),
        ("1,204 people.", "Seribu dua ratus empat orang.", False),
    ],
)
def test_numbers_are_those_of_the_backing(english: str, indonesian: str, good: bool) -> None:
    wrong = wrong_number(both(english, indonesian), COUNT, Checker(document()))
    assert (wrong is None) is good


def test_names_with_digits_and_days_are_no_wrong_numbers() -> None:
    made = draft()
    checker = Checker(known().document)
    hashed = by_topic(made, "exposed.hashed.md5_email")
    assert "MD5" in hashed.text["en"]
    assert wrong_number(hashed.text, hashed.backing, checker) is None
    records = by_topic(made, "happened.records")
    assert numbers_of(records.backing) == {1, 7, 2026}
    assert wrong_number(records.text, records.backing, checker) is None
    moved = {lang: text.replace("7", "8") for lang, text in records.text.items()}
    assert wrong_number(moved, records.backing, checker) is not None


def test_a_number_where_the_backing_gives_none_is_wrong() -> None:
    said = by_topic(draft(), "absent.payment")
    text = both("We looked 5 times and found nothing.", "Kami mencari 5 kali dan tidak menemukan apa pun.")
    assert whys(alone(replace(said, text=text, worded_by="Rina")), known()) == {Why.NUMBER}


def test_each_basis_is_checked_in_its_own_way() -> None:
    assert {one.basis for one in draft().sentences} == {Basis.COMPUTED, Basis.ATTESTED, Basis.ADVICE}
    given = advice(Section.DO, "never", both("Never.", "Jangan."))
    assert whys(alone(given), known(found=WIDER)) == set()
