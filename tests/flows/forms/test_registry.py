"""Every form is in the registry, has words in both languages, and duties and forms agree."""

from __future__ import annotations

from importlib.resources import files

from tests.flows.forms.made import LAWS, case, duties, log

from waspada.flows.case.fact_names import KNOWN, NOTE
from waspada.flows.case.question_list import BY_ID as QUESTIONS
from waspada.flows.forms.registry import BY_ID, FORMS, form_of
from waspada.flows.forms.topics import TOPICS
from waspada.laws.law_text import chosen
from waspada.laws.registry import REGIMES


def test_folder_and_registry_hold_the_same() -> None:
    names = {path.name.removesuffix(".py") for path in files("waspada.flows.forms.texts").iterdir()}
    assert {form.id for form in FORMS} == {name for name in names if not name.startswith("_")} - {"register33"}


def test_every_ask_points_to_what_there_is() -> None:
    for form in FORMS:
        ids = [ask.id for ask in form.asks]
        assert len(ids) == len(set(ids)), form.id
        for ask in form.asks:
            assert set(ask.text) == {"en", "id"}
            assert set(ask.topics) <= set(TOPICS)
            assert all(name in KNOWN or name.startswith(NOTE) for name in ask.facts), ask.id
            assert not ask.question or ask.question in QUESTIONS


def test_every_duty_named_by_a_form_exists() -> None:
    known = {law.full(duty) for law in chosen(REGIMES) for duty in law.duties}
    assert {duty for form in FORMS for duty in form.duties} <= known


def test_every_form_named_by_a_law_exists() -> None:
    named = {duty.form for law in chosen(REGIMES) for duty in law.duties if duty.form}
    assert named <= set(BY_ID)


def test_a_duty_finds_its_form() -> None:
    found = {one.duty: form_of(one) for one in duties(log()).outcomes}
    assert found["eu_gdpr.authority"] is BY_ID["gdpr33"]
    assert found["uk_gdpr.authority"] is BY_ID["ico"]
    assert found["id_pdp.individuals"] is BY_ID["id46"]
    assert found["us_tx.authority"] is BY_ID["us_ag"]
    assert found["eu_gdpr.individuals"] is None
    assert case().duties.laws[0].id == LAWS[0]
