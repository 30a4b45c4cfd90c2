"""Shapes of hashes: candidates only, whole cells only."""

from __future__ import annotations

import hashlib
from base64 import b64encode

import pyarrow as pa

from waspada.detect.hashed import FINDER, KINDS, candidates
from waspada.detect.kind import Place

ADDRESS = b"ani@example.org"


def found(texts: list[str], name: str = "email_hash") -> list[tuple[int, str]]:
    return [(at, match.kind) for at, match in candidates(pa.array(texts, pa.string()), Place(name, name))]


def test_the_usual_spellings_of_three_hashes() -> None:
    texts, expected = [], []
    for kind in KINDS:
        digest = hashlib.new(kind.id.removeprefix("hashed.").removesuffix("_email"), ADDRESS)
        texts += [digest.hexdigest(), digest.hexdigest().upper(), b64encode(digest.digest()).decode()]
        expected += [kind.id] * 3
    assert found(texts) == list(enumerate(expected))


def test_other_lengths_and_alphabets_are_none() -> None:
    assert found(["g" * 32, "a" * 33, "1bfe7efc-b507-44e9-a541-17fe689ee5c0", "", "x" * 64 + "z"]) == []
    assert found([hashlib.md5(ADDRESS, usedforsecurity=False).hexdigest()], "insert_id") == []


def test_candidates_are_weak_and_no_text_is_enough() -> None:
    (_, match), *_ = candidates(pa.array(["a" * 40]), Place())
    assert not match.strong
    assert list(FINDER.find("a" * 40, Place())) == []
