"""The list of cases, and opening one."""

WORDS = {
    "title": ("Cases", "Kasus"),
    "none": (
        "No case yet. Open one as soon as a vendor calls: it needs no data, only what you were told.",
        "Belum ada kasus. Buka kasus begitu vendor menghubungi: tidak perlu data, cukup apa yang Anda dengar.",
    ),
    "open": ("Open a case", "Buka kasus"),
    "open_lead": (
        "From the vendor’s first call. Everything you write is kept with your name and the time, "
        "and is never overwritten.",
        "Sejak telepon pertama dari vendor. Semua yang Anda tulis disimpan beserta nama Anda dan waktunya, "
        "dan tidak pernah ditimpa.",
    ),
    "vendor": ("Vendor", "Vendor"),
    "vendor_hint": ("The company that holds the data.", "Perusahaan yang menyimpan data tersebut."),
    "what": ("What people will call it", "Sebutan untuk kasus ini"),
    "what_hint": ("For example: help desk tickets, March.", "Misalnya: tiket layanan bantuan, Maret."),
    "aware": ("When did you learn of it?", "Kapan Anda mengetahuinya?"),
    "aware_hint": (
        "Clocks of most laws begin here. Leave it empty if nobody can say yet.",
        "Tenggat menurut sebagian besar undang-undang dihitung dari sini. Kosongkan jika belum ada yang tahu.",
    ),
    "opened": ("opened {when}", "dibuka {when}"),
    "role": ("You are {role}", "Anda {role}"),
    "vendor_missing": ("Name the vendor.", "Sebutkan vendornya."),
}
