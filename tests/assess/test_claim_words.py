"""Every reason has a sentence in both languages, with its counts and names."""

from __future__ import annotations

from typing import get_args

import pytest
from tests.assess.builder import KINDS

from waspada.assess.claim_words import Answer, because
from waspada.assess.findings import Searched
from waspada.assess.report.model import ClaimReason


@pytest.mark.parametrize("reason", get_args(ClaimReason))
def test_every_reason_of_the_report_has_a_sentence(reason: str) -> None:
    answer = Answer(verdict="holds", reason=reason, kinds=("email", "phone"), values=1234, people=5678)
    texts = because(answer, KINDS, Searched(cells=1_000_000))
    assert texts["en"].endswith(".")
    assert texts["id"].endswith(".")
    assert texts["en"] != texts["id"]


def test_long_lists_are_cut_with_their_number() -> None:
    answer = Answer(verdict="contradicted", reason="unlisted", kinds=tuple(f"k{number}" for number in range(11)))
    texts = because(answer, KINDS, Searched(cells=10))
    assert "and 3 more" in texts["en"]
    assert "3 lainnya" in texts["id"]
