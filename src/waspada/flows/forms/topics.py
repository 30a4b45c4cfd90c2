"""What a case can say, by name: the words of a form point here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from waspada.flows.forms import from_case, from_run
from waspada.flows.forms.form import Sentence
from waspada.flows.forms.material import Material

Topic = Callable[[Material], list[Sentence]]

TOPICS: Final[Mapping[str, Topic]] = MappingProxyType(
    {
        "stage": from_case.stage,
        "reporter": from_case.reporter,
        "contact": from_case.contact,
        "vendor": from_case.vendor,
        "role": from_case.role,
        "here": from_case.here,
        "authority": from_case.authority,
        "delay": from_case.delay,
        "handled": from_case.handled,
        "tasks": from_case.tasks,
        "risk": from_case.risk,
        "told": from_case.told,
        "people_told": from_case.people_told,
        "waiting": from_case.waiting,
        "duration": from_case.duration,
        "other_duties": from_case.other_duties,
        "people": from_run.people,
        "residence": from_run.residence,
        "states": from_run.states,
        "who": from_run.who,
        "records": from_run.records,
        "data": from_run.data,
        "categories": from_run.categories,
        "special": from_run.special,
        "absent": from_run.absent,
        "secrets": from_run.secrets,
        "period": from_run.period,
        "consequences": from_run.consequences,
        "unsure": from_run.unsure,
    }
)
