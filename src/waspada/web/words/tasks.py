"""Tasks of a case."""

WORDS = {
    "heading": ("{count} tasks are open", "{count} tugas masih terbuka"),
    "heading.one": ("{count} task is open", "{count} tugas masih terbuka"),
    "none": ("No task is open", "Tidak ada tugas yang terbuka"),
    "late_count": ("{count} are late.", "{count} sudah terlambat."),
    "late_count.one": ("{count} is late.", "{count} sudah terlambat."),
    "lead": (
        "One task to revoke each key that was found comes by itself.",
        "Untuk setiap kunci yang ditemukan, tugas mencabutnya dibuat otomatis.",
    ),
    "revoke": ("Revoke the {what} ending in {last4}", "Cabut {what} yang berakhiran {last4}"),
    "how": ("How", "Caranya"),
    "how.private_key": (
        "Make a new pair, replace the public key wherever it is trusted, revoke certificates made for the old one.",
        "Buat pasangan kunci baru, ganti kunci publik di semua tempat yang memercayainya, cabut sertifikat yang lama.",
    ),
    "how.jwt": (
        "End the sessions of its subject at the issuer; where tokens cannot be revoked, replace the signing key.",
        "Akhiri sesi pemiliknya di penerbit token; jika token tidak dapat dicabut, ganti kunci penandatangannya.",
    ),
    "how.connection_string": (
        "Change the password of this database or broker account and look at its log-ins since the leak.",
        "Ganti kata sandi akun basis data atau broker ini, lalu periksa riwayat masuknya sejak kebocoran.",
    ),
    "how.basic_auth_url": (
        "Change the password of this account at the host in the address.",
        "Ganti kata sandi akun ini di host pada alamat tersebut.",
    ),
    "how.password": (
        "Reset this password, end its sessions, and tell its owner not to use it anywhere else.",
        "Atur ulang kata sandi ini, akhiri sesinya, dan minta pemiliknya tidak memakainya di tempat lain.",
    ),
    "how.password_hash": (
        "Have these passwords changed; the hash function and its cost decide how soon they are read.",
        "Minta kata sandi ini diganti; fungsi hash dan bobotnya menentukan seberapa cepat dapat dibaca.",
    ),
    "how.session_cookie": (
        "End all sessions of this user on the server.",
        "Akhiri semua sesi pengguna ini di server.",
    ),
    "how.bearer_token": (
        "Revoke the token at the service that issued it; end the sessions of its user.",
        "Cabut token di layanan yang menerbitkannya; akhiri sesi penggunanya.",
    ),
    "how.one_time_code": (
        "Codes expire by themselves: check that codes are bound to one log-in and that attempts are limited.",
        "Kode kedaluwarsa sendiri: pastikan kode terikat pada satu kali masuk dan percobaannya dibatasi.",
    ),
    "how.one_time_seed": (
        "Remove this second factor and enrol a new one.",
        "Hapus faktor kedua ini dan daftarkan yang baru.",
    ),
    "how.high_entropy": (
        "Ask the owner of the system that issued it; replace the value there and wherever it is used.",
        "Tanyakan pemilik sistem yang menerbitkannya; ganti nilainya di sana dan di semua tempat pemakaiannya.",
    ),
    "where": ("Where to revoke it", "Tempat mencabutnya"),
    "owner": ("Who does it", "Penanggung jawab"),
    "nobody": ("nobody yet", "belum ada"),
    "due": ("Until the end of", "Paling lambat akhir"),
    "due_on": ("until", "paling lambat"),
    "no_due": ("no day set", "belum ada tanggal"),
    "late": ("late", "terlambat"),
    "add": ("Add a task", "Tambah tugas"),
    "title": ("What is to be done", "Apa yang harus dilakukan"),
    "title_hint": ("No personal data.", "Tanpa data pribadi."),
    "added": ("The task was added.", "Tugas ditambahkan."),
    "changed": ("The task was changed.", "Tugas diubah."),
    "state": ("How it stands", "Keadaannya"),
    "state.open": ("open", "terbuka"),
    "state.done": ("done", "selesai"),
    "state.dropped": ("dropped", "dibatalkan"),
    "note": ("Note", "Catatan"),
    "note_hint": ("Needed where a task is dropped.", "Wajib jika tugas dibatalkan."),
    "closed": ("Closed", "Ditutup"),
    "made": ("Since", "Sejak"),
    "by_itself": ("made by itself, from assessment {number}", "dibuat otomatis, dari penilaian {number}"),
    "gap_owner": ("Who does {count} of the open tasks.", "Siapa yang mengerjakan {count} tugas terbuka."),
    "gap_due": (
        "Until when {count} of the open tasks must be done.",
        "Sampai kapan {count} tugas terbuka harus selesai.",
    ),
}
