"""Errors in Indonesian: the case folder."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "{} is not an anchor": "{} bukan jangkar",
    "Give a file that `waspada case anchor` wrote.": "Berikan berkas yang ditulis `waspada case anchor`.",
    "the anchor could not be written: {}": "jangkar tidak dapat ditulis: {}",
    "It needs the case folder and the place of --out writable.": "Folder kasus dan tempat --out harus dapat ditulis.",
    "{} exists already, or its token does": "{} sudah ada, atau tokennya sudah ada",
    "An anchor is never overwritten.": "Jangkar tidak pernah ditimpa.",
    "no proofs of the deliveries were kept, so nothing was destroyed": (
        "tidak ada bukti pengiriman yang tersimpan, jadi tidak ada yang dimusnahkan"
    ),
    "Report this.": "Laporkan ini.",
    "not everything could be destroyed: {}": "tidak semuanya dapat dimusnahkan: {}",
    "Check the permissions, then run the same command.": "Periksa izinnya, lalu jalankan perintah yang sama.",
    "the case folder could not be made: {}": "folder kasus tidak dapat dibuat: {}",
    "there is no case in the folder {}": "tidak ada kasus di folder {}",
    "Open one first: waspada case open FOLDER --vendor NAME": "Buka dulu: waspada case open FOLDER --vendor NAMA",
    "the key is not that of this case": "kunci itu bukan kunci kasus ini",
    "case.json was altered: it does not say what the first entry of the log says": (
        "case.json diubah: isinya tidak sama dengan entri pertama log"
    ),
    "the case is not behind a passphrase": "kasus ini tidak di balik frasa sandi",
    "It was opened with a key file: give it --key-file.": (
        "Kasus ini dibuka dengan berkas kunci: berikan dengan --key-file."
    ),
    "the key of the case is missing or damaged": "kunci kasus hilang atau rusak",
    "the case is encrypted, and its key was not given": "kasus terenkripsi, dan kuncinya tidak diberikan",
    "the folder for the case is not empty": "folder untuk kasus tidak kosong",
    "Name a folder that does not exist yet.": "Sebutkan folder yang belum ada.",
    "the log keeps no e-mail address, and there is one in: {}": (
        "log tidak menyimpan alamat e-mail, dan ada satu di: {}"
    ),
    "Name people by their person id or their role; their addresses stay in the evidence.": (
        "Sebut orang dengan ID orang atau perannya; alamatnya tetap di dalam bukti."
    ),
    "another process is {}": "proses lain sedang {}",
    "Wait until it has ended, then run the same command.": "Tunggu sampai selesai, lalu jalankan perintah yang sama.",
    "the folder {} of the case could not be used: {}": "folder {} dari kasus tidak dapat dipakai: {}",
    "Nothing was done without an entry. Check free space and permissions of the case folder.": (
        "Tidak ada yang dilakukan tanpa entri. Periksa ruang kosong dan izin folder kasus."
    ),
    "the log of the case was altered: {} {} ({})": "log kasus diubah: {} {} ({})",
    "the log of the case could not be read: {}": "log kasus tidak dapat dibaca: {}",
    "the log of the case is gone": "log kasus hilang",
    "the log of the case is gone: it would have to begin anew": "log kasus hilang: log harus dimulai dari awal",
    "the case has no id under which its entries could wait": "kasus tidak punya ID tempat entrinya dapat menunggu",
    "the entries that wait in WASPADA_HOME for this case were altered": (
        "entri yang menunggu di WASPADA_HOME untuk kasus ini diubah"
    ),
    "Keep the file in WASPADA_HOME/custody-pending as evidence, then take it out of that folder.": (
        "Simpan berkas di WASPADA_HOME/custody-pending sebagai bukti, lalu keluarkan dari folder itu."
    ),
    "the last entry of the log is broken": "entri terakhir log rusak",
    "the bundle was altered: {}": "bundel diubah: {}",
    "Nothing of it was kept. Fetch the bundle again, and compare its SHA-256 with the sender's.": (
        "Tidak ada yang disimpan darinya. Ambil lagi bundelnya, dan bandingkan SHA-256-nya dengan milik pengirim."
    ),
    "It stands in the log with your name.": "Alasan itu tercatat dalam log bersama nama Anda.",
    "a hand-over of this case was left in place, outside of it": (
        "satu penyerahan kasus ini ditinggalkan di tempatnya, di luar kasus"
    ),
    "Seal it into the case first.": "Segel dulu ke dalam kasus.",
    "the bundle could not be read or written: {}": "bundel tidak dapat dibaca atau ditulis: {}",
    "Nothing of it was kept.": "Tidak ada yang disimpan darinya.",
    "a hand-over of this bundle lies outside of it": "satu penyerahan bundel ini berada di luarnya",
    "Seal it into the case, then bundle it.": "Segel ke dalam kasus, lalu buat bundelnya.",
    "this is no bundle of a case": "ini bukan bundel kasus",
    "Make one: waspada case bundle CASE FILE": "Buat: waspada case bundle CASE FILE",
    "a file of the case changed while it was read": "satu berkas kasus berubah saat dibaca",
    "the bundle is larger than is taken here": "bundel lebih besar daripada yang diterima di sini",
    "Take it in on the server's command line.": "Masukkan lewat baris perintah server.",
    "the case folder holds what is no file": "folder kasus memuat sesuatu yang bukan berkas",
    "Look for links and pipes in it.": "Cari tautan dan pipa di dalamnya.",
    "the proofs of delivery could not be kept: {}": "bukti pengiriman tidak dapat disimpan: {}",
    "Nothing was destroyed. Check free space and permissions of the case folder and of WASPADA_HOME.": (
        "Tidak ada yang dimusnahkan. Periksa ruang kosong dan izin folder kasus serta WASPADA_HOME."
    ),
    "the proofs could not be copied beside the certificate: {}": "bukti tidak dapat disalin ke samping sertifikat: {}",
    "They are kept in the case folder: copy {} by hand.": (
        "Bukti itu tersimpan di folder kasus: salin {} dengan tangan."
    ),
    "there is no certificate of destruction": "tidak ada sertifikat pemusnahan",
    "Name the case folder after its destruction, or the file given to --certificate.": (
        "Sebutkan folder kasus setelah pemusnahannya, atau berkas yang diberikan pada --certificate."
    ),
    "the certificate is not as it was signed": "sertifikat tidak seperti saat ditandatangani",
    "nothing was delivered from this case: its certificate names no proofs": (
        "tidak ada yang dikirim dari kasus ini: sertifikatnya tidak menyebut bukti"
    ),
    "{} does not lie beside the certificate": "{} tidak berada di samping sertifikat",
    "It stays in the case folder.": "Berkas itu tetap di folder kasus.",
    "{} is not the one that the certificate names": "{} bukan yang disebut sertifikat",
    "the key of the proofs is not here, or is damaged": "kunci bukti tidak ada di sini, atau rusak",
    "It was written to WASPADA_HOME/proofs/ of the installation that destroyed the case: --proof-key FILE": (
        "Kunci itu ditulis ke WASPADA_HOME/proofs/ pada instalasi yang memusnahkan kasus: --proof-key FILE"
    ),
    "the deliveries of this case are encrypted, and its key was not given": (
        "catatan pengiriman kasus ini terenkripsi, dan kuncinya tidak diberikan"
    ),
    "the results could not be put into the case: {}": "hasil tidak dapat dimasukkan ke dalam kasus: {}",
    "what an interrupted run left could not be settled: {}": (
        "sisa penilaian yang terputus tidak dapat diselesaikan: {}"
    ),
    "the signing key of this installation could not be used: {}": (
        "kunci tanda tangan instalasi ini tidak dapat dipakai: {}"
    ),
    "the answer of the time-stamp authority proves nothing: {}": (
        "jawaban otoritas cap waktu tidak membuktikan apa pun: {}"
    ),
    "Check the address and try again. Without --tsa the anchor is written too: keep it elsewhere.": (
        "Periksa alamatnya dan coba lagi. Tanpa --tsa jangkar juga ditulis: simpan di tempat lain."
    ),
    "no time stamp from {}: {}": "tidak ada cap waktu dari {}: {}",
    "the time-stamp authority needs an http or https address": "otoritas cap waktu memerlukan alamat http atau https",
    "--tsa https://HOST/PATH": "--tsa https://HOST/PATH",
    "the file with the certificate of the time-stamp authority holds none": (
        "berkas sertifikat otoritas cap waktu tidak memuat sertifikat"
    ),
    "It must be PEM.": "Bentuknya harus PEM.",
    "the file with the certificate of the time-stamp authority holds no root certificate": (
        "berkas sertifikat otoritas cap waktu tidak memuat sertifikat akar"
    ),
    "Add the certificate of the root to the file; the authority publishes it.": (
        "Tambahkan sertifikat akar ke berkas itu; otoritasnya menerbitkannya."
    ),
    "the hand-over could not be sealed: {}": "penyerahan tidak dapat disegel: {}",
    "Nothing of it was kept. Check free space and permissions of the case folder, then seal it again.": (
        "Tidak ada yang disimpan darinya. Periksa ruang kosong dan izin folder kasus, lalu segel lagi."
    ),
    "an anchor that was given is of another case": "satu jangkar yang diberikan milik kasus lain",
    "the look could not be put on record, so nothing is shown: {}": (
        "pembukaan nilai tidak dapat dicatat, jadi tidak ada yang ditampilkan: {}"
    ),
    "Check free space and permissions of WASPADA_HOME; without the entry nothing is revealed.": (
        "Periksa ruang kosong dan izin WASPADA_HOME; tanpa catatan itu tidak ada nilai yang dibuka."
    ),
    "1, 2 …": "1, 2 …",
    "Make a new version of it.": "Buat versi barunya.",
    "Only what was approved can be delivered.": "Hanya yang disetujui yang dapat dikirim.",
    "a notice is named by its number": "pemberitahuan disebut dengan nomornya",
    "notice {} was approved already": "pemberitahuan {} sudah disetujui",
    "notice {} was not approved": "pemberitahuan {} tidak disetujui",
    "notice {} was not approved, or its folder is gone": "pemberitahuan {} tidak disetujui, atau foldernya hilang",
    "the file {} of the notice cannot be read": "berkas {} dari pemberitahuan tidak dapat dibaca",
    "Compose the draft anew.": "Susun lagi rancangannya.",
    "Look at what was published since.": "Lihat apa yang diterbitkan sejak itu.",
    "the file {} of the statement cannot be read": "berkas {} dari pernyataan tidak dapat dibaca",
    "version {} is not the next one": "versi {} bukan yang berikutnya",
    "version {} of the statement is not what the log says": "versi {} dari pernyataan tidak sesuai dengan log",
    "the deliveries are in the log, and their file could not be named: {}": (
        "pengiriman sudah tercatat dalam log, tetapi berkasnya tidak dapat dinamai: {}"
    ),
    "the deliveries could not be written: {}": "catatan pengiriman tidak dapat ditulis: {}",
    "the draft could not be kept: {}": "rancangan tidak dapat disimpan: {}",
    "the notice could not be locked: {}": "pemberitahuan tidak dapat dikunci: {}",
    "the notice is in the log, and its folder could not be named: {}": (
        "pemberitahuan sudah tercatat dalam log, tetapi foldernya tidak dapat dinamai: {}"
    ),
    "the statement could not be written: {}": "pernyataan tidak dapat ditulis: {}",
    "the statement is in the log, and its folder could not be named: {}": (
        "pernyataan sudah tercatat dalam log, tetapi foldernya tidak dapat dinamai: {}"
    ),
    "what an interrupted writing left could not be settled: {}": (
        "sisa penulisan yang terputus tidak dapat diselesaikan: {}"
    ),
}
