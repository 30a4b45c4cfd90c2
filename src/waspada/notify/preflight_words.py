"""What the checks of letters say, and what to do: English, Indonesian."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "no_domain": (
        ("No domain is named from which we write.", "Belum disebut dari domain mana kita menulis."),
        (
            "Name the sender's domain: people check a letter by it.",
            "Sebutkan domain pengirim: dengan itulah orang memeriksa surat.",
        ),
    ),
    "foreign_host": (
        (
            "A letter would name an address that is not ours: {host}.",
            "Surat akan menyebut alamat yang bukan milik kita: {host}.",
        ),
        (
            "Put the page on a domain of ours, or add that domain to those from which we write.",
            "Pasang halamannya di domain kita, atau tambahkan domain itu ke domain pengirim.",
        ),
    ),
    "shortener": (
        ("A letter would hold a shortened address: {host}.", "Surat akan memuat alamat pendek: {host}."),
        ("Write the whole address.", "Tulis alamat lengkapnya."),
    ),
    "address_not_plain": (
        (
            "An address in the letters is not a plain https address.",
            "Salah satu alamat dalam surat bukan alamat https biasa.",
        ),
        (
            "Write https:// and the name of the host in plain letters.",
            "Tulis https:// dan nama situs dengan huruf biasa.",
        ),
    ),
    "address_marked": (
        (
            "An address in the letters has something after ? or #, as tracking links have.",
            "Salah satu alamat dalam surat memuat sesuatu setelah ? atau #, seperti tautan pelacak.",
        ),
        ("Leave it out.", "Hapus bagian itu."),
    ),
    "asks_to_sign_in": (
        (
            "An address in the letters leads to where people sign in.",
            "Salah satu alamat dalam surat mengarah ke halaman masuk.",
        ),
        (
            "Name a page that everybody can read without an account.",
            "Sebutkan halaman yang dapat dibaca siapa pun tanpa akun.",
        ),
    ),
    "unequal_parts": (
        ("The text and the HTML of a letter differ.", "Teks dan HTML sebuah surat berbeda."),
        (
            "This is a defect of ours: please report it. Nothing may go.",
            "Ini kesalahan kami: laporkanlah. Surat tidak boleh dikirim.",
        ),
    ),
    "forbidden_html": (
        (
            "The HTML of a letter holds what no letter may hold.",
            "HTML sebuah surat memuat hal yang tidak boleh ada.",
        ),
        (
            "This is a defect of ours: please report it. Nothing may go.",
            "Ini kesalahan kami: laporkanlah. Surat tidak boleh dikirim.",
        ),
    ),
    "no_backing": (
        (
            "Letters with a sentence that rests on nothing: {count}.",
            "Surat dengan kalimat tanpa dasar: {count}.",
        ),
        (
            "Link each to a fact of the case, to the run, or leave it out.",
            "Kaitkan masing-masing dengan fakta kasus atau penilaian, atau hapus.",
        ),
    ),
    "not_own_facts": (
        (
            "Letters that do not say exactly what of their recipient was exposed: {count}.",
            "Surat yang tidak menyebut persis data penerimanya yang terpapar: {count}.",
        ),
        ("Make the letters anew.", "Buat ulang surat-suratnya."),
    ),
    "value": (
        (
            "Letters that hold what looks like somebody's address, number or key: {count}.",
            "Surat yang memuat hal yang tampak seperti alamat, nomor, atau kunci seseorang: {count}.",
        ),
        (
            "Letters name kinds, never values. Take it out of the facts of the case.",
            "Surat menyebut jenis data, bukan isinya. Hapus dari fakta kasus.",
        ),
    ),
    "stranger": (
        (
            "Letters that hold the name of another recipient: {count}.",
            "Surat yang memuat nama penerima lain: {count}.",
        ),
        (
            "Take the name out of the facts of the case; nobody is named to anybody else.",
            "Hapus nama itu dari fakta kasus; tidak ada orang yang disebut kepada orang lain.",
        ),
    ),
    "stranger_perhaps": (
        (
            "Letters with a word that is also the whole name of a recipient: {count}.",
            "Surat dengan kata yang juga merupakan nama lengkap seorang penerima: {count}.",
        ),
        (
            "Read the facts of the case once more: is a person meant?",
            "Baca lagi fakta kasus: apakah yang dimaksud seseorang?",
        ),
    ),
}
"""Code: what it is, what to do."""
