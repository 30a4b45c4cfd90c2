"""What holds for the whole workspace is for administrators."""

from __future__ import annotations

import pytest
from tests.workbench import Workbench


@pytest.mark.parametrize("path", ["/workspace/", "/workspace/people/", "/log/"])
def test_for_anybody_else_there_is_no_such_page(workbench: Workbench, path: str) -> None:
    assert workbench.client("Alice").get(path).status_code == 200
    assert workbench.client("Bob").get(path).status_code == 404
    assert workbench.client("Bob").post(path, {"name": "x"}).status_code == 404
    assert workbench.client().get(path).status_code == 302
