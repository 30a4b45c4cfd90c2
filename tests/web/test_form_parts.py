"""Forms with files as they come: names that play tricks, bodies that break off, limits."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waspada.core.errors import BadInput
from waspada.web.form_parts import plain_name, sent_files

TYPE = "multipart/form-data; boundary=x7"


def part(name: str, content: bytes, filename: str | None = None) -> bytes:
    about = f'form-data; name="{name}"' + ("" if filename is None else f'; filename="{filename}"')
    return b"--x7\r\nContent-Disposition: " + about.encode() + b"\r\n\r\n" + content + b"\r\n"


def read(body: bytes, *, limit: int = 1 << 20, step: int = 7) -> tuple[dict[str, str], list[tuple[str, str, bytes]]]:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(step)

    fields: dict[str, str] = {}
    files = [(one.field, one.name, b"".join(one.chunks)) for one in sent_files(Slow(body), TYPE, fields, limit)]
    return fields, files


def test_fields_then_files_however_they_are_cut() -> None:
    body = part("origin", b"vendor") + part("files", b"a\r\n--x\r\nb", "a.csv") + part("files", b"", "e.csv")
    for step in (1, 2, 5, 100):
        fields, files = read(body + part("files", b"", "") + b"--x7--\r\n", step=step)
        assert fields == {"origin": "vendor"}
        assert files == [("files", "a.csv", b"a\r\n--x\r\nb"), ("files", "e.csv", b"")]


def test_a_file_that_nobody_reads_is_passed_over() -> None:
    body = part("files", b"long" * 1000, "a") + part("files", b"b", "b") + b"--x7--"
    assert [one.name for one in sent_files(io.BytesIO(body), TYPE, {}, 1 << 20)] == ["a", "b"]


@pytest.mark.parametrize("end", [b"", b"--x7", b"--x7\r\nContent-Disp"])
def test_what_breaks_off_is_named(end: bytes) -> None:
    with pytest.raises(BadInput, match="broke off"):
        read(part("files", b"half", "a") + end)


@pytest.mark.parametrize(
    ("kind", "body", "limit", "said"),
    [
        ("text/plain", b"x", 100, "not a form"),
        ("multipart/form-data", b"x", 100, "not a form"),
        (TYPE, part("files", b"x" * 5000, "a"), 1000, "larger"),
        (TYPE, part("own", b"x" * 70_000) + b"--x7--", 1 << 20, "too long"),
        (TYPE, b"".join(part("f", b"x") for _ in range(1100)), 1 << 20, "parts"),
        (TYPE, b"--x7\r\nNo-Colon\r\n\r\n", 1 << 20, "broke off"),
    ],
)
def test_what_is_refused(kind: str, body: bytes, limit: int, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        list(sent_files(io.BytesIO(body), kind, {}, limit))


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/abs/olute.csv", "olute.csv"),
        ("..", "file"),
        ("", "file"),
        ("C:\\x\\a.csv", "a.csv"),
        ("a\x00b\x1b[31m\n.csv", "a_b_[31m_.csv"),
        (".handover.json", "handover.json"),
        ("x" * 300, "x" * 200),
    ],
)
def test_names_lead_nowhere(name: str, plain: str) -> None:
    assert plain_name(name) == plain


@given(st.text())
def test_every_name_is_one_safe_part(name: str) -> None:
    plain = plain_name(name)
    assert plain
    assert not {"/", "\\", "\0", "\n"} & set(plain)
    assert plain not in (".", "..")
    assert len(plain.encode()) <= 200
