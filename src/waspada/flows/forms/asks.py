"""What forms ask, once: each form puts these in its own order, and adds what only it asks.

Sources: GDPR Art. 33(3); what the EDPB's draft of a common form of June 2026 is reported to ask (type of notice,
controller and officer, nature and timing, people and data, measures in place, consequences, measures, communication);
the questions of the ICO's report form; UU PDP (Law 27 of 2022 of Indonesia) Art. 46(2). Ids stay: versions are
compared by them.
"""

from __future__ import annotations

from typing import Final

from waspada.flows.forms.form import Ask, Owner


def ask(
    name: str,
    en: str,
    other: str,
    *topics: str,
    facts: tuple[str, ...] = (),
    question: str = "",
    owner: Owner = Owner.TEAM,
) -> Ask:
    """One thing, in English and Indonesian."""
    text = {"en": en, "id": other}
    return Ask(id=name, text=text, topics=topics, facts=facts, question=question, owner=owner)


STAGE: Final = ask("stage", "Type of notice", "Jenis pemberitahuan", "stage")
REPORTER: Final = ask("reporter", "Who gives this notice", "Siapa yang memberitahukan", "reporter", owner=Owner.ADMIN)
CONTACT: Final = ask(
    "contact",
    "Data protection officer or other contact point",
    "Pejabat pelindungan data pribadi atau narahubung lain",
    "contact",
    owner=Owner.ADMIN,
)
ROLE: Final = ask(
    "role",
    "Our role for these people",
    "Peran kami bagi orang-orang ini",
    "role",
    facts=("role",),
    owner=Owner.COUNSEL,
)
OTHERS: Final = ask("others", "Other parties involved", "Pihak lain yang terlibat", "vendor")
SUBPROCESSORS: Final = ask(
    "subprocessors",
    "Sub-processors involved, and the countries in which the data is",
    "Subprosesor yang terlibat, dan negara tempat data berada",
    facts=("note.subprocessors",),
    question="subprocessors",
    owner=Owner.VENDOR,
)
WHAT: Final = ask(
    "what",
    "What happened, and how",
    "Apa yang terjadi, dan bagaimana",
    facts=("cause", "product"),
    question="what",
    owner=Owner.VENDOR,
)
KIND: Final = ask(
    "breach_kind",
    "Attack from outside; confidentiality: whether data was taken or published",
    "Serangan dari luar; kerahasiaan: apakah data diambil atau dipublikasikan",
    facts=("acquired", "published", "external_attack"),
    question="who",
    owner=Owner.VENDOR,
)
BEGAN: Final = ask(
    "began", "When it began", "Kapan dimulai", facts=("occurred_from",), question="when", owner=Owner.VENDOR
)
ENDED: Final = ask(
    "ended", "When it ended", "Kapan berakhir", "duration", facts=("occurred_to",), question="when", owner=Owner.VENDOR
)
NOTICED: Final = ask(
    "noticed",
    "When the vendor noticed it",
    "Kapan vendor mengetahuinya",
    facts=("detected_at",),
    question="noticed",
    owner=Owner.VENDOR,
)
TOLD_US: Final = ask("told_us", "When the vendor told us", "Kapan vendor memberi tahu kami", facts=("told_us_at",))
AWARE: Final = ask(
    "aware", "Since when we are aware of it", "Sejak kapan kami mengetahuinya", facts=("aware_at", "discovered_at")
)
FOUND_OUT: Final = ask(
    "found_out", "How we found out", "Bagaimana kami mengetahuinya", facts=("note.found_out",), owner=Owner.TEAM
)
ONGOING: Final = ask(
    "ongoing",
    "Whether it still goes on",
    "Apakah masih berlangsung",
    facts=("contained",),
    question="closed",
    owner=Owner.VENDOR,
)
PEOPLE_KINDS: Final = ask(
    "people_kinds",
    "Categories of people",
    "Kategori orang",
    "who",
    facts=("note.people_kinds",),
    question="people",
    owner=Owner.VENDOR,
)
PEOPLE: Final = ask(
    "people",
    "Approximate number of people",
    "Perkiraan jumlah orang",
    "people",
    "here",
    facts=("people",),
    question="count",
    owner=Owner.VENDOR,
)
RESIDENCE: Final = ask(
    "residence",
    "Where they live",
    "Di mana mereka tinggal",
    "residence",
    facts=("countries",),
    question="people",
    owner=Owner.VENDOR,
)
VULNERABLE: Final = ask(
    "vulnerable",
    "Children or other people who need more protection",
    "Anak atau orang lain yang memerlukan pelindungan lebih",
    facts=("note.vulnerable",),
    owner=Owner.DPO,
)
DATA: Final = ask(
    "data",
    "Personal data concerned",
    "Data pribadi yang terdampak",
    "data",
    facts=("fields",),
    question="fields",
    owner=Owner.VENDOR,
)
CATEGORIES: Final = ask("categories", "Categories of data", "Kategori data", "categories", facts=("note.categories",))
SPECIAL: Final = ask(
    "special",
    "Special categories of data, criminal records",
    "Kategori data khusus, catatan kejahatan",
    "special",
    facts=("note.special",),
    owner=Owner.DPO,
)
WEIGHTY: Final = ask(
    "weighty",
    "Credentials, payment data, government numbers",
    "Kredensial, data pembayaran, nomor identitas negara",
    "secrets",
    "absent",
    facts=("note.secrets",),
    question="secrets",
    owner=Owner.VENDOR,
)
RECORDS: Final = ask(
    "records",
    "Approximate number of records",
    "Perkiraan jumlah rekaman data",
    "records",
    facts=("records", "vendor_account.records"),
    question="count",
    owner=Owner.VENDOR,
)
PERIOD: Final = ask(
    "period",
    "Which period the data covers",
    "Periode yang dicakup data",
    "period",
    facts=("vendor_account.from", "vendor_account.to"),
    question="period",
    owner=Owner.VENDOR,
)
ENCRYPTED: Final = ask(
    "encrypted",
    "Whether the data was unreadable to others, and whether the key was taken",
    "Apakah data tidak terbaca oleh pihak lain, dan apakah kuncinya ikut diambil",
    facts=("encrypted", "key_taken"),
    question="encrypted",
    owner=Owner.VENDOR,
)
PROTECTION: Final = ask(
    "protection",
    "Measures that were in place before",
    "Tindakan pengamanan yang sudah ada sebelumnya",
    facts=("note.protection_before",),
)
CONSEQUENCES: Final = ask(
    "consequences",
    "Likely consequences for the people",
    "Akibat yang mungkin timbul bagi orang",
    "consequences",
    facts=("note.consequences",),
    owner=Owner.DPO,
)
RISK: Final = ask("risk", "How great the risk is, and why", "Seberapa besar risikonya, dan alasannya", "risk",
                  owner=Owner.COUNSEL)  # fmt: skip
