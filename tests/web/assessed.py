"""The smallest assessment that pages can be shown with; everybody in it is made up."""

from __future__ import annotations

from typing import Any

from waspada.store.db.models import Case, Projection


def document() -> dict[str, Any]:
    """An `assessment.json`."""
    return {
        "schema": "waspada/assessment/1",
        "dataset": {"name": "tickets", "sha256": "0" * 64, "title": "Tickets"},
        "accounting": {"records": 100, "records_parsed": 98, "records_quarantined": 2, "cells": 900, "files": 1},
        "findings": [],
        "absent": [],
        "people": {
            "matched": 40, "unknown_with_contact": 2, "mentioned": 0, "device_only": 0, "ambiguous": 1,
            "total_at_least": 42, "total_at_most": 43, "organisations": 3, "admins": 1, "admins_without_mfa": 1,
            "admins_mfa_unknown": 0, "admins_role_unknown": 0, "by_country": {"ID": 42}, "by_region": {},
            "residence_unknown": 0,
        },
        "claims": [
            {"id": "none", "text": {"en": "No tokens.", "id": "Tanpa token."}, "verdict": "contradicted",
             "because": {"en": "It was found.", "id": "Ditemukan."}, "evidence": [], "reason": "found", "kinds": []}
        ],
        "timeline": {},
        "kinds": {
            "email": {"label": {"en": "e-mail address", "id": "alamat e-mail"}, "category": "user.contact.email"}
        },
        "exposures": [
            {"kind": "email", "category": "user.contact.email", "people": 42, "values": 60, "distinct": 42,
             "records": 60, "filled_share": 0.6, "fields": ["requester.email"]}
        ],
        "secrets": [],
        "quarantine": {"records": 2, "reasons": [], "findings": []},
        "decisions": {"confirmed": 0, "rejected": 0, "reasons": [], "not_found": 0},
        "fields_to_read": [{"table": "tickets", "path": "comment", "filled": 7, "kinds": ["email"]}],
        "files": [], "files_unopened": [], "files_left_out": [], "layers": [], "fields": [],
    }  # fmt: skip


def projected(case: Case) -> Projection:
    """The case as if run 1 had been made searchable."""
    return Projection.objects.create(case=case, number=1, manifest="0" * 64, ready=True, assessment=document())
