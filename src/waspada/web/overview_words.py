"""The sentence that a case begins with, and what nobody can say about it yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from waspada import __version__
from waspada.assess.report.draft import Draft, draft
from waspada.assess.report.model import ReportContext
from waspada.assess.report.section_verdicts import digest as of_run
from waspada.assess.report.section_verdicts import unknown
from waspada.assess.report.text import Sentence, exposed, say, unsure
from waspada.core.language import opening
from waspada.flows.case.show import Standing
from waspada.web import fact_words
from waspada.web.clocks import Clock, span
from waspada.web.templatetags.waspada import lang
from waspada.web.words.registry import said

_FIRST: tuple[str, ...] = ("people", "fields", "aware_at", "detected_at")
"""Facts that a reader misses first, in the order of the gaps."""


def drafted(document: Mapping[str, Any]) -> Draft:
    """The sentences of a run's report, in the reader's language."""
    return draft(document, lang(), ReportContext(version=__version__))


def digest(standing: Standing, document: Mapping[str, Any], tasks: int) -> dict[str, Sequence[Sentence]]:
    """What a board member reads: whose data, since when, and what is open.

    With a run its own sentences, counted; else what was stated, with whose word it is.
    """
    if standing.destroyed:
        gone = said("overview.destroyed", lang(), when=fact_words.moment_text(standing.destroyed))
        return {"first": [say(gone)], "then": [say(*_open(standing, tasks))]}
    if document:
        sentences = of_run(drafted(document)).sentences
        return {"first": sentences[:2], "then": [*sentences[2:], _since(standing), say(*_open(standing, tasks))]}
    return {"first": [_stated(standing)], "then": [_since(standing), say(*_open(standing, tasks))]}


def gaps(standing: Standing, document: Mapping[str, Any], pair: Sequence[Clock]) -> list[str]:
    """What nobody can say: of the run, and of the facts."""
    found = []
    if not document:
        found.append(said("overview.gap_no_run", lang()))
    else:
        found += [f"{row.total} {row.text}" if row.total else row.text for row in unknown(drafted(document)).rows]
    for name in _FIRST:
        fact = standing.facts.get(name)
        if (fact is None or fact.best is None) and not (document and name in ("people", "fields")):
            found.append(said("facts.gap_unsaid", lang(), what=fact_words.title(name)))
    found += [
        said("facts.gap_disputed", lang(), what=fact_words.title(name))
        for name, fact in standing.facts.items()
        if fact.disputed
    ]
    found += [
        said("overview.gap_claimed_clock", lang(), what=fact_words.title(clock.fact))
        for clock in pair
        if clock.status == "claimed"
    ]
    if standing.open:
        found.append(said("questions.gap_waiting", lang(), count=len(standing.open)))
    return found


def _stated(standing: Standing) -> Sentence:
    """Before there is data: how many people, and whose word that is."""
    fact = standing.facts.get("people")
    if fact is None or fact.best is None:
        return say(unsure(said("overview.nobody_said", lang())))
    best = fact.best
    who = fact_words.party(best.by)
    amount = fact_words.value_text("people", best.value)
    sure = str(best.status) == "confirmed"
    key = "overview.people_ours" if best.by == "us" else "overview.people_theirs"
    before, _, after = opening(said(key, lang(), who=who, people="\0")).partition("\0")
    return say(before, exposed(amount) if sure else unsure(amount), after)


def _since(standing: Standing) -> Sentence:
    since = standing.since
    if since is None:
        return say(unsure(said("overview.since_never", lang())))
    return say(
        said(
            f"overview.since_{since.fact}",
            lang(),
            when=fact_words.moment_text(since.at),
            ago=span(since.hours * 3600, lang()),
            by=fact_words.party(since.by),
        )
    )


def _open(standing: Standing, tasks: int) -> list[str]:
    waiting = len(standing.open)
    parts = [said("overview.open_questions", lang(), count=waiting), said("overview.open_tasks", lang(), count=tasks)]
    return [said("overview.open", lang(), questions=parts[0], tasks=parts[1])]
