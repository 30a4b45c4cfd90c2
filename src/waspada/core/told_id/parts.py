"""Errors in Indonesian: what stands inside of a sentence, such as why a file could not be written."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "a defect of ours stopped the run: {} at {}": "cacat pada program kita menghentikan pekerjaan: {} di {}",
    "a list is expected": "diharapkan sebuah daftar",
    "a word": "kata",
    "an input or output error": "galat masukan atau keluaran",
    "country": "negara",
    "disk quota exceeded": "kuota disk habis",
    "file name too long": "nama berkas terlalu panjang",
    "hint": "saran",
    "input/output error": "galat masukan atau keluaran",
    "is a directory": "itu folder",
    "longer than {} characters": "lebih panjang dari {} karakter",
    "no space left on device": "tidak ada ruang tersisa di disk",
    "no such file or directory": "berkas atau folder itu tidak ada",
    "not a directory": "itu bukan folder",
    "permission denied": "izin ditolak",
    "place": "tempat",
    "read-only file system": "sistem berkas hanya-baca",
    "stopped": "dihentikan",
    "The same command of `assess` resumes where it was.": "Perintah `assess` yang sama melanjutkan dari tempat semula.",
    "the answer": "jawaban",
    "the contact": "kontak",
    "the name": "nama",
    "the name of the actor": "nama pelaku",
    "the question": "pertanyaan",
    "the reason": "alasan",
    "the value of {}": "nilai {}",
    "what is to be done": "yang harus dikerjakan",
    "writing to the log": "menulis ke log",
    "too many open files": "terlalu banyak berkas terbuka",
}
