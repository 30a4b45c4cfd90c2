"""A finished run with as many people as asked, straight as its files: what the workbench is measured on.

Everybody is made up. People, organisations and memberships are as `assess` writes them, evidence as well; nothing was
scanned.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

SEED: Final = 20251109
_GROUP: Final = 1 << 18
_FIRST: Final = (
    "Budi Siti Agus Dewi Rina Joko Ana Luis Maria Chen Yuki Omar Fatima Ivan Olga Jan Eva Paul Lena Tom".split()
)
_LAST: Final = (
    "Santoso Wijaya Halim Putri Garcia Silva Tanaka Kim Nguyen Smith Jones Weber Novak Rossi Khan Ali".split()
)
_DOMAINS: Final = ("mail.example", "post.example", "inbox.example", *(f"company{n}.example" for n in range(4000)))
_COUNTRIES: Final = "US ID GB DE FR BR IN JP AU CA SG NL ES IT PL MX KR VN TR ZA NG EG AR CL PE TH MY PH SE NO".split()
_REGIONS: Final = {"US": "CA NY TX FL CO WA".split(), "ID": "JK JB JT JI BA".split(), "CA": ["QC", "ON"]}
_ALWAYS: Final = ("account_id", "browser", "city", "country", "device_id", "email", "operating_system", "person_name")
_SOMETIMES: Final = (
    "device_model",
    "locale",
    "page_url",
    "referrer",
    "search_query",
    "phone",
    "id.nik",
    "secret.openai",
)
_CATEGORY: Final = {
    "account_id": "user.unique_id", "browser": "user.device", "city": "user.location.coarse",
    "country": "user.location.coarse", "device_id": "user.device.device_id", "email": "user.contact.email",
    "operating_system": "user.device", "person_name": "user.name", "device_model": "user.device",
    "locale": "user.device", "page_url": "user.behavior.browsing_history",
    "referrer": "user.behavior.browsing_history", "search_query": "user.behavior.search_history",
    "phone": "user.contact.phone_number", "id.nik": "user.government_id.national_identification_number",
    "secret.openai": "user.authorization.credentials",
}  # fmt: skip


def crowd(folder: Path, people: int, *, seed: int = SEED) -> None:
    """Write `share/` and `restricted/` of a run into a folder."""
    rng = np.random.default_rng(seed)
    share, restricted = folder / "share", folder / "restricted"
    for path in (share, restricted):
        path.mkdir(mode=0o700, parents=True)
    table, kinds = _people(rng, people)
    members = _memberships(rng, table, people)
    organisations = _organisations(members, table)
    _write(restricted / "people.parquet", [table])
    _write(restricted / "memberships.parquet", [members])
    _write(restricted / "organisations.parquet", [organisations])
    _write(restricted / "evidence.parquet", _evidence(rng, table["person_id"].combine_chunks(), kinds))
    (share / "assessment.json").write_text(json.dumps(_document(table, members, organisations)), encoding="utf-8")
    outputs = [_weighed(path) for path in sorted([*share.iterdir(), *restricted.iterdir()])]
    manifest = {"schema": "waspada/manifest/1", "inputs": [], "outputs": outputs, "versions": {}, "options": {}}
    (share / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def _people(rng: np.random.Generator, people: int) -> tuple[pa.Table, list[tuple[str, ...]]]:
    ids = sorted(rng.bytes(16).hex() for _ in range(people))
    numbers = rng.permutation(people)
    known = rng.random(people) < 0.96
    mentioned = rng.random(people) < 0.001
    first, last = rng.integers(len(_FIRST), size=people), rng.integers(len(_LAST), size=people)
    domain = np.minimum(rng.geometric(0.002, people) - 1, len(_DOMAINS) - 1)
    domain = np.where(rng.random(people) < 0.4, rng.integers(3, size=people), domain)
    country = np.minimum(rng.geometric(0.12, people) - 1, len(_COUNTRIES) - 1)
    placed = rng.random(people) < 0.99
    combinations = [tuple(sorted((*_ALWAYS, *(k for b, k in enumerate(_SOMETIMES) if n >> b & 1)))) for n in range(256)]
    bits = np.zeros(people, np.int64)
    for b, share in enumerate((0.4, 0.06, 0.97, 0.95, 0.06, 0.02, 0.004, 0.001)):
        bits |= (rng.random(people) < share).astype(np.int64) << b
    kinds = [combinations[n] for n in bits.tolist()]
    categories = [sorted({_CATEGORY[kind] for kind in combination}) for combination in combinations]
    codes = [_COUNTRIES[n] if has else "" for n, has in zip(country.tolist(), placed.tolist(), strict=True)]
    names = [f"{_FIRST[a]} {_LAST[b]}" for a, b in zip(first.tolist(), last.tolist(), strict=True)]
    start = np.datetime64("2025-10-01T00:00:00", "us").astype(np.int64)
    seen = start + rng.integers(30 * 86_400_000_000, size=(2, people))
    table = pa.table(
        {
            "person_id": ids,
            "account_id": [
                f"user-{n:07}" if has else "" for n, has in zip(numbers.tolist(), known.tolist(), strict=True)
            ],
            "name": names,
            "email": [
                f"{name.replace(' ', '.').lower()}{n}@{_DOMAINS[d]}"
                for name, n, d in zip(names, numbers.tolist(), domain.tolist(), strict=True)
            ],
            "country": codes,
            "region": [_region(code, n) for code, n in zip(codes, numbers.tolist(), strict=True)],
            "residence_from": np.where(placed, "directory", "unknown"),
            "locale": np.where(country == 1, "id-ID", "en-US"),
            "mfa": np.array(["on", "off", "unknown"])[np.searchsorted([0.5, 0.92], rng.random(people))],
            "products": pa.array([["api"]] * people),
            "relation": np.where(mentioned, "mentioned", "subject"),
            "categories": pa.DictionaryArray.from_arrays(pa.array(bits), pa.array(categories)).dictionary_decode(),
            "kinds": pa.DictionaryArray.from_arrays(
                pa.array(bits), pa.array([list(combination) for combination in combinations])
            ).dictionary_decode(),
            "records": rng.geometric(0.05, people),
            "first_seen": pa.array(seen.min(0)).cast(pa.timestamp("us", "UTC")),
            "last_seen": pa.array(seen.max(0)).cast(pa.timestamp("us", "UTC")),
            "matched_by": np.where(known, np.where(rng.random(people) < 0.95, "account_id", "email"), "contact"),
            "strength": pa.array(["strong"] * people),
        }
    )
    return table, kinds


def _region(country: str, number: int) -> str:
    regions = _REGIONS.get(country)
    return f"{country}-{regions[number % len(regions)]}" if regions else ""


def _memberships(rng: np.random.Generator, table: pa.Table, people: int) -> pa.Table:
    customers = max(3, people // 17)
    rank = np.minimum(rng.zipf(1.3, people) - 1, customers - 1)
    rank = np.where(rng.random(people) < 0.6, rng.integers(customers, size=people), rank)
    known = np.array([bool(account) for account in table["account_id"].to_pylist()])
    admin = rng.random(people) < 0.12
    made = pa.table(
        {
            "person_id": table["person_id"],
            "organisation_id": [f"org-{n:06}" for n in rank.tolist()],
            "role": np.where(admin, "owner", "member"),
            "admin": np.where(admin, "yes", "no"),
        }
    )
    return made.filter(pa.array(known))


def _organisations(members: pa.Table, table: pa.Table) -> pa.Table:
    joined = members.join(table.select(["person_id", "mfa", "relation", "records"]), "person_id", join_type="inner")
    joined = joined.filter(pa.compute.equal(joined["relation"], "subject"))
    admin = pa.compute.equal(joined["admin"], "yes")
    joined = joined.append_column("is_admin", admin.cast(pa.int64()))
    lacking = pa.compute.and_(admin, pa.compute.equal(joined["mfa"], "off"))
    joined = joined.append_column("lacks", lacking.cast(pa.int64()))
    counted = joined.group_by("organisation_id").aggregate(
        [("person_id", "count"), ("is_admin", "sum"), ("lacks", "sum"), ("records", "sum")]
    )
    counted = counted.sort_by("organisation_id")
    return pa.table(
        {
            "organisation_id": counted["organisation_id"],
            "name": [f"Company {name[4:]}" for name in counted["organisation_id"].to_pylist()],
            "people": counted["person_id_count"],
            "admins": counted["is_admin_sum"],
            "admins_without_mfa": counted["lacks_sum"],
            "records": counted["records_sum"],
            "categories": pa.array([["user.contact.email", "user.name"]] * counted.num_rows),
        }
    )


def _evidence(rng: np.random.Generator, ids: pa.Array, kinds: list[tuple[str, ...]]) -> Iterator[pa.Table]:
    sizes = np.array([len(row) for row in kinds])
    person = np.repeat(np.arange(len(kinds)), sizes)
    names = pa.array([kind for row in kinds for kind in row]).dictionary_encode()
    for start in range(0, len(person), _GROUP) or (0,):
        cut: npt.NDArray[Any] = person[start : start + _GROUP]
        kind = names[start : start + _GROUP].cast(pa.string())
        yield pa.table(
            {
                "person_id": ids.take(pa.array(cut)),
                "kind": kind,
                "table": pa.array(["events"] * len(cut)),
                "field": pa.compute.binary_join_element_wise("properties", kind, "."),
                "values": rng.geometric(0.05, len(cut)),
                "records": rng.geometric(0.05, len(cut)),
                "example_position": [f"events.jsonl:{n}" for n in rng.integers(10**10, size=len(cut)).tolist()],
            }
        )


def _document(table: pa.Table, members: pa.Table, organisations: pa.Table) -> dict[str, Any]:
    subjects = table.filter(pa.compute.equal(table["relation"], "subject"))
    unknown = int(pa.compute.sum(pa.compute.equal(subjects["matched_by"], "contact")).as_py() or 0)
    admins = pa.compute.is_in(
        subjects["person_id"],
        members.filter(pa.compute.equal(members["admin"], "yes"))["person_id"].combine_chunks(),
    )
    lacking = pa.compute.and_(admins, pa.compute.equal(subjects["mfa"], "off"))
    countries = {row["values"]: row["counts"] for row in subjects["country"].value_counts().to_pylist()}
    return {
        "schema": "waspada/assessment/1",
        "people": {
            "matched": subjects.num_rows - unknown,
            "unknown_with_contact": unknown,
            "mentioned": table.num_rows - subjects.num_rows,
            "device_only": 0,
            "ambiguous": 0,
            "total_at_least": subjects.num_rows,
            "total_at_most": subjects.num_rows,
            "organisations": organisations.num_rows,
            "admins": int(pa.compute.sum(admins).as_py() or 0),
            "admins_without_mfa": int(pa.compute.sum(lacking).as_py() or 0),
            "residence_unknown": countries.pop("", 0),
            "by_country": countries,
        },
        "kinds": {kind: {"label": {"en": kind, "id": kind}, "category": name} for kind, name in _CATEGORY.items()},
        "exposures": [],
    }


def _write(path: Path, tables: Any) -> None:
    """As `assess.outputs` writes: zstd, no statistics, row groups of 262,144 rows."""
    writer: pq.ParquetWriter | None = None
    for table in tables:
        spelled = {"example_position", "email", "name", "account_id", "first_seen", "last_seen"}
        options = {"compression": "zstd", "compression_level": 1, "write_statistics": False, "store_schema": False}
        repeated = [one.name for one in table.schema if one.name not in spelled and not pa.types.is_list(one.type)]
        writer = writer or pq.ParquetWriter(path, table.schema, use_dictionary=repeated, **options)
        writer.write_table(table, row_group_size=_GROUP)
    if writer:
        writer.close()


def _weighed(path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    name = f"{path.parent.name}/{path.name}"
    return {"path": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
