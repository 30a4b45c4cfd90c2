"""A small law for tests, as text and made, and situations in few words."""

from __future__ import annotations

from typing import Any

from waspada.laws.evaluate import evaluate
from waspada.laws.law import Law
from waspada.laws.law_text import law_of
from waspada.laws.outcome import Outcome
from waspada.laws.situation import Situation, from_json
from waspada.laws.yaml_text import parse

TOP = """\
id: aa_law
version: 1
checked: 2026-06-01
name: {en: "A law", id: "Sebuah undang-undang"}
places: [AA]
zone: UTC
calendar: US
in_force: 2020-01-01
confidence: official_text
sources: [{title: "A law", url: "https://law.example/", read: "2026-06-01"}]
"""
DUTY = """\
- id: authority
  recipient: {en: "the authority", id: "otoritas"}
  clock: {start: awareness, value: 72, unit: hours}
  term: {en: "within 72 hours", id: "dalam 72 jam"}
  cite: {article: "s. 1", quote: "within 72 hours", url: "https://law.example/"}
"""


def law(when: str = "", *, top: str = TOP, duty: str = DUTY, more: str = "") -> Law:
    """The law with one duty; `when` is a condition on one line, `more` further duties."""
    first = duty + (f"  when: {when}\n" if when else "")
    text = f"{top}duties:\n{first}{more}"
    return law_of(parse(text, "aa_law.yaml"), text, expected="aa_law")


def situation(people: Any = 10, **more: Any) -> Situation:
    """People in AA with an e-mail address, aware on 2 March 2026; a list is people as they are."""
    rows = [{"residence": "AA", "kinds": ["email"], "people": people}] if not isinstance(people, list) else people
    document = {"incident": {"aware_at": "2026-03-02T10:00:00Z"}, "people": rows} | more
    if people is None:
        del document["people"]
    return from_json(document)


def one(made: Law, given: Situation) -> Outcome:
    """The outcome of its first duty."""
    return evaluate((made,), given)[0]


def codes(outcome: Outcome) -> list[str]:
    """The codes of its reasons, without the day it was judged by."""
    return [reason.code for reason in outcome.because if reason.code != "in_force_on"]
