"""The questions to a vendor that was breached, in the order in which the answers are needed.

Sources: GDPR Art. 33(2) and (3) with Art. 28(3)(f) (a processor tells the controller, and assists it); UU PDP (Law
27 of 2022 of Indonesia) Art. 46(2): the data exposed, when and how, handling and recovery. The others are those that
earlier hand-overs left open: half-empty columns, tokens in free text, attachments, a second product that nobody named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the shipped list."""

    id: str
    en: str
    id_: str
    """In Indonesian."""
    basis: str = ""
    """The provision that the answer serves; empty: practice."""

    def text(self, lang: str) -> str:
        """In English (`en`) or Indonesian (`id`)."""
        return self.id_ if lang == "id" else self.en


_WHAT: Final = "GDPR Art. 33(3)(a); UU PDP Art. 46(2)(a)"
_HOW: Final = "GDPR Art. 33(3)(a); UU PDP Art. 46(2)(b)"
_DONE: Final = "GDPR Art. 33(3)(d); UU PDP Art. 46(2)(c)"

QUESTIONS: Final = (
    Question(
        "what",
        "What happened, in which of your systems, and which of our projects, workspaces or accounts are affected?",
        "Apa yang terjadi, di sistem Anda yang mana, dan proyek, ruang kerja, atau akun kami yang mana yang terdampak?",
        _HOW,
    ),
    Question(
        "when",
        "When did the access begin and when did it end? Please name the time zone, and how sure you are of each time.",
        "Kapan akses itu dimulai dan kapan berakhir? Mohon sebutkan zona waktu dan seberapa yakin Anda "
        "untuk tiap waktu.",
        _HOW,
    ),
    Question(
        "noticed",
        "When and how did you notice it, and when did you know that our data is in it?",
        "Kapan dan bagaimana Anda mengetahuinya, dan sejak kapan Anda tahu bahwa data kami termasuk di dalamnya?",
        "GDPR Art. 33(2); UU PDP Art. 46(2)(b)",
    ),
    Question(
        "dataset",
        "Please hand over a complete copy of what was taken, exactly as it was taken, without editing it.",
        "Mohon serahkan salinan lengkap dari data yang diambil, persis seperti saat diambil, tanpa diubah.",
        "GDPR Art. 28(3)(f)",
    ),
    Question(
        "hashes",
        "What are the SHA-256 hashes of these files, and who has held them since you found them?",
        "Berapa hash SHA-256 dari berkas-berkas itu, dan siapa saja yang memegangnya sejak Anda menemukannya?",
    ),
    Question(
        "count",
        "How many records and how many people are in it? A range will do for now; please say how you counted.",
        "Berapa rekaman dan berapa orang di dalamnya? Kisaran sudah cukup untuk saat ini; mohon jelaskan "
        "cara menghitungnya.",
        _WHAT,
    ),
    Question(
        "fields",
        "Which fields does it hold? Please list all of them, also those that are mostly empty, free text "
        "and custom ones.",
        "Kolom apa saja yang ada di dalamnya? Mohon sebutkan semuanya, termasuk yang hampir kosong, teks "
        "bebas, dan kolom buatan sendiri.",
        _WHAT,
    ),
    Question(
        "people",
        "Whose data is it: our users, our staff, former customers, visitors without an account? In which countries?",
        "Data siapa saja: pengguna kami, karyawan kami, mantan pelanggan, pengunjung tanpa akun? Di negara mana saja?",
        _WHAT,
    ),
    Question(
        "period",
        "Which period does the data cover: the first and the last record? Was data in it that you should have deleted?",
        "Data itu mencakup periode kapan: rekaman pertama dan terakhir? Adakah data yang seharusnya sudah Anda hapus?",
        _WHAT,
    ),
    Question(
        "secrets",
        "Were passwords, API keys, tokens, session cookies or payment data in it, also inside free text or URLs?",
        "Apakah ada kata sandi, kunci API, token, kuki sesi, atau data pembayaran, termasuk di dalam "
        "teks bebas atau URL?",
        _WHAT,
    ),
    Question(
        "files",
        "Were attachments, recordings, screenshots or support tickets taken as well?",
        "Apakah lampiran, rekaman, tangkapan layar, atau tiket bantuan juga ikut diambil?",
        _WHAT,
    ),
    Question(
        "encrypted",
        "Was the data encrypted or hashed, by which method, and were the keys taken too?",
        "Apakah data itu dienkripsi atau di-hash, dengan metode apa, dan apakah kuncinya ikut diambil?",
        "GDPR Art. 34(3)(a)",
    ),
    Question(
        "complete",
        "How do you know that this is everything? Which other products, exports or backups of our data did you check?",
        "Bagaimana Anda yakin bahwa ini sudah semuanya? Produk, ekspor, atau cadangan data kami mana "
        "lagi yang sudah diperiksa?",
        _WHAT,
    ),
    Question(
        "logs",
        "Which logs show the access and the export? Please keep them, and send us those that concern our data.",
        "Log mana yang menunjukkan akses dan ekspor itu? Mohon disimpan, dan kirimkan kepada kami yang "
        "menyangkut data kami.",
        "GDPR Art. 28(3)(f)",
    ),
    Question(
        "who",
        "Who else has the data now: the attacker, buyers, other victims, investigators? Was any of it published?",
        "Siapa lagi yang memegang data itu sekarang: penyerang, pembeli, korban lain, penyidik? Adakah "
        "yang dipublikasikan?",
        "GDPR Art. 33(3)(c)",
    ),
    Question(
        "attacker",
        "Did the attacker contact you, demand anything, or send a sample? What was said or paid?",
        "Apakah penyerang menghubungi Anda, menuntut sesuatu, atau mengirim contoh? Apa yang disampaikan atau dibayar?",
        "GDPR Art. 33(3)(c)",
    ),
    Question(
        "access",
        "Which keys, tokens or integrations could the attacker use to reach our systems? Which must we replace?",
        "Kunci, token, atau integrasi mana yang dapat dipakai penyerang untuk masuk ke sistem kami? Mana "
        "yang harus kami ganti?",
        _DONE,
    ),
    Question(
        "closed",
        "Is the access closed? Since when, what did you do, and what do you still plan?",
        "Apakah akses itu sudah ditutup? Sejak kapan, apa yang sudah dilakukan, dan apa yang masih direncanakan?",
        _DONE,
    ),
    Question(
        "subprocessors",
        "Which of your sub-processors are involved or hold a copy of this data, and in which countries?",
        "Subprosesor Anda mana yang terlibat atau memegang salinan data ini, dan di negara mana?",
        "GDPR Art. 28(2) and (4)",
    ),
    Question(
        "told",
        "Which authorities, police, insurers and other customers have you told, and when? What did you "
        "tell them of us?",
        "Otoritas, polisi, perusahaan asuransi, dan pelanggan lain mana yang sudah Anda beri tahu, dan "
        "kapan? Apa yang Anda sampaikan tentang kami?",
    ),
    Question(
        "delete",
        "What of our data do you still hold? When will you delete it, and how will you prove it?",
        "Data kami apa saja yang masih Anda simpan? Kapan akan dihapus, dan bagaimana Anda membuktikannya?",
        "GDPR Art. 28(3)(g)",
    ),
    Question(
        "contact",
        "Who answers our questions day and night, and who is your data protection officer?",
        "Siapa yang menjawab pertanyaan kami siang dan malam, dan siapa pejabat pelindungan data pribadi Anda?",
        "GDPR Art. 33(3)(b)",
    ),
)

BY_ID: Final = {question.id: question for question in QUESTIONS}
