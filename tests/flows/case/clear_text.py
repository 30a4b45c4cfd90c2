"""Finds a word that must not lie on disk in the clear: also inside what is packed, encoded or in columns."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard


def clear_in(*folders: Path, word: str) -> list[Path]:
    """Every file below these folders whose content or name shows the word."""
    spelled = _spellings(word)
    found = []
    for path in sorted({path for folder in folders for path in folder.rglob("*")}):
        forms = [str(path.name).encode(), *(_forms(path.read_bytes()) if path.is_file() else ())]
        if any(one in form.lower() for form in forms for one in spelled):
            found.append(path)
    return found


def _spellings(word: str) -> list[bytes]:
    plain = word.lower().encode()
    # Base64 of the word at each of three places, without the ends that depend on what stands beside it; lower case,
    # because everything is compared so.
    packed = [base64.b64encode(bytes(at) + word.encode())[at + 1 + (at > 0) : -4].lower() for at in range(3)]
    return [plain, word.lower().encode("utf-16-le"), word.encode().hex().encode(), *packed]


def _forms(content: bytes) -> Iterator[bytes]:
    yield content
    readers: tuple[Callable[[bytes], bytes], ...] = (
        gzip.decompress,
        bz2.decompress,
        lzma.decompress,
        zlib.decompress,
        lambda packed: zstandard.ZstdDecompressor().stream_reader(io.BytesIO(packed)).read(),
        lambda table: repr(pq.read_table(io.BytesIO(table)).to_pydict()).encode(),
        lambda table: repr(pa.ipc.open_file(io.BytesIO(table)).read_all().to_pydict()).encode(),
        lambda table: repr(pa.ipc.open_stream(io.BytesIO(table)).read_all().to_pydict()).encode(),
    )
    for reader in readers:
        try:
            yield reader(content)
        except (OSError, EOFError, ValueError, lzma.LZMAError, zlib.error, zstandard.ZstdError, pa.ArrowException):
            continue
