"""The follow-up: MFA among affected admins over time, and reminders."""

WORDS = {
    "link": ("MFA of affected admins over time", "MFA admin terdampak dari waktu ke waktu"),
    "title": ("Follow-up", "Tindak lanjut"),
    "heading": (
        "Affected admins without MFA: {off} of {admins}",
        "Admin terdampak tanpa MFA: {off} dari {admins}",
    ),
    "heading_clear": ("No affected admin is known to lack MFA", "Tidak ada admin terdampak yang diketahui tanpa MFA"),
    "heading_none": ("Nothing is known about affected admins yet", "Belum ada yang diketahui tentang admin terdampak"),
    "lead_before": (
        "In the run itself it was {off}. A newer directory of accounts says how it goes on, without a new assessment.",
        "Dalam proses awal jumlahnya {off}. Direktori akun yang lebih baru menunjukkan perkembangannya tanpa asesmen "
        "baru.",
    ),
    "lead": (
        "A newer directory of accounts says how it goes on, without a new assessment.",
        "Direktori akun yang lebih baru menunjukkan perkembangannya tanpa asesmen baru.",
    ),
    "chart": ("Affected admins by MFA, over time", "Admin terdampak menurut MFA, dari waktu ke waktu"),
    "at": ("As of", "Per"),
    "by": ("By", "Menurut"),
    "by_run": ("directory of run {number}", "direktori proses {number}"),
    "by_directory": ("newer directory", "direktori lebih baru"),
    "on": ("MFA on", "MFA aktif"),
    "off": ("MFA off", "MFA tidak aktif"),
    "unknown": ("not said", "tidak disebut"),
    "gone": ("not there any more", "sudah tidak ada"),
    "lacking": (
        "Organisations that still have admins without MFA: {count}",
        "Organisasi yang masih memiliki admin tanpa MFA: {count}",
    ),
    "organisation": ("Organisation", "Organisasi"),
    "admins": ("Affected admins", "Admin terdampak"),
    "without": ("Without MFA", "Tanpa MFA"),
    "reminded": ("reminder", "pengingat"),
    "more": ("{count} more are not shown.", "{count} lainnya tidak ditampilkan."),
    "remind": ("Make a task for each chosen one", "Buat tugas untuk setiap yang dipilih"),
    "choose": ("Choose {name}", "Pilih {name}"),
    "made": ("{count} reminders are on the list of tasks.", "{count} pengingat ada di daftar tugas."),
    "made.one": ("{count} reminder is on the list of tasks.", "{count} pengingat ada di daftar tugas."),
    "made_none": (
        "No new reminder: they stand on the list of tasks already.",
        "Tidak ada pengingat baru: semuanya sudah ada di daftar tugas.",
    ),
    "task": ("Remind organisation {key} of MFA for its admins", "Ingatkan organisasi {key} tentang MFA bagi adminnya"),
    "upload": ("Bring in a newer directory", "Masukkan direktori yang lebih baru"),
    "upload_hint": (
        "The same list as before, with ids of accounts and whether MFA is on: CSV, TSV, Parquet, NDJSON or JSON. It is "
        "kept with the case, encrypted where the case is, and goes with it.",
        "Daftar yang sama seperti sebelumnya, berisi ID akun dan status MFA: CSV, TSV, Parquet, NDJSON, atau JSON. "
        "Disimpan bersama kasus, terenkripsi bila kasusnya terenkripsi, dan dimusnahkan bersamanya.",
    ),
    "file": ("Directory of accounts", "Direktori akun"),
    "upload_do": ("Read it", "Baca"),
    "asked": ("A worker reads it now.", "Sedang dibaca."),
    "reading": ("A newer directory is being read.", "Direktori yang lebih baru sedang dibaca."),
    "closing": ("The closing report", "Laporan penutup"),
    "gap_unknown": (
        "Whether {count} affected admins have MFA: the directory does not say.",
        "Status MFA {count} admin terdampak: tidak disebut dalam direktori.",
    ),
    "gap_unknown.one": (
        "Whether {count} affected admin has MFA: the directory does not say.",
        "Status MFA {count} admin terdampak: tidak disebut dalam direktori.",
    ),
    "gap_gone": (
        "What became of {count} affected admins: the newest directory does not have them.",
        "Nasib {count} admin terdampak: tidak ada dalam direktori terbaru.",
    ),
    "gap_gone.one": (
        "What became of {count} affected admin: the newest directory does not have them.",
        "Nasib {count} admin terdampak: tidak ada dalam direktori terbaru.",
    ),
    "gap_new": (
        "Who became an admin since: only the admins of the run are followed.",
        "Siapa yang menjadi admin setelahnya: yang diikuti hanya admin dalam proses tersebut.",
    ),
    "gap_none": ("Everything: no hand-over was assessed yet.", "Semuanya: belum ada penyerahan yang diasesmen."),
}
