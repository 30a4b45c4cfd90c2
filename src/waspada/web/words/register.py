"""The register of breaches."""

WORDS = {
    "title": ("Register of breaches", "Register pelanggaran"),
    "head": (
        "{count} breaches are on record, {told} of them notified",
        "{count} pelanggaran tercatat, {told} diberitahukan",
    ),
    "head.one": ("One breach is on record, {told} notified", "Satu pelanggaran tercatat, {told} diberitahukan"),
    "head_none": ("No breach is on record for you", "Belum ada pelanggaran yang tercatat untuk Anda"),
    "lead": (
        "Every breach is documented, also one that nobody was told of: facts, effects, what was done, and why "
        "(GDPR Art. 33(5)). These are the cases in which you take part.",
        "Setiap pelanggaran dicatat, termasuk yang tidak diberitahukan: fakta, dampak, tindakan, dan alasannya "
        "(GDPR Pasal 33(5)). Ini kasus yang Anda ikuti.",
    ),
    "file": ("As a table (CSV)", "Sebagai tabel (CSV)"),
    "case": ("Case", "Kasus"),
    "name": ("Title", "Judul"),
    "opened": ("opened", "dibuka"),
    "told": ("Told", "Sudah diberi tahu"),
    "owed": ("Owed, not yet told", "Wajib, belum diberi tahu"),
    "open": ("Open", "Terbuka"),
    "ask_counsel": ("Ask counsel", "Tanyakan penasihat hukum"),
    "not_owed": ("Not told, and why", "Tidak diberi tahu, dan alasannya"),
    "notices": ("Notified or why not", "Pemberitahuan, atau alasannya tidak"),
    "no_notices": (
        "No law that we know counts these people.",
        "Tidak ada aturan yang kami ketahui mencakup orang-orang ini.",
    ),
    "unknown": ("not known", "belum diketahui"),
    "closed": ("This case cannot be read now", "Kasus ini sedang tidak dapat dibaca"),
    "gap": ("{title}: {count} points are not answered.", "{title}: {count} butir belum terjawab."),
    "gap.one": ("{title}: one point is not answered.", "{title}: satu butir belum terjawab."),
    "gap_closed": ("{title}: it cannot be read now.", "{title}: sedang tidak dapat dibaca."),
}
