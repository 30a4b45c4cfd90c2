"""Sections about people and time: whose data it is, where they live, and from when the records are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from waspada.assess.report import charts
from waspada.assess.report.charts import Bar, Bucket, Columns
from waspada.assess.report.countries import country, region
from waspada.assess.report.draft import Draft
from waspada.assess.report.text import Sentence, Tone, join, say
from waspada.core.language import day, day_short, moment, month, parse_moment, part_of

_SHOWN_COUNTRIES = 8
_RECENT_DAYS = 7
_RECENT_IS_MUCH = 1.5
"""The last days are worth a sentence when they hold this many times their even share."""


class WhoRow(NamedTuple):
    """People of one standing."""

    label: str
    total: str
    counts_as: str
    tone: str


class PlaceRow(NamedTuple):
    """A country or a region."""

    label: str
    total: str
    share: str
    width: float
    tone: Tone


class TimeRow(NamedTuple):
    """A line of the table behind the chart."""

    label: str
    records: str


@dataclass(frozen=True, slots=True)
class Who:
    """Whose data it is."""

    lead: Sentence
    admins: Sentence
    residence: Sentence
    notes: tuple[Sentence, ...]
    """Organisations that nobody could look up, addresses that several people share."""
    rows: tuple[WhoRow, ...]
    stack: tuple[Bar, ...]
    described: str
    countries: tuple[PlaceRow, ...]
    more_countries: tuple[PlaceRow, ...]
    regions: tuple[PlaceRow, ...]


@dataclass(frozen=True, slots=True)
class When:
    """From when the records are."""

    lead: Sentence
    chart: Columns | None
    described: str
    highest: str
    ends: tuple[str, str]
    unit: str
    rows: tuple[TimeRow, ...]
    span: str
    shown: bool


def who(draft: Draft) -> Who:
    """People by how surely they are known, and where they live."""
    facts, labels = draft.facts, draft.labels
    standing = (
        (labels.in_directory, facts.matched, labels.certain, "known"),
        (labels.own_contact, facts.unknown_with_contact, labels.certain, "stranger"),
        (labels.open_identity, facts.ambiguous, labels.open, "unsure"),
        (labels.unknown_account, facts.unknown_without_contact, labels.not_counted, ""),
        (labels.mentioned, facts.mentioned, labels.not_counted, ""),
        (labels.device_only, facts.device_only, labels.not_counted, ""),
    )
    rows = [WhoRow(label, draft.number(count), counts, tone) for label, count, counts, tone in standing if count]
    people = draft.assessment.get("people", {})
    countries = _places(draft, people.get("by_country", {}), facts.residence_unknown, by_region=False)
    cut = _SHOWN_COUNTRIES if len(countries) > _SHOWN_COUNTRIES + 1 else len(countries)
    return Who(
        draft.words.who_lead(facts),
        draft.words.admins(facts),
        draft.words.residence(facts),
        tuple(note for note in (draft.words.sharing(facts), draft.words.nobody_yet(facts)) if note),
        tuple(rows),
        charts.stack([(count, tone) for _, count, _, tone in standing if tone]),
        "; ".join(f"{row.label}: {row.total}" for row in rows if row.tone),
        countries[:cut],
        countries[cut:],
        _places(draft, people.get("by_region", {}), 0, by_region=True),
    )


def _places(draft: Draft, counts: Mapping[str, int], unknown: int, *, by_region: bool) -> tuple[PlaceRow, ...]:
    """Most people first; where nobody knows stands last, in the same size as what is known."""
    whole = draft.facts.at_least or sum(counts.values()) + unknown
    most = max([*counts.values(), unknown], default=0)
    name = region if by_region else country
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rows = [(name(key, draft.lang), count, Tone.PLAIN) for key, count in ordered]
    if unknown:
        rows.append((draft.labels.residence_unknown, unknown, Tone.UNSURE))
    return tuple(
        PlaceRow(
            label,
            draft.number(count),
            draft.share(count, whole),
            round(max(count / most * 100, 0.7), 2) if count else 0,
            tone,
        )
        for label, count, tone in rows
    )


def when(draft: Draft) -> When:
    """Records over time, with the finding in words."""
    timeline = draft.assessment.get("timeline", {})
    days = [Bucket(date.fromisoformat(row["day"]), row["records"]) for row in timeline.get("by_day", ())]
    chart = charts.columns(days)
    labels = draft.labels
    if chart is None:
        return When(
            draft.words.timeless(draft.facts), None, "", "", ("", ""), "", (), _span(draft), draft.facts.with_timeline
        )
    first, last = min(row.start for row in days), max(row.start for row in days)
    lead = join(say(sentence) for sentence in _when_sentences(draft, days, chart, first, last) if sentence)
    unit = {"day": labels.day, "week": labels.week, "month": labels.month}[chart.step]
    name = month if chart.step == "month" else day
    rows = tuple(
        TimeRow(name(row.start, draft.lang), draft.number(row.records)) for row in chart.buckets if row.records
    )
    ends = (_end(draft, first, last), day(last, draft.lang))
    highest = draft.words.records(chart.peak.records)
    return When(lead, chart, _described(draft, chart), highest, ends, unit, rows, _span(draft), shown=True)


def _end(draft: Draft, first: date, last: date) -> str:
    return day_short(first, draft.lang) if first.year == last.year else day(first, draft.lang)


def _described(draft: Draft, chart: Columns) -> str:
    total = sum(bucket.records for bucket in chart.buckets)
    share = part_of(chart.peak.records, total, draft.lang)
    name = month if chart.step == "month" else day
    return draft.words.peak(name(chart.peak.start, draft.lang), chart.step, chart.peak.records, share)


def _when_sentences(draft: Draft, days: list[Bucket], chart: Columns, first: date, last: date) -> list[str]:
    span = (last - first).days + 1
    sentences = [draft.words.span(day(first, draft.lang), day(last, draft.lang), span)]
    if len(chart.buckets) > 1:
        sentences.append(_described(draft, chart))
    recent = charts.tail_share(days, _RECENT_DAYS)
    if chart.step == "day" and span > _RECENT_DAYS * 2 and recent > _RECENT_IS_MUCH * _RECENT_DAYS / span:
        share = draft.percent(recent)
        sentences.append(draft.words.recent(_RECENT_DAYS, share))
    if span > 366:
        sentences.append(draft.words.old(int((span - 1) / 365.25)))
    if draft.facts.undated:
        sentences.append(draft.words.undated(draft.facts.undated))
    return sentences


def _span(draft: Draft) -> str:
    timeline = draft.assessment.get("timeline", {})
    first, last = timeline.get("first_record"), timeline.get("last_record")
    if not first or not last:
        return ""
    ends = (moment(parse_moment(text), draft.lang, draft.context.zone) for text in (first, last))
    return " – ".join(ends)
