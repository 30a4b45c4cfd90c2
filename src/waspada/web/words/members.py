"""Who takes part in a case."""

WORDS = {
    "title": ("{count} people take part in this case", "{count} orang terlibat dalam kasus ini"),
    "title.one": ("One person takes part in this case", "Satu orang terlibat dalam kasus ini"),
    "two": (
        "{count} of them can approve, so an export, a bulk reveal or destruction needs two people.",
        "{count} di antaranya dapat menyetujui, jadi ekspor, pembukaan data massal, atau pemusnahan perlu dua orang.",
    ),
    "single": (
        "Only one can approve: what needs two people is confirmed by one alone, and logged so. "
        "Add an owner or counsel.",
        "Hanya satu yang dapat menyetujui: tindakan dua orang dikonfirmasi sendirian dan dicatat demikian. Tambahkan "
        "pemilik atau penasihat hukum.",
    ),
    "person": ("Person", "Orang"),
    "role": ("Role", "Peran"),
    "since": ("Since", "Sejak"),
    "change": ("Change", "Ubah"),
    "remove": ("Remove", "Keluarkan"),
    "closed": ("account closed", "akun ditutup"),
    "add": ("Add somebody", "Tambah anggota"),
    "add_do": ("Add", "Tambah"),
    "nobody": (
        "Everybody of the workspace takes part already. An administrator can invite more people.",
        "Semua orang di ruang kerja sudah terlibat. Administrator dapat mengundang lebih banyak orang.",
    ),
    "role_of": ("Role of {name}", "Peran {name}"),
    "remove_of": ("Remove {name}", "Keluarkan {name}"),
    "what": ("What each role may do", "Yang boleh dilakukan tiap peran"),
    "may.owner": (
        "Everything, and says who takes part.",
        "Semuanya, dan menentukan siapa yang terlibat.",
    ),
    "may.counsel": (
        "Reads, states, decides, judges the risk, reveals one person, asks and approves.",
        "Membaca, menyatakan, memutuskan, menilai risiko, membuka data satu orang, meminta dan menyetujui.",
    ),
    "may.responder": (
        "Reads, states, seals evidence, decides, reveals one person, and asks for approvals.",
        "Membaca, menyatakan, menyegel bukti, memutuskan, membuka data satu orang, dan meminta persetujuan.",
    ),
    "may.reader": (
        "Reads counts, facts, duties and masked values.",
        "Membaca jumlah, fakta, kewajiban, dan nilai tersamar.",
    ),
    "done": ("Done.", "Selesai."),
    "unknown": (
        "Who else can read the case folder: whoever runs this server can. Encrypt cases to a key to narrow it.",
        "Siapa lagi yang dapat membaca folder kasus: pengelola server dapat. Enkripsi kasus dengan kunci untuk "
        "membatasinya.",
    ),
}
