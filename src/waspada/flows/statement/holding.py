"""The holding statement, before any dataset exists: what we do not know yet stands in it in so many words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from waspada.flows.statement.material import Material
from waspada.flows.statement.sentence import Said, Section, Texts, both, computed

_OPEN: Final[tuple[tuple[str, Mapping[str, Any], Texts], ...]] = (
    (
        "people",
        {"check": "open", "of": "people.total_at_least"},
        both(
            "We do not know yet whose data was copied, or of how many people.",
            "Kami belum mengetahui data siapa yang disalin, dan berapa orang jumlahnya.",
        ),
    ),
    (
        "kinds",
        {"check": "open", "names": ["user"]},
        both("We do not know yet which data was copied.", "Kami belum mengetahui data apa yang disalin."),
    ),
    (
        "access",
        {"check": "open", "names": ["user.authorization"]},
        both(
            "We do not know yet whether passwords or keys are in it.",
            "Kami belum mengetahui apakah ada kata sandi atau kunci di dalamnya.",
        ),
    ),
    (
        "money",
        {"check": "open", "names": ["user.financial", "user.government_id"]},
        both(
            "We do not know yet whether payment details or official numbers are in it.",
            "Kami belum mengetahui apakah ada data pembayaran atau nomor identitas resmi di dalamnya.",
        ),
    ),
)
"""Checked like any computed sentence: once a run can tell, it may not be published again."""


def in_short(material: Material) -> Iterator[Said]:
    """For the digest."""
    backing = {"check": "open", "of": "people.total_at_least"}
    text = both(
        "We do not know yet which data it was, or whose.",
        "Kami belum mengetahui data apa yang disalin, dan milik siapa.",
    )
    if material.checker.check(backing).holds:
        yield computed(Section.DIGEST, "digest.open", text, backing)


def not_known(material: Material) -> Iterator[Said]:
    """What nobody can tell before the data was searched."""
    for topic, backing, text in _OPEN:
        if material.checker.check(backing).holds:
            yield computed(Section.UNKNOWN, f"unknown.{topic}", text, backing)
