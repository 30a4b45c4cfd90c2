"""Indonesian: claims, what we cannot say, what to do next, and the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from waspada.assess.report.facts import Facts, Names
from waspada.assess.report.model import Claim
from waspada.assess.report.text import Sentence, clear, code, say, unsure
from waspada.assess.report.verdicts import Advice, Open, Step
from waspada.assess.report.words_id import where_searched
from waspada.core.language import number, opening, series


def _n(value: int) -> str:
    return number(value, "id")


def claims_lead(facts: Facts) -> Sentence:
    if not facts.claims:
        return say("Berkas pernyataan tidak diberikan, jadi apa yang sudah terbit belum dicocokkan dengan data.")
    return say("Masing-masing dicocokkan dengan seluruh dataset.")


def because(claim: Claim, kinds: Sequence[str]) -> str:
    """Sebab sebuah putusan; kosong bila alasannya bukan salah satu dari kami."""
    cells = where_searched(claim.get("cells_searched", 0), claim.get("bytes_searched", 0))
    values = f"{_n(claim.get('values', 0))} nilai"
    fields = f"{_n(claim.get('fields_to_read', 0))} kolom"
    people = claim.get("people")
    who = f"{_n(people or 0)} orang"
    named = series(kinds, "id") or "hal yang disebutnya"
    texts = {
        "searched": f"Dicari di {cells}; tidak ditemukan.{_recall(claim)}",
        "read": "Makna setiap kolom yang mungkin memuatnya sudah diketahui, dan tidak satu pun memuatnya.",
        "searched_and_read": f"Dicari di {cells}, dan makna setiap kolom yang mungkin memuatnya sudah diketahui; "
        f"tidak ditemukan.{_recall(claim)}",
        "found": f"Ditemukan {values}{f', milik {who}' if people else ''}.",
        "weak": f"{values} belum pasti; orang harus membenarkan atau menolaknya dahulu.",
        "unread": f"{fields} mungkin memuatnya, dan belum ada yang membacanya.",
        "weak_and_unread": f"{values} belum pasti harus diputuskan, dan {fields} yang mungkin memuatnya harus dibaca.",
        "without_fields": "Teks tanpa kolom diperiksa, dan dari teks itu tidak ada yang dapat memastikannya.",
        "not_searched": f"Tidak ada yang mencari {named}, jadi tidak ada yang dapat dikatakan.",
        "listed": "Semua yang ditemukan sudah disebut di dalamnya.",
        "unlisted": f"Juga ditemukan, tetapi tidak disebut: {named}.",
        "not_there": f"Disebut, tetapi tidak ditemukan: {named}.",
        "same": f"{'Satu-satunya orang' if people == 1 else f'Ke-{who}'} di daftar akun sesuai.",
        "differs": f"{who} tidak sesuai.",
        "without_value": f"Untuk {who} daftar akun tidak menyebutkannya.",
        "no_column": "Daftar akun tidak punya kolom yang dapat memastikannya.",
    }
    return texts.get(claim.get("reason", ""), "")


def _recall(claim: Claim) -> str:
    planted = claim.get("recall_planted", 0)
    if not planted:
        return ""
    return (
        f" Pada kasus uji kami sendiri, pencarian ini menemukan {_n(claim.get('recall_found', 0))} dari {_n(planted)}."
    )


def evidence(kind: str, values: int | None, people: int | None) -> str:
    counts = [f"{_n(values)} nilai"] if values else []
    if people:
        counts.append(f"{_n(people)} orang")
    return ": ".join(part for part in (kind, ", ".join(counts)) if part)


_OPEN: Final = {
    "unopened": "berkas tidak dapat dibuka. Tidak ada yang tahu isinya.",
    "quarantined": "rekaman tidak terbaca. Diperiksa sebagai teks biasa: {raw}.",
    "unknown_files": "berkas berformat tak dikenal. Diperiksa sebagai teks biasa, tanpa kolom.",
    "fields_to_read": "kolom teks bebas belum diketahui maknanya. Harus ada orang yang membacanya.",
    "weak": "nilai belum pasti: tampak seperti data pribadi, tetapi mungkin hal lain.",
    "ambiguous": "identitas masih terbuka: cocok dengan beberapa orang, atau kecocokannya lemah.",
    "own_contact": "orang tidak ada di daftar akun yang diberikan, tetapi kontaknya sendiri ada di data. "
    "Mereka juga berhak diberi tahu.",
    "unknown_without_contact": "ID akun tidak ada di daftar akun yang diberikan dan tidak punya kontak: pemiliknya, "
    "dan berapa orang lagi, tidak diketahui.",
    "organisations_unknown": "organisasi disebut di dataset dan tidak ada di daftar akun.",
    "device_only": "perangkat tanpa nama: pemakainya tidak diketahui, dan tidak dihitung sebagai orang.",
    "mentioned": "orang hanya disebut dalam tulisan orang lain, dan tidak dihitung di atas.",
    "residence": "orang tinggal di negara yang tidak diketahui.",
    "role": "orang tidak diketahui perannya: mungkin ada admin di antaranya.",
    "mfa": "admin tidak diketahui memakai MFA atau tidak: daftar akun tidak menyebutkannya.",
    "secrets_unattributed": "kredensial tidak jelas pemiliknya.",
    "undated": "rekaman tidak memuat waktu yang terbaca.",
}


def unknown(question: Open, raw: Sequence[tuple[str, int]]) -> str:
    """Yang mengikuti jumlah sebuah pertanyaan terbuka; `raw` adalah isi rekaman yang tidak terbaca."""
    found = series([f"{kind} ({_n(count)})" for kind, count in raw], "id") or "tidak ada yang ditemukan"
    return _OPEN[question.key].format(raw=found)


def nothing_unknown() -> str:
    return "Semua rekaman terbaca, semua kecocokan pasti, dan tidak ada pertanyaan yang terbuka."


def advice(step: Step, facts: Facts, names: Names) -> Advice:
    """Sebuah langkah dalam kata-kata."""
    return _STEPS[step.key](facts, names)


def _revoke(facts: Facts, names: Names) -> Advice:
    since = f" sejak {names.first}" if names.first else ""
    do = f"Lakukan sebelum yang lain. Lalu periksa apakah ada pemakaian{since} yang bukan oleh pemiliknya. "
    where = say(do, "Pemilik dan letaknya ada di ", code("restricted/secrets.csv"), ".")
    return Advice(f"Cabut {_n(facts.secrets)} kredensial", where)


def _readable_copy(facts: Facts, _: Names) -> Advice:
    what = "dataset ini" if facts.unreadable else f"{_n(facts.unopened)} berkas"
    text = "Yang tidak terbaca mungkin memuat lebih banyak orang dan data. Sampai saat itu, angka di sini batas bawah."
    return Advice(f"Minta salinan {what} yang terbaca", say(text))


def _admins_without_mfa(facts: Facts, _: Names) -> Advice:
    without, unknown_ = facts.admins_without_mfa or 0, facts.admins_mfa_unknown or 0
    rest = f" Setelah itu {_n(unknown_)} admin yang belum diketahui." if unknown_ else ""
    text = f"Satu kata sandi curian membuka seluruh organisasi mereka. Minta mereka menyalakan MFA.{rest}"
    return Advice(f"Beri tahu {_n(without)} admin tanpa MFA lebih dahulu", say(text))


def _admins_mfa_unknown(facts: Facts, _: Names) -> Advice:
    text = "Daftar akun tidak menyebut apakah mereka memakainya. Beri tahu mereka lebih awal, seolah-olah belum."
    return Advice(f"Minta {_n(facts.admins_mfa_unknown or 0)} admin menyalakan MFA", say(text))


def _find_admins(_: Facts, __: Names) -> Advice:
    before = "Tanpa peran, akun yang paling penting tidak dapat didahulukan. Sebutkan dengan "
    return Advice("Cari tahu siapa yang admin", say(before, code("--admin-roles"), " lalu jalankan lagi."))


def _correct(facts: Facts, names: Names) -> Advice:
    quoted = "; ".join(f"“{text}”" for text in names.contradicted)
    said = f"Data ini membantah {quoted}. " if quoted else ""
    text = f"{said}Siapa pun yang membacanya harus dapat membaca ralatnya."
    return Advice(f"Ralat {_n(facts.contradicted)} pernyataan", say(text))


def _clocks(facts: Facts, names: Names) -> Advice:
    where = ""
    if facts.countries:
        most = f", terbanyak: {series(names.countries, 'id')}" if facts.countries > len(names.countries) > 0 else ""
        only = f" ({series(names.countries, 'id')})" if not most and names.countries else ""
        where = f" Mereka tinggal di {_n(facts.countries)} negara{only}{most}."
    unknown_ = ""
    if facts.at_least and not facts.countries:
        unknown_ = " Negara tempat tinggal mereka tidak diketahui."
    elif facts.residence_unknown and facts.at_least:
        unknown_ = f" Untuk {_n(facts.residence_unknown)} orang tidak diketahui."
    time = (
        "Sebagian hukum memberi waktu beberapa hari, sebagian hanya beberapa jam, dan waktunya mungkin sudah berjalan."
    )
    return Advice("Tanyakan kepada penasihat hukum tenggat mana yang sudah berjalan", say(time, where, unknown_))


def _directory(_: Facts, __: Names) -> Advice:
    text = say("Berikan daftar akun dengan ", code("--directory"), ": barulah orang dapat dihitung dan diberi tahu.")
    return Advice("Cari tahu data siapa ini", text)


def _tell(facts: Facts, _: Names) -> Advice:
    also = f" dan {_n(facts.organisations)} organisasi" if facts.organisations else ""
    stranger = ""
    if facts.unknown_with_contact == facts.at_least:
        stranger = " Tidak satu pun ada di daftar akun."
    elif facts.unknown_with_contact:
        stranger = f" {_n(facts.unknown_with_contact)} di antaranya tidak ada di daftar akun."
    own = "Masing-masing dengan data yang ditemukan tentang dirinya; daftarnya: "
    return Advice(
        f"Beri tahu {_n(facts.at_least or 0)} orang{also}", say(own, code("restricted/people.csv"), f".{stranger}")
    )


def _phishing(_: Facts, __: Names) -> Advice:
    text = (
        "Siapa pun yang memegang data ini dapat menulis kepada mereka dan terdengar asli. Di setiap pemberitahuan, "
        "sebutkan apa yang tidak pernah Anda minta (kata sandi, kunci, kode), dan siapkan layanan pelanggan sebelum "
        "pemberitahuan pertama terkirim."
    )
    return Advice("Peringatkan tentang pesan palsu", say(text))


def _read(facts: Facts, _: Names) -> Advice:
    parts = []
    if facts.fields_to_read:
        parts.append(f"baca {_n(facts.fields_to_read)} kolom")
    if facts.weak_values:
        parts.append(f"putuskan {_n(facts.weak_values)} nilai yang belum pasti")
    waiting = f" {_n(facts.cannot_tell)} pernyataan menunggu jawabannya." if facts.cannot_tell else ""
    text = f"Tulis maknanya masing-masing di berkas keputusan, lalu jalankan lagi.{waiting}"
    return Advice(opening(series(parts, "id")), say(text))


def _settle(facts: Facts, _: Names) -> Advice:
    where = code("restricted/ambiguous.parquet")
    text = say("Calonnya ada di ", where, ". Sebelum ada keputusan, tidak ada yang diberi tahu karenanya.")
    return Advice(f"Putuskan {_n(facts.ambiguous)} identitas yang masih terbuka", text)


def _vendor(facts: Facts, _: Names) -> Advice:
    questions = ["Apakah ini semua yang diambil?", "Siapa yang memegangnya, dan sejak kapan?"]
    if facts.fields_to_read:
        questions.append(f"Apa arti {_n(facts.fields_to_read)} kolom yang tidak jelas?")
    if facts.quarantined and not facts.unreadable:
        questions.append(f"Dapatkah {_n(facts.quarantined)} rekaman yang tidak terbaca dikirim lagi?")
    text = f"{' '.join(questions)} Pastikan tidak ada lagi yang dikirim ke sana."
    return Advice("Ajukan pertanyaan tertulis kepada vendor", say(text))


def _whole_export(_: Facts, __: Names) -> Advice:
    text = "Contoh hanya menunjukkan sebagian yang diambil, belum tentu semuanya."
    return Advice("Minta vendor menyerahkan semua yang diambil", say(text))


_STEPS: Final[Mapping[str, Callable[[Facts, Names], Advice]]] = {
    "revoke": _revoke,
    "readable_copy": _readable_copy,
    "admins_without_mfa": _admins_without_mfa,
    "admins_mfa_unknown": _admins_mfa_unknown,
    "find_admins": _find_admins,
    "correct": _correct,
    "clocks": _clocks,
    "directory": _directory,
    "tell": _tell,
    "phishing": _phishing,
    "read": _read,
    "settle": _settle,
    "vendor": _vendor,
    "whole_export": _whole_export,
}


def accounting_lead(facts: Facts) -> Sentence:
    if not facts.quarantined:
        return say(
            clear(f"Semua dari {_n(facts.records)} rekaman terbaca." if facts.records != 1 else "Rekamannya terbaca.")
        )
    return say(f"{_n(facts.records)} rekaman = {_n(facts.parsed)} terbaca + {_n(facts.quarantined)} tidak terbaca.")


def counted_apart(cells: int, quarantined: int, apart: int) -> Sentence:
    total = f"{_n(cells)} diperiksa + {_n(quarantined)} dalam rekaman tak terbaca = {_n(cells + quarantined)}"
    twice = "Sel dihitung dua kali, oleh dua program yang tidak berbagi kode"
    if cells + quarantined == apart:
        return say(f"{twice}: ", clear(f"{total}, dua-duanya"), ".")
    return say(f"{twice}, dan ", unsure(f"hasilnya berbeda: {total}; {_n(apart)}"), ".")


def decided(confirmed: int, rejected: int) -> str:
    return f"Orang membenarkan {_n(confirmed)} temuan atau kecocokan dan menolak {_n(rejected)}."


def repeat_lead() -> str:
    return "Perintah yang sama pada berkas yang sama menghasilkan halaman yang sama, bita demi bita."
