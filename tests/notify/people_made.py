"""Made for the tests of letters: a material, recipients, and the tables of a run with a canary in every value."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

from waspada.detect.registry import KINDS
from waspada.notify.audience import Run
from waspada.notify.material import Material, Said, Stated
from waspada.notify.recipient import Audience, Recipient

CODE: Final = "7K2QF-0A1B2-C3D4E-5F6G7"
KEY: Final = bytes(range(32))
ABSENT: Final = ("user.biometrics", "user.criminal_history")
OWN: Final = ("account_id", "browser", "city", "country", "device_id", "email", "operating_system", "person_name")

MATERIAL: Final = Material(
    company="Contoh Cloud",
    vendor=Stated(fact="vendor", entry=3, value="Metrika Analytics"),
    product=Stated(fact="product", entry=4, value="Contoh API"),
    occurred_from=Stated(fact="occurred_from", entry=5, value="2025-11-08T22:00:00Z"),
    occurred_to=Stated(fact="occurred_to", entry=6, value="2025-11-10T04:00:00Z"),
    told_us_at=Stated(fact="told_us_at", entry=7, value="2025-11-25T14:00:00Z"),
    aware_at=Stated(fact="aware_at", entry=8, value="2025-11-26T14:00:00Z"),
    what_happened=(
        Said(
            id="attested.acquired",
            text={"en": "A file with customer data was exported.", "id": "Berkas berisi data pelanggan diekspor."},
            backing={"fact": "acquired", "entry": 9},
        ),
    ),
    what_we_did=(
        Said(
            id="attested.contained",
            text={"en": "We have removed it everywhere.", "id": "Kami sudah menghapusnya di semua tempat."},
            backing={"fact": "contained", "entry": 10},
        ),
    ),
    run=2,
    absent=ABSENT,
    contact="incident@contoh.example",
    sender_domains=("contoh.example",),
    statement_url="https://contoh.example/incident",
    check_url="https://check.contoh.example",
    lookup_url="https://check.contoh.example/affected",
    postal_sender=("Contoh Cloud", "Jl. Contoh 1", "Jakarta 10110"),
    zone="Asia/Jakarta",
)


def recipient(**changes: Any) -> Recipient:
    """Somebody with ordinary details."""
    given: dict[str, Any] = {
        "recipient_id": "ab" * 16,
        "address": "budi@example.org",
        "name": "Budi Santoso",
        "lang": "en",
        "audience": Audience.USER,
        "people": ("01",),
        "kinds": OWN,
        "categories": tuple(sorted({KINDS[kind].category for kind in OWN})),
        "mfa": "on",
    }
    return Recipient(**{**given, **changes})


@dataclass(frozen=True, slots=True)
class Made:
    """One person of a made run, as the test knows it."""

    person_id: str
    email: str
    name: str
    locale: str
    kinds: tuple[str, ...]
    canaries: tuple[str, ...]
    """Values of this person that no letter may hold, not even their own."""


def person(number: int, kinds: tuple[str, ...] = OWN, **changes: str) -> dict[str, Any]:
    """A row of `people`."""
    return {
        "person_id": f"{number:032x}",
        "account_id": f"user-{number}",
        "name": f"Orang Nomor{number}",
        "email": f"orang{number}@example.org",
        "locale": "en-GB",
        "mfa": "on",
        "relation": "subject",
        "kinds": list(kinds),
        "categories": sorted({KINDS[kind].category for kind in kinds}),
        **changes,
    }


def run_of(
    people: list[dict[str, Any]],
    *,
    admins: dict[int, list[str]] | None = None,
    organisations: dict[str, str] | None = None,
    secrets: Sequence[tuple[int | None, str, str]] = (),
    ambiguous: int = 0,
) -> Run:
    """The tables of a run.

    Args:
        admins: number of a person → ids of organisations.
        organisations: id → name.
        secrets: number of a person or none, kind, provider.
    """
    lists = pa.list_(pa.string())
    texts = ("person_id", "account_id", "name", "email", "locale", "mfa", "relation")
    pairs = [(f"{who:032x}", one) for who, them in (admins or {}).items() for one in them]
    names = organisations or {}
    return Run(
        people=pa.table(
            {
                **{name: pa.array([row[name] for row in people], pa.string()) for name in texts},
                **{name: pa.array([row[name] for row in people], lists) for name in ("kinds", "categories")},
            }
        ),
        memberships=pa.table(
            {
                "person_id": pa.array([who for who, _ in pairs], pa.string()),
                "organisation_id": pa.array([one for _, one in pairs], pa.string()),
                "role": pa.array(["owner"] * len(pairs), pa.string()),
                "admin": pa.array(["yes"] * len(pairs), pa.string()),
            }
        ),
        organisations=pa.table(
            {
                "organisation_id": pa.array(list(names), pa.string()),
                "name": pa.array(list(names.values()), pa.string()),
                "people": pa.array([7] * len(names), pa.int64()),
                "admins_without_mfa": pa.array([1] * len(names), pa.int64()),
            }
        ),
        secrets=pa.table(
            {
                "person_id": pa.array(["" if who is None else f"{who:032x}" for who, _, _ in secrets], pa.string()),
                "kind": pa.array([kind for _, kind, _ in secrets], pa.string()),
                "provider": pa.array([provider for _, _, provider in secrets], pa.string()),
            }
        ),
        ambiguous=pa.table({"identity_id": pa.array([f"{at:032x}" for at in range(ambiguous)], pa.string())}),
    )


def crowd(count: int, seed: int) -> tuple[Run, dict[str, Made]]:
    """Many people in all mixes of kinds, a canary in every value, and half of them in each language."""
    chance = random.Random(seed)
    offered = [kind for kind in KINDS if not any(kind.startswith(name) for name in ("hashed.",))]
    rows, made, admins, secrets, names = [], {}, {}, [], {}
    for number in range(count):
        kinds = tuple(sorted({"email", *chance.sample(offered, chance.randint(0, 12))}))
        mark = f"{chance.getrandbits(40):010x}"
        row = person(
            number,
            kinds,
            name=f"Kenari{mark} Burung{mark}",
            email=f"k{mark}@kandang{mark}.example",
            account_id=f"akun-{mark}",
            locale=chance.choice(("id-ID", "en-US")),
            mfa=chance.choice(("on", "off", "unknown")),
        )
        canaries = [mark]
        secrets += [(number, kind, KINDS[kind].provider) for kind in kinds if kind.startswith("secret.")]
        if chance.random() < 0.1:
            names[f"org{mark}"] = f"Sangkar{mark[::-1]}z"
            admins[number] = [f"org{mark}"]
        rows.append(row)
        made[row["email"]] = Made(row["person_id"], row["email"], row["name"], row["locale"], kinds, tuple(canaries))
    return run_of(rows, admins=admins, organisations=names, secrets=secrets), made
