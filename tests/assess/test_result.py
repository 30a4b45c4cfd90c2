"""What an assessment says about itself: incomplete, contradicted, its evidence in pieces."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.assess.builder import Split, assessed

from waspada.assess.claims import Claim


@pytest.mark.parametrize(
    ("broken", "unopened", "incomplete"), [(0, (), False), (1, (), True), (0, ({"path": "x", "reason": "y"},), True)]
)
def test_whatever_was_not_read_makes_it_incomplete(
    tmp_path: Path, broken: int, unopened: tuple[dict[str, str], ...], incomplete: bool
) -> None:
    split = Split()
    split.who(account="u1")
    split.quarantine += [
        {"file": "events.jsonl", "position": 1, "reason": "cut off", "raw": b"{", "scalars": 0}
    ] * broken
    assert assessed(tmp_path, split, unopened=unopened).incomplete is incomplete


def test_a_contradicted_claim_and_no_value_in_the_repr(tmp_path: Path) -> None:
    split = Split()
    split.who(account="u1", has=[("$email", "email")])
    text = {"en": "No addresses.", "id": "Tidak ada alamat."}
    found = assessed(tmp_path, split, claims=[Claim(id="c", text=text, says="absent", names=("email",))])
    assert found.contradicted
    assert found.evidence.num_rows == sum(table.num_rows for table in found.evidence_batches()) == 1
    assert "ana@one.example" not in repr(found).lower()
