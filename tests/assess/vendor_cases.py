"""An `assessment.json` in small, for what a vendor may say about it."""

from __future__ import annotations

from typing import Any

KINDS = {
    "email": {"category": "user.contact.email", "label": {"en": "e-mail address", "id": "alamat e-mail"}},
    "person_name": {"category": "user.name", "label": {"en": "name of a person", "id": "nama orang"}},
    "phone": {"category": "user.contact.phone_number", "label": {"en": "phone number", "id": "nomor telepon"}},
    "chat_content": {"category": "user.content", "label": {"en": "chat content", "id": "isi percakapan"}},
    "browser": {"category": "user.device", "label": {"en": "browser", "id": "peramban"}},
}


def field(path: str, filled: int, kind: str = "", meaning: str | None = None, table: str = "events") -> dict[str, Any]:
    return {
        "table": table,
        "path": path,
        "meaning": meaning or kind or None,
        "filled": filled,
        "empty": 1000 - filled,
        "distinct": filled,
        "categories": [KINDS[kind]["category"]] if kind else [],
    }


def finding(kind: str, path: str, strength: str = "strong") -> dict[str, Any]:
    category = KINDS[kind]["category"]
    return {"kind": kind, "category": category, "table": "events", "field": path, "values": 9, "strength": strength}


def document(**changes: Any) -> dict[str, Any]:
    """1,000 records of ten days in UTC, 100 a day; 40 people; four fields."""
    days = [{"day": f"2025-11-{number:02}", "records": 100} for number in range(1, 11)]
    base: dict[str, Any] = {
        "schema": "waspada/assessment/1",
        "dataset": {"name": "export"},
        "accounting": {"records": 1000, "records_parsed": 1000, "records_quarantined": 0, "duplicates": 0, "files": 1},
        "files": [{"path": "export.jsonl", "format": "ndjson", "records": 1000}],
        "files_unopened": [],
        "fields": [
            field("properties.time", 1000, meaning="timestamp"),
            field("properties.$email", 900, "email"),
            field("properties.$name", 800, "person_name"),
            field("properties.$browser", 0, meaning="browser"),
        ],
        "findings": [finding("email", "properties.$email"), finding("person_name", "properties.$name")],
        "absent": [
            {"kind": "phone", "verdict": "absent"},
            {"kind": "chat_content", "verdict": "cannot_tell"},
            {"kind": "browser", "verdict": "absent"},
        ],
        "people": {
            "total_at_least": 40,
            "total_at_most": 42,
            "device_only": 5,
            "mentioned": 1,
            "unknown_without_contact": 2,
        },
        "kinds": KINDS,
        "timeline": {
            "first_record": "2025-11-01T00:00:07Z",
            "last_record": "2025-11-10T23:59:58Z",
            "by_day": days,
            "zone": "UTC",
            "undated": 0,
        },
    }
    return {**base, **changes}
