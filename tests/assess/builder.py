"""Partial results of small datasets, written by hand: what units would have found, without any unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from waspada.assess.claims import Claim
from waspada.assess.decisions import Decisions
from waspada.assess.directory import DirectorySource, open_directory
from waspada.assess.kinds import Kinds
from waspada.assess.merge import assess
from waspada.assess.partials import write_partial
from waspada.assess.result import Assessment, InputFile, Inputs
from waspada.core.partial import MASK_BITS, SCHEMAS, Partial

KEY = bytes(range(32))
FORM, NAME = "form", "field name"
KINDS: Kinds = {
    "account_id": {"category": "user.unique_id", "by": "meaning", "label": {"en": "account id", "id": "ID akun"}},
    "email": {"category": "user.contact.email", "by": "form", "label": {"en": "e-mail address", "id": "alamat e-mail"}},
    "person_name": {"category": "user.name", "by": "meaning", "label": {"en": "name", "id": "nama"}},
    "phone": {"category": "user.contact.phone_number", "by": "form", "label": {"en": "phone", "id": "telepon"}},
    "chat_content": {"category": "user.content.private", "by": "meaning", "label": {"en": "chat", "id": "obrolan"}},
    "hashed.md5_email": {"category": "user.unique_id.deterministic", "by": "form"},
    "secret.acme": {
        "category": "user.authorization.credentials",
        "by": "form",
        "label": {"en": "Acme key", "id": "kunci Acme"},
        "provider": "Acme",
        "revoke": "https://acme.example/keys",
        "recall": (19, 20),
        "groups": ("secret.api_key",),
    },
    "secret.github_pat": {"category": "user.authorization.credentials", "by": "form", "provider": "GitHub"},
    "id.nik": {"category": "user.government_id.national_identification_number", "by": "check"},
}
DIRECTORY = """account_id,email,name,organisation_id,organisation_name,role,country,region,locale,mfa,product
u1,Ana@one.example,Ana Sari,o1,One,owner,ID,ID-JB,id,on,api
u2,budi@one.example,Budi Raharjo,o1,One,member,US,US-CA,en,off,api
u3,citra@two.example,Citra Dewi,o2,Two,admin,,,id,off,"api,chatgpt"
u4,shared@two.example,Dian Putra,o2,Two,admin,DE,,de,,chatgpt
u5,shared@two.example,Eka Putri,o2,Two,member,DE,,de,on,api
u6,fajar@six.example,Fajar Hadi,o3,Six,reader,SG,,en,on,api
"""


def could_hold(path: str, free_text: bool) -> tuple[str, ...]:
    """Fields called note, or of free text, could hold chats."""
    return ("chat_content",) if free_text or path.endswith("note") else ()


_OF_TEXT: Mapping[str, Any] = {
    "file": "dump.sql",
    "format": "unknown",
    "table": "",
    **dict.fromkeys(("records_parsed", "records_quarantined", "cells", "cells_quarantined"), 0),
    **dict.fromkeys(("cells_counted_apart", "duplicates"), 0),
}


@dataclass
class Split:
    """One split of table `events` in `events.jsonl`; add rows, then `run`."""

    number: int = 0
    identities: list[dict[str, Any]] = field(default_factory=list)
    dense: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    dense_values: list[dict[str, Any]] = field(default_factory=list)
    hits: list[dict[str, Any]] = field(default_factory=list)
    fields: list[dict[str, Any]] = field(default_factory=list)
    days: list[dict[str, Any]] = field(default_factory=list)
    quarantine: list[dict[str, Any]] = field(default_factory=list)
    cells: int = 100
    text: int = 0
    """Bytes of a file that no reader knows."""

    def who(self, *, has: Iterable[tuple[str, str]] = (), records: int = 1, table: str = "events", **known: Any) -> int:
        """Add an identity; `has` are (field, kind) of dense fields. Returns its row."""
        mask = [0]
        for slot in has:
            bit = self.dense.setdefault(
                slot, {"table": table, "strong": True, "how": NAME, "bit": len(self.dense), "values": 0, "records": 0}
            )
            bit["values"] += records
            bit["records"] += records
            word = bit["bit"] // MASK_BITS
            mask += [0] * (word + 1 - len(mask))
            mask[word] |= 1 << (bit["bit"] % MASK_BITS)
        row = len(self.identities)
        order = self.number * 1000 + row
        start = {
            "first_position": f"events.jsonl:{order}",
            "first_order": order,
            "first_seen": 1_764_000_000_000_000 + order,
        }
        self.identities.append(
            {
                "table": table,
                "mask": mask,
                "records": records,
                "last_seen": 1_764_000_100_000_000 + order,
                **start,
                **known,
            }
        )
        return row

    def hit(self, kind: str, value: str, who: int | None, *, field: str = "comment", **known: Any) -> None:
        """Add a single finding in the record of an identity."""
        order = self.number * 1000 + (who if who is not None else 999)
        self.hits.append(
            {
                "table": "events",
                "field": field,
                "kind": kind,
                "strong": True,
                "how": FORM,
                "layer": "",
                "free_text": True,
                "value": value,
                "identity": who,
                "values": 1,
                "records": 1,
                "first_position": f"events.jsonl:{order}",
                "first_order": order,
                **known,
            }
        )

    def census(self, path: str, values: Sequence[str], *, meaning: str = "", empty: int = 0, wordy: int = 0) -> None:
        """Add a field of the census."""
        hashes = sorted({hash_of(value) for value in values})
        self.fields.append(
            {
                "table": "events",
                "path": path,
                "meaning": meaning,
                "meaning_from": "name" if meaning else "",
                "filled": len(values),
                "empty": empty,
                "characters": sum(map(len, values)),
                "wordy": wordy,
                "hashes": hashes,
                "sample_hashes": hashes[:2],
                "sample_lengths": [len(value) for value in values][:2],
            }
        )

    def partial(self) -> Partial:
        """As a unit would hand it over."""
        records = sum(row["records"] for row in self.identities)
        broken = len(self.quarantine)
        scalars = sum(row["scalars"] for row in self.quarantine)
        seen: dict[tuple[Any, ...], int] = {}
        for hit in self.hits:
            key = tuple(hit[name] for name in ("table", "field", "kind", "strong", "how", "free_text"))
            seen[key] = seen.get(key, 0) + hit["records"]
        names = ("table", "field", "kind", "strong", "how", "free_text", "records")
        tables: Mapping[str, list[dict[str, Any]]] = {
            "identities": self.identities,
            "dense": [{"field": slot[0], "kind": slot[1], **row} for slot, row in self.dense.items()],
            "dense_values": self.dense_values,
            "hits": self.hits,
            "hit_records": [dict(zip(names, (*key, count), strict=True)) for key, count in seen.items()],
            "fields": self.fields,
            "days": self.days or [{"table": "events", "day": "2025-11-24", "records": records}],
            "quarantine": self.quarantine,
            "accounting": [
                {
                    "file": "events.jsonl",
                    "format": "ndjson",
                    "table": "events",
                    "bytes_unpacked": 10,
                    "records_parsed": records,
                    "records_quarantined": broken,
                    "cells": self.cells,
                    "cells_quarantined": scalars,
                    "cells_counted_apart": self.cells + scalars,
                    "duplicates": 0,
                },
                *([{**_OF_TEXT, "bytes_unpacked": self.text}] if self.text else []),
            ],
        }
        return Partial(**{name: pa.Table.from_pylist(rows, SCHEMAS[name]) for name, rows in tables.items()})


def hash_of(value: str) -> int:
    """Stable 64-bit hash for the census."""
    return int.from_bytes(value.encode().ljust(8, b"\0")[-8:], "big")


def written(splits: Sequence[Split], folder: Path) -> list[Path]:
    """The partial results on disk."""
    paths = []
    for split in splits:
        path = folder / f"split-{split.number:05d}"
        path.mkdir(parents=True)
        write_partial(split.partial(), path)
        paths.append(path)
    return paths


def assessed(
    folder: Path,
    *splits: Split,
    directory: str | None = DIRECTORY,
    claims: Sequence[Claim] = (),
    decisions: Decisions | None = None,
    source: Mapping[str, Any] | None = None,
    **others: Any,
) -> Assessment:
    """Assess these splits against a directory given as CSV."""
    opened = None
    if directory is not None:
        path = folder / "accounts.csv"
        path.write_text(directory, encoding="utf-8")
        opened = open_directory(DirectorySource(location=str(path), **(source or {})))
    inputs = Inputs(
        kinds=KINDS,
        files=[InputFile("events.jsonl", "ab" * 32, 10, "ndjson")],
        key=KEY,
        work=folder / "spill",
        directory=opened,
        claims=claims,
        decisions=decisions or Decisions(),
        could_hold=could_hold,
        dataset={"name": "events"},
        **others,
    )
    return assess(written(splits, folder / "partials"), inputs)


def people(assessment: Assessment) -> dict[str, dict[str, Any]]:
    """Rows of people by account id, or by address."""
    return {row["account_id"] or row["email"]: row for row in assessment.people.to_pylist()}


def counts(assessment: Assessment) -> dict[str, Any]:
    """The head counts."""
    found: dict[str, Any] = assessment.document["people"]
    return found
