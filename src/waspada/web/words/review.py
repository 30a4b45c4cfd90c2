"""Review: fields to read, findings and ambiguous matches."""

WORDS = {
    "title": ("Review", "Tinjauan"),
    "no_run": (
        "There is nothing to review before the first assessment. Seal what the vendor handed over, then assess it.",
        "Belum ada yang perlu ditinjau sebelum penilaian pertama. Segel dulu berkas dari vendor, lalu jalankan "
        "penilaian.",
    ),
    "open": ("{count} things wait for somebody’s decision", "{count} hal menunggu keputusan"),
    "open.one": ("One thing waits for somebody’s decision", "Satu hal menunggu keputusan"),
    "done": ("Everything was decided", "Semua sudah diputuskan"),
    "lead": (
        "From assessment {number}. A decision stands in the log with your name, deletes nothing, and counts at once; "
        "people are counted anew by the next assessment.",
        "Dari penilaian {number}. Keputusan tercatat di log dengan nama Anda, tidak menghapus apa pun, dan langsung "
        "berlaku; jumlah orang dihitung ulang pada penilaian berikutnya.",
    ),
    "counts": ("What was found, and what people decided", "Yang ditemukan, dan yang sudah diputuskan"),
    "found": ("Found", "Ditemukan"),
    "confirmed": ("Confirmed", "Dikonfirmasi"),
    "rejected": ("Rejected", "Ditolak"),
    "remaining": ("Remaining", "Tersisa"),
    "values": ("{count} values", "{count} nilai"),
    "values.one": ("1 value", "1 nilai"),
    "records": ("{count} records", "{count} rekaman"),
    "records.one": ("1 record", "1 rekaman"),
    "people": (
        "With what was decided so far the dataset names at least {least} people, at most {most}.",
        "Dengan keputusan sejauh ini, dataset memuat sedikitnya {least} orang dan paling banyak {most} orang.",
    ),
    "newer": (
        "{count} decisions are newer than this assessment.",
        "{count} keputusan lebih baru daripada penilaian ini.",
    ),
    "newer.one": ("One decision is newer than this assessment.", "Satu keputusan lebih baru daripada penilaian ini."),
    "again": ("Assess again with them.", "Nilai ulang dengan keputusan itu."),
    "moved": (
        "The queue has changed since this page was shown. Look again, then decide.",
        "Antrean berubah sejak halaman ini ditampilkan. Lihat kembali, lalu putuskan.",
    ),
    "needs": ("A decision needs an answer and a reason.", "Keputusan memerlukan jawaban dan alasan."),
    "nothing": ("Nothing here.", "Tidak ada."),
    "weak": ("a candidate, not sure", "kandidat, belum pasti"),
    "more": ("and {count} more", "dan {count} lagi"),
    "section.fields": ("Fields that a person must read", "Kolom yang harus dibaca orang"),
    "section.findings": ("Findings", "Temuan"),
    "section.matches": ("People who could be one or another", "Orang yang belum pasti siapa"),
    "hint.fields": (
        "No format and no search can say what these hold. Read some of their values in the sealed data, then say it.",
        "Tidak ada format atau pencarian yang dapat memastikan isinya. Baca beberapa nilainya dalam data yang disegel, "
        "lalu nyatakan.",
    ),
    "hint.findings": (
        "Candidates, and every key or password: is it really one?",
        "Kandidat, serta setiap kunci atau kata sandi: benarkah demikian?",
    ),
    "hint.matches": (
        "Their records fit more than one person. Until somebody decides, they are counted in neither.",
        "Rekamannya cocok dengan lebih dari satu orang. Sebelum diputuskan, tidak dihitung pada siapa pun.",
    ),
    "state.open": ("open", "terbuka"),
    "state.confirmed": ("confirmed", "dikonfirmasi"),
    "state.rejected": ("rejected", "ditolak"),
    "disputed": ("people disagree", "ada perbedaan pendapat"),
    "decide": ("Decide", "Putuskan"),
    "decide_again": ("Decide anew", "Putuskan ulang"),
    "answer": ("What is it?", "Apa ini?"),
    "is": ("It is", "Ini adalah"),
    "none_of_them": ("None of them", "Bukan salah satu dari mereka"),
    "confirm": ("Yes, it is one", "Ya, benar"),
    "reject": ("No, it is not", "Tidak, bukan"),
    "holds": ("It holds:", "Isinya:"),
    "holds_nothing": ("Read: it holds none of the kinds in question", "Sudah dibaca: tidak memuat jenis yang dimaksud"),
    "put": ("Put it on record", "Catat keputusan"),
    "why.shared_email": ("one address of several people", "satu alamat milik beberapa orang"),
    "why.shared_device": ("one device of several people", "satu perangkat milik beberapa orang"),
    "why.conflict": ("two ids that name different people", "dua ID yang menunjuk orang berbeda"),
    "why.other": ("could be several people", "bisa beberapa orang"),
    "gap.fields": (
        "What {count} fields hold: nobody has read them.",
        "Isi {count} kolom: belum ada yang membacanya.",
    ),
    "gap.fields.one": ("What one field holds: nobody has read it.", "Isi satu kolom: belum ada yang membacanya."),
    "gap.matches": (
        "Who {count} identities are: they are counted in “at most”.",
        "Siapa pemilik {count} identitas: dihitung dalam “paling banyak”.",
    ),
    "gap.matches.one": (
        "Who one identity is: it is counted in “at most”.",
        "Siapa pemilik satu identitas: dihitung dalam “paling banyak”.",
    ),
    "gap.findings": (
        "Whether {count} findings are what they look like.",
        "Apakah {count} temuan memang seperti kelihatannya.",
    ),
    "gap.findings.one": (
        "Whether one finding is what it looks like.",
        "Apakah satu temuan memang seperti kelihatannya.",
    ),
}
