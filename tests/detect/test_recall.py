"""The stated recall is the measured one: docs/kinds.md and the claims in a report quote it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.detect.cases import measure

from waspada.detect import recall
from waspada.detect.kinds.free_text import ONLY_A_PERSON_CAN_SAY
from waspada.detect.registry import KINDS


@pytest.fixture(scope="module")
def measured() -> dict[str, tuple[int, int]]:
    return measure.recall()


def test_the_stated_recall_is_the_measured_one(measured: dict[str, tuple[int, int]]) -> None:
    assert measured == recall.RECALL, "run `make docs`"


def test_the_file_is_as_written(measured: dict[str, tuple[int, int]]) -> None:
    assert measure.written(measured) == Path(str(recall.__file__)).read_text(encoding="utf-8"), "run `make docs`"


def test_every_kind_is_measured_on_three_cases_or_more() -> None:
    assert set(recall.RECALL) == set(KINDS) - {kind.id for kind in ONLY_A_PERSON_CAN_SAY}
    few = {kind: planted for kind, (_, planted) in recall.RECALL.items() if planted < 3}
    assert not few, "at least three hits for a kind"
