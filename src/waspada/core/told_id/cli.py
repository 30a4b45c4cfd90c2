"""Errors in Indonesian: commands."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "the workbench knows this case, so this needs an approval": (
        "kasus ini tercatat di meja kerja, jadi langkah ini memerlukan persetujuan"
    ),
    "Ask for it on the page of the case, then give its number: --approval NUMBER": (
        "Mintalah di halaman kasus, lalu berikan nomornya: --approval NOMOR"
    ),
    "there is no workbench here": "di sini tidak ada meja kerja",
    "Check WASPADA_HOME and DATABASE_URL.": "Periksa WASPADA_HOME dan DATABASE_URL.",
    "with --case only what is sealed is read, and what was named is no number of a hand-over": (
        "dengan --case hanya yang tersegel yang dibaca, dan yang disebut bukan nomor penyerahan"
    ),
    "Seal it first: waspada case seal CASE FILE. See what is sealed: waspada case show CASE": (
        "Segel dulu: waspada case seal CASE FILE. Lihat apa yang tersegel: waspada case show CASE"
    ),
    "a case keeps its decisions in its log": "keputusan suatu kasus disimpan dalam lognya",
    "Add them: waspada case decide CASE --file FILE": "Tambahkan: waspada case decide CASE --file FILE",
    "the file for the bundle is there already": "berkas untuk bundel sudah ada",
    "Name a new one.": "Beri nama baru.",
    "a bundle needs a reason": "bundel memerlukan alasan",
    "Add --reason: it stands in the log with your name.": (
        "Tambahkan --reason: alasan itu tercatat dalam log bersama nama Anda."
    ),
    "the bundle cannot lie in the case itself": "bundel tidak boleh berada di dalam kasus itu sendiri",
    "Name a file outside of its folder.": "Sebutkan berkas di luar foldernya.",
    "the bundle could not be written: {}": "bundel tidak dapat ditulis: {}",
    "the case has fewer than two runs to compare": "kasus belum punya dua penilaian untuk dibandingkan",
    "Seal and assess the second hand-over first.": "Segel dan nilai dulu penyerahan kedua.",
    "two different runs are compared": "yang dibandingkan adalah dua penilaian yang berbeda",
    "Name both, or none for the last two: 1 2": "Sebutkan keduanya, atau tidak satu pun untuk dua yang terakhir: 1 2",
    "the key would lie in the case that it locks": "kunci itu akan berada di dalam kasus yang dikuncinya",
    "Name a file elsewhere, which travels apart from it.": "Sebutkan berkas di tempat lain, yang dibawa terpisah.",
    "the key file could not be written: {}": "berkas kunci tidak dapat ditulis: {}",
    "Check the path given with --key-file.": "Periksa path yang diberikan dengan --key-file.",
    "nobody is logged in by name": "tidak ada orang yang masuk dengan nama",
    "Say who you are: --actor NAME": "Sebutkan siapa Anda: --actor NAMA",
    "the case is encrypted to a key file": "kasus dienkripsi dengan berkas kunci",
    "Give the key with --key-file FILE.": "Berikan kuncinya dengan --key-file FILE.",
    "the key file cannot be read": "berkas kunci tidak dapat dibaca",
    "Check the path given with --key-file, and its permissions.": (
        "Periksa path yang diberikan dengan --key-file, dan izinnya."
    ),
    "the password file cannot be read": "berkas kata sandi tidak dapat dibaca",
    "Check the path given with --password-file.": "Periksa path yang diberikan dengan --password-file.",
    "the password file begins with an empty line": "berkas kata sandi diawali baris kosong",
    "Write the passphrase into its first line.": "Tulis frasa sandi pada baris pertamanya.",
    "a passphrase is needed, and nobody can be asked for it": (
        "frasa sandi diperlukan, dan tidak ada orang yang dapat ditanya"
    ),
    "Give --password-file FILE.": "Berikan --password-file FILE.",
    "the address cannot be read": "alamat tidak dapat dibaca",
    "Write it into the first line of a text file (UTF-8).": "Tulis pada baris pertama sebuah berkas teks (UTF-8).",
    "there is no address": "tidak ada alamat",
    "the case has no run yet": "kasus belum punya penilaian",
    "Assess it first: waspada assess --case CASE --directory ACCOUNTS": (
        "Nilai dulu: waspada assess --case CASE --directory ACCOUNTS"
    ),
    "the case has no run {}": "kasus tidak punya penilaian {}",
    "It has: {}": "Yang ada: {}",
    "the bundle cannot be opened: {}": "bundel tidak dapat dibuka: {}",
    "the folder for the case is there already": "folder untuk kasus itu sudah ada",
    "Name a new one with --to.": "Sebutkan folder baru dengan --to.",
    "Start `waspada serve` once, or name a folder: --to": (
        "Jalankan `waspada serve` sekali, atau sebutkan folder: --to"
    ),
    "the demonstration could not be assessed": "peragaan tidak dapat dinilai",
    "the workbench is not installed": "meja kerja belum terpasang",
    "the key in WASPADA_HOME is damaged": "kunci di WASPADA_HOME rusak",
    "the key in WASPADA_HOME could not be read or made: {}": (
        "kunci di WASPADA_HOME tidak dapat dibaca atau dibuat: {}"
    ),
    "showing values needs a reason": "menampilkan nilai memerlukan alasan",
    "Add --reason TEXT: it stands in the log with your name.": (
        "Tambahkan --reason TEKS: alasan itu tercatat dalam log bersama nama Anda."
    ),
    "Add `smtp` to mail.yaml.": "Tambahkan `smtp` ke mail.yaml.",
    "answers go out over SMTP, and the settings name no server": (
        "jawaban dikirim lewat SMTP, dan pengaturannya tidak menyebut server"
    ),
    "what sends mail is not installed": "pengirim surat elektronik belum terpasang",
    "the key could not be made: {}": "kunci tidak dapat dibuat: {}",
    "others could reach {}, and codes and addresses would travel in the clear": (
        "orang lain dapat menjangkau {}, dan kode serta alamat akan terkirim tanpa enkripsi"
    ),
    "the pages are not installed": "halaman-halamannya belum terpasang",
    "For example: waspada notify bounces --imap": "Misalnya: waspada notify bounces --imap",
    "Write `imap.bounces`; see docs/notify-mail.md.": "Tulis `imap.bounces`; lihat docs/notify-mail.md.",
    "mail.yaml names no mailbox for bounces": "mail.yaml tidak menyebut kotak surat untuk surat yang kembali",
    "An owner of the case can change that.": "Pemilik kasus dapat mengubahnya.",
    "Draft one: waspada notify plan --case CASE": "Buat rancangannya: waspada notify plan --case CASE",
    "Give the name of a member: --actor NAME": "Berikan nama seorang anggota: --actor NAMA",
    "Letters are kept in its database: open the case there, or import it.": (
        "Surat disimpan dalam basis datanya: buka kasusnya di sana, atau impor."
    ),
    "Write one address into its first line.": "Tulis satu alamat pada baris pertamanya.",
    "nobody of this name takes part in the case": "tidak ada orang dengan nama ini yang ikut serta dalam kasus",
    "the case has no notice yet": "kasus belum punya pemberitahuan",
    "the file holds no address": "berkas itu tidak memuat alamat",
    "this part in the case does not allow it": "peran ini dalam kasus tidak mengizinkannya",
    "See who gets which: waspada notify status --case CASE": (
        "Lihat siapa mendapat yang mana: waspada notify status --case CASE"
    ),
    "Ask for it on the page of the notice, then give its number: --approval NUMBER": (
        "Mintalah di halaman pemberitahuan, lalu berikan nomornya: --approval NOMOR"
    ),
    "letters leave only with an approval": "surat hanya dikirim dengan persetujuan",
    "See its rows: waspada notify status --case CASE": "Lihat barisnya: waspada notify status --case CASE",
    "the notice has no such letter": "pemberitahuan itu tidak punya surat tersebut",
    "the workbench does not know this case": "meja kerja tidak mengenal kasus ini",
}
