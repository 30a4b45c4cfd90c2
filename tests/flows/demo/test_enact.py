"""The main job against the truth: every count of an assessment equals what the generator knows it made."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from waspada.core.progress import Silent
from waspada.flows import assess, scan
from waspada.flows.demo import enact, generate
from waspada.flows.demo.truth import Truth

CACHE = Path(os.environ.get("WASPADA_HOME", "/nonexistent")) / "cache"
FULL = os.environ.get("WASPADA_FULL") == "1"


def assessed(out: Path, data: Path) -> assess.Result:
    request = assess.Request(
        datasets=(data / "dataset",),
        directory=str(data / "directory.parquet"),
        claims=data / "claims.yaml",
        out=out,
        demo=True,
    )
    return assess.assess(request, cache=CACHE, key=enact.KEY, progress=Silent())


@pytest.mark.parametrize(("people", "events", "seed"), [(60, 900, 1), (900, 30_000, 20_251_109)])
def test_every_count_equals_the_truth(tmp_path: Path, people: int, events: int, seed: int) -> None:
    size = enact.Size(people=people, organisations=people // 8, events=events, seed=seed)
    result, differences = enact.run(tmp_path, size, cache=CACHE, workers=2, lang="en", progress=Silent())
    assert differences == []
    assert result.incomplete  # twelve lines are broken, and said to be
    assert result.contradicted


def secrets_of(truth: Truth) -> Counter[str]:
    return Counter(secret.kind for secret in truth.secrets)


def test_a_thousand_secrets_of_twelve_kinds_are_all_found(tmp_path: Path) -> None:
    truth = generate(tmp_path / "data", people=500, organisations=40, events=20_000, secrets=1000, seed=3)
    assert len(truth.secrets) == 1000
    assert len(secrets_of(truth)) == 12
    assert len({secret.layer for secret in truth.secrets}) >= 8
    result = assessed(tmp_path / "out", tmp_path / "data")
    differences = list(enact.compare(truth, result.document, tmp_path / "out" / "restricted"))
    assert differences == []


def test_none_is_invented_in_clean_events(tmp_path: Path) -> None:
    events = 1_000_000 if FULL else 30_000
    generate(
        tmp_path / "data",
        people=20_000 if FULL else 2_000,
        events=events,
        secrets=False,
        broken=0,
        duplicates=0,
        odd_identities=False,
        seed=5,
    )
    found = scan.scan([tmp_path / "data" / "dataset"], cache=CACHE, key=enact.KEY, workers=2, progress=Silent())
    invented = {
        (row["kind"], row["field"]): row["values"]
        for row in found.findings
        if row["kind"].startswith(("secret.", "id.", "bank."))
        or row["kind"] in {"payment_card", "iban", "crypto_address"}
    }
    assert invented == {}
    assert found.accounting["records_parsed"] == events
    assert found.exit_code == 1  # people's e-mail addresses are in it
