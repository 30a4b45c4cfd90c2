"""Errors in Indonesian: rule files and contracts."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "a moment is too far in the future to count from": "suatu waktu terlalu jauh di masa depan untuk dihitung",
    "{}: {}{}.": "{}: {}{}.",
    "Columns: {}": "Kolom: {}",
    "{}, line {}: this is not valid CSV.": "{}, baris {}: ini bukan CSV yang sah.",
    "{}, line 1: {}.": "{}, baris 1: {}.",
    "{}: more than {} rows.": "{}: lebih dari {} baris.",
    "there is no rule file of this name": "tidak ada berkas aturan dengan nama ini",
    "Rule files lie in waspada/laws/texts.": "Berkas aturan ada di waspada/laws/texts.",
    "{}, line {}: {}.": "{}, baris {}: {}.",
    "{}: the file is larger than 2 MB.": "{}: berkasnya lebih besar dari 2 MB.",
    "{}: the file must hold a mapping.": "{}: berkas harus memuat pemetaan.",
    "{}: it must be a mapping.": "{}: harus berupa pemetaan.",
    "{}: a key is not a text.": "{}: satu kunci bukan teks.",
}
