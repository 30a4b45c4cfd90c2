"""Kinds grouped into the families that people think in: passwords, payment details, contact details …

Categories are Fideslang 3.2 keys, or beginnings of one. The first row that fits a kind wins, so the narrow ones
stand first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final, NamedTuple

from waspada.core.language import Lang


class Family(NamedTuple):
    """A group of kinds under one plain name."""

    id: str
    label: Mapping[Lang, str]
    """As a row of a table."""
    one: Mapping[Lang, str]
    """One of them, in a sentence: `No password … was found`."""
    kinds: tuple[str, ...]
    """Words in a kind id that settle it, whatever the category; one that ends with a dot must stand first."""
    categories: tuple[str, ...]
    """Beginnings of the category."""


def _family(
    key: str, en: str, indonesian: str, one: tuple[str, str], kinds: Iterable[str], categories: Iterable[str]
) -> Family:
    labels: dict[Lang, str] = {"en": en, "id": indonesian}
    single: dict[Lang, str] = {"en": one[0], "id": one[1]}
    return Family(key, labels, single, tuple(kinds), tuple(categories))


FAMILIES: Final = (
    _family(
        "passwords",
        "Passwords and password hashes",
        "Kata sandi dan hash kata sandi",
        ("password", "kata sandi"),
        ("secret.password", "secret.bcrypt", "secret.argon", "secret.ntlm", "secret.scrypt"),
        ("user.authorization.password",),
    ),
    _family(
        "sessions",
        "Sign-in sessions and one-time codes",
        "Sesi masuk dan kode sekali pakai",
        ("session token", "token sesi"),
        ("secret.session", "secret.one_time", "secret.jwt"),
        (),
    ),
    _family(
        "keys",
        "API keys, access tokens and private keys",
        "Kunci API, token akses, dan kunci privat",
        ("API key", "kunci API"),
        ("secret.",),
        ("user.authorization.credentials", "system.authentication"),
    ),
    _family(
        "payment",
        "Payment and bank details",
        "Data pembayaran dan rekening bank",
        ("payment detail", "data pembayaran"),
        (),
        ("user.payment", "user.financial", "user.credit_score"),
    ),
    _family(
        "government",
        "Government and tax numbers",
        "Nomor identitas resmi dan nomor pajak",
        ("government ID", "nomor identitas resmi"),
        ("id.",),
        ("user.government_id",),
    ),
    _family(
        "content",
        "Conversations, requests and other content",
        "Percakapan, permintaan, dan isi lain",
        ("conversation", "isi percakapan"),
        (),
        ("user.content", "user.correspondence"),
    ),
    _family(
        "sensitive",
        "Health, biometrics and other sensitive data",
        "Kesehatan, biometrik, dan data sensitif lain",
        ("health or biometric record", "data kesehatan atau biometrik"),
        (),
        (
            "user.health",
            "user.biometrics",
            "user.authorization.biometrics",
            "user.sexual_history",
            "user.criminal_history",
            "user.children",
            "user.demographic.philosophical",
            "user.demographic.political",
            "user.demographic.protected",
            "user.demographic.race",
            "user.demographic.religious",
            "user.demographic.sexual",
            "user.demographic.union",
        ),
    ),
    _family(
        "precise",
        "Precise location",
        "Lokasi persis",
        ("precise location", "lokasi persis"),
        (),
        ("user.location.precise",),
    ),
    _family(
        "personal",
        "Birth date and other personal details",
        "Tanggal lahir dan data pribadi lain",
        ("birth date", "tanggal lahir"),
        (),
        ("user.demographic",),
    ),
    _family("names", "Names", "Nama", ("name", "nama"), (), ("user.name",)),
    _family(
        "contact",
        "Contact details",
        "Data kontak",
        ("contact detail", "data kontak"),
        (),
        ("user.contact", "user.social"),
    ),
    _family("location", "Rough location", "Lokasi kasar", ("rough location", "lokasi kasar"), (), ("user.location",)),
    _family(
        "ids",
        "Account and organisation IDs",
        "ID akun dan ID organisasi",
        ("account ID", "ID akun"),
        ("organisation_id", "token_issuer"),
        ("user.unique_id", "user.account"),
    ),
    _family(
        "device",
        "Device, browser and network",
        "Perangkat, peramban, dan jaringan",
        ("device or browser detail", "data perangkat atau peramban"),
        ("locale", "timezone"),
        ("user.device", "user.telemetry", "user.sensor", "user.user_sensor", "user.privacy_preferences"),
    ),
    _family(
        "behaviour",
        "Pages visited and use of the service",
        "Halaman yang dibuka dan pemakaian layanan",
        ("page visited", "halaman yang dibuka"),
        (),
        ("user.behavior", "user.tracking", "user.settings"),
    ),
    _family(
        "work",
        "Employer and job",
        "Tempat kerja dan pekerjaan",
        ("job title", "jabatan"),
        (),
        ("user.professional_information", "user.workplace", "user.employment"),
    ),
    _family("other", "Other data", "Data lain", ("other personal value", "data pribadi lain"), (), ("",)),
)


SENSITIVE: Final = frozenset(
    {"passwords", "sessions", "keys", "payment", "government", "content", "sensitive", "precise", "personal", "contact"}
)
"""Families that are named first even where few people are concerned."""

PARTS: Final = frozenset({"names", "location", "ids", "work"})
"""Families whose kinds are parts of one another: where one was found, that another was not says nothing."""


@cache
def family_of(kind: str, category: str) -> Family:
    """The family of a kind; the last one takes what no other does."""
    for family in FAMILIES:
        if any(kind.startswith(word) if word.endswith(".") else word in kind for word in family.kinds):
            return family
    return next(family for family in FAMILIES if family.categories and category.startswith(family.categories))