HARM: Final = ask(
    "harm",
    "Whether harm is known already, or the data was published",
    "Apakah sudah ada kerugian yang diketahui, atau data dipublikasikan",
    facts=("note.harm", "published", "attacker_contact"),
    question="attacker",
    owner=Owner.VENDOR,
)
CLOSED: Final = ask(
    "closed",
    "Measures taken to end it",
    "Tindakan yang diambil untuk menghentikannya",
    "handled",
    facts=("contained", "note.measures_taken"),
    question="closed",
    owner=Owner.VENDOR,
)
MITIGATE: Final = ask(
    "mitigate",
    "Measures that reduce the effects for the people",
    "Tindakan untuk mengurangi dampak bagi orang",
    "tasks",
    facts=("note.measures_people",),
)
PREVENT: Final = ask(
    "prevent",
    "Measures against its happening again",
    "Tindakan agar tidak terulang",
    facts=("note.measures_planned",),
)
PEOPLE_TOLD: Final = ask(
    "people_told",
    "Whether and when the people are told, and how",
    "Apakah dan kapan orangnya diberi tahu, dan bagaimana",
    "people_told",
    facts=("note.communication",),
    owner=Owner.COUNSEL,
)
ADVICE: Final = ask(
    "advice",
    "What the people are advised to do",
    "Saran kepada orang yang terdampak",
    facts=("note.advice",),
    owner=Owner.DPO,
)
TOLD: Final = ask(
    "told",
    "Other authorities that were told or will be",
    "Otoritas lain yang sudah atau akan diberi tahu",
    "told",
    "other_duties",
    facts=("note.others_told",),
    owner=Owner.COUNSEL,
)
POLICE: Final = ask(
    "police",
    "Police or other law enforcement",
    "Polisi atau penegak hukum lain",
    facts=("note.police",),
    question="told",
    owner=Owner.VENDOR,
)
DELAY: Final = ask(
    "delay",
    "Reasons for a delay",
    "Alasan keterlambatan",
    "delay",
    facts=("note.delay",),
    owner=Owner.COUNSEL,
)
UNSURE: Final = ask(
    "unsure",
    "What is still being looked into",
    "Hal yang masih diselidiki",
    "unsure",
    "waiting",
    facts=("note.investigation",),
)
