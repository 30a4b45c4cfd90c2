"""What may stand in a statement's folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.flows.public.desk import site

from waspada.core.errors import BadInput, NothingReadable
from waspada.flows.public.site import RESERVED, files


def test_files_come_with_their_paths_in_order(tmp_path: Path) -> None:
    folder = site(tmp_path / "site", **{"feed.json": "{}"})
    (folder / "id").mkdir()
    (folder / "id" / "index.html").write_text("halo", encoding="utf-8")
    assert [name for name, _ in files(folder)] == ["feed.json", "index.html", "id/index.html"]
    assert dict(files(folder))["id/index.html"] == b"halo"


@pytest.mark.parametrize(
    "name", ["people.parquet", "people.csv", ".env", "a.js", "list.ndjson", "noending", "check", "affected.html",
             "public.css", "healthz.txt", "run.py"],
)  # fmt: skip
def test_whatever_else_lies_there_is_refused(tmp_path: Path, name: str) -> None:
    folder = site(tmp_path / "site", **{name: "x"})
    with pytest.raises(BadInput, match=name):
        list(files(folder))


def test_hidden_folders_and_links_are_refused(tmp_path: Path) -> None:
    folder = site(tmp_path / "site")
    (tmp_path / "secret.html").write_text("x", encoding="utf-8")
    (folder / "link.html").symlink_to(tmp_path / "secret.html")
    with pytest.raises(BadInput, match="is a link"):
        list(files(folder))
    (folder / "link.html").unlink()
    (folder / "all").symlink_to(tmp_path)
    with pytest.raises(BadInput, match="is a link"):
        list(files(folder))
    (folder / "all").unlink()
    (folder / ".git").mkdir()
    (folder / ".git" / "a.html").write_text("x", encoding="utf-8")
    with pytest.raises(BadInput, match="is hidden"):
        list(files(folder))


def test_no_folder_and_no_first_page_are_said(tmp_path: Path) -> None:
    for folder in (tmp_path / "none", tmp_path):
        with pytest.raises(NothingReadable):
            list(files(folder))


def test_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = site(tmp_path / "site", **{"a.txt": "x" * 100})
    monkeypatch.setattr("waspada.flows.public.site.MOST_BYTES", 50)
    with pytest.raises(BadInput, match="too large"):
        list(files(folder))
    assert "check" in RESERVED
