"""The facts that the project knows by name: their shape, and what people call them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

NOTE: Final = "note."
"""Before any other name: a fact that only people read."""


class Shape(StrEnum):
    """What a value looks like."""

    TEXT = "text"
    MOMENT = "moment"
    """With its zone, or two with a slash between them."""
    COUNT = "count"
    """A number, `10000-12000`, or `10000+`."""
    LIST = "list"
    """With commas."""
    COUNTRIES = "countries"
    """ISO 3166-1 codes, with commas."""
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Known:
    """One fact that we know by name."""

    shape: Shape
    en: str
    id: str


KNOWN: Final[Mapping[str, Known]] = MappingProxyType(
    {
        "vendor": Known(Shape.TEXT, "Vendor", "Vendor"),
        "product": Known(Shape.TEXT, "Service affected", "Layanan yang terdampak"),
        "cause": Known(Shape.TEXT, "How it happened", "Bagaimana terjadi"),
        "occurred_from": Known(Shape.MOMENT, "Attack began", "Serangan dimulai"),
        "occurred_to": Known(Shape.MOMENT, "Attack ended", "Serangan berakhir"),
        "detected_at": Known(Shape.MOMENT, "Vendor noticed", "Vendor mengetahui"),
        "told_us_at": Known(Shape.MOMENT, "Vendor told us", "Vendor memberi tahu"),
        "aware_at": Known(Shape.MOMENT, "We are aware since", "Kita mengetahui sejak"),
        "received_at": Known(Shape.MOMENT, "Data received", "Data diterima"),
        "people": Known(Shape.COUNT, "People affected", "Orang yang terdampak"),
        "records": Known(Shape.COUNT, "Records affected", "Rekaman yang terdampak"),
        "fields": Known(Shape.LIST, "Data affected", "Data yang terdampak"),
        "countries": Known(Shape.COUNTRIES, "Countries", "Negara"),
        "encrypted": Known(Shape.YES_NO, "Data was encrypted", "Data terenkripsi"),
        "key_taken": Known(Shape.YES_NO, "Its key was taken too", "Kuncinya ikut diambil"),
        "contained": Known(Shape.YES_NO, "Access is closed", "Akses sudah ditutup"),
        "published": Known(Shape.YES_NO, "Data was published", "Data dipublikasikan"),
        "attacker_contact": Known(Shape.YES_NO, "Attacker made contact", "Penyerang menghubungi"),
        "vendor_account.records": Known(Shape.COUNT, "Vendor: records exported", "Vendor: rekaman yang diekspor"),
        "vendor_account.people": Known(Shape.COUNT, "Vendor: people in the export", "Vendor: orang dalam ekspor"),
        "vendor_account.files": Known(Shape.COUNT, "Vendor: files exported", "Vendor: berkas yang diekspor"),
        "vendor_account.from": Known(Shape.MOMENT, "Vendor: first record", "Vendor: rekaman pertama"),
        "vendor_account.to": Known(Shape.MOMENT, "Vendor: last record", "Vendor: rekaman terakhir"),
        "vendor_account.fields": Known(Shape.LIST, "Vendor: fields exported", "Vendor: kolom yang diekspor"),
    }
)
"""In the order in which a reader wants them. `vendor_account.` is what the vendor says it exported: checked against
the hand-overs, day by day and field by field."""


def label(name: str, lang: str) -> str:
    """What people call a fact; a note by its own name."""
    known = KNOWN.get(name)
    return name if known is None else known.id if lang == "id" else known.en
