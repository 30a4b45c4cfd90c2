"""Indonesian: the sentences of the sections, from the figures to the timeline."""

from __future__ import annotations

from collections.abc import Sequence

from waspada.assess.report.digest_id import digest as digest
from waspada.assess.report.digest_id import searched as searched
from waspada.assess.report.facts import Facts
from waspada.assess.report.model import Secret
from waspada.assess.report.text import Piece, Sentence, clear, code, codes, exposed, say, unsure
from waspada.core.language import number, size
from waspada.core.language import series as join_names


def _n(value: int) -> str:
    return number(value, "id")


def people_note(facts: Facts) -> str:
    if facts.at_least is None:
        return "orang: daftar akun tidak diberikan"
    parts = [f"{_n(facts.matched)} ada di daftar akun"] if facts.matched else []
    if facts.unknown_with_contact:
        parts.append(f"{_n(facts.unknown_with_contact)} hanya dikenal dari kontaknya sendiri")
    if facts.ambiguous:
        parts.append(f"{_n(facts.ambiguous)} belum pasti")
    return f"orang: {', '.join(parts)}" if parts else "orang"


def organisations_note(facts: Facts) -> str:
    if facts.organisations is None:
        return "organisasi: daftar akun tidak menyebutkannya"
    more = f"; {_n(facts.organisations_unknown)} lagi tidak ada di daftar akun" if facts.organisations_unknown else ""
    return f"organisasi{more}"


def admins_note(facts: Facts) -> str:
    if facts.admins is None:
        return "admin tanpa MFA: daftar akun tidak menyebut siapa yang admin"
    if not facts.admins:
        return "admin di antara mereka"
    unknown = facts.admins_mfa_unknown or 0
    if facts.admins_without_mfa:
        more = f"; {_n(unknown)} lagi tidak diketahui" if unknown else ""
        return f"admin tanpa MFA, dari {_n(facts.admins)}: beri tahu lebih dahulu{more}"
    if unknown or facts.admins_without_mfa is None:
        return f"apakah {_n(unknown or facts.admins)} dari {_n(facts.admins)} admin memakai MFA"
    return f"admin tanpa MFA, dari {_n(facts.admins)}"


def claims_note(facts: Facts) -> str:
    if facts.contradicted:
        return "pernyataan yang sudah terbit terbantah oleh data"
    if facts.cannot_tell:
        return "pernyataan yang sudah terbit belum dapat dipastikan"
    return "pernyataan yang sudah terbit sesuai dengan data"


def secrets_note(facts: Facts) -> str:
    if not facts.secrets:
        return "kredensial (kunci, token, kata sandi) ditemukan"
    return "kredensial ditemukan: cabut lebih dahulu"


def records_note(facts: Facts) -> str:
    return f"rekaman dalam {_n(facts.files)} berkas"


def kinds_note(count: int) -> str:
    return "jenis data pribadi ditemukan"


def exposed_lead(facts: Facts) -> Sentence:
    if facts.at_least is None:
        return say("Nilai yang ditemukan. Tanpa daftar akun, nilai itu tidak dapat dihitung per orang.")
    return say("Orang yang nilainya sendiri ada di dataset, bukan kolom yang sekadar ada.")


def empty_columns(names: Sequence[str], total: int) -> Sentence:
    more = f" dan {_n(total - len(names))} lagi" if total > len(names) else ""
    return say(f"Ada, kosong: {_n(total)} kolom ada di dataset, tetapi tidak berisi (", *codes(names), f"{more}).")


def absent_lead(facts: Facts) -> Sentence:
    if facts.unreadable:
        return say("Dicari di teks mentah, karena tidak ada rekaman yang terbaca.")
    where = [f"seluruh {_n(facts.cells)} sel"]
    where += [f"teks sebesar {size(facts.text, 'id')}"] if facts.text else []
    where += [f"{_n(facts.quarantined)} rekaman sebagai teks saja"] if facts.quarantined else []
    return say(f"Dicari di {join_names(where, 'id')}.")


def cannot_tell_why(weak: int, fields: int, *, without_fields: bool) -> str:
    parts = [f"{_n(weak)} nilai belum pasti"] if weak else []
    if fields:
        parts.append(f"{_n(fields)} kolom perlu dibaca")
    if without_fields:
        parts.append("teks tanpa kolom")
    return join_names(parts, "id")


def kinds(count: int, *, others: bool) -> str:
    return f"{_n(count)} jenis lain" if others else f"{_n(count)} jenis"


def found_count(count: int) -> str:
    return f"{_n(count)} ditemukan"


def series(names: Sequence[str]) -> str:
    return join_names(names, "id")


def of(part: int, whole: int) -> str:
    return f"{_n(part)} dari {_n(whole)}"


def bytes_exact(count: int) -> str:
    return f"{size(count, 'id')} ({_n(count)})" if count >= 1000 else size(count, "id")


def where_searched(cells: int, text: int) -> str:
    parts = [f"{_n(cells)} sel"] if cells else []
    return join_names([*parts, f"teks sebesar {size(text, 'id')}"] if text else parts, "id")


def records(count: int) -> str:
    return f"{_n(count)} rekaman"


def secrets_lead(facts: Facts) -> Sentence:
    if not facts.secrets:
        where = f"di {where_searched(facts.cells, facts.text) or 'teks mentah'}"
        return say(clear(f"Tidak ada kunci, token, atau kata sandi yang ditemukan {where}."))
    where = "Pemilik dan letak masing-masing" if facts.secrets > 1 else "Pemilik dan letaknya"
    rest = ". Tidak ada yang dicoba ke penyedianya: anggap semuanya masih berlaku."
    return say(f"{where}: ", code("restricted/secrets.csv"), rest)


