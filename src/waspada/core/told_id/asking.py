"""Errors in Indonesian: what people ask us, and the follow-up."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "Choose the file first.": "Pilih dulu berkasnya.",
    "no directory was sent": "tidak ada direktori yang dikirim",
    "say where to read: PATH, or --imap": "sebutkan asalnya: PATH, atau --imap",
    "For example: waspada enquiries take --imap": "Misalnya: waspada enquiries take --imap",
    "Start `waspada serve` once.": "Jalankan `waspada serve` satu kali.",
    "the workbench knows no such case": "meja kerja tidak mengenal kasus itu",
    "Its id stands in case.json of its folder.": "ID-nya ada di case.json dalam foldernya.",
    "mail.yaml names no mailbox for enquiries": "mail.yaml tidak menyebut kotak surat untuk pertanyaan",
    "Write it into mail.yaml; see docs/enquiries.md.": "Tulis di mail.yaml; lihat docs/enquiries.md.",
}
