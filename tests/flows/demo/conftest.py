"""Reads a generated dataset back with the standard library only, and counts everything anew."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from waspada.flows.demo import Truth, generate

ADDRESS = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|net|org|example|test)\b")


class Pairs(list[tuple[str, Any]]):
    """An object with its keys as they came, doubled ones included."""


@dataclass
class Recount:
    """The same counts as the truth, from the file alone."""

    lines: int = 0
    parsed: int = 0
    quarantined: list[int] = field(default_factory=list)
    duplicates: int = 0
    odd: int = 0
    first: int = 2**62
    last: int = 0
    days: Counter[str] = field(default_factory=Counter)
    filled: Counter[str] = field(default_factory=Counter)
    empty: Counter[str] = field(default_factory=Counter)
    values: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    emails: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    records: list[tuple[dict[str, Any], set[str]]] = field(default_factory=list)
    """Properties of each parsed record, and its filled paths."""

    @property
    def cells(self) -> int:
        return self.filled.total() + self.empty.total()


def walk(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Pairs):
        for key, inner in value:
            yield from walk(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner, path + "[]")
    else:
        yield path, value


def recount(path: Path) -> Recount:
    result = Recount()
    seen: set[str] = set()
    data = path.read_bytes()
    assert data.endswith(b"\n")
    for raw in data[:-1].split(b"\n"):
        result.lines += 1
        try:
            record = json.loads(raw, object_pairs_hook=Pairs)
        except ValueError:
            result.quarantined.append(result.lines)
            continue
        _add(result, record, raw, seen)
    return result


def _add(result: Recount, record: Pairs, raw: bytes, seen: set[str]) -> None:
    result.parsed += 1
    present = set()
    for path, value in walk(record, ""):
        if value is None or value == "":
            result.empty[path] += 1
            continue
        present.add(path)
        result.filled[path] += 1
        result.values[path].add((type(value).__name__, str(value)))
        if isinstance(value, str):
            result.emails[path] += ADDRESS.findall(unquote(value) if "://" in value else value)
    top = dict(record)
    properties = dict(top["properties"])
    assert len(top) == len(record)
    assert len(properties) == len(top["properties"])
    time = properties["time"]
    result.first, result.last = min(result.first, time), max(result.last, time)
    result.days[dt.datetime.fromtimestamp(time, tz=dt.UTC).strftime("%Y-%m-%d")] += 1
    properties["_again"] = properties["$insert_id"] in seen
    result.duplicates += properties["_again"]
    seen.add(properties["$insert_id"])
    nested = any(isinstance(value, list) for value in properties.values())
    result.odd += b"\\" in raw or nested or None in properties.values()
    result.records.append((properties, present))


@dataclass
class Resolved:
    """Records by person: account id, or address of somebody unknown; and what belongs to nobody."""

    people: dict[str, list[tuple[dict[str, Any], set[str]]]] = field(default_factory=lambda: defaultdict(list))
    ambiguous: Counter[tuple[str, ...]] = field(default_factory=Counter)
    devices: set[str] = field(default_factory=set)


class Directory:
    """The CSV, by account and by address."""

    def __init__(self, path: Path) -> None:
        with path.open(encoding="utf-8", newline="") as file:
            self.rows = list(csv.DictReader(file))
        self.by_account: dict[str, list[dict[str, str]]] = defaultdict(list)
        self.by_email: dict[str, set[str]] = defaultdict(set)
        for row in self.rows:
            self.by_account[row["account_id"]].append(row)
            self.by_email[row["email"].lower()].add(row["account_id"])


def resolve(recounted: Recount, directory: Directory) -> Resolved:
    """Own identity first; anonymous devices by the people who logged in on them."""
    result = Resolved()
    owners: dict[str, set[str]] = defaultdict(set)
    anonymous = []
    for properties, present in recounted.records:
        who = _candidates(properties, directory)
        if who is None:
            anonymous.append((properties, present))
        elif len(who) == 1:
            (person,) = who
            result.people[person].append((properties, present))
            owners[properties.get("$device_id", "")].add(person)
        else:
            identifiers = [v for v in (properties.get("$user_id"), str(properties.get("$email", "")).lower()) if v]
            result.ambiguous[tuple(identifiers)] += 1
    for properties, present in anonymous:
        known = owners[properties["$device_id"]]
        if len(known) == 1:
            result.people[next(iter(known))].append((properties, present))
        elif known:
            result.ambiguous[(properties["distinct_id"],)] += 1
        else:
            result.devices.add(properties["$device_id"])
    return result


def _candidates(properties: dict[str, Any], directory: Directory) -> set[str] | None:
    """Account ids or an unknown address that the record's own identity allows; None for an anonymous device."""
    user, email = properties.get("$user_id"), str(properties.get("$email") or "").lower()
    distinct = str(properties["distinct_id"])
    if not user and not email:
        assert distinct == f"$device:{properties['$device_id']}"
        return None
    by_email = directory.by_email.get(email) or ({email} if email else set())
    by_account = {user} if user in directory.by_account else set()
    return by_account if by_account and by_account <= by_email else by_account | by_email


SMALL: dict[str, Any] = {"people": 400, "organisations": 40, "events": 6000, "seed": 7}


class Made:
    """One generated dataset and its second count."""

    def __init__(self, out: Path, truth: Truth) -> None:
        self.out = out
        self.truth = truth
        self.lines = (out / "dataset" / "events.jsonl").read_bytes()
        self.count: Recount = recount(out / "dataset" / "events.jsonl")
        self.directory = Directory(out / "directory.csv")
        self.resolved: Resolved = resolve(self.count, self.directory)


@pytest.fixture(scope="module", params=["plain", "free_text"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    out = tmp_path_factory.mktemp(request.param)
    more: dict[str, Any] = {"free_text_bytes": 600, "batch": 777, "seed": 8} if request.param == "free_text" else {}
    return Made(out, generate(out, **(SMALL | more)))


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Made:
    out = tmp_path_factory.mktemp("thousand")
    return Made(out, generate(out, **SMALL, secrets=1000))


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Made]:
    """Make one and count it."""
    return lambda **options: Made(tmp_path, generate(tmp_path, **options))
