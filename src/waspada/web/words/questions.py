"""Questions to the vendor."""

WORDS = {
    "heading": ("{count} questions wait for an answer", "{count} pertanyaan menunggu jawaban"),
    "heading.one": ("{count} question waits for an answer", "{count} pertanyaan menunggu jawaban"),
    "heading_none": ("No question waits for an answer", "Tidak ada pertanyaan yang menunggu jawaban"),
    "lead": (
        "The list begins with what a law asks for first. {answered} answered, {unasked} not asked yet.",
        "Daftar ini diawali dengan yang lebih dulu diminta hukum. {answered} terjawab, {unasked} belum diajukan.",
    ),
    "letter": ("The list as a text to send", "Daftar sebagai teks untuk dikirim"),
    "letter_lead": (
        "Everything that was not answered, in both languages. Mark it and copy it. Sending it is not recorded: put on "
        "record what you asked, and when.",
        "Semua yang belum dijawab, dalam dua bahasa. Blok lalu salin. Pengiriman tidak tercatat otomatis: catat apa "
        "yang Anda tanyakan dan kapan.",
    ),
    "letter_begin": (
        "Questions to {vendor} about the incident. Please answer each by its number; “not known yet” is an answer.",
        "Pertanyaan kepada {vendor} tentang insiden ini. Mohon jawab tiap nomor; “belum diketahui” juga jawaban.",
    ),
    "letter_end": (
        "Please answer what you know now, and the rest as it becomes known.",
        "Mohon jawab yang sudah diketahui sekarang, dan selebihnya begitu diketahui.",
    ),
    "in_en": ("In English", "Dalam bahasa Inggris"),
    "in_id": ("In Indonesian", "Dalam bahasa Indonesia"),
    "waiting": ("Waiting", "Menunggu"),
    "answered": ("Answered", "Terjawab"),
    "unasked": ("Not asked yet", "Belum diajukan"),
    "question": ("Question", "Pertanyaan"),
    "since": ("Since", "Sejak"),
    "days": ("{count} days", "{count} hari"),
    "days.one": ("{count} day", "{count} hari"),
    "today": ("since today", "sejak hari ini"),
    "write_answer": ("Write down the answer", "Catat jawabannya"),
    "ask": ("Put on record that these were asked", "Catat bahwa ini sudah ditanyakan"),
    "own": ("A question of your own", "Pertanyaan Anda sendiri"),
    "to": ("Asked of", "Ditanyakan kepada"),
    "to_hint": ("A role or a team, no person’s address.", "Peran atau tim, bukan alamat seseorang."),
    "on": ("Asked on", "Ditanyakan pada"),
    "on_hint": ("Empty: now. A day is enough.", "Kosong: sekarang. Tanggal sudah cukup."),
    "asked_done": ("{count} questions are on record as asked.", "{count} pertanyaan tercatat sudah diajukan."),
    "asked_done.one": ("{count} question is on record as asked.", "{count} pertanyaan tercatat sudah diajukan."),
    "answered_done": ("The answer is on record.", "Jawaban tercatat."),
    "asked_on": ("Asked on", "Ditanyakan pada"),
    "answer": ("The answer, as it was given", "Jawaban, sebagaimana diberikan"),
    "answer_hint": (
        "No personal data: it stands in the log for good. Seal a long answer as a document.",
        "Tanpa data pribadi: tersimpan di log untuk seterusnya. Segel jawaban panjang sebagai dokumen.",
    ),
    "answered_on": ("Answered on", "Dijawab pada"),
    "source": ("Source", "Sumber"),
    "by": ("written down by {who}", "dicatat oleh {who}"),
    "save": ("Put the answer on record", "Catat jawaban"),
    "basis": ("Serves {basis}", "Untuk {basis}"),
    "gap_waiting": (
        "{count} questions were asked and not answered.",
        "{count} pertanyaan sudah diajukan dan belum dijawab.",
    ),
    "gap_waiting.one": (
        "{count} question was asked and not answered.",
        "{count} pertanyaan sudah diajukan dan belum dijawab.",
    ),
    "gap_unasked": (
        "{count} questions of the list were never asked.",
        "{count} pertanyaan dari daftar belum pernah diajukan.",
    ),
    "gap_unasked.one": (
        "{count} question of the list was never asked.",
        "{count} pertanyaan dari daftar belum pernah diajukan.",
    ),
    "gap_one": ("The answer to this question.", "Jawaban atas pertanyaan ini."),
}
