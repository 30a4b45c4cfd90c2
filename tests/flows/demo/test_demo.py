"""The generator's truth against a second count of what it wrote, made with the standard library alone."""

from __future__ import annotations

import base64
import csv
import hashlib
import html
import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pyarrow.parquet as pq
import pytest
import yaml

from waspada.core.errors import BadInput
from waspada.core.progress import Silent
from waspada.flows.demo import generate, truth
from waspada.flows.demo.secrets import LAYERS, TWELVE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.flows.demo.conftest import Made


def test_totals(made: Made) -> None:
    count, known = made.count, made.truth
    assert (known.records, known.records_parsed) == (count.lines, count.parsed)
    assert known.records_quarantined == len(count.quarantined) == 12
    assert [line.line for line in known.broken] == count.quarantined
    assert known.bytes == len(made.lines)
    assert known.cells == count.cells
    assert known.duplicate_records == count.duplicates > 0
    assert known.odd_lines == count.odd >= 0.05 * count.lines
    assert known.by_day == dict(sorted(count.days.items()))


def test_every_field(made: Made) -> None:
    known = {f.path: (f.filled, f.empty, f.distinct) for f in made.truth.fields}
    count = made.count
    paths = {*count.filled, *count.empty}
    assert known == {path: (count.filled[path], count.empty[path], len(count.values[path])) for path in paths}


def test_every_address(made: Made) -> None:
    known = {e.path: (e.values, e.distinct, e.distinct_lower) for e in made.truth.emails}
    found = {p: (len(v), len(set(v)), len({a.lower() for a in v})) for p, v in made.count.emails.items() if v}
    assert known == found
    domains = {a.rsplit("@", 1)[1].lower() for v in made.count.emails.values() for a in v}
    assert all(re.search(r"(^|\.)(example\.(com|net|org)|example|test)$", domain) for domain in domains)


def test_every_person(made: Made) -> None:
    people = made.resolved.people
    assert {person: t.records for person, t in made.truth.subjects.items()} == {k: len(v) for k, v in people.items()}
    for person, records in people.items():
        known = made.truth.subjects[person]
        times = [properties["time"] for properties, _ in records]
        assert (known.first_seen, known.last_seen) == (min(times), max(times))
        assert set(known.fields) == set().union(*(present for _, present in records))
        assert known.duplicates == sum(properties["_again"] for properties, _ in records)


def test_counts_of_people(made: Made) -> None:
    known, resolved, directory = made.truth.people, made.resolved, made.directory
    matched = [person for person in resolved.people if person in directory.by_account]
    assert known.matched == len(matched)
    assert known.unknown_with_contact == len(resolved.people) - len(matched) == 16
    assert known.device_only == len(resolved.devices)
    assert known.ambiguous == len(resolved.ambiguous)
    ambiguous = {a.identifiers: a.records for a in made.truth.ambiguous}
    assert ambiguous == dict(resolved.ambiguous)
    own = {row["email"] for person in matched for row in directory.by_account[person]}
    own |= {person for person in resolved.people if "@" in person}
    mentioned = {a.lower() for path in ("properties.$current_url", "properties.comment", "properties.search_query")
                 for a in made.count.emails[path]} - own  # fmt: skip
    assert made.truth.mentions == tuple(sorted(mentioned))
    assert known.mentioned == len(mentioned)
    assert known.mentioned_known == len(mentioned & set(directory.by_email))


def test_organisations_and_admins(made: Made) -> None:
    rows = [row for person in made.resolved.people for row in made.directory.by_account.get(person, ())]
    members = [row for row in rows if row["organisation_id"]]
    admins = {row["account_id"]: row["mfa"] for row in members if row["role"] in ("owner", "admin")}
    known = made.truth.people
    assert known.organisations == len({row["organisation_id"] for row in members})
    assert (known.admins, known.admins_without_mfa) == (len(admins), Counter(admins.values())["off"])
    assert known.admins_mfa_unknown == Counter(admins.values())[""]
    assert {k: v.people for k, v in made.truth.organisations.items()} == Counter(r["organisation_id"] for r in members)
    without = Counter(r["organisation_id"] for r in members if r["role"] in ("owner", "admin") and r["mfa"] == "off")
    assert {k: v.admins_without_mfa for k, v in made.truth.organisations.items() if v.admins_without_mfa} == without
    accounts = made.directory.by_account
    products = Counter(accounts[person][0]["product"] for person in made.resolved.people if person in accounts)
    assert known.by_product == products
    assert made.truth.claim_counts["only-api-users"] == products["chatgpt"] == 100


