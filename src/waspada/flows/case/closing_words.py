"""The words of the closing report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from waspada.core.language import Lang, number

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "title": ("Closing report: {case}", "Laporan penutup: {case}"),
    "lead": (
        "How the case stands {when}. It holds counts and dates, and no personal value.",
        "Keadaan kasus per {when}. Isinya jumlah dan tanggal, tanpa data pribadi.",
    ),
    "what": ("What", "Hal"),
    "value": ("Value", "Nilai"),
    "status": ("How sure", "Kepastian"),
    "count": ("Count", "Jumlah"),
    "number": ("No.", "No."),
    "when": ("When", "Kapan"),
    "due": ("Due", "Tenggat"),
    "done": ("Done", "Selesai"),
    "how": ("In time?", "Tepat waktu?"),
    "state": ("State", "Status"),
    "duty": ("Duty", "Kewajiban"),
    "approved": ("Approved", "Disetujui"),
    "letters": ("Letters", "Surat"),
    "kind": ("Kind", "Jenis"),
    "received": ("Came in", "Masuk"),
    "vendor": ("Vendor", "Vendor"),
    "yes": ("yes", "ya"),
    "no": ("no", "tidak"),
    "status.claimed": ("claimed", "diklaim"),
    "status.confirmed": ("confirmed", "dikonfirmasi"),
    "status.unknown": ("unknown", "tidak diketahui"),
    "status.contested": ("contested", "diperdebatkan"),
    "happened.heading": ("What happened", "Apa yang terjadi"),
    "numbers.heading": ("Whose data", "Data siapa"),
    "numbers.none": ("No hand-over was assessed.", "Belum ada penyerahan yang diasesmen."),
    "numbers.people": ("{least} people are in the data.", "{least} orang ada dalam data."),
    "numbers.range": (
        "At least {least} and at most {most} people are in the data.",
        "Sedikitnya {least} dan paling banyak {most} orang ada dalam data.",
    ),
    "numbers.run": ("By assessment {run}, of {records} records.", "Menurut asesmen {run}, dari {records} rekaman."),
    "people.matched": ("People of our directory", "Orang dalam direktori kami"),
    "people.unknown_with_contact": ("Others with a contact of their own", "Orang lain dengan kontaknya sendiri"),
    "people.mentioned": ("Only mentioned by others", "Hanya disebut orang lain"),
    "people.organisations": ("Organisations", "Organisasi"),
    "people.admins": ("Admins", "Admin"),
    "people.admins_without_mfa": ("Admins without MFA then", "Admin tanpa MFA saat itu"),
    "duties.heading": ("Duties", "Kewajiban"),
    "duties.fine": (
        "No duty with a term was done late or is overdue.",
        "Tidak ada kewajiban bertenggat yang terlambat atau terlewat.",
    ),
    "duties.late": ("{count} duties were done late or are overdue.", "{count} kewajiban terlambat atau terlewat."),
    "duties.late.one": ("{count} duty was done late or is overdue.", "{count} kewajiban terlambat atau terlewat."),
    "duty.in_time": ("in time", "tepat waktu"),
    "duty.late": ("late", "terlambat"),
    "duty.done": ("done", "selesai"),
    "duty.overdue": ("overdue, not done", "terlewat, belum dilakukan"),
    "duty.waits": ("not due yet", "belum jatuh tempo"),
    "duty.open": ("open", "terbuka"),
    "notices.heading": ("Notices to people", "Pemberitahuan kepada orang"),
    "notices.unknown": (
        "Of {count} letters nobody knows whether they arrived.",
        "{count} surat tidak diketahui sampai atau tidak.",
    ),
    "notices.unknown.one": (
        "Of {count} letter nobody knows whether it arrived.",
        "{count} surat tidak diketahui sampai atau tidak.",
    ),
    "notice.draft": ("draft", "draf"),
    "notice.approved": ("approved", "disetujui"),
    "notice.sending": ("being sent", "sedang dikirim"),
    "notice.paused": ("paused", "dijeda"),
    "notice.halted": ("stopped itself", "berhenti sendiri"),
    "notice.done": ("sent", "terkirim"),
    "notice.withdrawn": ("withdrawn", "ditarik"),
    "notice.corrects": (", corrects no. {number}", ", meralat no. {number}"),
    "letter.queued": ("waiting", "menunggu"),
    "letter.sending": ("going out", "sedang keluar"),
    "letter.data": ("going out", "sedang keluar"),
    "letter.accepted": ("accepted", "diterima server"),
    "letter.delivered": ("delivered", "sampai"),
    "letter.bounced": ("bounced", "kembali"),
    "letter.unknown": ("unknown", "tidak diketahui"),
    "letter.held": ("held", "ditahan"),
    "letter.cancelled": ("cancelled", "dibatalkan"),
    "statement.heading": ("The public statement", "Pernyataan publik"),
    "statement.first": ("published", "diterbitkan"),
    "statement.again": ("published again, as an update or a correction", "diterbitkan lagi (pembaruan atau ralat)"),
    "enquiries.heading": ("Enquiries", "Pertanyaan masuk"),
    "enquiries.all": (
        "{count} came in, {answered} were answered, {late} of them late.",
        "{count} masuk, {answered} dijawab, {late} di antaranya terlambat.",
    ),
    "enquiries.open": ("{count} are unresolved:", "{count} belum selesai:"),
    "enquiries.open.one": ("{count} is unresolved:", "{count} belum selesai:"),
    "enquiries.none_open": ("None is unresolved.", "Tidak ada yang belum selesai."),
    "kind.question": ("question", "pertanyaan"),
    "kind.access": ("access to one's data", "akses data pribadi"),
    "kind.correction": ("correction", "perbaikan data"),
    "kind.deletion": ("erasure", "penghapusan data"),
    "kind.complaint": ("complaint", "pengaduan"),
    "kind.other": ("something else", "lainnya"),
    "mfa.heading": ("MFA of affected admins", "MFA admin terdampak"),
    "mfa.now": ("{off} of {admins} had no MFA {when}.", "{off} dari {admins} belum memakai MFA per {when}."),
    "mfa.before": ("It was {off} {when}.", "Sebelumnya {off} per {when}."),
    "tasks.heading": ("Tasks", "Tugas"),
    "tasks.open": ("{count} tasks are open.", "{count} tugas masih terbuka."),
    "tasks.open.one": ("{count} task is open.", "{count} tugas masih terbuka."),
    "gaps": ("What we cannot say", "Yang tidak dapat kami katakan"),
    "gap.ambiguous": (
        "Whose {count} identities are that fit several people.",
        "Pemilik {count} identitas yang cocok dengan beberapa orang.",
    ),
    "gap.device_only": ("Who stands behind {count} devices.", "Siapa di balik {count} perangkat."),
    "gap.residence_unknown": ("Where {count} people live.", "Tempat tinggal {count} orang."),
    "gap.admins_mfa_unknown": ("Whether {count} admins had MFA.", "Apakah {count} admin memakai MFA."),
    "gap.quarantined": (
        "What {count} damaged records hold beyond what a search of their text found.",
        "Isi {count} rekaman rusak selain yang ditemukan lewat pencarian teks.",
    ),
    "gap.questions": (
        "What the vendor has not answered: {count} questions.",
        "Yang belum dijawab vendor: {count} pertanyaan.",
    ),
    "gap.questions.one": (
        "What the vendor has not answered: {count} question.",
        "Yang belum dijawab vendor: {count} pertanyaan.",
    ),
    "gap.duties": ("Whether {count} duties apply.", "Apakah {count} kewajiban berlaku."),
    "gap.duties.one": ("Whether {count} duty applies.", "Apakah {count} kewajiban berlaku."),
    "gap.letters": ("Whether {count} letters arrived.", "Apakah {count} surat sampai."),
    "gap.letters.one": ("Whether {count} letter arrived.", "Apakah {count} surat sampai."),
    "gap.used": (
        "What whoever took the data has done with it, or will do.",
        "Apa yang sudah atau akan dilakukan pihak yang mengambil data itu.",
    ),
}


def say(key: str, lang: Lang, **values: Any) -> str:
    """One sentence; numbers are written as the language writes them."""
    if values.get("count") == 1 and f"{key}.one" in _WORDS:
        key = f"{key}.one"
    text = _WORDS[key][1 if lang == "id" else 0]
    shown = {name: number(one, lang) if type(one) is int else one for name, one in values.items()}
    return text.format(**shown) if values else text
