"""The data categories we speak of, by their Fideslang keys, with names for people in English and Indonesian.

Keys as in Fideslang 3.2.0 (github.com/ethyca/fideslang, `data_files/data_categories.csv`, CC BY 4.0). That version
replaced some keys of 2.x (`user.location.imprecise` became `user.location.coarse`); claims written with an old key
still work, through `canonical`.

>>> covers("user.contact", "user.contact.email")
True
>>> covers("user.name", "user.name_tag")
False
>>> covers("user.location.imprecise", "user.location.coarse")
True
>>> label("user.contact.email", "id")
'alamat e-mail'
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Lang = Literal["en", "id"]

_ROWS: tuple[tuple[str, str, str], ...] = (
    ("system", "system data", "data sistem"),
    ("system.authentication", "system authentication data", "data autentikasi sistem"),
    ("system.operations", "system operations data", "data operasional sistem"),
    ("user", "data about people", "data tentang orang"),
    ("user.account", "account information", "informasi akun"),
    ("user.account.username", "user name of the account", "nama pengguna akun"),
    ("user.authorization", "access and permissions", "akses dan izin"),
    ("user.authorization.biometrics", "biometric sign-in data", "data masuk biometrik"),
    ("user.authorization.credentials", "credentials, keys and tokens", "kredensial, kunci, dan token"),
    ("user.authorization.password", "password", "kata sandi"),
    ("user.behavior", "behaviour", "perilaku"),
    ("user.behavior.browsing_history", "pages visited and referring sites", "halaman yang dibuka dan situs perujuk"),
    ("user.behavior.media_consumption", "media watched or read", "media yang ditonton atau dibaca"),
    ("user.behavior.purchase_history", "purchases", "riwayat pembelian"),
    ("user.behavior.search_history", "searches", "riwayat pencarian"),
    ("user.biometrics", "biometric data", "data biometrik"),
    ("user.biometrics.fingerprint", "fingerprint", "sidik jari"),
    ("user.biometrics.retinal", "retina scan", "pindaian retina"),
    ("user.biometrics.voice", "voice recording", "rekaman suara"),
    ("user.children", "data about children", "data anak"),
    ("user.contact", "contact data", "data kontak"),
    ("user.contact.address", "postal address", "alamat pos"),
    ("user.contact.address.city", "city of the postal address", "kota pada alamat pos"),
    ("user.contact.address.country", "country of the postal address", "negara pada alamat pos"),
    ("user.contact.address.mailing_address", "whole mailing address", "alamat surat lengkap"),
    ("user.contact.address.postal_code", "postal code", "kode pos"),
    ("user.contact.address.state", "state or province of the postal address", "provinsi pada alamat pos"),
    ("user.contact.address.street", "street address", "alamat jalan"),
    ("user.contact.email", "e-mail address", "alamat e-mail"),
    ("user.contact.fax_number", "fax number", "nomor faks"),
    ("user.contact.phone_number", "phone number", "nomor telepon"),
    ("user.contact.social_url", "website or social profile", "situs web atau profil media sosial"),
    ("user.content", "what people wrote or made", "isi yang ditulis atau dibuat orang"),
    ("user.content.private", "private content", "isi pribadi"),
    ("user.content.public", "public content", "isi publik"),
    ("user.content.self_image", "picture of the person", "gambar orang"),
    ("user.criminal_history", "criminal history", "catatan kejahatan"),
    ("user.demographic", "demographic data", "data demografi"),
    ("user.demographic.age_range", "age", "usia"),
    ("user.demographic.citizenship_or_immigration_status", "citizenship", "kewarganegaraan"),
    ("user.demographic.date_of_birth", "date of birth", "tanggal lahir"),
    ("user.demographic.gender", "gender", "jenis kelamin"),
    ("user.demographic.language", "language", "bahasa"),
    ("user.demographic.marital_status", "marital status", "status perkawinan"),
    ("user.demographic.philosophical_belief", "philosophical belief", "keyakinan filosofis"),
    ("user.demographic.political_opinion", "political opinion", "pandangan politik"),
    ("user.demographic.profile", "profile data", "data profil"),
    ("user.demographic.protected_classifications", "protected characteristics", "ciri yang dilindungi"),
    ("user.demographic.race_ethnicity", "race or ethnicity", "ras atau suku"),
    ("user.demographic.religious_belief", "religion", "agama"),
    ("user.demographic.sexual_orientation", "sexual orientation", "orientasi seksual"),
    ("user.demographic.union_membership", "union membership", "keanggotaan serikat pekerja"),
    ("user.device", "device data", "data perangkat"),
    ("user.device.cookie", "cookie", "kuki"),
    ("user.device.cookie_id", "cookie id", "ID kuki"),
    ("user.device.device_id", "device id", "ID perangkat"),
    ("user.device.ip_address", "IP address", "alamat IP"),
    ("user.device.sensor", "device sensor data", "data sensor perangkat"),
    ("user.device.telemetry", "device telemetry", "telemetri perangkat"),
    ("user.financial", "financial data", "data keuangan"),
    ("user.financial.bank_account", "bank account", "rekening bank"),
    ("user.financial.credit_card", "payment card", "kartu pembayaran"),
    ("user.government_id", "government id", "nomor identitas negara"),
    ("user.government_id.birth_certificate", "birth certificate", "akta kelahiran"),
    ("user.government_id.drivers_license_number", "driving licence number", "nomor SIM"),
    ("user.government_id.immigration", "immigration id", "nomor imigrasi"),
    ("user.government_id.national_identification_number", "national identity number", "nomor induk kependudukan"),
    ("user.government_id.passport_number", "passport number", "nomor paspor"),
    ("user.government_id.vehicle_registration", "vehicle registration", "nomor kendaraan"),
    ("user.health", "health data", "data kesehatan"),
    ("user.health.genetic", "genetic data", "data genetik"),
    ("user.health.insurance_beneficiary_id", "health insurance number", "nomor asuransi kesehatan"),
    ("user.health.record_id", "medical record number", "nomor rekam medis"),
    ("user.location", "location", "lokasi"),
    ("user.location.coarse", "coarse location", "lokasi perkiraan"),
    ("user.location.precise", "precise location", "lokasi tepat"),
    ("user.name", "name", "nama"),
    ("user.name.first", "first name", "nama depan"),
    ("user.name.last", "last name", "nama belakang"),
    ("user.payment", "payment data", "data pembayaran"),
    ("user.privacy_preferences", "privacy choices", "pilihan privasi"),
    ("user.professional_information", "work data", "data pekerjaan"),
    ("user.professional_information.job_title", "job title", "jabatan"),
    ("user.professional_information.workplace", "organisation", "organisasi"),
    ("user.sensor", "sensor data", "data sensor"),
    ("user.settings", "settings", "pengaturan"),
    ("user.social_activity", "social activity", "aktivitas sosial"),
    ("user.unique_id", "user id", "ID pengguna"),
    ("user.unique_id.deterministic", "id derived from the person's data", "ID turunan dari data orang"),
)

_SENSITIVE = (
    "user.authorization",
    "user.biometrics",
    "user.children",
    "user.content.private",
    "user.criminal_history",
    "user.demographic.citizenship_or_immigration_status",
    "user.demographic.philosophical_belief",
    "user.demographic.political_opinion",
    "user.demographic.protected_classifications",
    "user.demographic.race_ethnicity",
    "user.demographic.religious_belief",
    "user.demographic.sexual_orientation",
    "user.demographic.union_membership",
    "user.financial",
    "user.government_id",
    "user.health",
    "user.location.precise",
    "user.payment",
)
"""Special categories of GDPR Art. 9 and 10 and "specific" data of UU PDP Art. 4(2), what opens a door or a purse."""

REPLACED = MappingProxyType(
    {
        "user.account.settings": "user.settings",
        "user.authorization.biometric": "user.authorization.biometrics",
        "user.biometric": "user.biometrics",
        "user.childrens": "user.children",
        "user.contact.organization": "user.professional_information.workplace",
        "user.contact.url": "user.contact.social_url",
        "user.health_and_medical": "user.health",
        "user.job_title": "user.professional_information.job_title",
        "user.location.imprecise": "user.location.coarse",
        "user.social": "user.social_activity",
        "user.telemetry": "user.device.telemetry",
        "user.unique_id.pseudonymous": "user.unique_id",
        "user.user_sensor": "user.device.sensor",
        "user.workplace": "user.professional_information.workplace",
    }
)
"""Old key → the key that replaced it in 3.2.0 (`user.contact.organization` has no heir there; workplace is ours)."""


@dataclass(frozen=True, slots=True)
class Category:
    """One Fideslang data category."""

    key: str
    label: str
    """English, lower case."""
    label_id: str
    """Indonesian."""
    sensitive: bool
    """Needs more care: special category, credential, money, government id, exact place."""


def canonical(key: str) -> str:
    """Today's key for `key`: old keys are replaced, current and unknown ones returned as they are."""
    head, tail = key, ""
    while head:
        if head in REPLACED:
            return REPLACED[head] + tail
        head, dot, last = head.rpartition(".")
        tail = f"{dot}{last}{tail}"
    return key


def covers(category: str, key: str) -> bool:
    """Whether `key` is `category` or lies below it."""
    upper, lower = canonical(category), canonical(key)
    return lower == upper or lower.startswith(upper + ".")


def parent(key: str) -> str:
    """The category above, or an empty string at the top."""
    return canonical(key).rpartition(".")[0]


def is_sensitive(key: str) -> bool:
    """Whether the category or one above it is sensitive."""
    return any(covers(upper, key) for upper in _SENSITIVE)


CATEGORIES: MappingProxyType[str, Category] = MappingProxyType(
    {key: Category(key, en, id_, is_sensitive(key)) for key, en, id_ in _ROWS}
)


def is_known(key: str) -> bool:
    """Whether the key, or the one that replaced it, is in our list."""
    return canonical(key) in CATEGORIES


def label(key: str, lang: Lang = "en") -> str:
    """The name for people; an unknown key is its own name."""
    category = CATEGORIES.get(canonical(key))
    if category is None:
        return key
    return category.label_id if lang == "id" else category.label
