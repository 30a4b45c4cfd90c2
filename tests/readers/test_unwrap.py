"""Wrappers inside wrappers, streams, and what is never on disk or shown."""

from __future__ import annotations

import io
import os
from pathlib import Path

import py7zr
import pyrage
import pytest

from waspada.core.errors import Locked
from waspada.readers.age import Identity
from waspada.readers.limits import Limits
from waspada.readers.unwrap import Opened, open_wrapper, wrapper_of
from waspada.readers.wrapper import Secrets

SECRET = "correct horse"


class Stream:
    problem = ""

    def __init__(self, data: bytes) -> None:
        self.file = io.BytesIO(data)

    def read(self, size: int) -> bytes:
        return self.file.read(size)

    def close(self) -> None:
        pass


def seven(password: str, **members: bytes) -> bytes:
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", password=password, filters=None) as archive:
        for name, content in members.items():
            archive.writestr(content, name)
    return out.getvalue()


def sealed(content: bytes, key: Identity) -> bytes:
    return bytes(pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(key.recipient)]))


def read(opened: Opened) -> dict[str, bytes]:
    return {content.name: b"".join(content.chunks) for content in opened}


def test_a_wrapper_in_a_wrapper(tmp_path: Path) -> None:
    key = Identity.new()
    path = tmp_path / "x.7z.age"
    path.write_bytes(sealed(seven(SECRET, a=b"one", b=b"two"), key))
    before = sorted(tmp_path.iterdir())
    opened = open_wrapper(path, "age", Secrets(password=SECRET, identities=(key,)))
    assert read(opened) == {"x.7z!a": b"one", "x.7z!b": b"two"}
    assert opened.troubles == ()
    assert sorted(tmp_path.iterdir()) == before


def test_an_inner_wrapper_that_stays_locked_is_kept_as_it_is(tmp_path: Path) -> None:
    key, inner = Identity.new(), seven("another", a=b"one")
    opened = open_wrapper(Stream(sealed(inner, key)), "age", Secrets(SECRET, (key,)), name="x.7z.age")
    assert read(opened) == {"x.7z": inner}
    assert [(item.name, item.lost) for item in opened.troubles] == [("x.7z", True)]
    assert "locked itself" in opened.troubles[0].reason


@pytest.mark.parametrize(
    ("limits", "reason"), [(Limits(depth=2), "deeper than 2"), (Limits(spill_bytes=100), "too large")]
)
def test_depth_and_memory_are_bounded_and_nothing_is_dropped(tmp_path: Path, limits: Limits, reason: str) -> None:
    key = Identity.new()
    inner = sealed(sealed(b"x" * 500, key), key)
    path = tmp_path / "x"
    path.write_bytes(sealed(inner, key))
    opened = open_wrapper(path, "age", Secrets(identities=(key,)), limits)
    ((_, content),) = read(opened).items()
    assert wrapper_of(content, "") == "age"
    assert reason in opened.troubles[0].reason


def test_a_content_that_is_not_read_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "x.7z"
    path.write_bytes(seven(SECRET, a=b"one", b=b"two"))
    opened = open_wrapper(path, "7z", Secrets(SECRET))
    assert next(opened).name == "a"
    assert b"".join(next(opened).chunks) == b"two"
    opened.close()


def test_an_empty_or_unfinished_stream_is_named() -> None:
    stream = Stream(b"7z\xbc\xaf\x27\x1c")
    stream.problem = "the file could not be read on"
    opened = open_wrapper(stream, "7z", Secrets())
    assert read(opened) == {}
    assert opened.troubles[0].reason == "the file could not be read on"


def test_secrets_are_never_shown() -> None:
    secrets = Secrets("sesame", (Identity.new(),), b"sesame", "sesame")
    assert "sesame" not in repr(secrets)
    assert "AGE-SECRET" not in repr(secrets)
    with pytest.raises(Locked) as caught:
        read(open_wrapper(Stream(seven(SECRET, a=b"one")), "7z", secrets))
    assert "sesame" not in "".join(map(str, (caught.value, caught.value.advice)))


def test_files_are_closed(tmp_path: Path) -> None:
    key = Identity.new()
    path = tmp_path / "x.age"
    path.write_bytes(sealed(b"one", key))
    before = len(os.listdir("/proc/self/fd"))
    read(open_wrapper(path, "age", Secrets(identities=(key,))))
    assert len(os.listdir("/proc/self/fd")) == before
