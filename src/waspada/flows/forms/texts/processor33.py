"""Notice of a processor to a controller, with what the controller needs for its own.

Source: GDPR Art. 33(2); Art. 28(3)(f) (the processor assists the controller); the contents are those of Art. 33(3).
"""

from __future__ import annotations

from typing import Final

from waspada.flows.forms import asks
from waspada.flows.forms.form import Form, Part

FORM: Final = Form(
    id="processor33",
    title={
        "en": "Notice of a personal data breach to the controller",
        "id": "Pemberitahuan pelanggaran data pribadi kepada pengendali data",
    },
    law={"en": "GDPR, Article 33(2)", "id": "GDPR, Pasal 33(2)"},
    official={
        "en": "In the language of the contract with the controller.",
        "id": "Dalam bahasa perjanjian dengan pengendali data.",
    },
    source="Regulation (EU) 2016/679, Art. 33(2), 28(3)(f); contents of Art. 33(3)",
    duties=("eu_gdpr.controller", "uk_gdpr.controller"),
    parts=(
        Part(
            id="notice",
            title={"en": "About this notice", "id": "Tentang pemberitahuan ini"},
            asks=(asks.STAGE, asks.REPORTER, asks.CONTACT, asks.OTHERS, asks.SUBPROCESSORS),
        ),
        Part(
            id="timing",
            title={"en": "When it happened", "id": "Kapan terjadi"},
            asks=(asks.BEGAN, asks.ENDED, asks.NOTICED, asks.AWARE),
        ),
        Part(
            id="nature",
            title={
                "en": "What you need for your notice: Art. 33(3)(a)",
                "id": "Untuk pemberitahuan Anda: Pasal 33(3)(a)",
            },
            asks=(
                asks.WHAT,
                asks.KIND,
                asks.PEOPLE_KINDS,
                asks.PEOPLE,
                asks.RESIDENCE,
                asks.DATA,
                asks.SPECIAL,
                asks.WEIGHTY,
                asks.RECORDS,
                asks.ENCRYPTED,
            ),
        ),
        Part(
            id="consequences",
            title={
                "en": "Likely consequences, for you to weigh: Art. 33(3)(c)",
                "id": "Akibat yang mungkin timbul, untuk Anda nilai: Pasal 33(3)(c)",
            },
            asks=(asks.CONSEQUENCES, asks.HARM),
        ),
        Part(
            id="measures",
            title={"en": "Measures: Art. 33(3)(d)", "id": "Tindakan: Pasal 33(3)(d)"},
            asks=(asks.CLOSED, asks.MITIGATE, asks.PREVENT, asks.UNSURE),
        ),
    ),
)
