"""Letters on paper: PDF/UA-1, the words of the mail, the address in the window, a manifest that can be checked."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from tests.notify.people_made import CODE, MATERIAL, recipient

from waspada.core.errors import BadInput, CannotWrite
from waspada.notify.compose import compose
from waspada.notify.content import words
from waspada.notify.paper import Post, Printed, Unprinted, as_pdf, manifest, write
from waspada.notify.plain import as_text
from waspada.notify.texts import shipped

TEXTS = shipped()
TO = ("Budi Santoso", "Jl. Melati 12 RT 03/RW 05", "Bandung 40162", "INDONESIA")


def post(number: int, lang: str = "en", to: tuple[str, ...] = TO) -> Post:
    one = recipient(recipient_id=f"{number:032x}", lang=lang)
    return Post(recipient_id=one.recipient_id, letter=compose(one, MATERIAL, TEXTS, CODE), to=to)


def printed_text(content: bytes, folder: Path, *options: str) -> str:
    (folder / "a.pdf").write_bytes(content)
    program = shutil.which("pdftotext") or ""
    done = subprocess.run([program, *options, folder / "a.pdf", "-"], capture_output=True, check=True)
    return done.stdout.decode()


@pytest.mark.parametrize("lang", list(TEXTS))
def test_a_letter_is_tagged_and_the_same_each_time(lang: str) -> None:
    one = post(1, lang)
    content = as_pdf(one.letter, TO, MATERIAL.postal_sender, "Jakarta, 26 November 2025")
    assert content == as_pdf(one.letter, TO, MATERIAL.postal_sender, "Jakarta, 26 November 2025")
    assert b"pdfuaid:part" in content
    assert b"/StructTreeRoot" in content
    assert f"/Lang({lang}".encode() in content.replace(b" ", b"")


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("lang", list(TEXTS))
def test_paper_says_what_the_mail_says_in_the_same_order(lang: str, tmp_path: Path) -> None:
    one = post(1, lang)
    printed = printed_text(as_pdf(one.letter, TO, ()), tmp_path, "-raw")
    said = "".join(words(re.sub(r"^\d / \d$", "", printed, flags=re.MULTILINE)))
    assert said.removeprefix("".join("".join(TO).split())) == "".join(words(as_text(one.letter)))


@pytest.mark.needs("pdftotext")
def test_the_address_stands_in_the_window(tmp_path: Path) -> None:
    """DIN 5008, form B: 20 to 105 mm from the left, 45 to 90 mm from the top, nothing else in it."""
    content = as_pdf(post(1).letter, TO, MATERIAL.postal_sender)
    window = ["-f", "1", "-l", "1", "-r", "254", "-x", "200", "-y", "450", "-W", "850", "-H", "450"]
    seen = printed_text(content, tmp_path, *window).split("\n")
    lines = [line.strip() for line in seen if line.strip()]
    assert lines == ["Contoh Cloud · Jl. Contoh 1 · Jakarta 10110", *TO]


def test_the_manifest_agrees_with_the_files_and_the_ledger(tmp_path: Path) -> None:
    posts = [post(number, lang) for number, lang in enumerate(["en", "id"] * 12)]
    rows = [row for row in write(tmp_path, iter(posts), MATERIAL.postal_sender) if isinstance(row, Printed)]
    assert [row.recipient_id for row in rows] == [one.recipient_id for one in posts]
    read = list(csv.DictReader(io.StringIO(manifest(rows))))
    for row, one in zip(read, posts, strict=True):
        content = (tmp_path / row["file"]).read_bytes()
        assert row["sha256"] == hashlib.sha256(content).hexdigest()
        assert row["text_sha256"] == one.letter.sha256
        assert int(row["pages"]) == 2
    assert {path.name for path in tmp_path.iterdir()} == {row["file"] for row in read}
    assert stat.S_IMODE((tmp_path / read[0]["file"]).stat().st_mode) == 0o600
    assert not any(line in manifest(rows) for line in TO)


def test_a_letter_that_cannot_be_set_holds_up_no_other(tmp_path: Path) -> None:
    posts = [post(1), post(2, to=("山田太郎", "東京")), post(3, to=()), post(4, to=("line",) * 7), post(5)]
    rows = list(write(tmp_path, posts, ()))
    assert [isinstance(row, Unprinted) for row in rows] == [False, True, True, True, False]
    assert "山田" not in repr(posts[1])


@pytest.mark.parametrize("name", ["../evil", "", "A" * 32])
def test_a_file_is_named_after_a_hash_and_nothing_else(name: str, tmp_path: Path) -> None:
    one = post(1)
    with pytest.raises(BadInput):
        list(write(tmp_path, [Post(recipient_id=name, letter=one.letter, to=TO)], ()))


def test_a_folder_that_takes_no_file_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as failed:
        list(write(tmp_path / "missing", [post(1)], ()))
    assert failed.value.__context__ is None
