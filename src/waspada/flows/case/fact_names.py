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
    PLACES = "places"
    """Country or region codes with commas: `ID,US-CA`; `none` is a list with nothing in it."""
    STATE = "state"
    """One country code, or `none`."""
    SECTORS = "sectors"
    """Words in small letters with commas; `none` is a list with nothing in it."""
    ROLE = "role"
    """`controller` or `processor`."""
    LEVEL = "level"
    """`unlikely`, `risk` or `high`."""


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
        "discovered_at": Known(Shape.MOMENT, "Breach discovered", "Pelanggaran ditemukan"),
        "reason_to_believe_at": Known(Shape.MOMENT, "Reason to believe", "Ada alasan menduga"),
        "determined_at": Known(Shape.MOMENT, "Breach determined", "Pelanggaran dipastikan"),
        "assessed_at": Known(Shape.MOMENT, "Assessment finished", "Penilaian selesai"),
        "classified_at": Known(Shape.MOMENT, "Classified as major", "Diklasifikasikan besar"),
        "material_at": Known(Shape.MOMENT, "Found to be material", "Dinyatakan material"),
        "received_at": Known(Shape.MOMENT, "Data received", "Data diterima"),
        "people": Known(Shape.COUNT, "People affected", "Orang yang terdampak"),
        "records": Known(Shape.COUNT, "Records affected", "Rekaman yang terdampak"),
        "fields": Known(Shape.LIST, "Data affected", "Data yang terdampak"),
        "countries": Known(Shape.COUNTRIES, "Countries", "Negara"),
        "external_attack": Known(Shape.YES_NO, "Attack from outside", "Serangan dari luar"),
        "acquired": Known(Shape.YES_NO, "Data was taken", "Data diambil"),
        "internal_only": Known(Shape.YES_NO, "Stayed inside", "Tetap di dalam"),
        "large_scale": Known(Shape.YES_NO, "Large scale", "Skala besar"),
        "encrypted": Known(Shape.YES_NO, "Data was encrypted", "Data terenkripsi"),
        "key_taken": Known(Shape.YES_NO, "Its key was taken too", "Kuncinya ikut diambil"),
        "contained": Known(Shape.YES_NO, "Access is closed", "Akses sudah ditutup"),
        "published": Known(Shape.YES_NO, "Data was published", "Data dipublikasikan"),
        "attacker_contact": Known(Shape.YES_NO, "Attacker made contact", "Penyerang menghubungi"),
        "role": Known(Shape.ROLE, "Our role", "Peran kita"),
        "controllers": Known(Shape.LIST, "Controllers we serve", "Pengendali yg dilayani"),
        "established_in": Known(Shape.PLACES, "We are established in", "Kita berkedudukan di"),
        "eu_main_establishment": Known(Shape.STATE, "Main seat in the EEA", "Kedudukan utama di EEA"),
        "does_business_in": Known(Shape.PLACES, "We do business in", "Kita berusaha di"),
        "sectors": Known(Shape.SECTORS, "Our sectors", "Sektor kita"),
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


FAMILIES: Final[Mapping[str, Known]] = MappingProxyType(
    {
        "told.": Known(Shape.MOMENT, "Done", "Selesai"),
        "judged.": Known(Shape.YES_NO, "Judged", "Dinilai"),
        "risk.": Known(Shape.LEVEL, "Risk", "Risiko"),
    }
)
"""Facts about one duty (`told.eu_gdpr.authority`), one question of a law, or one group of people (`risk.all`)."""


def known(name: str) -> Known | None:
    """What we know of a fact by its name; None: a note, or nothing."""
    family = next((found for prefix, found in FAMILIES.items() if name.startswith(prefix)), None)
    return KNOWN.get(name, family)


def label(name: str, lang: str) -> str:
    """What people call a fact; a note by its own name."""
    found = known(name)
    if found is None:
        return name
    words = found.id if lang == "id" else found.en
    return words if name in KNOWN else f"{words}: {name.partition('.')[2]}"
