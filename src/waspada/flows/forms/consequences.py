"""What can follow for people from data of a category: sentences to start from, which a person weighs.

Source: the kinds of damage in GDPR recital 85 and EDPB Guidelines 9/2022, part IV; which category leads to which is
our own, and stands beside the signed risk assessment, never in its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Consequence:
    """One thing that can follow."""

    categories: tuple[str, ...]
    en: str
    id: str


CONSEQUENCES: Final = (
    Consequence(
        ("user.contact.email", "user.contact.phone_number", "user.name"),
        "Phishing by e-mail, telephone or message that names the person and our service is likely.",
        "Phishing lewat e-mail, telepon, atau pesan yang menyebut nama orang dan layanan kami mungkin terjadi.",
    ),
    Consequence(
        ("user.authorization", "user.device.cookie"),
        "Keys, passwords or tokens can be used to enter accounts until they are replaced.",
        "Kunci, kata sandi, atau token dapat dipakai untuk masuk ke akun sampai diganti.",
    ),
    Consequence(
        ("user.government_id", "user.demographic.date_of_birth"),
        "Government numbers and dates of birth can be used for identity fraud.",
        "Nomor identitas negara dan tanggal lahir dapat dipakai untuk penyalahgunaan identitas.",
    ),
    Consequence(
        ("user.financial", "user.payment"),
        "Payment data can lead to financial loss.",
        "Data pembayaran dapat menimbulkan kerugian keuangan.",
    ),
    Consequence(
        ("user.health", "user.biometrics", "user.demographic.religious_belief", "user.demographic.sexual_orientation"),
        "Knowledge of health, belief or private life can lead to discrimination or damage to reputation.",
        "Informasi tentang kesehatan, keyakinan, atau kehidupan pribadi dapat menimbulkan diskriminasi atau "
        "merusak nama baik.",
    ),
    Consequence(
        ("user.contact.address", "user.location.precise"),
        "A postal address or exact place can lead to unwanted contact at home.",
        "Alamat atau lokasi tepat dapat menimbulkan gangguan di tempat tinggal.",
    ),
    Consequence(
        ("user.content", "user.behavior"),
        "What people wrote or which pages they opened can be held against them.",
        "Tulisan orang atau halaman yang mereka buka dapat dipakai untuk menekan mereka.",
    ),
    Consequence(
        ("user.location.coarse", "user.device", "user.unique_id", "user.professional_information"),
        "User ids, device data, place and organisation make a false message more believable.",
        "ID pengguna, data perangkat, tempat, dan organisasi membuat pesan palsu lebih meyakinkan.",
    ),
)
