"""Errors in Indonesian: locked and damaged files."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "it does not decrypt with this key: the key is another one, or it was altered": (
        "tidak terbuka dengan kunci ini: kuncinya yang lain, atau berkasnya diubah"
    ),
    "the key file holds no age identity": "berkas kunci tidak memuat identitas age",
    "the passphrase is wrong": "frasa sandinya salah",
    "the public key of the case is damaged": "kunci publik kasus rusak",
    "none of the age keys given opens it": "tidak satu pun kunci age yang diberikan membukanya",
    "the passphrase of the age file is wrong": "frasa sandi berkas age salah",
    "it is encrypted and the key was not given": "berkas itu terenkripsi dan kuncinya tidak diberikan",
    "the age file was locked to a key: its identity is needed": (
        "berkas age dikunci dengan kunci: identitasnya diperlukan"
    ),
    "the age file needs a passphrase": "berkas age memerlukan frasa sandi",
    "the password of the Office file is wrong (or it was damaged)": (
        "kata sandi berkas Office salah (atau berkasnya rusak)"
    ),
    "the Office file needs a password": "berkas Office memerlukan kata sandi",
    "the OpenPGP key given cannot be read": "kunci OpenPGP yang diberikan tidak dapat dibaca",
    "the passphrase of the OpenPGP key is wrong or missing": "frasa sandi kunci OpenPGP salah atau tidak ada",
    "the OpenPGP key given cannot decrypt: it has no key for encryption": (
        "kunci OpenPGP yang diberikan tidak dapat mendekripsi: tidak punya kunci untuk enkripsi"
    ),
    "the OpenPGP message opens with none of the keys and passwords given": (
        "pesan OpenPGP tidak terbuka dengan kunci dan kata sandi yang diberikan"
    ),
    "the OpenPGP message needs a secret key or a password": "pesan OpenPGP memerlukan kunci rahasia atau kata sandi",
    "the 7z archive needs a password": "arsip 7z memerlukan kata sandi",
    "the password of the 7z archive is wrong": "kata sandi arsip 7z salah",
    "the password of the 7z archive is wrong, or the archive was damaged": (
        "kata sandi arsip 7z salah, atau arsipnya rusak"
    ),
    "the password of the zip file is wrong (or what it locks was damaged)": (
        "kata sandi berkas zip salah (atau yang dikuncinya rusak)"
    ),
    "the zip file needs a password": "berkas zip memerlukan kata sandi",
    "the password does not open it: it has another one": "kata sandi itu tidak membukanya: kata sandinya yang lain",
    "it was cut off": "berkasnya terpotong",
    "it does not match its own checksum: it was damaged or changed, or the password is another one": (
        "berkas itu tidak cocok dengan jumlah kontrolnya sendiri: rusak atau diubah, atau kata sandinya yang lain"
    ),
    "it is damaged, or its password is another one": "berkasnya rusak, atau kata sandinya yang lain",
    "the zip file needs a password, or the one given is wrong": (
        "berkas zip memerlukan kata sandi, atau yang diberikan salah"
    ),
}
