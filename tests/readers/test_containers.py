"""Zip and tar by themselves; what is inside them is in `test_discover.py`."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waspada.readers.containers import Labels, Tar, Zip, outside


class Stream:
    problem = ""

    def __init__(self, data: bytes) -> None:
        self.file = io.BytesIO(data)

    def read(self, size: int) -> bytes:
        return self.file.read(size)

    def close(self) -> None:
        pass


NAME = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=150)


@given(
    st.lists(st.tuples(NAME, st.binary(max_size=1200)), max_size=4),
    st.sampled_from([tarfile.PAX_FORMAT, tarfile.GNU_FORMAT]),
)
def test_tar_reads_what_the_standard_library_writes(members: list[tuple[str, bytes]], form: int) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    tar = Tar(Stream(out.getvalue()))
    found = []
    while (member := tar.next()) is not None:
        content = b""
        while data := tar.read(500):
            content += data
        found.append((member.size, content))
    assert found == [(len(content), content) for _, content in members]
    assert tar.problem == ""


@pytest.mark.parametrize("cut", [600, 1024, 1500, 1537])
def test_a_cut_tar_says_so(cut: int) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name in "ab":
            info = tarfile.TarInfo(name)
            info.size = 512
            archive.addfile(info, io.BytesIO(bytes(512)))
    tar = Tar(Stream(out.getvalue()[:cut]))
    while tar.next() is not None:
        pass
    assert ("cut off" in tar.problem) is (cut != 1024)


def test_labels_are_printable_and_unique() -> None:
    labels = Labels()
    assert [labels.take(name) for name in ("a.csv", "a.csv", "a#2.csv", "x\x1b[31m", "")] == [
        "a.csv",
        "a#2.csv",
        "a#2#2.csv",
        "x\N{REPLACEMENT CHARACTER}[31m",
        "(no name)",
    ]


@pytest.mark.parametrize(
    ("name", "noted"),
    [("a/b.csv", False), ("../b.csv", True), ("/b", True), ("a/../../b", True), ("c:\\b", True), ("a..b/c", False)],
)
def test_names_that_point_outside(name: str, noted: bool) -> None:
    assert bool(outside(name)) is noted


def test_zip_refuses_what_has_no_directory(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(b"PK\x03\x04" + bytes(100))
    with pytest.raises(ValueError, match="directory"):
        Zip(open(path, "rb"), 10)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a/", "")
        archive.writestr("a/b", "c")
    found = Zip(open(path, "rb"), 10)
    assert [member.label for member in found.members()] == ["a/b"]
    assert found.open("missing") is None
    found.close()
