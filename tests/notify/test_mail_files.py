"""Messages out of files: one, many, folders, pipes; and none lost between two of them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from waspada.core.errors import NothingReadable
from waspada.notify.mail_files import MOST_BYTES, in_stream, messages

ONE = b"From: a@example.org\nSubject: x\n\nwords\n"
MBOX = (
    b"From MAILER-DAEMON Mon Nov 23 08:00:00 2026\n" + ONE + b"\n"
    b"From a@example.org Mon Nov 23 08:00:01 2026\nSubject: y\n\n>From here on\nFrom the middle of a line block\n\n"
    b"From b@example.org Mon Nov 23 08:00:02 2026\nSubject: z\n\nend\n"
)


def test_one_message_in_a_file_and_in_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(ONE)
    assert list(messages(tmp_path / "one.eml")) == [ONE]
    assert list(in_stream(io.BytesIO(ONE))) == [ONE]
    assert list(in_stream(io.BytesIO(b" \n"))) == []


def test_an_mbox() -> None:
    found = list(in_stream(io.BytesIO(MBOX)))
    assert len(found) == 3
    assert found[0].rstrip() == ONE.rstrip()
    assert b"\nFrom here on\nFrom the middle" in found[1]
    assert found[2].endswith(b"end\n")


def test_a_maildir_and_a_folder(tmp_path: Path) -> None:
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.example").write_bytes(ONE)
    assert len(list(messages(tmp_path))) == 2
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "a.eml").write_bytes(ONE)
    (tmp_path / "plain" / "b.eml").symlink_to(tmp_path / "new" / "1.example")
    assert list(messages(tmp_path / "plain")) == [ONE]


def test_a_message_that_is_too_long_is_cut() -> None:
    long = ONE + b"a" * (2 * MOST_BYTES)
    (found,) = in_stream(io.BytesIO(long))
    assert len(found) == MOST_BYTES
    many = b"From x\n" + (b"b" * 70 + b"\n") * 40_000 + b"\nFrom y\n" + ONE
    cut, last = in_stream(io.BytesIO(many))
    assert len(cut) < MOST_BYTES + 100
    assert last == ONE


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    with pytest.raises(NothingReadable):
        list(messages(tmp_path / "none"))
