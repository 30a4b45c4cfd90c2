"""What the log, the duties and the workspace say to a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from waspada.core.custody import Action
from waspada.core.language import Lang, moment, number, opening, parse_moment, series
from waspada.flows.case.facts import moments
from waspada.flows.duties import key_of
from waspada.flows.duty_words import NAMES, group, place
from waspada.flows.forms.form import Sentence, Source
from waspada.flows.forms.material import Material
from waspada.flows.forms.said import both, ended, on_day, word
from waspada.flows.profiles import EVERYBODY
from waspada.laws.outcome import Outcome
from waspada.laws.told import told_fact
from waspada.laws.words import people as people_words
from waspada.laws.words import sentence

_STAGES: Final[dict[str, tuple[str, str]]] = {
    "preliminary": (
        "This is a first, preliminary notice: what is not known yet follows.",
        "Ini pemberitahuan awal: hal yang belum diketahui akan menyusul.",
    ),
    "supplementary": (
        "This supplements our earlier notice; more may follow.",
        "Ini melengkapi pemberitahuan kami sebelumnya; tambahan masih dapat menyusul.",
    ),
    "final": ("This is our final notice.", "Ini pemberitahuan terakhir kami."),
}
_EEA_REASONS: Final = ("eu_lead", "eu_each_state", "eu_no_establishment", "eu_establishment_unknown")


def _said(write: Callable[[Lang], str], *sources: Source, attested: bool = False) -> Sentence:
    return Sentence(text=both(write), origin="attested" if attested else "computed", sources=sources)


def _pick(lang: Lang, en: str, other: str) -> str:
    return other if lang == "id" else en


def _workspace(name: str) -> Source:
    return Source(of="workspace", name=name)


def stage(case: Material) -> list[Sentence]:
    """Preliminary, supplementary or final."""
    return [
        _said(
            lambda lang: _pick(lang, *_STAGES[case.stage]),
            Source(of="entry", entry=case.head.number if case.head else 0),
        )
    ]


def reporter(case: Material) -> list[Sentence]:
    """Who gives the notice."""
    return [_said(lambda _: case.name, _workspace("name"), attested=True)] if case.name else []


def contact(case: Material) -> list[Sentence]:
    """The data protection officer or other contact point, as the workspace states it."""
    return [_said(lambda _: case.contact, _workspace("dpo"), attested=True)] if case.contact else []


def vendor(case: Material) -> list[Sentence]:
    """With whom it happened."""

    def write(lang: Lang) -> str:
        en = "The data was held for us by {}, a vendor of ours; the breach happened there."
        other = "Data itu disimpan untuk kami oleh vendor kami, {}; pelanggaran terjadi di sana."
        return _pick(lang, en, other).format(case.vendor)

    return [_said(write, Source(of="entry", entry=1), attested=True)] if case.vendor else []


def role(case: Material) -> list[Sentence]:
    """Controller or processor, by group of people."""
    found = []
    for one in case.groups:
        entry = next((e.number for e in reversed(case.of(Action.GROUP)) if e.data.get("group") == one.id), 0)
        en, other = "For {} we are {}.", "Bagi {}, kami adalah {}."
        found.append(
            _said(
                lambda lang, one=one, en=en, other=other: _pick(lang, en, other).format(  # type: ignore[misc]
                    _group(one.id, lang), word(one.role, lang)
                ),
                Source(of="entry", entry=entry),
                attested=True,
            )
        )
    return found


def _group(name: str, lang: Lang) -> str:
    return group(name, lang) if name == EVERYBODY else f"“{name}”"


def here(case: Material) -> list[Sentence]:
    """How many people this duty counts."""
    outcome = case.outcome
    if outcome is None or case.duties.situation.people is None or (outcome.people.least, outcome.people.most) == (0, 0):
        return []

    def write(lang: Lang) -> str:
        most = outcome.people.most
        count = people_words({"least": outcome.people.least} | ({} if most is None else {"most": most}), lang)
        if outcome.place:
            en, other = "In {}: {}.", "Di {}: {}."
            return _pick(lang, en, other).format(place(outcome.place, lang), count)
        return _pick(lang, "Covered by this law: {}.", "Dicakup aturan ini: {}.").format(count)

    return [_said(write, Source(of="duty", name=outcome.duty))]


def authority(case: Material) -> list[Sentence]:
    """Which authority leads, and why."""
    outcome = case.outcome
    reasons = [reason for reason in outcome.because if reason.code in _EEA_REASONS] if outcome else []
    return [
        _said(
            lambda lang, reason=reason: sentence(reason, lang, NAMES[lang]),  # type: ignore[misc]
            Source(of="duty", name=outcome.duty if outcome else ""),
        )
        for reason in reasons
    ]


def delay(case: Material) -> list[Sentence]:
    """Whether it is in time; the reasons for a delay are a person's to state."""
    outcome = case.outcome
    if outcome is None or outcome.due is None:
        return []
    at = outcome.done.timestamp() if outcome.done else case.now
    if at > outcome.due.timestamp():
        return []

    def write(lang: Lang) -> str:
        due = moment(outcome.due, lang, case.zone) if outcome.due else ""
        en, other = "No delay: the notice is due by {}.", "Tidak terlambat: tenggat pemberitahuan {}."
        return _pick(lang, en, other).format(due)

    return [_said(write, Source(of="duty", name=outcome.duty))]


