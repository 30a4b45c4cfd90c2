"""What stands around the sentences of the public page, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from waspada.core.language import LANGUAGES, Lang

_WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "language": ("English", "Bahasa Indonesia"),
        "languages": ("Languages", "Bahasa"),
        "skip": ("Go to the statement", "Langsung ke pernyataan"),
        "contents": ("On this page", "Di halaman ini"),
        "statement": ("Statement on a data breach", "Pernyataan tentang pelanggaran data pribadi"),
        "update": ("Update {number}", "Pembaruan {number}"),
        "first": ("First published", "Terbit pertama kali"),
        "first_on": ("first published on {when}", "terbit pertama kali pada {when}"),
        "this_is": ("Update {number}, {when}", "Pembaruan {number}, {when}"),
        "only": ("Published on {when}", "Diterbitkan pada {when}"),
        "digest": ("In fifteen seconds", "Dalam lima belas detik"),
        "exposed": ("What was exposed", "Data yang terpapar"),
        "absent": ("What was not", "Yang tidak ada"),
        "who": ("Who is affected", "Siapa yang terdampak"),
        "unknown": ("What we cannot say", "Yang belum dapat kami pastikan"),
        "happened": ("What happened, and when", "Apa yang terjadi, dan kapan"),
        "did": ("What we did", "Yang sudah kami lakukan"),
        "do": ("What you can do", "Yang dapat Anda lakukan"),
        "questions": ("Questions and answers", "Tanya jawab"),
        "contact": ("Contact", "Kontak"),
        "updates": ("Updates", "Pembaruan"),
        "updates_lead": (
            "Every version stays here as it was published. What was changed is shown.",
            "Setiap versi tetap tercantum di sini seperti saat terbit. Perubahannya ditunjukkan.",
        ),
        "write": ("Write to {contact}.", "Tulis kepada {contact}."),
        "ask": ("Ask whether you are affected", "Tanyakan apakah Anda terdampak"),
        "check": ("Check a letter from us", "Periksa surat dari kami"),
        "domains": (
            "We send mail about this only from these domains:",
            "Kami mengirim e-mail tentang hal ini hanya dari domain berikut:",
        ),
        "stated": ("Our word, of {when}", "Pernyataan kami, {when}"),
        "stated_by": ("Word of {person}, of {when}", "Pernyataan {person}, {when}"),
        "source": ("source: {source}", "sumber: {source}"),
        "computed": ("Computed from the data", "Dihitung dari data"),
        "computed_words": ("Computed from the data, in our words", "Dihitung dari data, dengan kata-kata kami"),
        "rests": (
            "Sentences without a note are computed from the data itself, and checked against it again before every "
            "update. What we state ourselves says so, with its day and source.",
            "Kalimat tanpa keterangan dihitung dari data itu sendiri dan diperiksa kembali terhadapnya sebelum setiap "
            "pembaruan. Yang kami nyatakan sendiri diberi keterangan, beserta hari dan sumbernya.",
        ),
        "rests_before": (
            "Nobody has searched the data yet. What we state ourselves says so, with its day and source.",
            "Data itu belum diperiksa. Yang kami nyatakan sendiri diberi keterangan, beserta hari dan sumbernya.",
        ),
        "added": ("Added", "Ditambahkan"),
        "dropped": ("Removed", "Dihapus"),
        "reworded": ("Reworded", "Kata-katanya diubah"),
        "corrected": ("Corrected", "Diperbaiki"),
        "added_in": ("added in update {number}", "ditambahkan pada pembaruan {number}"),
        "reworded_in": ("reworded in update {number}", "kata-katanya diubah pada pembaruan {number}"),
        "corrected_in": ("corrected in update {number}", "diperbaiki pada pembaruan {number}"),
        "no_changes": ("No sentence was changed.", "Tidak ada kalimat yang diubah."),
        "as_published": ("Version {number} as it was published", "Versi {number} seperti saat terbit"),
        "taken_out": ("taken out:", "dihapus:"),
        "put_in": ("put in:", "ditambahkan:"),
        "follow": ("Follow the updates", "Ikuti pembaruan"),
        "no_personal": (
            "This page holds no value of an affected person. It asks nothing of other servers, and runs no script.",
            "Halaman ini tidak memuat data milik orang yang terdampak, tidak meminta apa pun dari server lain, dan "
            "tidak menjalankan skrip.",
        ),
        "feed_first": ("First published", "Terbit pertama kali"),
        "feed_update": ("Update {number}: {what}", "Pembaruan {number}: {what}"),
        "n_corrected": ("{count} corrected", "{count} diperbaiki"),
        "n_added": ("{count} added", "{count} ditambahkan"),
        "n_dropped": ("{count} removed", "{count} dihapus"),
        "n_reworded": ("{count} reworded", "{count} diubah kata-katanya"),
        "n_sentences_added": ("{count} sentences added", "{count} kalimat ditambahkan"),
        "nothing": ("nothing changed in the text", "teksnya tidak berubah"),
    }
)


def say(key: str, lang: Lang, **values: object) -> str:
    """A word or sentence by its key."""
    return _WORDS[key][LANGUAGES.index(lang)].format(**values)


def words(lang: Lang) -> Mapping[str, str]:
    """All of a language, for the template."""
    return {key: pair[LANGUAGES.index(lang)] for key, pair in _WORDS.items()}
