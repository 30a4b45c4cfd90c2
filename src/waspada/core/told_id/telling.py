"""Errors in Indonesian: letters, statements, enquiries and the public side."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "Choose what it says.": "Pilih apa yang dikatakannya.",
    "State it on the page of the workspace, or leave the block out.": (
        "Nyatakan di halaman ruang kerja, atau tinggalkan blok itu."
    ),
    "an answer needs at least one approved block": "jawaban memerlukan setidaknya satu blok yang disetujui",
    "the answer cannot be put together: nothing is known for {}": (
        "jawaban tidak dapat disusun: tidak ada yang diketahui untuk {}"
    ),
    "the block {} in {} says something else than in {}": "blok {} dalam {} mengatakan hal lain daripada dalam {}",
    "the blocks of answers in {} are not those in {}": "blok jawaban dalam {} bukan yang ada dalam {}",
    "the blocks of answers in {} are not whole": "blok jawaban dalam {} tidak utuh",
    "the blocks of answers in {} need something that nobody can give": (
        "blok jawaban dalam {} memerlukan sesuatu yang tidak dapat diberikan siapa pun"
    ),
    "Give one mail as it lay in the mailbox (RFC 5322).": (
        "Berikan satu surat seperti adanya di kotak surat (RFC 5322)."
    ),
    "Leave it in the mailbox and note the enquiry by hand.": (
        "Biarkan di kotak surat dan catat pertanyaannya dengan tangan."
    ),
    "Write down what is asked.": "Tuliskan apa yang ditanyakan.",
    "the enquiry says nothing": "pertanyaan itu tidak mengatakan apa pun",
    "the mail is empty": "surat itu kosong",
    "the mail is larger than 10 MB": "surat itu lebih besar dari 10 MB",
    "this is no mail: it has no header": "ini bukan surat elektronik: tidak ada tajuknya",
    "Export the bundle again.": "Ekspor lagi bundelnya.",
    "For example: https://notice.example.org": "Misalnya: https://notice.example.org",
    "People must see who publishes, and reach a person.": (
        "Orang harus dapat melihat siapa yang menerbitkan, dan menghubungi seseorang."
    ),
    "Run `waspada public drain` with the old key first, or export with the old key.": (
        "Jalankan dulu `waspada public drain` dengan kunci lama, atau ekspor dengan kunci lama."
    ),
    "Wait for it, then try again.": "Tunggu, lalu coba lagi.",
    "a file of the bundle is not what was exported": "satu berkas bundel bukan yang diekspor",
    "another export is at work on this bundle": "ekspor lain sedang mengerjakan bundel ini",
    "bundle.json is damaged, or of a later version": "bundle.json rusak, atau dari versi yang lebih baru",
    "company and contact are needed": "perusahaan dan kontak diperlukan",
    "questions wait that only the key of the last export opens": (
        "ada pertanyaan menunggu yang hanya terbuka dengan kunci ekspor terakhir"
    ),
    "the address of the public side is none": "alamat sisi publik tidak sah",
    "the version that bundle.json names is gone": "versi yang disebut bundle.json tidak ada lagi",
    "there is no bundle: it has no bundle.json": "tidak ada bundel: tidak ada bundle.json",
    "the key is not the one that this bundle was made with": (
        "kunci itu bukan kunci yang dipakai saat bundel ini dibuat"
    ),
    "At most 64 MB; hand it over in another way.": "Paling banyak 64 MB; serahkan dengan cara lain.",
    "a list could not be put under its link: {}": "sebuah daftar tidak dapat diletakkan di bawah tautannya: {}",
    "a list is too long for a link": "sebuah daftar terlalu panjang untuk sebuah tautan",
    "Let the other end, or check the file in WASPADA_HOME/public.": (
        "Biarkan yang lain selesai, atau periksa berkasnya di WASPADA_HOME/public."
    ),
    "another drain is at work": "pengosongan antrean lain sedang berjalan",
    "the journal of answers could not be opened": "jurnal jawaban tidak dapat dibuka",
    "A code has 20 letters, in four groups of five.": "Kode punya 20 karakter, dalam empat kelompok berisi lima.",
    "A letter may have about 60 KB, compressed.": "Satu surat paling besar sekitar 60 KB setelah dimampatkan.",
    "Show as much as `b•••@e•••.org`, no more.": "Tampilkan hanya seperti `b•••@e•••.org`, tidak lebih.",
    "a letter has no check code": "satu surat tidak punya kode pemeriksaan",
    "a letter is too long to be shown": "satu surat terlalu panjang untuk ditampilkan",
    "the recipient of a letter is not masked": "penerima satu surat tidak disamarkan",
    "Give categories, not their values.": "Berikan kategori, bukan nilainya.",
    "an answer does not open: the table was altered": "satu jawaban tidak terbuka: tabelnya diubah",
    "somebody's categories do not fit into a row": "kategori milik seseorang tidak muat dalam satu baris",
    "See docs/public.md.": "Lihat docs/public.md.",
    "line {} of the organisations is none": "baris {} dari daftar organisasi tidak sah",
    "the file with the organisations cannot be read": "berkas daftar organisasi tidak dapat dibaca",
    "line {} of the letters lacks something": "baris {} dari surat-surat kurang lengkap",
    "line {} of the members lacks something": "baris {} dari daftar orang kurang lengkap",
    "line {} of the {} is no JSON object": "baris {} dari {} bukan objek JSON",
    "the file with the {} cannot be read": "berkas {} tidak dapat dibaca",
    "At most 2,000 files and 64 MB.": "Paling banyak 2.000 berkas dan 64 MB.",
    "The folder of the statement may hold only what is published.": (
        "Folder pernyataan hanya boleh memuat yang diterbitkan."
    ),
    "the folder of the statement holds no index.html": "folder pernyataan tidak memuat index.html",
    "the statement is too large": "pernyataan itu terlalu besar",
    "Each letter has a code of its own.": "Setiap surat punya kodenya sendiri.",
    "a table of the bundle is cut off": "satu tabel bundel terpotong",
    "a table of the bundle is damaged": "satu tabel bundel rusak",
    "two letters have the same check code": "dua surat punya kode pemeriksaan yang sama",
    "Add one that rests on a fact.": "Tambahkan satu yang bersandar pada fakta.",
    "Give the text in both.": "Berikan teksnya dalam kedua bahasa.",
    "It may have been composed anew: look again.": "Mungkin sudah disusun ulang: lihat lagi.",
    "Keep the numbers, in digits.": "Pertahankan angkanya, dengan angka.",
    "Rules of advice: {}": "Aturan saran: {}",
    "Say in both languages what it answers.": "Katakan dalam kedua bahasa apa yang dijawabnya.",
    "Say it in several.": "Katakan dalam beberapa kalimat.",
    "Say what it says.": "Katakan isinya.",
    "State the fact first: waspada case fact CASE NAME VALUE": (
        "Nyatakan dulu faktanya: waspada case fact CASE NAMA NILAI"
    ),
    "Use the counts, in digits.": "Pakai jumlahnya, dengan angka.",
    "What we did is attested; advice belongs under what people can do, or answers a question.": (
        "Yang kita lakukan adalah pernyataan; saran ditulis di bawah apa yang dapat dilakukan orang, atau "
        "menjawab pertanyaan."
    ),
    "a sentence is longer than {} characters": "satu kalimat lebih panjang dari {} karakter",
    "a sentence needs a basis: a confirmed fact, the assessment, or one of our rules of advice": (
        "kalimat memerlukan dasar: fakta yang dipastikan, penilaian, atau salah satu aturan saran kita"
    ),
    "a sentence with this basis has no place in the section {}": (
        "kalimat dengan dasar ini tidak punya tempat di bagian {}"
    ),
    "an answer needs its question": "jawaban memerlukan pertanyaannya",
    "an attested sentence needs a fact that we confirmed and have not stated anew since": (
        "kalimat yang dinyatakan memerlukan fakta yang kita pastikan dan belum dinyatakan ulang sejak itu"
    ),
    "no such sentence was dropped": "tidak ada kalimat seperti itu yang dibuang",
    "the assessment does not bear it out: {}": "penilaian tidak mendukungnya: {}",
    "the statement has two languages: en and id": "pernyataan punya dua bahasa: en dan id",
    "the text holds a number that the assessment does not give for it": (
        "teks itu memuat angka yang tidak diberikan penilaian untuknya"
    ),
    "there is no such sentence in the draft": "kalimat itu tidak ada dalam rancangan",
    "this sentence stands in the statement already": "kalimat ini sudah ada dalam pernyataan",
    "this sentence states nothing, and stays as it is": (
        "kalimat ini tidak menyatakan apa pun, dan tetap seperti adanya"
    ),
    "Correct or drop these sentences, or compose the draft again.": (
        "Perbaiki atau buang kalimat ini, atau susun lagi rancangannya."
    ),
    "Publish again when something has changed.": "Terbitkan lagi bila ada yang berubah.",
    "the draft says what the last version says": "rancangan itu mengatakan hal yang sama dengan versi terakhir",
    "the statement cannot be published: {}{}{}": "pernyataan tidak dapat diterbitkan: {}{}{}",
    "Publish the statement first.": "Terbitkan dulu pernyataannya.",
    "nothing was published yet": "belum ada yang diterbitkan",
    "the site could not be written: {}": "situs tidak dapat ditulis: {}",
    "Compose it anew.": "Susun dari awal.",
    "the statement cannot be read": "pernyataan tidak dapat dibaca",
    "the version of the statement cannot be read": "versi pernyataan tidak dapat dibaca",
    "the default language of letters is not among the approved texts": (
        "bahasa baku surat tidak ada di antara teks yang disetujui"
    ),
    "the people of the run lack columns: {}": "daftar orang dari penilaian kekurangan kolom: {}",
    "Take it out of what the notice says is not there, or settle the findings first.": (
        "Keluarkan dari apa yang dikatakan tidak ada, atau selesaikan dulu temuannya."
    ),
    "a kind of data has no word in a language of the letters": (
        "satu jenis data tidak punya kata dalam salah satu bahasa surat"
    ),
    "a letter has no approved text in the language of its recipient": (
        "satu surat tidak punya teks yang disetujui dalam bahasa penerimanya"
    ),
    "a letter would say that something is not in the data that is among its recipient's own": (
        "satu surat akan mengatakan bahwa sesuatu tidak ada dalam data, padahal termasuk milik penerimanya sendiri"
    ),
    "a sentence of the notice is missing in a language of its letters": (
        "satu kalimat pemberitahuan tidak ada dalam salah satu bahasa suratnya"
    ),
    "a time of the notice, or its zone, cannot be read": (
        "satu waktu dalam pemberitahuan, atau zonanya, tidak dapat dibaca"
    ),
    "It must be an RSA key in PEM, with 2048 bits.": "Harus berupa kunci RSA dalam PEM, dengan 2048 bit.",
    "the key for DKIM cannot sign": "kunci DKIM tidak dapat menandatangani",
    "See docs/notify-mail.md.": "Lihat docs/notify-mail.md.",
    "{}: each name must hold types with lists of texts.": "{}: setiap nama harus memuat jenis dengan daftar teks.",
    "Its row is held.": "Barisnya ditahan.",
    "Write it in one line.": "Tulis dalam satu baris.",
    "a header of a letter would hold a line break": "satu tajuk surat akan memuat pergantian baris",
    "an address in the ledger is none that mail can be sent to": (
        "satu alamat dalam buku pengiriman tidak dapat dikirimi surat"
    ),
    "the header {} of a letter would hold a line break": "tajuk {} sebuah surat akan memuat pergantian baris",
    "a letter could not be written into its folder": "satu surat tidak dapat ditulis ke foldernya",
    "a postal address has one to {} lines": "alamat pos punya satu sampai {} baris",
    "the id of a recipient is no keyed hash": "ID penerima bukan hash berkunci",
    "It knows: {}": "Yang dikenal: {}",
    "Leave out what has no limit.": "Kosongkan yang tidak berbatas.",
    "a rate, the lanes and the tries of a plan are above 0": "laju, jalur, dan percobaan sebuah rencana lebih dari 0",
    "the plan of this notice says something that no plan can": (
        "rencana pemberitahuan ini menyebut sesuatu yang tidak mungkin"
    ),
    "the file with the password ({}) is empty.": "berkas kata sandi ({}) kosong.",
    "Make it with this content, then: chmod 600 {}": "Buat dengan isi ini, lalu: chmod 600 {}",
    "See the example in docs/notify-mail.md.": "Lihat contoh di docs/notify-mail.md.",
    "{} ({}) {}.": "{} ({}) {}.",
    "{}: `{}{}` {}.": "{}: `{}{}` {}.",
    "{}: `language` (a code such as `fr` or `pt-BR`) and `name` are needed.": (
        "{}: `language` (kode seperti `fr` atau `pt-BR`) dan `name` diperlukan."
    ),
    "{}: the file cannot be read, is empty, or is larger than 256 KB.": (
        "{}: berkas tidak dapat dibaca, kosong, atau lebih besar dari 256 KB."
    ),
    "{}: the file of the language `{}` is called `{}.yaml`.": "{}: berkas bahasa `{}` bernama `{}.yaml`.",
    "{}{}: this is not valid YAML, or a key stands twice.": (
        "{}{}: ini bukan YAML yang sah, atau satu kunci ditulis dua kali."
    ),
    "Look at `smtp` in mail.yaml.": "Lihat `smtp` di mail.yaml.",
    "the mail server {}": "server surat {}",
    "a document could not be set as a PDF": "dokumen tidak dapat disusun sebagai PDF",
    "{} cannot be opened": "{} tidak dapat dibuka",
    "Check user, password and folder in mail.yaml.": "Periksa pengguna, kata sandi, dan folder di mail.yaml.",
    "Try again; nothing was lost.": "Coba lagi; tidak ada yang hilang.",
    "Write it into mail.yaml; see docs/notify-mail.md.": "Tulis ke dalam mail.yaml; lihat docs/notify-mail.md.",
    "the mailbox at {} does not let us in": "kotak surat di {} tidak mengizinkan kita masuk",
    "the mailbox cannot be reached, or broke off": "kotak surat tidak dapat dijangkau, atau terputus",
    "the mailbox has no user": "kotak surat tidak punya pengguna",
    "Take the texts of now into the draft.": "Ambil teks yang sekarang ke dalam rancangan.",
    "the texts of the notice have no `{}`": "teks pemberitahuan tidak punya `{}`",
}
