"""Opening a directory: what was recognised is known before the run, and one without a key is refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from waspada.assess.directory import DirectorySource, open_directory, reading_ahead
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


def test_reading_ahead_changes_nothing_but_the_moment(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,mail,name\n1,a@x.example,Ana\n2,b@x.example,Budi\n")
    plain = open_directory(DirectorySource(location=str(path)))
    with ThreadPoolExecutor(1) as pool:
        ahead = reading_ahead(plain, pool)
        for columns in (["id"], ["mail", "id"], ["name"], ["id", "name"]):
            assert ahead.rows.read(columns).to_pylist() == plain.rows.read(columns).to_pylist()
        chosen = np.array([1])
        assert ahead.rows.take(["name"], chosen).to_pylist() == [{"name": "Budi"}]
    assert ahead.rows.columns == plain.rows.columns
