"""What an assessment says to a form: people, records, data, and what was looked for; counts and kinds alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from waspada.core.categories import covers
from waspada.core.categories import label as category_label
from waspada.core.language import Lang, moment, number, parse_moment, series
from waspada.flows.duty_words import kind as kind_label
from waspada.flows.duty_words import place
from waspada.flows.forms.consequences import CONSEQUENCES
from waspada.flows.forms.form import Sentence, Source
from waspada.flows.forms.material import Material
from waspada.flows.forms.said import both
from waspada.laws.eu import STATES
from waspada.laws.words import people as people_words

_MOST: Final = 12
"""Countries that are named; the others are counted together."""
SPECIAL: Final = (
    "user.health",
    "user.biometrics",
    "user.authorization.biometrics",
    "user.criminal_history",
    "user.demographic.philosophical_belief",
    "user.demographic.political_opinion",
    "user.demographic.race_ethnicity",
    "user.demographic.religious_belief",
    "user.demographic.sexual_orientation",
    "user.demographic.union_membership",
)
"""GDPR Art. 9(1) and 10."""
_WEIGHTY: Final = ("user.authorization", "user.financial", "user.government_id", "user.health", "user.payment")


def _sentence(case: Material, write: Callable[[Lang], str]) -> Sentence:
    return Sentence(text=both(write), origin="computed", sources=(Source(of="run", name=str(case.run)),))


def _counted(least: int, most: int | None, lang: Lang) -> str:
    return people_words({"least": least} | ({} if most is None else {"most": most}), lang)


def _pick(lang: Lang, en: str, other: str) -> str:
    return other if lang == "id" else en


def people(case: Material) -> list[Sentence]:
    """How many people, known and unknown to the directory."""
    counts = case.people
    if not counts:
        return []
    least, most = int(counts["total_at_least"]), int(counts["total_at_most"])
    unknown = int(counts.get("unknown_with_contact") or 0)
    devices = int(counts.get("device_only") or 0)

    def total(lang: Lang) -> str:
        return _pick(lang, "Counted in the data: {}.", "Dihitung dari data: {}.").format(_counted(least, most, lang))

    def apart(lang: Lang) -> str:
        names = number(unknown, lang), number(devices, lang)
        en = "Of them {} are not in our directory of accounts. Device ids without a person, counted apart: {}."
        other = "Di antaranya {} tidak ada dalam direktori akun kami. ID perangkat tanpa orang, dihitung terpisah: {}."
        return _pick(lang, en, other).format(*names)

    return [_sentence(case, total), *([_sentence(case, apart)] if unknown or devices else [])]


def residence(case: Material) -> list[Sentence]:
    """Where they live."""
    counts = case.people
    by_country: Mapping[str, int] = counts.get("by_country", {}) if counts else {}
    if not counts:
        return []
    order = sorted(by_country.items(), key=lambda pair: (-pair[1], pair[0]))
    rest, unknown = sum(count for _, count in order[_MOST:]), int(counts.get("residence_unknown") or 0)

    def write(lang: Lang) -> str:
        rows = [f"{place(code, lang)} {number(count, lang)}" for code, count in order[:_MOST]]
        if rest:
            en, other = "{} other countries {}", "{} negara lain {}"
            rows.append(_pick(lang, en, other).format(number(len(order) - _MOST, lang), number(rest, lang)))
        if unknown:
            rows.append(f"{_pick(lang, 'not known', 'belum diketahui')} {number(unknown, lang)}")
        return f"{_pick(lang, 'By residence', 'Menurut tempat tinggal')}: {', '.join(rows)}."

    return [_sentence(case, write)] if order or unknown else []


def states(case: Material) -> list[Sentence]:
    """How many live in each state of the EEA (GDPR Art. 4(23))."""
    by_country: Mapping[str, int] = case.people.get("by_country", {})
    here = sorted((code, count) for code, count in by_country.items() if code in STATES)
    if not here:
        return []

    def write(lang: Lang) -> str:
        rows = ", ".join(f"{place(code, lang)} {number(count, lang)}" for code, count in here)
        en, other = "People in {} states of the EEA: {}.", "Orang di {} negara EEA: {}."
        return _pick(lang, en, other).format(number(len(here), lang), rows)

    return [_sentence(case, write)]


def who(case: Material) -> list[Sentence]:
    """Which people: account holders, administrators, people without an account."""
    counts = case.people
    if not counts:
        return []
    rows = [
        (int(counts.get("matched") or 0), "holders of an account with us", "pemilik akun pada kami"),
        (int(counts.get("admins") or 0), "of them administrators of a customer", "di antaranya admin pelanggan"),
        (int(counts.get("unknown_with_contact") or 0), "people without an account today", "orang tanpa akun saat ini"),
        (int(counts.get("mentioned") or 0), "people only mentioned by others", "orang yang hanya disebut orang lain"),
    ]

    def write(lang: Lang) -> str:
        found = [f"{_pick(lang, en, other)}: {number(count, lang)}" for count, en, other in rows if count]
        organisations = counts.get("organisations")
        if organisations:
            en, other = "organisations that they belong to", "organisasi tempat mereka bergabung"
            found.append(f"{_pick(lang, en, other)}: {number(int(organisations), lang)}")
        return f"{'; '.join(found)[:1].upper()}{'; '.join(found)[1:]}."

    return [_sentence(case, write)] if any(count for count, *_ in rows) else []


def records(case: Material) -> list[Sentence]:
    """How many records, and those that could not be read."""
    counts = case.assessment.get("accounting")
    if not counts:
        return []
    whole, unread = int(counts["records"]), int(counts.get("records_quarantined") or 0)

    def write(lang: Lang) -> str:
        text = _pick(lang, "Records in the data: {}.", "Rekaman dalam data: {}.").format(number(whole, lang))
        if unread:
            en, other = " {} of them could not be parsed.", " {} di antaranya tidak dapat diurai."
            text += _pick(lang, en, other).format(number(unread, lang))
        return text

    return [_sentence(case, write)]


def data(case: Material) -> list[Sentence]:
    """Which kinds of data, each with how many people."""
    rows = sorted(case.assessment.get("exposures", ()), key=lambda row: (-(row["people"] or 0), row["kind"]))
    if not rows:
        return []

    def write(lang: Lang) -> str:
        return f"{_pick(lang, 'Data found', 'Data yang ditemukan')}: {', '.join(_row(row, lang) for row in rows)}."

    return [_sentence(case, write)]


def _row(row: Mapping[str, Any], lang: Lang) -> str:
    label = kind_label(str(row["kind"]), lang)
    if row.get("people") is None:
        return label
    return f"{label} ({_counted(int(row['people']), int(row['people']), lang)})"


def categories(case: Material) -> list[Sentence]:
    """The categories of data."""
    found = sorted({str(row["category"]) for row in case.assessment.get("exposures", ())})
    if not found:
        return []

    def write(lang: Lang) -> str:
        names = list(dict.fromkeys(category_label(key, lang) for key in found))
        return f"{_pick(lang, 'Categories', 'Kategori')}: {series(names, lang)}."

    return [_sentence(case, write)]


def special(case: Material) -> list[Sentence]:
    """Special categories and criminal records: found, looked for and not found, or not to be told."""
    if not case.assessment:
        return []
    return _of(case, SPECIAL, "Special categories of data", "Kategori data khusus")


def absent(case: Material) -> list[Sentence]:
    """What weighs most: credentials, money, government numbers, health."""
    if not case.assessment:
        return []
    return _of(case, _WEIGHTY, "Credentials, money, government numbers and health", "Kredensial, uang, nomor negara")


def _of(case: Material, wanted: Sequence[str], en: str, other: str) -> list[Sentence]:
    def are(rows: Iterable[Mapping[str, Any]]) -> list[str]:
        keys = {str(row["category"]) for row in rows}
        return sorted(key for key in keys if any(covers(upper, key) for upper in wanted))

    there = are(case.assessment.get("exposures", ()))
    rows = [row for row in case.assessment.get("absent", ()) if row["category"] not in there]
    unsure = are(row for row in rows if row["verdict"] != "absent")
    gone = [key for key in are(rows) if key not in unsure]
    if not (there or gone or unsure):
        return []

    def write(lang: Lang) -> str:
        parts = [
            (there, "found: {}", "ditemukan: {}"),
            (gone, "looked for and not found: {}", "dicari dan tidak ditemukan: {}"),
            (unsure, "cannot be told yet: {}", "belum dapat dipastikan: {}"),
        ]
        told = [
            _pick(lang, one, two).format(series(list(dict.fromkeys(category_label(key, lang) for key in keys)), lang))
            for keys, one, two in parts
            if keys
        ]
        return f"{_pick(lang, en, other)}: {'; '.join(told)}."

    return [_sentence(case, write)]


def secrets(case: Material) -> list[Sentence]:
    """Keys and tokens in the data: they open other doors."""
    rows = case.assessment.get("secrets", ())
    if not rows:
        return []
    count = sum(int(row["count"]) for row in rows)

    def write(lang: Lang) -> str:
        names = series([kind_label(str(row["kind"]), lang) for row in rows], lang)
        en, other = "Keys and tokens in the data: {} ({}).", "Kunci dan token dalam data: {} ({})."
        return _pick(lang, en, other).format(number(count, lang), names)

    return [_sentence(case, write)]


def period(case: Material) -> list[Sentence]:
    """First and last record."""
    line = case.assessment.get("timeline", {})
    first, last = line.get("first_record"), line.get("last_record")
    if not (first and last):
        return []

    def write(lang: Lang) -> str:
        ends = (moment(parse_moment(end), lang, case.zone) for end in (first, last))
        en, other = "The records date from {} to {}.", "Rekaman bertanggal {} hingga {}."
        return _pick(lang, en, other).format(*ends)

    return [_sentence(case, write)]


def consequences(case: Material) -> list[Sentence]:
    """What can be done with data of these categories."""
    keys = {str(row["category"]) for row in case.assessment.get("exposures", ())}
    found = [one for one in CONSEQUENCES if any(covers(upper, key) for upper in one.categories for key in keys)]
    return [_sentence(case, lambda lang, one=one: _pick(lang, one.en, one.id)) for one in found]  # type: ignore[misc]


def unsure(case: Material) -> list[Sentence]:
    """What the assessment itself could not tell."""
    if not case.assessment:
        return []
    rows = [
        (int(case.people.get("ambiguous") or 0), "identities that may belong to several people: {}",
         "identitas yang mungkin milik beberapa orang: {}"),
        (int(case.people.get("residence_unknown") or 0), "people whose residence is not known: {}",
         "orang yang tempat tinggalnya belum diketahui: {}"),
        (int(case.assessment.get("quarantine", {}).get("records") or 0), "records that could not be parsed: {}",
         "rekaman yang tidak dapat diurai: {}"),
        (len(case.assessment.get("fields_to_read", ())), "fields that a person still has to read: {}",
         "kolom yang masih harus dibaca orang: {}"),
    ]  # fmt: skip

    def write(lang: Lang) -> str:
        told = [_pick(lang, en, other).format(number(count, lang)) for count, en, other in rows if count]
        return f"{_pick(lang, 'Not settled', 'Belum pasti')}: {'; '.join(told)}."

    return [_sentence(case, write)] if any(count for count, *_ in rows) else []
