"""Errors in Indonesian: directories, joins and results."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "--map {}=…: the directory has no such column.": "--map {}=…: direktori tidak punya kolom itu.",
    "--map: a part is not of the form meaning=column or meaning:value=values.": (
        "--map: satu bagian tidak berbentuk arti=kolom atau arti:nilai=nilai."
    ),
    "Meanings: {}. Example: --map email=mail,role:admin=Owner,Pemilik": (
        "Arti yang dikenal: {}. Contoh: --map email=mail,role:admin=Owner,Pemilik"
    ),
    "The directory's URL is of a database that is not known.": "URL direktori menunjuk basis data yang tidak dikenal.",
    "Known: sqlite:///path and postgresql://host/name; or export the accounts as CSV.": (
        "Yang dikenal: sqlite:///path dan postgresql://host/nama; atau ekspor akun sebagai CSV."
    ),
    "The query could not be run on the SQLite database ({}).": (
        "Kueri tidak dapat dijalankan pada basis data SQLite ({})."
    ),
    "Try it with sqlite3 first.": "Coba dulu dengan sqlite3.",
    "The query could not be run on PostgreSQL ({}).": "Kueri tidak dapat dijalankan pada PostgreSQL ({}).",
    "Try it with psql first.": "Coba dulu dengan psql.",
    "A database URL needs --query.": "URL basis data memerlukan --query.",
    'For example: --query "select id, email, role from users"': (
        'Misalnya: --query "select id, email, role from users"'
    ),
    "The database {} does not exist.": "Basis data {} tidak ada.",
    "Check the path after sqlite:///": "Periksa path setelah sqlite:///",
    "The file {} is no SQLite database, or it is damaged.": "Berkas {} bukan basis data SQLite, atau rusak.",
    "Export the accounts again.": "Ekspor akun sekali lagi.",
    "Reading a directory from PostgreSQL needs the library psycopg.": (
        "Membaca direktori dari PostgreSQL memerlukan pustaka psycopg."
    ),
    "Install it beside Waspada: pip install 'psycopg[binary]'; or export the accounts as CSV.": (
        "Pasang di samping Waspada: pip install 'psycopg[binary]'; atau ekspor akun sebagai CSV."
    ),
    "The directory {} is not JSON objects, one a line or in one array{}.": (
        "Direktori {} bukan objek JSON, satu per baris atau dalam satu larik{}."
    ),
    "Check that the file is whole, or give it as CSV or Parquet.": (
        "Pastikan berkasnya utuh, atau berikan sebagai CSV atau Parquet."
    ),
    "The directory {} cannot be opened.": "Direktori {} tidak dapat dibuka.",
    "Check the path and the permissions.": "Periksa path dan izinnya.",
    "The directory {} is empty.": "Direktori {} kosong.",
    "Give the account list of your company.": "Berikan daftar akun perusahaan Anda.",
    "The directory {} is neither text nor Parquet, or it is damaged.": (
        "Direktori {} bukan teks dan bukan Parquet, atau rusak."
    ),
    "Export it again as CSV, Parquet or NDJSON.": "Ekspor lagi sebagai CSV, Parquet, atau NDJSON.",
    "The directory {} could not be read.": "Direktori {} tidak dapat dibaca.",
    "Check that the file is whole and, in CSV, that every line has the same columns and closed quotes.": (
        "Pastikan berkasnya utuh dan, pada CSV, setiap baris punya kolom yang sama dan tanda kutip yang tertutup."
    ),
    "The first line of {} holds an e-mail address where column names should stand.": (
        "Baris pertama {} memuat alamat e-mail, padahal di situ seharusnya nama kolom."
    ),
    "Put a line with the column names first.": "Tulis dulu satu baris berisi nama kolom.",
    "The results of {} are of a version that cannot be compared.": (
        "Hasil {} berasal dari versi yang tidak dapat dibandingkan."
    ),
    "A result holds one key twice.": "Satu kunci muncul dua kali dalam satu hasil.",
    "Assess the hand-over again, then compare.": "Nilai lagi penyerahan itu, lalu bandingkan.",
    "The two runs name people with different keys: nobody in one can be found in the other.": (
        "Kedua penilaian menamai orang dengan kunci berbeda: tidak ada orang di satu penilaian yang dapat "
        "ditemukan di penilaian lain."
    ),
    "Assess both hand-overs in one case (or both without one, on one installation), then compare those runs.": (
        "Nilai kedua penyerahan dalam satu kasus (atau keduanya tanpa kasus, pada satu instalasi), lalu bandingkan."
    ),
    "The directory has no column that can identify a person: neither an account id nor an e-mail address.": (
        "Direktori tidak punya kolom yang dapat mengenali orang: tidak ada ID akun dan tidak ada alamat e-mail."
    ),
    "Name a column, for example: --map account_id=uid,email=mail; the first line must hold column names.": (
        "Sebutkan kolomnya, misalnya: --map account_id=uid,email=mail; baris pertama harus berisi nama kolom."
    ),
    "--query is for a database URL only.": "--query hanya untuk URL basis data.",
    "Leave --query out, or give --directory a URL.": "Hapus --query, atau berikan URL pada --directory.",
    "a worker process ended before its part was done": "satu proses pekerja berakhir sebelum bagiannya selesai",
    "The cells do not add up: {} searched and {} in broken records, but {} counted apart.": (
        "Jumlah sel tidak cocok: {} diperiksa dan {} dalam rekaman rusak, tetapi hitungan terpisah menemukan {}."
    ),
    "The results could not be written.": "Hasil tidak dapat ditulis.",
    "The partial result {} is of another version.": "Hasil sebagian {} berasal dari versi lain.",
    "The partial result {} is damaged or missing.": "Hasil sebagian {} rusak atau hilang.",
    "Joining failed ({}).": "Penggabungan gagal ({}).",
    "Joining needs more memory than there is; what is encrypted is never joined on disk.": (
        "Penggabungan memerlukan memori lebih banyak daripada yang ada; yang terenkripsi tidak pernah "
        "digabungkan di disk."
    ),
    "Run the same command again on a machine with more memory: it resumes.": (
        "Jalankan perintah yang sama di mesin dengan memori lebih besar: pekerjaan dilanjutkan."
    ),
    "The results of this run are of a version that cannot be compared.": (
        "Hasil penilaian ini berasal dari versi yang tidak dapat dibandingkan."
    ),
    "there is no account of the vendor to check": "tidak ada keterangan vendor untuk diperiksa",
    "State it (waspada case fact CASE vendor_account.records 12000 --by vendor), or give --account FILE.": (
        "Nyatakan (waspada case fact CASE vendor_account.records 12000 --by vendor), atau berikan --account FILE."
    ),
    "`zone` is no time zone": "`zone` bukan zona waktu",
    "Use a name such as Asia/Jakarta, or an offset such as +07:00.": (
        "Pakai nama seperti Asia/Jakarta, atau selisih seperti +07:00."
    ),
    "`{}` is not understood": "`{}` tidak dimengerti",
    "See what a vendor's account may say: docs/case.md": (
        "Lihat apa yang boleh dinyatakan keterangan vendor: docs/case.md"
    ),
    "{}{}: {}.": "{}{}: {}.",
    "{} cannot be opened.": "{} tidak dapat dibuka.",
}
