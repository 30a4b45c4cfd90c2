"""What holds for the whole workspace, and its people."""

WORDS = {
    "title": ("The workspace", "Ruang kerja"),
    "lead": (
        "Duties and deadlines are computed from this. What nobody stated counts as unknown, never as no.",
        "Kewajiban dan tenggat dihitung dari sini. Yang tidak dinyatakan dianggap tidak diketahui, bukan tidak.",
    ),
    "people_link": ("People of the workspace", "Orang di ruang kerja"),
    "save": ("Save", "Simpan"),
    "saved": ("Saved. Duties are computed anew.", "Tersimpan. Kewajiban dihitung ulang."),
    "not_saved": (
        "Nothing was saved: see the fields that are marked.",
        "Tidak ada yang disimpan: lihat kolom bertanda.",
    ),
    "field.name": ("Name of the company", "Nama perusahaan"),
    "hint.name": ("As it stands in notices.", "Seperti tertulis dalam pemberitahuan."),
    "field.zone": ("Time zone", "Zona waktu"),
    "hint.zone": (
        "For people who chose none, and for contracts counted in days.",
        "Untuk orang yang tidak memilih zona, dan untuk kontrak yang dihitung dalam hari.",
    ),
    "field.established_in": ("Established in", "Didirikan di"),
    "hint.established_in": ("Codes of countries: ID, SG, US-CA.", "Kode negara: ID, SG, US-CA."),
    "field.eu_main_establishment": ("Main establishment in the EU", "Kantor utama di Uni Eropa"),
    "hint.eu_main_establishment": (
        "Code of the country (GDPR Art. 4(16)); none where there is none.",
        "Kode negara (GDPR Pasal 4(16)); none jika tidak ada.",
    ),
    "field.does_business_in": ("Does business in", "Berusaha di"),
    "hint.does_business_in": ("Codes of countries and regions.", "Kode negara dan wilayah."),
    "field.sectors": ("Sectors", "Sektor"),
    "hint.sectors": (
        "Those that rules ask for: financial_entity, essential_entity, important_entity, trust_service_provider, "
        "critical_infrastructure, state_organ, listed_company, hipaa_covered_entity, hipaa_vendor, dfs_covered, "
        "small_agent. Write “none” if you are none of these.",
        "Yang ditanyakan aturan: financial_entity, essential_entity, important_entity, trust_service_provider, "
        "critical_infrastructure, state_organ, listed_company, hipaa_covered_entity, hipaa_vendor, dfs_covered, "
        "small_agent. Tulis “none” jika tidak satu pun.",
    ),
    "field.dpo": ("Data protection officer or contact", "Pejabat pelindungan data pribadi atau narahubung"),
    "hint.dpo": ("As it stands in notices to authorities.", "Seperti tertulis dalam pemberitahuan kepada otoritas."),
    "field.break_glass_minutes": ("Break-glass opens after (minutes)", "Akses darurat terbuka setelah (menit)"),
    "hint.break_glass_minutes": (
        "Time in which somebody else can still refuse. 15 to 720.",
        "Waktu bagi orang lain untuk masih menolak. 15 sampai 720.",
    ),
    "field.contracts": ("Duties from contracts (CSV)", "Kewajiban dari kontrak (CSV)"),
    "hint.contracts": (
        "party, contract, clause, to, clock, value, unit; optional: condition, note.",
        "party, contract, clause, to, clock, value, unit; boleh ada: condition, note.",
    ),
    "field.overlay": ("Rules of our own (YAML)", "Aturan kami sendiri (YAML)"),
    "hint.overlay": (
        "Rules added or replaced, duties disabled, and counsel’s word on a duty.",
        "Aturan yang ditambah atau diganti, kewajiban yang dinonaktifkan, dan pendapat penasihat hukum.",
    ),
    "unsaid.established_in": (
        "Where the company is established: laws that depend on it say “unknown”.",
        "Tempat perusahaan didirikan: hukum yang bergantung padanya menjawab “tidak diketahui”.",
    ),
    "unsaid.eu_main_establishment": (
        "Whether there is a main establishment in the EU: one lead authority, or one duty per Member State.",
        "Ada tidaknya kantor utama di Uni Eropa: satu otoritas utama, atau satu kewajiban per negara anggota.",
    ),
    "unsaid.does_business_in": (
        "Where the company does business: many state laws ask for it.",
        "Tempat perusahaan berusaha: banyak hukum negara bagian menanyakannya.",
    ),
    "unsaid.sectors": (
        "In which sectors the company works: rules for banks or health are not decided.",
        "Sektor usaha perusahaan: aturan untuk bank atau kesehatan belum dapat diputuskan.",
    ),
    "unsaid.dpo": ("Whom authorities may ask.", "Siapa yang dapat ditanya otoritas."),
    "unsaid.contracts": (
        "What contracts with customers and insurers oblige us to.",
        "Kewajiban menurut kontrak dengan pelanggan dan penanggung.",
    ),
    "people": ("{count} people may sign in", "{count} orang dapat masuk"),
    "people.one": ("One person may sign in", "Satu orang dapat masuk"),
    "people_lead": (
        "An administrator opens no case by that: cases are opened to people by their owners.",
        "Administrator tidak otomatis dapat membuka kasus: pemilik kasus yang memberi akses.",
    ),
    "person": ("Person", "Orang"),
    "state": ("Account", "Akun"),
    "joined": ("Since", "Sejak"),
    "admin": ("administrator", "administrator"),
    "active": ("open", "aktif"),
    "invited": ("invited, never came in", "diundang, belum pernah masuk"),
    "closed": ("closed", "ditutup"),
    "demo": ("demonstration", "demonstrasi"),
    "invite": ("Invite somebody", "Undang seseorang"),
    "invite_do": ("Make the link", "Buat tautan"),
    "name": ("Name", "Nama"),
    "name_hint": (
        "As colleagues know the person. It stands in the log of cases, so it is no address.",
        "Seperti dikenal rekan kerja. Tercatat di log kasus, jadi bukan alamat.",
    ),
    "email": ("E-mail address", "Alamat e-mail"),
    "as_admin": (
        "Administrator: may invite people and change the workspace",
        "Administrator: boleh mengundang orang dan mengubah ruang kerja",
    ),
    "link": ("The link for {name}, shown only now", "Tautan untuk {name}, hanya ditampilkan sekarang"),
    "link_lead": (
        "It works once, within {hours} hours. Hand it over by a channel that you trust: whoever follows it chooses the "
        "password.",
        "Berlaku sekali, dalam {hours} jam. Serahkan melalui saluran yang Anda percayai: siapa pun yang membukanya "
        "memilih kata sandi.",
    ),
    "back_people": ("All people", "Semua orang"),
    "new_link": ("A new link", "Tautan baru"),
    "new_link_lead": (
        "For an invitation or a password that was lost. The second factor stays, and older links stop working.",
        "Untuk undangan atau kata sandi yang hilang. Faktor kedua tetap, dan tautan lama tidak berlaku.",
    ),
    "factors": ("Take away the second factor", "Hapus faktor kedua"),
    "factors_lead": (
        "For somebody who lost app, keys and codes: make sure that it is the right person. Sessions end, and no case "
        "opens until another factor is set up.",
        "Untuk orang yang kehilangan aplikasi, kunci, dan kode: pastikan orangnya benar. Sesi berakhir, dan tidak ada "
        "kasus yang terbuka sampai faktor lain disiapkan.",
    ),
    "opened": ("The way into this account was opened", "Jalan masuk ke akun ini dibuka"),
    "opened_lead": (
        "For {days} days whoever opened it counts as one person with this account, where two people are needed. Talk "
        "to {name} first, then confirm that the account is theirs.",
        "Selama {days} hari, yang membukanya dianggap satu orang dengan akun ini di mana dua orang diperlukan. Bicara "
        "dulu dengan {name}, lalu pastikan bahwa akun ini miliknya.",
    ),
    "confirm": ("Confirm: I talked to {name}", "Pastikan: saya sudah bicara dengan {name}"),
    "promote": ("Make administrator", "Jadikan administrator"),
    "demote": ("No longer administrator", "Cabut hak administrator"),
    "close": ("Close the account", "Tutup akun"),
    "close_lead": (
        "Sessions end at once; tokens and links stop working. What the person did stays in the log.",
        "Sesi langsung berakhir; token dan tautan tidak berlaku. Yang pernah dilakukan orang ini tetap di log.",
    ),
    "heir": ("Who becomes owner of {count} cases", "Siapa yang menjadi pemilik {count} kasus"),
    "heir.one": ("Who becomes owner of one case", "Siapa yang menjadi pemilik satu kasus"),
    "choose": ("Choose", "Pilih"),
    "reopen": ("Open the account again", "Buka kembali akun"),
    "self": ("This is you: another administrator changes it.", "Ini Anda: administrator lain yang mengubahnya."),
    "done": ("Done.", "Selesai."),
}
