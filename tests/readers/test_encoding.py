"""Texts in many encodings come out as the same UTF-8."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waspada.readers import encoding

TEXT = "Zażółć gęślą jaźń. Straße, façade, naïve: ÄÖÜ äöü ß. " * 20


class Stream:
    problem = ""

    def __init__(self, data: bytes, step: int = 7) -> None:
        self.data, self.step = data, step

    def read(self, size: int) -> bytes:
        size = min(size, self.step)
        out, self.data = self.data[:size], self.data[size:]
        return out

    def close(self) -> None:
        pass


def everything(stream: object) -> bytes:
    out = b""
    while data := stream.read(11):  # type: ignore[attr-defined]
        out += data
    return out


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode(code: str) -> None:
    data = TEXT.encode(code)
    found = encoding.guess(data)
    assert everything(encoding.as_utf8(Stream(data), found)).removeprefix(b"\xef\xbb\xbf").decode() == TEXT


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("cp1252", "José Müller lives in Besançon - near the façade, über alles. "),
        ("cp1251", "Съешь ещё этих мягких французских булок, да выпей чаю. "),
        ("gb18030", "这是一个关于数据泄露的例子,我们需要通知所有的用户。"),
        ("shift_jis", "これはデータ漏洩の例です。すべてのユーザーに通知します。"),
    ],
)
def test_old_encodings(code: str, text: str) -> None:
    data = (text * 20).encode(code)
    assert data.decode(encoding.guess(data)) == text * 20


def test_damage_is_not_another_encoding() -> None:
    assert encoding.guess(("Zoë " * 10).encode() + b"Ren\xe9 ") == "utf-8"
    assert encoding.guess(b"plain") == "utf-8"


def test_a_mark_before_plain_letters_is_no_mark() -> None:
    assert encoding.guess(b"\xff\xfe" + b'{"a": "plain letters"}') != "utf-16-le"


def test_broken_utf16_is_named_and_read_on() -> None:
    stream = encoding.as_utf8(Stream("abc".encode("utf-16-le") + b"\x00\xdc" + b"d\0" + b"x"), "utf-16-le")
    out = everything(stream)
    assert out.startswith(b"abc")
    assert b"d" in out
    assert stream.problem


@given(st.lists(st.text(st.sampled_from("abc@."), min_size=6, max_size=20), max_size=5), st.integers(1, 9))
def test_wide_words_of_a_binary_file(words: list[str], step: int) -> None:
    data = b"\x01\x02\x03".join(word.encode("utf-16-le") for word in words)
    assert everything(encoding.WideStrings(Stream(data, step))).decode().split() == words
    assert encoding.has_wide_words(data) == bool(words)


def test_binary_is_not_text() -> None:
    assert not encoding.is_text(bytes(range(256)) * 4, "utf-8")
    assert encoding.is_text(b"a,b\0\n" + b"1,2\n" * 40, "utf-8")
