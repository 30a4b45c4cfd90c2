"""No value of an affected person stands in a form: what people wrote is read before anybody gets it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.flows.forms.made import FACTS, case, log, stated

from waspada.core.custody import Action
from waspada.core.errors import Refused
from waspada.flows.forms import clean
from waspada.flows.forms.clean import Place
from waspada.flows.forms.fill import filled
from waspada.flows.forms.material import Material
from waspada.flows.forms.registry import BY_ID, FORMS

MAIL = "canary.person" + "@mail.example"


@pytest.fixture(scope="module")
def cache(waspada_home: Path) -> Path:
    return waspada_home / "cache"


def found(one: Material, cache: Path, form: str = "gdpr33", **more: object) -> list[Place]:
    return clean.places(filled(BY_ID[form], one), clean.own_of(one, cache), cache=cache, **more)  # type: ignore[arg-type]


def test_a_filled_form_holds_nothing_personal_but_our_own_contact(cache: Path) -> None:
    for form in FORMS:
        assert found(case(duty="eu_gdpr.authority"), cache, form.id) == []


@pytest.mark.parametrize(
    "text",
    [
        f"The export of {MAIL} was read",
        "Their number is +62 812 3456 7890",
        "Card 4111 1111 1111 1111 was in it",
        "from 203.0.113.77 as the logs show",
    ],
)
def test_a_value_in_a_fact_is_found_with_its_place(cache: Path, text: str) -> None:
    (place, *_) = found(case(log({**FACTS, "cause": text})), cache)
    assert (place.id, place.fact, place.ask["en"]) == ("what", "cause", "What happened, and how")


def test_a_value_in_an_answer_or_a_reason_is_found(cache: Path) -> None:
    said = (Action.ANSWER, {"question": "subprocessors", "answer": f"Ask {MAIL}", "source": ""}, "")
    risk = {"group": "all", "severity": "low", "likelihood": "likely", "level": "risk"}
    assert [place.id for place in found(case(log(FACTS, said)), cache)] == ["subprocessors"]
    assert [place.id for place in found(case(log(FACTS, (Action.RISK, risk, f"as {MAIL} wrote"))), cache)] == ["risk"]


def test_a_form_with_a_value_is_refused_without_saying_it(cache: Path) -> None:
    one = case(log({**FACTS, "cause": f"The export of {MAIL}"}))
    with pytest.raises(Refused) as refused:
        clean.check(filled(BY_ID["id46"], one), clean.own_of(one, cache), cache=cache)
    assert "How it was exposed: e-mail address" in str(refused.value)
    assert MAIL not in f"{refused.value} {refused.value.advice}"


def test_a_name_that_only_the_people_of_the_case_tell_is_found(cache: Path) -> None:
    def knows(texts: Sequence[str]) -> Sequence[bool]:
        return ["Siti Canary" in text for text in texts]

    one = case(log({**FACTS, "note.advice": "Siti Canary was called."}))
    (place,) = found(one, cache, knows=knows)
    assert (place.id, place.kind["en"]) == ("advice", "a value of an affected person")


def test_our_contact_may_stand_in_other_answers_too(cache: Path) -> None:
    one = case(log({**FACTS, "note.advice": "Write to privacy@example.org."}))
    assert found(one, cache) == []


def test_what_a_version_before_said_is_read_too(cache: Path) -> None:
    from tests.flows.forms.test_versions import version

    one = case(log(FACTS, stated("cause", "A stolen session")), stage="supplementary")
    made = filled(BY_ID["id46"], one, before=version({"how": f"The export of {MAIL}"}))
    assert [place.id for place in clean.places(made, clean.own_of(one, cache), cache=cache)] == ["how"]
