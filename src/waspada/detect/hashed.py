"""Unsalted hashes of e-mail addresses: shapes to look for here, the proof is a join with the directory.

MD5 (RFC 1321), SHA-1 (RFC 3174) and SHA-256 (RFC 6234), in hexadecimal or base64 (RFC 4648). The hash of a known
address is that person, not a pseudonym: anyone who has the address can compute it. A shape alone says nothing (it may
be a commit or a checksum), so whole cells of that shape are candidates only; `assess` keeps those that equal a hash of
an address in the directory and forgets the rest.
Worse mistake: a miss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from waspada.detect.kind import By, How, Kind, Match, Place, Worse

_SHAPES = (
    ("hashed.md5_email", "MD5", "RFC 1321", r"[0-9a-f]{32}|[0-9A-F]{32}|[A-Za-z0-9+/_-]{22}=="),
    ("hashed.sha1_email", "SHA-1", "RFC 3174", r"[0-9a-f]{40}|[0-9A-F]{40}|[A-Za-z0-9+/_-]{27}="),
    ("hashed.sha256_email", "SHA-256", "RFC 6234", r"[0-9a-f]{64}|[0-9A-F]{64}|[A-Za-z0-9+/_-]{43}="),
)

KINDS = tuple(
    Kind(
        id=kind,
        category="user.contact.email",
        by=By.FORM,
        worse=Worse.MISS,
        source=source,
        label=f"{name} hash of an e-mail address",
        label_id=f"hash {name} dari alamat e-mail",
    )
    for kind, name, source, _ in _SHAPES
)

_BY_SHAPE = tuple((kind, re.compile(shape)) for kind, _, _, shape in _SHAPES)
_LENGTHS = pa.array([24, 28, 32, 40, 44, 64], pa.int32())
_ALPHABET = r"^[A-Za-z0-9+/_-]{22,64}={0,2}$"
_NOT_OF_A_PERSON = frozenset({"insert_id", "message_id", "etag", "checksum", "commit", "sha", "trace_id", "span_id"})


def candidates(texts: pa.Array, place: Place) -> Iterator[tuple[int, Match]]:
    """Texts of the length and alphabet of a hash: (index, weak match over the whole text)."""
    if place.name in _NOT_OF_A_PERSON:
        return
    right = np.flatnonzero(pc.is_in(pc.binary_length(texts), _LENGTHS).to_numpy(zero_copy_only=False))
    if not len(right):
        return
    chosen = texts.take(pa.array(right))
    shaped = pc.match_substring_regex(chosen, _ALPHABET).to_numpy(zero_copy_only=False)
    for at in right[shaped].tolist():
        text = texts[at].as_py()
        for kind, shape in _BY_SHAPE:
            if shape.fullmatch(text):
                yield at, Match(kind, 0, len(text), False, How.HASH_OF_DIRECTORY)


class HashedFinder:
    """Reports nothing from a text alone; the engine asks `candidates` for whole cells."""

    kinds = KINDS
    triggers = ()

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Nothing: a hash has no form of its own."""
        return iter(())


FINDER = HashedFinder()
