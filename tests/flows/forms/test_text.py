"""The text: what is in one shape of a form is in all, missing points say so, and lines stay short."""

from __future__ import annotations

from tests.flows.forms.made import FACTS, case, log

from waspada.flows.forms.fill import filled
from waspada.flows.forms.lines import sheet
from waspada.flows.forms.registry import BY_ID, FORMS
from waspada.flows.forms.text import WIDTH, as_text

GDPR = "eu_gdpr.authority"


def test_all_answers_and_their_sources_are_in_it() -> None:
    made = filled(BY_ID["gdpr33"], case(duty=GDPR))
    text = " ".join(as_text(made, "en").split())
    assert all(" ".join(one.text["en"].split()) in text for answer in made.answers for one in answer.sentences)
    assert "[fact “How it happened”, log entry 2]" in text
    assert "It holds no value of an affected person." in text


def test_missing_points_say_so_and_a_final_notice_says_it_differently() -> None:
    first = as_text(filled(BY_ID["gdpr33"], case(duty=GDPR)), "en")
    last = as_text(filled(BY_ID["gdpr33"], case(duty=GDPR, stage="final")), "en")
    assert first.count("Not known yet; it follows.") == 3
    assert "follows." not in last.replace("what is not known yet follows.", "")
    assert last.count("Not known.") == 3
    assert "No earlier version is on record." in last


def test_lines_are_short_and_no_stage_is_forgotten() -> None:
    for form in FORMS:
        for lang in ("en", "id"):
            text = as_text(filled(form, case(log({**FACTS, "cause": "word " * 60}))), lang)
            body = text.splitlines()[6:]
            assert all(len(line) <= WIDTH for line in body), form.id


def test_the_head_names_recipient_law_and_case() -> None:
    head = dict(sheet(filled(BY_ID["ico"], case(duty="uk_gdpr.authority")), "id").head)
    assert head["Kepada"].endswith("(ICO)")
    assert head["Menurut"] == "UK GDPR, Pasal 33"
    assert head["Kasus"].startswith("01932c07")
