"""What speaks against a message, in English and Indonesian, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_LAYOUT: Final = (
    "Take the layout as it is delivered; it needs none of this.",
    "Pakai tata letak bawaan; semua ini tidak diperlukan.",
)
_SETTINGS: Final = ("Check mail.yaml and who signs.", "Periksa mail.yaml dan siapa yang menandatangani.")
_DEFECT: Final = ("This is a defect of ours: please report it.", "Ini kesalahan program kami: mohon laporkan.")
_PLAIN: Final = (
    "Write addresses of your own domain, whole and in the open.",
    "Tulis alamat domain Anda sendiri, lengkap dan apa adanya.",
)

WORDS: Final[Mapping[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "lines": (
        (
            "A line of the message is too long, or ends in the wrong way.",
            "Ada baris surel yang terlalu panjang atau salah akhirnya.",
        ),
        _DEFECT,
    ),
    "header_not_ascii": (
        (
            "A header holds signs that not every server takes.",
            "Ada kepala surel dengan tanda yang tidak diterima semua server.",
        ),
        _DEFECT,
    ),
    "unreadable": (("A header of the message cannot be read.", "Ada kepala surel yang tidak dapat dibaca."), _DEFECT),
    "headers": (
        ("A header is missing, or stands twice.", "Ada kepala surel yang hilang atau ganda."),
        _DEFECT,
    ),
    "from": (("The sender is not the one in mail.yaml.", "Pengirim bukan yang tercantum di mail.yaml."), _SETTINGS),
    "display_name": (
        ("The name of the sender looks like an address.", "Nama pengirim tampak seperti alamat."),
        ("Write the name of the company.", "Tulis nama perusahaan."),
    ),
    "reply_to": (
        ("Answers go to another domain.", "Balasan dikirim ke domain lain."),
        ("Let people answer to your own domain.", "Arahkan balasan ke domain Anda sendiri."),
    ),
    "sender_header": (("It names a second sender.", "Surel menyebut pengirim kedua."), _SETTINGS),
    "date": (("It has no valid date.", "Tanggalnya tidak sah."), _DEFECT),
    "message_id": (
        ("Its Message-ID is not of the sender’s domain.", "Message-ID bukan dari domain pengirim."),
        _DEFECT,
    ),
    "parts": (
        ("It is not one text and one HTML part.", "Isinya bukan satu bagian teks dan satu bagian HTML."),
        _LAYOUT,
    ),
    "charset": (("A part is not in UTF-8.", "Ada bagian yang bukan UTF-8."), _DEFECT),
    "unequal_parts": (
        ("Text and HTML do not say the same.", "Isi teks dan HTML tidak sama."),
        _LAYOUT,
    ),
    "fetches": (
        (
            "The HTML holds something that is fetched, sent or run, or that a letter does not need.",
            "HTML memuat sesuatu yang diambil, dikirim, atau dijalankan, atau yang tidak diperlukan surat.",
        ),
        _LAYOUT,
    ),
    "hidden_text": (("The HTML hides text.", "HTML menyembunyikan teks."), _LAYOUT),
    "link": (
        (
            "It holds a link: letters name addresses, for people to type.",
            "Ada tautan: surat cukup menyebut alamat untuk diketik.",
        ),
        _LAYOUT,
    ),
    "link_differs": (("A link shows one address and leads to another.", "Ada tautan yang menuju alamat lain."), _PLAIN),
    "shortener": (("It holds a shortened address.", "Ada alamat yang dipendekkan."), _PLAIN),
    "odd_address": (
        (
            "An address has a number, foreign letters or a name in front of it.",
            "Ada alamat berupa angka, huruf asing, atau berawalan nama.",
        ),
        _PLAIN,
    ),
    "foreign_host": (("It names a host of somebody else’s.", "Surel menyebut domain milik pihak lain."), _PLAIN),
    "not_https": (("An address begins with http://.", "Ada alamat yang berawalan http://."), _PLAIN),
    "marked_address": (
        ("An address holds a mark, as tracking has it.", "Ada alamat bertanda, seperti pada pelacakan."),
        _PLAIN,
    ),
    "envelope": (("Bounces would not name its row.", "Pentalan tidak akan menunjuk barisnya."), _DEFECT),
    "envelope_elsewhere": (
        ("It leaves for another organisation’s domain.", "Surel berangkat atas nama domain organisasi lain."),
        _SETTINGS,
    ),
    "unsigned": (("It is not signed (DKIM).", "Surel tidak ditandatangani (DKIM)."), _SETTINGS),
    "signature": (("Its signature does not hold.", "Tanda tangannya tidak sah."), _SETTINGS),
    "signed_elsewhere": (
        ("It is signed for another organisation’s domain.", "Tanda tangannya atas nama domain organisasi lain."),
        _SETTINGS,
    ),
    "signed_partly": (
        (
            "The signature does not cover all that a reader sees.",
            "Tanda tangan tidak mencakup semua yang dilihat pembaca.",
        ),
        _DEFECT,
    ),
}
