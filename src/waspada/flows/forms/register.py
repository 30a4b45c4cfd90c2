"""The register of breaches (GDPR Art. 33(5)): every case, also un-notified, with the reasons why nobody was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

import pyarrow as pa

from waspada.core.language import Lang, moment, opening
from waspada.flows.duty_words import NAMES, place
from waspada.flows.forms.fill import filled
from waspada.flows.forms.form import Filled, Text
from waspada.flows.forms.material import Material
from waspada.flows.forms.said import both
from waspada.flows.forms.texts import register33
from waspada.laws.outcome import Outcome
from waspada.laws.words import book, sentence

Told = Literal["told", "owed", "open", "ask_counsel", "not_owed"]
_ELSEWHERE: Final = ("nobody_here", "other_role", "sector_not", "established_in_not", "does_business_in_not")
ORDER: Final[tuple[Told, ...]] = ("told", "owed", "open", "ask_counsel", "not_owed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notice that was given, is owed, or is not, and why."""

    duty: str
    told: Told
    to: Text
    why: Text = field(repr=False)
    """When it was done, or until when it is due; else the reasons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One breach."""

    case_id: str
    title: str
    filled: Filled
    notices: tuple[Notice, ...]

    def of(self, told: Told) -> list[Notice]:
        """Those that stand like this."""
        return [notice for notice in self.notices if notice.told == told]


def record_of(case: Material, title: str) -> Record:
    """The line of one case."""
    notices = [_notice(case, one) for one in case.duties.outcomes if _counts(one)]
    return Record(
        case_id=case.case_id,
        title=title,
        filled=filled(register33.FORM, case),
        notices=tuple(sorted(notices, key=lambda notice: ORDER.index(notice.told))),
    )


def _counts(outcome: Outcome) -> bool:
    """Not the many laws that look elsewhere or at others than us, nor those that were not in force."""
    if outcome.done is not None or outcome.words:
        return True
    elsewhere = any(reason.code in _ELSEWHERE for reason in outcome.because)
    return outcome.status in ("owed", "open", "ask_counsel") or (outcome.status == "not_owed" and not elsewhere)


def _notice(case: Material, outcome: Outcome) -> Notice:
    told: Told = "told" if outcome.done else "not_owed"
    if not outcome.done and outcome.status != "not_in_force":
        told = outcome.status
    law = {law.id: law.name for law in case.duties.laws}[outcome.law]

    def to(lang: Lang) -> str:
        who = opening(outcome.recipient[lang])
        where = f", {place(outcome.place, lang)}" if outcome.place and place(outcome.place, lang) not in who else ""
        controller = f", {outcome.controller}" if outcome.controller else ""
        return f"{who}{where}{controller} ({law[lang]}, {outcome.cite.article})"

    def why(lang: Lang) -> str:
        if outcome.done:
            return moment(outcome.done, lang, case.zone)
        words = [
            f"{said.by}: {book('STATUSES', lang)[said.verdict]}. {said.reason}"
            for said in outcome.words
            if said.verdict in ("owed", "not_owed")
        ]
        if outcome.status == "owed" and outcome.due:
            return " ".join([moment(outcome.due, lang, case.zone), *words])
        reasons = [sentence(reason, lang, NAMES[lang]) for reason in outcome.because]
        return " ".join([*reasons, *words])

    return Notice(duty=outcome.duty, told=told, to=both(to), why=both(why))


def as_table(records: Sequence[Record], headings: dict[str, str], lang: Lang, unknown: str) -> pa.Table:
    """One row a breach, for a spreadsheet.

    Args:
        headings: what a notice's standing is called: `told`, `owed` …; `case` and `name` too.
        unknown: stands in place of an answer that is not there.
    """
    rows = []
    for record in records:
        row = {headings["case"]: record.case_id, headings["name"]: record.title}
        for part, answers in record.filled.parts:
            for answer in answers:
                row[f"{part.title[lang]}: {answer.ask.text[lang]}"] = answer.text(lang)
        for told in ORDER:
            row[headings[told]] = "\n".join(f"{one.to[lang]}: {one.why[lang]}" for one in record.of(told))
        rows.append({name: text or unknown for name, text in row.items()})
    return pa.Table.from_pylist(rows) if rows else pa.table({headings["case"]: pa.array([], pa.string())})
