"""Opening a directory: what was recognised is known before the run, and one without a key is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from waspada.assess.directory import DirectorySource, open_directory
from waspada.core.errors import BadInput, UnusableDirectory


def test_what_was_recognised_is_known_before_anything_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,mail,Plan,product_line\n1,a@x.example,pro,api\n")
    found = open_directory(
        DirectorySource(location=str(path), wanted=("product", "plan", "nothing"), admin_roles=(" Owner ",))
    )
    assert (found.name, dict(found.recognised)) == (
        "a.csv",
        {"account_id": "id", "email": "mail", "products": "product_line"},
    )
    assert dict(found.extra) == {"product": "product_line", "plan": "Plan"}
    assert found.admin_roles == {"owner"}
    assert "a@x.example" not in repr(found)


def test_a_directory_without_a_key_or_a_query_without_a_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,city\nAna,Bandung\n")
    with pytest.raises(UnusableDirectory) as caught:
        open_directory(DirectorySource(location=str(path)))
    assert "--map" in caught.value.advice
    with pytest.raises(BadInput):
        open_directory(DirectorySource(location=str(path), query="select 1"))
    with pytest.raises(UnusableDirectory):
        open_directory(DirectorySource(location=str(tmp_path / "missing.csv")))
