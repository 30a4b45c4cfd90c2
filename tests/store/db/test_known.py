"""Whether the workbench knows a case."""

from __future__ import annotations

import uuid

from tests.workbench import Workbench


def test_a_case_is_found_by_its_id_alone(workbench: Workbench) -> None:
    from waspada.store.db import known

    case = workbench.case()
    assert known.is_set_up()
    assert known.case(str(case.pk)) == case
    assert known.case(str(uuid.uuid4())) is None