def handled(case: Material) -> list[Sentence]:
    """What was done in the case, from its log."""
    found: list[Sentence] = []
    sealed, runs, asked = case.of(Action.SEAL), case.of(Action.RUN), case.of(Action.ASK)
    told = (
        (sealed, "The data handed over was sealed as evidence on {}.",
         "Data yang diserahkan disegel sebagai bukti pada {}."),
        (runs, "It was searched field by field and matched to people and organisations on {}.",
         "Data itu diperiksa per kolom dan dicocokkan dengan orang dan organisasi pada {}."),
        (asked, "Questions were put to the vendor on {}.", "Pertanyaan diajukan kepada vendor pada {}."),
    )  # fmt: skip
    for entries, en, other in told:
        if entries:
            days = list(dict.fromkeys(entry.time[:10] for entry in entries))

            def write(lang: Lang, days: list[str] = days, en: str = en, other: str = other) -> str:
                return _pick(lang, en, other).format(series([on_day(one, lang) for one in days], lang))

            found.append(_said(write, *(Source(of="entry", entry=one.number) for one in entries[:3])))
    return found


def tasks(case: Material) -> list[Sentence]:
    """Keys revoked and other tasks, counted."""
    if not case.tasks_done and not case.tasks_open:
        return []

    def write(lang: Lang) -> str:
        en, other = "Tasks of the case done: {}; still open: {}.", "Tugas kasus selesai: {}; masih terbuka: {}."
        return _pick(lang, en, other).format(number(case.tasks_done, lang), number(case.tasks_open, lang))

    return [_said(write, Source(of="tasks"))]


def risk(case: Material) -> list[Sentence]:
    """The signed assessment of each group, with its reasons."""
    found = []
    for name, said in case.risks.items():
        last = said[-1]

        def write(lang: Lang, name: str = name, level: str = last.level, reason: str = last.reason) -> str:
            en, other = "Assessed and signed for {}: {}. {}", "Dinilai dan ditandatangani bagi {}: {}. {}"
            return _pick(lang, en, other).format(_group(name, lang), word(level, lang), ended(opening(reason)))

        found.append(_said(write, Source(of="entry", entry=last.entry), attested=True))
    return found


def told(case: Material) -> list[Sentence]:
    """Which authorities and controllers were told, and when."""
    return [_told(case, one) for one in case.duties.outcomes if one.done and not _to_people(one)]


