"""Errors in Indonesian: what people do with a case."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "--source-timezone is not a known time zone.": "--source-timezone bukan zona waktu yang dikenal.",
    "Use a name such as Asia/Jakarta or UTC.": "Pakai nama seperti Asia/Jakarta atau UTC.",
    "the output folder lies inside the dataset: its results would be read as part of the leak": (
        "folder keluaran berada di dalam dataset: hasilnya akan terbaca sebagai bagian dari kebocoran"
    ),
    "Choose a folder elsewhere with --out.": "Pilih folder di tempat lain dengan --out.",
    "what was sealed is not what lies there now: {} of {} files": (
        "yang tersegel tidak sama dengan yang ada di sana sekarang: {} dari {} berkas"
    ),
    "the origin of a hand-over is one of {}": "asal penyerahan adalah salah satu dari {}",
    "no file arrived": "tidak ada berkas yang tiba",
    "Choose at least one file.": "Pilih setidaknya satu berkas.",
    "{}: there is no such kind": "{}: jenis itu tidak ada",
    "entry {} of the log holds a decision that cannot be read": (
        "entri {} dalam log memuat keputusan yang tidak dapat dibaca"
    ),
    "{}: it was made in the future": "{}: dibuat di masa depan",
    "Check its `time`, and the zone.": "Periksa `time`-nya, dan zonanya.",
    "{}: a match is named by its id, 32 hexadecimal characters": (
        "{}: kecocokan disebut dengan ID-nya, 32 karakter heksadesimal"
    ),
    "Take `identity_id` from ambiguous.parquet, or `person_id` from people.parquet.": (
        "Ambil `identity_id` dari ambiguous.parquet, atau `person_id` dari people.parquet."
    ),
    "a hold needs a name and a reason": "penahanan memerlukan nama dan alasan",
    "there is no hold of this name": "tidak ada penahanan dengan nama ini",
    "See the holds with: waspada case show CASE": "Lihat penahanan dengan: waspada case show CASE",
    "a legal hold is in force ({}): nothing was destroyed": (
        "penahanan hukum sedang berlaku ({}): tidak ada yang dimusnahkan"
    ),
    "Whoever set it may lift it: waspada case hold CASE --lift NAME --reason …": (
        "Yang memasangnya boleh mencabutnya: waspada case hold CASE --lift NAME --reason …"
    ),
    "destruction needs a reason": "pemusnahan memerlukan alasan",
    "Add --reason, for example: --reason 'retention period over'": (
        "Tambahkan --reason, misalnya: --reason 'masa simpan habis'"
    ),
    "The differences could not be written.": "Perbedaan tidak dapat ditulis.",
    "the case holds no hand-over yet": "kasus belum memuat penyerahan",
    "Seal what arrived first: waspada case seal CASE FILE…": "Segel dulu yang tiba: waspada case seal CASE FILE…",
    "the case has no hand-over {}": "kasus tidak punya penyerahan {}",
    "See them with: waspada case show CASE": "Lihat dengan: waspada case show CASE",
    "hand-over {} is not what was sealed: its handover.json was altered or is gone": (
        "penyerahan {} bukan lagi yang tersegel: handover.json-nya diubah atau hilang"
    ),
    "an export needs a reason": "ekspor memerlukan alasan",
    "the folder for the export is there already": "folder untuk ekspor sudah ada",
    "the export could not be written: {}": "ekspor tidak dapat ditulis: {}",
    "a copy is noted with what it is and where it is": "salinan dicatat dengan apa isinya dan di mana letaknya",
    "the fact has no name that we know": "fakta itu tidak punya nama yang kita kenal",
    "{}Known: {}. Anything else: {}WORD, in small letters.": (
        "{}Yang dikenal: {}. Selain itu: {}KATA, dengan huruf kecil."
    ),
    "nobody we know by that word speaks here": "tidak ada pihak yang kita kenal dengan kata itu",
    "Use --by with one of: {}": "Pakai --by dengan salah satu dari: {}",
    "{} is a list with nothing in it": "{} adalah daftar tanpa isi",
    "Write one or more, with commas: name,email": "Tulis satu atau lebih, dengan koma: name,email",
    "{} is one of a few words": "{} adalah salah satu dari beberapa kata",
    "Say {} or unknown.": "Tulis {} atau unknown.",
    "{} is neither a time nor a range": "{} bukan waktu dan bukan rentang",
    "A range has one slash between two times.": "Rentang ditulis dengan satu garis miring di antara dua waktu.",
    "the range of {} ends before it begins": "rentang {} berakhir sebelum dimulai",
    "Write the earlier time first.": "Tulis waktu yang lebih awal lebih dulu.",
    "{} is not a count": "{} bukan jumlah",
    "Write digits alone: 12000, or 10000-12000, or 10000+ for at least.": (
        "Tulis angka saja: 12000, atau 10000-12000, atau 10000+ untuk paling sedikit."
    ),
    "Write the smaller number first.": "Tulis angka yang lebih kecil lebih dulu.",
    "the word of the {} is a claim until one of us confirms it": (
        "perkataan {} adalah klaim sampai salah satu dari kita memastikannya"
    ),
    "State it as ours when you have checked it: --by us --status confirmed --source …": (
        "Nyatakan sebagai milik kita setelah Anda memeriksanya: --by us --status confirmed --source …"
    ),
    "{} is yes, no or unknown": "{} adalah ya, tidak, atau tidak diketahui",
    "Say yes, no or unknown.": "Tulis yes, no, atau unknown.",
    "{}: a sector is one word": "{}: sektor adalah satu kata",
    "For example: financial_entity,listed_company; or none": "Misalnya: financial_entity,listed_company; atau none",
    "{}: number {} is no {} code": "{}: nomor {} bukan kode {}",
    "Did you mean {}? ": "Maksud Anda {}? ",
    "Use ISO codes: ID,SG,US-CA": "Pakai kode ISO: ID,SG,US-CA",
    "Use ISO 3166-1 codes: ID,SG,DE": "Pakai kode ISO 3166-1: ID,SG,DE",
    "a fact is either unknown or has a value": "suatu fakta tidak diketahui, atau punya nilai",
    "Write unknown in place of the value.": "Tulis unknown sebagai ganti nilainya.",
    "a group is named in small letters": "kelompok dinamai dengan huruf kecil",
    "For example: customers, staff, leads.": "Misalnya: customers, staff, leads.",
    "only a processor has controllers to tell": "hanya prosesor yang punya pengendali untuk diberi tahu",
    "Leave them out, or choose processor.": "Kosongkan, atau pilih prosesor.",
    "“all” is whoever is in no other group": "“all” adalah siapa pun yang tidak masuk kelompok lain",
    "Give the group another name.": "Beri kelompok itu nama lain.",
    "“all” is everybody in no other group.": "“all” adalah semua orang yang tidak masuk kelompok lain.",
    "{} is missing, or is none that we know": "{} tidak ada, atau bukan yang kita kenal",
    "One of: {}": "Salah satu dari: {}",
    "{} was altered: a line of it is no proof": "{} diubah: satu barisnya bukan bukti",
    "no question has this id": "tidak ada pertanyaan dengan ID ini",
    "Ids: {}": "ID yang ada: {}",
    "the answer lies before the question": "jawaban itu mendahului pertanyaannya",
    "Check the day given with --on.": "Periksa hari yang diberikan dengan --on.",
    "Ask one of your own with --text. Ids: {}": "Ajukan pertanyaan sendiri dengan --text. ID yang ada: {}",
    "the file {} of the run cannot be opened": "berkas {} dari penilaian tidak dapat dibuka",
    "the file {} of the run cannot be read": "berkas {} dari penilaian tidak dapat dibaca",
    "the file {} of the run is not what its manifest says": "berkas {} dari penilaian tidak sesuai dengan manifesnya",
    "there is no such person in this run": "orang itu tidak ada dalam penilaian ini",
    "Person ids stand in restricted/people.parquet.": "ID orang ada di restricted/people.parquet.",
    "a position is a file's name and a number: events.jsonl:123456": (
        "posisi adalah nama berkas dan angka: events.jsonl:123456"
    ),
    "nothing under seal has this name": "tidak ada yang tersegel dengan nama ini",
    "Copy the position as the report shows it.": "Salin posisinya seperti yang ditampilkan laporan.",
    "the file ends before this position": "berkas itu berakhir sebelum posisi ini",
    "the file {}.parquet of the run cannot be read": "berkas {}.parquet dari penilaian tidak dapat dibaca",
    "there is no file to seal": "tidak ada berkas untuk disegel",
    "Check the path: name a file, or a folder with files.": (
        "Periksa path-nya: sebutkan berkas, atau folder yang berisi berkas."
    ),
    "what is to be sealed lies inside the case folder": "yang hendak disegel berada di dalam folder kasus",
    "Give the files as they arrived.": "Berikan berkasnya seperti saat tiba.",
    "{} is empty": "{} kosong",
    "Say it in a few words.": "Katakan dalam beberapa kata.",
    "{} is longer than {} characters": "{} lebih panjang dari {} karakter",
    "Seal the document, and name it here.": "Segel dokumennya, dan sebutkan namanya di sini.",
    "{} holds a line break or a control character": "{} memuat pergantian baris atau karakter kendali",
    "Write it as plain text.": "Tulis sebagai teks biasa.",
    "{} is not a time": "{} bukan waktu",
    "Write it like 2025-11-25T14:02:00Z or 2025-11-25T21:02:00+07:00.": (
        "Tulis seperti 2025-11-25T14:02:00Z atau 2025-11-25T21:02:00+07:00."
    ),
    "{} names no time zone": "{} tidak menyebut zona waktu",
    "{} lies in the future: {}": "{} terletak di masa depan: {}",
    "Check day and zone.": "Periksa hari dan zonanya.",
    "the text holds personal data or a secret ({}), and the log of a case is never erased": (
        "teks itu memuat data pribadi atau rahasia ({}), padahal log kasus tidak pernah dihapus"
    ),
    "Name the role or the document instead, for example: the vendor's security team.": (
        "Sebutkan peran atau dokumennya saja, misalnya: tim keamanan vendor."
    ),
    "nothing to read ({})": "tidak ada yang dapat dibaca ({})",
    "nothing to read: there is no record in it": "tidak ada yang dapat dibaca: tidak ada satu rekaman pun di dalamnya",
    "the work folder could not be written: {}": "folder kerja tidak dapat ditulis: {}",
    "A directory of {} accounts cannot hold {} people of the data.": (
        "Direktori dengan {} akun tidak dapat memuat {} orang dari data."
    ),
    "Ask for at least one person and one organisation, and a directory larger than the number of people.": (
        "Mintalah setidaknya satu orang dan satu organisasi, dan direktori yang lebih besar dari jumlah orang."
    ),
    "A dataset without events cannot be made.": "Dataset tanpa peristiwa tidak dapat dibuat.",
    "Ask for at least one event.": "Mintalah setidaknya satu peristiwa.",
    "The re-enactment could not be written: {}.": "Peragaan tidak dapat ditulis: {}.",
    "{} cells were delivered and {} quarantined, but {} were counted apart": (
        "{} sel diserahkan dan {} dikarantina, tetapi hitungan terpisah menemukan {}"
    ),
    "{}: {}": "{}: {}",
    "another run is at work in the output folder": "penilaian lain sedang bekerja di folder keluaran",
    "the output folder holds something called `{}` that is no result of an assessment": (
        "folder keluaran memuat sesuatu bernama `{}` yang bukan hasil penilaian"
    ),
    "Wait until it has ended, or choose another folder with --out.": (
        "Tunggu sampai selesai, atau pilih folder lain dengan --out."
    ),
    "Choose another folder with --out, or move it away.": "Pilih folder lain dengan --out, atau pindahkan itu.",
    "the form would hold personal data, and no affected person's value may stand in one ({})": (
        "formulir akan memuat data pribadi, padahal nilai orang yang terdampak tidak boleh ada di dalamnya ({})"
    ),
    "State the fact anew without it: name the role or the document instead.": (
        "Nyatakan lagi faktanya tanpa itu: sebutkan peran atau dokumennya."
    ),
    "the form could not be set as a PDF": "formulir tidak dapat disusun sebagai PDF",
    "Take it as a Word document or as text.": "Ambil sebagai dokumen Word atau teks.",
    "the situation of the case: {}": "situasi kasus: {}",
    "It stands in the facts of the case, or on the page of the workspace: state it anew.": (
        "Ini ada di fakta kasus, atau di halaman ruang kerja: nyatakan lagi."
    ),
    "Give the account directory of the run: --directory ACCOUNTS.": (
        "Berikan direktori akun dari penilaian itu: --directory ACCOUNTS."
    ),
    "Give the directory as it was when the run was made.": "Berikan direktori seperti saat penilaian dibuat.",
    "Name a new one with --out.": "Sebutkan yang baru dengan --out.",
    "The run counted {} records of this person, and {} were found again: nothing was written.": (
        "Penilaian menghitung {} rekaman orang ini, dan {} ditemukan kembali: tidak ada yang ditulis."
    ),
    "an access request needs a reason": "permintaan akses memerlukan alasan",
    "the file for the records is there already": "berkas untuk rekaman itu sudah ada",
    "the log of the case knows nothing of this run": "log kasus tidak mengenal penilaian ini",
    "what was sealed is not what lies there now": "yang tersegel tidak sama dengan yang ada di sana sekarang",
    "the records could not be written: {}": "rekaman tidak dapat ditulis: {}",
    "the output folder could not be made: {}": "folder keluaran tidak dapat dibuat: {}",
    "the folder {} could not be made: {}": "folder {} tidak dapat dibuat: {}",
    "the work folder could not be prepared: {}": "folder kerja tidak dapat disiapkan: {}",
    "the results of an earlier run could not be removed: {}": "hasil penilaian sebelumnya tidak dapat dihapus: {}",
    "the results could not be written: {}": "hasil tidak dapat ditulis: {}",
    "the report could not be written: {}": "laporan tidak dapat ditulis: {}",
    "the results could not be put into the output folder: {}": "hasil tidak dapat dimasukkan ke folder keluaran: {}",
    "the folder for temporary files could not be used: {}": "folder untuk berkas sementara tidak dapat dipakai: {}",
}
