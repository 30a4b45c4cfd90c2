"""Which encoding a text is in, and streams that turn any of them into UTF-8 (marks: Unicode 15 chapter 2.6)."""

from __future__ import annotations

import codecs
import re

from waspada.readers.reader import Stream

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY = """cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 latin_1 iso8859_2 iso8859_5 iso8859_9
    iso8859_15 koi8_r cp437 cp850 mac_roman gb18030 big5 shift_jis euc_jp euc_kr cp949 tis_620""".split()
_SAMPLE = 256 << 10


def mark(head: bytes) -> tuple[str, int]:
    """Encoding named by a byte order mark, and its length; empty and 0 without one."""
    for bom, name in _MARKS:
        if head.startswith(bom):
            return name, len(bom)
    return "", 0


def guess(sample: bytes) -> str:
    """Python name of the encoding of a text; `utf-8` also when some places are not valid in it."""
    named, length = mark(sample)
    # Two bytes alone prove nothing: letters without a zero between them are not UTF-16.
    if named and not (named.startswith(("utf-16", "utf-32")) and _letters(sample[length : length + 1024])):
        return named
    wide = _wide(sample)
    if wide:
        return wide
    bad, good = _utf8(sample)
    # Broken places in a text with real UTF-8 around them are damage: no other encoding looks like UTF-8 by chance.
    if not bad or good >= bad:
        return "utf-8"
    start = next(i for i, byte in enumerate(sample) if byte > 127)
    begin = max(0, start - 1024)
    from charset_normalizer import from_bytes  # 30 ms, which UTF-8 need not wait for

    best = from_bytes(sample[begin : begin + _SAMPLE], cp_isolation=_LEGACY).best()
    return _settle(best.encoding if best else "cp1252", sample)


def _settle(name: str, sample: bytes) -> str:
    """Western codes differ in a few signs only: take the most common one that can read the sample."""
    if name in ("latin_1", "iso8859_15", "cp437", "cp850", "mac_roman", "iso8859_9", "cp1254", "cp1258", "cp1257"):
        western = sum(0xC0 <= byte for byte in sample) >= sum(0x80 <= byte < 0xA0 for byte in sample)
        return "cp1252" if western else name
    return name


def _letters(sample: bytes) -> bool:
    return len(sample) > 8 and sample.isascii() and 0 not in sample


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark: every other byte of a Latin text is zero."""
    even, odd = sample[0:4096:2], sample[1:4096:2]
    if len(odd) < 8:
        return ""
    zeros = even.count(0) / len(even), odd.count(0) / len(odd)
    if zeros[1] > 0.4 and zeros[0] < 0.05:
        return "utf-16-le"
    return "utf-16-be" if zeros[0] > 0.4 and zeros[1] < 0.05 else ""


def _utf8(sample: bytes) -> tuple[int, int]:
    """Broken places and whole multi-byte characters."""
    text = sample.decode("utf-8", "replace")
    # The end of a sample may cut a character in two.
    broken = text[:-1].count("\ufffd") - sample.count(b"\xef\xbf\xbd")
    return max(broken, 0), sum(char > "\x7f" and char != "\ufffd" for char in text)


class Transcoded:
    """A stream in another encoding, as UTF-8. What cannot be decoded is kept as it can be, never dropped."""

    def __init__(self, inner: Stream, encoding: str) -> None:
        self._inner = inner
        errors = "surrogatepass" if encoding.startswith("utf-") else "backslashreplace"
        self._decoder = codecs.getincrementaldecoder(encoding)(errors=errors)
        self._encoding = encoding
        self._out = b""
        self._done = False
        self._first = True
        self._problem = ""

    @property
    def problem(self) -> str:
        """See `Stream`."""
        return self._problem or self._inner.problem

    def read(self, size: int) -> bytes:
        """See `Stream`."""
        while not self._out and not self._done and size > 0:
            data = self._inner.read(max(size, 4096))
            self._done = not data
            self._out = self._turn(data)
        out, self._out = self._out[:size], self._out[size:]
        return out

    def _turn(self, data: bytes) -> bytes:
        try:
            text = self._decoder.decode(data, final=not data)
        except UnicodeError:
            # Half a character at the end, or a pair torn apart: shown as U+FFFD with the problem named.
            self._problem = self._problem or f"some bytes are not valid {self._encoding}"
            self._decoder = codecs.getincrementaldecoder(self._encoding)(errors="replace")
            text = self._decoder.decode(data, final=not data)
        if self._first and text:
            self._first = False
            text = text.removeprefix("\ufeff")
        return text.encode("utf-8", "surrogatepass")

    def close(self) -> None:
        """See `Stream`."""
        self._inner.close()


class WideStrings:
    """The words of a binary file that are written two bytes a letter, one on a line, as `strings -el` finds them."""

    def __init__(self, inner: Stream) -> None:
        self._inner = inner
        self._rest = b""
        self._out = b""

    @property
    def problem(self) -> str:
        """See `Stream`."""
        return self._inner.problem

    def read(self, size: int) -> bytes:
        """See `Stream`."""
        while len(self._out) < size and (data := self._inner.read(_SAMPLE)):
            block = self._rest + data
            # A word may go on in the next block: keep back what could be its begin.
            tail = _WIDE_TAIL.search(block)
            cut = tail.start() if tail and len(block) - tail.start() < _SAMPLE else len(block)
            self._rest = block[cut:]
            self._out += b"".join(word[0][::2] + b"\n" for word in _WIDE_WORD.finditer(block[:cut]))
        if len(self._out) < size and self._rest:
            self._out += b"".join(word[0][::2] + b"\n" for word in _WIDE_WORD.finditer(self._rest))
            self._rest = b""
        out, self._out = self._out[:size], self._out[size:]
        return out

    def close(self) -> None:
        """See `Stream`."""
        self._inner.close()


_WIDE_WORD = re.compile(rb"(?:[\t\x20-\x7e]\0){6,}")
_WIDE_TAIL = re.compile(rb"(?:[\t\x20-\x7e]\0)*[\t\x20-\x7e]?\Z")


def has_wide_words(head: bytes) -> bool:
    """Whether a binary file holds words of two bytes a letter."""
    return _WIDE_WORD.search(head) is not None


def as_utf8(stream: Stream, encoding: str) -> Stream:
    """The stream in UTF-8, without a byte order mark when it is transcoded."""
    return stream if encoding == "utf-8" else Transcoded(stream, encoding)


_CONTROL = bytes(code for code in range(32) if code not in (7, 8, 9, 10, 12, 13, 27, 30)) + b"\x7f"


def is_text(head: bytes, code: str) -> bool:
    """Few control characters: a stray NUL in a row is damage, a binary file is full of them."""
    if code.startswith("utf-") and code != "utf-8":
        return True
    return bool(head) and len(head) - len(head.translate(None, _CONTROL)) <= len(head) // 50
