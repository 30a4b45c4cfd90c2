"""Report of a personal data breach to the ICO, in six parts.

Source: ICO, "Report a personal data breach" (online form, "Part one of six: About your report", and its note that no
personal data may stand in it) and the questions of its earlier form in Word. The headings of parts two to six of the
online form were not readable in the stored copies: they are ours, over the questions of the earlier form.
"""

from __future__ import annotations

from typing import Final

from waspada.flows.forms import asks
from waspada.flows.forms.asks import ask
from waspada.flows.forms.form import Form, Owner, Part

_CYBER: Final = ask(
    "cyber",
    "Whether it was a cyber incident, and what of confidentiality, integrity and availability it touched",
    "Apakah ini insiden siber, dan apakah kerahasiaan, keutuhan, atau ketersediaan terdampak",
    facts=("external_attack", "acquired", "note.integrity"),
    question="what",
    owner=Owner.VENDOR,
)
_TRAINING: Final = ask(
    "training",
    "Whether staff of ours were involved, and their data protection training",
    "Apakah staf kami terlibat, dan pelatihan pelindungan data mereka",
    facts=("note.staff_training",),
    owner=Owner.DPO,
)

FORM: Final = Form(
    id="ico",
    title={
        "en": "Report of a personal data breach to the ICO",
        "id": "Laporan pelanggaran data pribadi kepada ICO",
    },
    law={"en": "UK GDPR, Article 33", "id": "UK GDPR, Pasal 33"},
    official={
        "en": "The ICO takes it in English, on its online form: copy the answers over.",
        "id": "ICO menerimanya dalam bahasa Inggris lewat formulir daring: salin jawabannya.",
    },
    source="ICO online form, part one of six, and its earlier form in Word; headings of parts two to six are ours",
    duties=("uk_gdpr.authority",),
    parts=(
        Part(
            id="report",
            title={"en": "Part 1: About your report", "id": "Bagian 1: Tentang laporan Anda"},
            asks=(asks.STAGE, asks.ROLE, asks.DELAY),
        ),
        Part(
            id="breach",
            title={"en": "Part 2: About the breach", "id": "Bagian 2: Tentang pelanggaran"},
            asks=(asks.WHAT, asks.OTHERS, asks.FOUND_OUT, asks.AWARE, asks.BEGAN, asks.ENDED, asks.ONGOING),
        ),
        Part(
            id="data",
            title={"en": "Part 3: Data and people affected", "id": "Bagian 3: Data dan orang yang terdampak"},
            asks=(
                asks.DATA,
                asks.SPECIAL,
                asks.WEIGHTY,
                asks.RECORDS,
                asks.PEOPLE,
                asks.PEOPLE_KINDS,
                asks.VULNERABLE,
                asks.CONSEQUENCES,
                asks.RISK,
                asks.HARM,
            ),
        ),
        Part(
            id="security",
            title={"en": "Part 4: The incident, and what was in place", "id": "Bagian 4: Insiden dan pengamanan"},
            asks=(_CYBER, asks.ENCRYPTED, asks.PROTECTION, _TRAINING),
        ),
        Part(
            id="action",
            title={"en": "Part 5: Taking action", "id": "Bagian 5: Tindakan"},
            asks=(asks.CLOSED, asks.MITIGATE, asks.PREVENT, asks.PEOPLE_TOLD, asks.TOLD, asks.POLICE, asks.UNSURE),
        ),
        Part(
            id="about",
            title={"en": "Part 6: About you", "id": "Bagian 6: Tentang Anda"},
            asks=(asks.REPORTER, asks.CONTACT),
        ),
    ),
)
