"""Fill a form from a case: sentence by sentence, with what is missing, who owes it, and what changed since before."""

from __future__ import annotations

from typing import Final

from waspada.core.language import Lang, moment, opening, parse_moment
from waspada.flows.case.fact_names import NOTE
from waspada.flows.case.fact_names import label as fact_label
from waspada.flows.case.question_list import BY_ID
from waspada.flows.forms.form import Answer, Ask, Change, Filled, Form, Lack, Owner, Text
from waspada.flows.forms.material import Material
from waspada.flows.forms.said import answer_sentence, both, fact_sentence, on_day
from waspada.flows.forms.topics import TOPICS
from waspada.flows.forms.versions import Version, kept

OWNERS: Final[dict[Owner, tuple[str, str]]] = {
    Owner.VENDOR: ("the vendor", "vendor"),
    Owner.COUNSEL: ("counsel", "penasihat hukum"),
    Owner.DPO: ("the data protection officer", "pejabat pelindungan data pribadi"),
    Owner.TEAM: ("the case team", "tim kasus"),
    Owner.ADMIN: ("an administrator of the workspace", "administrator ruang kerja"),
}
_HOW: Final = {
    "workspace": ("Fill it in on the page of the workspace.", "Isi di halaman ruang kerja."),
    "risk": ("Assess and sign the risk.", "Nilai dan tanda tangani risikonya."),
    "group": ("State our role for these people.", "Nyatakan peran kita bagi orang-orang ini."),
    "run": ("Have the data assessed.", "Nilai datanya terlebih dahulu."),
    "fact": ("State the fact “{}”.", "Nyatakan fakta “{}”."),
    "unasked": ("The question “{}” was not put to the vendor yet.", "Pertanyaan “{}” belum diajukan kepada vendor."),
    "asked": (
        "The question “{}” was asked on {} and is not answered.",
        "Pertanyaan “{}” diajukan pada {} dan belum dijawab.",
    ),
}
_COUNTED: Final = ("people", "records", "fields", "countries", "vendor_account.")
"""What others said of it is not repeated where the data itself was counted."""
_BESIDE: Final = frozenset(("handled", "tasks", "duration", "here"))
"""What stands beside an answer, and is none."""
_OF_WORKSPACE: Final = ("reporter", "contact")


def answered(case: Material, ask: Ask) -> Answer:
    """What a case says to one thing."""
    topics = [(topic, said) for topic in ask.topics for said in TOPICS[topic](case)]
    counted = any(said.origin == "computed" and said.sources[0].of == "run" for _, said in topics)
    stated = [
        said
        for name in ask.facts
        if not (counted and name.startswith(_COUNTED)) and (said := fact_sentence(case, name)) is not None
    ]
    if not stated and not counted and ask.question:
        said = answer_sentence(case, ask.question)
        stated = [said] if said else []
    enough = bool(stated) or any(topic not in _BESIDE for topic, _ in topics)
    return Answer(
        ask=ask,
        sentences=(*stated, *(said for _, said in topics)),
        lack=None if enough else _lack(case, ask),
    )


def _lack(case: Material, ask: Ask) -> Lack:
    fact = ask.facts[0] if ask.facts else ""
    asked = case.asked(ask.question) if ask.question else None

    def write(lang: Lang) -> str:
        place = 1 if lang == "id" else 0
        if ask.question and asked and asked.open_since:
            return _HOW["asked"][place].format(BY_ID[ask.question].text(lang), on_day(asked.open_since, lang))
        if ask.question and asked is None:
            return _HOW["unasked"][place].format(BY_ID[ask.question].text(lang))
        if fact:
            return _HOW["fact"][place].format(
                fact.removeprefix(NOTE) if fact.startswith(NOTE) else fact_label(fact, lang)
            )
        for name, topics in (("workspace", _OF_WORKSPACE), ("risk", ("risk",)), ("group", ("role",))):
            if any(topic in topics for topic in ask.topics):
                return _HOW[name][place]
        return _HOW["run"][place]

    return Lack(owner=ask.owner, text=both(write), fact=fact, question=ask.question)


def filled(form: Form, case: Material, *, before: Version | None = None) -> Filled:
    """The form as the case stands now.

    Args:
        before: the version to compare with.
    """
    parts = tuple((part, tuple(answered(case, ask) for ask in part.asks)) for part in form.parts)
    answers = [answer for _, of_part in parts for answer in of_part]
    return Filled(
        form=form,
        stage=case.stage,
        case_id=case.case_id,
        recipient=_recipient(case),
        made=both(lambda lang: _made(case, lang)),
        parts=parts,
        against=_against(before, case) if before else None,
        changes=_changes(answers, before) if before else (),
    )


def _recipient(case: Material) -> Text:
    if case.outcome is None:
        return {"en": "", "id": ""}
    if case.outcome.controller:
        return {"en": case.outcome.controller, "id": case.outcome.controller}
    return {lang: opening(text) for lang, text in case.outcome.recipient.items()}


def _made(case: Material, lang: Lang) -> str:
    last = case.head
    at = moment(parse_moment(last.time), lang, case.zone) if last else "–"
    number = last.number if last else 0
    if lang == "id":
        run = f", penilaian {case.run}" if case.run else ""
        return f"Menurut keadaan kasus pada {at}, entri log {number}{run}."
    run = f", assessment {case.run}" if case.run else ""
    return f"As the case stood on {at}, log entry {number}{run}."


def _against(before: Version, case: Material) -> Text:
    def write(lang: Lang) -> str:
        at = moment(before.at, lang, case.zone)
        if lang == "id":
            sent = "tercatat sebagai terkirim" if before.sent else "tidak tercatat sebagai terkirim"
            return f"Dibandingkan dengan versi {at}, entri log {before.entry} ({sent})."
        sent = "on record as sent" if before.sent else "not on record as sent"
        return f"Compared with the version of {at}, log entry {before.entry} ({sent})."

    return both(write)


def _changes(answers: list[Answer], before: Version) -> tuple[Change, ...]:
    found = []
    for answer in answers:
        if "stage" in answer.ask.topics:
            continue
        earlier = before.answers.get(answer.ask.id, "")
        if kept(answer.text(before.lang)) != kept(earlier):
            found.append(Change(ask=answer.ask, before=earlier, now=both(answer.text)))
    return tuple(found)
