"""What the log, the duties and the workspace say to a form."""

from __future__ import annotations

from tests.flows.forms.made import FACTS, case, log, stated

from waspada.core.custody import Action
from waspada.flows.forms import from_case

GDPR = "eu_gdpr.authority"


def test_who_was_told_and_who_is_still_to_be_told() -> None:
    entries = log(FACTS, stated("told.uk_gdpr.authority", "2025-11-26T08:00:00Z"))
    (told,) = from_case.told(case(entries, duty=GDPR))
    (still,) = from_case.other_duties(case(entries, duty=GDPR))
    assert told.text["en"] == "The Information Commissioner (ICO): 26 November 2025 at 08:00 UTC."
    assert "ICO" not in still.text["en"]
    assert "Komdigi" in still.text["id"]


def test_the_people_are_told_is_said_when_it_was_done() -> None:
    entries = log(FACTS, stated("told.eu_gdpr.individuals", "2025-11-26T08:00:00Z"))
    assert "26 November 2025" in from_case.people_told(case(entries, duty=GDPR))[0].text["en"]
    assert "Not done yet; owed under Art. 34(1)" in from_case.people_told(case(duty=GDPR))[0].text["en"]


def test_roles_are_said_by_group_with_their_entry() -> None:
    entries = log(FACTS, (Action.GROUP, {"group": "staff", "role": "processor", "controllers": ["A"]}, ""))
    (said,) = from_case.role(case(entries))
    assert said.text["en"] == "For “staff” we are processor."
    assert said.sources[0].entry == entries[-1].number


def test_no_actor_of_the_log_is_named() -> None:
    everything = [said for name in dir(from_case) if callable(topic := getattr(from_case, name)) and
                  getattr(topic, "__module__", "") == from_case.__name__ and not name.startswith("_")
                  for said in topic(case(duty=GDPR))]  # fmt: skip
    assert everything
    assert not any("alice" in one.text["en"].lower() for one in everything)


def test_questions_that_wait_are_counted() -> None:
    asked = (Action.ASK, {"question": "when", "to": "Acme", "on": "2025-11-26"}, "")
    (said,) = from_case.waiting(case(log(FACTS, asked)))
    assert "not answered yet: 1; the first was asked on 26 November 2025" in said.text["en"]


def test_how_long_it_lasted_needs_both_ends() -> None:
    assert from_case.duration(case(log({"occurred_from": "2025-11-08T10:00:00Z"}))) == []
    assert from_case.duration(case())[0].text["id"] == "Berlangsung paling lama 1 hari dan 2 jam."
