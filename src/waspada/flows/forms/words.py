"""What stands around the answers of a form, in both languages."""

from __future__ import annotations

from typing import Final

from waspada.core.language import Lang
from waspada.flows.case.fact_names import NOTE
from waspada.flows.duty_words import NAMES
from waspada.flows.forms.form import Source

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "preliminary": ("Preliminary notice", "Pemberitahuan awal"),
    "supplementary": ("Supplementary notice", "Pemberitahuan tambahan"),
    "final": ("Final notice", "Pemberitahuan akhir"),
    "to": ("To", "Kepada"),
    "law": ("Under", "Menurut"),
    "case": ("Case", "Kasus"),
    "changes": ("What changed since the notice before", "Yang berubah sejak pemberitahuan sebelumnya"),
    "no_changes": ("Nothing changed.", "Tidak ada yang berubah."),
    "no_version": ("No earlier version is on record.", "Tidak ada versi sebelumnya yang tercatat."),
    "before": ("Before", "Sebelumnya"),
    "now": ("Now", "Sekarang"),
    "nothing": ("nothing was stated", "belum dinyatakan"),
    "follows": ("Not known yet; it follows.", "Belum diketahui; akan menyusul."),
    "unknown": ("Not known.", "Tidak diketahui."),
    "more": ("More follows.", "Tambahan akan menyusul."),
    "sources": ("Where it comes from", "Sumbernya"),
    "source.fact": ("log entry {entry}", "entri log {entry}"),
    "source.fact0": ("the workspace", "ruang kerja"),
    "source.run": ("assessment {name}", "penilaian {name}"),
    "source.entry": ("log entry {entry}", "entri log {entry}"),
    "source.duty": ("rule {name}", "aturan {name}"),
    "source.workspace": ("the workspace", "ruang kerja"),
    "source.question": ("question to the vendor “{name}”", "pertanyaan kepada vendor “{name}”"),
    "source.tasks": ("the tasks of the case", "tugas kasus"),
    "page": ("Page", "Halaman"),
    "none_personal": (
        "It holds no value of an affected person.",
        "Tidak memuat data milik orang yang terdampak.",
    ),
}


def word(key: str, lang: Lang) -> str:
    """A word or sentence by its key."""
    return _WORDS[key][1 if lang == "id" else 0]


def source_text(source: Source, lang: Lang) -> str:
    """`fact “How it happened”, log entry 4`; `assessment 1`."""
    key = f"source.{source.of}"
    where = word("source.fact0" if source.of == "fact" and not source.entry else key, lang)
    text = where.format(name=source.name, entry=source.entry)
    if source.of == "fact":
        fact = "fakta" if lang == "id" else "fact"
        return f"{fact} “{NAMES[lang].fact(source.name).removeprefix(NOTE)}”, {text}"
    return text
