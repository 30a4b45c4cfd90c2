"""Errors in Indonesian: notices, their rows and letters, what came back, corrections, the statement's pages."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "For example: waspada notify bounces --imap": "Misalnya: waspada notify bounces --imap",
    "Write `imap.bounces`; see docs/notify-mail.md.": "Isi `imap.bounces`; lihat docs/notify-mail.md.",
    "mail.yaml names no mailbox for bounces": "mail.yaml tidak menyebut kotak surat untuk surat yang kembali",
    "An owner of the case can change that.": "Pemilik kasus dapat mengubahnya.",
    "Letters are kept in its database: open the case there, or import it.": (
        "Surat disimpan di basis datanya: buka kasus itu di sana, atau impor."
    ),
    "nobody of this name takes part in the case": "tidak ada anggota kasus dengan nama ini",
    "the case has no notice yet": "kasus ini belum punya pemberitahuan",
    "this part in the case does not allow it": "peran dalam kasus ini tidak mengizinkannya",
    "Draft one: waspada notify plan --case CASE": "Susun dulu: waspada notify plan --case KASUS",
    "Write one address into its first line.": "Tulis satu alamat di baris pertamanya.",
    "the file holds no address": "berkas itu tidak memuat alamat",
    "Give the name of a member: --actor NAME": "Berikan nama anggota: --actor NAMA",
    "See who gets which: waspada notify status --case CASE": (
        "Lihat siapa menerima yang mana: waspada notify status --case KASUS"
    ),
    "Ask for it on the page of the notice, then give its number: --approval NUMBER": (
        "Minta di halaman pemberitahuan, lalu berikan nomornya: --approval NOMOR"
    ),
    "letters leave only with an approval": "surat hanya keluar dengan persetujuan",
    "the notice has no such letter": "pemberitahuan itu tidak punya surat ini",
    "See its rows: waspada notify status --case CASE": "Lihat barisnya: waspada notify status --case KASUS",
    "{} cannot be opened": "{} tidak dapat dibuka",
    "Check user, password and folder in mail.yaml.": "Periksa pengguna, kata sandi, dan folder di mail.yaml.",
    "the mailbox has no user": "kotak surat itu tidak punya pengguna",
    "Try again; nothing was lost.": "Coba lagi; tidak ada yang hilang.",
    "the mailbox at {} does not let us in": "kotak surat di {} menolak kita masuk",
    "the mailbox cannot be reached, or broke off": "kotak surat tidak dapat dihubungi, atau terputus",
    "Write it into mail.yaml; see docs/notify-mail.md.": "Tulis di mail.yaml; lihat docs/notify-mail.md.",
    "the texts of the notice have no `{}`": "teks pemberitahuan tidak punya `{}`",
    "Take the texts of now into the draft.": "Masukkan teks terkini ke dalam draf.",
    "a message that names no letter of ours could not be kept": (
        "pesan yang tidak menyebut surat kita tidak dapat disimpan"
    ),
    "Reload the page of corrections.": "Muat ulang halaman ralat.",
    "a correction rests on a fact": "ralat bersandar pada sebuah fakta",
    "this was told to nobody, or it still stands": "ini tidak disampaikan kepada siapa pun, atau masih berlaku",
    "Choose the fact that is right.": "Pilih fakta yang benar.",
    "a postal address has one to six lines": "alamat pos terdiri dari satu sampai enam baris",
    "this letter does not wait for an address": "surat ini tidak sedang menunggu alamat",
    "Write name, street, town and country.": "Tulis nama, jalan, kota, dan negara.",
    "the letters could not be written: {}": "surat tidak dapat ditulis: {}",
    "no letter of this notice waits for post": "tidak ada surat dari pemberitahuan ini yang menunggu dikirim lewat pos",
    "A letter goes by post when its mail came back.": "Surat dikirim lewat pos bila surelnya kembali.",
    "the folder for the letters is there already": "folder untuk surat sudah ada",
    "the file with addresses lacks a column": "berkas alamat kekurangan kolom",
    "CSV in UTF-8 with the columns email or person_id, and line1 to line6 as they stand in the window.": (
        "CSV dalam UTF-8 dengan kolom email atau person_id, dan line1 sampai line6 seperti di jendela amplop."
    ),
    "the file with addresses cannot be read": "berkas alamat tidak dapat dibaca",
    "the file with addresses is no valid CSV": "berkas alamat bukan CSV yang sah",
    "Have it composed first.": "Susun dulu.",
    "there is no such section": "bagian ini tidak ada",
    "An address of the company, not of a person.": "Alamat perusahaan, bukan alamat orang.",
    "there is no draft yet": "belum ada draf",
    "the contact is one line": "kontak hanya satu baris",
    "the address of a page begins with https:// and names a domain": (
        "alamat halaman diawali https:// dan menyebut domain"
    ),
    "the workbench does not know this case": "ruang kerja tidak mengenal kasus ini",
}
