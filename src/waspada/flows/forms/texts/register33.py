"""One line of the register of breaches: what GDPR Art. 33(5) wants documented, whether the breach was notified or not.

Source: Regulation (EU) 2016/679, Art. 33(5) ("the facts relating to the personal data breach, its effects and the
remedial action taken"); EDPB Guidelines 9/2022, part V.A (also the reasoning behind a decision not to notify).
"""

from __future__ import annotations

from typing import Final

from waspada.flows.forms import asks
from waspada.flows.forms.form import Form, Part

FORM: Final = Form(
    id="register",
    title={"en": "Register of personal data breaches", "id": "Register pelanggaran data pribadi"},
    law={"en": "GDPR, Article 33(5)", "id": "GDPR, Pasal 33(5)"},
    official={"en": "Kept for the authority to look at.", "id": "Disimpan agar dapat diperiksa otoritas."},
    source="Regulation (EU) 2016/679, Art. 33(5); EDPB Guidelines 9/2022, part V.A",
    duties=(),
    parts=(
        Part(
            id="facts",
            title={"en": "Facts", "id": "Fakta"},
            asks=(asks.WHAT, asks.OTHERS, asks.BEGAN, asks.ENDED, asks.AWARE),
        ),
        Part(
            id="data",
            title={"en": "Data and people", "id": "Data dan orang"},
            asks=(asks.CATEGORIES, asks.PEOPLE_KINDS, asks.PEOPLE, asks.RECORDS),
        ),
        Part(id="effects", title={"en": "Effects", "id": "Dampak"}, asks=(asks.CONSEQUENCES, asks.HARM)),
        Part(
            id="remedy",
            title={"en": "Remedial action", "id": "Tindakan pemulihan"},
            asks=(asks.CLOSED, asks.MITIGATE, asks.PREVENT),
        ),
        Part(id="risk", title={"en": "Risk", "id": "Risiko"}, asks=(asks.RISK,)),
    ),
)
