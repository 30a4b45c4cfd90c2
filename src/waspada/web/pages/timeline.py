"""Everything that happened in a case, oldest first: what people stated of the attack, and what we did."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from waspada.core import language
from waspada.core.custody import Action, Entry
from waspada.flows.case.fact_shapes import shape_of
from waspada.flows.case.facts import moments
from waspada.flows.case.question_list import BY_ID
from waspada.flows.case.show import Standing, files_in
from waspada.store.db.models import Task
from waspada.web import fact_words
from waspada.web.clocks import Clock, clocks
from waspada.web.pages.case import Opened, on_case
from waspada.web.pages.tasks import title_of
from waspada.web.strip import strip
from waspada.web.templatetags.waspada import lang
from waspada.web.words.registry import said


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened, or will."""

    at: datetime
    text: str
    who: str = ""
    tone: str = "plain"
    label: str = ""
    """A word with the tone: claimed, disputed, late."""
    link: str = ""
    until: datetime | None = None
    """Where only a range is known."""
    ahead: bool = False


@on_case()
def show(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """The strip, then the list."""
    now = time.time()
    standing = opened.standing()
    pair, zone = clocks(standing.facts, now), timezone.get_current_timezone()
    events = sorted(_events(opened, standing, pair, now), key=lambda one: (one.at, one.text))
    past = [one for one in events if not one.ahead]
    context = {
        "opened": opened,
        "tab": "timeline",
        "events": events,
        "count": len(past),
        "first": language.day(past[0].at.astimezone(zone).date(), lang()) if past else "",
        "last": language.day(past[-1].at.astimezone(zone).date(), lang()) if past else "",
        "strip": strip(standing.facts, pair, [one.at for one in events], now),
        "gaps": _gaps(standing),
    }
    return render(request, "timeline/index.html", context)


def _events(opened: Opened, standing: Standing, pair: tuple[Clock, Clock], now: float) -> Iterator[Event]:
    yield from _stated(opened, standing)
    yield from _ends(pair, now)
    for (_, text, _), group in groupby(standing.entries, key=_together):
        entries = list(group)
        if text:
            yield _done(opened, entries)
    for task in Task.objects.filter(case=opened.case, state=Task.State.DONE, closed__isnull=False):
        yield Event(
            at=task.closed or datetime.fromtimestamp(now, UTC),
            text=said("timeline.task", lang(), what=title_of(task)),
            who=task.owner.name if task.owner else "",
            tone="clear",
            link=reverse("task", args=(opened.case.pk, task.pk)),
        )


def _stated(opened: Opened, standing: Standing) -> Iterator[Event]:
    """Facts that are moments: ours and each other party's, at the moment that they name."""
    for name, fact in standing.facts.items():
        for one in (fact.ours, *fact.claims):
            ends = moments(one.value) if one and shape_of(name) == "moment" else None
            if one is None or ends is None:
                continue
            disputed = fact.disputed
            yield Event(
                at=ends[0],
                until=ends[1] if ends[1] != ends[0] else None,
                text=fact_words.title(name),
                who=fact_words.party(one.by),
                tone="unsure" if disputed or str(one.status) != "confirmed" else "plain",
                label=said("timeline.disputed" if disputed else f"frame.status.{one.status}", lang()),
                link=reverse("fact", args=(opened.case.pk, name)),
            )


def _ends(pair: tuple[Clock, Clock], now: float) -> Iterator[Event]:
    for clock in pair:
        if clock.end:
            yield Event(
                at=clock.end,
                text=said(f"timeline.end_{clock.whose}", lang()),
                tone="plain",
                ahead=clock.end.timestamp() > now,
            )


_ONE_BY_ONE: Final = (
    *(Action.OPEN, Action.SEAL, Action.RUN, Action.EXPORT, Action.DESTROY, Action.HOLD, Action.RELEASE),
    *(Action.GROUP, Action.RISK, Action.COUNSEL, Action.APPROVE, Action.SEND, Action.PUBLISH),
)


def _together(entry: Entry) -> tuple[object, str, str]:
    """What stands in one line: the same act by the same person on the same day."""
    if entry.action in _ONE_BY_ONE:
        return entry.number, str(entry.action), ""
    shown = str(entry.action) if entry.action in _WORDS else ""
    return str(entry.data.get("on") or entry.time)[:10], shown, entry.actor


_STATED: Final = (Action.ASK, Action.ANSWER)
"""People say when these were; the entry says when they were written down."""


def _done(opened: Opened, entries: list[Entry]) -> Event:
    entry = entries[0]
    key, link = _WORDS[entry.action]
    said_of = _VALUES.get(entry.action)
    values = said_of(entry) if said_of else {}
    if entry.action is Action.DESTROY and entry.data.get("phase") == "begin":
        key = "destroy_begin"
    return Event(
        at=language.parse_moment(str(entry.data.get("on") or entry.time) if entry.action in _STATED else entry.time),
        text=said(f"timeline.{key}", lang(), **{"count": len(entries), **values}),
        who=entry.actor,
        tone="clear" if entry.action in (Action.SEAL, Action.RUN, Action.DESTROY) else "plain",
        link=reverse(link, args=(opened.case.pk,)) if link else "",
    )


_WORDS: Final[Mapping[Action, tuple[str, str]]] = MappingProxyType(
    {
        Action.OPEN: ("open", ""),
        Action.ASK: ("ask", "questions"),
        Action.ANSWER: ("answer", "questions"),
        Action.SEAL: ("seal", "handovers"),
        Action.RUN: ("run", "case"),
        Action.DECIDE: ("decide", "review"),
        Action.GROUP: ("group", "groups"),
        Action.RISK: ("risk", "groups"),
        Action.COUNSEL: ("counsel", "duties"),
        Action.APPROVE: ("approve", ""),
        Action.SEND: ("send", ""),
        Action.DELIVERIES: ("deliveries", ""),
        Action.PUBLISH: ("publish", ""),
        Action.REVEAL: ("reveal", ""),
        Action.EXPORT: ("export", ""),
        Action.COPY: ("copy", ""),
        Action.ANCHOR: ("anchor", ""),
        Action.HOLD: ("hold", ""),
        Action.RELEASE: ("release", ""),
        Action.SCHEDULE: ("schedule", ""),
        Action.DESTROY: ("destroy", ""),
        Action.TORN: ("torn", ""),
    }
)
"""Act → its words, and the page behind it. A fact is shown at the moment it names; reads stand in the log."""


def _sealed(entry: Entry) -> dict[str, Any]:
    count, size = files_in(entry)
    return {"number": entry.data.get("handover"), "count": count, "size": language.size(size, lang())}


def _question(entry: Entry) -> dict[str, Any]:
    known = BY_ID.get(str(entry.data.get("question")))
    return {"what": known.text(lang()) if known else str(entry.data.get("question"))}


_VALUES: Final[Mapping[Action, Callable[[Entry], dict[str, Any]]]] = MappingProxyType(
    {
        Action.SEAL: _sealed,
        Action.RUN: lambda entry: {"number": entry.data.get("run")},
        Action.ASK: _question,
        Action.ANSWER: _question,
        Action.GROUP: lambda entry: {"what": entry.data.get("group", "")},
        Action.RISK: lambda entry: {"what": entry.data.get("group", "")},
        Action.COUNSEL: lambda entry: {"what": entry.data.get("duty", "")},
        Action.APPROVE: lambda entry: {"number": entry.data.get("version", "")},
        Action.SEND: lambda entry: {"number": entry.data.get("version", "")},
        Action.PUBLISH: lambda entry: {"number": entry.data.get("version", "")},
        Action.HOLD: lambda entry: {"what": entry.data.get("hold", "")},
        Action.RELEASE: lambda entry: {"what": entry.data.get("hold", "")},
        Action.SCHEDULE: lambda entry: {"what": entry.data.get("on", "")},
        Action.EXPORT: lambda entry: {"what": entry.data.get("what", "")},
    }
)


def _gaps(standing: Standing) -> list[str]:
    found = []
    for name in ("occurred_from", "occurred_to", "detected_at", "told_us_at", "aware_at"):
        fact = standing.facts.get(name)
        if fact is None or fact.best is None:
            found.append(said("timeline.gap", lang(), what=fact_words.title(name)))
        elif fact.disputed:
            found.append(said("facts.gap_disputed", lang(), what=fact_words.title(name)))
        elif fact.confirmed is None:
            found.append(said("facts.gap_claim", lang(), what=fact_words.title(name)))
    return found