def test_residence(made: Made) -> None:
    countries: Counter[str] = Counter()
    regions: Counter[str] = Counter()
    from_dataset = 0
    for person, records in made.resolved.people.items():
        row = made.directory.by_account.get(person, [{}])[0]
        seen = {properties["mp_country_code"] for properties, _ in records} - {None}
        assert len(seen) <= 1
        countries[row.get("country") or next(iter(seen), "?")] += 1
        from_dataset += not row.get("country") and bool(seen)
        regions[row.get("region") or "?"] += 1
    known = made.truth.people
    assert known.residence_unknown == countries.pop("?", 0) > 0
    assert known.by_country == countries
    assert known.residence_from_dataset == from_dataset
    del regions["?"]
    assert known.by_region == regions


def test_anonymous_devices_become_people_and_some_stay_alone(made: Made) -> None:
    mapped = [
        p
        for records in made.resolved.people.values()
        for p, _ in records
        if str(p["distinct_id"]).startswith("$device:")
    ]
    assert len(mapped) > 50
    assert made.truth.people.device_only == 20
    assert any(isinstance(p["distinct_id"], int) for p, _ in made.count.records)


def test_directory_files_agree_and_hold_more_than_the_leak(made: Made) -> None:
    table = pq.read_table(made.out / "directory.parquet").to_pylist()
    with (made.out / "directory.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == table
    assert len(table) == made.truth.directory_rows
    assert len(made.directory.by_account) == made.truth.directory_accounts > made.truth.people.matched
    shared = [accounts for accounts in made.directory.by_email.values() if len(accounts) > 1]
    assert [len(accounts) for accounts in shared] == [2, 2, 2]


def test_the_handful_stands_where_the_truth_says(made: Made) -> None:
    kinds = Counter(secret.kind for secret in made.truth.secrets)
    assert kinds["secret.openai"] == 3
    assert sum(kinds.values()) == 7
    for secret in made.truth.secrets:
        assert made.lines[secret.record_offset - 1 : secret.record_offset] == b"\n"
        assert made.lines.count(b"\n", 0, secret.record_offset) == secret.line - 1
        line = made.lines[secret.record_offset : made.lines.index(b"\n", secret.record_offset)]
        assert secret.person in line.decode()
        assert secret.organisation in {row["organisation_id"] for row in made.directory.by_account[secret.person]}


def test_a_thousand_secrets_of_twelve_kinds_in_every_layer(thousand: Made) -> None:
    planted = thousand.truth.secrets
    assert len(planted) == 1000
    assert {secret.kind for secret in planted} == set(TWELVE)
    assert {secret.layer for secret in planted} == set(LAYERS)
    assert len({secret.sha256 for secret in planted}) == 1000
    for secret in planted:
        assert secret.sha256 in {hashlib.sha256(text.encode()).hexdigest() for text in _around(thousand, secret)}


def _around(made: Made, secret: truth.PlantedSecret) -> set[str]:
    """Every token that starts where the truth says, with the layer taken off."""
    text = made.lines[secret.offset : made.lines.index(b"\n", secret.offset)].decode()
    if secret.layer == "base64":
        text = base64.b64decode(re.split(r"[^A-Za-z0-9+/=]", text)[0]).decode().split("debug=")[1]
    if secret.layer == "url_encoded":
        text = unquote(text)
    if secret.layer == "html":
        text = html.unescape(text)
    return {text[:end] for end in range(16, min(len(text), 400) + 1)}


def test_a_thousand_secrets_leave_the_other_counts_exact(thousand: Made) -> None:
    count, known = thousand.count, thousand.truth
    assert known.cells == count.cells
    assert sum(f.filled for f in known.fields if "<planted>" in f.path) == sum(s.layer == "key" for s in known.secrets)
    assert {p: t.records for p, t in known.subjects.items()} == {k: len(v) for k, v in thousand.resolved.people.items()}


def test_same_seed_same_bytes_whatever_the_batch(tmp_path: Path) -> None:
    small: dict[str, Any] = {"people": 60, "organisations": 9, "events": 900}
    first = generate(tmp_path / "a", **small, batch=900)
    second = generate(tmp_path / "b", **small, batch=97)
    other = generate(tmp_path / "c", **small, seed=3)
    assert first == second != other
    for name in ("dataset/events.jsonl", "directory.csv", "directory.parquet", "claims.yaml", "truth.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    assert (tmp_path / "a/dataset/events.jsonl").read_bytes() != (tmp_path / "c/dataset/events.jsonl").read_bytes()


@pytest.mark.parametrize("events", [1, 2, 30, 400])
def test_fewer_events_than_people(make: Callable[..., Made], events: int) -> None:
    made = make(people=300, organisations=20, events=events)
    assert made.truth.records == made.count.lines == events
    assert made.truth.cells == made.count.cells
    assert set(made.truth.subjects) == set(made.resolved.people)
    assert made.truth.people.ambiguous == len(made.resolved.ambiguous)
    assert made.truth.people.device_only == len(made.resolved.devices)


def test_without_anything_planted(tmp_path: Path) -> None:
    known = generate(tmp_path, people=50, organisations=5, events=300, secrets=False, odd_identities=False, broken=0,
                     duplicates=0, chatgpt_users=0)  # fmt: skip
    assert (known.secrets, known.broken, known.ambiguous, known.mentions) == ((), (), (), ())
    assert known.duplicate_records == known.records_quarantined == 0
    assert known.claims["no-api-keys"] == "holds"
    assert known.claims["only-api-users"] == "cannot_tell"


def test_size_by_bytes_and_by_directory(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    class Counted(Silent):
        def advance(self, *, records: int = 0, size: int = 0) -> None:
            seen.append((records, size))

    known = generate(tmp_path, people=100, organisations=10, bytes_target=2_000_000, directory_size=5000,
                     progress=Counted())  # fmt: skip
    assert known.bytes == pytest.approx(2_000_000, rel=0.03)
    assert known.directory_accounts == 5000
    assert [sum(column) for column in zip(*seen, strict=True)] == [known.events, known.bytes]


def test_impossible_sizes_are_refused(tmp_path: Path) -> None:
    wrongs: tuple[dict[str, Any], ...] = ({"events": 0}, {"people": 0}, {"people": 500, "directory_size": 100})
    for wrong in wrongs:
        with pytest.raises(BadInput):
            generate(tmp_path / "out", **wrong)
    assert not (tmp_path / "out").exists()


def test_truth_reads_back(made: Made) -> None:
    assert truth.read(made.out / "truth.json") == made.truth
    assert json.loads((made.out / "truth.json").read_text(encoding="utf-8"))["schema"] == truth.SCHEMA


def test_every_claim_of_the_statement_has_a_verdict_and_two_languages(made: Made) -> None:
    statement = yaml.safe_load((made.out / "claims.yaml").read_text(encoding="utf-8"))["claims"]
    assert {claim["id"] for claim in statement} == set(made.truth.claims)
    assert all(set(claim["text"]) == {"en", "id"} for claim in statement)
    assert made.truth.claims["no-chat-content"] == "cannot_tell"
    assert made.truth.claims["no-api-keys"] == made.truth.claims["only-api-users"] == "contradicted"
    assert made.truth.claim_counts["no-api-keys"] == 3


def test_no_secret_in_the_truth_or_a_repr(thousand: Made) -> None:
    text = (thousand.out / "truth.json").read_text(encoding="utf-8") + repr(thousand.truth)
    prefixes = ("sk-" + "proj-", "AK" + "IA", "gh" + "p_", "xo" + "xb-", "ey" + "J")
    assert not any(prefix in text for prefix in prefixes)
