"""Letter to the attorney general of a state of the United States.

Source: what the statutes ask together (Cal. Civ. Code § 1798.82, N.Y. Gen. Bus. Law § 899-aa, Tex. Bus. & Com. Code
§ 521.053, Fla. Stat. § 501.171, Colo. Rev. Stat. § 6-1-716): the rule files of these states hold each one's own list.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from waspada.flows.forms import asks
from waspada.flows.forms.asks import ask
from waspada.flows.forms.form import Form, Owner, Part

_RESIDENTS: Final = replace(
    asks.PEOPLE,
    topics=("here", "people"),
    text={"en": "Number of residents of the state affected", "id": "Jumlah penduduk negara bagian yang terdampak"},
)
_NOTICE: Final = ask(
    "notice",
    "Notice to the residents, with a copy of it",
    "Pemberitahuan kepada penduduk, dengan salinannya",
    "people_told",
    facts=("note.communication",),
    owner=Owner.COUNSEL,
)
_SERVICES: Final = ask(
    "services",
    "Services offered free of charge, and how to use them",
    "Layanan yang ditawarkan tanpa biaya, dan cara memakainya",
    facts=("note.services_offered",),
    owner=Owner.COUNSEL,
)

FORM: Final = Form(
    id="us_ag",
    title={"en": "Letter to the attorney general", "id": "Surat kepada jaksa agung negara bagian"},
    law={"en": "Breach notification statute of the state", "id": "Undang-undang pemberitahuan negara bagian"},
    official={
        "en": "In English; several states take it on an online form: copy the answers over.",
        "id": "Dalam bahasa Inggris; beberapa negara bagian memakai formulir daring: salin jawabannya.",
    },
    source="union of the contents in the rule files of California, Colorado, Florida, New York and Texas",
    duties=("us_ca.authority", "us_co.authority", "us_fl.authority", "us_ny.authority", "us_tx.authority"),
    parts=(
        Part(
            id="sender",
            title={"en": "From", "id": "Pengirim"},
            asks=(asks.REPORTER, asks.CONTACT, asks.STAGE),
        ),
        Part(
            id="incident",
            title={"en": "What happened", "id": "Apa yang terjadi"},
            asks=(asks.WHAT, asks.OTHERS, asks.BEGAN, asks.ENDED, asks.AWARE),
        ),
        Part(
            id="information",
            title={"en": "What information was involved", "id": "Informasi yang terlibat"},
            asks=(asks.DATA, asks.WEIGHTY, asks.ENCRYPTED),
        ),
        Part(id="residents", title={"en": "Residents affected", "id": "Penduduk yang terdampak"}, asks=(_RESIDENTS,)),
        Part(
            id="measures",
            title={"en": "What we have done and will do", "id": "Yang sudah dan akan kami lakukan"},
            asks=(asks.CLOSED, asks.PREVENT, asks.POLICE),
        ),
        Part(
            id="notice",
            title={"en": "Notice to residents", "id": "Pemberitahuan kepada penduduk"},
            asks=(_NOTICE, _SERVICES, asks.DELAY),
        ),
    ),
)
