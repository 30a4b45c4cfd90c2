"""The closing report: what happened, what was done and when, what is still open, and what nobody can say.

No personal value is in it. One document, laid out as sections of sentences and tables; the page, the HTML file and the
text are made of the same. A section about something that was never done here is left out, not filled with noughts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from html import escape
from typing import Any, Final

from waspada.core.custody import Action, Entry
from waspada.core.language import Lang, moment, number, parse_moment
from waspada.flows.case.closing_words import say
from waspada.flows.case.fact_names import label
from waspada.flows.case.facts import facts_of
from waspada.flows.case.questions import questions_of

_FACTS: Final = ("vendor", "product", "cause", "occurred_from", "occurred_to", "told_us_at", "aware_at", "contained")
_PEOPLE: Final = ("matched", "unknown_with_contact", "mentioned", "organisations", "admins", "admins_without_mfa")
_UNSURE: Final = ("ambiguous", "device_only", "residence_unknown", "admins_mfa_unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty as it stands at the end."""

    what: str
    """To whom, by which law."""
    status: str
    due: datetime | None
    done: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One notice to people."""

    number: int
    state: str
    approved: datetime | None
    corrects: int | None
    rows: Mapping[str, int]
    """State of a letter → how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One enquiry, without anything that it holds."""

    number: int
    kind: str
    received: datetime
    due: datetime | None
    answered: datetime | None
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Everything that the report is made from."""

    title: str
    vendor: str
    entries: Sequence[Entry] = field(repr=False)
    run: int | None
    assessment: Mapping[str, Any] = field(repr=False)
    duties: Sequence[Duty]
    notices: Sequence[Sent]
    enquiries: Sequence[Asked]
    mfa: Sequence[tuple[datetime, int, int]]
    """(When, admins without MFA, affected admins), oldest first."""
    open_tasks: int
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A small table; every cell is text."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part."""

    id: str
    heading: str
    sentences: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The whole, in one language."""

    lang: Lang
    title: str
    lead: str
    sections: tuple[Section, ...]
    gaps: tuple[str, ...]


def report(told: Told, lang: Lang, zone: tzinfo = UTC) -> Report:
    """The report in one language, its times in one zone."""
    every = (_happened, _numbers, _duties, _notices, _statement, _enquiries, _mfa, _tasks)
    sections = [section for make in every if (section := make(told, lang, zone)) is not None]
    return Report(
        lang=lang,
        title=say("title", lang, case=told.title),
        lead=say("lead", lang, when=moment(told.now, lang, zone)),
        sections=tuple(sections),
        gaps=tuple(_gaps(told, lang)),
    )


def as_html(made: Report) -> str:
    """One page that asks nobody for anything, to be kept or printed."""
    parts = [f"<h1>{escape(made.title)}</h1>", f"<p>{escape(made.lead)}</p>"]
    for section in made.sections:
        parts.append(f"<h2>{escape(section.heading)}</h2>")
        parts += [f"<p>{escape(one)}</p>" for one in section.sentences]
        if section.table:
            parts.append(_html_table(section.table))
    parts.append(f"<h2>{escape(say('gaps', made.lang))}</h2>")
    parts.append("<ul>" + "".join(f"<li>{escape(one)}</li>" for one in made.gaps) + "</ul>")
    head = (
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(made.title)}</title>'
    )
    top = f'<!doctype html>\n<html lang="{made.lang}">\n<head>{head}<style>{_STYLE}</style></head>'
    return f"{top}\n<body>\n" + "\n".join(parts) + "\n</body>\n</html>\n"


def as_text(made: Report) -> str:
    """The same as plain text."""
    lines = [made.title, "", made.lead]
    for section in made.sections:
        lines += ["", section.heading, *section.sentences]
        if section.table:
            lines += [" | ".join(section.table.heads), *(" | ".join(row) for row in section.table.rows)]
    return "\n".join([*lines, "", say("gaps", made.lang), *(f"- {one}" for one in made.gaps)]) + "\n"


_STYLE: Final = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#17212b}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .8rem .3rem 0;"
    "border-bottom:1px solid #cdd5dd;vertical-align:top;overflow-wrap:anywhere}h1,h2{line-height:1.25}"
)


def _html_table(table: Table) -> str:
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{rows}</tbody></table>"


def _section(
    name: str, lang: Lang, *, sentences: Sequence[str] = (), heads: Sequence[str] = (), rows: Sequence[Any] = ()
) -> Section:
    table = (
        Table(heads=tuple(say(one, lang) for one in heads), rows=tuple(tuple(row) for row in rows)) if rows else None
    )
    return Section(id=name, heading=say(f"{name}.heading", lang), sentences=tuple(sentences), table=table)


def _happened(told: Told, lang: Lang, zone: tzinfo) -> Section | None:
    known = facts_of(told.entries)
    rows = [(say("vendor", lang), told.vendor, "")] if "vendor" not in known else []
    for name in _FACTS:
        said = known[name].best if name in known else None
        if said is not None and said.value is not None:
            rows.append((label(name, lang), _value(said.value, lang, zone), say(f"status.{said.status}", lang)))
    return _section("happened", lang, heads=("what", "value", "status"), rows=rows)


def _value(value: Any, lang: Lang, zone: tzinfo) -> str:
    if isinstance(value, bool):
        return say("yes" if value else "no", lang)
    if isinstance(value, int):
        return number(value, lang)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    text = str(value)
    try:
        return moment(parse_moment(text), lang, zone) if "T" in text and "/" not in text else text
    except ValueError:
        return text


def _numbers(told: Told, lang: Lang, zone: tzinfo) -> Section | None:
    if told.run is None:
        return _section("numbers", lang, sentences=(say("numbers.none", lang),))
    people = told.assessment.get("people", {})
    least, most = people.get("total_at_least") or 0, people.get("total_at_most") or 0
    records = told.assessment.get("accounting", {}).get("records") or 0
    text = say("numbers.range" if most > least else "numbers.people", lang, least=least, most=most)
    rows = [
        (say(f"people.{name}", lang), number(people[name], lang)) for name in _PEOPLE if people.get(name) is not None
    ]
    return _section(
        "numbers",
        lang,
        sentences=(text, say("numbers.run", lang, run=told.run, records=records)),
        heads=("what", "count"),
        rows=rows,
    )


def _duties(told: Told, lang: Lang, zone: tzinfo) -> Section | None:
    owed = [one for one in told.duties if one.status == "owed" or one.done is not None]
    if not owed:
        return None
    rows = [
        (one.what, _maybe(one.due, lang, zone), _maybe(one.done, lang, zone), say(f"duty.{ended(one, told.now)}", lang))
        for one in owed
    ]
    late = sum(ended(one, told.now) in ("late", "overdue") for one in owed)
    text = say("duties.late", lang, count=late) if late else say("duties.fine", lang)
    return _section("duties", lang, sentences=(text,), heads=("duty", "due", "done", "how"), rows=rows)


def ended(duty: Duty, now: datetime) -> str:
    """How a duty ended: `in_time`, `late`, `done` (no number to hold it against), `overdue`, `waits`, `open`."""
    if duty.done is not None:
        return "done" if duty.due is None else "in_time" if duty.done <= duty.due else "late"
    if duty.due is None:
        return "open"
    return "overdue" if duty.due < now else "waits"


def _notices(told: Told, lang: Lang, zone: tzinfo) -> Section | None:
    if not told.notices:
        return None
    rows = []
    for one in told.notices:
        counts = [f"{say(f'letter.{state}', lang)} {number(count, lang)}" for state, count in one.rows.items() if count]
        corrects = say("notice.corrects", lang, number=one.corrects) if one.corrects else ""
        state = say(f"notice.{one.state}", lang)
        rows.append((str(one.number), _maybe(one.approved, lang, zone), f"{state}{corrects}", ", ".join(counts)))
    unknown = sum(one.rows.get("unknown", 0) for one in told.notices)
    sentences = (say("notices.unknown", lang, count=unknown),) if unknown else ()
    return _section("notices", lang, sentences=sentences, heads=("number", "approved", "state", "letters"), rows=rows)


def _statement(told: Told, lang: Lang, zone: tzinfo) -> Section | None:
    found = [entry for entry in told.entries if entry.action is Action.PUBLISH]
    if not found:
        return None
    rows = [
        (
            str(at),
            moment(parse_moment(entry.time), lang, zone),
            say("statement.first" if at == 1 else "statement.again", lang),
        )
        for at, entry in enumerate(found, 1)
    ]
    return _section("statement", lang, heads=("number", "when", "what"), rows=rows)


def _enquiries(told: Told, lang: Lang, zone: tzinfo) -> Section | None:
    if not told.enquiries:
        return None
    waiting = [one for one in told.enquiries if one.state == "open"]
    answered = [one for one in told.enquiries if one.answered is not None]
    late = sum(one.due is not None and one.answered is not None and one.answered > one.due for one in answered)
    sentences = [say("enquiries.all", lang, count=len(told.enquiries), answered=len(answered), late=late)]
    sentences.append(say("enquiries.open", lang, count=len(waiting)) if waiting else say("enquiries.none_open", lang))
    rows = [
        (str(one.number), say(f"kind.{one.kind}", lang), moment(one.received, lang, zone), _maybe(one.due, lang, zone))
        for one in waiting
    ]
    return _section("enquiries", lang, sentences=sentences, heads=("number", "kind", "received", "due"), rows=rows)


def _mfa(told: Told, lang: Lang, zone: tzinfo) -> Section | None:
    if not told.mfa:
        return None
    (begun, before, _), (at, now, admins) = told.mfa[0], told.mfa[-1]
    values = {"off": now, "admins": admins, "when": moment(at, lang, zone)}
    sentences = [say("mfa.now", lang, **values)]
    if len(told.mfa) > 1:
        sentences.append(say("mfa.before", lang, off=before, when=moment(begun, lang, zone)))
    return _section("mfa", lang, sentences=sentences)


def _tasks(told: Told, lang: Lang, zone: tzinfo) -> Section | None:
    return (
        _section("tasks", lang, sentences=(say("tasks.open", lang, count=told.open_tasks),))
        if told.open_tasks
        else None
    )


def _gaps(told: Told, lang: Lang) -> Iterator[str]:
    people = told.assessment.get("people", {})
    for name in _UNSURE:
        if people.get(name):
            yield say(f"gap.{name}", lang, count=people[name])
    quarantined = told.assessment.get("accounting", {}).get("records_quarantined")
    if quarantined:
        yield say("gap.quarantined", lang, count=quarantined)
    waiting = sum(bool(one.open_since) for one in questions_of(told.entries))
    if waiting:
        yield say("gap.questions", lang, count=waiting)
    unclear = sum(one.status != "owed" and one.done is None for one in told.duties)
    if unclear:
        yield say("gap.duties", lang, count=unclear)
    doubt = sum(one.rows.get("unknown", 0) for one in told.notices)
    if doubt:
        yield say("gap.letters", lang, count=doubt)
    yield say("gap.used", lang)


def _maybe(value: datetime | None, lang: Lang, zone: tzinfo) -> str:
    return moment(value, lang, zone) if value else "–"