def people_told(case: Material) -> list[Sentence]:
    """Whether and when the people were told, or must be."""
    outcomes = [one for one in case.duties.outcomes if _to_people(one)]
    found = [_told(case, one) for one in outcomes if one.done]
    law = case.outcome.law if case.outcome else ""
    for one in outcomes:
        if not one.done and one.law == law and one.status in ("owed", "not_owed"):

            def write(lang: Lang, one: Outcome = one) -> str:
                if one.status == "not_owed":
                    en, other = "Not owed under {}: {}", "Tidak wajib menurut {}: {}"
                    why = " ".join(sentence(reason, lang, NAMES[lang]) for reason in one.because[:2])
                    return _pick(lang, en, other).format(one.cite.article, why)
                en, other = "Not done yet; owed under {}, {}.", "Belum dilakukan; wajib menurut {}, {}."
                return _pick(lang, en, other).format(one.cite.article, one.term[lang])

            found.append(_said(write, Source(of="duty", name=one.duty)))
    return found


def _to_people(outcome: Outcome) -> bool:
    return outcome.duty.rpartition(".")[2] == "individuals"


def _told(case: Material, outcome: Outcome) -> Sentence:
    name = told_fact(*outcome.key)
    if case.best(name) is None:
        name = told_fact(outcome.duty)
    said = case.best(name)
    source = Source(of="fact", name=name, entry=said.entry if said else 0)

    def write(lang: Lang) -> str:
        when = moment(outcome.done, lang, case.zone) if outcome.done else ""
        return f"{opening(outcome.recipient[lang])}: {when}."

    return _said(write, source, attested=True)


def waiting(case: Material) -> list[Sentence]:
    """How many questions the vendor has not answered."""
    unanswered = [one for one in case.questions if one.open_since]
    if not unanswered:
        return []
    since = min((one.open_since for one in unanswered), key=parse_moment)

    def write(lang: Lang) -> str:
        en = "Questions that the vendor has not answered yet: {}; the first was asked on {}."
        other = "Pertanyaan yang belum dijawab vendor: {}; yang pertama diajukan pada {}."
        return _pick(lang, en, other).format(number(len(unanswered), lang), on_day(since, lang))

    return [_said(write, *(Source(of="question", name=one.id) for one in unanswered[:3]))]


def duration(case: Material) -> list[Sentence]:
    """From the first to the last moment of the attack, where both are known to a point."""
    begin, end = case.best("occurred_from"), case.best("occurred_to")
    starts, ends = (moments(said.value) if said else None for said in (begin, end))
    if begin is None or end is None or starts is None or ends is None or ends[1] < starts[0]:
        return []
    hours = max(1, round((ends[1] - starts[0]).total_seconds() / 3600))
    days, rest = divmod(hours, 24)

    def write(lang: Lang) -> str:
        spans = [(days, "day" if days == 1 else "days", "hari"), (rest, "hour" if rest == 1 else "hours", "jam")]
        told = series([f"{number(n, lang)} {_pick(lang, en, other)}" for n, en, other in spans if n], lang)
        return _pick(lang, "It lasted at most {}.", "Berlangsung paling lama {}.").format(told)

    sources = (Source(of="fact", name=said.name, entry=said.entry) for said in (begin, end))
    return [_said(write, *sources)]


def other_duties(case: Material) -> list[Sentence]:
    """How many other notices this breach asks for."""
    mine = key_of(case.outcome) if case.outcome else None
    owed = [one for one in case.duties.outcomes if one.status == "owed" and not one.done and key_of(one) != mine]
    if not owed:
        return []

    def write(lang: Lang) -> str:
        names = list(dict.fromkeys(opening(one.recipient[lang]) for one in owed if not _to_people(one)))
        if not names:
            return _pick(lang, "No other authority.", "Tidak ada otoritas lain.")
        en, other = "Still to be told of the same breach: {}.", "Masih akan diberi tahu tentang pelanggaran ini: {}."
        return _pick(lang, en, other).format("; ".join(names))

    return [_said(write, *(Source(of="duty", name=one.duty) for one in owed[:3]))]
