"""A small case in public: a log of facts, two runs of which the second found more, and the drafts that follow."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from waspada.core.custody import Action, Entry, entry
from waspada.flows.case.facts import Fact, facts_of
from waspada.flows.statement.check import Now
from waspada.flows.statement.compose import compose
from waspada.flows.statement.material import Material
from waspada.flows.statement.sentence import Said
from waspada.flows.statement.statement import About, Statement

ABOUT = About(
    company="Lumen",
    vendor="Kirana Analytics",
    contact="incident@lumen.example",
    domains=("lumen.example", "mail.lumen.example"),
    url="https://lumen.example/incident",
    check_url="https://lumen.example/check",
    ask_url="https://lumen.example/affected",
)
KINDS = {
    "email": ("user.contact.email", "form", "e-mail address", "alamat e-mail"),
    "person_name": ("user.name", "meaning", "name", "nama"),
    "city": ("user.location.coarse", "meaning", "city", "kota"),
    "hashed.md5_email": ("user.unique_id.deterministic", "form", "MD5 of an e-mail address", "MD5 alamat e-mail"),
    "phone": ("user.contact.phone_number", "form", "phone number", "nomor telepon"),
    "chat_content": ("user.content.private", "meaning", "chat content", "isi percakapan"),
    "payment_card": ("user.financial.credit_card", "form", "payment card number", "nomor kartu pembayaran"),
    "id.nik": ("user.government_id.national_identification_number", "form", "identity number", "nomor induk"),
    "secret.password": ("user.authorization.password", "form", "password", "kata sandi"),
    "secret.acme": ("user.authorization.credentials", "form", "Acme key", "kunci Acme"),
    "token_issuer": ("system.operations", "form", "issuer of a token", "penerbit token"),
}
FIRST = {"email": 9, "person_name": 8, "hashed.md5_email": 3}
WIDER = {"email": 12, "person_name": 11, "hashed.md5_email": 3, "city": 5, "secret.acme": 1}
FACTS: tuple[tuple[str, Any], ...] = (
    ("vendor", "Kirana Analytics"),
    ("acquired", True),
    ("occurred_from", "2026-03-08T10:00:00Z"),
    ("told_us_at", "2026-03-12T10:00:00Z"),
    ("contained", True),
    (
        "note.did_removed",
        "en: We removed Kirana from all of our products.\nid: Kami menghapus Kirana dari semua produk.",
    ),
    ("told.eu_gdpr.authority", "2026-03-13T10:00:00Z"),
)


def log(stated: Iterable[tuple[str, Any] | tuple[str, Any, dict[str, Any]]] = FACTS) -> list[Entry]:
    """Facts, stated one after the other by one of us, unless a row says otherwise."""
    entries: list[Entry] = []
    for name, value, *more in stated:
        data = {"fact": name, "value": value, "status": "confirmed" if value is not None else "unknown", "by": "us"}
        data |= {"source": "the incident report", **(more[0] if more else {})}
        number = len(entries)
        time = f"2026-03-{10 + number // 24:02}T{number % 24:02}:00:00Z"
        entries.append(entry(entries[-1] if entries else None, time=time, actor="dewi", action=Action.FACT, data=data))
    return entries


def facts(*more: Any) -> dict[str, Fact]:
    return facts_of(log((*FACTS, *more)))


def document(found: Mapping[str, int] = FIRST, *, unsettled: Iterable[str] = (), **more: Any) -> dict[str, Any]:
    """What a run says: kind → people."""
    settled = set(KINDS) - set(unsettled)
    people = max([0, *found.values()])
    secrets = [{"kind": kind, "count": found[kind]} for kind in found if kind.startswith("secret.")]
    made: dict[str, Any] = {
        "accounting": {"cells": 4200, "records_parsed": 100, "records_quarantined": 0},
        "kinds": {
            kind: {"category": row[0], "by": row[1], "label": {"en": row[2], "id": row[3]}}
            for kind, row in KINDS.items()
        },
        "findings": [
            {"kind": kind, "category": KINDS[kind][0], "values": 3 * count, "strength": "strong"}
            for kind, count in found.items()
        ],
        "absent": [
            {"kind": kind, "category": row[0], "verdict": "absent" if kind in settled else "cannot_tell"}
            for kind, row in KINDS.items()
            if kind not in found
        ],
        "exposures": [{"kind": kind, "category": KINDS[kind][0], "people": found[kind]} for kind in found],
        "secrets": secrets,
        "people": {
            "matched": people - 1 if people else 0,
            "unknown_with_contact": 1 if people else 0,
            "mentioned": 0,
            "device_only": 0,
            "ambiguous": 2,
            "total_at_least": people,
            "total_at_most": people + 2,
            "organisations": 3,
        },
        "claims": [
            {
                "id": "only-api",
                "text": {"en": "Only API users are in it.", "id": "Hanya pengguna API yang ada di dalamnya."},
                "verdict": "holds",
                "reason": "same",
            }
        ],
        "fields_to_read": [],
        "files_unopened": [],
        "timeline": {"first_record": "2026-02-01T00:00:00Z", "last_record": "2026-03-07T23:00:00Z"},
    }
    return copy.deepcopy(made | more)


def draft(now: Now | None = None, **more: Any) -> Statement:
    """What is composed from what is known."""
    now = now or known()
    return compose(Material(about=ABOUT, facts=now.facts, document=now.document, run=now.run, **more))


def known(*stated: Any, found: Mapping[str, int] | None = FIRST, run: int | None = 1, **more: Any) -> Now:
    """What is known: a run, or none of it (`found=None`)."""
    if found is None:
        return Now(facts=facts(*stated), document={})
    return Now(facts=facts(*stated), document=document(found, **more), run=run)


def by_topic(statement: Statement, topic: str) -> Said:
    return next(one for one in statement.sentences if one.topic == topic)


def topics(statement: Statement) -> set[str]:
    return {one.topic for one in statement.sentences}
