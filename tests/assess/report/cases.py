"""Synthetic assessments for the page: rich, small, empty, huge, long, and each case a sentence must survive."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from waspada.assess.report.model import ReportContext

CONTEXT = ReportContext(
    version="0.1.0",
    command="waspada assess events.jsonl.gz --directory accounts.csv --claims statement.yaml --lang en",
)

KINDS: dict[str, tuple[str, str, str, str]] = {
    "email": ("e-mail address", "alamat e-mail", "user.contact.email", "form"),
    "person_name": ("name", "nama", "user.name", "meaning"),
    "city": ("city", "kota", "user.location.coarse", "meaning"),
    "region": ("state or province", "provinsi", "user.location.coarse", "meaning"),
    "country": ("country", "negara", "user.location.coarse", "meaning"),
    "os": ("operating system", "sistem operasi", "user.device", "meaning"),
    "browser": ("browser", "peramban", "user.device", "meaning"),
    "referrer": ("referring site", "situs perujuk", "user.behavior.browsing_history", "meaning"),
    "account_id": ("account ID", "ID akun", "user.unique_id", "meaning"),
    "organisation_id": ("organisation ID", "ID organisasi", "user.professional_information.workplace", "meaning"),
    "device_id": ("device ID", "ID perangkat", "user.device.device_id", "meaning"),
    "ip_address": ("IP address", "alamat IP", "user.device.ip_address", "form"),
    "phone": ("phone number", "nomor telepon", "user.contact.phone_number", "form"),
    "postal_address": ("postal address", "alamat pos", "user.contact.address", "meaning"),
    "secret.password": ("password", "kata sandi", "user.authorization.password", "form"),
    "secret.bcrypt": ("bcrypt hash", "hash bcrypt", "user.authorization.password", "form"),
    "secret.argon2": ("Argon2 hash", "hash Argon2", "user.authorization.password", "form"),
    "secret.acme": ("Acme API key", "kunci API Acme", "user.authorization.credentials", "form"),
    "secret.cloudia": ("Cloudia access key", "kunci akses Cloudia", "user.authorization.credentials", "form"),
    "secret.private_key": ("private key", "kunci privat", "user.authorization.credentials", "form"),
    "secret.session_cookie": ("session cookie", "kuki sesi", "user.authorization.credentials", "form"),
    "card": ("payment card number", "nomor kartu pembayaran", "user.financial.credit_card", "check"),
    "iban": ("IBAN", "IBAN", "user.financial.bank_account", "check"),
    "chat_content": ("chat content", "isi percakapan", "user.content.private", "meaning"),
    "api_request": ("API request", "permintaan API", "user.content.private", "meaning"),
    "precise_location": ("precise location", "lokasi persis", "user.location.precise", "form"),
    "birth_date": ("date of birth", "tanggal lahir", "user.demographic.date_of_birth", "meaning"),
    "health": ("health record", "data kesehatan", "user.health", "meaning"),
    "job_title": ("job title", "jabatan", "user.professional_information.job_title", "meaning"),
}
_NATIONAL = (
    "nik npwp bsn ssn nino pesel cpf curp aadhaar pan hkid nric mykad tfn sin dni nif rrn my_number personnummer"
)
KINDS |= {f"id.{name}": (f"{name.upper().replace('_', ' ')} number", f"nomor {name.upper().replace('_', ' ')}",
                         "user.government_id.national_identification_number", "check")
          for name in _NATIONAL.split()}  # fmt: skip
KINDS |= {f"secret.vendor{n:03d}": (f"Vendor {n} token", f"token Vendor {n}", "user.authorization.credentials", "form")
          for n in range(1, 161)}  # fmt: skip

_FOUND = (
    # kind, people, values, distinct, records, filled, field
    ("account_id", 19204, 199988, 19204, 199988, 1.0, "properties.$user_id"),
    ("email", 19988, 187204, 19996, 187204, 0.936, "properties.$email"),
    ("person_name", 18310, 178110, 17902, 178110, 0.891, "properties.$name"),
    ("os", 19993, 199988, 9, 199988, 1.0, "properties.$os"),
    ("browser", 19993, 199871, 14, 199871, 0.99941, "properties.$browser"),
    ("city", 17702, 176201, 1204, 176201, 0.881, "properties.$city"),
    ("region", 17702, 176201, 402, 176201, 0.881, "properties.$region"),
    ("country", 17811, 177002, 96, 177002, 0.885, "properties.mp_country_code"),
    ("organisation_id", 18990, 190322, 2871, 190322, 0.952, "properties.organization_id"),
    ("device_id", 19812, 199310, 31200, 199310, 0.9966, "properties.$device_id"),
    ("referrer", 7866, 73950, 312, 73950, 0.37, "properties.$referring_domain"),
)


def _kinds() -> dict[str, Any]:
    return {
        kind: {"label": {"en": en, "id": indonesian}, "category": category, "by": by}
        for kind, (en, indonesian, category, by) in KINDS.items()
    }


def _days() -> list[dict[str, Any]]:
    start = date(2025, 10, 16)
    rows: list[dict[str, Any]] = []
    for n in range(25):
        day = start + timedelta(days=n)
        weekend = 0.55 if day.weekday() >= 5 else 1.0
        rows.append({"day": day.isoformat(), "records": int((5200 + n * 240 + (n * 7919 % 900)) * weekend)})
    left = 199_976 - sum(row["records"] for row in rows)
    for row in rows:
        row["records"] += left // len(rows)
    rows[-2]["records"] += left % len(rows)
    return rows


def _absent() -> list[dict[str, Any]]:
    found = {row[0] for row in _FOUND} | {"secret.acme", "secret.cloudia"}
    rows = []
    for kind, (_, _, category, _) in KINDS.items():
        if kind in found:
            continue
        open_ = kind in {"chat_content", "api_request", "card"}
        rows.append(
            {
                "kind": kind,
                "category": category,
                "cells_searched": 6_849_546,
                "verdict": "cannot_tell" if open_ else "absent",
                "because": "",
            }
        )
    return rows


def _claims() -> list[dict[str, Any]]:
    def claim(key: str, en: str, indonesian: str, verdict: str, reason: str, **more: Any) -> dict[str, Any]:
        return {"id": key, "text": {"en": en, "id": indonesian}, "verdict": verdict, "because": "", "reason": reason,
                "evidence": [], **more}  # fmt: skip

    searched = {"cells_searched": 6_849_546, "recall_found": 84, "recall_planted": 84}
    return [
        claim("exposed", "Exposed were name, e-mail, rough location, browser, referring sites and IDs.",
              "Yang terpapar adalah nama, e-mail, lokasi kasar, peramban, situs perujuk, dan ID.",
              "contradicted", "unlisted", kinds=["device_id"],
              evidence=[{"kind": "device_id", "field": "properties.$device_id", "values": 199_310, "people": 19_812}]),
        claim("api-only", "Only users of the API are affected.", "Hanya pengguna API yang terdampak.",
              "contradicted", "differs", people=418,
              evidence=[{"value": "chat", "people": 396}, {"value": "help", "people": 22}]),
        claim("no-keys", "No API keys.", "Tidak ada kunci API.", "contradicted", "found", values=3, people=2,
              evidence=[{"kind": "secret.acme", "field": "properties.$current_url", "values": 2, "people": 2},
                        {"kind": "secret.cloudia", "field": "properties.note", "values": 1}]),
        claim("no-passwords", "No passwords or password hashes.", "Tidak ada kata sandi atau hash-nya.",
              "holds", "searched", **searched),
        claim("no-payment", "No payment details.", "Tidak ada data pembayaran.", "cannot_tell", "weak", values=2),
        claim("no-ids", "No government IDs.", "Tidak ada nomor identitas resmi.", "holds", "searched", **searched),
        claim("no-chat", "No chat content.", "Tidak ada isi percakapan.", "cannot_tell", "unread", fields_to_read=2),
        claim("no-requests", "No API requests.", "Tidak ada permintaan API.", "cannot_tell", "unread",
              fields_to_read=2),
    ]  # fmt: skip


def _fields() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"table": "events", "path": field, "meaning": kind, "filled": values, "empty": 199_988 - values,
         "distinct": distinct, "distinct_is_estimate": distinct > 10_000, "free_text": False}
        for kind, _, values, distinct, _, _, field in _FOUND
    ]  # fmt: skip
    empty = (("properties.$phone", "phone"), ("properties.$ip", "ip_address"), ("properties.plan", None))
    rows += [{"table": "events", "path": path, "meaning": kind, "filled": 0, "empty": 199_988, "distinct": 0}
             for path, kind in empty]  # fmt: skip
    rows += [{"table": "events", "path": path, "meaning": None, "filled": filled, "empty": 0, "distinct": filled,
              "free_text": True}
             for path, filled in (("properties.note", 1204), ("properties.search_text", 8812))]  # fmt: skip
    rows += [{"table": "events", "path": f"properties.setting_{n:02d}", "meaning": None,
              "filled": 199_988 - n * 977, "empty": n * 977, "distinct": n + 2} for n in range(18)]  # fmt: skip
    return rows


def rich() -> dict[str, Any]:
    """Shaped like the case that the project re-enacts."""
    category = {kind: row[2] for kind, row in KINDS.items()}
    exposures: list[dict[str, Any]] = [
        {"kind": kind, "category": category[kind], "people": people, "values": values, "distinct": distinct,
         "records": records, "filled_share": filled, "fields": [field]}
        for kind, people, values, distinct, records, filled, field in _FOUND
    ]  # fmt: skip
    exposures += [
        {"kind": "secret.acme", "category": category["secret.acme"], "people": 2, "values": 2, "records": 2,
         "filled_share": None, "fields": ["properties.$current_url"]},
        {"kind": "secret.cloudia", "category": category["secret.cloudia"], "people": 0, "values": 1, "records": 1,
         "filled_share": None, "fields": ["properties.note"]},
    ]  # fmt: skip
    findings = [
        {"kind": row["kind"], "category": row["category"], "table": "events", "field": row["fields"][0],
         "values": row["values"], "records": row["records"], "strength": "strong", "how": "meaning given by the format"}
        for row in exposures
    ]  # fmt: skip
    findings.append({"kind": "card", "category": category["card"], "table": "events", "field": "properties.note",
                     "values": 2, "records": 2, "strength": "weak", "how": "check digit alone"})  # fmt: skip
    return {
        "schema": "waspada/assessment/1",
        "dataset": {"name": "events.jsonl.gz", "origin": "vendor", "sha256": "9f2c51d0a7e4" + "0b" * 26,
                    "title": {"en": "Event export, November 2025", "id": "Ekspor event, November 2025"}},
        "accounting": {"bytes": 48_221_904, "bytes_unpacked": 231_004_112, "files": 1, "records": 200_000,
                       "records_parsed": 199_988, "records_quarantined": 12, "cells": 6_849_546,
                       "cells_quarantined": 391, "cells_counted_apart": 6_849_937},
        "fields": _fields(),
        "findings": findings,
        "absent": _absent(),
        "people": {"matched": 19_204, "unknown_with_contact": 796, "mentioned": 41, "device_only": 1_188,
                   "ambiguous": 31, "total_at_least": 20_000, "total_at_most": 20_031, "organisations": 2_871,
                   "admins": 2_904, "admins_without_mfa": 611, "admins_mfa_unknown": 87,
                   "by_country": {"US": 7_204, "ID": 3_912, "IN": 1_877, "DE": 1_204, "GB": 1_102, "JP": 840,
                                  "BR": 611, "FR": 540, "NL": 402, "SG": 377, "MY": 240, "CA": 233, "AU": 210},
                   "by_region": {"US-CA": 2_110, "US-NY": 1_040, "ID-JK": 1_822, "ID-JB": 701, "DE-BE": 310},
                   "residence_unknown": 1_248},
        "claims": _claims(),
        "timeline": {"first_record": "2025-10-16T00:00:04Z", "last_record": "2025-11-09T08:41:22Z",
                     "by_day": _days(), "zone": "UTC", "undated": 12},
        "directory": {"name": "accounts.csv", "rows": 20_411, "organisations": 3_000,
                      "columns": {"account_id": "uid", "email": "mail", "role": "role", "mfa": "mfa_enabled"}},
        "files": [{"path": "events.jsonl.gz", "sha256": "9f2c51d0a7e4" + "0b" * 26, "bytes": 48_221_904,
                   "format": "ndjson", "records": 200_000, "parsed": 199_988,
                   "quarantined": 12}],
        "kinds": _kinds(),
        "layers": ["url", "base64", "json", "html"],
        "exposures": exposures,
        "secrets": [
            {"kind": "secret.acme", "provider": "Acme", "count": 2, "people": 2, "organisations": 2,
             "unattributed": 0, "fields": ["properties.$current_url"],
             "how_to_revoke": {"en": "Settings > API keys > Revoke; then make a new one.",
                               "id": "Pengaturan > Kunci API > Cabut; lalu buat yang baru."},
             "revoke_source": "docs.acme.example/keys"},
            {"kind": "secret.cloudia", "provider": "Cloudia", "count": 1, "people": 0, "organisations": 0,
             "unattributed": 1, "fields": ["properties.note"], "how_to_revoke": "", "revoke_source": ""},
        ],
        "quarantine": {"records": 12, "reasons": [
            {"reason": {"en": "line ends inside a string", "id": "baris berakhir di tengah teks"}, "count": 9},
            {"reason": {"en": "not JSON", "id": "bukan JSON"}, "count": 3}],
            "findings": [{"kind": "email", "values": 7, "strength": "strong"}]},
        "decisions": {"confirmed": 4, "rejected": 2, "reasons": [{"reason": "Test cards of our own shop", "count": 2}]},
        "fields_to_read": [
            {"table": "events", "path": "properties.note", "filled": 1_204, "kinds": ["chat_content", "api_request"]},
            {"table": "events", "path": "properties.search_text", "filled": 8_812,
             "kinds": ["chat_content", "api_request"]},
        ],
    }  # fmt: skip


def minimal() -> dict[str, Any]:
    """One person, one record, nothing open."""
    return {
        "schema": "waspada/assessment/1",
        "dataset": "people.csv",
        "accounting": {"bytes": 812, "bytes_unpacked": 812, "files": 1, "records": 1, "records_parsed": 1,
                       "records_quarantined": 0, "cells": 4, "cells_quarantined": 0, "cells_counted_apart": 4},
        "fields": [{"table": "people", "path": "email", "meaning": "email", "filled": 1, "empty": 0, "distinct": 1}],
        "findings": [{"kind": "email", "category": "user.contact.email", "table": "people", "field": "email",
                      "values": 1, "distinct": 1, "records": 1, "strength": "strong", "how": "form"}],
        "absent": [{"kind": "secret.acme", "category": "user.authorization.credentials", "cells_searched": 4,
                    "verdict": "absent", "because": ""}],
        "people": {"matched": 1, "unknown_with_contact": 0, "mentioned": 0, "device_only": 0, "ambiguous": 0,
                   "total_at_least": 1, "total_at_most": 1, "organisations": 1, "admins": 1, "admins_without_mfa": 0,
                   "admins_mfa_unknown": 0, "by_country": {"ID": 1}, "by_region": {}, "residence_unknown": 0},
        "claims": [], "timeline": {"first_record": None, "last_record": None, "by_day": []},
        "directory": {"name": "accounts.csv", "rows": 10},
        "kinds": {key: value for key, value in _kinds().items() if key in {"email", "secret.acme"}},
        "exposures": [{"kind": "email", "category": "user.contact.email", "people": 1, "values": 1, "records": 1,
                       "filled_share": 1.0, "fields": ["email"]}],
    }  # fmt: skip


def without_directory() -> dict[str, Any]:
    """Only what `scan` knows."""
    given = rich()
    kept = ("schema", "dataset", "accounting", "fields", "findings", "absent", "files", "kinds")
    return {key: given[key] for key in kept}


def unreadable() -> dict[str, Any]:
    """Everything quarantined."""
    given = minimal()
    given["dataset"] = {"name": "broken.jsonl", "origin": "vendor"}
    given["accounting"] |= {"records": 200, "records_parsed": 0, "records_quarantined": 200, "cells": 0,
                            "cells_quarantined": 900, "cells_counted_apart": 900}  # fmt: skip
    given["people"] = {"total_at_least": 0, "total_at_most": 0, "organisations": 0, "admins": 0}
    given["quarantine"] = {"records": 200, "reasons": [{"reason": "not JSON", "count": 200}],
                           "findings": [{"kind": "secret.acme", "values": 1, "strength": "strong"}]}  # fmt: skip
    given |= {"fields": [], "findings": [], "exposures": [], "absent": []}
    return given


def nobody() -> dict[str, Any]:
    """Devices, and no person."""
    given = minimal()
    given["people"] = {"matched": 0, "device_only": 1_204, "total_at_least": 0, "total_at_most": 0}
    given |= {"findings": [], "exposures": []}
    return given


def strangers() -> dict[str, Any]:
    """Only people unknown to the directory, roles and MFA unknown, residence unknown."""
    given = rich()
    given["people"] = {"matched": 0, "unknown_with_contact": 57, "ambiguous": 1, "total_at_least": 57,
                       "total_at_most": 58, "organisations": None, "admins": None, "admins_without_mfa": None,
                       "admins_mfa_unknown": None, "by_country": {}, "by_region": {},
                       "residence_unknown": 57}  # fmt: skip
    given["claims"] = []
    given["secrets"] = []
    given["findings"] = [row for row in given["findings"] if not row["kind"].startswith("secret.")]
    given["exposures"] = [row for row in given["exposures"] if not row["kind"].startswith("secret.")]
    given["dataset"] = {"name": "sample.csv", "origin": "attacker_sample"}
    return given


def huge() -> dict[str, Any]:
    """Numbers as long as they get, three years of days."""
    given = rich()
    for name in ("records", "records_parsed", "cells", "bytes", "bytes_unpacked", "cells_counted_apart"):
        given["accounting"][name] *= 98_765
    given["people"] |= {name: value * 34_567 for name, value in given["people"].items() if isinstance(value, int)}
    given["people"]["by_country"] = {code: n * 34_567 for code, n in given["people"]["by_country"].items()}
    for row in given["exposures"]:
        row["people"] *= 34_567
        row["values"] *= 98_765
    start = date(2022, 11, 9)
    given["timeline"] = {
        "first_record": "2022-11-09T00:00:00Z",
        "last_record": "2025-11-09T00:00:00Z",
        "by_day": [
            {"day": (start + timedelta(days=n)).isoformat(), "records": 1_000_000 + n * 9_111} for n in range(1_097)
        ],
    }
    return given


def long_names() -> dict[str, Any]:
    """Names and labels that want to burst the page."""
    given = deepcopy(rich())
    long = "properties.context.experiments[].assignments." + "aVeryLongFieldNameWithoutAnyBreak" * 4
    given["dataset"]["title"] = "export-" + "x" * 120
    given["kinds"]["email"]["label"] = {"en": "electronic mail address of the account holder or a delegate " * 3,
                                        "id": "alamat surat elektronik pemegang akun atau wakilnya " * 3}  # fmt: skip
    for row in given["fields"]:
        row["path"] = f"{long}.{row['path']}"
    for row in given["findings"]:
        row["field"] = f"{long}.{row['field']}"
    for row in given["secrets"]:
        row["fields"] = [long]
        row["how_to_revoke"] = "https://console.example/" + "a" * 200
    given["claims"][0]["text"] = {"en": "An endless claim " * 20 + "y" * 150, "id": "Klaim tanpa akhir " * 20}
    given["files"] = [{**given["files"][0], "path": "export!" + "folder/" * 30 + "part.json"} for _ in range(3)]
    given["files_unopened"] = [{"path": "a" * 140 + ".zip", "reason": "password needed"}]
    return given


CASES = {
    "rich": rich,
    "minimal": minimal,
    "without_directory": without_directory,
    "unreadable": unreadable,
    "nobody": nobody,
    "strangers": strangers,
    "huge": huge,
    "long_names": long_names,
}
