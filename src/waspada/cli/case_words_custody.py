"""What `case seal`, `hold`, `destroy`, `proof` and `reveal` say on a terminal, in English and Indonesian."""

from __future__ import annotations

from typing import Final

from waspada.core.language import Lang

_WORDS: Final[dict[str, dict[Lang, str]]] = {
    "sealed": {
        "en": "Hand-over {number} is sealed: {files}, {size}. Its entry stands in the log.",
        "id": "Penyerahan {number} sudah disegel: {files}, {size}. Entrinya ada di log.",
    },
    "files": {"en": "files: {count}", "id": "berkas: {count}"},
    "file": {"en": "  {name} · {size} · SHA-256 {sha256}", "id": "  {name} · {size} · SHA-256 {sha256}"},
    "inside": {"en": "    inside: {name} · {size}", "id": "    di dalamnya: {name} · {size}"},
    "in_place": {
        "en": "The files stay where they are; the case knows their hashes.",
        "id": "Berkas tetap di tempatnya; kasus menyimpan hash-nya.",
    },
    "password": {
        "en": "Password of the archive (nothing if it has none)",
        "id": "Kata sandi arsip (kosongkan bila tidak ada)",
    },
    "trouble": {"en": "Not opened: {what}", "id": "Tidak dapat dibuka: {what}"},
    "next": {
        "en": "Next: waspada assess --case {case} --directory ACCOUNTS",
        "id": "Berikutnya: waspada assess --case {case} --directory AKUN",
    },
    "held": {
        "en": "Hold “{name}” is in force: nothing of this case can be destroyed.",
        "id": "Penahanan “{name}” berlaku: tidak ada yang dapat dimusnahkan dari kasus ini.",
    },
    "lifted": {"en": "Hold “{name}” is lifted.", "id": "Penahanan “{name}” dicabut."},
    "scheduled": {
        "en": "To be destroyed on {day}. Run `waspada case destroy CASE --due` daily; it acts on that day or later.",
        "id": "Akan dimusnahkan pada {day}. Jalankan `waspada case destroy CASE --due` tiap hari; "
        "perintah itu bertindak pada hari tersebut atau sesudahnya.",
    },
    "not_due": {"en": "Nothing is due.", "id": "Belum ada yang jatuh tempo."},
    "sure": {
        "en": "This destroys the evidence, its keys and all restricted results of “{title}” for good.",
        "id": "Ini memusnahkan bukti, kuncinya, dan semua hasil terbatas dari “{title}” untuk selamanya.",
    },
    "go_on": {"en": "Destroy it?", "id": "Musnahkan?"},
    "destroyed": {
        "en": "Destroyed: {files}, {size}. The certificate is {where}.",
        "id": "Dimusnahkan: {files}, {size}. Sertifikatnya: {where}.",
    },
    "proofs": {
        "en": "Of {count} deliveries a keyed hash stays as proof. Their key is {place}: keep it apart from them.",
        "id": "Dari {count} pengiriman tersisa hash berkunci sebagai bukti. Kuncinya {place}: simpan terpisah.",
    },
    "unproved": {
        "en": "Rows of deliveries that could not be read: {count}. They are destroyed, and nothing proves them.",
        "id": "Baris pengiriman yang tidak terbaca: {count}. Sudah dimusnahkan, dan tidak ada buktinya.",
    },
    "address": {"en": "Address", "id": "Alamat"},
    "delivered": {
        "en": "Proved for this address: {count} (version, channel, state, time).",
        "id": "Terbukti untuk alamat ini: {count} (versi, saluran, status, waktu).",
    },
    "not_delivered": {
        "en": "Nothing proves a delivery to this address.",
        "id": "Tidak ada bukti pengiriman ke alamat ini.",
    },
    "delivery": {"en": "  {version} · {channel} · {state} · {at}", "id": "  {version} · {channel} · {state} · {at}"},
    "see_to": {
        "en": "Copies that we cannot reach; somebody must see to them:",
        "id": "Salinan yang tidak dapat kami jangkau; seseorang harus mengurusnya:",
    },
    "copy": {"en": "  {what} · {where}", "id": "  {what} · {where}"},
    "logged": {
        "en": "This look stands in the log of the case, with your name and reason.",
        "id": "Pembukaan ini tercatat di log kasus, beserta nama dan alasan Anda.",
    },
    "exported": {
        "en": "Copied out, in the clear: {count} files in {where}. It stands in the log; see that they are deleted.",
        "id": "Disalin keluar tanpa enkripsi: {count} berkas di {where}. Ini tercatat di log; pastikan nanti dihapus.",
    },
    "noted": {"en": "Noted: {what} · {where}", "id": "Dicatat: {what} · {where}"},
}
WHERE_ID: Final = {
    "left in place by choice": "sengaja dibiarkan di tempatnya",
    "as it arrived, outside the case": "seperti saat tiba, di luar kasus",
    "with its owner": "pada pemiliknya",
    "key file or passphrase of the case": "berkas kunci atau frasa sandi kasus",
}
"""Our own words in a certificate; names that people gave stay as they are."""


def say(key: str, lang: Lang, **values: object) -> str:
    """One sentence."""
    return _WORDS[key][lang].format(**values)


def translated(text: str, lang: Lang) -> str:
    """One of our own words of a certificate, as the reader says it."""
    return WHERE_ID.get(text, text) if lang == "id" else text
