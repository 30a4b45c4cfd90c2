"""The rows of a case as a document: the same for the same rows, and nothing in it that is not the case's own."""

from __future__ import annotations

import json

import pytest
from tests.store.db.test_bundle import full_case
from tests.workbench import Workbench

from waspada.core.errors import EvidenceAltered
from waspada.store.db import bundle_rows


def test_the_document_is_the_same_twice_and_names_no_number_of_this_workbench(workbench: Workbench) -> None:
    full_case(workbench, title="Before")
    case = full_case(workbench)
    content = bundle_rows.written(case, [])
    assert content == bundle_rows.written(case, [])
    found = bundle_rows.read(content)
    assert [row["key"] for row in found["tasks"]] == ["countersign:4", ""]
    assert found["jobs"][0]["arguments"]["approval"] == 3
    assert {row["state"] for row in found["approvals"]} == {"refused", "expired", "used"}
    assert not {entry["action"] for entry in found["log"]} & set(bundle_rows.LEFT_OUT)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"schema": "waspada/case-work/1"}'])
def test_what_is_no_document_is_refused(workbench: Workbench, content: bytes) -> None:
    with pytest.raises(EvidenceAltered):
        bundle_rows.read(content)


def test_a_case_that_no_workbench_knew_brings_its_vendor(workbench: Workbench) -> None:
    found = bundle_rows.of_folder(case_id="x", title="March", vendor="Acmé Desk", now=0.0)
    assert found["vendor"]["slug"] == "acme-desk"
    assert json.loads(json.dumps(found)) == found
