"""Forms are filled sentence by sentence, and say what is missing and who owes it."""

from __future__ import annotations

import pytest
from tests.flows.forms.made import FACTS, case, chain, log, stated

from waspada.core.custody import Action
from waspada.flows.forms.fill import answered, filled
from waspada.flows.forms.form import Filled, Owner
from waspada.flows.forms.registry import BY_ID, FORMS
from waspada.flows.forms.texts import id46

GDPR = "eu_gdpr.authority"


def answer(made: Filled, name: str, lang: str = "en") -> str:
    return next(one for one in made.answers if one.ask.id == name).text(lang)


def test_a_complete_case_fills_most_of_the_notice_to_an_authority() -> None:
    made = filled(BY_ID["gdpr33"], case(duty=GDPR))
    assert made.share >= 0.7
    assert made.recipient["en"].endswith("(Germany)")
    assert {one.ask.id for one in made.lacks} == {"role", "subprocessors", "noticed"}


def test_the_three_things_of_indonesia_are_there_in_both_languages() -> None:
    made = filled(BY_ID["id46"], case(duty="id_pdp.authority"))
    three = [answers for part, answers in made.parts if part.id in ("exposed", "when_how", "recovery")]
    assert len(three) == 3
    assert all(one.lack is None and one.text("en") and one.text("id") for answers in three for one in answers)
    assert "alamat e-mail (342 orang)" in answer(made, "data", "id")


def test_every_sentence_says_where_it_comes_from() -> None:
    for form in FORMS:
        made = filled(form, case())
        assert all(one.sources for answer in made.answers for one in answer.sentences), form.id


def test_counts_are_computed_and_words_are_attested() -> None:
    made = {one.ask.id: one for one in filled(BY_ID["gdpr33"], case(duty=GDPR)).answers}
    assert (made["people"].origin, made["what"].origin, made["noticed"].origin) == ("computed", "attested", "missing")
    assert {source.of for source in made["people"].sources} == {"run", "duty"}
    assert made["what"].sources[0].entry == 2


def test_people_of_the_member_state_are_counted_apart() -> None:
    assert "In Germany: 5 people." in answer(filled(BY_ID["gdpr33"], case(duty=GDPR, place="DE")), "people")
    assert "In France: 4 people." in answer(filled(BY_ID["gdpr33"], case(duty=GDPR, place="FR")), "people")


def test_a_claim_of_the_vendor_is_never_ours() -> None:
    entries = log({}, stated("cause", "A stolen token", by="vendor", status="claimed"))
    made = filled(BY_ID["gdpr33"], case(entries, run=False))
    assert answer(made, "what") == "A stolen token (the vendor says so, not confirmed by us)."
    assert answer(made, "what", "id") == "A stolen token (menurut vendor, belum kami pastikan)."


def test_what_the_vendor_claimed_is_not_repeated_where_the_data_was_counted() -> None:
    entries = log({}, stated("people", {"at_least": 7}, by="vendor", status="claimed"))
    assert "at least 7" in answer(filled(BY_ID["gdpr33"], case(entries, run=False)), "people")
    counted = answer(filled(BY_ID["gdpr33"], case(entries)), "people")
    assert "at least 7" not in counted
    assert "342–343 people" in counted


def test_with_nothing_everything_is_missing_and_has_an_owner() -> None:
    made = filled(BY_ID["gdpr33"], case(chain((Action.OPEN, {"title": "t"}, "")), run=False, contact=""))
    owners = {one.ask.id: one.lack.owner for one in made.lacks if one.lack}
    assert owners["began"] is Owner.VENDOR
    assert owners["risk"] is Owner.COUNSEL
    assert owners["contact"] is Owner.ADMIN
    assert owners["vulnerable"] is Owner.DPO
    assert owners["prevent"] is Owner.TEAM
    assert made.share < 0.2


def test_what_is_missing_names_the_question_and_when_it_was_asked() -> None:
    asked = (Action.ASK, {"question": "when", "to": "Acme", "on": "2025-11-26"}, "")
    ask = next(one for one in BY_ID["gdpr33"].asks if one.id == "began")
    unasked, open_ = answered(case(log({})), ask).lack, answered(case(log({}, asked)), ask).lack
    assert unasked is not None
    assert open_ is not None
    assert "was not put to the vendor yet" in unasked.text["en"]
    assert "was asked on 26 November 2025 and is not answered" in open_.text["en"]
    assert (open_.fact, open_.question) == ("occurred_from", "when")


def test_an_answer_of_the_vendor_stands_in_for_a_fact() -> None:
    said = (Action.ANSWER, {"question": "closed", "answer": "Yes, since Monday.", "source": "letter"}, "")
    made = filled(BY_ID["id46"], case(log({}, said)))
    assert "The vendor answered: “Yes, since Monday.”" in answer(made, "recovery")


def test_sealing_the_evidence_alone_is_no_recovery() -> None:
    recovery = next(one for one in filled(id46.FORM, case(log({}))).answers if one.ask.id == "recovery")
    assert "sealed as evidence" in recovery.text("en")
    assert recovery.lack is not None


def test_late_without_a_reason_is_missing() -> None:
    late = case(duty=GDPR, now=1_764_700_000.0)
    assert next(one for one in filled(BY_ID["gdpr33"], late).answers if one.ask.id == "delay").lack is not None
    with_reason = case(log({**FACTS, "note.delay": "The data came late."}), duty=GDPR, now=1_764_700_000.0)
    assert answer(filled(BY_ID["gdpr33"], with_reason), "delay") == "The data came late."


def test_a_processor_tells_each_controller() -> None:
    group = {"group": "all", "role": "processor", "controllers": ["Bank A", "Shop B"], "products": []}
    entries = log(FACTS, (Action.GROUP, group, ""))
    made = filled(BY_ID["processor33"], case(entries, duty="eu_gdpr.controller"))
    assert made.recipient == {"en": "Bank A", "id": "Bank A"}
    assert made.share >= 0.7


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_both_languages_say_the_same_amount(form: object) -> None:
    made = filled(form, case(duty=GDPR))  # type: ignore[arg-type]
    assert all(set(one.text) == {"en", "id"} for answer in made.answers for one in answer.sentences)
    assert all(answer.text("en").count("\n") == answer.text("id").count("\n") for answer in made.answers)
