"""What `waspada case` says, in English and Indonesian."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from waspada.core.language import Lang, day, moment, number, parse_moment, series
from waspada.flows.case.fact_names import KNOWN, Shape, label
from waspada.flows.case.texts import printable

if TYPE_CHECKING:
    from waspada.flows.case.decide import OnRecord
    from waspada.flows.case.facts import Statement
    from waspada.flows.case.questions import Asked

WIDTH: Final = 80

OPEN: Final = {
    "en": {
        "opened": "Opened the case {title}: {path}",
        "new_key": "A new key was written to {path}. Keep a copy in a safe place, away from the case: without it "
        "nobody can ever open what is sealed here, not even you.",
        "old_key": "What is sealed will be encrypted to the key in {path}.",
        "passphrase": "What is sealed will be encrypted behind the passphrase. Without it nobody can ever open it, not "
        "even you.",
        "clear": "Evidence will not be encrypted: whoever can read the folder can read it.",
        "next": "Next:",
        "aware": "since when do you know?",
        "ask": "the questions to the vendor, as a letter",
        "all": "put on record that they were asked",
    },
    "id": {
        "opened": "Kasus {title} dibuka: {path}",
        "new_key": "Kunci baru ditulis ke {path}. Simpan salinannya di tempat aman, terpisah dari kasus ini: tanpa "
        "kunci itu tidak seorang pun dapat membuka isi segel, termasuk Anda.",
        "old_key": "Isi segel akan dienkripsi dengan kunci di {path}.",
        "passphrase": "Isi segel akan dienkripsi dengan frasa sandi. Tanpa frasa sandi itu tidak seorang pun dapat "
        "membukanya, termasuk Anda.",
        "clear": "Bukti tidak akan dienkripsi: siapa pun yang dapat membaca folder ini dapat membacanya.",
        "next": "Selanjutnya:",
        "aware": "sejak kapan Anda tahu?",
        "ask": "pertanyaan kepada vendor dalam bentuk surat",
        "all": "catat bahwa semuanya sudah ditanyakan",
    },
}

FACT: Final = {
    "en": {
        "stated": "{label}: {value} ({status}).",
        "before": "Before, in entry {entry}: {value}. It stays on record.",
        "disputed": "Careful: others say something else.",
        "unknown": "unknown",
        "range": "{first} to {last}",
        "at_least": "at least {count}",
        "yes": "yes",
        "no": "no",
        "confirmed": "confirmed by {by}",
        "claimed": "claimed by {by}",
        "unknown_to": "unknown to {by}",
    },
    "id": {
        "stated": "{label}: {value} ({status}).",
        "before": "Sebelumnya, di entri {entry}: {value}. Itu tetap tercatat.",
        "disputed": "Hati-hati: pihak lain menyatakan hal berbeda.",
        "unknown": "tidak diketahui",
        "range": "{first} sampai {last}",
        "at_least": "sedikitnya {count}",
        "yes": "ya",
        "no": "tidak",
        "confirmed": "dipastikan oleh {by}",
        "claimed": "menurut {by}",
        "unknown_to": "tidak diketahui oleh {by}",
    },
}

PARTY: Final = {
    "en": {
        "us": "us",
        "vendor": "the vendor",
        "attacker": "the attacker",
        "authority": "an authority",
        "press": "the press",
        "researcher": "a researcher",
    },
    "id": {
        "us": "kita",
        "vendor": "vendor",
        "attacker": "penyerang",
        "authority": "otoritas",
        "press": "pers",
        "researcher": "peneliti",
    },
}

ASK: Final = {
    "en": {
        "asked": "On record as asked, to {to}: {ids}.",
        "none": "Every question of the list is on record already.",
        "answered": "Answer to {id} on record. Open questions: {open}.",
    },
    "id": {
        "asked": "Tercatat sudah ditanyakan kepada {to}: {ids}.",
        "none": "Semua pertanyaan dalam daftar sudah tercatat.",
        "answered": "Jawaban untuk {id} tercatat. Pertanyaan terbuka: {open}.",
    },
}

LETTER: Final = {
    "en": {
        "subject": "Questions about the incident: {title}",
        "reference": "Our reference: {case_id}",
        "dear": "To {vendor},",
        "intro": "You told us of an incident that concerns our data. To protect the people concerned and to meet our "
        "own legal deadlines we need answers to the questions below. Please answer what you know today, say what you "
        "do not know yet, and do not wait for the last answer before you send the first. Please refer to the word "
        "before each question, and do not put personal data or passwords into your reply: tell us, and we will agree "
        "on a safe way.",
        "basis": "The provisions named are those that the answer serves.",
        "close": "Please keep everything that could serve as evidence, and tell us of every change.",
        "sign": "[name, role, how to reach us day and night]",
    },
    "id": {
        "subject": "Pertanyaan mengenai insiden: {title}",
        "reference": "Nomor rujukan kami: {case_id}",
        "dear": "Kepada {vendor},",
        "intro": "Anda telah memberitahukan insiden yang menyangkut data kami. Untuk melindungi orang-orang yang "
        "terdampak dan memenuhi tenggat hukum kami, kami memerlukan jawaban atas pertanyaan di bawah ini. Mohon jawab "
        "apa yang sudah diketahui hari ini, sebutkan apa yang belum diketahui, dan jangan menunggu jawaban terakhir "
        "untuk mengirim yang pertama. Mohon sebutkan kata di depan setiap pertanyaan, dan jangan mencantumkan data "
        "pribadi atau kata sandi dalam balasan: kabari kami, lalu kita sepakati cara yang aman.",
        "basis": "Ketentuan yang disebut adalah ketentuan yang dilayani oleh jawaban itu.",
        "close": "Mohon simpan semua yang dapat menjadi bukti, dan kabari kami setiap kali ada perubahan.",
        "sign": "[nama, jabatan, cara menghubungi kami siang dan malam]",
    },
}

DECIDE: Final = {
    "en": {
        "kept": "On record, entry {entry}: {what}.",
        "again": "Left out, since they are on record already: {count}.",
        "disputed": "{author} decided otherwise: {what}. Both stay on record, and the later decision counts.",
        "field": "the field {place} is {meaning}",
        "nothing": "the field {place} holds none of the kinds in question",
        "finding_confirmed": "{kind}{place} is confirmed",
        "finding_rejected": "{kind}{place} is rejected",
        "match_confirmed": "match {match} is person {person}",
        "match_rejected": "match {match} is nobody",
        "in": " in {place}",
    },
    "id": {
        "kept": "Tercatat, entri {entry}: {what}.",
        "again": "Dilewati karena sudah tercatat: {count}.",
        "disputed": "{author} memutuskan lain: {what}. Keduanya tetap tercatat, dan keputusan yang lebih baru berlaku.",
        "field": "kolom {place} berisi {meaning}",
        "nothing": "kolom {place} tidak berisi satu pun jenis yang dipertanyakan",
        "finding_confirmed": "{kind}{place} dipastikan",
        "finding_rejected": "{kind}{place} ditolak",
        "match_confirmed": "kecocokan {match} adalah orang {person}",
        "match_rejected": "kecocokan {match} bukan siapa-siapa",
        "in": " di {place}",
    },
}


def wrapped(text: str, first: str = "", rest: str | None = None) -> Iterator[str]:
    """Lines of at most WIDTH, `first` before the first and `rest` before the others."""
    further = " " * len(first) if rest is None else rest
    yield from textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=further, break_long_words=False, break_on_hyphens=False
    )


def value_text(name: str, value: Any, lang: Lang) -> str:
    """The value of a fact."""
    words = FACT[lang]
    shape = KNOWN[name].shape if name in KNOWN else Shape.TEXT
    if value is None:
        return words["unknown"]
    if isinstance(value, bool):
        return words["yes" if value else "no"]
    if isinstance(value, int):
        return number(value, lang)
    if isinstance(value, dict) and "from" in value:
        return _period(parse_moment(value["from"]), parse_moment(value["to"]), lang)
    if isinstance(value, dict):
        least = number(int(value["at_least"]), lang)
        if "at_most" not in value:
            return words["at_least"].format(count=least)
        return words["range"].format(first=least, last=number(int(value["at_most"]), lang))
    if isinstance(value, list):
        return ", ".join(
            printable(str(item)) for item in (_countries(value, lang) if shape is Shape.COUNTRIES else value)
        )
    return _moment(str(value), lang) if shape is Shape.MOMENT else printable(str(value))


def status_text(one: Statement, lang: Lang) -> str:
    """How sure it is, and whose word."""
    words = FACT[lang]
    form = {"confirmed": "confirmed", "claimed": "claimed", "unknown": "unknown_to"}[str(one.status)]
    return words[form].format(by=PARTY[lang].get(one.by, printable(one.by)))


def stated_lines(one: Statement, before: Statement | None, disputed: bool, case: str, lang: Lang) -> Iterator[str]:
    """The answer of `waspada case fact`."""
    words = FACT[lang]
    said = words["stated"].format(
        label=label(one.name, lang), value=value_text(one.name, one.value, lang), status=status_text(one, lang)
    )
    yield from wrapped(said)
    if before:
        old = value_text(before.name, before.value, lang)
        yield from wrapped(words["before"].format(entry=before.entry, value=old))
    if disputed:
        yield from wrapped(words["disputed"])
        yield f"  waspada case show {case} --facts"


def letter_lines(
    questions: Sequence[tuple[str, str, str]], *, vendor: str, title: str, case_id: str, lang: Lang
) -> Iterator[str]:
    """The questions as a letter: (id, text, provision) each."""
    words = LETTER[lang]
    yield from wrapped(words["subject"].format(title=printable(title)))
    yield words["reference"].format(case_id=case_id)
    yield ""
    yield words["dear"].format(vendor=printable(vendor))
    yield ""
    yield from wrapped(f"{words['intro']} {words['basis']}")
    for place, (name, text, basis) in enumerate(questions, 1):
        yield ""
        yield from wrapped(f"[{name}] {printable(text)}", f"{place:>2}. ")
        if basis:
            yield f"    ({basis})"
    yield ""
    yield from wrapped(words["close"])
    yield ""
    yield words["sign"]


def decided_text(one: OnRecord, lang: Lang) -> str:
    """What a decision says."""
    from waspada.cli.words import label as kind_label

    words, made = DECIDE[lang], one.decision
    place = printable(" > ".join(part for part in (made.table, made.field) if part))
    if made.meaning == "nothing":
        return words["nothing"].format(place=place)
    if made.meaning:
        return words["field"].format(place=place, meaning=kind_label(made.meaning, lang))
    if made.kind:
        form = words["finding_rejected" if made.rejected else "finding_confirmed"]
        return form.format(kind=kind_label(made.kind, lang), place=words["in"].format(place=place) if place else "")
    form = words["match_rejected" if made.rejected else "match_confirmed"]
    return form.format(match=made.match[:8], person=made.person[:8])


def decided_lines(kept: Sequence[OnRecord], others: Sequence[OnRecord], again: int, lang: Lang) -> Iterator[str]:
    """The answer of `waspada case decide`."""
    words = DECIDE[lang]
    for one in kept:
        yield from wrapped(words["kept"].format(entry=one.entry, what=decided_text(one, lang)), rest="  ")
    for one in others:
        author = printable(one.decision.author)
        yield from wrapped(words["disputed"].format(author=author, what=decided_text(one, lang)), rest="  ")
    if again:
        yield words["again"].format(count=number(again, lang))


def asked_line(asked: Sequence[Asked], to: str, lang: Lang) -> Iterator[str]:
    """The answer of `waspada case ask`."""
    if not asked:
        yield ASK[lang]["none"]
        return
    yield from wrapped(ASK[lang]["asked"].format(to=printable(to), ids=series([one.id for one in asked], lang)))


def _period(first: datetime, last: datetime, lang: Lang) -> str:
    """A whole day by its name, as people mean it who know no hour."""
    if last - first == timedelta(days=1) and first.time() == time():
        return f"{day(first.date(), lang)} ({first.tzname()})"
    return FACT[lang]["range"].format(
        first=moment(first, lang, first.tzinfo or UTC), last=moment(last, lang, last.tzinfo or UTC)
    )


def _moment(text: str, lang: Lang) -> str:
    value = parse_moment(text)
    return moment(value, lang, value.tzinfo or UTC)


def _countries(codes: Sequence[Any], lang: Lang) -> list[str]:
    from waspada.assess.report.countries import country

    return [country(str(code), lang) for code in codes]
