"""Notice of a breach to a supervisory authority: GDPR Art. 33(3), first or complete; Art. 33(4), in phases.

Source: Regulation (EU) 2016/679, Art. 33(3) and (4); the order follows what is reported of the EDPB's draft of a
common form (10 June 2026, 125 questions, in consultation until 5 August 2026). The draft itself was not read.
"""

from __future__ import annotations

from typing import Final

from waspada.flows.forms import asks
from waspada.flows.forms.asks import ask
from waspada.flows.forms.form import Form, Owner, Part

_CROSS: Final = ask(
    "cross_border",
    "People in several member states; the authority that leads",
    "Orang di beberapa negara anggota; otoritas utama",
    "states",
    "authority",
    facts=("eu_main_establishment", "note.cross_border"),
    owner=Owner.COUNSEL,
)

FORM: Final = Form(
    id="gdpr33",
    title={
        "en": "Notice of a personal data breach to the supervisory authority",
        "id": "Pemberitahuan pelanggaran data pribadi kepada otoritas pengawas",
    },
    law={"en": "GDPR, Article 33(3) and (4)", "id": "GDPR, Pasal 33(3) dan (4)"},
    official={
        "en": "Most authorities take it on a form of their own, in the language of their country.",
        "id": "Umumnya otoritas memakai formulirnya sendiri, dalam bahasa negaranya.",
    },
    source="Regulation (EU) 2016/679, Art. 33(3), (4); order after reports of the EDPB draft of June 2026, not read",
    duties=("eu_gdpr.authority",),
    parts=(
        Part(
            id="notice",
            title={"en": "About this notice", "id": "Tentang pemberitahuan ini"},
            asks=(asks.STAGE, asks.REPORTER, asks.ROLE, asks.CONTACT, asks.OTHERS, asks.SUBPROCESSORS, _CROSS),
        ),
        Part(
            id="timing",
            title={"en": "When it happened", "id": "Kapan terjadi"},
            asks=(asks.BEGAN, asks.ENDED, asks.NOTICED, asks.TOLD_US, asks.AWARE, asks.DELAY),
        ),
        Part(
            id="nature",
            title={
                "en": "Nature of the breach, people and records (Art. 33(3)(a))",
                "id": "Sifat pelanggaran, orang, dan rekaman data (Pasal 33(3)(a))",
            },
            asks=(
                asks.WHAT,
                asks.KIND,
                asks.PEOPLE_KINDS,
                asks.PEOPLE,
                asks.RESIDENCE,
                asks.VULNERABLE,
                asks.DATA,
                asks.CATEGORIES,
                asks.SPECIAL,
                asks.WEIGHTY,
                asks.RECORDS,
                asks.PERIOD,
                asks.ENCRYPTED,
                asks.PROTECTION,
            ),
        ),
        Part(
            id="consequences",
            title={
                "en": "Likely consequences (Art. 33(3)(c))",
                "id": "Akibat yang mungkin timbul (Pasal 33(3)(c))",
            },
            asks=(asks.CONSEQUENCES, asks.RISK, asks.HARM),
        ),
        Part(
            id="measures",
            title={"en": "Measures taken or proposed (Art. 33(3)(d))", "id": "Tindakan (Pasal 33(3)(d))"},
            asks=(asks.CLOSED, asks.MITIGATE, asks.PREVENT),
        ),
        Part(
            id="communication",
            title={"en": "Who is told (Art. 34), and what follows", "id": "Siapa yang diberi tahu (Pasal 34)"},
            asks=(asks.PEOPLE_TOLD, asks.ADVICE, asks.TOLD, asks.UNSURE),
        ),
    ),
)
