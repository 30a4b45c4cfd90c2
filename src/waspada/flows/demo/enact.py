"""The demo: make the re-enactment, assess it like any other dataset, and hold every count against the truth."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from waspada.assess.directory import Directory
from waspada.core.language import Lang
from waspada.core.progress import Progress
from waspada.flows import assess
from waspada.flows.demo.truth import Truth
from waspada.flows.demo.writer import generate

KEY = b"waspada demo: nobody here is real"
"""Fixed, so that every demo shows the same person ids."""
TITLE = {"en": "Mixpanel, November 2025 (re-enactment)", "id": "Mixpanel, November 2025 (reka ulang)"}

_MASKED = re.compile(r"\[[a-z_]+(?:\.[a-z0-9_]+)*\]")


@dataclass(frozen=True, slots=True)
class Size:
    """How large a re-enactment."""

    people: int
    organisations: int
    events: int
    seed: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One count that is not what the truth says."""

    what: str
    truth: object
    found: object


def run(
    out: Path,
    size: Size,
    *,
    cache: Path | None,
    workers: int,
    lang: Lang,
    progress: Progress,
    announce: Callable[[Directory], None] | None = None,
) -> tuple[assess.Result, list[Difference]]:
    """Make, assess, compare. Everything lies under `out`."""
    progress.stage("make")
    data = out / "data"
    shutil.rmtree(data, ignore_errors=True)
    truth = generate(data, **asdict(size), progress=progress)
    request = assess.Request(
        datasets=(data / "dataset",),
        directory=str(data / "directory.csv"),
        claims=data / "claims.yaml",
        out=out,
        workers=workers,
        title=TITLE,
        lang=lang,
        demo=True,
    )
    result = assess.assess(request, cache=cache, key=KEY, progress=progress, announce=announce)
    return result, list(compare(truth, result.document, out / "restricted"))


def compare(truth: Truth, document: Mapping[str, Any], restricted: Path) -> Iterator[Difference]:
    """Every count that differs."""
    yield from _plain(truth, document)
    yield from _fields(truth, document["fields"])
    yield from _findings(truth, document["findings"])
    yield from _people(truth, restricted)


def _differ(what: str, truth: object, found: object) -> Iterator[Difference]:
    if truth != found:
        yield Difference(what, truth, found)


def _plain(truth: Truth, document: Mapping[str, Any]) -> Iterator[Difference]:
    for name in ("records", "records_parsed", "records_quarantined", "bytes", "cells"):
        yield from _differ(name, getattr(truth, name), document["accounting"][name])
    counts = (
        *("matched", "unknown_with_contact", "mentioned", "device_only", "ambiguous", "organisations", "admins"),
        *("admins_without_mfa", "admins_mfa_unknown", "by_country", "residence_unknown"),
    )
    for name in counts:
        yield from _differ(f"people.{name}", getattr(truth.people, name), document["people"][name])
    timeline = document["timeline"]
    yield from _differ("by_day", dict(truth.by_day), {row["day"]: row["records"] for row in timeline["by_day"]})
    verdicts = {claim["id"]: claim["verdict"] for claim in document["claims"]}
    yield from _differ("claims", dict(truth.claims), verdicts)


def _fields(truth: Truth, fields: Sequence[Mapping[str, Any]]) -> Iterator[Difference]:
    found: dict[str, list[int]] = {}
    estimated = set()
    for row in fields:
        path = _MASKED.sub("<planted>", row["path"])
        sums = found.setdefault(path, [0, 0, 0])
        for at, name in enumerate(("filled", "empty", "distinct")):
            sums[at] += row[name]
        if row["distinct_is_estimate"] or "<planted>" in path:
            estimated.add(path)
    for field in truth.fields:
        counts = found.pop(field.path, [0, 0, 0])
        yield from _differ(f"{field.path} filled", field.filled, counts[0])
        yield from _differ(f"{field.path} empty", field.empty, counts[1])
        if field.path not in estimated:
            yield from _differ(f"{field.path} distinct", field.distinct, counts[2])
    for path in found:
        yield Difference(f"{path} exists", False, True)


def _findings(truth: Truth, findings: Sequence[Mapping[str, Any]]) -> Iterator[Difference]:
    strong = [row for row in findings if row["strength"] == "strong"]
    emails: Counter[tuple[str, str]] = Counter()
    secrets: Counter[tuple[str, str]] = Counter()
    for row in strong:
        path = _MASKED.sub("<planted>", row["field"])
        if row["kind"] == "email":
            emails[path, "values"] += row["values"]
        if row["kind"].startswith("secret."):
            secrets[row["kind"], path] += row["values"]
    for email in truth.emails:
        yield from _differ(f"{email.path} addresses", email.values, emails.pop((email.path, "values"), 0))
    for (path, _), count in emails.items():
        yield Difference(f"{path} addresses", 0, count)
    planted = Counter((secret.kind, secret.path) for secret in truth.secrets)
    for kind, path in sorted({*planted, *secrets}):
        yield from _differ(f"{kind} in {path}", planted[kind, path], secrets[kind, path])


def _people(truth: Truth, restricted: Path) -> Iterator[Difference]:
    columns = ["account_id", "email", "relation", "records"]
    rows = pq.read_table(restricted / "people.parquet", columns=columns).to_pylist()
    records = {
        row["account_id"] or row["email"].lower(): row["records"] for row in rows if row["relation"] == "subject"
    }
    expected = {person: subject.records for person, subject in truth.subjects.items()}
    wrong = sum(records.get(person) != count for person, count in expected.items())
    yield from _differ("people whose records differ", 0, wrong)
    yield from _differ("people that nobody made", 0, len(records.keys() - expected.keys()))
    columns = ["organisation_id", "people", "admins", "admins_without_mfa"]
    found = pq.read_table(restricted / "organisations.parquet", columns=columns).to_pylist()
    made = {name: (row.people, row.admins, row.admins_without_mfa) for name, row in truth.organisations.items()}
    got = {row["organisation_id"]: (row["people"], row["admins"], row["admins_without_mfa"]) for row in found}
    yield from _differ("organisations whose counts differ", 0, sum(got.get(name) != row for name, row in made.items()))
