"""A filled form for programs says what the text says, and withholds what must not leave."""

from __future__ import annotations

import json

from tests.flows.forms.made import case

from waspada.flows.forms.document import as_json, lack_of
from waspada.flows.forms.fill import filled
from waspada.flows.forms.registry import BY_ID, FORMS


def test_every_answer_stands_in_it_with_its_source_and_what_is_missing_with_its_owner() -> None:
    made = filled(BY_ID["gdpr33"], case(duty="eu_gdpr.authority"))
    found = as_json(made)
    answers = {one["id"]: one for part in found["parts"] for one in part["answers"]}
    assert answers.keys() == {one.ask.id for one in made.answers}
    for one in made.answers:
        assert answers[one.ask.id]["text"] == {"en": one.text("en"), "id": one.text("id")}
        assert (answers[one.ask.id]["lack"] is None) == (one.lack is None)
        assert len(answers[one.ask.id]["sources"]) == len(one.sources)
    assert (found["answered"], found["asked"]) == (len(made.answers) - len(made.lacks), len(made.answers))
    assert {lack_of(one)["owner"] for one in made.lacks} <= {"vendor", "counsel", "dpo", "team", "admin"}


def test_what_is_withheld_does_not_stand_in_it() -> None:
    made = filled(BY_ID["gdpr33"], case(duty="eu_gdpr.authority"))
    one = next(answer for answer in made.answers if answer.sentences)
    found = as_json(made, withheld={one.ask.id})
    answer = next(row for part in found["parts"] for row in part["answers"] if row["id"] == one.ask.id)
    assert answer["withheld"]
    assert answer["text"] == {"en": "", "id": ""}


def test_all_of_them_are_json() -> None:
    assert all(json.loads(json.dumps(as_json(filled(form, case()))))["form"] == form.id for form in FORMS)
