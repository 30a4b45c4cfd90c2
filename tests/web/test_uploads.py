"""Files are refused wherever a page does not expect one."""

from __future__ import annotations

import io

import pytest
from tests.workbench import Workbench


@pytest.mark.parametrize("path", ["/account/", "/workspace/", "/account/tokens/", "/account/login/"])
def test_a_file_is_never_read_into_memory_or_a_temporary_file(workbench: Workbench, path: str) -> None:
    from django.core.files.uploadhandler import StopUpload

    from waspada.web.uploads import Refuse

    with pytest.raises(StopUpload):
        Refuse().new_file("file", "a.csv", "text/csv", 3)
    answer = workbench.client("Alice").post(path, {"file": io.BytesIO(b"x" * 100_000), "zone": "UTC"})
    assert answer.status_code in (200, 302, 400)
