"""Written notice under Indonesia's UU PDP Art. 46(2), to the agency and to the person: three things it must hold.

Source: Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi, Pasal 46 ayat (2): data pribadi yang
terungkap; kapan dan bagaimana data pribadi terungkap; upaya penanganan dan pemulihan. No form of the agency was found.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from waspada.flows.forms import asks
from waspada.flows.forms.asks import ask
from waspada.flows.forms.form import Form, Owner, Part

_EXPOSED: Final = replace(
    asks.DATA, text={"en": "The personal data that was exposed", "id": "Data pribadi yang terungkap"}
)
_WHEN: Final = ask(
    "when",
    "When it was exposed",
    "Kapan data pribadi terungkap",
    "duration",
    facts=("occurred_from", "occurred_to"),
    question="when",
    owner=Owner.VENDOR,
)
_HOW: Final = replace(asks.WHAT, id="how", text={"en": "How it was exposed", "id": "Bagaimana data pribadi terungkap"})
_RECOVERY: Final = ask(
    "recovery",
    "How it is handled, and how it is recovered from",
    "Upaya penanganan dan pemulihan atas terungkapnya data pribadi",
    "handled",
    "tasks",
    facts=("contained", "note.measures_taken", "note.recovery"),
    question="closed",
    owner=Owner.VENDOR,
)

FORM: Final = Form(
    id="id46",
    title={
        "en": "Written notice of a failure of personal data protection",
        "id": "Pemberitahuan tertulis kegagalan pelindungan data pribadi",
    },
    law={"en": "Law 27 of 2022 of Indonesia (UU PDP), Article 46(2)", "id": "UU PDP (UU 27/2022), Pasal 46 ayat (2)"},
    official={
        "en": "It goes to the agency and to the person in Indonesian.",
        "id": "Disampaikan kepada lembaga dan kepada subjek data pribadi dalam bahasa Indonesia.",
    },
    source="UU 27/2022, Pasal 46 ayat (2); no form of the agency was found",
    duties=("id_pdp.authority", "id_pdp.individuals"),
    parts=(
        Part(
            id="exposed",
            title={"en": "a. The personal data exposed", "id": "a. Data pribadi yang terungkap"},
            asks=(_EXPOSED,),
        ),
        Part(
            id="when_how",
            title={"en": "b. When and how", "id": "b. Kapan dan bagaimana data pribadi terungkap"},
            asks=(_WHEN, _HOW),
        ),
        Part(
            id="recovery",
            title={"en": "c. Handling and recovery", "id": "c. Upaya penanganan dan pemulihan"},
            asks=(_RECOVERY,),
        ),
        Part(
            id="sender",
            title={"en": "Who gives this notice", "id": "Pengirim pemberitahuan"},
            asks=(asks.REPORTER, asks.CONTACT),
        ),
    ),
)
