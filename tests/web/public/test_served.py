"""The version that is served."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.web.public import visitor

from waspada.core.errors import EvidenceAltered, NothingReadable
from waspada.flows.public.keys import Keys
from waspada.readers.age import Identity
from waspada.web.public.served import Served, loaded, styles

KEYS = Keys.of(Identity.new())


def test_files_are_in_memory_with_their_kind_and_tag(tmp_path: Path) -> None:
    visitor.bundle(tmp_path / "b", KEYS)
    version = loaded(tmp_path / "b")
    assert sorted(version.files) == ["feed.json", "feed.xml", "id/index.html", "index.html", "style.css"]
    kinds = {name: file.kind.partition(";")[0] for name, file in version.files.items()}
    assert kinds["feed.xml"] == "application/atom+xml"
    assert kinds["feed.json"] == "application/feed+json"
    assert kinds["style.css"] == "text/css"
    assert len({file.etag for file in version.files.values()}) == 5
    assert version.home("id") == "/id/"
    assert version.home("en") == "/"


def test_a_style_inside_a_page_is_known_by_its_hash(tmp_path: Path) -> None:
    visitor.bundle(tmp_path / "b", KEYS)
    files = loaded(tmp_path / "b").files
    assert files["index.html"].styles.startswith("'sha256-")
    assert files["id/index.html"].styles == ""


@pytest.mark.parametrize("name", ["site/index.html", "codes.bin"])
def test_what_is_altered_or_missing_is_not_served(tmp_path: Path, name: str) -> None:
    found = visitor.bundle(tmp_path / "b", KEYS)
    path = found.folder / name
    content = path.read_bytes()
    path.write_bytes(content[:-1])
    with pytest.raises(EvidenceAltered):
        Served(tmp_path / "b")
    path.unlink()
    with pytest.raises(EvidenceAltered):
        Served(tmp_path / "b")


def test_no_bundle_is_said(tmp_path: Path) -> None:
    with pytest.raises(NothingReadable):
        Served(tmp_path)


def test_our_own_style_loads_nothing_from_elsewhere() -> None:
    style = styles()
    assert b"url(" not in style.content
    assert b"@import" not in style.content
    assert 0 < len(style.packed) < len(style.content)
