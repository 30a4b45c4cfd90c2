"""How duties read on a terminal: places without a rule first, then what is owed by due time, then what is open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from waspada.core.language import Lang, moment, opening, series
from waspada.flows.duty_words import NAMES, place
from waspada.laws.outcome import Count
from waspada.laws.words import book, people, sentence

if TYPE_CHECKING:
    from waspada.flows.duties import Duties
    from waspada.laws.outcome import Outcome

_WORDS: Final[dict[Lang, dict[str, str]]] = {
    "en": {
        "gaps": "NO RULE",
        "owed": "OWED",
        "open": "OPEN",
        "ask_counsel": "ASK COUNSEL",
        "rest": "NOT OWED",
        "due": "due {}",
        "waiting": "the clock starts with: {}",
        "missing": "would be settled by: {}",
        "none": "no number in the law: {}",
        "late": "by the vendor’s clock: {}",
        "count": "{} duties are not owed or not in force; --all lists them with the reasons.",
        "nothing": "Nothing is owed by the rules we know.",
        "advice": "Research, not legal advice.",
        "by": "{}, {}: {}",
    },
    "id": {
        "gaps": "TANPA ATURAN",
        "owed": "WAJIB",
        "open": "BELUM PASTI",
        "ask_counsel": "TANYAKAN PENASIHAT HUKUM",
        "rest": "TIDAK WAJIB",
        "due": "tenggat {}",
        "waiting": "tenggat dihitung sejak: {}",
        "missing": "dapat dipastikan dengan: {}",
        "none": "undang-undang tidak menetapkan angka: {}",
        "late": "menurut jam vendor: {}",
        "count": "{} kewajiban tidak wajib atau tidak berlaku; --all menampilkannya beserta alasannya.",
        "nothing": "Tidak ada kewajiban menurut aturan yang kami ketahui.",
        "advice": "Ini riset, bukan nasihat hukum.",
        "by": "{}, {}: {}",
    },
}


def lines(duties: Duties, lang: Lang, *, everything: bool = False) -> Iterator[str]:
    """The whole screen."""
    words = _WORDS[lang]
    if duties.gaps:
        yield words["gaps"]
        for gap in duties.gaps:
            why = book("GAPS", lang)[gap.why]
            yield f"  {place(gap.residence, lang)}: {_people(gap.people, lang)}, {why}"
        yield ""
    rest = [one for one in duties.outcomes if one.status in ("not_owed", "not_in_force")]
    for status in ("owed", "open", "ask_counsel"):
        chosen = [one for one in duties.outcomes if one.status == status]
        if not chosen:
            continue
        yield words[status]
        for outcome in sorted(chosen, key=_by_due):
            yield from _one(outcome, duties, lang)
        yield ""
    if len(rest) == len(duties.outcomes):
        yield words["nothing"]
    if everything and rest:
        yield words["rest"]
        for outcome in rest:
            yield f"  {_name(outcome, duties, lang)}: {' '.join(_reasons(outcome, lang))}"
        yield ""
    elif rest:
        yield words["count"].format(len(rest))
    yield words["advice"]


def _by_due(outcome: Outcome) -> tuple[bool, datetime]:
    """First what has a date, earliest first; the rest in the order of the laws."""
    return (outcome.due is None, outcome.due.astimezone(UTC) if outcome.due else datetime.max.replace(tzinfo=UTC))


def _one(outcome: Outcome, duties: Duties, lang: Lang) -> Iterator[str]:
    from waspada.flows.duties import key_of

    words, names = _WORDS[lang], NAMES[lang]
    yield f"  {opening(outcome.recipient[lang])} – {_people(outcome.people, lang)}"
    if outcome.due:
        due = words["due"].format(moment(outcome.due, lang, outcome.due.tzinfo or UTC))
        vendor = duties.by_vendor.get(key_of(outcome))
        more = f" ({words['late'].format(moment(vendor, lang, vendor.tzinfo or UTC))})" if vendor else ""
        yield f"    {due}{more}"
    elif outcome.no_number or not outcome.waiting_for:
        yield f"    {words['none'].format(outcome.term[lang]) if outcome.no_number else opening(outcome.term[lang])}"
    if outcome.waiting_for and not outcome.no_number:
        yield f"    {words['waiting'].format(names.fact(outcome.waiting_for))}"
    for text in _reasons(outcome, lang):
        yield f"    {text}"
    if outcome.missing:
        yield f"    {opening(words['missing'].format(series([names.fact(one) for one in outcome.missing], lang)))}"
    for said in outcome.words:
        verdict = (
            book("WORDS", lang)["disabled"] if said.verdict == "disabled" else book("STATUSES", lang)[said.verdict]
        )
        yield f"    {words['by'].format(verdict, said.by, said.reason)}"
    yield f"    {_name(outcome, duties, lang)}; {book('CONFIDENCES', lang)[outcome.confidence]}"


def _reasons(outcome: Outcome, lang: Lang) -> list[str]:
    return [sentence(reason, lang, NAMES[lang]) for reason in outcome.because]


def _name(outcome: Outcome, duties: Duties, lang: Lang) -> str:
    law = next(law for law in duties.laws if law.id == outcome.law)
    return f"{law.name[lang]}, {outcome.cite.article} [{outcome.duty}]"


def _people(count: Count, lang: Lang) -> str:
    return people({"least": count.least} | ({} if count.most is None else {"most": count.most}), lang)