def whose(secret: Secret, facts: Facts) -> str:
    people, organisations = secret.get("people", 0), secret.get("organisations", 0)
    alone = secret.get("unattributed", 0)
    parts = []
    if people:
        inside = f" dari {_n(organisations)} organisasi" if organisations else ""
        parts.append(f"{_n(people)} orang{inside}")
    if alone:
        parts.append(f"{_n(alone)} tanpa pemilik yang jelas" if people else "pemiliknya tidak jelas")
    if parts:
        return "; ".join(parts)
    return "pemiliknya tidak diketahui" if facts.at_least is not None else "belum dicari: tanpa daftar akun"


def who_lead(facts: Facts) -> Sentence:
    if facts.at_least is None:
        return say("Daftar akun tidak diberikan, jadi tidak ada orang yang dapat dicari.")
    if facts.at_most == 0 and facts.unreadable:
        return say("Tidak ada orang yang dapat dicari, karena tidak ada rekaman yang terbaca.")
    if facts.at_most == 0:
        return say("Tidak ada orang yang dikenali, baik dari akun maupun dari kontaknya sendiri.")
    if facts.settled:
        return say(
            f"{_n(facts.at_least)} orang, dikenali dari akun atau kontaknya sendiri; tidak ada yang masih terbuka."
        )
    least = "Belum ada orang yang pasti" if not facts.at_least else f"{_n(facts.at_least)} orang sudah pasti"
    rest = " dan mungkin salah satu dari mereka atau orang lain." if facts.at_least else "."
    return say(f"{least}; {_n(facts.ambiguous)} identitas ", unsure("masih terbuka"), rest)


def admins(facts: Facts) -> Sentence:
    if facts.at_least is None or not facts.at_most:
        return ()
    if facts.admins is None:
        return say("Admin: ", unsure("tidak diketahui"), ". Daftar akun tidak menyebut siapa yang admin.")
    if not facts.admins:
        return say("Tidak ada admin di antara mereka.")
    whole = f"{_n(facts.admins)} admin"
    unknown, without = facts.admins_mfa_unknown or 0, facts.admins_without_mfa
    if without is None:
        return say(f"{whole}; siapa di antaranya yang memakai MFA ", unsure("tidak diketahui"), ".")
    tail: tuple[str | Piece, ...] = ()
    if unknown:
        tail = (" Untuk ", unsure(f"{_n(unknown)} admin"), " daftar akun tidak menyebutkannya.")
    if without:
        return say(exposed(f"{_n(without)} dari {whole}"), " tidak memakai MFA: beri tahu mereka lebih dahulu.", *tail)
    if unknown:
        return say(f"Dari {whole}, tidak ada yang diketahui tanpa MFA.", *tail)
    return say(clear("Satu-satunya admin memakai MFA." if facts.admins == 1 else f"Ke-{whole} memakai MFA."))


def residence(facts: Facts) -> Sentence:
    if not facts.at_least:
        return ()
    if not facts.countries:
        return say("Negara tempat tinggal mereka ", unsure("tidak diketahui"), ".")
    where = f"Mereka tinggal di {_n(facts.countries)} negara"
    if not facts.residence_unknown:
        return say(f"{where}; semuanya diketahui.")
    return say(f"{where}; ", unsure(f"untuk {_n(facts.residence_unknown)} orang tidak diketahui"), ".")


def nobody_yet(facts: Facts) -> Sentence:
    """Organisasi yang tidak dapat dicari."""
    if not facts.organisations_unknown:
        return ()
    named = f"{_n(facts.organisations_unknown)} organisasi yang disebut dataset ini "
    return say(named, unsure("tidak ada di daftar akun"), ".")


def sharing(facts: Facts) -> Sentence:
    """Siapa yang tidak dapat disurati sendiri."""
    if not facts.sharing_an_address:
        return ()
    people = f"{_n(facts.sharing_an_address)} orang"
    if facts.shared_addresses == 1:
        return say(unsure(f"{people} memakai satu alamat e-mail"), ": surat ke sana sampai kepada mereka semua.")
    who = unsure(f"{people} memakai {_n(facts.shared_addresses)} alamat e-mail bersama")
    return say(who, ": surat ke salah satunya sampai kepada semua pemakainya.")


def span(first: str, last: str, days: int) -> str:
    return f"Semuanya pada {first}." if days <= 1 else f"Dari {first} sampai {last}, {_n(days)} hari."


def peak(when: str, step: str, records: int, share: str) -> str:
    unit = {"day": "Hari tersibuk:", "week": "Pekan tersibuk dimulai", "month": "Bulan tersibuk:"}[step]
    return f"{unit} {when}, dengan {_n(records)} rekaman ({share})."


def recent(days: int, share: str) -> str:
    return f"Dalam {_n(days)} hari terakhir terdapat {share} dari semua rekaman."


def old(years: int) -> str:
    return f"Data ini berumur {_n(years)} tahun atau lebih: di dalamnya akan ada orang yang sudah lama pergi."


def timeless(facts: Facts) -> Sentence:
    if not facts.parsed:
        return say("Tidak ada rekaman yang terbaca, jadi waktunya tidak diketahui.")
    return say("Tidak ada rekaman dengan waktu yang terbaca, jadi umur data ini ", unsure("tidak diketahui"), ".")


def undated(count: int) -> str:
    return f"{_n(count)} rekaman tanpa waktu tidak ada di grafik."
