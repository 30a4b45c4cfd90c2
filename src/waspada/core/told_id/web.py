"""Errors in Indonesian: pages and the API."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "this is not done here": "ini tidak dilakukan di sini",
    "Letters and statements leave from their own page.": "Surat dan pernyataan dikirim dari halamannya sendiri.",
    "a bundle is fetched": "bundel diambil",
    "POST /cases/{case_id}/bundle with the number of the approval.": (
        "POST /cases/{case_id}/bundle dengan nomor persetujuannya."
    ),
    "no run of this case is searchable": "tidak ada penilaian kasus ini yang dapat dicari",
    "Ask for one: POST /cases/{case_id}/runs": "Mintalah: POST /cases/{case_id}/runs",
    "there is no such status": "status itu tidak ada",
    "Known: {}": "Yang dikenal: {}",
    "no directory arrived": "tidak ada direktori yang tiba",
    "Send it as a part named directory.": "Kirim sebagai bagian bernama directory.",
    "Send at least one part named files, behind the fields.": (
        "Kirim setidaknya satu bagian bernama files, di belakang isiannya."
    ),
    "a field of the form is not known here": "satu isian formulir tidak dikenal di sini",
    "Fields: {}": "Isian: {}",
    "a part of the form has a name that is not known here": (
        "satu bagian formulir punya nama yang tidak dikenal di sini"
    ),
    "Files are named {}.": "Berkas dinamai {}.",
    "Name somebody who does not take part yet.": "Sebutkan orang yang belum ikut serta.",
    "no question was chosen": "tidak ada pertanyaan yang dipilih",
    "Give ids in questions, or a text in own.": "Berikan ID dalam questions, atau teks dalam own.",
    "the queue has changed since it was read": "antrean sudah berubah sejak dibaca",
    "Read it again, then decide.": "Baca lagi, lalu putuskan.",
    "nothing is under seal yet": "belum ada yang tersegel",
    "Upload a hand-over first.": "Unggah dulu penyerahannya.",
    "there is no such hand-over": "penyerahan itu tidak ada",
    "There are: {}": "Yang ada: {}",
    "an assessment needs an account directory": "penilaian memerlukan direktori akun",
    "POST /cases/{case_id}/directories": "POST /cases/{case_id}/directories",
    "the body is no JSON": "isi permintaan bukan JSON",
    "Send UTF-8 JSON (RFC 8259).": "Kirim JSON UTF-8 (RFC 8259).",
    "the time is none, or names no zone": "waktunya tidak sah, atau tidak menyebut zona",
    "Write it like 2026-03-31T17:00:00+07:00.": "Tulis seperti 2026-03-31T17:00:00+07:00.",
    "Nothing was saved. Look at: {}": "Tidak ada yang disimpan. Periksa: {}",
    "this is not a time": "ini bukan waktu",
    "Write it like 2026-03-09T08:30.": "Tulis seperti 2026-03-09T08:30.",
    "the time names no time zone that we know": "waktu itu tidak menyebut zona waktu yang kita kenal",
    "Choose one, for example Asia/Jakarta.": "Pilih salah satu, misalnya Asia/Jakarta.",
    "this is not a form with files": "ini bukan formulir dengan berkas",
    "Choose the files on the page and send it again.": "Pilih berkasnya di halaman dan kirim lagi.",
    "what was sent is larger than this workbench takes by page: nothing of it was kept": (
        "yang dikirim lebih besar daripada yang diterima meja kerja ini lewat halaman: tidak ada yang disimpan darinya"
    ),
    "Seal it on the server: waspada case seal CASE FILE. Or raise WASPADA_UPLOAD_BYTES.": (
        "Segel di server: waspada case seal CASE FILE. Atau naikkan WASPADA_UPLOAD_BYTES."
    ),
    "the form has too many parts, or names that are too long": (
        "formulir punya terlalu banyak bagian, atau nama yang terlalu panjang"
    ),
    "Send fewer files at once.": "Kirim lebih sedikit berkas sekaligus.",
    "the upload broke off before its end: nothing of it was kept": (
        "unggahan terputus sebelum selesai: tidak ada yang disimpan darinya"
    ),
    "Send it again.": "Kirim lagi.",
    "a field of the form is too long": "satu isian formulir terlalu panjang",
    "Seal a long text as a file.": "Segel teks yang panjang sebagai berkas.",
    "the key of the workbench could not be read or made: {}": "kunci meja kerja tidak dapat dibaca atau dibuat: {}",
    "this cannot be asked for here": "ini tidak dapat diminta di sini",
    "Choose one of those that the page offers.": "Pilih salah satu yang ditawarkan halaman.",
    "the form is empty": "formulirnya kosong",
    "the data of this case was destroyed: nothing more is sealed into it": (
        "data kasus ini sudah dimusnahkan: tidak ada lagi yang disegel ke dalamnya"
    ),
    "Open a new case.": "Buka kasus baru.",
    "the hand-over lies in the future": "penyerahan itu terletak di masa depan",
    "Tick one or more, or write one of your own.": "Centang satu atau lebih, atau tulis pertanyaan sendiri.",
    "the day is none": "harinya tidak sah",
    "Write it like 2026-03-31.": "Tulis seperti 2026-03-31.",
    "a text is too long": "satu teks terlalu panjang",
    "Name the document, and where it lies.": "Sebutkan dokumennya, dan di mana letaknya.",
    "a vendor of this name is in the register already": "vendor dengan nama ini sudah ada dalam daftar",
    "Open its page.": "Buka halamannya.",
    "the role is none that we know": "peran itu bukan yang kita kenal",
    "Processor, sub-processor or controller.": "Prosesor, subprosesor, atau pengendali.",
    "the hours are no number": "jamnya bukan angka",
    "Write digits alone: 24.": "Tulis angka saja: 24.",
    "port {} of {} could not be had: {}": "port {} pada {} tidak dapat dipakai: {}",
    "others could reach {}, and no name was given by which they may ask": (
        "orang lain dapat menjangkau {}, dan tidak ada nama yang boleh mereka pakai untuk bertanya"
    ),
    "Set WASPADA_HOSTS to the names of the server, for example: WASPADA_HOSTS=cases.example.org": (
        "Atur WASPADA_HOSTS ke nama server, misalnya: WASPADA_HOSTS=cases.example.org"
    ),
    "others could reach {}, and passwords would travel in the clear": (
        "orang lain dapat menjangkau {}, dan kata sandi akan terkirim tanpa enkripsi"
    ),
    "Put a proxy that speaks TLS in front, and set WASPADA_HTTPS=1.": (
        "Letakkan proksi yang memakai TLS di depan, dan atur WASPADA_HTTPS=1."
    ),
    "the key of the workbench in WASPADA_HOME is damaged": "kunci meja kerja di WASPADA_HOME rusak",
    "Ask a responder, counsel or an owner.": "Mintalah kepada petugas, penasihat hukum, atau pemilik.",
    "Copy the text, send it yourself, and say so.": "Salin teksnya, kirim sendiri, dan nyatakan demikian.",
    "mail is not set up here": "surat elektronik belum diatur di sini",
    "there is no such answer": "jawaban itu tidak ada",
    "there is no such step": "langkah itu tidak ada",
    "your part in this case does not allow it": "peran Anda dalam kasus ini tidak mengizinkannya",
    "Reload the page, and send it again.": "Muat ulang halaman, dan kirim lagi.",
    "the form is not complete": "formulir itu tidak lengkap",
    "there is no such letter": "surat itu tidak ada",
    "Ask for one, and have it granted.": "Mintalah satu, dan mintakan persetujuannya.",
    "the approval is missing": "persetujuannya tidak disertakan",
    "a file of the bundle is missing": "satu berkas bundel tidak ada",
    "a page of the bundle is not what was exported": "satu halaman bundel bukan yang diekspor",
}
