"""Postal addresses in parts: known by what the field means.

Source: Fideslang `user.contact.address`; ISO 19160-4 (UPU S42) for the parts; field names as vendors document them.
A city that a browser's address gave is not a postal address: that is `location.py`.
Worse mistake: a miss.
"""

from __future__ import annotations

from waspada.detect.evidence import ByMeaning
from waspada.detect.kind import By, Kind, Worse


def _part(id_: str, category: str, label: str, label_id: str, names: tuple[str, ...]) -> Kind:
    return Kind(
        id=id_,
        category=f"user.contact.address{category}",
        by=By.MEANING,
        worse=Worse.MISS,
        source="Fideslang user.contact.address; ISO 19160-4",
        label=label,
        label_id=label_id,
        names=names,
    )


def _each(part: str, *more: str) -> tuple[str, ...]:
    kinds = ("mailing", "billing", "shipping", "home", "postal", "delivery", "other", "permanent", "residential")
    return (*(f"{kind}_{part}" for kind in kinds), f"address_{part}", f"billing_detail_address_{part}", *more)


KINDS = (
    _part(
        "postal_address",
        "",
        "postal address",
        "alamat pos",
        (
            *("postal_address", "mailing_address", "billing_address", "shipping_address", "home_address"),
            *("full_address", "street_and_number", "delivery_address", "residential_address", "alamat"),
            *("alamat_lengkap", "alamat_rumah", "alamat_ktp", "alamat_pengiriman", "alamat_domisili", "domisili"),
            *("alamat_tinggal", "alamat_surat", "adresse", "direccion", "formatted_address"),
        ),
    ),
    _part(
        "street_address",
        ".street",
        "street address",
        "alamat jalan",
        _each(
            "street",
            *_each("line1"),
            *_each("line2"),
            *_each("line_1"),
            *_each("line_2"),
            *("street", "street_address", "street_name", "street_number", "house_number", "address1", "address2"),
            *("address_1", "address_2", "addr1", "addr2", "jalan", "nama_jalan", "nomor_rumah", "rt", "rw", "rt_rw"),
            *("kelurahan", "kecamatan", "desa", "desa_kelurahan", "strasse", "rue", "calle"),
        ),
    ),
    _part("address_city", ".city", "city of the postal address", "kota pada alamat pos", _each("city", "address_town")),
    _part(
        "address_state",
        ".state",
        "state or province of the postal address",
        "provinsi pada alamat pos",
        _each("state", *_each("province"), *_each("region"), *_each("state_code")),
    ),
    _part(
        "address_country",
        ".country",
        "country of the postal address",
        "negara pada alamat pos",
        _each("country", *_each("country_code")),
    ),
    _part(
        "postal_code",
        ".postal_code",
        "postal code",
        "kode pos",
        _each(
            "zip",
            *_each("postal_code"),
            *_each("zip_code"),
            *_each("postcode"),
            *(
                "postal_code",
                "postalcode",
                "zip",
                "zip_code",
                "zipcode",
                "postcode",
                "post_code",
                "kode_pos",
                "kodepos",
            ),
            *("plz", "code_postal", "codigo_postal", "geoip_postal_code", "pincode", "pin_code"),
        ),
    ),
)
KIND = KINDS[0]

FINDER = ByMeaning(KINDS)
