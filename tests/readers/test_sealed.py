"""Files under seal are read segment by segment, and only whole and with the right key."""

from __future__ import annotations

import gzip
import io
import pickle
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from waspada.core.errors import Locked
from waspada.readers import planning, sealed
from waspada.readers.age import Identity, encrypt
from waspada.readers.sealed import AgeCover, SealedFile, SealedStream, segment_name, unlock

KEY = Identity.new()


@pytest.fixture(autouse=True)
def _unlocked() -> Iterator[None]:
    unlock(KEY)
    yield
    unlock(None)


def seal(folder: Path, content: bytes, size: int, name: str = "events.jsonl") -> SealedFile:
    folder.mkdir(parents=True)
    parts = [content[at : at + size] for at in range(0, len(content), size)]
    for number, part in enumerate(parts, 1):
        (folder / segment_name(number, len(parts))).write_bytes(encrypt(part, KEY.recipient))
    return SealedFile(folder=str(folder), name=name, bytes=len(content), sha256="0" * 64)


def read(stream: SealedStream) -> bytes:
    found = io.BytesIO()
    while data := stream.read(7):
        found.write(data)
    return found.getvalue()


def test_the_segments_are_one_stream(tmp_path: Path) -> None:
    seal(tmp_path / "1", b"0123456789" * 10, 33)
    stream = SealedStream(str(tmp_path / "1"))
    assert read(stream) == b"0123456789" * 10
    assert stream.problem == ""


@pytest.mark.parametrize("missing", [1, 2, 4])
def test_a_missing_segment_is_noticed(tmp_path: Path, missing: int) -> None:
    seal(tmp_path / "1", b"0123456789" * 10, 33)
    (tmp_path / "1" / segment_name(missing, 4)).unlink()
    stream = SealedStream(str(tmp_path / "1"))
    assert (read(stream), stream.problem) == (b"", "the sealed file is not whole: verify the case")


def test_a_changed_byte_ends_the_stream_where_it_stands(tmp_path: Path) -> None:
    seal(tmp_path / "1", b"0123456789" * 10, 40)
    second = tmp_path / "1" / segment_name(2, 3)
    content = second.read_bytes()
    second.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    stream = SealedStream(str(tmp_path / "1"))
    assert read(stream) == (b"0123456789" * 4)
    assert "altered" in stream.problem


@pytest.mark.parametrize("key", [None, Identity.new()])
def test_without_the_right_key_nothing_is_read(tmp_path: Path, key: Identity | None) -> None:
    seal(tmp_path / "1", b"content", 40)
    unlock(key)
    stream = SealedStream(str(tmp_path / "1"))
    assert read(stream) == b""
    assert "key" in stream.problem


LINES = b"".join(
    b'{"event":"e","properties":{"$email":"p%d@mail.example","time":1}}\n' % number for number in range(500)
)


@pytest.mark.parametrize("packed", ["plain", "gzip", "zip"])
def test_sealed_exports_are_planned_and_read_like_any_other(tmp_path: Path, packed: str) -> None:
    content, name = LINES, "events.jsonl"
    if packed == "gzip":
        content, name = gzip.compress(LINES), "events.jsonl.gz"
    elif packed == "zip":
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("events.jsonl", LINES)
        content, name = buffer.getvalue(), "events.zip"
    plan = planning.plan([seal(tmp_path / "1", content, 1000, name)])
    assert not plan.troubles
    batches = [batch for split in plan.splits for batch in planning.read(split)]
    assert sum(batch.records for batch in batches) == 500
    emails = [
        text
        for batch in batches
        for column in batch.columns
        if column.path.endswith("$email")
        for text in column.values.to_pylist()
    ]
    assert emails == [f"p{number}@mail.example" for number in range(500)]


def test_a_locked_file_is_named_as_lost(tmp_path: Path) -> None:
    file = seal(tmp_path / "1", LINES, 1000)
    unlock(None)
    plan = planning.plan([file])
    assert [(trouble.name, trouble.lost) for trouble in plan.troubles] == [("events.jsonl", True)]
    assert not plan.splits


def test_no_plan_or_repr_holds_the_key(tmp_path: Path) -> None:
    plan = planning.plan([seal(tmp_path / "1", LINES, 1000)])
    assert KEY.secret not in repr(plan) + repr(KEY) + repr(sealed.__dict__.get("_keys"))


def test_a_cover_holds_no_secret_and_opens_with_the_key_of_the_process() -> None:
    cover = AgeCover(KEY.recipient)
    assert KEY.secret.encode() not in pickle.dumps(cover)
    closed = cover.close(b"value")
    assert closed.startswith(b"age-encryption.org/v1")
    assert cover.open(closed) == b"value"
    for key in (None, Identity.new()):
        unlock(key)
        with pytest.raises(Locked):
            cover.open(closed)
