"""Errors in Indonesian: errors of every kind."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "Please report this line; it holds none of your data. Then run the same command again.": (
        "Mohon laporkan baris ini; di dalamnya tidak ada data Anda. Lalu jalankan lagi perintah yang sama."
    ),
    "the memory of this machine was not enough": "memori mesin ini tidak cukup",
    "there is no space left to write": "tidak ada ruang tersisa untuk menulis",
    "a file could not be read or written: {}": "satu berkas tidak dapat dibaca atau ditulis: {}",
    "a file could not be read or written: {} ({})": "satu berkas tidak dapat dibaca atau ditulis: {} ({})",
    "Check that the disk and the files are still there, then run it again.": (
        "Pastikan disk dan berkasnya masih ada, lalu jalankan lagi."
    ),
    "Run the command again with --help to see what it expects.": (
        "Jalankan lagi perintahnya dengan --help untuk melihat apa yang diharapkannya."
    ),
    "Check the path and the permissions, and that the hand-over is not empty.": (
        "Periksa path dan izinnya, dan pastikan penyerahan itu tidak kosong."
    ),
    "Name the columns, for example: --map account_id=uid,email=mail": (
        "Sebutkan kolomnya, misalnya: --map account_id=uid,email=mail"
    ),
    "See the contract of this file in docs/formats.md.": "Lihat ketentuan berkas ini di docs/formats.md.",
    "Check free space and permissions of the output folder, then run the same command again: it resumes.": (
        "Periksa ruang kosong dan izin folder keluaran, lalu jalankan lagi perintah yang sama: pekerjaan dilanjutkan."
    ),
    "Please report this: the two independent counts of the input differ.": (
        "Mohon laporkan ini: dua hitungan mandiri atas masukan berbeda."
    ),
    "Run the same command again: finished parts are kept. With little memory, use --workers 1.": (
        "Jalankan lagi perintah yang sama: bagian yang selesai tetap disimpan. Jika memori sedikit, pakai --workers 1."
    ),
    "Remove the folder WASPADA_HOME/cache and run again.": "Hapus folder WASPADA_HOME/cache, lalu jalankan lagi.",
    "Check free space in the output folder and the memory of this machine, then run the same command again.": (
        "Periksa ruang kosong di folder keluaran dan memori mesin ini, lalu jalankan lagi perintah yang sama."
    ),
    "Run `waspada case verify CASE`: it names every place. Do not go on with this copy; compare it with another.": (
        "Jalankan `waspada case verify CASE`: setiap tempat disebutkan. Jangan lanjutkan dengan salinan ini; "
        "bandingkan dengan yang lain."
    ),
    "See who may allow it, and why it was forbidden: waspada case show CASE": (
        "Lihat siapa yang boleh mengizinkannya, dan mengapa dilarang: waspada case show CASE"
    ),
    "Give the key with --key-file, or the password when asked or with --password-file.": (
        "Berikan kuncinya dengan --key-file, atau kata sandinya saat ditanya atau dengan --password-file."
    ),
    "The anchor itself is written. Check the address given with --tsa, and its certificate, then try again.": (
        "Jangkarnya sendiri sudah ditulis. Periksa alamat yang diberikan dengan --tsa dan sertifikatnya, "
        "lalu coba lagi."
    ),
    "Install it: pipx install 'waspada[web]', or pip install 'waspada[web]'.": (
        "Pasang: pipx install 'waspada[web]', atau pip install 'waspada[web]'."
    ),
    "Choose another with --port, or --port 0 for any that is free.": (
        "Pilih yang lain dengan --port, atau --port 0 untuk yang mana pun yang bebas."
    ),
    "too many patterns for one database": "terlalu banyak pola untuk satu basis data pola",
}
